"""/lembar/<kode>/: what the QR of a printed sheet shows to whoever's camera reads it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kantor.views.dasar import tertutup


@require_safe
def lembar(request: HttpRequest, kode: str) -> HttpResponse:
    """The same words for every code, for they tell nothing of what is on the sheet."""
    return tertutup(render(request, "kantor/lembar.html"))
