"""/narasumber/<kode>/: the own timetable of a narasumber behind a private address; no account is needed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from diklat.forms.jadwal import FormBahan
from diklat.lib.kalender import berkas_kalender
from diklat.models import BahanTayang, Narasumber, TerbitanSesi
from diklat.queries.kalender import acara, bekas
from diklat.queries.narasumber import bekas_jadwal_narasumber, jadwal_narasumber
from diklat.queries.papan import tayangkan
from diklat.services.bahan import tambah_bahan, tarik_bahan
from kantor.galat import Galat
from kantor.lib import kode as lib_kode
from kantor.queries.instansi import nama_kantor
from kantor.views.berkas import kirim
from kantor.views.dasar import ambil, tambah_galat, terkirim, tertutup
from kantor.views.unduh import jawab_kalender
from kantor.zona import pakai_zona

Tampilan = Callable[..., HttpResponseBase]


def lewat_tautan(tampilan: Tampilan) -> Tampilan:
    """The view gets the Narasumber in place of the `kode`; 404 for a code nobody has; nothing is kept anywhere."""

    @wraps(tampilan)
    def jalankan(request: HttpRequest, kode: str, **kwargs: Any) -> HttpResponseBase:
        try:
            rapi = lib_kode.rapikan(kode)
        except lib_kode.KodeSalah:
            raise Http404 from None
        narasumber = ambil(Narasumber.objects.select_related("instansi"), kode=rapi)
        pakai_zona(narasumber.instansi)
        return tertutup(tampilan(request, narasumber, **kwargs))

    return jalankan


@require_safe
@lewat_tautan
def narasumber_saya(request: HttpRequest, n: Narasumber) -> HttpResponse:
    """The own published sessions of all gelombang by day, what changed, and the files of each."""
    isi = {
        "n": n,
        "jadwal": tayangkan(jadwal_narasumber(n), n.instansi.zona_waktu, timezone.now()),
        **_wajah(n),
    }
    return render(request, "diklat/narasumber_saya.html", isi)


@require_safe
@lewat_tautan
def narasumber_ics(request: HttpRequest, n: Narasumber) -> HttpResponse:
    """The same for the calendar of a phone, and as cancelled what is no longer the own."""
    semua = [*acara(jadwal_narasumber(n)), *bekas(bekas_jadwal_narasumber(n))]
    return jawab_kalender(berkas_kalender(f"Jadwal mengajar {n.nama}", n.instansi.zona_waktu, semua))


@require_http_methods(["GET", "HEAD", "POST"])
@lewat_tautan
def narasumber_bahan(request: HttpRequest, n: Narasumber, sesi: UUID) -> HttpResponse:
    """The files of one session: those there are, and a new one."""
    terbitan = ambil(jadwal_narasumber(n), sesi__uid=sesi)
    form = FormBahan(terkirim(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        berkas = form.cleaned_data["berkas"]
        try:
            tambah_bahan(
                oleh=None,
                sesi=terbitan.sesi,
                judul=form.cleaned_data["judul"],
                isi=berkas,
                nama=berkas.name,
                narasumber=n,
            )
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, "Bahan tayang tersimpan. Peserta dapat mengunduhnya.")
            return redirect("diklat:narasumber_bahan", n.kode, sesi)
    isi = {"n": n, "satu": terbitan, "form": form, **_wajah(n)}
    return render(request, "diklat/narasumber_bahan.html", isi, status=400 if form.errors else 200)


@require_POST
@lewat_tautan
def narasumber_tarik(request: HttpRequest, n: Narasumber, bahan: UUID) -> HttpResponse:
    """Withdraw an own file."""
    satu = _bahan(n, bahan)
    try:
        tarik_bahan(oleh=None, bahan=satu, narasumber=n)
    except Galat as galat:
        messages.error(request, galat.pesan)
    else:
        messages.success(request, f"“{satu.judul}” ditarik.")
    return redirect("diklat:narasumber_bahan", n.kode, satu.sesi.uid)


@require_safe
@lewat_tautan
def narasumber_berkas(request: HttpRequest, n: Narasumber, bahan: UUID) -> HttpResponseBase:
    """A file of an own session."""
    return kirim(_bahan(n, bahan).berkas, tampil=bool(request.GET.get("tampil")))


def _bahan(n: Narasumber, berkas: UUID) -> BahanTayang:
    milik = BahanTayang.objects.filter(sesi__in=TerbitanSesi.objects.filter(narasumber=n).values("pk"))
    return ambil(milik.select_related("sesi", "berkas"), berkas=berkas)


def _wajah(n: Narasumber) -> dict[str, Any]:
    """The page wears the colours and the name of the office."""
    return {"instansi_aktif": n.instansi, "nama_kantor": nama_kantor(n.instansi)}
