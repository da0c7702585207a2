"""What happens by the clock."""

from celery import shared_task

from penilaian.services import surat_naskah, tindak_lanjut


@shared_task(name="penilaian.inovasi_jatuh_tempo")
def inovasi_jatuh_tempo() -> None:
    """Ask for the reports whose day has come."""
    tindak_lanjut.ingatkan_jatuh_tempo()


@shared_task(name="penilaian.pengingat_naskah")
def pengingat_naskah() -> None:
    """Remind who has not signed the papers of a seminar."""
    surat_naskah.pengingat_berkala()
