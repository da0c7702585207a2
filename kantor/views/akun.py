"""/akun/: what a person may change about the own account."""

from __future__ import annotations

from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from kantor.forms.masuk import SandiForm
from kantor.galat import TidakValid
from kantor.lib.telepon import samarkan_surel
from kantor.services.akun import alamat_surel, atur_sandi
from kantor.services.masuk import periksa_sandi

from .dasar import perlu_masuk, tambah_galat
from .masuk import SESI_BARU_MASUK, baru_masuk_tanpa_sandi


@never_cache
@perlu_masuk
def akun(request: HttpRequest) -> HttpResponse:
    """Name, address (masked), password and second factor at a glance."""
    alamat = alamat_surel(request.user)
    isi = {"alamat": samarkan_surel(alamat) if alamat else "", "mfa": is_mfa_enabled(request.user)}
    return render(request, "account/akun.html", isi)


@never_cache
@sensitive_post_parameters("sandi_lama", "sandi", "ulang")
@perlu_masuk
def sandi(request: HttpRequest) -> HttpResponse:
    """Set or change the password. The old one is not asked of somebody who has just come in by code or link."""
    perlu_lama = request.user.has_usable_password() and not baru_masuk_tanpa_sandi(request)
    form = SandiForm(request.POST or None, perlu_lama=perlu_lama)
    if request.method == "POST" and form.is_valid() and _ganti(request, form):
        messages.success(
            request, "Kata sandi sudah disimpan. Perangkat lain yang masih masuk sudah dikeluarkan."
        )
        return redirect("akun")
    return render(request, "account/password_change.html", {"form": form, "perlu_lama": perlu_lama})


def _ganti(request: HttpRequest, form: Any) -> bool:
    isi = form.cleaned_data
    pengguna: Any = request.user
    if "sandi_lama" in isi and periksa_sandi(masukan=pengguna.username, sandi=isi["sandi_lama"]) is None:
        form.add_error("sandi_lama", "Kata sandi sekarang tidak cocok.")
        return False
    try:
        atur_sandi(oleh=pengguna, sandi=isi["sandi"])
    except TidakValid as galat:
        tambah_galat(form, galat)
        return False
    request.session.pop(SESI_BARU_MASUK, None)
    update_session_auth_hash(request, pengguna)
    return True
