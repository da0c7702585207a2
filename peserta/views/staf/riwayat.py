"""The tab Riwayat: who changed what, act by act."""

from __future__ import annotations

import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_safe

from diklat.views.bingkai import ambil_gelombang, bingkai
from kantor.lib.tanggal import tanggal_jam
from kantor.views.dasar import khusus_staf
from peserta.queries.riwayat_gelombang import riwayat_gelombang

TAB = "peserta:gelombang_riwayat"


@require_safe
@khusus_staf()
def halaman_riwayat(request: HttpRequest, slug: str) -> HttpResponse:
    """The acts on this gelombang, newest first, page by page."""
    gelombang = ambil_gelombang(request, slug)
    perbuatan, berikut = riwayat_gelombang(
        gelombang, pembaca=request.user, sebelum=_waktu(request.GET.get("sebelum", ""))
    )
    zona = gelombang.instansi.zona_waktu
    kejadian = [
        {"waktu": tanggal_jam(p.waktu, zona), "oleh": p.oleh, "kalimat": p.kalimat, "rincian": p.rincian}
        for p in perbuatan
    ]
    isi = bingkai(
        request,
        gelombang,
        TAB,
        kejadian=kejadian,
        berikut=berikut.isoformat() if berikut else None,
        lanjutan="sebelum" in request.GET,
    )
    return render(request, "peserta/staf/riwayat.html", isi)


def _waktu(tanda: str) -> datetime.datetime | None:
    """The mark of a page; one that cannot be read opens the first."""
    try:
        waktu = parse_datetime(tanda.replace(" ", "+"))
    except ValueError:
        return None
    return waktu if waktu is not None and waktu.tzinfo is not None else None
