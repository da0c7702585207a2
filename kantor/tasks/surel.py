"""Wake-up calls of letters, and the rounds of their sweeper."""

from __future__ import annotations

from celery import shared_task

from kantor.services import surel as layanan_surel


@shared_task(name=layanan_surel.TUGAS, queue=layanan_surel.ANTREAN, soft_time_limit=60, time_limit=90)
def kirim_surel(surel_id: int) -> None:
    """Send one letter."""
    layanan_surel.antar(surel_id)


@shared_task(
    name=layanan_surel.TUGAS_KELILING, queue=layanan_surel.ANTREAN, soft_time_limit=60, time_limit=90
)
def antar_semua() -> None:
    """Send whatever is due."""
    layanan_surel.antar_semua()


@shared_task(name="kantor.penyapu_surel", queue=layanan_surel.ANTREAN, expires=9)
def penyapu_surel() -> None:
    """Every ten seconds; a round that waited longer than that is not worth doing."""
    layanan_surel.penyapu_surel()
