"""/masuk/ and /keluar/: by password, by a code from a letter, by a one-time link; then home, each to the own room."""

from __future__ import annotations

import time
from dataclasses import asdict
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from kantor.forms.masuk import IdentitasForm, KodeForm, MasukForm
from kantor.lib.alamat import alamat_klien
from kantor.models import Pengguna, Peran
from kantor.services import masuk as layanan

from .dasar import perlu_masuk

GET_POST = ["GET", "HEAD", "POST"]
SESI_KODE = "kode_masuk"
SESI_BARU_MASUK = "baru_masuk"
BARU_MASUK_DETIK = 900
SALAH = "NIP, email, atau nama pengguna dan kata sandi tidak cocok."
KODE_SALAH = "Kode salah atau sudah tidak berlaku. Periksa email terbaru, atau minta kode baru."
# Where each role is at home, the first that fits; rooms that are not built yet are passed over.
RUMAH = (
    (Peran.Jenis.ADMIN, "/admin/"),
    (Peran.Jenis.PANITIA, "/admin/"),
    (Peran.Jenis.PIMPINAN, "/pimpinan/"),
    (Peran.Jenis.PIMPINAN, "/admin/"),
    (Peran.Jenis.OPERATOR, "/operator/"),
    (Peran.Jenis.PENGUJI, "/penguji/"),
    (Peran.Jenis.MENTOR, "/mentor/"),
)
RUMAH_PESERTA = "/saya/"


@never_cache
@sensitive_post_parameters("sandi")
@require_http_methods(GET_POST)
def masuk(request: HttpRequest) -> HttpResponse:
    """The door: name and password."""
    if request.user.is_authenticated:
        return redirect(_lanjut(request) or "masuk_lanjut")
    form = MasukForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        akun = layanan.periksa_sandi(masukan=isi["masukan"], sandi=isi["sandi"])
        if akun is not None:
            return _masukkan(request, akun)
        form.add_error(None, SALAH)
    return _tampilkan(request, "account/login.html", form)


@never_cache
@require_http_methods(GET_POST)
def kode(request: HttpRequest) -> HttpResponse:
    """Ask for a code. What is answered does not tell whether the account exists."""
    form = IdentitasForm(request.POST or None, initial={"masukan": request.GET.get("untuk", "")})
    if request.method == "POST" and form.is_valid():
        masukan = form.cleaned_data["masukan"]
        diminta = layanan.minta_kode(masukan=masukan, alamat_ip=alamat_klien(request))
        request.session[SESI_KODE] = {**asdict(diminta), "masukan": masukan}
        return redirect(_dengan_lanjut(request, "masuk_kode_isi"))
    return _tampilkan(request, "account/request_login_code.html", form)


@never_cache
@require_http_methods(GET_POST)
def kode_isi(request: HttpRequest) -> HttpResponse:
    """Type in the code, in the browser that asked for it."""
    tersimpan = request.session.get(SESI_KODE)
    if not tersimpan:
        return redirect(_dengan_lanjut(request, "masuk_kode"))
    form = KodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        diminta = layanan.KodeDiminta(**{k: v for k, v in tersimpan.items() if k != "masukan"})
        akun = layanan.periksa_kode(diminta=diminta, kode=form.cleaned_data["kode"])
        if akun is not None:
            del request.session[SESI_KODE]
            return _masukkan(request, akun, tanpa_sandi=True)
        form.add_error("kode", KODE_SALAH)
    lain = {"masukan": tersimpan["masukan"], "menit": layanan.KODE_BERLAKU.seconds // 60}
    return _tampilkan(request, "account/confirm_login_code.html", form, **lain)


@never_cache
@require_http_methods(GET_POST)
def tautan(request: HttpRequest, kode: str) -> HttpResponse:
    """A one-time link. Looking at it uses nothing up: WhatsApp looks at every link it carries."""
    if request.method == "POST":
        akun = layanan.pakai_tautan(kode=kode)
        if akun is not None:
            return _masukkan(request, akun, tanpa_sandi=True)
    berlaku = layanan.tautan_berlaku(kode) is not None
    return render(request, "account/tautan.html", {"berlaku": berlaku}, status=200 if berlaku else 410)


@never_cache
@perlu_masuk
def lanjut(request: HttpRequest) -> HttpResponse:
    """Home, each to the own room."""
    return redirect(rumah(request.user))


@never_cache
@require_http_methods(GET_POST)
def keluar(request: HttpRequest) -> HttpResponse:
    """Sign out, by POST only: no picture or link of somebody else's page does it."""
    if request.method != "POST" and request.user.is_authenticated:
        return render(request, "account/logout.html")
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


def rumah(pengguna: Pengguna) -> str:
    """The page this account begins with."""
    punya = {p.jenis for p in pengguna.daftar_peran}
    return next((alamat for jenis, alamat in RUMAH if jenis in punya and _ada(alamat)), RUMAH_PESERTA)


def baru_masuk_tanpa_sandi(request: HttpRequest) -> bool:
    """True for a quarter of an hour after coming in by code or link: whoever forgot the password may set a new one."""
    tanda = request.session.get(SESI_BARU_MASUK) or {}
    return tanda.get("pk") == request.user.pk and time.time() - tanda.get("pada", 0) < BARU_MASUK_DETIK


def _masukkan(request: HttpRequest, akun: Pengguna, *, tanpa_sandi: bool = False) -> HttpResponse:
    """Through allauth's stages (the second factor, if there is one) into a fresh session."""
    jawaban = perform_login(request, akun, redirect_url=_lanjut(request) or resolve_url("masuk_lanjut"))
    if tanpa_sandi:
        request.session[SESI_BARU_MASUK] = {"pk": akun.pk, "pada": time.time()}
        record_authentication(request, akun, method="code", reauthenticated=True)
    return jawaban


def _lanjut(request: HttpRequest) -> str | None:
    """Where the person was going, if that is a page of this portal."""
    alamat = request.POST.get("next") or request.GET.get("next")
    aman = alamat and url_has_allowed_host_and_scheme(
        alamat, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return alamat if aman else None


def _dengan_lanjut(request: HttpRequest, nama: str) -> str:
    alamat = _lanjut(request)
    return reverse(nama) + (f"?{urlencode({'next': alamat})}" if alamat else "")


def _tampilkan(request: HttpRequest, templat: str, form: Any, **lain: Any) -> HttpResponse:
    alamat = _lanjut(request)
    isi = {
        "form": form,
        "lanjut": alamat,
        "ekor": f"?{urlencode({'next': alamat})}" if alamat else "",
        **lain,
    }
    return render(request, templat, isi)


def _ada(alamat: str) -> bool:
    try:
        resolve(alamat)
    except Resolver404:
        return False
    return True
