"""Each request carries an id and its actor into the history."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pghistory
from django.http import HttpRequest, HttpResponse

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
