"""Rooms of the office: the list, one of them, the two forms."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef, QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from diklat.forms.narasumber import FormRuang, SaringDaftar
from diklat.models import Ruang, Sesi
from diklat.queries.narasumber import URUTAN_RUANG, riwayat_ruang, ruang_staf
from diklat.services.narasumber import catat_ruang
from diklat.views.narasumber import GET_POST
from kantor.galat import Galat
from kantor.lib.excel import Kolom, Lembar
from kantor.lingkup import Hak
from kantor.queries.potongan import potong
from kantor.queries.telusur import telusuri
from kantor.views.dasar import ambil, khusus_staf, tambah_galat, terkirim
from kantor.views.staf.alat import instansi_dipilih
from kantor.views.unduh import jawab_excel

MENDATANG = 30
KOLOM = [
    Kolom("Ruang", lebar=36),
    Kolom("Gedung atau alamat", lebar=44),
    Kolom("Kapasitas", "bulat", 12),
    Kolom("Sesi", "bulat"),
    Kolom("Keadaan", lebar=14),
]


@require_safe
@khusus_staf()
def daftar(request: HttpRequest) -> HttpResponse:
    """The rooms by building."""
    saring, baris = _saring(request)
    isi = {
        "saring": saring,
        "tersaring": any(saring.cleaned_data.values()),
        "halaman": potong(baris, urutan=URUTAN_RUANG, tanda=request.GET.get("hal")),
        "boleh_kerja": bool(request.user.instansi_dengan(Hak.KERJA)),
    }
    return render(request, "diklat/ruang.html", isi)


@require_safe
@khusus_staf()
def excel(request: HttpRequest) -> FileResponse:
    """The same list as Excel."""
    _, baris = _saring(request)
    isi = (
        (r.nama, r.gedung, r.kapasitas, r.banyak_sesi, "Aktif" if r.aktif else "Tidak aktif")
        for r in telusuri(baris, urutan=URUTAN_RUANG)
    )
    return jawab_excel("Daftar ruang", Lembar("Ruang", KOLOM, isi, judul=("DAFTAR RUANG",), bernomor=True))


@require_safe
@khusus_staf()
def satu(request: HttpRequest, pk: int) -> HttpResponse:
    """One room: what takes place there from now on, history. Of what the account may not see, only when it is taken."""
    ruang = _ambil(request, pk)
    sesi = ruang.sesi.filter(batal=False, selesai__gte=timezone.now())
    terlihat = Exists(Sesi.objects.untuk(request.user, Hak.LIHAT).filter(pk=OuterRef("pk")))
    isi = {
        "ruang": ruang,
        "boleh_kerja": ruang.instansi_id in request.user.instansi_dengan(Hak.KERJA),
        "sesi": sesi.annotate(terlihat=terlihat)
        .select_related("gelombang__kurikulum__program", "gelombang__instansi")
        .order_by("mulai", "pk")[:MENDATANG],
        "riwayat": riwayat_ruang(ruang),
    }
    return render(request, "diklat/ruang_satu.html", isi)


@require_http_methods(GET_POST)
@khusus_staf(Hak.KERJA)
def baru(request: HttpRequest) -> HttpResponse:
    """A new room."""
    return _form(request, FormRuang(terkirim(request)), instansi=instansi_dipilih(request, Hak.KERJA))


@require_http_methods(GET_POST)
@khusus_staf(Hak.KERJA)
def ubah(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a room."""
    ruang = _ambil(request, pk, Hak.KERJA)
    return _form(request, FormRuang(terkirim(request), instance=ruang), instansi=ruang.instansi, ruang=ruang)


def _form(request: HttpRequest, form: FormRuang, **tentang: Any) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            ruang = catat_ruang(oleh=request.user, **tentang, **form.cleaned_data)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, f"{ruang} tersimpan.")
            return redirect("diklat:ruang")
    isi = {"form": form, "ruang": tentang.get("ruang")}
    return render(request, "diklat/ruang_form.html", isi, status=400 if form.errors else 200)


def _saring(request: HttpRequest) -> tuple[SaringDaftar, QuerySet[Ruang]]:
    form = SaringDaftar(request.GET)
    form.is_valid()
    pilih = {k: v for k, v in form.cleaned_data.items() if v}
    return form, ruang_staf(request.user.instansi_dengan(Hak.LIHAT), **pilih)


def _ambil(request: HttpRequest, pk: int, hak: Hak = Hak.LIHAT) -> Ruang:
    return ambil(Ruang.objects.untuk(request.user, hak).select_related("instansi"), pk=pk)
