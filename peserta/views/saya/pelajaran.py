"""The lesson of a visit, written by the one who was there; the own visits for the page of the registration."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from diklat.models.gelombang import BELUM_SELESAI
from kantor.galat import Galat
from kantor.views.dasar import ambil, tambah_galat, terkirim
from kantor.zona import hari_ini
from peserta.forms.kunjungan import FormPelajaran
from peserta.models import Pendaftaran, PesertaKunjungan
from peserta.models.pendaftaran import HIDUP, Status
from peserta.queries.kunjungan import kunjungan_saya
from peserta.services.kunjungan import tulis_pelajaran
from peserta.views.publik.gelombang import wajah_penyelenggara
from peserta.views.saya.pintu import Kunjungan, lewat_pintu


@dataclass(frozen=True)
class KunjunganSaya:
    """One own visit, and whether its lesson can be written now."""

    baris: PesertaKunjungan
    dapat_ditulis: bool


def kunjungan_pendaftaran(p: Pendaftaran) -> list[KunjunganSaya]:
    """The visits of a registration that has not ended."""
    if p.status not in HIDUP:
        return []
    return [KunjunganSaya(baris, dapat_ditulis(p, baris)) for baris in kunjungan_saya(p)]


def dapat_ditulis(p: Pendaftaran, baris: PesertaKunjungan) -> bool:
    """From the first day of the visit until the gelombang closes, by somebody seated."""
    g = p.gelombang
    return (
        p.status == Status.HADIR
        and g.status in BELUM_SELESAI
        and hari_ini(g.instansi) >= baris.kunjungan.mulai
    )


@require_http_methods(["GET", "HEAD", "POST"])
@lewat_pintu
def pelajaran(request: HttpRequest, kunjungan: Kunjungan, pk: int) -> HttpResponseBase:
    """Read or write it. What was typed is never lost: a refusal shows it again, beside what another window saved."""
    p = kunjungan.p
    baris = ambil(kunjungan_saya(p), kunjungan=pk)
    form = FormPelajaran.dari(baris, terkirim(request))
    lain = None
    if request.method == "POST" and form.is_valid():
        try:
            tulis_pelajaran(
                oleh=kunjungan.oleh,
                pendaftaran=p,
                kunjungan=baris.kunjungan,
                isi=form.isi(),
                versi=form.cleaned_data["versi"],
            )
        except Galat as galat:
            tambah_galat(form, galat)
            baris = ambil(kunjungan_saya(p), kunjungan=pk)
            if baris.versi != form.cleaned_data["versi"]:
                lain = baris
                form.bandingkan_dengan(baris)
        else:
            messages.success(request, "Pelajaran tersimpan.")
            return kunjungan.kembali()
    isi = {
        "p": p,
        "g": p.gelombang,
        "kunjungan": kunjungan,
        "baris": baris,
        "form": form,
        "lain": lain,
        "dapat_ditulis": dapat_ditulis(p, baris),
        **wajah_penyelenggara(p.gelombang),
    }
    return render(request, "peserta/saya/pelajaran.html", isi, status=400 if form.errors else 200)
