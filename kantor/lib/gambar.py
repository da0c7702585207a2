"""Pictures of letters and faces: opened with care, turned upright, made small, freed of where they were taken."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pillow_heif
from PIL import Image, ImageCms, ImageFile, ImageOps

from kantor.lib.salah import Salah

# A phone of 108 megapixels passes; unfolded beyond this a picture only fills memory.
PIKSEL_MAKS = 120_000_000
PIKSEL_MAKS_PENUH = 60_000_000  # formats that cannot be decoded at reduced size
SISI_MAKS = 30_000
FORMAT = ("JPEG", "PNG", "WEBP", "HEIF", "MPO")

pillow_heif.register_heif_opener()


class BerkasSalah(Salah):
    """A file that is not accepted, with what to do instead."""


@dataclass(frozen=True, slots=True)
class Gambar:
    """A picture ready to store: upright, no EXIF, JPEG or (with transparency) PNG."""

    isi: bytes
    mime: str
    akhiran: str
    lebar: int
    tinggi: int


@contextmanager
def buka_gambar(isi: bytes) -> Iterator[Image.Image]:
    """Open a picture after a look at its measures; only its head is read yet.

    Raises BerkasSalah when it is broken, of another format, or a decompression bomb, also when the caller's
    own reading fails.
    """
    # WeasyPrint, once imported, tells Pillow to accept half a picture; half a letter is of no use here.
    semula, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        with Image.open(io.BytesIO(isi), formats=FORMAT) as gambar:
            lebar, tinggi = gambar.size
            batas = PIKSEL_MAKS if gambar.format in {"JPEG", "MPO"} else PIKSEL_MAKS_PENUH
            if lebar * tinggi > batas or max(lebar, tinggi) > SISI_MAKS:
                raise BerkasSalah(f"Gambar terlalu besar ({lebar} × {tinggi} piksel). Perkecil dahulu.")
            yield gambar
    except BerkasSalah:
        raise
    except Image.DecompressionBombError as galat:
        raise BerkasSalah("Gambar terlalu besar ukurannya. Perkecil dahulu.") from galat
    except Exception as galat:  # decoders fed with whatever was uploaded
        raise BerkasSalah("Gambar rusak atau tidak dapat dibuka. Foto ulang, lalu unggah lagi.") from galat
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = semula


def kecilkan_gambar(isi: bytes, *, sisi_maks: int = 2000, mutu: int = 82) -> Gambar:
    """Decode a picture and write it anew: upright by its EXIF, at most ``sisi_maks`` px, sRGB, nothing hidden.

    HEIC, WebP and opaque PNG become JPEG; a picture with transparency becomes PNG. Raises BerkasSalah.
    """
    with buka_gambar(isi) as asal:
        # A JPEG is decoded at a half, a quarter or an eighth: cheap even for very large photos.
        asal.thumbnail((sisi_maks, sisi_maks), Image.Resampling.LANCZOS)
        gambar = _srgb(_delapan_bit(ImageOps.exif_transpose(asal)))
        keluar = io.BytesIO()
        if _tembus_pandang(gambar):
            gambar.convert("RGBA").save(keluar, "PNG", optimize=True, exif=b"", icc_profile=None)
            return Gambar(keluar.getvalue(), "image/png", ".png", *gambar.size)
        gambar.convert("RGB").save(
            keluar, "JPEG", quality=mutu, optimize=True, progressive=True, exif=b"", icc_profile=None
        )
        return Gambar(keluar.getvalue(), "image/jpeg", ".jpg", *gambar.size)


def _delapan_bit(gambar: Image.Image) -> Image.Image:
    """Scanners write 16-bit grey, which a plain conversion would turn white."""
    if not gambar.mode.startswith("I;16"):
        return gambar
    return gambar.convert("I").point(lambda v: v / 256).convert("L")


def _tembus_pandang(gambar: Image.Image) -> bool:
    if gambar.mode == "P" and "transparency" in gambar.info:
        gambar = gambar.convert("RGBA")
    if gambar.mode not in {"RGBA", "LA", "PA"}:
        return False
    terendah = gambar.getchannel("A").getextrema()[0]
    return isinstance(terendah, int | float) and terendah < 255


def _srgb(gambar: Image.Image) -> Image.Image:
    """Colours of phones with a wide gamut, as every printer and browser understands them."""
    profil = gambar.info.get("icc_profile")
    if not profil or gambar.mode not in {"RGB", "RGBA", "CMYK"}:
        return gambar
    try:
        hasil = ImageCms.profileToProfile(
            gambar,
            ImageCms.ImageCmsProfile(io.BytesIO(profil)),
            ImageCms.createProfile("sRGB"),
            outputMode="RGBA" if gambar.mode == "RGBA" else "RGB",
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return gambar  # a broken profile: the colours are a little off, the letter can be read
    return hasil or gambar
