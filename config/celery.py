"""Celery: a wake-up call for rows that stand in PostgreSQL. Losing every message loses no work."""

import os

from celery import Celery
from celery.signals import worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("portal_diklat")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
def muat_mesin_cetak(**_: object) -> None:
    """What prints is loaded once, before the worker forks; the web process does without."""
    import dokumen.cetak.sertifikat  # noqa: F401
