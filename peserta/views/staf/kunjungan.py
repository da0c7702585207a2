"""The tab Kunjungan: where benchmarking goes, who goes there, and the lessons they bring home."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from diklat.models import Gelombang, Kunjungan
from diklat.models.gelombang import BELUM_SELESAI
from diklat.queries.jadwal import kunjungan_di_luar
from diklat.services.kunjungan import tambah_kunjungan
from diklat.views.bingkai import ambil_gelombang, bingkai
from kantor.galat import Galat
from kantor.lib.excel import Kolom, Lembar
from kantor.lib.tanggal import rentang
from kantor.lingkup import Hak
from kantor.views.dasar import ambil, khusus_staf, tambah_galat, terkirim
from kantor.views.unduh import jawab_excel
from kantor.zona import hari_ini
from peserta.forms.kunjungan import FormKunjungan
from peserta.models.pendaftaran import Status
from peserta.queries.kunjungan import (
    belum_dibagi,
    dapat_ikut,
    di_tempat_lain,
    kunjungan_gelombang,
    pelajaran_gelombang,
    peserta_kunjungan,
)
from peserta.services.kunjungan import bagi_peserta, bagi_sisa, ingatkan_pelajaran
from peserta.services.rencana_kunjungan import hapus_kunjungan, ubah_kunjungan
from peserta.views.staf.alat import angka

TAB = "peserta:gelombang_kunjungan"
GET_POST = ["GET", "HEAD", "POST"]
KOLOM = [
    Kolom("Lokus", lebar=36),
    Kolom("Tanggal", lebar=22),
    Kolom("NDH", "bulat"),
    Kolom("Nama dan gelar", lebar=36),
    Kolom("NIP / NI PPPK", "nip"),
    Kolom("Unit kerja", lebar=36),
    Kolom("Yang dilihat", lebar=50),
    Kolom("Yang akan diadopsi", lebar=50),
    Kolom("Yang diperlukan", lebar=50),
    Kolom("Ditulis", "tanggal_jam"),
]


@require_safe
@khusus_staf()
def daftar(request: HttpRequest, slug: str) -> HttpResponse:
    """Every visit with who goes there and who has written; who goes nowhere yet."""
    gelombang = ambil_gelombang(request, slug)
    semua = list(kunjungan_gelombang(gelombang))
    isi = bingkai(
        request,
        gelombang,
        TAB,
        semua=semua,
        sisa=belum_dibagi(gelombang).count() if semua else 0,
        menulis=sum(k.menulis for k in semua),
        di_luar=kunjungan_di_luar(gelombang) if semua else 0,
        dapat_diubah=gelombang.status in BELUM_SELESAI,
    )
    return render(request, "peserta/staf/kunjungan.html", isi)


@require_http_methods(GET_POST)
@khusus_staf(Hak.KERJA)
def baru(request: HttpRequest, slug: str) -> HttpResponse:
    """Plan a visit; next comes who goes there."""
    return _formulir(request, ambil_gelombang(request, slug, Hak.KERJA), None)


@require_http_methods(GET_POST)
@khusus_staf(Hak.KERJA)
def ubah(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change a visit; it is deleted here too."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    return _formulir(request, gelombang, _ambil(gelombang, pk))


@require_safe
@khusus_staf()
def satu(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One visit: its plan, who has written and who has not, every lesson to read."""
    gelombang = ambil_gelombang(request, slug)
    kunjungan = _ambil(gelombang, pk)
    ikut = list(peserta_kunjungan(kunjungan))
    belum = [b for b in ikut if not b.versi and b.pendaftaran.status == Status.HADIR]
    sudah_mulai = hari_ini(gelombang.instansi) >= kunjungan.mulai
    isi = bingkai(
        request,
        gelombang,
        TAB,
        kunjungan=kunjungan,
        ikut=ikut,
        menulis=[b for b in ikut if b.versi],
        belum=belum,
        diingatkan=max((b.diingatkan for b in belum if b.diingatkan), default=None),
        sudah_mulai=sudah_mulai,
        teks=_teks_ingatkan(gelombang, kunjungan) if belum and sudah_mulai else "",
        dapat_diubah=gelombang.status in BELUM_SELESAI,
    )
    return render(request, "peserta/staf/kunjungan_satu.html", isi)


@require_http_methods(GET_POST)
@khusus_staf(Hak.KERJA)
def peserta(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Tick who goes there. What was ticked when the page was made comes along, so that two clerks undo nobody; after a
    refusal the page shows what this choice makes of what stands now."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    kunjungan = _ambil(gelombang, pk)
    masuk: set[int] = set()
    keluar: set[int] = set()
    if request.method == "POST":
        pilihan, semula = (set(angka(request.POST.getlist(nama))) for nama in ("pilihan", "semula"))
        masuk, keluar = pilihan - semula, semula - pilihan
        pesan = f"Peserta kunjungan ke {kunjungan.locus} tersimpan."
        if _coba(request, pesan, bagi_peserta, kunjungan=kunjungan, masuk=masuk, keluar=keluar):
            return redirect("peserta:kunjungan_satu", slug, pk)
    ada = {b.pendaftaran_id: b for b in peserta_kunjungan(kunjungan)}
    lain = di_tempat_lain(kunjungan)
    centang = (set(ada) | masuk) - keluar - set(lain)
    baris = [(p, p.pk in centang, ada.get(p.pk), lain.get(p.pk)) for p in dapat_ikut(gelombang)]
    isi = bingkai(request, gelombang, TAB, kunjungan=kunjungan, baris=baris, banyak=len(centang))
    return render(
        request, "peserta/staf/kunjungan_peserta.html", isi, status=400 if request.method == "POST" else 200
    )


@require_POST
@khusus_staf(Hak.KERJA)
def sisa(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Everybody who goes nowhere yet goes there."""
    kunjungan = _ambil(ambil_gelombang(request, slug, Hak.KERJA), pk)
    _coba(
        request,
        f"Semua peserta yang belum berlokus ikut ke {kunjungan.locus}.",
        bagi_sisa,
        kunjungan=kunjungan,
    )
    return redirect("peserta:kunjungan_satu", slug, pk)


@require_POST
@khusus_staf(Hak.KERJA)
def hapus(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Delete a visit planned by mistake."""
    kunjungan = _ambil(ambil_gelombang(request, slug, Hak.KERJA), pk)
    if _coba(request, f"Kunjungan ke {kunjungan.locus} dihapus.", hapus_kunjungan, kunjungan=kunjungan):
        return redirect(TAB, slug)
    return redirect("peserta:kunjungan_ubah", slug, pk)


@require_POST
@khusus_staf(Hak.KERJA)
def ingatkan(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A letter to everybody who has not written; who has no address is named."""
    kunjungan = _ambil(ambil_gelombang(request, slug, Hak.KERJA), pk)
    try:
        terkirim, tanpa = ingatkan_pelajaran(oleh=request.user, kunjungan=kunjungan)
    except Galat as galat:
        messages.error(request, galat.pesan)
    else:
        if terkirim:
            messages.success(request, f"{terkirim} email pengingat masuk Kotak Keluar.")
        if tanpa:
            messages.warning(
                request, f"Tanpa alamat email: {'; '.join(tanpa)}. Kirim teksnya lewat WhatsApp."
            )
    return redirect("peserta:kunjungan_satu", slug, pk)


@require_safe
@khusus_staf()
def excel(request: HttpRequest, slug: str) -> FileResponse:
    """Every lesson of the gelombang, a row per peserta and visit; empty where nothing is written."""
    gelombang = ambil_gelombang(request, slug)
    baris = (
        (
            str(b.kunjungan),
            rentang(b.kunjungan.mulai, b.kunjungan.selesai),
            b.pendaftaran.ndh,
            b.pendaftaran.nama_lengkap,
            b.pendaftaran.pegawai.nip,
            b.pendaftaran.unit_nama,
            b.dilihat,
            b.diadopsi,
            b.kebutuhan,
            b.ditulis,
        )
        for b in pelajaran_gelombang(gelombang)
    )
    judul = ("PELAJARAN DARI BENCHMARKING", f"{gelombang.kurikulum.program.nama} {gelombang.sebutan}")
    lembar = Lembar("Pelajaran", KOLOM, baris, judul=judul, bernomor=True)
    return jawab_excel(f"Pelajaran benchmarking {slug}", lembar, instansi=gelombang.instansi)


def _formulir(request: HttpRequest, gelombang: Gelombang, kunjungan: Kunjungan | None) -> HttpResponse:
    form = FormKunjungan.dari(kunjungan, gelombang, terkirim(request))
    if request.method == "POST" and form.is_valid():
        try:
            if kunjungan is None:
                jadi, catatan = (
                    tambah_kunjungan(oleh=request.user, gelombang=gelombang, rencana=form.rencana()),
                    [],
                )
            else:
                jadi = kunjungan
                catatan = ubah_kunjungan(oleh=request.user, kunjungan=kunjungan, rencana=form.rencana())
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, "Kunjungan tersimpan.")
            for kalimat in catatan:
                messages.warning(request, kalimat)
            lanjut = "peserta:kunjungan_peserta" if kunjungan is None else "peserta:kunjungan_satu"
            return redirect(lanjut, gelombang.slug, jadi.pk)
    isi = bingkai(request, gelombang, TAB, form=form, kunjungan=kunjungan)
    return render(request, "peserta/staf/kunjungan_form.html", isi, status=400 if form.errors else 200)


def _ambil(gelombang: Gelombang, pk: int) -> Kunjungan:
    kunjungan: Kunjungan = ambil(Kunjungan.objects.filter(gelombang=gelombang), pk=pk)
    kunjungan.gelombang = gelombang
    return kunjungan


def _teks_ingatkan(gelombang: Gelombang, kunjungan: Kunjungan) -> str:
    """What Panitia sends to the group; it names nobody."""
    return (
        f"Bapak/Ibu peserta {gelombang},\n\nbagi yang belum, mohon menulis pelajaran dari kunjungan ke {kunjungan} "
        f"({rentang(kunjungan.mulai, kunjungan.selesai)}): apa yang dilihat, apa yang akan diadopsi, dan apa yang "
        f"diperlukan.\n\nBuka Beranda Peserta: {settings.PORTAL_URL}{reverse('peserta:saya')}\n\nTerima kasih."
    )


def _coba(request: HttpRequest, pesan: str, layanan: Any, **isi: Any) -> bool:
    try:
        layanan(oleh=request.user, **isi)
    except Galat as galat:
        messages.error(request, galat.pesan)
        return False
    messages.success(request, pesan)
    return True
