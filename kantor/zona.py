"""Whose clock a page, a paper or a letter goes by: the time zone of the office it is about.

A request begins in the zone of the account's own office (kantor.middleware.ZonaMiddleware); a page of one gelombang
goes on in the zone of its organiser, a request with an API key in that of the key's instansi, a job and a letter in
that of their instansi. Forms, filters and `timezone.localdate()` follow.
"""

from __future__ import annotations

import datetime
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils import timezone

if TYPE_CHECKING:
    from kantor.models import Instansi


def pakai_zona(instansi: Instansi) -> None:
    """From here to the end of the request: times as they are in this office."""
    timezone.activate(zona(instansi))


def di_zona(instansi: Instansi | None) -> AbstractContextManager[None]:
    """Within this block: times as they are in this office; for None as they were."""
    return timezone.override(zona(instansi) if instansi else timezone.get_current_timezone())


def hari_ini(instansi: Instansi, pada: datetime.datetime | None = None) -> datetime.date:
    """The date there is in this office, now or at a moment."""
    return timezone.localdate(pada, zona(instansi))


def zona(instansi: Instansi) -> ZoneInfo:
    """The time zone of an office."""
    return ZoneInfo(instansi.zona_waktu)
