"""`make bench`: every measurement beside its floor, in one run. `make bench ARGS=sertifikat` runs one."""

from __future__ import annotations

import importlib
import os
import sys

UKURAN = ("sertifikat", "pendaftaran")


def main(pilihan: list[str]) -> int:
    """Run the named measurements (all without a name) and print their tables; 2 for an unknown name."""
    if asing := [nama for nama in pilihan if nama not in UKURAN]:
        print(f"Tidak ada pengukuran {', '.join(asing)}. Pilih dari: {', '.join(UKURAN)}.")
        return 2
    for nama in pilihan or UKURAN:
        modul = importlib.import_module(f"benchmarks.{nama}")
        print(f"\n== {nama} ==", flush=True)
        print(modul.tabel(modul.jalankan()), flush=True)
    return 0


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    sys.exit(main(sys.argv[1:]))
