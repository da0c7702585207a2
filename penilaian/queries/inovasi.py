"""The Katalog Inovasi as everybody reads it."""

from __future__ import annotations

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from diklat.models import Gelombang
from kantor.models import Unit
from penilaian.models import Inovasi, LaporanInovasi, StatusLaporan

KATA_MAKS = 6


def katalog() -> QuerySet[Inovasi]:
    """What is published, newest first; `keadaan` is what the mentor confirmed last, empty before that."""
    terakhir = (
        LaporanInovasi.objects.filter(rencana=OuterRef("rencana"), status=StatusLaporan.DIKONFIRMASI)
        .order_by("-bulan")
        .values("keadaan")[:1]
    )
    return (
        Inovasi.objects.filter(diterbitkan__isnull=False)
        .exclude(rencana__pendaftaran__gelombang__status=Gelombang.Status.DIBATALKAN)
        .annotate(keadaan=Subquery(terakhir))
        .select_related("klaster__instansi", "unit__parent", "rencana__pendaftaran__gelombang__instansi")
        .order_by("-diterbitkan", "pk")
    )


def cari_katalog(*, kata: str = "", klaster: str = "", unit: str = "") -> QuerySet[Inovasi]:
    """Narrowed by words in any order, the name of a klaster, the code of a unit."""
    semua = katalog()
    for satu in kata.split()[:KATA_MAKS]:
        semua = semua.filter(
            Q(judul__icontains=satu)
            | Q(masalah__icontains=satu)
            | Q(perubahan__icontains=satu)
            | Q(cara_memakai__icontains=satu)
            | Q(unit__nama__icontains=satu)
            | Q(klaster__nama__icontains=satu)
        )
    if klaster:
        semua = semua.filter(klaster__nama=klaster)
    return semua.filter(unit__kode=unit) if unit else semua


def pilihan_klaster() -> list[tuple[str, int]]:
    """Names of klaster with the number of published innovations; offices that share a name share the entry."""
    semua = katalog().order_by("klaster__nama").values_list("klaster__nama").annotate(n=Count("pk"))
    return list(semua)


def pilihan_unit() -> list[tuple[str, str]]:
    """(code, name) of the units where published innovations are used."""
    unit = Unit.objects.filter(pk__in=katalog().order_by().values("unit")).order_by("nama", "pk")
    return [(satu.kode, satu.nama_lengkap) for satu in unit]
