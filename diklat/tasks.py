"""What happens by the clock."""

from celery import shared_task

from diklat.services.gelombang import jadwal_pendaftaran


@shared_task(name="diklat.jadwal_pendaftaran")
def buka_dan_tutup() -> None:
    """Open and close registrations at their planned times."""
    jadwal_pendaftaran()
