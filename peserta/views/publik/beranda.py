"""The front page, and what to do for somebody whose office proposed them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kantor.queries.beranda import angka_tampil
from kantor.views.umum import untuk_umum
from peserta.queries.publik import tayangan_beranda


@require_safe
@untuk_umum
def beranda(request: HttpRequest) -> HttpResponse:
    """What is open now, a certificate to check, what has been done so far."""
    return render(
        request, "peserta/publik/beranda.html", {"tayangan": tayangan_beranda(), "angka": angka_tampil()}
    )


@require_safe
@untuk_umum
def diusulkan(request: HttpRequest) -> HttpResponse:
    """Proposed by the office: how to sign in and what comes next."""
    return render(request, "peserta/publik/diusulkan.html")
