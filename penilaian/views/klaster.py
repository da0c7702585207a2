"""/admin/klaster/: the list of klaster, in the office's own order."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kantor.galat import Galat
from kantor.lingkup import Hak
from kantor.views.dasar import ambil, khusus_staf, tambah_galat, terkirim
from kantor.views.staf.alat import instansi_dipilih
from penilaian.forms.mentor import FormKlaster
from penilaian.models import Klaster
from penilaian.services.klaster import tambah_klaster, ubah_klaster

DAFTAR = "penilaian:klaster"


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_staf()
def daftar(request: HttpRequest) -> HttpResponse:
    """All klaster of the own office, and the form for a new one."""
    boleh = bool(request.user.instansi_dengan(Hak.KERJA))
    if request.method == "POST" and not boleh:
        raise Http404
    form = FormKlaster(terkirim(request))
    if request.method == "POST" and form.is_valid():
        try:
            baru = tambah_klaster(
                oleh=request.user, instansi=instansi_dipilih(request, Hak.KERJA), **form.cleaned_data
            )
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, f"Klaster {baru} ditambahkan.")
            return redirect(DAFTAR)
    baris = Klaster.objects.untuk(request.user, Hak.LIHAT).annotate(banyak=Count("rencana"))
    isi = {"klaster": baris, "form": form, "boleh_kerja": boleh}
    return render(request, "penilaian/rencana/klaster.html", isi, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_staf(Hak.KERJA)
def ubah(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename a klaster, move it, put it aside."""
    klaster = ambil(Klaster.objects.untuk(request.user, Hak.KERJA), pk=pk)
    form = FormKlaster(terkirim(request), instance=klaster)
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data | {"urutan": form.cleaned_data.get("urutan") or 0}
        try:
            ubah_klaster(oleh=request.user, klaster=klaster, **isi)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, "Klaster tersimpan.")
            return redirect(DAFTAR)
    isi = {"klaster": klaster, "form": form}
    return render(request, "penilaian/rencana/klaster_ubah.html", isi, status=400 if form.errors else 200)
