"""One session of a timetable: added, changed, swapped, cancelled, deleted; its bahan tayang."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from diklat.forms.jadwal import FormBahan, FormSesi
from diklat.models import BahanTayang, Gelombang, Sesi
from diklat.queries.jadwal import PENGAJAR, banding
from diklat.queries.papan import keadaan
from diklat.services.bahan import tambah_bahan, tarik_bahan
from diklat.services.sesi import RencanaSesi, batalkan_sesi, hapus_sesi, tambah_sesi, tukar_sesi, ubah_sesi
from diklat.views.bingkai import ambil_gelombang, bingkai
from diklat.views.jadwal import GET_POST, TAB, dapat_diubah
from kantor.galat import Galat
from kantor.lingkup import Hak
from kantor.views.dasar import ambil, khusus_staf, tambah_galat, terkirim

# The service speaks of mulai, selesai and narasumber; the form asks for a day, two times, one narasumber a field.
BIDANG_FORM = {"mulai": "hari", "selesai": "jam_selesai", "narasumber": "narasumber_1"}


@require_http_methods(GET_POST)
@khusus_staf(Hak.KERJA)
def sesi_baru(request: HttpRequest, slug: str) -> HttpResponse:
    """Add one session."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    awal = {"hari": request.GET.get("hari") or gelombang.mulai.isoformat()}
    form = FormSesi(terkirim(request), gelombang=gelombang, initial=awal)
    if request.method == "POST" and form.is_valid():
        try:
            tambah_sesi(oleh=request.user, gelombang=gelombang, rencana=RencanaSesi(**form.isi()))
        except Galat as galat:
            _galat(form, galat)
        else:
            messages.success(request, "Sesi ditambahkan sebagai draf.")
            return redirect(TAB, slug)
    isi = bingkai(request, gelombang, TAB, form=form)
    return render(request, "diklat/sesi.html", isi, status=400 if form.errors else 200)


@require_http_methods(GET_POST)
@khusus_staf(Hak.KERJA)
def sesi_ubah(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change a session; beside it what else can be done with it, and its bahan tayang."""
    gelombang, sesi = _ambil(request, slug, pk)
    form = FormSesi(terkirim(request), gelombang=gelombang, sesi=sesi)
    if request.method == "POST" and form.is_valid():
        try:
            ubah_sesi(oleh=request.user, sesi=sesi, **form.isi())
        except Galat as galat:
            _galat(form, galat)
        else:
            terbit = hasattr(sesi, "terbitan")
            messages.success(
                request, f"Sesi diubah.{' Terbitkan jadwal agar perubahannya tampil.' if terbit else ''}"
            )
            return redirect(TAB, slug)
    return _tampil(request, gelombang, sesi, form)


@require_POST
@khusus_staf(Hak.KERJA)
def sesi_tukar(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Let two sessions change places."""
    gelombang, sesi = _ambil(request, slug, pk)
    dengan = request.POST.get("dengan", "")
    lain = _sesi(gelombang).filter(pk=dengan if dengan.isdecimal() and len(dengan) < 19 else 0).first()
    if lain is None:
        messages.error(request, "Pilih sesi yang bertukar tempat.")
        return redirect(TAB, slug)
    kalimat = f"“{sesi.judul}” dan “{lain.judul}” bertukar tempat."
    return _kerjakan(request, slug, lambda: tukar_sesi(oleh=request.user, satu=sesi, dua=lain), kalimat)


@require_POST
@khusus_staf(Hak.KERJA)
def sesi_batal(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Cancel a session that people may know of."""
    _, sesi = _ambil(request, slug, pk)
    kalimat = f"“{sesi.judul}” dibatalkan. Terbitkan jadwal agar pembatalannya diketahui."
    return _kerjakan(request, slug, lambda: batalkan_sesi(oleh=request.user, sesi=sesi), kalimat)


@require_POST
@khusus_staf(Hak.KERJA)
def sesi_hapus(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Delete a draft."""
    _, sesi = _ambil(request, slug, pk)
    return _kerjakan(
        request, slug, lambda: hapus_sesi(oleh=request.user, sesi=sesi), f"Draf “{sesi.judul}” dihapus."
    )


@require_POST
@khusus_staf(Hak.KERJA)
def sesi_bahan(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Put a file to a session."""
    gelombang, sesi = _ambil(request, slug, pk)
    form = FormBahan(request.POST, request.FILES)
    if form.is_valid():
        berkas = form.cleaned_data["berkas"]
        try:
            tambah_bahan(
                oleh=request.user, sesi=sesi, judul=form.cleaned_data["judul"], isi=berkas, nama=berkas.name
            )
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, "Bahan tayang tersimpan.")
            return redirect("diklat:sesi_ubah", slug, pk)
    return _tampil(request, gelombang, sesi, FormSesi(gelombang=gelombang, sesi=sesi), form_bahan=form)


@require_POST
@khusus_staf(Hak.KERJA)
def bahan_tarik(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Withdraw a file."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    milik = BahanTayang.objects.filter(sesi__gelombang=gelombang).select_related("sesi", "berkas")
    bahan = ambil(milik, pk=pk)
    try:
        tarik_bahan(oleh=request.user, bahan=bahan)
    except Galat as galat:
        messages.error(request, galat.pesan)
    else:
        messages.success(request, f"“{bahan.judul}” ditarik.")
    return redirect("diklat:sesi_ubah", slug, bahan.sesi_id)


def _sesi(gelombang: Gelombang) -> Any:
    return (
        Sesi.objects.filter(gelombang=gelombang)
        .select_related("gelombang__instansi", "modul", "ruang", "kunjungan", "terbitan")
        .prefetch_related(PENGAJAR)
    )


def _ambil(request: HttpRequest, slug: str, pk: int) -> tuple[Gelombang, Sesi]:
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    return gelombang, ambil(_sesi(gelombang), pk=pk)


def _tampil(
    request: HttpRequest,
    gelombang: Gelombang,
    sesi: Sesi,
    form: FormSesi,
    form_bahan: FormBahan | None = None,
) -> HttpResponse:
    lain = gelombang.sesi.filter(batal=False).exclude(pk=sesi.pk).order_by("mulai", "pk")
    isi = bingkai(
        request,
        gelombang,
        TAB,
        form=form,
        sesi=sesi,
        terbitan=getattr(sesi, "terbitan", None),
        keadaan=keadaan(gelombang, sesi, banding(sesi, gelombang.instansi.zona_waktu)),
        lain=[] if sesi.batal else lain,
        bahan=sesi.bahan.select_related("berkas", "narasumber"),
        form_bahan=form_bahan or FormBahan(),
        dapat_diubah=dapat_diubah(gelombang),
    )
    salah = form.errors or (form_bahan and form_bahan.errors)
    return render(request, "diklat/sesi.html", isi, status=400 if salah else 200)


def _kerjakan(request: HttpRequest, slug: str, tindakan: Callable[[], Any], kalimat: str) -> HttpResponse:
    try:
        tindakan()
    except Galat as galat:
        messages.error(request, galat.pesan)
    else:
        messages.success(request, kalimat)
    return redirect(TAB, slug)


def _galat(form: FormSesi, galat: Galat) -> None:
    galat.rincian = {BIDANG_FORM.get(k, k): v for k, v in galat.rincian.items()}
    tambah_galat(form, galat)
