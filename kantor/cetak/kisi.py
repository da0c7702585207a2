"""Pictures on a grid of cells (QR modules, woven motifs) as few rectangles."""

from collections.abc import Callable, Iterator
from typing import NamedTuple


class Petak(NamedTuple):
    """A rectangle of cells: left and top corner, width and height."""

    x: int
    y: int
    lebar: int
    tinggi: int


def petak(lebar: int, tinggi: int, terisi: Callable[[int, int], bool]) -> Iterator[Petak]:
    """Cover the filled cells with rectangles: runs of a row, joined downwards while the run stays the same."""
    terbuka: dict[tuple[int, int], int] = {}
    for y in range(tinggi + 1):
        deret = set(_deret(lebar, y, terisi)) if y < tinggi else set()
        for kiri, kanan in [satu for satu in terbuka if satu not in deret]:
            mulai = terbuka.pop((kiri, kanan))
            yield Petak(kiri, mulai, kanan - kiri, y - mulai)
        for satu in sorted(deret):
            terbuka.setdefault(satu, y)


def _deret(lebar: int, y: int, terisi: Callable[[int, int], bool]) -> Iterator[tuple[int, int]]:
    kiri = None
    for x in range(lebar + 1):
        isi = x < lebar and terisi(x, y)
        if isi and kiri is None:
            kiri = x
        elif not isi and kiri is not None:
            yield kiri, x
            kiri = None
