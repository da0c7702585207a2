"""Letters as the staff sees them."""

from __future__ import annotations

from django.db.models import QuerySet

from kantor.lingkup import Hak
from kantor.models import Pengguna, Surel

BERMASALAH = (Surel.Status.GAGAL, Surel.Status.PERIKSA)


def daftar_surel(
    pengguna: Pengguna, *, status: str = "", jenis: str = "", perihal: str = ""
) -> QuerySet[Surel]:
    """The letters of the own instansi; an unknown filter shows none. `bermasalah` are those somebody must look at."""
    baris = Surel.objects.untuk(pengguna, Hak.KERJA).select_related("instansi")
    if status == "bermasalah":
        baris = baris.filter(status__in=BERMASALAH)
    elif status:
        baris = baris.filter(status=status)
    if jenis:
        baris = baris.filter(jenis=jenis)
    return baris.filter(perihal=perihal) if perihal else baris


def jumlah_bermasalah(pengguna: Pengguna) -> int:
    """How many letters failed or are in doubt."""
    return daftar_surel(pengguna, status="bermasalah").count()
