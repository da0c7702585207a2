"""A rubric read whole: roles, criteria, weights and levels in four statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from django.db.models import Count, Q, QuerySet

from penilaian.models import BobotKriteria, BobotPeran, Kriteria, Rubrik, Seminar, TingkatKriteria


@dataclass(frozen=True)
class IsiLengkap:
    """What a rubric says. `peran` are the roles that score, with their weights, in the order of the form."""

    peran: dict[str, Decimal]
    kriteria: list[Kriteria]
    bobot: dict[int, dict[str, Decimal]]
    semua_tingkat: dict[int, list[TingkatKriteria]]

    def bobot_kriteria(self, kriteria: int) -> dict[str, Decimal]:
        """Weights of one criterion by role."""
        return self.bobot.get(kriteria, {})

    def bobot_untuk(self, peran: str) -> dict[int, Decimal]:
        """Weights of the criteria that count for one role, by criterion in their order."""
        return self._bobot_peran.get(peran, {})

    @cached_property
    def _bobot_peran(self) -> dict[str, dict[int, Decimal]]:
        """For a thousand sheets the same."""
        hasil: dict[str, dict[int, Decimal]] = defaultdict(dict)
        for k in self.kriteria:
            for peran, bobot in self.bobot_kriteria(k.pk).items():
                if bobot:
                    hasil[peran][k.pk] = bobot
        return hasil

    def tingkat(self, kriteria: int) -> list[TingkatKriteria]:
        """Levels of one criterion, the lowest first."""
        return self.semua_tingkat.get(kriteria, [])


def isi_rubrik(rubrik: Rubrik | int) -> IsiLengkap:
    """A rubric whole."""
    return banyak_isi([rubrik if isinstance(rubrik, int) else rubrik.pk])[
        rubrik if isinstance(rubrik, int) else rubrik.pk
    ]


def isi_dipakai(seminar: Seminar) -> IsiLengkap:
    """The rubric of a seminar whole. Once it has begun no row of it ever changes, so this process keeps it."""
    if seminar.status == Seminar.Status.DISUSUN:
        return isi_rubrik(seminar.rubrik_id)
    return _beku(seminar.rubrik_id)


@lru_cache(maxsize=64)
def _beku(rubrik: int) -> IsiLengkap:
    return isi_rubrik(rubrik)


def lupakan_beku() -> None:
    """Read frozen rubrics anew from here on: after another database came in the place of this one."""
    _beku.cache_clear()


def banyak_isi(rubrik: Collection[int]) -> dict[int, IsiLengkap]:
    """Some rubrics whole, by primary key; four statements whatever their number."""
    peran: dict[int, dict[str, Decimal]] = defaultdict(dict)
    for b in BobotPeran.objects.filter(rubrik__in=rubrik).order_by("pk"):
        peran[b.rubrik_id][b.peran] = b.bobot
    kriteria: dict[int, list[Kriteria]] = defaultdict(list)
    for k in Kriteria.objects.filter(rubrik__in=rubrik).order_by("rubrik", "urutan"):
        kriteria[k.rubrik_id].append(k)
    bobot: dict[int, dict[str, Decimal]] = defaultdict(dict)
    for bk in BobotKriteria.objects.filter(kriteria__rubrik__in=rubrik):
        bobot[bk.kriteria_id][bk.peran] = bk.bobot
    tingkat: dict[int, list[TingkatKriteria]] = defaultdict(list)
    for t in TingkatKriteria.objects.filter(kriteria__rubrik__in=rubrik).order_by("kriteria", "batas_bawah"):
        tingkat[t.kriteria_id].append(t)
    return {pk: IsiLengkap(peran[pk], kriteria[pk], bobot, tingkat) for pk in rubrik}


def daftar_rubrik(instansi: Collection[int]) -> QuerySet[Rubrik]:
    """The rubrics of these offices, the newest version of each name first, with how many seminars took them."""
    return (
        Rubrik.objects.filter(instansi__in=instansi)
        .annotate(banyak=Count("seminar", filter=Q(seminar__isnull=False)))
        .order_by("nama", "-versi", "pk")
    )
