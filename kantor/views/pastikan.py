"""/akun/pastikan/: prove once more that it is you, before the guards of the account are changed."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import resume_request
from allauth.account.views import reauthenticate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from kantor.autentikasi import hanya_kode
from kantor.forms.masuk import KodeForm
from kantor.lib.alamat import alamat_klien
from kantor.lib.telepon import samarkan_surel
from kantor.services import masuk as layanan
from kantor.services.akun import alamat_surel

from .dasar import perlu_masuk
from .masuk import KODE_SALAH

SESI = "kode_pastikan"


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@perlu_masuk
def pastikan(request: HttpRequest) -> HttpResponse:
    """By password or authenticator app (allauth's pages); by a code from a letter for an account that has neither."""
    if not hanya_kode(request.user):
        return reauthenticate(request)
    if request.method == "POST" and "kirim" in request.POST:
        return _kirim(request)
    return _isi(request)


def _kirim(request: HttpRequest) -> HttpResponse:
    pengguna: Any = request.user
    diminta = layanan.minta_kode(masukan=pengguna.username, alamat_ip=alamat_klien(request))
    request.session[SESI] = asdict(diminta)
    return redirect(request.get_full_path())


def _isi(request: HttpRequest) -> HttpResponse:
    pengguna: Any = request.user
    tersimpan = request.session.get(SESI)
    form = KodeForm(request.POST if request.method == "POST" and tersimpan else None)
    if form.is_valid():
        akun = layanan.periksa_kode(diminta=layanan.KodeDiminta(**tersimpan), kode=form.cleaned_data["kode"])
        if akun == pengguna:
            del request.session[SESI]
            record_authentication(request, pengguna, method="code", reauthenticated=True)
            return resume_request(request) or redirect("akun")
        form.add_error("kode", KODE_SALAH)
    alamat = alamat_surel(pengguna)
    isi = {
        "form": form if tersimpan else None,
        "alamat": samarkan_surel(alamat) if alamat else "",
        "menit": layanan.KODE_BERLAKU.seconds // 60,
    }
    return render(request, "account/pastikan_kode.html", isi)
