"""/saya/<nomor>/rencana/tindak-lanjut/: the three reports of the own innovation, and its words for the catalogue."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from kantor.galat import Galat
from kantor.views.berkas import kirim as kirim_isi
from kantor.views.dasar import ambil, tambah_galat, terkirim
from kantor.zona import hari_ini
from penilaian.forms.inovasi import FormKatalog, FormLaporan
from penilaian.models import BuktiInovasi, RencanaAksi
from penilaian.queries.tindak_lanjut import Suara, Tonggak, suara_untuk, tindak_lanjut_untuk, tonggak
from penilaian.services.inovasi import rancangan, tulis_inovasi
from penilaian.services.tindak_lanjut import kirim_laporan
from peserta.views.publik.gelombang import wajah_penyelenggara
from peserta.views.saya.pintu import Kunjungan, lewat_pintu


@require_safe
@lewat_pintu
def daftar(request: HttpRequest, kunjungan: Kunjungan) -> HttpResponseBase:
    """What was reported, what is due, what people say, and whether the catalogue has it."""
    rencana = _rencana(kunjungan)
    isi = _konteks(kunjungan, rencana, suara=suara_untuk([rencana.pk]).get(rencana.pk, Suara()))
    return render(request, "penilaian/tindak_lanjut/saya.html", isi)


@require_http_methods(["GET", "HEAD", "POST"])
@lewat_pintu
def laporan(request: HttpRequest, kunjungan: Kunjungan, bulan: int) -> HttpResponseBase:
    """One report: a form while it may be written, else what was confirmed."""
    rencana = _rencana(kunjungan)
    satu = next((t for t in _tonggak(kunjungan, rencana) if t.bulan == bulan), None)
    if satu is None or not (satu.terbuka or satu.laporan):
        raise Http404
    form = FormLaporan(terkirim(request), request.FILES or None, laporan=satu.laporan)
    if request.method == "POST" and form.is_valid():
        try:
            kirim_laporan(oleh=kunjungan.oleh, pendaftaran=kunjungan.p, bulan=bulan, **form.cleaned_data)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, f"Laporan bulan ke-{bulan} terkirim. Mentor Anda diberi tahu.")
            return redirect(_alamat(kunjungan))
    isi = _konteks(kunjungan, rencana, satu=satu, form=form)
    return render(
        request, "penilaian/tindak_lanjut/saya_laporan.html", isi, status=400 if form.errors else 200
    )


@require_safe
@lewat_pintu
def bukti(request: HttpRequest, kunjungan: Kunjungan, berkas: UUID) -> HttpResponseBase:
    """Evidence of an own report."""
    milik = BuktiInovasi.objects.filter(laporan__rencana__pendaftaran=kunjungan.p).select_related("berkas")
    return kirim_isi(ambil(milik, berkas=berkas).berkas, tampil=True)


@require_http_methods(["GET", "HEAD", "POST"])
@lewat_pintu
def katalog(request: HttpRequest, kunjungan: Kunjungan) -> HttpResponseBase:
    """The words for everybody; Panitia looks them over and publishes."""
    rencana = _rencana(kunjungan)
    inovasi = getattr(rencana, "inovasi", None)
    form = FormKatalog(terkirim(request), p=kunjungan.p, inovasi=inovasi or rancangan(rencana))
    if request.method == "POST" and form.is_valid():
        try:
            tulis_inovasi(oleh=kunjungan.oleh, pendaftaran=kunjungan.p, **form.cleaned_data)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, "Tersimpan. Panitia memeriksanya sebelum terbit.")
            return redirect(_alamat(kunjungan))
    isi = _konteks(kunjungan, rencana, inovasi=inovasi, form=form)
    return render(
        request, "penilaian/tindak_lanjut/saya_katalog.html", isi, status=400 if form.errors else 200
    )


def _rencana(kunjungan: Kunjungan) -> RencanaAksi:
    rencana = tindak_lanjut_untuk(kunjungan.p)
    if rencana is None:
        raise Http404
    return rencana


def _tonggak(kunjungan: Kunjungan, rencana: RencanaAksi) -> list[Tonggak]:
    return tonggak(rencana, hari_ini(kunjungan.p.gelombang.instansi))


def _alamat(kunjungan: Kunjungan) -> str:
    return f"{kunjungan.tindakan('rencana')}tindak-lanjut/"


def _konteks(kunjungan: Kunjungan, rencana: RencanaAksi, **lain: Any) -> dict[str, Any]:
    return {
        "kunjungan": kunjungan,
        "p": kunjungan.p,
        "g": kunjungan.p.gelombang,
        "rencana": rencana,
        "tonggak": _tonggak(kunjungan, rencana),
        "alamat": _alamat(kunjungan),
        **wajah_penyelenggara(kunjungan.p.gelombang),
        **lain,
    }
