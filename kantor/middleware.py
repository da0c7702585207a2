"""Each request carries an id into the history; a service's refusal becomes a page."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pghistory
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.defaults import page_not_found

from kantor.galat import Galat, TerlaluSering, TidakBerhak
from kantor.zona import pakai_zona

AMAN = {"GET", "HEAD", "OPTIONS"}


class RiwayatMiddleware:
    """Puts a request id on every change a writing request makes, whoever makes it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in AMAN:
            return self.get_response(request)
        nomor = uuid.uuid4().hex
        with pghistory.context(permintaan=nomor):
            jawaban = self.get_response(request)
        jawaban.headers.setdefault("X-Request-ID", nomor)
        return jawaban


class ZonaMiddleware:
    """Times as they are in the office of the account's role; strangers, who have none, read those of Jakarta."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            # A page for everybody asks for no session (kantor.views.umum).
            if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
                for peran in request.user.daftar_peran[:1]:
                    pakai_zona(peran.instansi)
            return self.get_response(request)
        finally:
            timezone.deactivate()  # the next request of this thread is somebody else's


class GalatMiddleware:
    """A Galat no view caught: its sentence, with its status, on a page of ours (or a fragment for htmx).

    Whoever may see something but not do this to it finds no such page, in the admin too: 404 on every page.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, (TidakBerhak, PermissionDenied)):
            return page_not_found(request, exception)
        if not isinstance(exception, Galat):
            return None
        if isinstance(exception, TerlaluSering):
            return jawab_terlalu_sering(request, exception)
        potongan = request.headers.get("HX-Request") == "true"
        templat = "kantor/galat_potongan.html" if potongan else "kantor/galat.html"
        kembali = request.META.get("HTTP_REFERER") if request.method == "POST" else None
        return render(request, templat, {"galat": exception, "kembali": kembali}, status=exception.status)


def jawab_terlalu_sering(request: HttpRequest, galat: TerlaluSering) -> HttpResponse:
    """429: a polite page, or the error body of the API for programs that ask for JSON."""
    jawaban: HttpResponse
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        isi = {"kode": galat.kode, "pesan": galat.pesan, "rincian": galat.rincian}
        jawaban = JsonResponse(isi, status=galat.status)
    else:
        jawaban = render(request, "429.html", {"galat": galat}, status=galat.status)
    jawaban["Retry-After"] = "60"
    return jawaban
