"""How somebody is recognised, and what of allauth we use: its stages of a sign-in, and the second factor.

Names, passwords, codes and links are ours (kantor.services.masuk): allauth knows neither NIP nor shared addresses.
Its EmailAddress table stays empty; an address stands on the account or, encrypted, with the pegawai.
"""

from __future__ import annotations

import time
from functools import cache
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import (
    get_reauthentication_flows,
    raise_if_reauthentication_required,
)
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest
from django.urls import reverse

from kantor.langsung import baca, kolom
from kantor.lib import enkripsi
from kantor.lib.alamat import alamat_klien
from kantor.models import Pegawai, Pengguna

SESI_MAKSUD = "pastikan_maksud"
# How long a proof counts: whoever has just shown who they are is not asked again.
MENIT_TERBUKTI = app_settings.REAUTHENTICATION_TIMEOUT // 60


class PintuMasuk(AuthenticationBackend):
    """One door for staff, operators and peserta; Django's permission rows are not asked."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> Pengguna | None:
        from kantor.services.masuk import periksa_sandi

        masukan = credentials.get("username") or credentials.get("login") or credentials.get("email") or ""
        return periksa_sandi(masukan=str(masukan), sandi=str(credentials.get("password") or ""))

    def get_user(self, user_id: int) -> Pengguna | None:
        return next(iter(baca(Pengguna, _aktif(), [user_id])), None)


@cache
def _aktif() -> str:
    """Asked at every request of somebody who is signed in."""
    return f"""
        SELECT {kolom(Pengguna, "u")}, {kolom(Pegawai, "p", "pegawai")}
        FROM kantor_pengguna u LEFT JOIN kantor_pegawai p ON p.id = u.pegawai_id
        WHERE u.id = %s AND u.is_active
    """  # noqa: S608 - only names of columns


class AdapterAkun(DefaultAccountAdapter):
    """allauth's accounts in this house: no sign-up, no letters of its own, no address lists."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return alamat_klien(request)

    def reauthenticate(self, user: Any, password: str) -> bool:
        from kantor.services.masuk import periksa_sandi

        return periksa_sandi(masukan=user.username, sandi=password) is not None

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        if hanya_kode(user):
            return [
                {"id": "kode", "description": "Kode lewat email", "url": reverse("account_reauthenticate")}
            ]
        return super().get_reauthentication_methods(user)  # type: ignore[no-any-return]

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """allauth asks nothing of an account without password and authenticator app; here a code by mail is asked."""
        if hanya_kode(self.request.user) and not baru_terbukti(self.request):
            raise ReauthenticationRequired
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Letters are ours and go through the outbox; allauth has none to send."""
        raise NotImplementedError(template_prefix)


def hanya_kode(pengguna: Any) -> bool:
    """True for an account that comes in by codes and one-time links only: no password, no authenticator app."""
    return bool(pengguna.is_authenticated) and not get_reauthentication_flows(pengguna)


def pastikan_terbukti(request: HttpRequest, *, untuk: str, kembali: str) -> None:
    """Raise ReauthenticationRequired unless who asks has just proven who they are.

    The page that then asks says what it is for ("menyetujui 3 naskah") and leads back to `kembali`.
    """
    request.session[SESI_MAKSUD] = {"alamat": request.get_full_path(), "untuk": untuk, "kembali": kembali}
    raise_if_reauthentication_required(request, app="")
    del request.session[SESI_MAKSUD]


def maksud_pastikan(request: HttpRequest) -> dict[str, str] | None:
    """What the proof is asked for on this page, where it was said; None for the guards of the account itself."""
    maksud: dict[str, str] | None = request.session.get(SESI_MAKSUD)
    tujuan = request.POST.get(REDIRECT_FIELD_NAME) or request.GET.get(REDIRECT_FIELD_NAME)
    return maksud if maksud and maksud["alamat"] == tujuan else None


def baru_terbukti(request: HttpRequest) -> bool:
    """Whether they have proven who they are within the last minutes."""
    bukti = [b["at"] for b in get_authentication_records(request, request.user) if b.get("reauthenticated")]
    return bool(bukti) and time.time() - bukti[-1] < app_settings.REAUTHENTICATION_TIMEOUT


class AdapterMfa(DefaultMFAAdapter):
    """The second factor: its secrets are stored encrypted."""

    def get_totp_label(self, user: Any) -> str:
        return str(user.sebutan)

    def get_totp_issuer(self) -> str:
        return "Portal Diklat"

    def encrypt(self, text: str) -> str:
        return enkripsi.enkripsi(_kunci_mfa(), text, "mfa")

    def decrypt(self, encrypted_text: str) -> str:
        return enkripsi.dekripsi(_kunci_mfa(), encrypted_text, "mfa")


@cache
def _kunci_mfa() -> bytes:
    return enkripsi.kunci_induk(settings.KUNCI_PRIBADI, garam=b"mfa")
