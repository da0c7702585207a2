"""The tab Cetakan: every paper of a gelombang is made from here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from diklat.daftar import utusan
from diklat.models import Gelombang
from diklat.queries.jadwal import sudah_terbit
from diklat.services.cetak_jadwal import JENIS_JADWAL, cetak_jadwal
from diklat.views.bingkai import ambil_gelombang, bingkai
from kantor.galat import Galat, TidakValid
from kantor.lingkup import Hak
from kantor.services.lembar_kertas import JENIS_PILAH
from kantor.views.dasar import khusus_staf
from peserta.forms.kertas import DaftarHadirForm, PapanNamaForm
from peserta.queries.daftar_hadir import belum_kembali, hari_berlembar
from peserta.queries.ringkasan import ringkasan
from peserta.queries.undangan import kursi_opd
from peserta.services.cetak_daftar_hadir import JENIS_DAFTAR_HADIR, cetak_daftar_hadir
from peserta.services.cetak_kartu import JENIS_KARTU
from peserta.services.cetak_papan_nama import JENIS_PAPAN_NAMA, cetak_papan_nama
from peserta.services.upacara import JENIS_SUSUNAN
from peserta.views.staf.alat import lanjut, proses_gelombang

TAB = "peserta:gelombang_kertas"
JENIS = (JENIS_JADWAL, JENIS_DAFTAR_HADIR, JENIS_PAPAN_NAMA, JENIS_KARTU, JENIS_SUSUNAN, JENIS_PILAH)


@require_safe
@khusus_staf()
def cetakan(request: HttpRequest, slug: str) -> HttpResponse:
    """What can be printed, what is being printed, which signed lists are still out."""
    gelombang = ambil_gelombang(request, slug)
    hari = hari_berlembar(gelombang)
    acara_opd = utusan(gelombang)
    isi = bingkai(
        request,
        gelombang,
        TAB,
        proses=proses_gelombang(request, gelombang, *JENIS, hanya_hidup=False),
        hari=hari,
        dicetak=any(b.lembar.dicetak or b.lembar.semua for _, isi in hari for b in isi),
        belum=belum_kembali(hari),
        duduk=bool(kursi_opd(gelombang)) if acara_opd else ringkasan(gelombang).hadir,
        acara_opd=acara_opd,
        terbit=sudah_terbit(gelombang),
        form_papan=PapanNamaForm(),
    )
    return render(request, "peserta/staf/kertas.html", isi)


@require_POST
@khusus_staf()
def cetak(request: HttpRequest, slug: str, nama: str) -> HttpResponse:
    """Have a paper printed, then back to where it was asked for."""
    if nama not in CETAK:
        raise Http404
    hak, minta = CETAK[nama]
    gelombang = ambil_gelombang(request, slug, hak)
    try:
        minta(request, gelombang)
    except Galat as galat:
        messages.error(request, galat.pesan)
    else:
        messages.success(request, "Sedang dicetak. PDF-nya siap sebentar lagi di bagian atas tab Cetakan.")
    return redirect(lanjut(request, bawaan=gelombang_kertas(gelombang)))


def gelombang_kertas(gelombang: Gelombang) -> str:
    """The address of the tab."""
    return reverse(TAB, args=[gelombang.slug])


def _jadwal(request: HttpRequest, gelombang: Gelombang) -> None:
    cetak_jadwal(oleh=request.user, gelombang=gelombang)  # type: ignore[arg-type]


def _daftar_hadir(request: HttpRequest, gelombang: Gelombang) -> None:
    isi = _terisi(DaftarHadirForm(request.POST))
    cetak_daftar_hadir(oleh=request.user, gelombang=gelombang, **isi["pilihan"])  # type: ignore[arg-type]


def _papan_nama(request: HttpRequest, gelombang: Gelombang) -> None:
    isi = _terisi(PapanNamaForm(request.POST))
    cetak_papan_nama(oleh=request.user, gelombang=gelombang, untuk=isi["untuk"])  # type: ignore[arg-type]


def _terisi(form: forms.Form) -> dict[str, Any]:
    """What the form says; its first complaint as a refusal, for it is answered on the tab."""
    if not form.is_valid():
        raise TidakValid(str(next(iter(form.errors.values()))[0]))
    return form.cleaned_data


CETAK: dict[str, tuple[Hak, Callable[[HttpRequest, Any], None]]] = {
    "jadwal": (Hak.LIHAT, _jadwal),
    "daftar-hadir": (Hak.KERJA, _daftar_hadir),
    "papan-nama": (Hak.LIHAT, _papan_nama),
}
