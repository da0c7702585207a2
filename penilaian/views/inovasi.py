"""/inovasi/: the Katalog Inovasi for everybody, and "Apakah layanan ini berjalan?" without an account."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from kantor.galat import Galat
from kantor.lib.alamat import alamat_klien
from kantor.queries.potongan import potong
from kantor.views.dasar import ambil, tambah_galat
from kantor.views.umum import untuk_umum
from penilaian.forms.inovasi import FormSuara
from penilaian.models import Inovasi, KeadaanInovasi
from penilaian.queries.inovasi import cari_katalog, katalog, pilihan_klaster, pilihan_unit
from penilaian.queries.tindak_lanjut import Suara, suara_untuk
from penilaian.services.inovasi import suarakan
from peserta.views.publik.gelombang import wajah_penyelenggara

PER_HALAMAN = 24
TANDA, TANDA_UMUR = "warga", 365 * 24 * 3600


class SaringInovasi(forms.Form):
    """Words, klaster, kelurahan."""

    q = forms.CharField(
        label="Cari inovasi",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "Misalnya: arsip, lansia, KTP"}),
    )
    klaster = forms.ChoiceField(label="Klaster", required=False)
    unit = forms.ChoiceField(label="Kelurahan atau unit", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        klaster: Any = self.fields["klaster"]
        klaster.choices = [("", "Semua klaster"), *((nama, f"{nama} ({n})") for nama, n in pilihan_klaster())]
        unit: Any = self.fields["unit"]
        unit.choices = [("", "Semua"), *pilihan_unit()]


@require_safe
@untuk_umum
def daftar(request: HttpRequest) -> HttpResponse:
    """Every published innovation, narrowed by words, klaster and kelurahan."""
    form = SaringInovasi(request.GET)
    form.is_valid()
    rapi = form.cleaned_data
    kata, klaster, unit = rapi.get("q", ""), rapi.get("klaster", ""), rapi.get("unit", "")
    semua = cari_katalog(kata=kata, klaster=klaster, unit=unit)
    halaman = potong(semua, urutan=("-diterbitkan", "pk"), tanda=request.GET.get("hal"), ukuran=PER_HALAMAN)
    isi = {
        "form": form,
        "halaman": halaman,
        "tersaring": bool(kata or klaster or unit),
        "keadaan": dict(KeadaanInovasi.choices),
    }
    return render(request, "penilaian/inovasi/daftar.html", isi)


@require_safe
@untuk_umum
def satu(request: HttpRequest, slug: str) -> HttpResponse:
    """One innovation in plain words, and the question."""
    return _tampil(request, ambil(katalog(), slug=slug), FormSuara())


@csrf_exempt  # the page is kept for strangers and holds no token; the answer is nobody's and opens nothing
@require_POST
def suara(request: HttpRequest, slug: str) -> HttpResponse:
    """Take an answer. The browser gets a random mark, so that it answers once a day."""
    inovasi = ambil(katalog(), slug=slug)
    tanda = request.COOKIES.get(TANDA, "")[:64] or secrets.token_urlsafe(24)
    form = FormSuara(request.POST)
    if form.is_valid():
        try:
            baru = suarakan(inovasi=inovasi, tanda=tanda, alamat=alamat_klien(request), **form.cleaned_data)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            tujuan = redirect("penilaian:inovasi_satu", slug)
            tujuan["Location"] += f"?terima={'baru' if baru else 'sudah'}#suara"
            tujuan.set_cookie(
                TANDA,
                tanda,
                max_age=TANDA_UMUR,
                path="/inovasi/",
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
            return tujuan
    return _tampil(request, inovasi, form, status=400)


def _tampil(request: HttpRequest, inovasi: Inovasi, form: FormSuara, *, status: int = 200) -> HttpResponse:
    g = inovasi.rencana.pendaftaran.gelombang
    isi = {
        "inovasi": inovasi,
        "keadaan": dict(KeadaanInovasi.choices).get(inovasi.keadaan or ""),
        "suara": suara_untuk([inovasi.rencana_id]).get(inovasi.rencana_id, Suara()),
        "form": form,
        "terima": request.GET.get("terima", ""),
        **wajah_penyelenggara(g),
    }
    return render(request, "penilaian/inovasi/satu.html", isi, status=status)
