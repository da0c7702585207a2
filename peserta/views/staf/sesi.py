"""Sessions laid out at once, added, changed, taken away."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from diklat.forms.sesi import FormSesi, FormSusun
from diklat.models import Sesi
from diklat.services.sesi import susun_sesi_sederhana, tambah_sesi, ubah_sesi
from diklat.views.bingkai import ambil_gelombang, bingkai
from kantor.galat import Galat
from kantor.lingkup import Hak
from kantor.views.dasar import ambil, khusus_staf, tambah_galat, terkirim
from peserta.services.sesi import hapus_sesi
from peserta.views.staf.presensi import TAB


@require_POST
@khusus_staf(Hak.KERJA)
def susun(request: HttpRequest, slug: str) -> HttpResponse:
    """Lay all modules over the days of the gelombang."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    form = FormSusun(request.POST)
    if not form.is_valid():
        messages.error(request, "Isi jam mulai, misalnya 08.00.")
        return redirect(TAB, slug)
    try:
        sesi = susun_sesi_sederhana(oleh=request.user, gelombang=gelombang, **form.cleaned_data)
    except Galat as galat:
        messages.error(request, galat.pesan)
    else:
        messages.success(request, f"{len(sesi)} sesi disusun dari kurikulum. Periksa dan ubah bila perlu.")
    return redirect(TAB, slug)


@require_http_methods(["GET", "POST"])
@khusus_staf(Hak.KERJA)
def sesi_baru(request: HttpRequest, slug: str) -> HttpResponse:
    """Add one session."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    form = FormSesi(terkirim(request), gelombang=gelombang)
    if request.method == "POST" and form.is_valid():
        try:
            tambah_sesi(oleh=request.user, gelombang=gelombang, **form.isi())
        except Galat as galat:
            _galat(form, galat)
        else:
            messages.success(request, "Sesi ditambahkan.")
            return redirect(TAB, slug)
    isi = bingkai(request, gelombang, TAB, form=form, judul_form="Sesi baru", tombol="Tambah sesi")
    return render(request, "peserta/staf/sesi_form.html", isi, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@khusus_staf(Hak.KERJA)
def sesi_ubah(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change a session, or take it out of the count."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    sesi = ambil(Sesi.objects.filter(gelombang=gelombang).select_related("gelombang__instansi"), pk=pk)
    form = FormSesi(terkirim(request), gelombang=gelombang, sesi=sesi)
    if request.method == "POST" and form.is_valid():
        try:
            ubah_sesi(oleh=request.user, sesi=sesi, **form.isi())
        except Galat as galat:
            _galat(form, galat)
        else:
            messages.success(request, "Sesi diubah.")
            return redirect(TAB, slug)
    isi = bingkai(
        request,
        gelombang,
        TAB,
        form=form,
        sesi=sesi,
        tercatat=sesi.kehadiran.count(),
        judul_form=f"Ubah {sesi.judul}",
        tombol="Simpan perubahan",
    )
    return render(request, "peserta/staf/sesi_form.html", isi, status=400 if form.errors else 200)


@require_POST
@khusus_staf(Hak.KERJA)
def sesi_hapus(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a session away that was planned by mistake."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    sesi = ambil(Sesi.objects.filter(gelombang=gelombang).select_related("gelombang__instansi"), pk=pk)
    try:
        hapus_sesi(oleh=request.user, sesi=sesi)
    except Galat as galat:
        messages.error(request, galat.pesan)
    else:
        messages.success(request, f"Sesi “{sesi.judul}” dihapus.")
    return redirect(TAB, slug)


def _galat(form: FormSesi, galat: Galat) -> None:
    """The service speaks of mulai and selesai; the form asks for a day and two times."""
    nama = {"mulai": "hari", "selesai": "jam_selesai"}
    galat.rincian = {nama.get(k, k): v for k, v in galat.rincian.items()}
    tambah_galat(form, galat)
