"""Jobs as their owners and the staff see them."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from kantor.lingkup import Hak
from kantor.models import Berkas, Pekerjaan

HIDUP = (Pekerjaan.Status.ANTRE, Pekerjaan.Status.BERJALAN)


def daftar_pekerjaan(pengguna: Any, *, status: str = "", hak: Hak = Hak.LIHAT) -> QuerySet[Pekerjaan]:
    """Jobs this account may see (or cancel and repeat, with `hak` KERJA), with what a list shows of them."""
    baris = Pekerjaan.objects.untuk(pengguna, hak).select_related("pemilik", "hasil")
    return baris.filter(status=status) if status in Pekerjaan.Status.values else baris


def boleh_buka_hasil(pengguna: Any, berkas: Berkas) -> bool:
    """The result of a job opens for its owner and the staff of that instansi."""
    return Pekerjaan.objects.untuk(pengguna).filter(hasil=berkas).exists()


def jumlah_berjalan(pengguna: Any) -> int | None:
    """How many jobs run or wait right now, for the menu."""
    return Pekerjaan.objects.untuk(pengguna).filter(status__in=HIDUP).count() or None
