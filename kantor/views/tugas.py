"""What waits in the office itself: letters that did not go out, jobs that failed."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Count, QuerySet, Value
from django.urls import reverse
from django.utils import timezone

from kantor.daftar import TugasHariIni, tugas_hari_ini
from kantor.lingkup import Hak
from kantor.models import Pekerjaan, Surel
from kantor.queries.surel import BERMASALAH

LAMA = datetime.timedelta(days=14)
TUGAS = (
    ("surat", "Surat perlu perhatian di Kotak Keluar", "kotak_keluar", "bermasalah"),
    ("proses", "Proses gagal", "proses", "gagal"),
)


def pasang() -> None:
    """Fill the registry; called once from AppConfig.ready."""
    tugas_hari_ini.pasang("kantor", tugas_kantor)


def tugas_kantor(pengguna: Any) -> list[TugasHariIni]:
    """Letters that failed or may not have gone out; jobs that failed in the last two weeks. One statement."""
    surat = Surel.objects.untuk(pengguna, Hak.KERJA).filter(status__in=BERMASALAH)
    proses = Pekerjaan.objects.filter(
        instansi__in=pengguna.instansi_dengan(Hak.KERJA),
        status=Pekerjaan.Status.GAGAL,
        dibuat__gte=timezone.now() - LAMA,
    )
    jumlah = dict(_hitung(surat, "surat").union(_hitung(proses, "proses"), all=True))
    return [
        TugasHariIni(teks, f"{reverse(rute)}?status={status}", jumlah[apa])
        for apa, teks, rute, status in TUGAS
        if jumlah.get(apa)
    ]


def _hitung(baris: QuerySet[Any], apa: str) -> QuerySet[Any, Any]:
    return (
        baris.order_by()
        .annotate(apa=Value(apa))
        .values("apa")
        .annotate(n=Count("pk"))
        .values_list("apa", "n")
    )
