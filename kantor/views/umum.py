"""Pages for everybody: rendered once for all strangers and kept for a moment; signed-in people get their own."""

from __future__ import annotations

import gzip
import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers

# Seats change all the time: what a stranger sees is never older than these two together.
SIMPAN_DETIK = 2.0
PERAMBAN_DETIK = 3
SIMPAN_MAKS = 500  # pages of one process, some kB each

Tampilan = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Halaman:
    """A rendered page, compressed; it holds nobody's secret."""

    mampat: bytes
    jenis: str
    etag: str
    sampai: float


# In the memory of each process: quicker than asking Valkey, and nothing to go wrong within two seconds.
_simpanan: dict[str, Halaman] = {}


def untuk_umum(tampilan: Tampilan) -> Tampilan:
    """Keep the answer of a public page for strangers, with an ETag; nobody's session or cookie is touched."""

    @wraps(tampilan)
    def jalankan(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not orang_asing(request):
            jawaban = tampilan(request, *args, **kwargs)
            jawaban["Cache-Control"] = "private, no-cache"
            patch_vary_headers(jawaban, ["Cookie"])
            return jawaban
        halaman = _simpanan.get(request.get_full_path())
        if halaman is None or halaman.sampai <= time.monotonic():
            jawaban = tampilan(request, *args, **kwargs)
            if jawaban.status_code != 200:
                return jawaban
            halaman = _simpan(request, jawaban)
        return _jawab(request, halaman)

    return jalankan


def orang_asing(request: HttpRequest) -> bool:
    """True for a plain look by somebody without a session: what they see is the same for all of them."""
    return (
        request.method in {"GET", "HEAD"}
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "messages" not in request.COOKIES
    )


def _simpan(request: HttpRequest, jawaban: HttpResponse) -> Halaman:
    mampat = gzip.compress(jawaban.content, 5, mtime=0)
    etag = f'W/"{hashlib.sha256(mampat).hexdigest()[:24]}"'
    halaman = Halaman(mampat, jawaban["Content-Type"], etag, time.monotonic() + SIMPAN_DETIK)
    # Only plain addresses are kept: anybody can make up parameters without end.
    if not request.GET:
        if len(_simpanan) >= SIMPAN_MAKS:
            _simpanan.clear()
        _simpanan[request.get_full_path()] = halaman
    return halaman


def _jawab(request: HttpRequest, halaman: Halaman) -> HttpResponse:
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        jawaban = HttpResponse(halaman.mampat, halaman.jenis, headers={"Content-Encoding": "gzip"})
    else:
        jawaban = HttpResponse(gzip.decompress(halaman.mampat), halaman.jenis)
    jawaban["ETag"] = halaman.etag
    jawaban["Cache-Control"] = f"public, max-age={PERAMBAN_DETIK}"
    patch_vary_headers(jawaban, ["Accept-Encoding", "Cookie"])
    return get_conditional_response(request, etag=halaman.etag, response=jawaban) or jawaban
