"""`manage.py siapkan`: the first instansi and its first admin on a fresh portal."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.text import slugify

from kantor.galat import Galat
from kantor.services.pemasangan import pasang_instansi

ISIAN = (
    ("instansi", "Nama pemerintah daerah (misalnya: Pemerintah Kota Medan)"),
    ("kota", "Kota penandatanganan (misalnya: Medan)"),
    ("lembaga", "Nama lembaga penyelenggara (misalnya: Badan Kepegawaian dan Pengembangan SDM)"),
    ("singkatan", "Singkatan lembaga (misalnya: BKPSDM)"),
    ("nama", "Nama lengkap admin"),
    ("username", "Nama pengguna admin (huruf kecil, misalnya: admin.bkpsdm)"),
    ("email", "Email admin (boleh kosong)"),
)
BOLEH_KOSONG = {"email"}


class Command(BaseCommand):
    help = (
        "Membuat instansi pertama beserta Admin BKPSDM-nya, lalu memberi tautan masuk. Aman dijalankan lagi."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        for nama, keterangan in ISIAN:
            parser.add_argument(f"--{nama}", help=keterangan)
        parser.add_argument("--kode", help="Kode pendek instansi pada alamat (misalnya: kota-medan)")
        parser.add_argument(
            "--tanpa-wilayah", action="store_true", help="Jangan muat daftar kecamatan dan kelurahan"
        )

    def handle(self, *args: Any, **opsi: Any) -> None:
        """Ask for what the options do not say; without a terminal say which are missing."""
        isi = {nama: self._isian(nama, keterangan, opsi[nama]) for nama, keterangan in ISIAN}
        kode = opsi["kode"] or slugify(isi["instansi"].removeprefix("Pemerintah "))
        try:
            tautan = pasang_instansi(kode=kode, wilayah=not opsi["tanpa_wilayah"], **isi)
        except Galat as galat:
            rincian = "".join(f"\n  {nama}: {pesan}" for nama, pesan in galat.rincian.items())
            raise CommandError(galat.pesan + rincian) from None
        self.stdout.write(
            f"{isi['instansi']} siap. Admin masuk sekali lewat tautan ini (berlaku 48 jam):\n{tautan}"
        )

    def _isian(self, nama: str, keterangan: str, nilai: str | None) -> str:
        if nilai is None and sys.stdin.isatty():
            nilai = input(f"{keterangan}: ")
        nilai = (nilai or "").strip()
        if not nilai and nama not in BOLEH_KOSONG:
            raise CommandError(f"--{nama} belum diisi: {keterangan}.")
        return nilai
