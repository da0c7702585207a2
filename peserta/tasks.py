"""What happens by the clock."""

from celery import shared_task

from peserta.services import cadangan


@shared_task(name="peserta.tawaran_lewat")
def tawaran_lewat() -> None:
    """End offers whose deadline has passed and pass the seats on."""
    cadangan.tawaran_lewat()
