"""The list of cadangan in its strict order, the seats offered with their deadlines, the offers that ran out."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from diklat.models import Gelombang
from diklat.models.gelombang import BELUM_MULAI
from diklat.views.bingkai import ambil_gelombang, bingkai
from kantor.lingkup import Hak
from kantor.queries.potongan import potong
from kantor.views.dasar import khusus_staf
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import Status
from peserta.queries.cadangan import sebab_tak_ditawari, sebab_tiap_orang
from peserta.queries.kursi import dengan_posisi
from peserta.queries.ringkasan import ringkasan
from peserta.services.cadangan import tawarkan_kursi

TAB = "peserta:gelombang_cadangan"
G = Gelombang.Status
TERBANYAK = 100


@require_safe
@khusus_staf()
def daftar_cadangan(request: HttpRequest, slug: str) -> HttpResponse:
    """Who waits, in order; who has been offered a seat, until when; whose offer ran out."""
    gelombang = ambil_gelombang(request, slug)
    semua = Pendaftaran.objects.filter(gelombang=gelombang).select_related("pegawai")
    halaman = potong(
        dengan_posisi(semua.filter(status=Status.DAFTAR_TUNGGU)),
        urutan=("-prioritas", "urutan_cadangan"),
        tanda=request.GET.get("hal"),
    )
    ringkas = ringkasan(gelombang)
    sebab = sebab_tiap_orang(gelombang, halaman.baris) if ringkas.sisa and halaman.baris else {}
    for p in halaman.baris:
        p.sebab = sebab.get(p.pk, "")
    isi = bingkai(
        request,
        gelombang,
        TAB,
        halaman=halaman,
        ditawari=semua.filter(status=Status.DITAWARI).order_by("tawaran_sampai", "pk")[:TERBANYAK],
        lewat=semua.filter(status=Status.TAWARAN_LEWAT).order_by("nama_kunci", "pk")[:TERBANYAK],
        ringkas=ringkas,
        dapat_ditawarkan=bool(ringkas.sisa and ringkas.cadangan)
        and gelombang.status in (G.DIBUKA, G.DITUTUP),
        belum_mulai=gelombang.status in BELUM_MULAI,
    )
    return render(request, "peserta/staf/cadangan.html", isi)


@require_POST
@khusus_staf(Hak.KERJA)
def tawarkan(request: HttpRequest, slug: str) -> HttpResponse:
    """Offer the free seats down the list now."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    ditawari = tawarkan_kursi(oleh=request.user, gelombang=gelombang)
    if ditawari:
        nama = ", ".join(p.nama_lengkap for p in ditawari[:5])
        lagi = f", dan {len(ditawari) - 5} orang lagi" if len(ditawari) > 5 else ""
        messages.success(request, f"Kursi ditawarkan kepada {nama}{lagi}.")
    else:
        messages.warning(request, sebab_tak_ditawari(gelombang))
    return redirect(TAB, slug)
