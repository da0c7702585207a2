"""Signed sheets as they came back: what is there of a thing, what is missing, which page shows what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from kantor.daftar import jenis_lembar
from kantor.galat import Galat
from kantor.lingkup import Hak
from kantor.models import Berkas, HalamanPindaian, LembarCetak, PindaianKertas
from kantor.models.lembar_kertas import Keadaan


@dataclass(frozen=True)
class LembarKembali:
    """How much of a thing's signed paper is there: `ada` of `dari` pages; `lepas` were put there without a number."""

    dicetak: bool = False
    ada: int = 0
    dari: int = 0
    lepas: int = 0
    # What the newest printing calls the thing, in words; another name by now means the paper is out of date.
    sebutan: str = ""

    @property
    def lengkap(self) -> bool:
        return self.ada >= self.dari and self.ada + self.lepas > 0

    @property
    def semua(self) -> int:
        return self.ada + self.lepas


def lembar_kembali(perihal: str, jenis: str) -> dict[int, LembarKembali]:
    """Of every thing of which sheets were printed or came back, how much is there. Two queries."""
    terlampir = HalamanPindaian.objects.filter(lembar=OuterRef("pk"), keadaan=Keadaan.TERLAMPIR)
    tercetak = (
        LembarCetak.objects.filter(perihal=perihal, jenis=jenis)
        .annotate(ada=Exists(terlampir))
        .values_list("acuan", "cetakan", "halaman", "dari", "ada", "acuan_nama")
    )
    per_acuan: dict[int, list[tuple[UUID, int, int, bool]]] = defaultdict(list)
    sebutan: dict[int, str] = {}
    for acuan, cetakan, halaman, dari, ada, sebutan[acuan] in tercetak.order_by("pk"):
        per_acuan[acuan].append((cetakan, halaman, dari, ada))
    lepas = dict(
        HalamanPindaian.objects.filter(
            pindaian__perihal=perihal, pindaian__jenis=jenis, keadaan=Keadaan.TERLAMPIR, lembar=None
        )
        .order_by()
        .values_list("acuan")
        .annotate(n=Count("pk"))
    )
    return {
        acuan: LembarKembali(
            bool(per_acuan[acuan]), *_hitung(per_acuan[acuan]), lepas.get(acuan, 0), sebutan.get(acuan, "")
        )
        for acuan in {*per_acuan, *lepas}
    }


def _hitung(lembar: Iterable[tuple[UUID, int, int, bool]]) -> tuple[int, int]:
    """Pages there and due. Any printing that is whole will do; else pages of several printings fill up one another."""
    ada: dict[UUID, set[int]] = defaultdict(set)
    dari: dict[UUID, int] = {}
    for cetakan, halaman, banyak, kembali in lembar:
        dari[cetakan] = banyak
        if kembali:
            ada[cetakan].add(halaman)
    for cetakan, ini in ada.items():
        if len(ini) == dari[cetakan]:
            return len(ini), dari[cetakan]
    if not ada:
        return 0, list(dari.values())[-1] if dari else 0
    return len(set().union(*ada.values())), max(dari[cetakan] for cetakan in ada)


def halaman_terlampir(perihal: str, jenis: str, acuan: int) -> QuerySet[HalamanPindaian]:
    """The pages of one thing in the order of their page numbers; those without one stand last."""
    return (
        HalamanPindaian.objects.filter(
            pindaian__perihal=perihal, pindaian__jenis=jenis, acuan=acuan, keadaan=Keadaan.TERLAMPIR
        )
        .select_related("lembar", "gambar", "berkas")
        .order_by(F("lembar__halaman").asc(nulls_last=True), "lembar", "pk")
    )


def pindaian_perihal(perihal: str, jenis: str = "") -> QuerySet[PindaianKertas]:
    """Uploads of one kind or of all, newest first, each with how many of its pages are in which state."""
    hitung = {
        f"n_{keadaan}": Count("halaman", filter=Q(halaman__keadaan=keadaan)) for keadaan in Keadaan.values
    }
    baris = PindaianKertas.objects.filter(perihal=perihal).select_related("berkas", "pengunggah")
    if jenis:
        baris = baris.filter(jenis=jenis)
    return baris.annotate(n=Count("halaman"), **hitung).order_by("-pk")


def buka_pindaian(pengguna: Any, berkas: Berkas) -> bool:
    """A scan and its pages open for those who may see what the sheets belong to."""
    halaman = HalamanPindaian.objects.filter(Q(berkas=berkas) | Q(gambar=berkas)).values("pindaian")
    milik = PindaianKertas.objects.filter(Q(berkas=berkas) | Q(pk__in=halaman))
    return any(_boleh(pengguna, p) for p in milik.distinct())


def _boleh(pengguna: Any, pindaian: PindaianKertas) -> bool:
    if (jenis := jenis_lembar.cari(pindaian.jenis)) is None:
        return False
    try:
        jenis.pastikan(pengguna, Hak.LIHAT, pindaian.perihal)
    except Galat:
        return False
    return True
