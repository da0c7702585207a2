"""Every error of the API has one form: `{"kode", "pesan", "rincian"}`."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

from kantor.galat import Galat, TerlaluSering, TidakBerhak, TidakDitemukan, TidakValid

KODE_DRF: list[tuple[type[Exception], type[Galat]]] = [
    (Http404, TidakDitemukan),
    (PermissionDenied, TidakBerhak),
    (exceptions.NotFound, TidakDitemukan),
    (exceptions.PermissionDenied, TidakBerhak),
    (exceptions.NotAuthenticated, TidakBerhak),
    (exceptions.AuthenticationFailed, TidakBerhak),
    (exceptions.Throttled, TerlaluSering),
]


def isi_galat(galat: Galat) -> dict[str, Any]:
    """The body of an error answer."""
    return {"kode": galat.kode, "pesan": galat.pesan, "rincian": galat.rincian}


def jawab_galat(exc: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler: our errors, and DRF's own in our words."""
    set_rollback()
    if isinstance(exc, Galat):
        return Response(isi_galat(exc), status=exc.status)
    for jenis, kelas in KODE_DRF:
        if isinstance(exc, jenis):
            masuk = isinstance(exc, exceptions.NotAuthenticated | exceptions.AuthenticationFailed)
            pesan = str(exc.detail) if isinstance(exc, exceptions.AuthenticationFailed) else None
            if isinstance(exc, exceptions.NotAuthenticated):
                pesan = "Sertakan kunci API pada header Authorization."
            jawaban = Response(isi_galat(kelas(pesan)), status=401 if masuk else kelas.status)
            if masuk:
                jawaban["WWW-Authenticate"] = "Token"
            return jawaban
    if isinstance(exc, exceptions.ValidationError):
        rincian = exc.detail if isinstance(exc.detail, dict) else {"_": exc.detail}
        return Response(isi_galat(TidakValid(rincian=rincian)), status=400)
    if isinstance(exc, exceptions.APIException):
        pesan = {405: "Metode ini tidak dilayani di alamat ini.", 415: "Kirim isi sebagai application/json."}
        return Response(
            isi_galat(TidakValid(pesan.get(exc.status_code, "Permintaan tidak dapat dibaca."))),
            status=exc.status_code,
        )
    return None
