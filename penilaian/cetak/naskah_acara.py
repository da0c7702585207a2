"""Berita acara and Surat Kesepakatan on paper: what was written, then the signatures as they stand."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from kantor.cetak.kop import MARKA_CONTOH, Kop
from kantor.lib import nip as _nip
from kantor.lib import tanggal
from kantor.lib.warna import WARNA, Warna
from penilaian.lib.naskah_acara import BUKAN_TTE

if TYPE_CHECKING:
    from kantor.cetak.kode_lembar import KodeLembar

# Columns that hold a figure or a short word are narrow; what is not named shares the rest.
LEBAR = {
    "No": "no",
    "Nilai": "angka",
    "Bobot": "angka",
    "Selaku": "sedang",
    "Jangka": "sedang",
    "Waktu": "sedang",
}


@dataclass(frozen=True, slots=True)
class Tanda:
    """One signature, or the room for it."""

    sebagai: str
    nama: str
    jabatan: str
    nip: str
    cara: str = ""
    pada: datetime.datetime | None = None


@dataclass(frozen=True, slots=True)
class Naskah:
    """The paper as it is printed; `isi` as penilaian.lib.naskah_acara describes it."""

    kop: Kop
    isi: dict[str, Any]
    tanda: tuple[Tanda, ...]
    sidik: str
    tanggal: datetime.date
    zona: str = "WIB"
    diganti: str = ""
    portal: str = ""
    contoh: bool = False
    kertas: Literal["A4", "F4"] = "A4"
    warna: Warna = WARNA


def cetak(n: Naskah, lembar: Callable[[int], Sequence[KodeLembar]] | None = None) -> bytes:
    """The paper as PDF. `lembar(pages)` gives the codes of the sheets, for a paper that is signed with a pen."""
    from kantor.cetak import mesin, templat  # heavy: only where papers are printed
    from kantor.cetak.kode_lembar import tulis_berkode

    keterangan = mesin.Keterangan(
        judul=f"{n.isi['judul']}: {n.isi['hal']}",
        penulis=f"{n.kop.lembaga}, {n.kop.pemda}",
        perihal=n.isi["kegiatan"],
        dibuat=n.tanggal,
    )
    tata = {
        "kertas": n.kertas.lower(),
        "contoh": MARKA_CONTOH,
        "bagian": [_bagian(satu) for satu in n.isi["bagian"][:-1]],
        "penutup": [_bagian(satu) for satu in n.isi["bagian"][-1:]],
        "tanda": [_tanda(satu, n.zona) for satu in n.tanda],
        "elektronik": any(satu.cara == "elektronik" for satu in n.tanda),
        "kaki": BUKAN_TTE,
        # On every page, as pages of one pile get mixed: which paper, of whom, which version.
        "jalan": " · ".join(k for k in (n.isi["judul"], n.isi["hal"], n.isi["versi"].partition(",")[0]) if k),
        "diganti": n.diganti,
        "sidik": " ".join(n.sidik[i : i + 8] for i in range(0, len(n.sidik), 8)),
    }
    html = templat.susun(
        "naskah_acara.html", {"n": n, "isi": n.isi, "tata": tata, "ket": keterangan, "warna": n.warna}
    )
    dokumen = mesin.tata(html, gaya=("surat.css", "naskah_acara.css"), warna=n.warna, memori=n.kop.memori)
    if lembar is None:
        return mesin.tulis(dokumen)
    return tulis_berkode(dokumen, lembar(len(dokumen.pages)), n.kertas)


def _bagian(satu: dict[str, Any]) -> dict[str, Any]:
    kelas = [LEBAR.get(kepala, "") for kepala in satu["kepala"]]
    return {
        "judul": satu["judul"],
        "paragraf": satu["paragraf"],
        "fakta": [{"label": k, "isi": v} for k, v in satu["fakta"]],
        "kepala": [{"kata": k, "kelas": c} for k, c in zip(satu["kepala"], kelas, strict=True)],
        "baris": [
            [{"kata": k, "kelas": c} for k, c in zip(baris, kelas, strict=True)] for baris in satu["baris"]
        ],
        "butir": satu["butir"],
    }


def _tanda(t: Tanda, zona: str) -> dict[str, Any]:
    keadaan = ""
    if t.pada and t.cara:
        kata = "Disetujui secara elektronik internal" if t.cara == "elektronik" else "Ditandatangani basah"
        keadaan = f"{kata}, {tanggal.tanggal_jam(t.pada, zona)}"
    return {
        "sebagai": t.sebagai,
        "nama": t.nama,
        "jabatan": t.jabatan,
        "nip": _nip.cetak(t.nip) if t.nip else "",
        "keadaan": keadaan,
    }
