"""Sessions of a gelombang with how far each is recorded."""

from __future__ import annotations

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from diklat.models import Gelombang, JenisSesi, TerbitanSesi
from diklat.queries.jadwal import jadwal_terbit
from peserta.models import Kehadiran, Pendaftaran
from peserta.models.pendaftaran import Status

HADIR_KODE = Q(kode__in=["H", "DL", "T"])


def sesi_dengan_catatan(gelombang: Gelombang) -> QuerySet[TerbitanSesi]:
    """Every published session but breaks, in order of time, with `tercatat` (of those seated now) and `datang`."""

    def hitung(syarat: Q) -> Coalesce:
        baris = Kehadiran.objects.filter(syarat, sesi=OuterRef("pk"), pendaftaran__status=Status.HADIR)
        return Coalesce(Subquery(baris.order_by().values("sesi").annotate(n=Count("pk")).values("n")), 0)

    return (
        jadwal_terbit(gelombang)
        .filter(batal=False)
        .exclude(jenis=JenisSesi.ISHOMA)
        .annotate(tercatat=hitung(Q()), datang=hitung(HADIR_KODE))
    )


def peserta_duduk(gelombang: Gelombang) -> QuerySet[Pendaftaran]:
    """Everybody who has done registrasi ulang; each has an NDH."""
    return Pendaftaran.objects.filter(gelombang=gelombang, status=Status.HADIR).select_related("pegawai")
