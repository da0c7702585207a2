"""Which office a page speaks for, and what that office is called today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from kantor.models import Instansi, NamaLembaga

if TYPE_CHECKING:
    from kantor.lingkup import Siapa

NAMA_PORTAL = "Portal Diklat"


def instansi_tampil(pengguna: Siapa) -> Instansi | None:
    """The office of the account: of its first role, else of its pegawai; strangers meet the portal's first office."""
    if pengguna.is_authenticated:
        if pengguna.daftar_peran:
            return pengguna.daftar_peran[0].instansi
        if pengguna.pegawai:
            return _bernama().filter(pegawai=pengguna.pegawai).first()
    return _bernama().order_by("pk").first()


def nama_kantor(instansi: Any) -> str:
    """`BKPSDM Kota Medan`: the office's short name today and its place; the portal's own name without an office."""
    if not instansi:
        return NAMA_PORTAL
    if not hasattr(instansi, "lembaga_kini"):
        lembaga = instansi.lembaga_pada(timezone.localdate())
        instansi.lembaga_kini = lembaga.singkatan if lembaga else None
    daerah = instansi.nama.removeprefix("Pemerintah ")
    return f"{instansi.lembaga_kini} {daerah}" if instansi.lembaga_kini else instansi.nama


def _bernama() -> QuerySet[Instansi]:
    hari_ini = timezone.localdate()
    berlaku = (
        NamaLembaga.objects.filter(instansi=OuterRef("pk"), berlaku_mulai__lte=hari_ini)
        .filter(Q(berlaku_sampai=None) | Q(berlaku_sampai__gte=hari_ini))
        .order_by("-berlaku_mulai")
    )
    return Instansi.objects.annotate(lembaga_kini=Subquery(berlaku.values("singkatan")[:1]))
