"""What is typed at the door."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as MfaReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.core.exceptions import ValidationError

from kantor.galat import TerlaluSering
from kantor.services.masuk import mfa_penuh, periksa_kode_mfa

KODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}


class IdentitasForm(forms.Form):
    """Who somebody says they are."""

    masukan = forms.CharField(
        label="NIP, email, atau nama pengguna",
        max_length=254,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={"required": "Isi NIP, email, atau nama pengguna Anda."},
    )


class MasukForm(IdentitasForm):
    """Name and password."""

    sandi = forms.CharField(
        label="Kata sandi",
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Isi kata sandi Anda."},
    )


class KodeForm(forms.Form):
    """The code out of a letter."""

    kode = forms.CharField(
        label="Kode dari email",
        max_length=40,
        widget=forms.TextInput(attrs=KODE),
        error_messages={"required": "Isi kode yang Anda terima."},
    )


class SandiForm(forms.Form):
    """A new password; the old one is asked for unless the person has just come in by code or link."""

    sandi_lama = forms.CharField(
        label="Kata sandi sekarang",
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    sandi = forms.CharField(
        label="Kata sandi baru",
        max_length=1000,
        strip=False,
        help_text="Paling sedikit 10 huruf atau angka. Jangan memakai NIP atau tanggal lahir.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    ulang = forms.CharField(
        label="Ulangi kata sandi baru",
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, perlu_lama: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not perlu_lama:
            del self.fields["sandi_lama"]

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        if isi.get("sandi") and isi.get("ulang") and isi["sandi"] != isi["ulang"]:
            self.add_error("ulang", "Kedua kata sandi baru tidak sama.")
        return isi


class HitungTebakan:
    """Counts wrong codes of the authenticator app like wrong passwords: the 11th within a minute is 429."""

    user: Any
    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        if mfa_penuh(pengguna=self.user):
            raise TerlaluSering
        try:
            return super().clean_code()  # type: ignore[misc,no-any-return]
        except ValidationError:
            periksa_kode_mfa(pengguna=self.user)
            raise ValidationError(
                "Kode tidak cocok. Pastikan jam di HP Anda tepat, lalu coba kode terbaru."
            ) from None


class _KodeAplikasi(HitungTebakan):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kolom = self.fields["code"]  # type: ignore[attr-defined]
        kolom.label = "Kode 6 angka dari aplikasi"
        kolom.widget.attrs.pop("placeholder", None)
        kolom.widget.attrs |= KODE


class KodeAplikasiForm(_KodeAplikasi, AuthenticateForm):
    """The code of the authenticator app while signing in; a recovery code does as well."""


class PastikanKodeForm(_KodeAplikasi, MfaReauthenticateForm):
    """The same, asked again before something delicate."""


class PasangAplikasiForm(_KodeAplikasi, ActivateTOTPForm):
    """The first code of a new authenticator app."""


class PastikanSandiForm(ReauthenticateForm):
    """The password, asked again before something delicate."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = "Kata sandi"
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs.pop("placeholder", None)
