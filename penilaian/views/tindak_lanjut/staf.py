"""The tab Tindak lanjut: how many innovations run and why not, who has not reported, the catalogue, the book."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from diklat.models import Gelombang
from diklat.views.bingkai import ambil_gelombang, bingkai
from kantor.galat import Galat
from kantor.lib.excel import Kolom, Lembar
from kantor.lingkup import Hak
from kantor.models import Pengguna
from kantor.views.dasar import ambil, khusus_staf, tambah_galat, terkirim
from kantor.views.unduh import jawab_excel
from kantor.zona import hari_ini
from penilaian.forms.inovasi import FormJawabLaporan, FormKatalog
from penilaian.models.inovasi import BULAN
from penilaian.queries.tindak_lanjut import (
    SARING,
    BarisTindakLanjut,
    Suara,
    baris_tindak_lanjut,
    daftar_tindak_lanjut,
    ringkas_tindak_lanjut,
    suara_untuk,
    tindak_lanjut_untuk,
    tonggak,
)
from penilaian.services.buku_inovasi import JENIS_BUKU, cetak_buku
from penilaian.services.inovasi import rancangan, tarik_inovasi, terbitkan_inovasi, tulis_inovasi
from penilaian.views.tindak_lanjut.jawab import jawab
from peserta.models import Pendaftaran
from peserta.views.staf.alat import proses_gelombang

TAB = "penilaian:gelombang_tindak_lanjut"
UKURAN = 100
KOLOM = [
    Kolom("Nama dan gelar", lebar=36),
    Kolom("NIP / NI PPPK", "nip"),
    Kolom("Unit kerja", lebar=40),
    Kolom("Inovasi", lebar=60),
    Kolom("Klaster", lebar=24),
    *[
        Kolom(f"{apa} bulan ke-{b}", lebar=24)
        for b in BULAN
        for apa in ("Keadaan", "Sebab", "Laporan")
    ],
    Kolom("Warga: berjalan", "bulat"),
    Kolom("Warga: sebagian", "bulat"),
    Kolom("Warga: tidak", "bulat"),
    Kolom("Di katalog sejak", "tanggal_jam"),
]  # fmt: skip


def tampak(gelombang: Gelombang, pengguna: Pengguna) -> bool:
    """Where plans are written and the event is no longer a draft."""
    return gelombang.status in (Gelombang.Status.BERLANGSUNG, Gelombang.Status.SELESAI) and hasattr(
        gelombang, "aturan_rencana"
    )


@require_safe
@khusus_staf()
def daftar(request: HttpRequest, slug: str) -> HttpResponse:
    """The figures, and every innovation with its three reports."""
    gelombang = ambil_gelombang(request, slug)
    hari = hari_ini(gelombang.instansi)
    mulai = int(m) if (m := request.GET.get("mulai", "")).isdecimal() and len(m) < 6 else 0
    saring = request.GET.get("keadaan", "")
    semua = list(daftar_tindak_lanjut(gelombang, hari, saring=saring)[mulai : mulai + UKURAN + 1])
    isi = bingkai(
        request,
        gelombang,
        TAB,
        ringkas=ringkas_tindak_lanjut(gelombang),
        baris=baris_tindak_lanjut(semua[:UKURAN], hari),
        saring=saring,
        pilihan=SARING,
        proses=proses_gelombang(request, gelombang, JENIS_BUKU, hanya_hidup=False),
        sebelumnya=_halaman(request, max(mulai - UKURAN, 0)) if mulai else None,
        berikutnya=_halaman(request, mulai + UKURAN) if len(semua) > UKURAN else None,
    )
    return render(request, "penilaian/tindak_lanjut/staf.html", isi)


@require_safe
@khusus_staf()
def excel(request: HttpRequest, slug: str) -> FileResponse:
    """The same list as Excel, narrowed the same way."""
    gelombang = ambil_gelombang(request, slug)
    hari = hari_ini(gelombang.instansi)
    semua = daftar_tindak_lanjut(gelombang, hari, saring=request.GET.get("keadaan", ""))
    judul = ("TINDAK LANJUT INOVASI", f"{gelombang.kurikulum.program.nama} {gelombang.sebutan}")
    lembar = Lembar("Tindak lanjut", KOLOM, map(_baris_excel, baris_tindak_lanjut(semua, hari)), judul=judul)
    return jawab_excel(f"Tindak lanjut {slug}", lembar, instansi=gelombang.instansi)


@require_POST
@khusus_staf()
def buku(request: HttpRequest, slug: str) -> HttpResponse:
    """Have the buku inovasi printed."""
    gelombang = ambil_gelombang(request, slug)
    try:
        cetak_buku(oleh=request.user, gelombang=gelombang)
    except Galat as galat:
        messages.error(request, galat.pesan)
    else:
        messages.success(request, "Buku inovasi sedang disusun. PDF-nya siap sebentar lagi di halaman ini.")
    return redirect(TAB, slug)


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_staf()
def satu(request: HttpRequest, slug: str, nomor: str) -> HttpResponse:
    """One innovation: its reports, what people say, its words in the catalogue."""
    if request.method == "POST":
        return _tulis(request, slug, nomor)
    return _tampil(request, slug, nomor)


@khusus_staf(Hak.KERJA)
def _tulis(request: HttpRequest, slug: str, nomor: str) -> HttpResponse:
    _, p = _ambil(request, slug, nomor, Hak.KERJA)
    form = _form_katalog(request, p)
    if form.is_valid():
        try:
            tulis_inovasi(oleh=request.user, pendaftaran=p, **form.cleaned_data)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, "Keterangan inovasi tersimpan.")
            return redirect("penilaian:tindak_lanjut_satu", slug, nomor)
    return _tampil(request, slug, nomor, form=form, status=400)


@require_POST
@khusus_staf(Hak.KERJA)
def terbit(request: HttpRequest, slug: str, nomor: str) -> HttpResponse:
    """Put the entry into the catalogue, or take it out."""
    _, p = _ambil(request, slug, nomor, Hak.KERJA)
    tarik = "tarik" in request.POST
    try:
        (tarik_inovasi if tarik else terbitkan_inovasi)(oleh=request.user, pendaftaran=p)
    except Galat as galat:
        kata = " ".join(str(k) for k in galat.rincian.values()) or galat.pesan
        messages.error(request, kata)
    else:
        messages.success(request, "Ditarik dari katalog." if tarik else "Terbit di Katalog Inovasi.")
    return redirect("penilaian:tindak_lanjut_satu", slug, nomor)


@require_POST
@khusus_staf(Hak.KERJA)
def jawab_laporan(request: HttpRequest, slug: str, nomor: str, bulan: int) -> HttpResponse:
    """Panitia confirms in the mentor's place, or opens a report again; both with a reason."""
    _, p = _ambil(request, slug, nomor, Hak.KERJA)
    form = jawab(request, p, bulan)
    if form is None:
        return redirect("penilaian:tindak_lanjut_satu", slug, nomor)
    return _tampil(request, slug, nomor, form_jawab={bulan: form}, status=400)


def _ambil(
    request: HttpRequest, slug: str, nomor: str, hak: Hak = Hak.LIHAT
) -> tuple[Gelombang, Pendaftaran]:
    gelombang = ambil_gelombang(request, slug, hak)
    semua = Pendaftaran.objects.filter(gelombang=gelombang).select_related(
        "pegawai__akun", "pegawai__pribadi", "pribadi", "gelombang__instansi", "gelombang__kurikulum__program"
    )
    return gelombang, ambil(semua, nomor=nomor)


def _form_katalog(request: HttpRequest, p: Pendaftaran) -> FormKatalog:
    rencana = tindak_lanjut_untuk(p)
    if rencana is None:
        raise Http404
    return FormKatalog(
        terkirim(request), p=p, inovasi=getattr(rencana, "inovasi", None) or rancangan(rencana)
    )


def _tampil(
    request: HttpRequest,
    slug: str,
    nomor: str,
    *,
    form: FormKatalog | None = None,
    form_jawab: dict[int, FormJawabLaporan] | None = None,
    status: int = 200,
) -> HttpResponse:
    gelombang, p = _ambil(request, slug, nomor)
    rencana = tindak_lanjut_untuk(p)
    if rencana is None:
        raise Http404
    inovasi = getattr(rencana, "inovasi", None)
    salah = form_jawab or {}
    isi = bingkai(
        request,
        gelombang,
        TAB,
        p=p,
        rencana=rencana,
        inovasi=inovasi,
        tonggak=[
            (
                t,
                salah.get(t.bulan) or _form_jawab(t.laporan.dikirim.isoformat(), t.bulan)
                if t.laporan
                else None,
            )
            for t in tonggak(rencana, hari_ini(gelombang.instansi))
        ],
        suara=suara_untuk([rencana.pk]).get(rencana.pk, Suara()),
        catatan_warga=inovasi.suara.exclude(catatan="")[:20] if inovasi else [],
        form=form or FormKatalog(p=p, inovasi=inovasi or rancangan(rencana)),
    )
    return render(request, "penilaian/tindak_lanjut/staf_satu.html", isi, status=status)


def _form_jawab(dikirim: str, bulan: int) -> FormJawabLaporan:
    return FormJawabLaporan(initial={"dikirim": dikirim}, auto_id=f"id_bulan_{bulan}_%s")


def _baris_excel(b: BarisTindakLanjut) -> tuple[Any, ...]:
    return (
        b.p.nama_lengkap,
        b.p.pegawai.nip,
        b.p.unit_nama,
        b.rencana.judul,
        b.rencana.klaster.nama if b.rencana.klaster else "",
        *_laporan_excel(b),
        b.suara.ya,
        b.suara.sebagian,
        b.suara.tidak,
        inovasi.diterbitkan if (inovasi := getattr(b.rencana, "inovasi", None)) else None,
    )


def _laporan_excel(b: BarisTindakLanjut) -> Iterator[str]:
    for t in b.tonggak:
        x = t.laporan
        yield x.get_keadaan_display() if x else ""
        yield x.get_sebab_display() if x and x.sebab else ""
        yield x.get_status_display() if x else ("Terlambat" if t.terlambat else "")


def _halaman(request: HttpRequest, mulai: int) -> str:
    param = request.GET.copy()
    param["mulai"] = str(mulai)
    return f"?{param.urlencode()}"
