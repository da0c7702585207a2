"""What programs ask for by themselves: /robots.txt and /favicon.ico."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe

TERTUTUP = (
    "/admin/",
    "/akun/",
    "/api/",
    "/berkas/",
    "/hadir/",
    "/kartu/",
    "/masuk/",
    "/pendaftaran/",
    "/pindai/",
    "/saya/",
    "/unit/",
    "/verifikasi/",
)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Rooms of people, keys in addresses and certificates are nobody's search result."""
    baris = ["User-agent: *", *(f"Disallow: {jalan}" for jalan in TERTUTUP), ""]
    jawaban = HttpResponse("\n".join(baris), content_type="text/plain; charset=utf-8")
    jawaban["Cache-Control"] = "public, max-age=86400"
    return jawaban


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Where old browsers look for the little picture."""
    return redirect(static("img/favicon.svg"))
