"""The first page of staff: what is to be done today, each line one click."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from kantor.daftar import kartu_hari_ini, tugas_hari_ini
from kantor.lingkup import Hak
from kantor.views.dasar import khusus_staf


@khusus_staf()
def hari_ini(request: HttpRequest) -> HttpResponse:
    """Lines and cards of all rooms; pressing ones first."""
    tugas = [satu for cari in tugas_hari_ini for satu in cari(request.user)]
    tugas.sort(key=lambda satu: not satu.mendesak)
    kartu = [(satu, satu.isi(request.user)) for satu in sorted(kartu_hari_ini, key=lambda k: k.urutan)]
    kini = timezone.localtime()
    return render(
        request,
        "kantor/hari_ini.html",
        {
            "tugas": tugas,
            "kartu": [(satu, isi) for satu, isi in kartu if isi is not None],
            "hari": kini.date(),
            "salam": salam(kini.hour),
            "boleh_kerja": bool(request.user.instansi_dengan(Hak.KERJA)),
        },
    )


def salam(jam: int) -> str:
    """The greeting of that hour, as people say it."""
    batas = ((4, "Selamat malam"), (11, "Selamat pagi"), (15, "Selamat siang"), (18, "Selamat sore"))
    return next((kata for sampai, kata in batas if jam < sampai), "Selamat malam")
