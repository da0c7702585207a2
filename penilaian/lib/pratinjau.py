"""Pages of a PDF as light pictures. What renders is imported where it is used: in workers."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kantor.lib.salah import Salah

if TYPE_CHECKING:
    from PIL.Image import Image

# Of a longer paper the first pages are shown; the file itself has them all.
HALAMAN_MAKS = 20
BERAT_MAKS = 60_000
# Width and quality, the best first; a page of text stays within the first two.
_CARA = ((1000, 60), (1000, 40), (900, 30), (800, 25), (700, 20), (600, 15), (450, 10))


class PratinjauSalah(Salah):
    """A PDF that cannot be read as pictures."""


@dataclass(frozen=True)
class Gambar:
    """One page: WebP of at most BERAT_MAKS bytes."""

    isi: bytes
    lebar: int
    tinggi: int


def gambari(isi: Any) -> tuple[int, Iterator[Gambar]]:
    """How many pages a PDF (a file open for reading) has, and the first HALAMAN_MAKS of them, one held at a time.

    Raises PratinjauSalah, also on the way.
    """
    import pypdfium2

    try:
        buku = pypdfium2.PdfDocument(isi)
    except (pypdfium2.PdfiumError, ValueError) as galat:
        raise PratinjauSalah("PDF ini tidak dapat ditampilkan sebagai gambar.") from galat
    return len(buku), _halaman(buku)


def _halaman(buku: Any) -> Iterator[Gambar]:
    import pypdfium2

    try:
        for n in range(min(len(buku), HALAMAN_MAKS)):
            yield _ringan(_lihat(buku[n]))
    except (pypdfium2.PdfiumError, OSError, MemoryError, ValueError) as galat:
        raise PratinjauSalah("Salah satu halaman PDF ini tidak dapat ditampilkan.") from galat
    finally:
        buku.close()


def _lihat(halaman: Any) -> Image:
    """The page at the largest width; by pixels, for a page may claim any size."""
    lebar, tinggi = halaman.get_size()
    terluas = _CARA[0][0]
    skala = min(terluas / max(lebar, 1.0), 3 * terluas / max(tinggi, 1.0))
    try:
        lembar = halaman.render(scale=skala)
        gambar: Image = lembar.to_pil().convert("RGB")
        lembar.close()
        return gambar
    finally:
        halaman.close()


def _ringan(gambar: Image) -> Gambar:
    from PIL.Image import Resampling

    for lebar, mutu in _CARA:
        bagian = lebar / _CARA[0][0]
        ukuran = max(1, round(gambar.width * bagian)), max(1, round(gambar.height * bagian))
        kecil = gambar if bagian == 1 else gambar.resize(ukuran, Resampling.LANCZOS)
        wadah = io.BytesIO()
        kecil.save(wadah, "WEBP", quality=mutu, method=4)
        if wadah.tell() <= BERAT_MAKS:
            break
    return Gambar(wadah.getvalue(), kecil.width, kecil.height)
