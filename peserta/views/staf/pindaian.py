"""Signed daftar hadir come back: a scan handed in, its pages sorted by code or by hand, one PDF per session."""

from __future__ import annotations

from tempfile import TemporaryFile
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from diklat.models import Gelombang, Sesi
from diklat.views.bingkai import ambil_gelombang, bingkai
from kantor.daftar import JenisLembar, jenis_lembar
from kantor.galat import Galat
from kantor.lib.pindaian import gabung
from kantor.lingkup import Hak, boleh
from kantor.models import HalamanPindaian, PindaianKertas
from kantor.models.lembar_kertas import DAPAT_DIPILAH, Keadaan
from kantor.queries.lembar_kertas import pindaian_perihal
from kantor.services.lembar_kertas import (
    JENIS_PILAH,
    buang_halaman,
    lepas_halaman,
    pilah_halaman,
    unggah_pindaian,
)
from kantor.views.dasar import ambil, khusus_staf, tambah_galat, terkirim
from peserta.forms.kertas import PilahForm, UnggahPindaianForm
from peserta.queries.daftar_hadir import (
    JENIS_LEMBAR,
    belum_kembali,
    gelombang_perihal,
    hari_berlembar,
    lembar_sesi,
    perihal,
)
from peserta.views.staf.alat import proses_gelombang
from peserta.views.staf.kertas import TAB

# What needs a hand stands first.
URUTAN = (Keadaan.BELUM, Keadaan.ASING, Keadaan.TERLAMPIR, Keadaan.DIGANTI, Keadaan.KOSONG, Keadaan.DIBUANG)


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_staf()
def daftar(request: HttpRequest, slug: str) -> HttpResponse:
    """Uploads so far and the sessions whose lists are still out; POST hands a scan in."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA if request.method == "POST" else Hak.LIHAT)
    form = UnggahPindaianForm(terkirim(request), request.FILES or None)
    if form.is_bound and form.is_valid() and _unggah(request, gelombang, form):
        return redirect("peserta:kertas_pindaian", slug)
    hari = hari_berlembar(gelombang)
    isi = bingkai(
        request,
        gelombang,
        TAB,
        form=form,
        proses=proses_gelombang(request, gelombang, JENIS_PILAH, hanya_hidup=False),
        pindaian=pindaian_perihal(perihal(gelombang), JENIS_LEMBAR)[:50],
        hari=[(h, isi) for h, isi in hari if any(b.lembar.dicetak or b.lembar.semua for b in isi)],
        belum=len(belum_kembali(hari)),
    )
    return render(request, "peserta/staf/pindaian.html", isi, status=400 if form.errors else 200)


@require_safe
@khusus_staf()
def satu(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One upload: its pages by what became of them."""
    gelombang = ambil_gelombang(request, slug)
    pindaian = ambil(pindaian_perihal(perihal(gelombang)), pk=pk)
    jenis = _jenis(request, pindaian)
    nama_sesi = dict(jenis.pilihan(perihal(gelombang)))
    per_keadaan: dict[str, list[HalamanPindaian]] = {satu: [] for satu in URUTAN}
    for halaman in pindaian.halaman.select_related("lembar").order_by("urutan"):
        halaman.sebutan = sebutan(request.user, halaman, nama_sesi)  # type: ignore[attr-defined]
        per_keadaan[halaman.keadaan].append(halaman)
    isi = bingkai(
        request,
        gelombang,
        TAB,
        pindaian=pindaian,
        jenis=jenis,
        kembali=jenis.alamat(perihal(gelombang)),
        kelompok=[(Keadaan(k), baris) for k, baris in per_keadaan.items() if baris],
        pertama=next(iter(per_keadaan[Keadaan.BELUM]), None),
        proses=proses_gelombang(request, gelombang, JENIS_PILAH),
    )
    return render(request, "peserta/staf/pindaian_satu.html", isi)


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_staf()
def halaman(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One page with its picture; POST puts it to a session, throws it away, or takes it off to sort it again."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA if request.method == "POST" else Hak.LIHAT)
    baris = HalamanPindaian.objects.filter(pindaian__perihal=perihal(gelombang)).select_related(
        "pindaian__berkas", "lembar", "gambar", "berkas"
    )
    satu = ambil(baris, pk=pk)
    jenis = _jenis(request, satu.pindaian)
    pilihan = jenis.pilihan(perihal(gelombang))
    laku = request.POST.get("laku", "")
    form = PilahForm(request.POST if laku == "lampirkan" else None, pilihan=pilihan, satuan=jenis.satuan)
    if request.method == "POST" and (selesai := _kerjakan(request, satu, laku, form)):
        messages.success(request, selesai)
        berikut = baris.filter(pindaian=satu.pindaian_id, keadaan=Keadaan.BELUM).order_by("urutan").first()
        if berikut is not None and berikut.pk != satu.pk:
            return redirect("peserta:pindaian_halaman", slug, berikut.pk)
        return redirect("peserta:pindaian_satu", slug, satu.pindaian_id)
    isi = bingkai(
        request,
        gelombang,
        TAB,
        halaman=satu,
        jenis=jenis,
        sebutan=sebutan(request.user, satu, dict(pilihan)),
        form=form,
        dapat_dipilah=satu.keadaan in DAPAT_DIPILAH,
        dapat_dibuang=satu.keadaan in (Keadaan.BELUM, Keadaan.KOSONG, Keadaan.ASING),
        dapat_dilepas=satu.keadaan == Keadaan.TERLAMPIR,
    )
    return render(request, "peserta/staf/pindaian_halaman.html", isi, status=400 if form.errors else 200)


@require_safe
@khusus_staf()
def unduh(request: HttpRequest, slug: str, pk: int) -> FileResponse:
    """The signed list of a session as one PDF, in the order of its pages."""
    gelombang = ambil_gelombang(request, slug)
    sesi = ambil(Sesi.objects.filter(gelombang=gelombang), pk=pk)
    berkas = [h.berkas for h in lembar_sesi(gelombang, sesi.pk)[1]]
    if not berkas:
        raise Http404
    pdf = TemporaryFile()  # noqa: SIM115 - the answer closes it
    gabung((b.isi.open("rb") for b in berkas), pdf)
    pdf.seek(0)
    jawaban = FileResponse(pdf, as_attachment=True, filename=f"Daftar_Hadir_{gelombang.slug}_{sesi.pk}.pdf")
    jawaban["Cache-Control"] = "private, no-store"
    return jawaban


def _jenis(request: HttpRequest, pindaian: PindaianKertas) -> JenisLembar:
    """The kind of sheets on a scan, for whoever may see what they belong to; 404 for others."""
    jenis = jenis_lembar.cari(pindaian.jenis)
    if jenis is None:
        raise Http404
    try:
        jenis.pastikan(request.user, Hak.LIHAT, pindaian.perihal)
    except Galat:
        raise Http404 from None
    return jenis


def sebutan(pengguna: Any, satu: HalamanPindaian, nama_sesi: dict[int, str]) -> str:
    """What is known of a page, in words; of what this account may not see only that it is something else."""
    lembar = satu.lembar
    if satu.keadaan == Keadaan.ASING and lembar is not None:
        lain = gelombang_perihal(lembar.perihal)
        asal = lembar.perihal_nama if lain and boleh(pengguna, Hak.LIHAT, lain) else "gelombang lain"
        return f"Lembar ini dari {asal}; tidak dilampirkan di sini."
    if satu.acuan is None:
        return ""
    nama = nama_sesi.get(satu.acuan) or (lembar.acuan_nama if lembar else "Yang sudah dibatalkan")
    nomor = f", halaman {lembar.halaman} dari {lembar.dari}" if lembar else ""
    tangan = " (dipilah tangan)" if satu.dipilah_oleh_id else ""
    return f"{nama}{nomor}{tangan}"


def _unggah(request: HttpRequest, gelombang: Gelombang, form: UnggahPindaianForm) -> PindaianKertas | None:
    isi = form.cleaned_data["berkas"]
    try:
        pindaian = unggah_pindaian(
            oleh=request.user,  # type: ignore[arg-type]
            instansi=gelombang.instansi,
            jenis=JENIS_LEMBAR,
            perihal=perihal(gelombang),
            isi=isi,
            nama=isi.name,
        )
    except Galat as galat:
        tambah_galat(form, galat)
        return None
    messages.success(request, f"{pindaian.banyak} halaman diterima dan sedang dipilah menurut kode QR-nya.")
    return pindaian


def _kerjakan(request: HttpRequest, satu: HalamanPindaian, laku: str, form: PilahForm) -> str:
    """Do what the button said; the sentence of what happened, "" when it was refused."""
    oleh: Any = request.user
    try:
        if laku == "lampirkan":
            if not form.is_valid():
                return ""
            pilah_halaman(oleh=oleh, halaman=satu, **form.cleaned_data)
            return "Halaman dilampirkan."
        if laku == "buang":
            buang_halaman(oleh=oleh, halaman=satu)
            return "Halaman disisihkan. Gambarnya tetap dapat dilihat."
        if laku == "lepas":
            lepas_halaman(oleh=oleh, halaman=satu)
            return "Halaman dilepas dan menunggu dipilah lagi."
    except Galat as galat:
        if form.is_bound:
            tambah_galat(form, galat)
        else:
            messages.error(request, galat.pesan)
    return ""
