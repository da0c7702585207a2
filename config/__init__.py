"""Settings, addresses, Celery and the embedded servers. It sees every room; no room sees it."""

from .celery import app as celery_app

__all__ = ["celery_app"]
