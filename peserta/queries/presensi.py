"""Sessions of a gelombang with how far each is recorded."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from diklat.models import Gelombang, JenisSesi, TerbitanSesi
from diklat.queries.jadwal import jadwal_terbit
from peserta.models import Kehadiran, Pendaftaran
from peserta.models.pendaftaran import Status


def sesi_dengan_catatan(gelombang: Gelombang) -> QuerySet[TerbitanSesi]:
    """Every published session but breaks, in order of time, with `tercatat`: how many seated are recorded."""
    baris = Kehadiran.objects.filter(sesi=OuterRef("pk"), pendaftaran__status=Status.HADIR).order_by()
    tercatat = baris.values("sesi").annotate(n=Count("pk")).values("n")
    return (
        jadwal_terbit(gelombang)
        .filter(batal=False)
        .exclude(jenis=JenisSesi.ISHOMA)
        .annotate(tercatat=Coalesce(Subquery(tercatat), 0))
    )


def sesi_tercatat(sesi: Collection[int]) -> set[int]:
    """Those of these sessions of which somebody's attendance is recorded: they were held."""
    return set(Kehadiran.objects.filter(sesi__in=sesi).values_list("sesi", flat=True))


def peserta_duduk(gelombang: Gelombang) -> QuerySet[Pendaftaran]:
    """Everybody who has done registrasi ulang; each has an NDH."""
    return Pendaftaran.objects.filter(gelombang=gelombang, status=Status.HADIR).select_related("pegawai")
