"""Celery: a wake-up call for rows that stand in PostgreSQL. Losing every message loses no work."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("portal_diklat")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
