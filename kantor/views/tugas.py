"""What waits in the office itself: letters that did not go out, jobs that failed."""

from __future__ import annotations

import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from kantor.daftar import TugasHariIni, tugas_hari_ini
from kantor.lingkup import Hak
from kantor.models import Pekerjaan, Surel
from kantor.queries.surel import BERMASALAH

LAMA = datetime.timedelta(days=14)


def pasang() -> None:
    """Fill the registry; called once from AppConfig.ready."""
    tugas_hari_ini.pasang("surat", surat_gagal)
    tugas_hari_ini.pasang("proses", proses_gagal)


def surat_gagal(pengguna: Any) -> list[TugasHariIni]:
    """Letters that failed or may not have gone out."""
    n = Surel.objects.untuk(pengguna, Hak.KERJA).filter(status__in=BERMASALAH).count()
    alamat = f"{reverse('kotak_keluar')}?status=bermasalah"
    return [TugasHariIni("Surat perlu perhatian di Kotak Keluar", alamat, n)] if n else []


def proses_gagal(pengguna: Any) -> list[TugasHariIni]:
    """Jobs that failed in the last two weeks and were not tried again."""
    milik = Pekerjaan.objects.filter(instansi__in=pengguna.instansi_dengan(Hak.KERJA))
    n = milik.filter(status=Pekerjaan.Status.GAGAL, dibuat__gte=timezone.now() - LAMA).count()
    return [TugasHariIni("Proses gagal", f"{reverse('proses')}?status=gagal", n)] if n else []
