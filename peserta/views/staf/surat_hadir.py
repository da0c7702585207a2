"""The page that attaches a letter to somebody's absence in a session."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from diklat.models import Sesi
from diklat.views.bingkai import ambil_gelombang, bingkai
from kantor.galat import Galat
from kantor.lingkup import Hak
from kantor.views.dasar import ambil, khusus_staf, tambah_galat, terkirim
from peserta.forms.pindai import SuratHadirForm
from peserta.models import Kehadiran
from peserta.services.surat_hadir import BERSURAT, lampirkan_surat
from peserta.views.staf.alat import ambil_pendaftaran

TAB = "peserta:gelombang_presensi"


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_staf(Hak.KERJA)
def surat(request: HttpRequest, slug: str, pk: int, nomor: str) -> HttpResponse:
    """A PDF or a picture, for this session or for all of the same absence; then back to the sheet."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    sesi = ambil(
        Sesi.objects.filter(gelombang=gelombang).select_related("gelombang__instansi", "terbitan"), pk=pk
    )
    p = ambil_pendaftaran(request, gelombang, nomor, Hak.KERJA)
    form = SuratHadirForm(terkirim(request), request.FILES or None)
    if form.is_bound and form.is_valid():
        isi = form.cleaned_data["berkas"]
        try:
            banyak = lampirkan_surat(
                oleh=request.user,  # type: ignore[arg-type]
                sesi=sesi,
                pendaftaran=p,
                isi=isi,
                nama=isi.name,
                semua=form.cleaned_data["semua"],
            )
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, f"Surat {p.nama_lengkap} dilampirkan pada {banyak} sesi.")
            return redirect("peserta:presensi_sesi", slug, pk)
    catatan = Kehadiran.objects.filter(sesi=sesi, pendaftaran=p, kode__in=BERSURAT).select_related("surat")
    isi_halaman = bingkai(request, gelombang, TAB, sesi=sesi, p=p, form=form, catatan=catatan.first())
    return render(request, "peserta/staf/surat_hadir.html", isi_halaman, status=400 if form.errors else 200)
