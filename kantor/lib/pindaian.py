"""Scans of paper: pages as pictures, the code of a sheet read from them, pages taken out and joined.

A copier gives grey pages, slightly askew, some upside down. What renders and joins PDFs is imported where it is used.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO

from kantor.lib.salah import Salah

if TYPE_CHECKING:
    import pikepdf
    import pypdfium2
    from PIL.Image import Image

# The long side of a page in pixels: A4 at 200 and at 300 dpi. By pixels, for a page may claim any size.
BIASA, HALUS = 2340, 3500
LEBAR_LIHAT = 1000
_ALAMAT = re.compile(r"/lembar/([0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3})/?$")
# A blank page is looked at as a small picture without its margins, where copiers leave shadows and holes.
_KECIL, _TEPI = (425, 600), 0.07
_GELAP = 70  # so much darker than the paper is ink; what shines through from the other side is not
_TITIK_KOSONG = 40


class PindaianSalah(Salah):
    """A scan that cannot be read as pictures."""


class BukuPindaian:
    """A scan opened for reading page by page; only one page is held as a picture at a time."""

    def __init__(self, gambar: pypdfium2.PdfDocument, buku: pikepdf.Pdf) -> None:
        self._gambar, self._buku = gambar, buku

    def lihat(self, n: int, sisi: int = BIASA) -> Image:
        """Page `n` (from 0) in grey, its long side `sisi` pixels."""
        import pypdfium2

        try:
            return self._lihat(n, sisi)
        except (pypdfium2.PdfiumError, OSError, MemoryError, ValueError) as galat:
            raise PindaianSalah(f"Halaman {n + 1} pada PDF ini tidak dapat ditampilkan.") from galat

    def _lihat(self, n: int, sisi: int) -> Image:
        halaman = self._gambar[n]
        try:
            lembar = halaman.render(scale=sisi / max(*halaman.get_size(), 1.0), grayscale=True)
            isi: Image = lembar.to_pil().convert("L")
            lembar.close()
            return isi
        finally:
            halaman.close()

    def petik(self, n: int, putar: int = 0) -> bytes:
        """Page `n` as a PDF of its own, turned clockwise by `putar` degrees, as it was scanned."""
        import pikepdf

        wadah = io.BytesIO()
        try:
            with pikepdf.new() as satu:
                satu.pages.append(self._buku.pages[n])
                if putar:
                    satu.pages[0].rotate(putar, relative=True)
                satu.remove_unreferenced_resources()  # some copiers give all pages one list of all pictures
                satu.save(wadah, deterministic_id=True)
        except (pikepdf.PdfError, RuntimeError) as galat:
            raise PindaianSalah(f"Halaman {n + 1} pada PDF ini rusak.") from galat
        return wadah.getvalue()


@contextmanager
def buka(isi: Any) -> Iterator[BukuPindaian]:
    """Open a PDF (a file open for reading) for the time of the block. Raises PindaianSalah for a broken one."""
    import pikepdf
    import pypdfium2

    try:
        gambar = pypdfium2.PdfDocument(isi)
    except pypdfium2.PdfiumError as galat:
        raise PindaianSalah("PDF rusak atau tidak lengkap. Pindai ulang, lalu unggah lagi.") from galat
    try:
        with pikepdf.open(isi) as buku:
            yield BukuPindaian(gambar, buku)
    finally:
        gambar.close()


def banyak_halaman(isi: Any) -> int:
    """How many pages a PDF has that was found whole."""
    import pikepdf

    isi.seek(0)
    with pikepdf.open(isi) as buku:
        return len(buku.pages)


def baca_kode(buku: BukuPindaian, n: int, gambar: Image) -> tuple[str | None, int]:
    """The code of the sheet on page `n` and by how much to turn the page clockwise; (None, 0) where none is read.

    `gambar` is that page as `lihat` gives it; a code it does not show is looked for finer, then without the grain.
    """
    return _baca(gambar) or _baca(buku.lihat(n, HALUS)) or _baca(_pertegas(gambar)) or (None, 0)


def _pertegas(gambar: Image) -> Image:
    """Faint toner and grain made plain."""
    from PIL import ImageFilter, ImageOps

    return ImageOps.autocontrast(gambar.filter(ImageFilter.MedianFilter(3)), cutoff=2)


def _baca(gambar: Image) -> tuple[str, int] | None:
    import zxingcpp

    for satu in zxingcpp.read_barcodes(
        gambar, formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
    ):
        if cocok := _ALAMAT.search(satu.text):
            return cocok[1], -round(satu.orientation / 90) * 90 % 360
    return None


def kosong(gambar: Image) -> bool:
    """True for a page without ink: the back of a sheet."""
    from PIL.Image import Resampling

    kecil = gambar.resize(_KECIL, Resampling.BOX)
    lebar, tinggi = kecil.size
    x, y = int(lebar * _TEPI), int(tinggi * _TEPI)
    rona = kecil.crop((x, y, lebar - x, tinggi - y)).histogram()
    kertas = _tengah(rona)
    return sum(rona[: max(0, kertas - _GELAP)]) < _TITIK_KOSONG


def _tengah(rona: list[int]) -> int:
    """The median shade: that of the paper."""
    sisa = sum(rona) / 2
    for terang, banyak in enumerate(rona):
        sisa -= banyak
        if sisa <= 0:
            return terang
    return 255


def kecil(gambar: Image, putar: int = 0) -> bytes:
    """A picture of the page to look at in a browser, turned clockwise by `putar` degrees (JPEG)."""
    from PIL.Image import Resampling

    gambar = gambar.rotate(-putar, expand=True) if putar else gambar.copy()
    gambar.thumbnail((LEBAR_LIHAT, 3 * LEBAR_LIHAT), Resampling.LANCZOS)
    wadah = io.BytesIO()
    gambar.save(wadah, "JPEG", quality=60)
    return wadah.getvalue()


def gabung(berkas: Iterable[Any], tujuan: BinaryIO) -> None:
    """Write pages taken out before to `tujuan` as one PDF, in this order. They share nothing to be kept once."""
    import pikepdf

    with pikepdf.new() as hasil:
        for satu in berkas:
            with satu, pikepdf.open(satu) as sumber:
                hasil.pages.extend(sumber.pages)
        hasil.save(tujuan, deterministic_id=True)
