"""Seats: always counted, never stored."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection
from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce, Greatest

from diklat.models import Gelombang
from kantor.models import Unit
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import PEMEGANG_KURSI, Status
from peserta.queries.kuota import kuota_unit

_PEMEGANG = [str(s) for s in PEMEGANG_KURSI]


@dataclass(frozen=True)
class Kursi:
    """Seats of one gelombang at this moment."""

    kuota: int
    terisi: int
    cadangan: int

    @property
    def sisa(self) -> int:
        """Free seats; never negative, though an office may have lowered the quota of a past year."""
        return max(self.kuota - self.terisi, 0)


@dataclass(frozen=True)
class Antrean(Kursi):
    """The same as seen by a newcomer of some priority, while the gelombang is locked."""

    di_depan: int  # cadangan who come before the newcomer
    urutan_terakhir: int  # the highest number ever given on this list
    berbatas_unit: bool  # whether any unit cap is set
    bersasaran: bool  # whether it is meant for some units only


def kursi(gelombang: Gelombang) -> Kursi:
    """Quota, seats held, people on the list of cadangan."""
    hitung = Pendaftaran.objects.filter(gelombang=gelombang).aggregate(
        terisi=Count("pk", filter=Q(status__in=PEMEGANG_KURSI)),
        cadangan=Count("pk", filter=Q(status=Status.DAFTAR_TUNGGU)),
    )
    return Kursi(gelombang.kuota, hitung["terisi"], hitung["cadangan"])


def dengan_kursi(gelombang: QuerySet[Gelombang]) -> QuerySet[Gelombang]:
    """Annotate a list with `terisi`, `cadangan` and `sisa`."""

    def hitung(**syarat: object) -> Coalesce:
        baris = Pendaftaran.objects.filter(gelombang=OuterRef("pk"), **syarat).order_by().values("gelombang")
        return Coalesce(Subquery(baris.annotate(n=Count("pk")).values("n")), 0)

    return gelombang.annotate(
        terisi=hitung(status__in=PEMEGANG_KURSI), cadangan=hitung(status=Status.DAFTAR_TUNGGU)
    ).annotate(sisa=Greatest(F("kuota") - F("terisi"), 0))


def posisi_cadangan(pendaftaran: Pendaftaran) -> int | None:
    """Place on the list of cadangan, 1 is next; None for whoever is not on it."""
    if pendaftaran.status != Status.DAFTAR_TUNGGU:
        return None
    return (
        Pendaftaran.objects.filter(gelombang=pendaftaran.gelombang_id, status=Status.DAFTAR_TUNGGU)
        .filter(
            Q(prioritas__gt=pendaftaran.prioritas)
            | Q(prioritas=pendaftaran.prioritas, urutan_cadangan__lte=pendaftaran.urutan_cadangan)
        )
        .count()
    )


def dengan_posisi(pendaftaran: QuerySet[Pendaftaran]) -> QuerySet[Pendaftaran]:
    """Annotate a list with `posisi`: the place on its gelombang's list of cadangan, NULL for all others."""
    sampai_ini = (
        Pendaftaran.objects.filter(gelombang=OuterRef("gelombang"), status=Status.DAFTAR_TUNGGU)
        .filter(
            Q(prioritas__gt=OuterRef("prioritas"))
            | Q(prioritas=OuterRef("prioritas"), urutan_cadangan__lte=OuterRef("urutan_cadangan"))
        )
        .order_by()
        .values("gelombang")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return pendaftaran.annotate(
        posisi=Case(When(status=Status.DAFTAR_TUNGGU, then=Subquery(sampai_ini)), output_field=IntegerField())
    )


# Run for every registration while others wait for the lock, so it is one plain statement.
_ANTREAN = """
    SELECT count(*) FILTER (WHERE status = ANY(%(pemegang)s)),
           count(*) FILTER (WHERE status = 'daftar_tunggu'),
           count(*) FILTER (WHERE status = 'daftar_tunggu' AND prioritas >= %(prioritas)s),
           coalesce(max(urutan_cadangan), 0),
           EXISTS (SELECT 1 FROM diklat_kuotaunit WHERE gelombang_id = %(gelombang)s),
           EXISTS (SELECT 1 FROM diklat_gelombang_unit_sasaran WHERE gelombang_id = %(gelombang)s)
    FROM peserta_pendaftaran WHERE gelombang_id = %(gelombang)s
"""


def antrean(gelombang: Gelombang, prioritas: int = 0) -> Antrean:
    """Seats, and what a newcomer with that priority meets. Only meaningful while the gelombang is locked."""
    with connection.cursor() as kursor:
        kursor.execute(_ANTREAN, {"pemegang": _PEMEGANG, "prioritas": prioritas, "gelombang": gelombang.pk})
        terisi, cadangan, *lain = kursor.fetchone()
    return Antrean(gelombang.kuota, terisi, cadangan, *lain)


def unit_penuh(gelombang: Gelombang) -> set[int]:
    """Every unit from which nobody more fits: the subtrees of the caps that are reached."""
    penuh = (k.cabang for k in kuota_unit(gelombang, PEMEGANG_KURSI) if not k.sisa)
    return set().union(*penuh)


_SASARAN = """
    WITH RECURSIVE naik AS (
        SELECT id, parent_id FROM kantor_unit WHERE id = %(unit)s
        UNION ALL
        SELECT u.id, u.parent_id FROM kantor_unit u JOIN naik ON u.id = naik.parent_id
    )
    SELECT NOT EXISTS (SELECT 1 FROM diklat_gelombang_unit_sasaran WHERE gelombang_id = %(gelombang)s)
        OR EXISTS (SELECT 1 FROM diklat_gelombang_unit_sasaran s JOIN naik ON naik.id = s.unit_id
                   WHERE s.gelombang_id = %(gelombang)s)
"""


def unit_dituju(gelombang: Gelombang, unit: Unit) -> bool:
    """Whether the gelombang is meant for this unit: no target is named, or the unit stands under one of them."""
    with connection.cursor() as kursor:
        kursor.execute(_SASARAN, {"gelombang": gelombang.pk, "unit": unit.pk})
        return bool(kursor.fetchone()[0])
