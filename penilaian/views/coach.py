"""/mentor/coach/<kode>/: a coach who is a narasumber without account: the own people, and the paraf under meetings."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from diklat.models import Narasumber
from diklat.views.narasumber_saya import lewat_tautan
from kantor.galat import Galat
from penilaian.queries.pendamping import bimbingan_narasumber, dampingan_narasumber
from penilaian.services.bimbingan import paraf
from peserta.views.staf.alat import angka


@require_http_methods(["GET", "HEAD", "POST"])
@lewat_tautan
def pintu(request: HttpRequest, n: Narasumber) -> HttpResponse:
    """Whom this narasumber coaches, and the entries of bimbingan; their own paraf is all that is done here."""
    if request.method == "POST":
        return _paraf(request, n)
    isi = {
        "n": n,
        "dampingan": dampingan_narasumber(n),
        "bimbingan": bimbingan_narasumber(n),
        "instansi_aktif": n.instansi,
    }
    return render(request, "penilaian/mentor/coach.html", isi)


def _paraf(request: HttpRequest, n: Narasumber) -> HttpResponse:
    pilihan = angka(request.POST.getlist("bimbingan"))
    try:
        banyak = paraf(oleh=None, pilihan=pilihan, narasumber=n) if pilihan else 0
    except Galat as galat:
        messages.error(request, galat.pesan)
    else:
        messages.success(request, f"{banyak} catatan bimbingan diparaf.")
    return redirect("penilaian:pintu_coach", n.kode)
