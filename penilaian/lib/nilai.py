"""The arithmetic of scores: exact fractions until the last step, then half up to two places.

Rules (the portal's own, shown to Panitia): role value = Σ weight of a criterion × mean of that role's scores for it,
over the sheets that were not abstained; plan = Σ role weight × role value; final = Σ component weight × component.
Weights are in percent and sum to 100. Nothing that is missing is silently left out: a role without a sheet blocks.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact, InvalidOperation, localcontext
from fractions import Fraction
from typing import TypeVar

from kantor.lib.angka import ringkas
from kantor.lib.salah import Salah

K = TypeVar("K", bound=Hashable)
SERATUS = Decimal(100)
# Sums and products of decimals are exact here, or they raise; only the division at the end makes a fraction.
TEPAT = Context(prec=200, traps=[Inexact, InvalidOperation])


class BobotSalah(Salah):
    """Weights that do not sum to 100."""


class PeranKosong(Salah):
    """A role that counts has no sheet to count; `peran` names it."""

    def __init__(self, peran: str) -> None:
        super().__init__(f"Belum ada nilai dari {peran}.")
        self.peran = peran


def _jumlah(nilai: Sequence[Decimal]) -> Decimal:
    with localcontext(TEPAT):
        return sum(nilai, Decimal(0))


def _pecahan(jumlah: Decimal, pembagi: int) -> Fraction:
    atas, bawah = jumlah.as_integer_ratio()
    return Fraction(atas, bawah * pembagi)


def periksa_bobot(bobot: Mapping[K, Decimal], apa: str) -> None:
    """Raise BobotSalah, naming the sum, unless these weights (percent) sum to exactly 100."""
    jumlah = sum(bobot.values(), Decimal(0))
    if jumlah != SERATUS:
        raise BobotSalah(f"Bobot {apa} berjumlah {ringkas(jumlah)}, seharusnya 100.")


def rerata(nilai: Sequence[Decimal]) -> Fraction:
    """The exact mean of one or more scores."""
    return _pecahan(_jumlah(nilai), len(nilai))


def nilai_lembar(bobot: Mapping[K, Decimal], lembar: Mapping[K, Decimal]) -> Fraction:
    """The value of one sheet: Σ weight × score. Every criterion with a weight has a score (KeyError else)."""
    with localcontext(TEPAT):
        return _pecahan(sum((b * lembar[k] for k, b in bobot.items() if b), Decimal(0)), 100)


def nilai_peran(bobot: Mapping[K, Decimal], lembar: Sequence[Mapping[K, Decimal]]) -> Fraction:
    """The value of a role: Σ weight × mean of its sheets for that criterion.

    `lembar` are the sheets that were sent, without those abstained; at least one.
    """
    with localcontext(TEPAT):
        jumlah = sum((b * sum(satu[k] for satu in lembar) for k, b in bobot.items() if b), Decimal(0))
        return _pecahan(jumlah, 100 * len(lembar))


def nilai_rencana(bobot: Mapping[str, Decimal], peran: Mapping[str, Fraction | None]) -> Fraction:
    """The value of a plan: Σ role weight × role value. Raises PeranKosong for the first role without a value."""
    jumlah = Fraction(0)
    for nama, satu in bobot.items():
        nilai = peran.get(nama)
        if nilai is None:
            raise PeranKosong(nama)
        jumlah += Fraction(satu) / 100 * nilai
    return jumlah


def nilai_akhir(bobot: Mapping[K, Decimal], komponen: Mapping[K, Decimal]) -> Fraction:
    """Σ weight × component, each 0 to 100; for the recap of a training and for one sheet alike."""
    return nilai_lembar(bobot, komponen)


def bulat(nilai: Fraction) -> Decimal:
    """Two places, half up, once: 90,004 → 90,00; 90,005 → 90,01."""
    seratus, sisa = divmod(nilai.numerator * 100, nilai.denominator)
    return Decimal(seratus + (2 * sisa >= nilai.denominator)).scaleb(-2)


@dataclass(frozen=True)
class Sebaran:
    """How the sheets of one plan lie: how many, their mean, the distance of the highest from the lowest."""

    n: int
    rerata: Fraction
    rentang: Fraction


def sebaran(nilai: Sequence[Fraction]) -> Sebaran:
    """Of the values of one or more sheets."""
    return Sebaran(len(nilai), sum(nilai, Fraction(0)) / len(nilai), max(nilai) - min(nilai))


def peringkat(nilai: Mapping[K, Decimal]) -> dict[K, int]:
    """Ranks by the rounded value, highest first; equal ones share a rank and the next are left out (1, 2, 2, 4)."""
    pertama: dict[Decimal, int] = {}
    for urutan, satu in enumerate(sorted(nilai.values(), reverse=True), 1):
        pertama.setdefault(satu, urutan)
    return {kunci: pertama[satu] for kunci, satu in nilai.items()}


@dataclass(frozen=True)
class Pita:
    """A band of a program version: from `batas` (after rounding) up it is called `sebutan`."""

    batas: Decimal
    sebutan: str


def sebutan(nilai: Decimal, pita: Sequence[Pita]) -> str:
    """The band of a rounded value. `pita` in any order, one of them from 0."""
    return max((satu for satu in pita if satu.batas <= nilai), key=lambda satu: satu.batas).sebutan
