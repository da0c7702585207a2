"""How somebody is recognised: user name, NIP, or an e-mail address that belongs to one account only."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest

from kantor.models import Pengguna


class PintuMasuk(AuthenticationBackend):
    """One door for staff, operators and peserta; Django's permission rows are not asked."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> Pengguna | None:
        from kantor.services.masuk import periksa_sandi

        masukan = credentials.get("username") or credentials.get("login") or credentials.get("email") or ""
        return periksa_sandi(masukan=str(masukan), sandi=str(credentials.get("password") or ""))

    def get_user(self, user_id: int) -> Pengguna | None:
        return Pengguna.objects.select_related("pegawai").filter(pk=user_id, is_active=True).first()
