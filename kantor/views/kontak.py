"""/akun/email/ and /akun/ponsel/: how the owner of an account is reached."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kantor.forms.kontak import KodeForm, PonselForm, SurelForm
from kantor.galat import TidakValid
from kantor.lib.telepon import samarkan, samarkan_surel
from kantor.services.akun import alamat_surel
from kantor.services.kontak import (
    KODE_BERLAKU,
    AlamatDiminta,
    minta_kode_alamat,
    pakai_alamat_baru,
    ponsel_tercatat,
    ubah_ponsel,
)
from kantor.views.dasar import perlu_masuk, tambah_galat, terkirim
from kantor.views.masuk import rumah

SESI = "alamat_diminta"
DUA = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@DUA
@perlu_masuk
def ponsel(request: HttpRequest) -> HttpResponse:
    """Another No. HP/WhatsApp."""
    pengguna: Any = request.user
    if pengguna.pegawai is None:
        raise Http404
    form = PonselForm(terkirim(request))
    if request.method == "POST" and form.is_valid():
        try:
            ubah_ponsel(oleh=pengguna, ponsel=form.cleaned_data["ponsel"])
        except TidakValid as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, "No. HP/WhatsApp tersimpan.")
            return redirect(rumah(pengguna))
    kini = ponsel_tercatat(pengguna)
    return _tampil(request, "account/ponsel.html", form, kini=samarkan(kini) if kini else "")


@never_cache
@DUA
@perlu_masuk
def email(request: HttpRequest) -> HttpResponse:
    """Another address: a code is sent there first."""
    pengguna: Any = request.user
    form = SurelForm(terkirim(request))
    if request.method == "POST" and form.is_valid():
        try:
            diminta = minta_kode_alamat(oleh=pengguna, surel=form.cleaned_data["surel"])
        except TidakValid as galat:
            tambah_galat(form, galat)
        else:
            request.session[SESI] = asdict(diminta)
            return redirect("kontak_email_kode")
    kini = alamat_surel(pengguna)
    return _tampil(request, "account/email.html", form, kini=samarkan_surel(kini) if kini else "")


@never_cache
@DUA
@perlu_masuk
def email_kode(request: HttpRequest) -> HttpResponse:
    """The code out of the letter to the new address."""
    tersimpan = request.session.get(SESI)
    if not tersimpan:
        return redirect("kontak_email")
    diminta = AlamatDiminta(**tersimpan)
    form = KodeForm(terkirim(request))
    if request.method == "POST" and form.is_valid():
        pengguna: Any = request.user
        try:
            pakai_alamat_baru(oleh=pengguna, diminta=diminta, kode=form.cleaned_data["kode"])
        except TidakValid as galat:
            tambah_galat(form, galat)
        else:
            del request.session[SESI]
            messages.success(request, "Email baru tersimpan.")
            return redirect(rumah(pengguna))
    return _tampil(request, "account/email_kode.html", form, alamat=diminta.surel, menit=KODE_BERLAKU // 60)


def _tampil(request: HttpRequest, templat: str, form: Any, **lain: Any) -> HttpResponse:
    status = 400 if form.errors else 200
    return render(request, templat, {"form": form, "rumah": rumah(request.user), **lain}, status=status)
