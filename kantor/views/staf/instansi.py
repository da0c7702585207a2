"""The own office: identity, look, papers, the names it has had, who signs, who retires when."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kantor.forms.instansi import FormInstansi, FormLambang, FormNamaLembaga, FormPejabat, FormUsiaPensiun
from kantor.galat import Galat
from kantor.lingkup import Hak
from kantor.models import Instansi, NamaLembaga, Pejabat, UsiaPensiun
from kantor.services.instansi import (
    hapus_masa,
    lepas_lambang,
    pasang_lambang,
    simpan_nama_lembaga,
    simpan_pejabat,
    simpan_usia_pensiun,
    ubah_instansi,
    warna_terbaca,
)
from kantor.views.dasar import ambil, khusus_staf, tambah_galat
from kantor.views.staf.alat import boleh, instansi_dipilih, instansi_pilihan

GET_POST = ["GET", "HEAD", "POST"]


@require_safe
@khusus_staf()
def kantor(request: HttpRequest) -> HttpResponse:
    """Everything on one page; whoever manages the office finds the ways to change it."""
    instansi = instansi_dipilih(request)
    hari_ini = timezone.localdate()
    isi = {
        "instansi": instansi,
        "instansi_aktif": instansi,
        "instansi_lain": [i for i in instansi_pilihan(request) if i != instansi],
        "warna_baik": warna_terbaca(instansi.warna_utama)[0],
        "warna_dipakai": warna_terbaca(instansi.warna_utama)[1],
        "lembaga": [(n, _berlaku(n, hari_ini)) for n in instansi.nama_lembaga.order_by("-berlaku_mulai")],
        "pejabat": [(p, _berlaku(p, hari_ini)) for p in instansi.pejabat.order_by("-berlaku_mulai", "pk")],
        "usia_pensiun": [(u, _berlaku(u, hari_ini)) for u in instansi.usia_pensiun.all()],
        "form_lambang": FormLambang(),
        "boleh_kelola": boleh(request, Hak.KELOLA, instansi),
    }
    return render(request, "kantor/staf/instansi.html", isi)


@require_http_methods(GET_POST)
@khusus_staf(Hak.KELOLA)
def ubah(request: HttpRequest, kode: str) -> HttpResponse:
    """Identity, kop, look and papers."""
    instansi = _ambil(request, kode)
    form = FormInstansi(request.POST or None, instance=instansi)
    if request.method == "POST" and form.is_valid():
        try:
            baru = ubah_instansi(oleh=request.user, instansi=instansi, **form.cleaned_data)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, "Data kantor tersimpan.")
            terbaca, dipakai = warna_terbaca(baru.warna_utama)
            if not terbaca:
                messages.warning(
                    request,
                    f"Warna utama {baru.warna_utama} terlalu terang untuk tulisan; halaman memakai {dipakai}.",
                )
            return redirect(_alamat(instansi))
    isi = {"form": form, "instansi": instansi, "judul": "Ubah data kantor"}
    return render(request, "kantor/staf/instansi_form.html", isi, status=400 if form.errors else 200)


@require_POST
@khusus_staf(Hak.KELOLA)
def lambang(request: HttpRequest, kode: str) -> HttpResponse:
    """Put the lambang on, or take it off."""
    instansi = _ambil(request, kode)
    if "lepas" in request.POST:
        lepas_lambang(oleh=request.user, instansi=instansi)
        messages.success(request, "Lambang dilepas; halaman memakai perisai bawaan.")
        return redirect(_alamat(instansi))
    form = FormLambang(request.POST, request.FILES)
    if form.is_valid():
        berkas = form.cleaned_data["lambang"]
        try:
            pasang_lambang(oleh=request.user, instansi=instansi, isi=berkas.read(), nama=berkas.name)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, "Lambang terpasang pada halaman dan cetakan berikutnya.")
            return redirect(_alamat(instansi))
    isi = {"form": form, "instansi": instansi, "judul": "Pasang lambang", "berkas": True}
    return render(request, "kantor/staf/masa_form.html", isi, status=400)


@require_http_methods(GET_POST)
@khusus_staf(Hak.KELOLA)
def lembaga(request: HttpRequest, kode: str, pk: int | None = None) -> HttpResponse:
    """One name of the office with its period."""
    instansi = _ambil(request, kode)
    baris = ambil(instansi.nama_lembaga.all(), pk=pk) if pk else None
    form = FormNamaLembaga(request.POST or None, baris=baris)
    judul = "Ubah nama lembaga" if baris else "Nama lembaga baru"
    kalimat = "" if baris else "Nama yang sekarang berlaku berakhir sehari sebelumnya."
    return _masa(request, instansi, form, baris, simpan_nama_lembaga, judul=judul, kalimat=kalimat)


@require_http_methods(GET_POST)
@khusus_staf(Hak.KELOLA)
def pejabat(request: HttpRequest, kode: str, pk: int | None = None) -> HttpResponse:
    """Somebody who signs, with the period."""
    instansi = _ambil(request, kode)
    baris = ambil(instansi.pejabat.all(), pk=pk) if pk else None
    form = FormPejabat(request.POST or None, baris=baris)
    judul = "Ubah penanda tangan" if baris else "Penanda tangan baru"
    return _masa(request, instansi, form, baris, simpan_pejabat, judul=judul, kalimat="")


@require_http_methods(GET_POST)
@khusus_staf(Hak.KELOLA)
def usia_pensiun(request: HttpRequest, kode: str, pk: int | None = None) -> HttpResponse:
    """At which age who retires, from when on."""
    instansi = _ambil(request, kode)
    baris = ambil(instansi.usia_pensiun.all(), pk=pk) if pk else None
    form = FormUsiaPensiun(request.POST or None, baris=baris)
    judul = "Ubah batas usia pensiun" if baris else "Batas usia pensiun baru"
    kalimat = "" if baris else "Batas yang sekarang berlaku untuk jabatan itu berakhir sehari sebelumnya."
    return _masa(request, instansi, form, baris, simpan_usia_pensiun, judul=judul, kalimat=kalimat)


def _masa(
    request: HttpRequest,
    instansi: Instansi,
    form: Any,
    baris: NamaLembaga | Pejabat | UsiaPensiun | None,
    simpan: Callable[..., Any],
    **kata: str,
) -> HttpResponse:
    if request.method == "POST" and baris is not None and "hapus" in request.POST:
        hapus_masa(oleh=request.user, baris=baris)
        messages.success(request, "Data dihapus.")
        return redirect(_alamat(instansi))
    if request.method == "POST" and form.is_valid():
        try:
            hasil = simpan(oleh=request.user, instansi=instansi, baris=baris, **form.cleaned_data)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, f"{hasil} tersimpan.")
            return redirect(_alamat(instansi))
    isi = {"form": form, "instansi": instansi, "baris": baris, **kata}
    return render(request, "kantor/staf/masa_form.html", isi, status=400 if form.errors else 200)


def _ambil(request: HttpRequest, kode: str) -> Instansi:
    return ambil(Instansi.objects.untuk(request.user, Hak.KELOLA), kode=kode)


def _alamat(instansi: Instansi) -> str:
    return f"{reverse('instansi')}?instansi={instansi.kode}"


def _berlaku(baris: Any, hari: Any) -> bool:
    return baris.berlaku_mulai <= hari and (baris.berlaku_sampai is None or baris.berlaku_sampai >= hari)
