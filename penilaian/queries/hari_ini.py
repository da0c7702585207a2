"""Gelombang whose days are over and that wait for outcomes; sheets from paper that wait for a second person."""

from __future__ import annotations

from django.db.models import Count, Q
from django.utils import timezone

from diklat.models import Gelombang
from kantor.lingkup import Hak
from kantor.models import Pengguna
from penilaian.queries.nilai import menunggu_dicocokkan
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


def lembar_menunggu(pengguna: Pengguna) -> list[tuple[str, int, str, str, int]]:
    """Address and names of the seminars with sheets to compare, and how many. One statement."""
    seminar = "penugasan__giliran__seminar"
    semua = menunggu_dicocokkan(pengguna).exclude(
        **{f"{seminar}__gelombang__status": Gelombang.Status.SELESAI}
    )
    kolom = (f"{seminar}__gelombang__slug", seminar, f"{seminar}__nama", f"{seminar}__gelombang__sebutan")
    return list(semua.order_by(seminar).values_list(*kolom).annotate(banyak=Count("pk"))[:TERBANYAK])
