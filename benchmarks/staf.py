"""Lists of Panitia with 10,000 and 1,000,000 people, beside a bare list of Unfold; Excel of 10,000 people.

All people are pegawai of one office and registered for one gelombang. Pages are asked for one after the other, the
portal and Unfold in turns.
"""

from __future__ import annotations

import time
from pathlib import Path
from urllib.parse import quote

from benchmarks.orang import tambah_orang
from benchmarks.peladen import Lapangan, Tuan, dalam_portal
from benchmarks.serbu import Waktu, lihat, permintaan, serbu
from benchmarks.tabel import Baris

SEDIKIT, BANYAK = 10_000, 1_000_000
KALI = 40
DATABASE = "daftar"
CARI = "permata ginting"
HITUNG = """
import json
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
klien = Client(HTTP_HOST="127.0.0.1")
nama, _, sesi = "KUKI".partition("=")
klien.cookies[nama] = sesi
hasil = {}
for alamat in ALAMAT:
    klien.get(alamat)
    with CaptureQueriesContext(connection) as tanya:
        assert klien.get(alamat).status_code == 200
    hasil[alamat] = len(tanya)
print("HASIL", json.dumps(hasil))
"""


def jalankan(lapangan: Lapangan) -> list[Baris]:
    """p50 of the lists and of a search by name, with few and with many; statements; Excel in seconds and memory."""
    portal, unfold = lapangan.portal_daftar, lapangan.unfold
    slug = portal.alat["alamat"][-1]
    orang = {"slug": slug, "servers": lapangan.servers, "database": DATABASE}
    peserta = f"/admin/gelombang/{slug}/peserta/?kelompok=semua"
    halaman = {"daftar peserta": peserta, "daftar pegawai": "/admin/pegawai/?"}
    tambah_orang(**orang, dari=1, sampai=SEDIKIT)
    sedikit = _ukur(portal, unfold, halaman)
    hitung = HITUNG.replace("KUKI", portal.alat["kuki"]).replace("ALAMAT", repr(list(halaman.values())))
    sql = dalam_portal(lapangan.servers, DATABASE, hitung)
    excel = f"/admin/gelombang/{slug}/peserta/excel/?kelompok=semua"
    detik, cpu, tumbuh = _excel(portal, excel)
    tambah_orang(**orang, dari=SEDIKIT + 1, sampai=BANYAK)
    banyak = _ukur(portal, unfold, halaman)
    baris = []
    for nama, alamat in halaman.items():
        for apa, sasaran in ((nama, "1,3 kali Unfold polos; 47 ms"), (f"{nama}, cari nama", "")):
            lantai = sedikit["unfold, cari nama" if "cari" in apa else "unfold"]
            baris.append(Baris(f"{apa}, {SEDIKIT:,} orang, p50 ms", sedikit[apa].p50, lantai.p50, sasaran))
            lantai = banyak["unfold, cari nama" if "cari" in apa else "unfold"]
            baris.append(
                Baris(f"{apa}, {BANYAK:,} orang, p50 ms", banyak[apa].p50, lantai.p50, "tetap datar")
            )
        baris.append(Baris(f"perintah SQL {nama}", sql[alamat], 5, "12"))
    return [
        *baris,
        Baris(f"Excel {SEDIKIT:,} peserta, detik", detik, None, "2 detik"),
        Baris(f"Excel {SEDIKIT:,} peserta, CPU pekerja web, detik", cpu),
        Baris(f"Excel {SEDIKIT:,} peserta, memori bertambah MB", tumbuh, None, "datar"),
    ]


def _ukur(portal: Tuan, unfold: Tuan, halaman: dict[str, str]) -> dict[str, Waktu]:
    polos = "/admin/benchmarks/peserta/?"
    alamat = {nama: (portal, a) for nama, a in halaman.items()} | {"unfold": (unfold, polos)}
    alamat |= {f"{nama}, cari nama": (t, f"{a}&q={quote(CARI)}") for nama, (t, a) in alamat.items()}
    kuki = {nama: {"Cookie": t.alat["kuki"]} for nama, (t, _) in alamat.items()}
    return lihat({nama: (t.url, a) for nama, (t, a) in alamat.items()}, KALI, kepala=kuki)


def _excel(portal: Tuan, alamat: str) -> tuple[float, float, float]:
    """Of one download: seconds, CPU seconds of the worker, and how much the worker grew at its highest, in MB."""
    tanya = [permintaan("GET", alamat, kepala={"Cookie": portal.alat["kuki"]})]
    serbu(portal.url, tanya * 4, klien=1)
    dasar = {p.pid: p.memory_info().rss for p in portal.pekerja()}
    for pid in dasar:
        Path(f"/proc/{pid}/clear_refs").write_text("5")  # the highest mark begins anew
    awal, cpu = time.perf_counter(), portal.cpu()
    [jawaban], _ = serbu(portal.url, tanya)
    detik = time.perf_counter() - awal
    assert jawaban.status == 200
    return detik, portal.cpu() - cpu, max(_puncak(pid) - rss for pid, rss in dasar.items()) / 1e6


def _puncak(pid: int) -> int:
    """VmHWM: the most memory the process has held since the mark was reset."""
    isi = Path(f"/proc/{pid}/status").read_text().split("VmHWM:")[1]
    return int(isi.split()[0]) * 1024
