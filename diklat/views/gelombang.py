"""Planning pages: a new gelombang, a changed one, a copied one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from diklat.forms.gelombang import FormGelombang, FormSalin
from diklat.models import Kurikulum
from diklat.services.gelombang import buat_gelombang, salin_gelombang
from diklat.views.bingkai import ambil_gelombang
from kantor.galat import Galat
from kantor.lingkup import Hak
from kantor.views.dasar import khusus_staf, tambah_galat


@khusus_staf(Hak.KERJA)
def gelombang_baru(request: HttpRequest) -> HttpResponse:
    """Plan a gelombang; without any kurikulum the page says what to make first."""
    form = FormGelombang(
        request.POST or None, pengguna=request.user, initial={"kurikulum": request.GET.get("kurikulum")}
    )
    if request.method == "POST" and form.is_valid():
        try:
            gelombang = buat_gelombang(oleh=request.user, **form.cleaned_data)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, f"{gelombang.sebutan} tersimpan sebagai draf.")
            return redirect("peserta:gelombang", gelombang.slug)
    ada = Kurikulum.objects.untuk(request.user, Hak.KERJA).exists()
    return _tampil(request, "diklat/gelombang_form.html", form, ada_kurikulum=ada)


@khusus_staf(Hak.KERJA)
def gelombang_salin(request: HttpRequest, slug: str) -> HttpResponse:
    """The next gelombang of the same kind: quotas, conditions and sessions moved to the new dates."""
    pola = ambil_gelombang(request, slug, Hak.KERJA)
    form = FormSalin(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            gelombang, catatan = salin_gelombang(oleh=request.user, gelombang=pola, **form.cleaned_data)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, f"{gelombang.sebutan} dibuat dari {pola.sebutan}. Periksa tanggalnya.")
            for kalimat in catatan:
                messages.warning(request, kalimat)
            return redirect("peserta:gelombang", gelombang.slug)
    return _tampil(request, "diklat/gelombang_salin.html", form, gelombang=pola)


def _tampil(request: HttpRequest, templat: str, form: Any, **lain: Any) -> HttpResponse:
    return render(request, templat, {"form": form, **lain}, status=400 if form.errors else 200)
