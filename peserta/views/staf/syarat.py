"""Which files are asked for and when each is due: added, changed, no longer asked for."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from diklat.models import Gelombang, SyaratBerkas
from diklat.services.gelombang import atur_syarat
from diklat.services.syarat import hapus_syarat, ubah_syarat
from diklat.views.bingkai import ambil_gelombang, bingkai
from kantor.galat import Galat
from kantor.lingkup import Hak
from kantor.views.dasar import ambil, khusus_staf, tambah_galat, terkirim


class FormSyarat(forms.Form):
    """A file that is asked for."""

    nama = forms.CharField(label="Nama berkas", max_length=100, help_text="Misalnya: Surat tugas")
    kapan = forms.ChoiceField(label="Diserahkan", choices=SyaratBerkas.Kapan.choices)
    wajib = forms.BooleanField(label="Wajib", required=False, initial=True)
    penjelasan = forms.CharField(label="Penjelasan", max_length=200, required=False)


@khusus_staf(Hak.KERJA)
def syarat_gelombang(request: HttpRequest, slug: str) -> HttpResponse:
    """The list, and a form for one more."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    form = FormSyarat(terkirim(request))
    if request.method == "POST" and form.is_valid():
        try:
            atur_syarat(oleh=request.user, gelombang=gelombang, **form.cleaned_data)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, "Syarat berkas tersimpan.")
            return redirect("peserta:gelombang_syarat", slug)
    return _tampil(request, gelombang, form)


@khusus_staf(Hak.KERJA)
def syarat_ubah(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change one."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    syarat = ambil(gelombang.syarat.all(), pk=pk)
    awal = {nama: getattr(syarat, nama) for nama in FormSyarat.base_fields}
    form = FormSyarat(terkirim(request), initial=awal)
    if request.method == "POST" and form.is_valid():
        try:
            ubah_syarat(oleh=request.user, syarat=syarat, **form.cleaned_data)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, "Syarat berkas tersimpan.")
            return redirect("peserta:gelombang_syarat", slug)
    return _tampil(request, gelombang, form, syarat)


@khusus_staf(Hak.KERJA)
def syarat_hapus(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask once, then no longer ask for it."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    syarat = ambil(gelombang.syarat.all(), pk=pk)
    if request.method == "POST":
        try:
            hapus_syarat(oleh=request.user, syarat=syarat)
        except Galat as galat:
            messages.error(request, galat.pesan)
        else:
            messages.success(request, f"“{syarat.nama}” tidak diminta lagi.")
        return redirect("peserta:gelombang_syarat", slug)
    isi = bingkai(request, gelombang, "peserta:gelombang", satu=syarat)
    return render(request, "peserta/staf/syarat_hapus.html", isi)


def _tampil(
    request: HttpRequest, gelombang: Gelombang, form: FormSyarat, diubah: SyaratBerkas | None = None
) -> HttpResponse:
    isi = bingkai(
        request, gelombang, "peserta:gelombang", form=form, syarat=gelombang.syarat.all(), diubah=diubah
    )
    return render(request, "peserta/staf/gelombang_syarat.html", isi, status=400 if form.errors else 200)
