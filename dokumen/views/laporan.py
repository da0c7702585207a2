"""The tab Laporan: made by the worker, as PDF with its tables as Excel."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from diklat.models import Gelombang
from diklat.views.bingkai import ambil_gelombang, bingkai
from dokumen.services.laporan import JENIS_LAPORAN, buat_laporan
from kantor.galat import Galat
from kantor.lingkup import Hak
from kantor.views.dasar import khusus_staf
from peserta.views.staf.alat import proses_gelombang

TAB = "dokumen:gelombang_laporan"
TERBANYAK = 20


@require_http_methods(["GET", "POST"])
@khusus_staf()
def halaman_laporan(request: HttpRequest, slug: str) -> HttpResponse:
    """The reports made so far; one button makes a new one."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA if request.method == "POST" else Hak.LIHAT)
    if request.method == "POST":
        try:
            buat_laporan(oleh=request.user, gelombang=gelombang)
        except Galat as galat:
            messages.error(request, galat.pesan)
        else:
            messages.success(request, "Laporan sedang disusun. Halaman ini boleh ditutup.")
        return redirect(TAB, slug)
    laporan = gelombang.laporan.select_related("pdf", "excel", "dibuat_oleh").order_by("-pk")
    isi = bingkai(
        request,
        gelombang,
        TAB,
        laporan=laporan[:TERBANYAK],
        proses=[
            satu
            for satu in proses_gelombang(request, gelombang, JENIS_LAPORAN, hanya_hidup=False)[:1]
            if satu["proses"].status != "selesai"
        ],
        dapat_dibuat=gelombang.status in (Gelombang.Status.BERLANGSUNG, Gelombang.Status.SELESAI),
    )
    return render(request, "dokumen/laporan.html", isi)
