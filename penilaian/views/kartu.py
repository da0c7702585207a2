"""Cards of examiners: made and revoked by Panitia, used at the door of the Ruang Penguji."""

from __future__ import annotations

import base64
import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from kantor.cetak.qr import kode_qr
from kantor.galat import Galat
from kantor.lingkup import Hak
from kantor.views.dasar import ambil, khusus_staf, tambah_galat, terkirim, tertutup
from penilaian.forms.penguji import FormPin
from penilaian.forms.seminar import FormKartu
from penilaian.models import KartuPenguji
from penilaian.services.kartu import KartuBaru, buat_kartu, cabut_kartu, hari_kartu, masuk_kartu
from penilaian.views.bingkai_seminar import ambil_seminar, bingkai_seminar

KARTU = "penilaian:seminar_kartu"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@khusus_staf(Hak.KERJA)
def daftar(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The cards of a seminar; a new one is shown once, to be printed or photographed."""
    _, seminar = ambil_seminar(request, slug, pk, Hak.KERJA)
    if request.method == "POST" and "cabut" in request.POST:
        kartu = ambil(KartuPenguji.objects.filter(seminar=seminar), pk=request.POST["cabut"])
        cabut_kartu(oleh=request.user, kartu=kartu)
        messages.success(request, f"Kartu {kartu.penguji} dibatalkan.")
        return redirect(KARTU, slug, pk)
    hari = hari_kartu(seminar)
    form = FormKartu(terkirim(request), hari=hari)
    baru = None
    if request.method == "POST" and form.is_valid():
        try:
            baru = _tampil(buat_kartu(oleh=request.user, seminar=seminar, **form.cleaned_data))
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            form = FormKartu(hari=hari)
    semua = KartuPenguji.objects.filter(seminar=seminar).select_related("penguji", "dibuat_oleh")
    isi = bingkai_seminar(request, seminar, KARTU, form=form, baru=baru, kartu=semua)
    return tertutup(render(request, "penilaian/seminar/kartu.html", isi, status=400 if form.errors else 200))


@never_cache
@sensitive_post_parameters("pin")
@require_http_methods(["GET", "HEAD", "POST"])
def masuk(request: HttpRequest, kode: str) -> HttpResponse:
    """Code from the QR, PIN from the card; signed in until the end of the day. Whoever was in before is out."""
    form = FormPin(terkirim(request))
    if request.method == "POST" and form.is_valid():
        try:
            kartu = masuk_kartu(kode=kode, pin=form.cleaned_data["pin"])
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            if request.user.is_authenticated:
                request.session.flush()
            login(request, kartu.penguji, backend=settings.AUTHENTICATION_BACKENDS[0])
            request.session.set_expiry(_sampai(kartu))
            return redirect("penilaian:penguji")
    isi = {"form": form}
    return tertutup(render(request, "penilaian/penguji/kartu.html", isi, status=400 if form.errors else 200))


def _sampai(kartu: KartuPenguji) -> datetime.datetime:
    """Midnight after the day of the card."""
    zona = ZoneInfo(kartu.seminar.gelombang.instansi.zona_waktu)
    besok = kartu.berlaku + datetime.timedelta(days=1)
    return max(
        datetime.datetime.combine(besok, datetime.time(), zona),
        timezone.now() + datetime.timedelta(minutes=5),
    )


def _tampil(baru: KartuBaru) -> dict[str, Any]:
    alamat = f"{settings.PORTAL_URL}{reverse('penilaian:penguji_kartu', args=[baru.kode])}"
    gambar = base64.b64encode(kode_qr(alamat).svg()).decode()
    return {
        "nama": baru.kartu.penguji.sebutan,
        "berlaku": baru.kartu.berlaku,
        "pin": f"{baru.pin[:3]} {baru.pin[3:]}",
        "alamat": alamat,
        "qr": f"data:image/svg+xml;base64,{gambar}",
    }
