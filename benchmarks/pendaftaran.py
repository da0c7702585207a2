"""Registrations by the API, beside bare Django in the same run: 300 people for 30 seats, and 16 clients.

Two gunicorn workers each, PostgreSQL with its defaults, client and servers on the same cores. The portal checks a key
and every field, locks, keeps the history, encrypts the contact, makes a key for the new address and writes the letter
(which a Celery worker would send later; none runs here). Medians of three rounds that take turns.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from typing import Any

from benchmarks.peladen import dalam_portal, peladen, polos, portal
from benchmarks.serbu import Jawaban, permintaan, serbu

PUTARAN = 3
KLIEN = 16
NAMA = ("Rina Siregar", "Ahmad Nasution", "Togar Simanjuntak", "Sulastri", "Maria Lubis, S.Sos.")
SIAPKAN = """
import json
from datetime import timedelta
from django.utils import timezone
from diklat.models import Kurikulum, Modul, Program
from diklat.services.gelombang import buat_gelombang, buka_pendaftaran
from kantor.models import Instansi, Unit
from kantor.services.akun import beri_peran, buat_akun
from kantor.services.kunci_api import buat_kunci

instansi = Instansi.objects.create(kode="ukur", nama="Pemerintah Kota Contoh", kota="Contoh")
staf = buat_akun(oleh=None, username="staf", nama="Staf", sandi="sandi-untuk-ukuran")
beri_peran(oleh=None, pengguna=staf, jenis="admin", instansi=instansi)
_, kunci = buat_kunci(oleh=None, instansi=instansi, pemilik=staf, nama="ukur")
kecamatan = Unit(kode="99.01", nama="Contoh", jenis="kecamatan", instansi=instansi, kunci="contoh")
kecamatan.save()
Unit.objects.filter(pk=kecamatan.pk).update(opd=kecamatan)
for n in range(20):
    Unit.objects.create(kode=f"99.01.{n}", nama=f"Contoh {n}", jenis="kelurahan", parent=kecamatan, opd=kecamatan,
                        instansi=instansi, kunci=f"contoh{n}")
program = Program.objects.create(instansi=instansi, kode="ukur", nama="Diklat Contoh")
kurikulum = Kurikulum.objects.create(program=program, versi="1")
Modul.objects.create(kurikulum=kurikulum, urutan=1, nama="Materi", jp=8)
alamat = []
for n in range(2 * PUTARAN):
    awal = timezone.localdate() + timedelta(days=30 + 7 * n)
    g = buat_gelombang(oleh=None, kurikulum=kurikulum, sebutan=f"Gelombang {n}", kuota=30 if n < PUTARAN else 5000,
                       mulai=awal, selesai=awal + timedelta(days=4), tempat="Balai Diklat")
    alamat.append(buka_pendaftaran(oleh=None, gelombang=g).slug)
print("HASIL", json.dumps({"kunci": kunci, "alamat": alamat}))
"""
Pembuat = Callable[[int, int], bytes]  # (round, person) → request


def jalankan(orang: int = 300, arus: int = 600) -> dict[str, Any]:
    """Seconds for `orang` at once and registrations a second of `arus` by 16 clients, each with its bare Django."""
    with peladen() as servers, portal(servers) as jalan, polos(servers) as alamat_polos:
        alat = dalam_portal(jalan, SIAPKAN.replace("PUTARAN", str(PUTARAN)))
        url = {"portal": jalan.options.url, "polos": alamat_polos}
        buat = {"portal": _portal(alat), "polos": _polos(alamat_polos)}
        serbuan: dict[str, list[float]] = {"portal": [], "polos": []}
        laju: dict[str, list[float]] = {"portal": [], "polos": []}
        for putaran in range(PUTARAN):
            for nama, pembuat in buat.items():
                isi = [pembuat(putaran, n) for n in range(orang)]
                jawaban, detik = serbu(url[nama], isi)
                _periksa(jawaban, kursi=30)
                serbuan[nama].append(detik)
            for nama, pembuat in buat.items():
                isi = [pembuat(PUTARAN + putaran, 1000 + n) for n in range(arus)]
                jawaban, detik = serbu(url[nama], isi, klien=KLIEN)
                _periksa(jawaban, kursi=arus)
                laju[nama].append(arus / detik)
    hasil: dict[str, Any] = {f"serbuan_{n}": round(statistics.median(v), 2) for n, v in serbuan.items()}
    hasil |= {f"laju_{n}": round(statistics.median(v), 1) for n, v in laju.items()}
    hasil["bagian_dari_polos"] = round(hasil["laju_portal"] / hasil["laju_polos"], 2)
    return hasil | {"orang": orang, "arus": arus}


def tabel(hasil: dict[str, Any]) -> str:
    """The outcome as lines to print."""
    kepala = "Pendaftaran lewat API, 2 pekerja gunicorn"
    baris = [
        (
            f"{hasil['orang']} orang untuk 30 kursi sekaligus (detik)",
            hasil["serbuan_portal"],
            hasil["serbuan_polos"],
        ),
        (f"pendaftaran per detik, {KLIEN} klien", hasil["laju_portal"], hasil["laju_polos"]),
    ]
    isi = [f"  {apa:<46}{kita:>10}{polos:>14}" for apa, kita, polos in baris]
    akhir = f"  bagian dari Django polos{hasil['bagian_dari_polos']:>32}"
    return "\n".join([f"{kepala:<48}{'portal':>10}{'Django polos':>14}", *isi, akhir])


def _portal(alat: dict[str, Any]) -> Pembuat:
    def buat(putaran: int, n: int) -> bytes:
        isi = {
            "nip": f"{1965 + n % 30}{1 + n % 12:02}{1 + n % 28:02}2015{1 + n % 9:02}1{1 + n // 30 % 999:03}",
            "nama": NAMA[n % len(NAMA)], "surel": f"orang{n}@contoh.example", "ponsel": f"0812{n:08}",
            "golongan": "III/c", "jabatan": "Kepala Seksi Pelayanan", "unit": f"99.01.{n % 20}",
        }  # fmt: skip
        return permintaan(
            "POST", f"/api/v1/gelombang/{alat['alamat'][putaran]}/pendaftaran/", isi, kunci=alat["kunci"]
        )

    return buat


def _polos(url: str) -> Pembuat:
    kuota = [30 if n < PUTARAN else 5000 for n in range(2 * PUTARAN)]
    jawaban, _ = serbu(url, [permintaan("GET", f"/buka/{k}/") for k in kuota], klien=1)
    acara = [j.isi["pk"] for j in jawaban]
    return lambda putaran, n: permintaan(
        "POST", f"/daftar/{acara[putaran]}/", {"nip": f"{n:018}", "nama": NAMA[n % len(NAMA)]}
    )


def _periksa(jawaban: Sequence[Jawaban], *, kursi: int) -> None:
    """A quick answer that is wrong does not count."""
    salah = [j for j in jawaban if j.status != 201]
    assert not salah, salah[:3]
    assert sum(j.isi["status"] == "diajukan" for j in jawaban) == kursi


if __name__ == "__main__":
    print(tabel(jalankan()))
