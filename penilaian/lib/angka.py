"""Scores and weights as people type them: comma or dot, at most two places, 0 to 100."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from kantor.lib.angka import AngkaSalah, ringkas, urai

SERATUS = Decimal(100)


def baca_nilai(teks: Any) -> Decimal:
    """One number of the scale 0 to 100. Raises AngkaSalah with the sentence for the person who typed it."""
    angka = urai(teks)
    if not 0 <= angka <= SERATUS:
        raise AngkaSalah(f"{ringkas(angka)} di luar skala. Isi angka 0 sampai 100.")
    if angka != angka.quantize(Decimal("0.01")):
        raise AngkaSalah("Paling banyak dua angka di belakang koma.")
    return angka
