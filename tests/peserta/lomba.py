"""The field of a race: an office with a key and open gelombang, made inside a live portal by its own services."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from benchmarks.serbu import Jawaban
    from tests.fixtures.portal import LivePortal


def siapkan() -> None:
    """Runs inside the portal (`manage.py shell`): prints the key of an admin and the code of two units."""
    from kantor.services.kunci_api import buat_kunci
    from tests.peserta import buat

    unit = buat.pohon()
    _, kunci = buat_kunci(oleh=None, instansi=buat.instansi(), pemilik=buat.akun("admin"), nama="lomba")
    print("HASIL", json.dumps({"kunci": kunci, "unit": [unit["a1"].kode, unit["b1"].kode]}))


def buka(banyak: int, **isi: Any) -> None:
    """Runs inside the portal: opens so many gelombang and prints their addresses."""
    from tests.peserta import buat

    print("HASIL", json.dumps([buat.gelombang(**isi).slug for _ in range(banyak)]))


class Lapangan:
    """A live portal seen by the runners."""

    def __init__(self, portal: LivePortal) -> None:
        self.portal = portal
        self.alat = self.dalam("siapkan()")

    def dalam(self, perintah: str) -> Any:
        """Run one of the functions above in the portal and read what it printed."""
        keluar = self.portal.manage("shell", "-c", f"from tests.peserta import lomba; lomba.{perintah}")
        baris = [b for b in keluar.splitlines() if b.startswith("HASIL ")]
        return json.loads(baris[-1].removeprefix("HASIL ")) if baris else None

    def gelombang(self, banyak: int = 1, **isi: Any) -> list[str]:
        return self.dalam(f"buka({banyak}, **{isi!r})")

    def pendaftaran(self, slug: str, n: int, **lain: Any) -> bytes:
        """The request that registers the n-th person."""
        from benchmarks.serbu import permintaan
        from tests.peserta.buat import NAMA, nip

        isi = {
            "nip": nip(n), "nama": NAMA[n % len(NAMA)], "surel": f"orang{n}@contoh.example", "ponsel": f"0812{n:08d}",
            "golongan": "III/c", "jabatan": "Kepala Seksi", "unit": self.alat["unit"][n % 2],
        }  # fmt: skip
        return permintaan(
            "POST", f"/api/v1/gelombang/{slug}/pendaftaran/", isi | lain, kunci=self.alat["kunci"]
        )

    def lari(self, isi: list[bytes], **cara: Any) -> tuple[list[Jawaban], float]:
        from benchmarks.serbu import serbu

        return serbu(self.portal.url, isi, **cara)
