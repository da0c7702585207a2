"""The components of a version of a program: the form until a gelombang has used it, then what it says."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from diklat.models import Kurikulum
from kantor.galat import Galat
from kantor.lingkup import Hak
from kantor.views.dasar import ambil, khusus_staf, tambah_galat, terkirim
from penilaian.forms.kelulusan import FormAturan, daftar_komponen
from penilaian.models import AturanKelulusan, Komponen
from penilaian.queries.kelulusan import aturan_kelulusan
from penilaian.services.aturan_kelulusan import atur_kelulusan

HALAMAN = "penilaian:aturan_kelulusan"


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_staf()
def halaman(request: HttpRequest, pk: int) -> HttpResponse:
    """One version: what counts with which weight, the pass mark, the bands."""
    hak = Hak.KERJA if request.method == "POST" else Hak.LIHAT
    satu = ambil(Kurikulum.objects.untuk(request.user, hak).select_related("program__instansi"), pk=pk)
    aturan = aturan_kelulusan(satu.pk)
    boleh_kerja = satu.program.instansi_id in request.user.instansi_dengan(Hak.KERJA)
    konteks = {"kurikulum": satu, "aturan": aturan, "boleh_kerja": boleh_kerja}
    if aturan:
        konteks["komponen"] = [(b, Komponen.Sumber(b.sumber).label) for b in aturan.bagian]
        konteks["di_bawah"] = AturanKelulusan.DiBawah(aturan.di_bawah).label
    if satu.beku or not boleh_kerja:
        if request.method == "POST":
            messages.error(request, "Versi ini sudah dipakai gelombang. Salin kurikulumnya untuk mengubah.")
            return redirect(HALAMAN, pk)
        return render(request, "penilaian/kelulusan/aturan.html", konteks)
    form = FormAturan(terkirim(request), initial=FormAturan.awal(aturan))
    daftar = daftar_komponen(terkirim(request), aturan)
    if request.method == "POST" and form.is_valid() & daftar.is_valid():
        komponen = [k for f in daftar if (k := f.isi())]
        try:
            atur_kelulusan(oleh=request.user, kurikulum=satu, komponen=komponen, **form.cleaned_data)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            kata = "Komponen nilai tersimpan." if komponen else "Kelulusan ditentukan dari kehadiran saja."
            messages.success(request, kata)
            return redirect(HALAMAN, pk)
    salah = bool(form.errors or (daftar.is_bound and not daftar.is_valid()))
    konteks |= {"form": form, "daftar": daftar, "salah": salah}
    return render(request, "penilaian/kelulusan/aturan.html", konteks, status=400 if salah else 200)
