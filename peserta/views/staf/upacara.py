"""The tab Upacara: pembukaan and penutupan with their order of events, guests and paper."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from diklat.models import Gelombang, Sesi
from diklat.views.bingkai import ambil_gelombang, bingkai
from kantor.galat import Galat
from kantor.lib.excel import Kolom, Lembar
from kantor.lingkup import Hak
from kantor.views.dasar import ambil, khusus_staf, tambah_galat, terkirim
from kantor.views.unduh import jawab_excel
from peserta.forms.upacara import FormTamu, FormUpacara
from peserta.models import Tamu, Upacara
from peserta.services.upacara import (
    JENIS_SUSUNAN,
    HasilUndang,
    RencanaBerubah,
    atur_upacara,
    catat_tamu,
    cetak_susunan_acara,
    di_luar_tanggal,
    hapus_tamu,
    sidik_rencana,
    undang_tamu,
)
from peserta.views.staf.alat import proses_gelombang

TAB = "peserta:gelombang_upacara"
SEBUT_MAKS = 10
KOLOM = [
    Kolom("Nama", lebar=36),
    Kolom("Jabatan", lebar=36),
    Kolom("Instansi", lebar=36),
    Kolom("Hadir pada", "tanggal_jam"),
]


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_staf()
def upacara(request: HttpRequest, slug: str, jenis: str = "pembukaan") -> HttpResponse:
    """One ceremony: the plan, the guests and who came; more guests are added below."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA if request.method == "POST" else Hak.LIHAT)
    baris = _harus(gelombang, jenis) if request.method == "POST" else _cari(gelombang, jenis)
    form = FormTamu(terkirim(request))
    if baris is not None and form.is_bound and form.is_valid():
        try:
            hasil = undang_tamu(oleh=request.user, upacara=baris, tamu=form.cleaned_data["tamu"])
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            _sebut_tamu(request, hasil)
            return redirect("peserta:upacara_satu", slug, jenis)
    tamu = list(baris.tamu.all()) if baris else []
    isi = bingkai(
        request,
        gelombang,
        TAB,
        jenis=jenis,
        pilihan=Upacara.Jenis.choices,
        upacara=baris,
        acara=list(baris.acara.all()) if baris else [],
        tamu=tamu,
        hadir=sum(1 for t in tamu if t.hadir_pada),
        form=form,
        proses=proses_gelombang(request, gelombang, JENIS_SUSUNAN, hanya_hidup=False)[:1],
        dapat_diubah=gelombang.status != Gelombang.Status.DIBATALKAN,
        bergeser=baris is not None and di_luar_tanggal(baris),
    )
    return render(request, "peserta/staf/upacara.html", isi, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_staf(Hak.KERJA)
def ubah(request: HttpRequest, slug: str, jenis: str) -> HttpResponse:
    """The official, mewakili whom, the report, the order of events."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    baris = _cari(gelombang, jenis)
    sesi = Sesi.objects.filter(gelombang=gelombang, jenis=jenis, batal=False).order_by("mulai", "pk").first()
    awal = {"tempat": gelombang.tempat, "mulai": sesi.mulai if sesi else None}
    form = FormUpacara.dari(baris, jenis, terkirim(request), **awal)
    kini: Upacara | None = None
    if request.method == "POST" and form.is_valid():
        try:
            atur_upacara(
                oleh=request.user,
                gelombang=gelombang,
                jenis=jenis,
                rencana=form.rencana(),
                acara=form.cleaned_data["acara"],
                semula=form.cleaned_data["semula"],
            )
        except Galat as galat:
            tambah_galat(form, galat)
            if isinstance(galat, RencanaBerubah):
                # What was typed stays, beside what stands now; saved once more it is what counts.
                kini = _cari(gelombang, jenis)
                form.data = form.data.copy()  # type: ignore[union-attr]
                form.data["semula"] = sidik_rencana(kini)  # type: ignore[index]
        else:
            messages.success(request, "Rencana upacara tersimpan.")
            return redirect("peserta:upacara_satu", slug, jenis)
    isi = bingkai(
        request, gelombang, TAB, form=form, kini=kini, jenis=jenis, judul=Upacara.Jenis(jenis).label
    )
    return render(request, "peserta/staf/upacara_form.html", isi, status=400 if form.errors else 200)


@require_POST
@khusus_staf()
def cetak(request: HttpRequest, slug: str, jenis: str) -> HttpResponse:
    """Ask the worker for the paper."""
    baris = _harus(ambil_gelombang(request, slug), jenis)
    _coba(request, "Susunan acara sedang dicetak.", cetak_susunan_acara, upacara=baris)
    return redirect("peserta:upacara_satu", slug, jenis)


@require_POST
@khusus_staf(Hak.KERJA)
def tamu(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A guest is there, is not after all, or leaves the list."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    baris = ambil(Tamu.objects.filter(upacara__gelombang=gelombang).select_related("upacara"), pk=pk)
    laku = request.POST.get("laku")
    if laku == "hapus":
        _coba(request, f"{baris.nama} dihapus dari daftar tamu.", hapus_tamu, tamu=baris)
    elif laku in {"hadir", "batal"}:
        hadir = laku == "hadir"
        pesan = f"{baris.nama} dicatat hadir." if hadir else f"Catatan hadir {baris.nama} dibatalkan."
        _coba(request, pesan, catat_tamu, tamu=baris, hadir=hadir)
    return redirect("peserta:upacara_satu", slug, baris.upacara.jenis)


@require_safe
@khusus_staf()
def tamu_excel(request: HttpRequest, slug: str, jenis: str) -> FileResponse:
    """The guests of one ceremony with who came."""
    gelombang = ambil_gelombang(request, slug)
    baris = _harus(gelombang, jenis)
    isi = ((t.nama, t.jabatan, t.asal, t.hadir_pada) for t in baris.tamu.all())
    judul = (
        f"DAFTAR TAMU {baris.get_jenis_display().upper()}",
        f"{gelombang.kurikulum.program.nama} {gelombang.sebutan}",
    )
    lembar = Lembar("Tamu", KOLOM, isi, judul=judul, bernomor=True)
    return jawab_excel(f"Tamu {jenis} {slug}", lembar, instansi=gelombang.instansi)


def _sebut_tamu(request: HttpRequest, hasil: HasilUndang) -> None:
    if hasil.baru:
        messages.success(request, f"{hasil.baru} tamu ditambahkan.")
    if hasil.sudah:
        lain = len(hasil.sudah) - SEBUT_MAKS
        dan = f"; dan {lain} orang lain" if lain > 0 else ""
        messages.info(request, f"Sudah ada di daftar: {'; '.join(hasil.sudah[:SEBUT_MAKS])}{dan}.")


def _cari(gelombang: Gelombang, jenis: str) -> Upacara | None:
    if jenis not in Upacara.Jenis.values:
        raise Http404
    baris = Upacara.objects.filter(gelombang=gelombang, jenis=jenis).first()
    if baris is not None:
        baris.gelombang = gelombang
    return baris


def _harus(gelombang: Gelombang, jenis: str) -> Upacara:
    if (baris := _cari(gelombang, jenis)) is None:
        raise Http404
    return baris


def _coba(request: HttpRequest, pesan: str, layanan: Any, **isi: Any) -> None:
    try:
        layanan(oleh=request.user, **isi)
    except Galat as galat:
        messages.error(request, galat.pesan)
    else:
        messages.success(request, pesan)
