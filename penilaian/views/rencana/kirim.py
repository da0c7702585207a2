"""Files of a plan, sending it, taking it back, its versions."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kantor.galat import Galat, TidakValid
from kantor.views.berkas import kirim as kirim_isi
from kantor.views.dasar import ambil
from penilaian.forms.rencana import FormLampiran
from penilaian.models import LampiranRencana, RencanaAksi, VersiRencana
from penilaian.queries.rencana import bagian_versi, banding_versi, yang_kurang
from penilaian.services.naskah import lampirkan, lepas_lampiran
from penilaian.services.rencana import ajukan, mentor_kini, tarik_kembali
from penilaian.views.rencana.naskah import ambil_rencana, konteks, tampil_form
from peserta.views.saya.pintu import Kunjungan, lewat_pintu
from peserta.views.unggahan import pindah

LAMPIRAN = "#lampiran"


@require_POST
@lewat_pintu
def lampiran(request: HttpRequest, kunjungan: Kunjungan, jenis: str) -> HttpResponseBase:
    """Put in a file, or take it off."""
    aturan, rencana = ambil_rencana(kunjungan)
    if jenis not in LampiranRencana.Jenis.values:
        raise Http404
    if "lepas" in request.POST:
        return _lepas(request, kunjungan, jenis)
    form = FormLampiran(request.POST, request.FILES, jenis=jenis)
    if form.is_valid():
        isi = form.cleaned_data["berkas"]
        try:
            lampirkan(oleh=kunjungan.oleh, pendaftaran=kunjungan.p, jenis=jenis, isi=isi, nama=isi.name)
        except TidakValid as galat:
            form.add_error("berkas", galat.rincian.get("berkas", galat.pesan))
        except Galat as galat:
            messages.error(request, galat.pesan)
            return pindah(request, redirect(kunjungan.tindakan("rencana")))
        else:
            messages.success(request, "Berkas tersimpan.")
            return pindah(request, redirect(kunjungan.tindakan("rencana") + LAMPIRAN))
    return tampil_form(request, kunjungan, aturan, rencana, form_lampiran={jenis: form}, status=400)


def _lepas(request: HttpRequest, kunjungan: Kunjungan, jenis: str) -> HttpResponseBase:
    try:
        lepas_lampiran(oleh=kunjungan.oleh, pendaftaran=kunjungan.p, jenis=jenis)
    except Galat as galat:
        messages.error(request, galat.pesan)
    return redirect(kunjungan.tindakan("rencana") + LAMPIRAN)


@require_safe
@lewat_pintu
def berkas(request: HttpRequest, kunjungan: Kunjungan, berkas: UUID) -> HttpResponseBase:
    """A file of the own plan, also one of an older version."""
    milik = LampiranRencana.objects.filter(rencana__pendaftaran=kunjungan.p).select_related("berkas")
    return kirim_isi(ambil(milik, berkas=berkas).berkas, tampil=True)


@require_http_methods(["GET", "HEAD", "POST"])
@lewat_pintu
def kirim(request: HttpRequest, kunjungan: Kunjungan) -> HttpResponseBase:
    """What is still missing, and once nothing is, the button that sends."""
    aturan, rencana = ambil_rencana(kunjungan)
    if rencana is None or not rencana.dapat_ditulis:
        return redirect(kunjungan.tindakan("rencana"))
    if request.method == "POST":
        teks = request.POST.get("revisi", "")
        revisi = int(teks) if teks.isdecimal() and len(teks) < 9 else None
        try:
            versi = ajukan(oleh=kunjungan.oleh, pendaftaran=kunjungan.p, revisi=revisi)
        except Galat as galat:
            messages.error(request, galat.pesan)
        else:
            messages.success(request, f"Terkirim sebagai versi {versi.nomor}. Mentor Anda diberi tahu.")
            return redirect(kunjungan.tindakan("rencana"))
    isi = konteks(
        kunjungan, aturan, rencana, kurang=yang_kurang(rencana, aturan), mentor=mentor_kini(kunjungan.p)
    )
    return render(
        request, "penilaian/rencana/kirim.html", isi, status=409 if request.method == "POST" else 200
    )


@require_POST
@lewat_pintu
def tarik(request: HttpRequest, kunjungan: Kunjungan) -> HttpResponseBase:
    """Back to writing, while the mentor has not answered."""
    ambil_rencana(kunjungan)
    try:
        tarik_kembali(oleh=kunjungan.oleh, pendaftaran=kunjungan.p)
    except Galat as galat:
        messages.error(request, galat.pesan)
    else:
        messages.success(request, "Rencana aksi ditarik kembali. Perbaiki, lalu kirim lagi.")
    return redirect(kunjungan.tindakan("rencana"))


@require_safe
@lewat_pintu
def versi(request: HttpRequest, kunjungan: Kunjungan, nomor_versi: int) -> HttpResponseBase:
    """One version as it was sent; `?banding=` shows what changed since an earlier one."""
    aturan, rencana = ambil_rencana(kunjungan)
    if rencana is None:
        raise Http404
    baru, lama = dua_versi(request, rencana, nomor_versi)
    isi = konteks(
        kunjungan,
        aturan,
        rencana,
        terakhir=baru,
        lama=lama,
        beda=banding_versi(lama, baru) if lama else None,
        bagian=bagian_versi(baru),
    )
    return render(request, "penilaian/rencana/versi.html", isi)


def dua_versi(
    request: HttpRequest, rencana: RencanaAksi, nomor: int
) -> tuple[VersiRencana, VersiRencana | None]:
    """The version of the address and the one of `?banding=`; 404 for numbers that are none."""
    semua = {v.nomor: v for v in rencana.versi.all()}
    teks = request.GET.get("banding", "")
    lama = semua.get(int(teks)) if teks.isdecimal() and len(teks) < 6 else None
    if nomor not in semua or (teks and lama is None):
        raise Http404
    return semua[nomor], lama
