"""Recaps of the apel: 12,000 people on 40 days, each recap one statement, beside a bare count of the same rows."""

from __future__ import annotations

from benchmarks.peladen import Lapangan, dalam_portal
from benchmarks.tabel import Baris
from config.lingkungan import AKAR

DATABASE = "apel"


def jalankan(lapangan: Lapangan) -> list[Baris]:
    """Medians inside one process: no web server, no network."""
    lapangan.siapkan(DATABASE)
    perintah = (AKAR / "benchmarks" / "isi_apel.py").read_text()
    hasil = dalam_portal(lapangan.servers, DATABASE, perintah)
    polos = hasil["polos"]
    return [
        Baris(f"rekap apel {hasil['baris']:,} catatan, ms", hasil["rekap"], polos, "500 ms"),
        Baris("rekap apel satu unit, ms", hasil["rekap_operator"], polos),
        Baris("satu halaman per orang, Panitia, ms", hasil["orang"], polos),
        Baris("satu halaman per orang, operator, ms", hasil["orang_operator"], polos),
        Baris("apel semua OPD satu hari, 12,000 orang, detik", hasil["kini"]),
        Baris("apel semua OPD satu hari yang lalu, detik", hasil["lalu"]),
    ]
