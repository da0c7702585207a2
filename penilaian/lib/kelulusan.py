"""Passing by scores: the final value of one person from components with weights, its band, what is still missing.

The value is Σ weight × component in exact fractions, rounded half up to two places once, and only then compared with
the pass mark and the bands. A missing component blocks: nothing is shared out among the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kantor.lib.angka import desimal
from kantor.lib.salah import Salah

from .nilai import Pita, bulat, nilai_akhir, sebutan

SEBUTAN_BAWAAN = (
    (Decimal("90.01"), "Sangat Memuaskan"),
    (Decimal("80.01"), "Memuaskan"),
    (Decimal("70.01"), "Cukup Memuaskan"),
    (Decimal("60.01"), "Kurang Memuaskan"),
    (Decimal(0), "Tidak Memuaskan"),
)


class SebutanSalah(Salah):
    """Bands that do not cover the scale once."""


@dataclass(frozen=True)
class Bagian:
    """One component; `sumber` is isian, rencana or kehadiran."""

    pk: int
    nama: str
    bobot: Decimal
    sumber: str


@dataclass(frozen=True)
class Aturan:
    """How one version of a program decides."""

    bagian: tuple[Bagian, ...]
    nilai_lulus: Decimal
    di_bawah: str
    sebutan: tuple[Pita, ...]


@dataclass(frozen=True)
class NilaiAkhir:
    """The components of one person (None: not there yet), and what follows; `akhir` is None while any is missing."""

    komponen: Mapping[int, Decimal | None]
    akhir: Decimal | None
    sebutan: str
    kurang: tuple[str, ...]
    lulus: bool
    alasan: str

    @property
    def lengkap(self) -> bool:
        return self.akhir is not None


def hitung(aturan: Aturan, komponen: Mapping[int, Decimal | None]) -> NilaiAkhir:
    """The final value of one person. `alasan` says in a sentence why it is no pass."""
    angka = {b.pk: komponen.get(b.pk) for b in aturan.bagian}
    kurang = tuple(b.nama for b in aturan.bagian if angka[b.pk] is None)
    if kurang:
        return NilaiAkhir(angka, None, "", kurang, False, f"Belum ada nilai {dan(kurang)}.")
    ada = {pk: satu for pk, satu in angka.items() if satu is not None}
    akhir = bulat(nilai_akhir({b.pk: b.bobot for b in aturan.bagian}, ada))
    lulus = akhir >= aturan.nilai_lulus
    alasan = (
        "" if lulus else f"Nilai akhir {desimal(akhir)}, di bawah batas lulus {desimal(aturan.nilai_lulus)}."
    )
    return NilaiAkhir(angka, akhir, sebutan(akhir, aturan.sebutan), (), lulus, alasan)


@dataclass(frozen=True)
class Perubahan:
    """What a recap says of one person otherwise than the one before."""

    nama: str
    dahulu: str
    kini: str


def perubahan_rekap(dahulu: Mapping[str, Any], kini: Mapping[str, Any]) -> list[Perubahan]:
    """Between two recaps as they are stored: whose value or outcome differs, in the order of the later one."""
    lama = {b["pendaftaran"]: b for b in dahulu["baris"]}
    baru = {b["pendaftaran"]: b for b in kini["baris"]}
    semua = [
        Perubahan((baru.get(pk) or lama[pk])["nama"], _kata_baris(lama.get(pk)), _kata_baris(baru.get(pk)))
        for pk in [*baru, *(pk for pk in lama if pk not in baru)]
    ]
    return [satu for satu in semua if satu.dahulu != satu.kini]


def _kata_baris(b: Mapping[str, Any] | None) -> str:
    if b is None:
        return "tidak tercantum"
    akhir = desimal(Decimal(b["akhir"])) if b["akhir"] else ""
    return ", ".join(satu for satu in (akhir, b["label"], b["kualifikasi"]) if satu)


def periksa_sebutan(pita: Sequence[tuple[Decimal, str]]) -> None:
    """Raises SebutanSalah unless every value of 0 to 100 has exactly one band, each with a name of its own."""
    batas = [satu for satu, _ in pita]
    if not any(satu == 0 for satu in batas):
        raise SebutanSalah("Kualifikasi paling bawah mulai dari nilai 0.")
    if len(set(batas)) < len(batas):
        raise SebutanSalah("Dua kualifikasi mulai dari nilai yang sama.")
    nama = [satu.casefold() for _, satu in pita]
    if len(set(nama)) < len(nama):
        raise SebutanSalah("Dua kualifikasi bernama sama.")


def dan(kata: Sequence[str]) -> str:
    """`a`, `a dan b`, `a, b, dan c`."""
    *awal, akhir = kata
    if not awal:
        return akhir
    return f"{', '.join(awal)}{',' if len(awal) > 1 else ''} dan {akhir}"
