"""A bad copier: sheets of ours as it scans them – grey, askew, upside down, grainy – joined to one PDF of pictures."""

from __future__ import annotations

import io

import pypdfium2
from django.core.files.storage import default_storage
from PIL import Image, ImageFilter

from kantor.models import Berkas

BELAKANG = Image.effect_noise((1240, 1754), 18).point(lambda v: min(255, v + 110))


def isi(berkas: Berkas) -> bytes:
    with default_storage.open(berkas.isi.name) as terbuka:
        return terbuka.read()


def halaman(pdf: bytes, titik: int = 150) -> list[Image.Image]:
    """The pages as clean grey pictures."""
    with pypdfium2.PdfDocument(pdf) as buku:
        return [satu.render(scale=titik / 72, grayscale=True).to_pil().convert("L") for satu in buku]


def salin(gambar: Image.Image, *, putar: float = 0) -> Image.Image:
    """As it comes out of the scanner, turned clockwise by `putar` degrees."""
    miring = gambar.rotate(-putar, expand=abs(putar) > 45, fillcolor=245, resample=Image.Resampling.BICUBIC)
    pudar = miring.filter(ImageFilter.GaussianBlur(0.8)).point(lambda v: int(60 + v * 0.7))
    return Image.blend(pudar, Image.effect_noise(pudar.size, 50), 0.15)


def rusak(gambar: Image.Image) -> Image.Image:
    """The corner with the code is torn off."""
    robek = salin(gambar)
    robek.paste(255, (robek.width // 2, 0, robek.width, robek.height // 3))
    return robek


def jadi_pdf(*gambar: Image.Image) -> bytes:
    wadah = io.BytesIO()
    pertama, *lain = [satu.copy() for satu in gambar]  # Pillow leaves on a picture what it was saved with
    pertama.save(wadah, "PDF", save_all=True, append_images=lain, resolution=150, quality=60)
    return wadah.getvalue()
