"""`make bench`: every measurement beside its floor, in one run. `make bench ARGS="publik staf"` runs some of them."""

from __future__ import annotations

import importlib
import os
import sys
import time

UKURAN = ("sertifikat", "jadwal", "apel", "pendaftaran", "presensi", "nilai", "publik", "staf", "memori")
CATATAN = """\
polos: Django tanpa apa-apa (benchmarks/polos.py), untuk daftar staf Unfold tanpa apa-apa (benchmarks/polos_unfold.py),
untuk sertifikat cara naif; diukur bergantian dalam jalan yang sama. Mesin naik turun 30 %: selisih di bawah itu tidak
berarti. Tidak diukur di sini: pengiriman surat, halaman Peserta dan Operator, jaringan, lebih dari satu mesin."""


def main(pilihan: list[str]) -> int:
    """Run the named measurements (all without a name) and print one table; 2 for an unknown name."""
    from benchmarks.peladen import Lapangan
    from benchmarks.tabel import tabel

    if asing := [nama for nama in pilihan if nama not in UKURAN]:
        print(f"Tidak ada pengukuran {', '.join(asing)}. Pilih dari: {', '.join(UKURAN)}.")
        return 2
    baris = []
    with Lapangan() as lapangan:
        for nama in pilihan or UKURAN:
            awal = time.monotonic()
            baris += importlib.import_module(f"benchmarks.{nama}").jalankan(lapangan)
            print(f"{nama}: {time.monotonic() - awal:.0f} detik", flush=True)
    beban = ", ".join(f"{b:.1f}" for b in os.getloadavg())
    print(f"\n{tabel(baris)}\n\n{CATATAN}\nBeban mesin saat selesai: {beban} pada {os.cpu_count()} inti.")
    return 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    sys.exit(main(sys.argv[1:]))
