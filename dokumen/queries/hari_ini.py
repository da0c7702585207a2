"""Certificates that were issued and not handed over yet."""

from __future__ import annotations

from django.db.models import Count, Q

from diklat.models import Gelombang
from dokumen.models import Sertifikat
from kantor.lingkup import Hak
from kantor.models import Pengguna

TERBANYAK = 5


def belum_diumumkan(pengguna: Pengguna) -> list[Gelombang]:
    """Gelombang with certificates in force nobody has been told of, annotated with `belum`. One statement."""
    belum = Count(
        "sertifikat", filter=Q(sertifikat__status=Sertifikat.Status.BERLAKU, sertifikat__terbit=None)
    )
    selesai = Gelombang.objects.untuk(pengguna, Hak.KERJA).filter(status=Gelombang.Status.SELESAI)
    baris = selesai.select_related("kurikulum__program").annotate(belum=belum).filter(belum__gt=0)
    return list(baris.order_by("selesai")[:TERBANYAK])
