"""`Authorization: Token <kunci>`: a key of one instansi, stored as its hash."""

from __future__ import annotations

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from kantor.models import KunciApi, Pengguna
from kantor.services.kunci_api import kunci_berlaku
from kantor.zona import pakai_zona


class AutentikasiKunci(BaseAuthentication):
    """`request.user` becomes the key's owner, narrowed to the key's instansi; `request.auth` the key."""

    def authenticate(self, request: Request) -> tuple[Pengguna, KunciApi] | None:
        bagian = get_authorization_header(request).split()
        if not bagian or bagian[0].lower() != b"token":
            return None
        if len(bagian) != 2:
            raise AuthenticationFailed("Tulis header seperti: Authorization: Token <kunci>.")
        kunci = kunci_berlaku(bagian[1].decode("latin-1"))
        if kunci is None:
            raise AuthenticationFailed("Kunci API tidak dikenal atau sudah tidak berlaku.")
        pakai_zona(kunci.instansi)
        return kunci.pemilik, kunci

    def authenticate_header(self, request: Request) -> str:
        return "Token"


class SkemaKunci(OpenApiAuthenticationExtension):
    target_class = AutentikasiKunci
    name = "kunci"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "apiKey", "in": "header", "name": "Authorization", "description": "Token <kunci>"}
