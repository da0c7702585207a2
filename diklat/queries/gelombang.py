"""Gelombang as they are read: what the public sees, and what stands beside each."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import DecimalField, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from diklat.models import Gelombang, Modul
from kantor.lingkup import Hak

if TYPE_CHECKING:
    from kantor.lingkup import Siapa

S = Gelombang.Status


def gelombang_publik() -> QuerySet[Gelombang]:
    """Every gelombang strangers may see: all but drafts, newest first, with program and organiser."""
    return _lengkap(Gelombang.objects.exclude(status=S.DRAF))


def gelombang_terbuka(pada: datetime.datetime) -> QuerySet[Gelombang]:
    """Those that take registrations at that moment, the soonest first."""
    return (
        gelombang_publik()
        .filter(status=S.DIBUKA)
        .filter(Q(buka_pada=None) | Q(buka_pada__lte=pada), Q(tutup_pada=None) | Q(tutup_pada__gt=pada))
        .order_by("mulai", "pk")
    )


def gelombang_tampak(pengguna: Siapa) -> QuerySet[Gelombang]:
    """What the public sees and, for staff, the drafts of the own instansi."""
    if not pengguna.is_authenticated:
        return gelombang_publik()
    milik = Gelombang.objects.untuk(pengguna, Hak.LIHAT).values("pk")
    return _lengkap(Gelombang.objects.filter(~Q(status=S.DRAF) | Q(pk__in=milik)))


def awal_hari(gelombang: Gelombang, hari: datetime.date | None = None) -> datetime.datetime:
    """Midnight before the first day (or `hari`), in the organiser's own time zone."""
    zona = ZoneInfo(gelombang.instansi.zona_waktu)
    return datetime.datetime.combine(hari or gelombang.mulai, datetime.time(), tzinfo=zona)


def _lengkap(gelombang: QuerySet[Gelombang]) -> QuerySet[Gelombang]:
    jp = (
        Modul.objects.filter(kurikulum=OuterRef("kurikulum"))
        .order_by()
        .values("kurikulum")
        .annotate(jumlah=Sum("jp"))
        .values("jumlah")
    )
    nol = Value(0, output_field=DecimalField(max_digits=7, decimal_places=2))
    return gelombang.select_related("kurikulum__program", "instansi").annotate(
        jumlah_jp=Coalesce(Subquery(jp), nol)
    )
