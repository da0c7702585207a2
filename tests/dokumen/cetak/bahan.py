"""Certificates to print, and eyes to look at the result: text, word boxes, pictures."""

import datetime
import re
import subprocess
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image

from dokumen.cetak.data_sertifikat import DataSertifikat, Modul
from kantor.cetak.kop import Penandatangan

LAMBANG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 120"><path fill="#0e5a43" stroke="#b3832a" '
    b'stroke-width="4" d="M6 6h88v62c0 26-22 38-44 48C28 106 6 94 6 68z"/></svg>'
)
MODUL = (
    Modul("Konsep dan Kebijakan Pelayanan Prima", Decimal(10)),
    Modul("Revolusi Mental dalam Inovasi Pelayanan", Decimal("13.5")),
    Modul("Pengembangan Inovasi Pelayanan Publik", Decimal("16.5")),
)
KEPALA = Penandatangan(
    "Kepala Badan Kepegawaian Daerah",
    "Pejabat Contoh, S.H., M.Si.",
    "Pembina Utama Muda (IV/c)",
    "196501011990031001",
)


def sertifikat(**lain: Any) -> DataSertifikat:
    """A certificate as E1 issued them; ``lain`` replaces fields."""
    isi: dict[str, Any] = {
        "jenis": "lulus",
        "nomor": "893.3/0001/BKD/VII/2017",
        "nama_lengkap": "Rina Handayani Siregar, S.Sos.",
        "pemda": "Pemerintah Kota Contoh",
        "lembaga": "Badan Kepegawaian Daerah",
        "program": "Diklat Pelayanan Prima",
        "gelombang": "Gelombang I",
        "mulai": datetime.date(2017, 7, 10),
        "selesai": datetime.date(2017, 7, 14),
        "tempat": "Hotel Contoh",
        "jp": Decimal("40.00"),
        "modul": MODUL,
        "kota": "Kota Contoh",
        "tanggal_terbit": datetime.date(2017, 7, 14),
        "penandatangan": KEPALA,
        "alamat_verifikasi": "https://diklat.contoh.example/verifikasi/7K4M-XQ2P-9TRC-WD/",
        "kode": "7K4M-XQ2P-9TRC-WD",
        "nip": "198801252010082008",
        "pangkat_golongan": "Penata (III/c)",
        "jabatan": "Kasi Pelayanan Umum",
        "instansi": "Kecamatan Contoh Kota",
        "kualifikasi": "Memuaskan",
        "contoh": True,
        "lambang": LAMBANG,
    }
    return DataSertifikat(**(isi | lain))


class Kata(NamedTuple):
    """A word on a page and its box in points from the top left corner."""

    isi: str
    kiri: float
    atas: float
    kanan: float
    bawah: float


def teks(isi: bytes, halaman: int | None = None) -> str:
    """Text of a PDF as pdftotext reads it, lines in reading order."""
    pilih = ["-f", str(halaman), "-l", str(halaman)] if halaman else []
    return subprocess.run(
        ["pdftotext", "-layout", *pilih, "-", "-"], input=isi, capture_output=True, check=True
    ).stdout.decode()


def kata(isi: bytes, halaman: int) -> list[Kata]:
    """Every word of a page with its box."""
    html = subprocess.run(
        ["pdftotext", "-bbox", "-f", str(halaman), "-l", str(halaman), "-", "-"],
        input=isi,
        capture_output=True,
        check=True,
    ).stdout.decode()
    pola = r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>'
    return [Kata(unescape(m[4]), *map(float, m[:4])) for m in re.findall(pola, html)]


def gambar(isi: bytes, folder: Path, nama: str, titik: int = 100) -> list[Image.Image]:
    """The pages of a PDF as pictures."""
    berkas = folder / f"{nama}.pdf"
    berkas.write_bytes(isi)
    subprocess.run(["pdftoppm", "-r", str(titik), "-png", berkas, folder / nama], check=True)
    halaman = []
    for satu in sorted(folder.glob(f"{nama}-*.png")):
        with Image.open(satu) as terbuka:
            halaman.append(terbuka.convert("RGB"))
    return halaman
