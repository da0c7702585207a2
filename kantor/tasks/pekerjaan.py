"""Wake-up calls of jobs, and the rounds of the sweeper and the cleaner."""

from __future__ import annotations

from celery import shared_task

from kantor.services import pekerjaan as layanan_pekerjaan
from kantor.services.kebersihan import bersihkan
from kantor.services.potongan import BATAS_POTONGAN


@shared_task(name=layanan_pekerjaan.TUGAS, soft_time_limit=BATAS_POTONGAN, time_limit=BATAS_POTONGAN + 30)
def lanjutkan(pekerjaan_id: str) -> None:
    """One slice of a job."""
    layanan_pekerjaan.lanjutkan(pekerjaan_id)


@shared_task(name="kantor.penyapu_pekerjaan", queue="interaktif", expires=9)
def penyapu_pekerjaan() -> None:
    """Every ten seconds; a round that waited longer than that is not worth doing."""
    layanan_pekerjaan.penyapu()


@shared_task(name="kantor.bersih_bersih", queue="latar", expires=3000)
def bersih_bersih() -> None:
    """Every hour: results past their date, files nobody points to, answers and sessions of yesterday."""
    bersihkan()
