"""The tab Jadwal of a gelombang: the plan by day, a whole proposal, a copy, Excel."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from diklat.forms.jadwal import FormGeser, FormSalinJadwal, FormSusun
from diklat.models import Gelombang
from diklat.queries.jadwal import hari_bersesi, jp_per_modul
from diklat.queries.papan import Hari, SesiPapan, berakhir, papan
from diklat.services.geser_jadwal import geser_jadwal
from diklat.services.salin_jadwal import salin_jadwal
from diklat.services.sesi import hapus_draf
from diklat.services.susun import susun_otomatis
from diklat.views.bingkai import ambil_gelombang, bingkai
from kantor import zona
from kantor.galat import Galat
from kantor.lib.excel import Kolom, Lembar
from kantor.lib.tanggal import jam, panjang
from kantor.lingkup import Hak
from kantor.views.dasar import khusus_staf, tambah_galat, terkirim
from kantor.views.unduh import jawab_excel

TAB = "diklat:gelombang_jadwal"
GET_POST = ["GET", "HEAD", "POST"]
KOLOM = [
    Kolom("Hari", lebar=28),
    Kolom("Mulai", lebar=11),
    Kolom("Selesai", lebar=11),
    Kolom("Sesi", lebar=46),
    Kolom("Metode", lebar=18),
    Kolom("JP", "angka"),
    Kolom("Tempat", lebar=30),
    Kolom("Narasumber", lebar=46),
    Kolom("Keadaan", lebar=24),
]


@require_safe
@khusus_staf()
def halaman_jadwal(request: HttpRequest, slug: str) -> HttpResponse:
    """The plan by day with what is not yet published of it; JP planned against JP due."""
    gelombang = ambil_gelombang(request, slug)
    hari = papan(gelombang)
    semua = [satu for h in hari for satu in h.isi]
    # After the end nothing is published any more, so nothing waits for it.
    perubahan = [satu.perubahan for satu in semua if satu.perubahan and dapat_diubah(gelombang)]
    jp = jp_per_modul(gelombang)
    isi = bingkai(
        request,
        gelombang,
        TAB,
        hari=hari,
        hari_ini=zona.hari_ini(gelombang.instansi),
        jp=jp,
        jp_kurang=any(satu.kurang > 0 for satu in jp),
        perubahan=perubahan,
        draf=sum(p.jenis == "baru" for p in perubahan),
        sudah_terbit=any(hasattr(satu.sesi, "terbitan") for satu in semua),
        tanpa_pengajar=sum(satu.jp is not None and not satu.sesi.pengajar.all() for satu in semua),
        di_luar=sum(satu.di_luar for satu in semua),
        dapat_diubah=dapat_diubah(gelombang),
    )
    return render(request, "diklat/jadwal.html", isi)


@require_safe
@khusus_staf()
def jadwal_excel(request: HttpRequest, slug: str) -> FileResponse:
    """The plan as Excel, a row per session."""
    gelombang = ambil_gelombang(request, slug)
    judul = ("JADWAL", f"{gelombang.kurikulum.program.nama} {gelombang.sebutan}", gelombang.tempat)
    baris = _baris_excel(papan(gelombang), gelombang.instansi.zona_waktu)
    return jawab_excel(
        f"Jadwal {slug}", Lembar("Jadwal", KOLOM, baris, judul=judul), instansi=gelombang.instansi
    )


@require_http_methods(GET_POST)
@khusus_staf(Hak.KERJA)
def jadwal_susun(request: HttpRequest, slug: str) -> HttpResponse:
    """Propose sessions for every JP that has none; they are drafts."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    jp = {satu.modul.pk: satu for satu in jp_per_modul(gelombang)}
    form = FormSusun(terkirim(request), gelombang=gelombang, jp=jp.values())
    if request.method == "POST" and form.is_valid():
        try:
            sesi = susun_otomatis(oleh=request.user, gelombang=gelombang, aturan=form.aturan())
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(
                request, f"{len(sesi)} sesi disusun sebagai draf. Periksa, ubah bila perlu, lalu terbitkan."
            )
            return redirect(TAB, slug)
    baris = [(jp[modul.pk], bidang) for modul, bidang in form.baris_modul()]
    isi = bingkai(request, gelombang, TAB, form=form, baris=baris, ada_modul=bool(jp))
    return render(request, "diklat/jadwal_susun.html", isi, status=400 if form.errors else 200)


@require_http_methods(GET_POST)
@khusus_staf(Hak.KERJA)
def jadwal_salin(request: HttpRequest, slug: str) -> HttpResponse:
    """Take over the timetable of another gelombang of the same kurikulum."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    pilihan = _dapat_disalin(request, gelombang)
    form = FormSalinJadwal(terkirim(request), pilihan=pilihan)
    if request.method == "POST" and form.is_valid():
        try:
            catatan = salin_jadwal(oleh=request.user, dari=form.cleaned_data["dari"], ke=gelombang)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, "Jadwal disalin sebagai draf, digeser ke tanggal gelombang ini.")
            for kalimat in catatan:
                messages.warning(request, kalimat)
            return redirect(TAB, slug)
    isi = bingkai(request, gelombang, TAB, form=form, ada=pilihan.exists())
    return render(request, "diklat/jadwal_salin.html", isi, status=400 if form.errors else 200)


@require_http_methods(GET_POST)
@khusus_staf(Hak.KERJA)
def jadwal_geser(request: HttpRequest, slug: str) -> HttpResponse:
    """Move the sessions from a day on by as many days as bring the first of them to the day chosen."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    hari = hari_bersesi(gelombang)
    form = FormGeser(terkirim(request), gelombang=gelombang, hari_sesi=hari)
    if request.method == "POST" and form.is_valid():
        try:
            catatan = geser_jadwal(oleh=request.user, gelombang=gelombang, **form.cleaned_data)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, "Sesi digeser. Periksa, lalu terbitkan perubahannya.")
            for kalimat in catatan:
                messages.warning(request, kalimat)
            return redirect(TAB, slug)
    isi = bingkai(
        request,
        gelombang,
        TAB,
        form=form,
        hari=hari,
        dapat_diubah=dapat_diubah(gelombang),
    )
    return render(request, "diklat/jadwal_geser.html", isi, status=400 if form.errors else 200)


@require_http_methods(GET_POST)
@khusus_staf(Hak.KERJA)
def jadwal_hapus_draf(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask once, then delete every session that was never published."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    if request.method == "POST":
        try:
            banyak = hapus_draf(oleh=request.user, gelombang=gelombang)
        except Galat as galat:
            messages.error(request, galat.pesan)
        else:
            messages.success(request, f"{banyak} draf sesi dihapus.")
            if tetap := gelombang.sesi.filter(terbitan=None).count():
                messages.warning(request, f"{tetap} sesi tetap ada: kehadirannya sudah dicatat.")
        return redirect(TAB, slug)
    isi = bingkai(
        request,
        gelombang,
        TAB,
        judul=f"Hapus {gelombang.sesi.filter(terbitan=None).count()} draf sesi?",
        kalimat="Sesi yang belum pernah terbit hilang dari jadwal. Sesi yang sudah terbit tidak berubah.",
        tindakan="Hapus semua draf",
        alamat_batal=reverse(TAB, args=[slug]),
        bahaya=True,
    )
    return render(request, "diklat/jadwal_konfirmasi.html", isi)


def dapat_diubah(gelombang: Gelombang) -> bool:
    """False once the gelombang has ended."""
    return not berakhir(gelombang)


def _dapat_disalin(request: HttpRequest, gelombang: Gelombang) -> QuerySet[Gelombang]:
    milik = Gelombang.objects.untuk(request.user, Hak.LIHAT).filter(
        kurikulum=gelombang.kurikulum_id, instansi=gelombang.instansi_id, sesi__batal=False
    )
    return (
        milik.exclude(pk=gelombang.pk)
        .select_related("kurikulum__program", "instansi")
        .distinct()
        .order_by("-mulai", "pk")
    )


def _baris_excel(hari: list[Hari[SesiPapan]], zona: str) -> Iterator[tuple[Any, ...]]:
    for satu in hari:
        for isi in satu.isi:
            sesi = isi.sesi
            yield (
                panjang(sesi.mulai.astimezone(ZoneInfo(zona)).date()),
                jam(sesi.mulai, zona),
                jam(sesi.selesai, zona),
                sesi.judul,
                sesi.get_jenis_display(),
                isi.jp,
                sesi.tempat,
                "; ".join(p.narasumber.nama_lengkap for p in sesi.pengajar.all()),
                isi.keadaan.kata,
            )
