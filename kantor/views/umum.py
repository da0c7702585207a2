"""Pages for everybody: rendered once for all strangers and kept for a moment; signed-in people get their own."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers

# Seats change all the time: what a stranger sees is never older than these two together.
SIMPAN_DETIK = 2
PERAMBAN_DETIK = 3

Tampilan = Callable[..., HttpResponse]


def untuk_umum(tampilan: Tampilan) -> Tampilan:
    """Keep the answer of a public page for strangers, with an ETag; nobody's session or cookie is touched."""

    @wraps(tampilan)
    def jalankan(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not orang_asing(request):
            jawaban = tampilan(request, *args, **kwargs)
            jawaban["Cache-Control"] = "private, no-cache"
            patch_vary_headers(jawaban, ["Cookie"])
            return jawaban
        # Only plain addresses are kept: anybody can make up parameters without end.
        kunci = None if request.GET else _kunci(request)
        mampat = cache.get(kunci) if kunci else None
        if mampat is None:
            jawaban = tampilan(request, *args, **kwargs)
            if jawaban.status_code != 200:
                return jawaban
            mampat = gzip.compress(jawaban.content, 5, mtime=0)
            if kunci:
                cache.set(kunci, mampat, SIMPAN_DETIK)
        return _jawab(request, mampat)

    return jalankan


def orang_asing(request: HttpRequest) -> bool:
    """True for a plain look by somebody without a session: what they see is the same for all of them."""
    return (
        request.method in {"GET", "HEAD"}
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "messages" not in request.COOKIES
    )


def _kunci(request: HttpRequest) -> str:
    # Two portals may share one Valkey; their databases tell them apart.
    alamat = hashlib.sha256(request.path.encode()).hexdigest()
    return f"umum:{connection.settings_dict['NAME']}:{alamat}"


def _jawab(request: HttpRequest, mampat: bytes) -> HttpResponse:
    """The kept page; it holds no secret, so it may travel compressed."""
    terima = "gzip" in request.headers.get("Accept-Encoding", "")
    jawaban = HttpResponse(mampat if terima else gzip.decompress(mampat))
    if terima:
        jawaban["Content-Encoding"] = "gzip"
    etag = f'W/"{hashlib.sha256(mampat).hexdigest()[:24]}"'
    jawaban["ETag"] = etag
    jawaban["Cache-Control"] = f"public, max-age={PERAMBAN_DETIK}"
    patch_vary_headers(jawaban, ["Accept-Encoding", "Cookie"])
    return get_conditional_response(request, etag=etag, response=jawaban) or jawaban
