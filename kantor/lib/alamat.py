"""Who asks: the address of a client behind the proxies we were told of."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def alamat_klien(request: HttpRequest) -> str:
    """The client's address.

    X-Forwarded-For can be written by anybody; only the entries our own JUMLAH_PROKSI proxies appended are believed.
    """
    langsung = str(request.META.get("REMOTE_ADDR") or "0.0.0.0")  # noqa: S104 - a name for "unknown", nothing listens
    if settings.JUMLAH_PROKSI < 1:
        return langsung
    jejak = [satu.strip() for satu in request.headers.get("X-Forwarded-For", "").split(",")]
    if len(jejak) < settings.JUMLAH_PROKSI:
        return langsung
    calon = jejak[-settings.JUMLAH_PROKSI]
    try:
        return str(ipaddress.ip_address(calon))
    except ValueError:
        return langsung
