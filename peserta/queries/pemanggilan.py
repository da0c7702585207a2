"""The Surat Pemanggilan a person may fetch: the one that called them, or people of the own units."""

from __future__ import annotations

import datetime

from django.db.models import QuerySet

from diklat.models import Gelombang
from kantor.models import Berkas, Pengguna
from peserta.models import Pemanggilan, Pendaftaran
from peserta.models.pendaftaran import TERPANGGIL, Status

# Who is berhalangan may still change their mind.
MEMEGANG_SURAT = (*TERPANGGIL, Status.BERHALANGAN)


def surat_peserta(p: Pendaftaran) -> Berkas | None:
    """The newest print of the letter that called this person; None before that and after they are out."""
    if p.pemanggilan_id is None or p.status not in MEMEGANG_SURAT:
        return None
    surat = Pemanggilan.objects.filter(pk=p.pemanggilan_id).values("berkas")
    return Berkas.objects.filter(pk__in=surat).first()


def surat_unit(pengguna: Pengguna, gelombang: Gelombang) -> QuerySet[Pemanggilan]:
    """The letters that call people of the units this operator proposes for."""
    dipanggil = Pendaftaran.objects.filter(
        gelombang=gelombang, unit__in=pengguna.unit_dengan_usul(), status__in=MEMEGANG_SURAT
    )
    return gelombang.pemanggilan.filter(pk__in=dipanggil.values("pemanggilan")).defer("data").order_by("ke")


def surat_terakhir(gelombang: Gelombang) -> Pemanggilan | None:
    """The latest letter of a gelombang, for the next one to start from."""
    return gelombang.pemanggilan.order_by("-ke").first()


def batas_menjawab(surat: Pemanggilan) -> datetime.date | None:
    """Until when those it calls should answer, as printed on it."""
    batas = surat.data.get("batas_konfirmasi")
    return datetime.date.fromisoformat(batas) if batas else None
