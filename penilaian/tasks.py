"""What happens by the clock."""

from celery import shared_task

from penilaian.services import surat_naskah


@shared_task(name="penilaian.pengingat_naskah")
def pengingat_naskah() -> None:
    """Remind who has not signed the papers of a seminar."""
    surat_naskah.pengingat_berkala()
