"""One paper of a seminar for Panitia, and the scans by which signed sheets come back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from diklat.models import Gelombang
from diklat.views.bingkai import ambil_gelombang, bingkai
from kantor.galat import Galat
from kantor.lingkup import Hak
from kantor.queries.lembar_kertas import LembarKembali, halaman_terlampir, lembar_kembali, pindaian_perihal
from kantor.services.lembar_kertas import JENIS_PILAH, unggah_pindaian
from kantor.views.dasar import ambil, khusus_staf, tambah_galat, terkirim
from penilaian.forms.naskah import FormKoreksi, FormPindaian
from penilaian.models import CaraTtd, NaskahAcara, Seminar, StatusNaskah
from penilaian.queries.naskah_acara import LEMBAR_NASKAH, LEMBAR_NILAI, masih_menilai, versi_lain
from penilaian.services.cetak_naskah import JENIS_NASKAH, cetak_naskah
from penilaian.services.naskah_acara import catat_tinta, koreksi
from penilaian.views.acara import ACARA, KESEPAKATAN
from penilaian.views.bingkai_seminar import TAB, ambil_seminar, bingkai_seminar, sampaikan
from peserta.queries.daftar_hadir import perihal
from peserta.views.staf.alat import angka, proses_gelombang


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_staf()
def satu(request: HttpRequest, slug: str, pk: int, naskah: int) -> HttpResponse:
    """One version of a paper: what it says, who signed, its scanned sheets, the other versions."""
    gelombang, seminar = ambil_seminar(
        request, slug, pk, Hak.KERJA if request.method == "POST" else Hak.LIHAT
    )
    n = ambil(
        NaskahAcara.objects.filter(seminar=seminar).select_related("giliran", "ruang", "berkas"), pk=naskah
    )
    n.seminar = seminar
    form = FormKoreksi(request.POST if request.POST.get("laku") == "koreksi" else None)
    if request.method == "POST" and _lakukan(request, n, form):
        return redirect(request.path)
    kembali = lembar_kembali(perihal(gelombang), LEMBAR_NASKAH).get(n.pk, LembarKembali())
    pihak = list(n.pihak.order_by("urutan").select_related("oleh"))
    versi = list(versi_lain(n))
    terakhir = max((n, *versi), key=lambda v: v.versi)
    isi = bingkai_seminar(
        request,
        seminar,
        ACARA if n.jenis == "berita_acara" else KESEPAKATAN,
        naskah=n,
        form=form,
        pihak=pihak,
        # With pens, or not known yet: then sheets are due.
        berlembar=kembali.semua > 0 or any(p.cara != CaraTtd.ELEKTRONIK for p in pihak),
        zona=gelombang.instansi.zona_waktu,
        kembali=kembali,
        halaman=halaman_terlampir(perihal(gelombang), LEMBAR_NASKAH, n.pk),
        versi=versi,
        # Taken back, and no other stands in its place yet.
        ditarik=terakhir if terakhir.status == StatusNaskah.DIGANTI else None,
        proses=proses_gelombang(request, gelombang, JENIS_NASKAH),
    )
    return render(request, "penilaian/naskah/staf_satu.html", isi, status=400 if form.errors else 200)


def _lakukan(request: HttpRequest, n: NaskahAcara, form: FormKoreksi) -> bool:
    oleh: Any = request.user
    laku = request.POST.get("laku", "")
    try:
        if laku == "koreksi":
            if not form.is_valid():
                return False
            koreksi(oleh=oleh, naskah=n, **form.cleaned_data)
            messages.success(
                request, "Naskah ditarik untuk dikoreksi. Perbaiki isinya, lalu buat versi berikutnya."
            )
        elif laku == "cetak":
            cetak_naskah(oleh=oleh, seminar=n.seminar, naskah=[n.pk])
            messages.success(request, "Naskah sedang dicetak.")
        elif laku == "tinta":
            hasil = catat_tinta(
                oleh=oleh, seminar=n.seminar, naskah=[n.pk], pihak=angka(request.POST.getlist("pihak"))
            )
            sampaikan(request, hasil.dilewati)
            if not hasil.dilewati:
                messages.success(request, "Tanda tangan basah tercatat.")
    except Galat as galat:
        messages.error(request, galat.pesan)
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_staf()
def pindaian(request: HttpRequest, slug: str) -> HttpResponse:
    """Scans handed in so far; POST hands one in, its pages find their papers by their codes."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA if request.method == "POST" else Hak.LIHAT)
    form = FormPindaian(terkirim(request), request.FILES or None)
    if form.is_bound and form.is_valid() and _unggah(request, gelombang, form):
        return redirect(request.path)
    jenis = [LEMBAR_NASKAH] if masih_menilai(request.user, gelombang) else [LEMBAR_NASKAH, LEMBAR_NILAI]  # type: ignore[arg-type]
    isi = bingkai(
        request,
        gelombang,
        TAB,
        form=form,
        seminar=Seminar.objects.filter(gelombang=gelombang).order_by("tanggal"),
        proses=proses_gelombang(request, gelombang, JENIS_PILAH, hanya_hidup=False),
        kelompok=[
            (label, list(pindaian_perihal(perihal(gelombang), j)[:50]))
            for j, label in FormPindaian.base_fields["jenis"].choices
            if j in jenis
        ],
    )
    return render(request, "penilaian/naskah/pindaian.html", isi, status=400 if form.errors else 200)


def _unggah(request: HttpRequest, gelombang: Gelombang, form: FormPindaian) -> bool:
    isi = form.cleaned_data["berkas"]
    try:
        baru = unggah_pindaian(
            oleh=request.user,  # type: ignore[arg-type]
            instansi=gelombang.instansi,
            jenis=form.cleaned_data["jenis"],
            perihal=perihal(gelombang),
            isi=isi,
            nama=isi.name,
        )
    except Galat as galat:
        tambah_galat(form, galat)
        return False
    messages.success(request, f"{baru.banyak} halaman diterima dan sedang dipilah menurut kode QR-nya.")
    return True
