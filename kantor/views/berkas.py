"""/berkas/<uuid>/: a stored file, for those whom a row lets fetch it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from rest_framework.exceptions import AuthenticationFailed

from kantor.api.autentikasi import AutentikasiKunci
from kantor.models import Berkas
from kantor.services.berkas import boleh_buka

# What a browser may show by itself; everything else is only ever downloaded, and HTML is never stored.
TAMPIL = {"application/pdf", "image/jpeg", "image/png", "image/webp"}
# A sandboxed document may run nothing; the viewer of PDFs does not start inside a sandbox.
KEBIJAKAN = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'none'; sandbox"
KEBIJAKAN_PDF = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'"


@require_safe
def berkas(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The file as a download; `?tampil=1` shows PDFs and pictures. 404 for whoever no row lets in."""
    pengguna, instansi = _siapa(request)
    if not pengguna.is_authenticated:
        return redirect_to_login(request.get_full_path())
    satu = Berkas.objects.filter(pk=pk).first()
    if satu is None or not boleh_buka(pengguna, satu):
        raise Http404
    if instansi is not None and satu.instansi_id != instansi:
        raise Http404
    return kirim(satu, tampil=bool(request.GET.get("tampil")))


def kirim(satu: Berkas, *, tampil: bool = False) -> HttpResponseBase:
    """The answer with a file's content, safe headers on it. The caller has asked for permission."""
    try:
        isi = satu.isi.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    di_layar = tampil and satu.jenis_isi in TAMPIL
    jawaban = FileResponse(isi, as_attachment=not di_layar, filename=satu.nama, content_type=satu.jenis_isi)
    jawaban["X-Content-Type-Options"] = "nosniff"
    jawaban["Content-Security-Policy"] = KEBIJAKAN_PDF if satu.akhiran == "pdf" else KEBIJAKAN
    jawaban["Cross-Origin-Resource-Policy"] = "same-origin"
    jawaban["Cache-Control"] = "private, no-store"
    return jawaban


def _siapa(request: HttpRequest) -> tuple[Any, int | None]:
    """The signed-in account; or, for `hasil_url` of a job leads here, the owner of an API key and its one instansi."""
    if request.user.is_authenticated or "Authorization" not in request.headers:
        return request.user, None
    try:
        hasil = AutentikasiKunci().authenticate(request)  # type: ignore[arg-type]
    except AuthenticationFailed:
        raise Http404 from None
    if hasil is None:
        return request.user, None
    pemilik, kunci = hasil
    return pemilik, kunci.instansi_id
