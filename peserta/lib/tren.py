"""A line of percentages over days as geometry: a page and a paper draw the same one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Tren:
    """`ruas` are pieces of the line as (x, y), broken where nothing was recorded; `label` are some of the names.

    The picture is `lebar` × `tinggi` with 0 % at its foot and 100 % at its head.
    """

    lebar: float
    tinggi: float
    ruas: tuple[tuple[tuple[float, float], ...], ...]
    label: tuple[str, ...]

    @property
    def garis(self) -> list[str]:
        """`M0 10L20 8…` for each piece."""
        return ["M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in satu) for satu in self.ruas]

    @property
    def bidang(self) -> list[str]:
        """The same with the ground below it."""
        return [
            f"{garis}L{satu[-1][0]:.1f} {self.tinggi:.1f}L{satu[0][0]:.1f} {self.tinggi:.1f}Z"
            for garis, satu in zip(self.garis, self.ruas, strict=True)
        ]


def tren(
    nilai: Sequence[Decimal | None],
    nama: Sequence[str],
    *,
    lebar: float = 1000,
    tinggi: float = 240,
    label_maks: int = 5,
) -> Tren:
    """Values from left to right at equal steps. Of more names than `label_maks` evenly chosen ones stay, both ends too.

    A single value is a short flat line. Raises ValueError when values and names differ in number.
    """
    langkah = lebar / max(1, len(nilai) - 1)
    ruas: list[list[tuple[float, float]]] = [[]]
    for urut, (satu, _) in enumerate(zip(nilai, nama, strict=True)):
        if satu is None:
            ruas.append([])
        else:
            ruas[-1].append((urut * langkah, tinggi - float(min(satu, Decimal(100))) * tinggi / 100))
    lengkap = tuple(_terlihat(satu, lebar) for satu in ruas if satu)
    return Tren(lebar, tinggi, lengkap, _terpilih(nama, label_maks))


def _terlihat(ruas: list[tuple[float, float]], lebar: float) -> tuple[tuple[float, float], ...]:
    """A lone day would be a line without length."""
    if len(ruas) > 1:
        return tuple(ruas)
    [(x, y)] = ruas
    return ((max(0.0, x - lebar / 100), y), (min(lebar, x + lebar / 100), y))


def _terpilih(nama: Sequence[str], maks: int) -> tuple[str, ...]:
    if len(nama) <= maks:
        return tuple(nama)
    return tuple(nama[round(i * (len(nama) - 1) / (maks - 1))] for i in range(maks))
