"""/verifikasi/: is this certificate genuine. Open to everybody, kept out of search engines."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dokumen.queries.verifikasi import TIDAK_DIKENAL, HasilVerifikasi, cari_sertifikat, verifikasi_kode


@require_safe
def cek(request: HttpRequest) -> HttpResponse:
    """Ask by number or code (`?q=`); without a question, the form."""
    tanya = request.GET.get("q", "").strip()
    hasil = (cari_sertifikat(tanya) or [HasilVerifikasi(TIDAK_DIKENAL)]) if tanya else []
    return _tampil(request, {"tanya": tanya[:80], "hasil": hasil})


@require_safe
def satu(request: HttpRequest, kode: str) -> HttpResponse:
    """Where the QR leads: the answer stands in the first line."""
    hasil = verifikasi_kode(kode)
    konteks: dict[str, Any] = {"tanya": "", "kode": kode[:40], "hasil": [hasil]}
    if hasil.instansi is not None:
        konteks["instansi_aktif"] = hasil.instansi
    return _tampil(request, konteks)


def _tampil(request: HttpRequest, konteks: dict[str, Any]) -> HttpResponse:
    jawaban = render(request, "dokumen/verifikasi.html", konteks)
    jawaban["X-Robots-Tag"] = "noindex"
    jawaban["Cache-Control"] = "no-store"
    return jawaban
