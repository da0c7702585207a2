"""Publishing a timetable: what changes and who is told, then the act."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from diklat.models import Gelombang
from diklat.queries.jadwal import Perubahan, belum_terbit, hari_sesi, jp_per_modul, sidik, sudah_terbit
from diklat.views.bingkai import ambil_gelombang, bingkai
from diklat.views.jadwal import TAB, dapat_diubah
from kantor.galat import Galat
from kantor.lingkup import Hak
from kantor.views.dasar import khusus_staf
from peserta.queries.jadwal import penerima
from peserta.services.jadwal import terbitkan_jadwal


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_staf(Hak.KERJA)
def terbitkan(request: HttpRequest, slug: str) -> HttpResponse:
    """Look once more, then publish; a change made in between is shown before it goes out."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    if request.method == "POST":
        sudah = sudah_terbit(gelombang)
        try:
            perubahan = terbitkan_jadwal(
                oleh=request.user, gelombang=gelombang, dilihat=request.POST.get("dilihat", "")
            )
        except Galat as galat:
            messages.error(request, galat.pesan)
            return redirect("peserta:jadwal_terbitkan", slug)
        apa = f"{len(perubahan)} {'perubahan' if sudah else 'sesi'} diterbitkan"
        messages.success(request, f"{apa}. Yang bersangkutan diberi tahu lewat email.")
        return redirect(TAB, slug)
    perubahan = belum_terbit(gelombang)
    isi = bingkai(
        request,
        gelombang,
        TAB,
        perubahan=perubahan,
        sidik=sidik(perubahan),
        pertama=not sudah_terbit(gelombang),
        penerima=penerima(gelombang, perubahan),
        dapat_diubah=dapat_diubah(gelombang),
        di_luar=sum(p.jenis != "batal" and _di_luar(gelombang, p) for p in perubahan),
        jp=[satu for satu in jp_per_modul(gelombang) if satu.kurang],
    )
    return render(request, "peserta/staf/jadwal_terbitkan.html", isi)


def _di_luar(gelombang: Gelombang, perubahan: Perubahan) -> bool:
    return not gelombang.mulai <= hari_sesi(gelombang, perubahan.sesi) <= gelombang.selesai
