"""Badges of a gelombang: printed together, replaced one by one; and what the QR of a badge shows to a stranger."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from diklat.views.bingkai import ambil_gelombang, bingkai
from kantor.galat import Galat
from kantor.lingkup import Hak
from kantor.queries.potongan import potong
from kantor.views.dasar import khusus_staf, tertutup
from peserta.queries.pindai import kartu_gelombang
from peserta.services.cetak_kartu import JENIS_KARTU, cetak_kartu
from peserta.services.kartu import ganti_kartu
from peserta.views.staf.alat import ambil_pendaftaran, proses_gelombang

TAB = "peserta:gelombang_registrasi"
URUTAN = ("pendaftaran__nama_kunci", "pk")  # who has no NDH yet stands among the others


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_staf()
def kartu_tanda_peserta(request: HttpRequest, slug: str) -> HttpResponse:
    """Who has a badge; POST prints all of them."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA if request.method == "POST" else Hak.LIHAT)
    if request.method == "POST":
        try:
            cetak_kartu(oleh=request.user, gelombang=gelombang)  # type: ignore[arg-type]
        except Galat as galat:
            messages.error(request, galat.pesan)
        return redirect("peserta:gelombang_kartu", slug)
    halaman = potong(
        kartu_gelombang(gelombang).order_by(), urutan=URUTAN, tanda=request.GET.get("hal"), ukuran=100
    )
    isi = bingkai(
        request,
        gelombang,
        TAB,
        halaman=halaman,
        proses=proses_gelombang(request, gelombang, JENIS_KARTU, hanya_hidup=False)[:3],
    )
    return render(request, "peserta/staf/kartu.html", isi)


@require_POST
@khusus_staf(Hak.KERJA)
def ganti(request: HttpRequest, slug: str, nomor: str) -> HttpResponse:
    """The lost badge is revoked, another one printed."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    p = ambil_pendaftaran(request, gelombang, nomor, Hak.KERJA)
    try:
        baru = ganti_kartu(oleh=request.user, pendaftaran=p, alasan=request.POST.get("alasan", ""))  # type: ignore[arg-type]
        cetak_kartu(oleh=request.user, gelombang=gelombang, kartu=[baru])  # type: ignore[arg-type]
    except Galat as galat:
        messages.error(request, galat.pesan)
    else:
        messages.success(
            request, f"Kartu lama {p.nama_lengkap} tidak berlaku lagi; kartu baru sedang dicetak."
        )
    return redirect("peserta:gelombang_kartu", slug)


@require_safe
def kartu(request: HttpRequest, kode: str) -> HttpResponse:
    """Somebody's camera read a badge: the same words for every code, for they tell nothing of anybody."""
    return tertutup(render(request, "peserta/publik/kartu.html"))
