"""The public page of a gelombang for strangers, beside a bare page: one SELECT and a template of three lines."""

from __future__ import annotations

from benchmarks.peladen import Lapangan
from benchmarks.serbu import lihat, permintaan, serbu
from benchmarks.tabel import Baris

BANYAK = 400
KLIEN = 16


def jalankan(lapangan: Lapangan) -> list[Baris]:
    """p50 and p95 of one stranger after the other, and answers a second to 16 of them."""
    tuan = {"portal": lapangan.portal, "polos": lapangan.polos}
    alamat = {
        "portal": f"/gelombang/{lapangan.portal.alat['alamat'][-1]}/",
        "polos": f"/acara/{lapangan.polos.alat}/",
    }
    waktu = lihat({nama: (t.url, alamat[nama]) for nama, t in tuan.items()}, BANYAK)
    laju = {}
    for nama, t in tuan.items():
        isi = [permintaan("GET", alamat[nama], kepala={"Accept-Encoding": "gzip"})] * 2000
        jawaban, detik = serbu(t.url, isi, klien=KLIEN)
        assert {j.status for j in jawaban} == {200}
        laju[nama] = len(isi) / detik
    return [
        Baris("halaman publik gelombang, p50 ms", waktu["portal"].p50, waktu["polos"].p50),
        Baris("halaman publik gelombang, p95 ms", waktu["portal"].p95, waktu["polos"].p95, "3 kali polos"),
        Baris(f"halaman publik per detik, {KLIEN} klien", laju["portal"], laju["polos"]),
    ]
