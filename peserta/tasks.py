"""What happens by the clock."""

from celery import shared_task

from peserta.services import cadangan, surat_undangan


@shared_task(name="peserta.tawaran_lewat")
def tawaran_lewat() -> None:
    """End offers whose deadline has passed and pass the seats on."""
    cadangan.tawaran_lewat()


@shared_task(name="peserta.undangan_tertunda")
def undangan_tertunda() -> None:
    """Tell operators of seats their OPD got while the gelombang was a draft."""
    surat_undangan.undangan_tertunda()
