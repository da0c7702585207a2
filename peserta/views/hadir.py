"""The code on the projector, and what the phone of a peserta does with it."""

from __future__ import annotations

import base64
import secrets
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_http_methods, require_safe

from diklat.models import Sesi
from diklat.views.bingkai import ambil_gelombang
from kantor.cetak.qr import kode_qr
from kantor.galat import Galat
from kantor.lib import tanggal
from kantor.lingkup import Hak
from kantor.views.dasar import ambil, khusus_staf, perlu_masuk, tertutup
from peserta.models import DITERIMA, HasilPindai, Kehadiran
from peserta.queries.presensi import peserta_duduk
from peserta.queries.sesi_peserta import catatan_milik
from peserta.services.catat_pindaian import HADIR_KODE
from peserta.services.pindai_sendiri import (
    BERGANTI,
    BERLAKU,
    KodeLewat,
    kode_layar,
    pindai_sendiri,
    sesi_dari_kode,
    sesi_sendiri,
)

KUNCI_SESI = "presensi_layar"
INGAT_DETIK = 600  # to sign in and press the button
PONSEL = "portal_ponsel"
SETAHUN = 365 * 24 * 3600


@require_safe
@khusus_staf(Hak.KERJA)
def layar(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """For the projector: a code that changes every few seconds, and how many have come."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    sesi = ambil(
        Sesi.objects.filter(gelombang=gelombang, terbitan__batal=False).select_related("terbitan"), pk=pk
    )
    alamat = f"{settings.PORTAL_URL}{reverse('peserta:hadir_kode', args=[kode_layar(sesi)])}"
    isi = {
        "gelombang": gelombang,
        "sesi": sesi,
        "qr": "data:image/svg+xml;base64," + base64.b64encode(kode_qr(alamat).svg()).decode(),
        "hadir": Kehadiran.objects.filter(catatan_milik(), sesi=sesi, kode__in=HADIR_KODE).count(),
        "duduk": peserta_duduk(gelombang, sesi.terbitan).count(),
        "berganti": BERGANTI,
        "berlaku": BERLAKU,
    }
    potongan = request.headers.get("HX-Request") == "true"
    return tertutup(render(request, f"peserta/staf/{'_' if potongan else ''}layar.html", isi))


@require_safe
def hadir_kode(request: HttpRequest, kode: str) -> HttpResponseBase:
    """The phone read the code: it is checked at once, so that signing in may take its time."""
    try:
        sesi = sesi_dari_kode(kode)
    except KodeLewat as galat:
        return tertutup(render(request, "peserta/saya/hadir.html", {"galat": galat.pesan}, status=400))
    request.session[KUNCI_SESI] = {"sesi": str(sesi), "waktu": timezone.now().isoformat()}
    return tertutup(redirect("peserta:hadir"))


@require_http_methods(["GET", "HEAD", "POST"])
@perlu_masuk
def hadir(request: HttpRequest) -> HttpResponse:
    """One button: I am here. Afterwards what stands, with its time."""
    try:
        sesi, waktu = _diingat(request)
        if request.method != "POST":
            orang = sesi_sendiri(request.user, sesi)  # type: ignore[arg-type]
            return tertutup(render(request, "peserta/saya/hadir.html", {"orang": orang}))
        ponsel = request.COOKIES.get(PONSEL, "")[:32] or secrets.token_hex(16)
        satu = pindai_sendiri(oleh=request.user, sesi=sesi, waktu=waktu, peramban=ponsel)  # type: ignore[arg-type]
    except Galat as galat:
        isi = {"galat": galat.pesan}
        return tertutup(render(request, "peserta/saya/hadir.html", isi, status=galat.status))
    del request.session[KUNCI_SESI]
    jawaban = tertutup(render(request, "peserta/saya/hadir.html", _hasil(satu)))
    jawaban.set_cookie(
        PONSEL, ponsel, SETAHUN, path="/hadir/", httponly=True, secure=settings.HTTPS, samesite="Lax"
    )
    return jawaban


def _hasil(satu: Any) -> dict[str, Any]:
    diterima = satu.hasil in DITERIMA
    dipindai = satu.orang["dipindai"]
    return {
        "orang": satu.orang,
        "hasil": satu.hasil,
        "diterima": diterima,
        "pukul": tanggal.jam(dipindai, satu.orang["zona"]) if dipindai else "",
        "alasan": "" if diterima else HasilPindai(satu.hasil).label,
    }


def _diingat(request: HttpRequest) -> tuple[UUID, Any]:
    """Session and moment of the code this browser has read. Raises KodeLewat."""
    isi = request.session.get(KUNCI_SESI)
    waktu = parse_datetime(isi["waktu"]) if isi else None
    if waktu is None or (timezone.now() - waktu).total_seconds() > INGAT_DETIK:
        raise KodeLewat("Pindai kode yang tampil di layar dengan kamera ponsel Anda.")
    return UUID(isi["sesi"]), waktu
