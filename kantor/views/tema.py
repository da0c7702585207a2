"""What an instansi wears: its colours as a stylesheet, its lambang as a picture.

/tema/<kode>-<hash>.css lays the tokens of one instansi over those of static/tokens.css: a strict CSP leaves no room
for inline colours. The hash is of the rules themselves, so the answer may be kept for ever.
"""

from __future__ import annotations

import hashlib
from pathlib import PurePath

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from kantor.lib.warna import turunan
from kantor.models import Instansi

WARNA_BAKU = ("#0e5a43", "#b3832a")
SETAHUN = 31_536_000
JENIS_GAMBAR = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".svg": "image/svg+xml",
}


def aturan(instansi: Instansi) -> str:
    """The CSS of an instansi's own colours."""
    baris = turunan(instansi.warna_utama, instansi.warna_aksen)
    return ":root{" + "".join(f"--{nama}:{nilai};" for nama, nilai in baris.items()) + "}\n"


def sidik(css: str) -> str:
    """A short name for these rules."""
    return hashlib.sha256(css.encode()).hexdigest()[:12]


def alamat_tema(instansi: Instansi | None) -> str | None:
    """The address of the office's stylesheet; None when it wears the portal's own colours."""
    if not instansi or (instansi.warna_utama.lower(), instansi.warna_aksen.lower()) == WARNA_BAKU:
        return None
    return reverse("tema", args=[instansi.kode, sidik(aturan(instansi))])


@require_safe
def tema(request: HttpRequest, kode: str, sidik_diminta: str) -> HttpResponse:
    """The stylesheet. An old hash gets today's colours too, but only for a short while."""
    instansi = Instansi.objects.filter(kode=kode).only("warna_utama", "warna_aksen").first()
    if instansi is None:
        raise Http404
    css = aturan(instansi)
    tetap = sidik(css) == sidik_diminta
    jawaban = HttpResponse(css, content_type="text/css; charset=utf-8")
    jawaban["Cache-Control"] = f"public, max-age={SETAHUN}, immutable" if tetap else "public, max-age=60"
    return jawaban


@require_safe
def lambang(request: HttpRequest, kode: str) -> FileResponse:
    """The office's own shield. Only pictures; an SVG opened by itself may run nothing."""
    instansi = Instansi.objects.filter(kode=kode).exclude(lambang="").only("lambang").first()
    jenis = JENIS_GAMBAR.get(PurePath(instansi.lambang.name).suffix.lower()) if instansi else None
    if instansi is None or jenis is None or not instansi.lambang.storage.exists(instansi.lambang.name):
        raise Http404
    jawaban = FileResponse(instansi.lambang.open(), content_type=jenis)
    jawaban["Cache-Control"] = "public, max-age=3600"
    jawaban["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    jawaban["X-Content-Type-Options"] = "nosniff"
    return jawaban
