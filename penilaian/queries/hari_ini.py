"""Gelombang whose days are over and that wait for outcomes."""

from __future__ import annotations

from django.db.models import Count, Q
from django.utils import timezone

from diklat.models import Gelombang
from kantor.lingkup import Hak
from kantor.models import Pengguna
from peserta.models.pendaftaran import TERPANGGIL

TERBANYAK = 5


def selesai_tanpa_hasil(pengguna: Pengguna) -> list[Gelombang]:
    """Running gelombang after their last day, annotated with `belum`: people without an outcome. One statement."""
    lewat = Gelombang.objects.untuk(pengguna, Hak.KERJA).filter(
        status=Gelombang.Status.BERLANGSUNG, selesai__lt=timezone.localdate()
    )
    belum = Count("pendaftaran", filter=Q(pendaftaran__status__in=TERPANGGIL, pendaftaran__hasil=None))
    return list(
        lewat.select_related("kurikulum__program").annotate(belum=belum).order_by("selesai")[:TERBANYAK]
    )
