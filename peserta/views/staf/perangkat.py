"""Phones that scan for a gelombang: registered with a code to scan, revoked with one button."""

from __future__ import annotations

import base64
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from diklat.views.bingkai import ambil_gelombang, bingkai
from diklat.views.jadwal import dapat_diubah
from kantor.cetak.qr import kode_qr
from kantor.galat import Galat
from kantor.lingkup import Hak
from kantor.views.dasar import ambil, khusus_staf, tambah_galat, terkirim, tertutup
from peserta.forms.pindai import PerangkatForm
from peserta.models import PerangkatPindai
from peserta.queries.pindai import perangkat_gelombang, pindaian_diperiksa
from peserta.services.perangkat_pindai import cabut_perangkat, tambah_perangkat

TAB = "peserta:gelombang_presensi"


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_staf()
def perangkat(request: HttpRequest, slug: str) -> HttpResponse:
    """The phones, what they sent that is worth a look, and the form for another one."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA if request.method == "POST" else Hak.LIHAT)
    form = PerangkatForm(terkirim(request))
    baru: dict[str, Any] | None = None
    if form.is_bound and form.is_valid():
        try:
            baris, kunci = tambah_perangkat(
                oleh=request.user,  # type: ignore[arg-type]
                gelombang=gelombang,
                nama=form.cleaned_data["nama"],
            )
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            baru, form = _sekali_tampil(baris, kunci), PerangkatForm()
    isi = bingkai(
        request,
        gelombang,
        TAB,
        form=form,
        baru=baru,
        perangkat=list(perangkat_gelombang(gelombang)),
        diperiksa=pindaian_diperiksa(gelombang),
        dapat_diubah=dapat_diubah(gelombang),
    )
    status = 400 if form.errors else 200
    return tertutup(render(request, "peserta/staf/perangkat.html", isi, status=status))


@require_POST
@khusus_staf(Hak.KERJA)
def cabut(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """From now on this phone is refused."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    baris = ambil(PerangkatPindai.objects.filter(gelombang=gelombang), pk=pk)
    cabut_perangkat(oleh=request.user, perangkat=baris)  # type: ignore[arg-type]
    messages.success(request, f"{baris.nama} tidak dapat memindai lagi.")
    return redirect("peserta:presensi_perangkat", slug)


def _sekali_tampil(baris: PerangkatPindai, kunci: str) -> dict[str, Any]:
    """The address that makes a phone this device. The key stands behind #, so no server log ever has it."""
    alamat = f"{settings.PORTAL_URL}{reverse('pindai:halaman')}#kunci={kunci}"
    gambar = base64.b64encode(kode_qr(alamat).svg()).decode()
    return {"nama": baris.nama, "alamat": alamat, "qr": f"data:image/svg+xml;base64,{gambar}"}
