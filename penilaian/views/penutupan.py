"""Closing a gelombang when everybody has an outcome, and opening it again to correct something."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from diklat.daftar import utusan
from diklat.models import Gelombang
from diklat.queries.waktu import terlalu_dini_selesai
from diklat.views.bingkai import ambil_gelombang, bingkai
from kantor.forms.pasti import BertanyaPasti
from kantor.galat import Galat
from kantor.lingkup import Hak
from kantor.views.dasar import khusus_staf, tambah_galat, terkirim
from penilaian.queries.hasil import belum_berhasil
from penilaian.queries.kelulusan import hasil_tertunda
from penilaian.services.penutupan import buka_kembali_gelombang, tutup_gelombang
from penilaian.views.hasil import TAB
from peserta.forms.alasan import FormAlasan
from peserta.queries.kehadiran import kurang_jp, rekap_kehadiran

TERBANYAK = 100


@require_http_methods(["GET", "POST"])
@khusus_staf(Hak.KERJA)
def tutup(request: HttpRequest, slug: str) -> HttpResponse:
    """Close the gelombang, or name those who still lack an outcome; a closed one is opened again with a reason."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    selesai = gelombang.status == Gelombang.Status.SELESAI
    form: forms.Form = (
        FormAlasan(terkirim(request))
        if selesai
        else BertanyaPasti(
            terkirim(request), pertanyaan=terlalu_dini_selesai(gelombang), ya="Ya, tutup gelombang"
        )
    )
    if request.method == "POST" and form.is_valid():
        lakukan = buka_kembali_gelombang if selesai else tutup_gelombang
        isian = form.cleaned_data if selesai else {"pasti": form.cleaned_data.get("pasti", False)}
        try:
            lakukan(oleh=request.user, gelombang=gelombang, **isian)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            kata = "ditutup" if utusan(gelombang) else "ditutup. Sertifikat dapat diterbitkan"
            kata = "dibuka kembali" if selesai else kata
            messages.success(request, f"Gelombang {kata}.")
            return redirect(TAB if selesai else "peserta:gelombang", slug)
    belum = [] if selesai else list(belum_berhasil(gelombang)[:TERBANYAK])
    tertunda = not selesai and hasil_tertunda(gelombang)
    perhatian = "" if selesai or belum or tertunda else kurang_jp(gelombang, rekap_kehadiran(gelombang))
    isi = bingkai(
        request,
        gelombang,
        TAB,
        form=form,
        selesai=selesai,
        belum=belum,
        perhatian=perhatian,
        tertunda=tertunda,
    )
    return render(request, "penilaian/tutup.html", isi, status=400 if form.errors else 200)
