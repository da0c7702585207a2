"""`Idempotency-Key` for methods of an API view: `@idempoten` above `def post(…)`."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework.exceptions import APIException
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from kantor.galat import Galat
from kantor.models import KunciApi
from kantor.services.idempoten import Jawaban, sekali, sidik_permintaan

Metode = Callable[..., Response]


def idempoten(metode: Metode) -> Metode:
    """Answer a repeated request with what it got the first time, refusals included; errors of ours are not kept.

    Works for requests with an API key and the header; without the header nothing is asked of the database.
    """

    @wraps(metode)
    def jalankan(self: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
        kunci = request.headers.get("Idempotency-Key")
        if kunci is None or not isinstance(request.auth, KunciApi):
            return metode(self, request, *args, **kwargs)

        def kerjakan() -> Jawaban:
            try:
                jawaban = metode(self, request, *args, **kwargs)
            except (Galat, APIException, Http404, PermissionDenied) as galat:
                jawaban = self.handle_exception(galat)
            return Jawaban(jawaban.status_code, json.loads(JSONRenderer().render(jawaban.data) or b"null"))

        hasil = sekali(
            kunci_api=request.auth,
            kunci=kunci,
            sidik_isi=sidik_permintaan(request.method or "", request.get_full_path(), request.data),
            kerjakan=kerjakan,
        )
        return Response(
            hasil.isi, hasil.status, headers={"Idempotent-Replayed": "true"} if hasil.ulangan else None
        )

    return jalankan
