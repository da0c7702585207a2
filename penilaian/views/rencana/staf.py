"""The tab Rencana aksi: the rule, who stands where, mentors for many at once, reminders."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from diklat.models import Gelombang, Program
from diklat.models.gelombang import BELUM_SELESAI
from diklat.views.bingkai import ambil_gelombang, bingkai
from kantor.galat import Galat
from kantor.lib.excel import Kolom, Lembar
from kantor.lingkup import Hak
from kantor.models import Pegawai, Pengguna
from kantor.views.dasar import khusus_staf, tambah_galat, terkirim
from kantor.views.unduh import jawab_excel
from penilaian.forms.mentor import FormSerahTerima, FormTunjukBanyak
from penilaian.forms.rencana import FormAturan
from penilaian.models import AturanRencana, Klaster, Pendamping
from penilaian.models.pendamping import MENDAMPINGI
from penilaian.queries.rencana import SARING, daftar_rencana, ringkas_rencana
from penilaian.services.pendamping import ingatkan_mentor, serah_terima, tunjuk_banyak
from penilaian.services.rencana import atur_rencana, ingatkan_penulis, tiadakan_rencana
from peserta.models import Pendaftaran
from peserta.views.staf.alat import angka

TAB = "penilaian:gelombang_rencana"
UKURAN = 100
J = Program.Jenis
# Events of half a day to which offices send a delegate: nobody writes a plan there.
TANPA_RENCANA = {J.SOSIALISASI}
KOLOM = [
    Kolom("NDH", "bulat"),
    Kolom("Nama dan gelar", lebar=36),
    Kolom("NIP / NI PPPK", "nip"),
    Kolom("Unit kerja", lebar=40),
    Kolom("Judul", lebar=60),
    Kolom("Klaster", lebar=24),
    Kolom("Status", lebar=20),
    Kolom("Mentor", lebar=36),
    Kolom("Jabatan mentor", lebar=36),
    Kolom("Kesediaan mentor", lebar=20),
    Kolom("Coach", lebar=36),
    Kolom("Terakhir disimpan", "tanggal_jam"),
    Kolom("Dikirim", "tanggal_jam"),
    Kolom("Versi", "bulat"),
    Kolom("Bimbingan", "bulat"),
    Kolom("Diparaf", "bulat"),
]


def tampak(gelombang: Gelombang, pengguna: Pengguna) -> bool:
    """Whether this kind of event has the tab."""
    return gelombang.kurikulum.program.jenis not in TANPA_RENCANA


@require_safe
@khusus_staf()
def daftar(request: HttpRequest, slug: str) -> HttpResponse:
    """Everybody who writes a plan, with its state and who guides."""
    gelombang = ambil_gelombang(request, slug)
    aturan = getattr(gelombang, "aturan_rencana", None)
    if aturan is None:
        return render(
            request,
            "penilaian/rencana/staf_mulai.html",
            bingkai(request, gelombang, TAB, terbuka=_terbuka(gelombang)),
        )
    mulai = int(m) if (m := request.GET.get("mulai", "")).isdecimal() and len(m) < 6 else 0
    baris = list(_tersaring(request, gelombang)[mulai : mulai + UKURAN + 1])
    isi = bingkai(
        request,
        gelombang,
        TAB,
        aturan=aturan,
        baris=[(p, *dua(p)) for p in baris[:UKURAN]],
        ringkas=ringkas_rencana(gelombang),
        saring=request.GET.get("status", ""),
        pilihan=SARING,
        klaster=Klaster.objects.filter(instansi=gelombang.instansi_id),
        klaster_dipilih=request.GET.get("klaster", ""),
        form=FormTunjukBanyak(),
        terbuka=_terbuka(gelombang),
        sebelumnya=_halaman(request, max(mulai - UKURAN, 0)) if mulai else None,
        berikutnya=_halaman(request, mulai + UKURAN) if len(baris) > UKURAN else None,
    )
    return render(request, "penilaian/rencana/staf.html", isi)


@require_safe
@khusus_staf()
def excel(request: HttpRequest, slug: str) -> FileResponse:
    """The same list as Excel, narrowed the same way."""
    gelombang = ambil_gelombang(request, slug)
    judul = ("DAFTAR RENCANA AKSI", f"{gelombang.kurikulum.program.nama} {gelombang.sebutan}")
    lembar = Lembar("Rencana aksi", KOLOM, _baris_excel(_tersaring(request, gelombang)), judul=judul)
    return jawab_excel(f"Rencana aksi {slug}", lembar, instansi=gelombang.instansi)


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_staf(Hak.KERJA)
def aturan(request: HttpRequest, slug: str) -> HttpResponse:
    """Switch plans on for this gelombang, change what is asked, extend the time."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    ada = AturanRencana.objects.filter(gelombang=gelombang).first()
    form = FormAturan(terkirim(request), instance=ada)
    if request.method == "POST" and "tiadakan" in request.POST:
        return _tiadakan(request, gelombang)
    if request.method == "POST" and form.is_valid():
        try:
            atur_rencana(oleh=request.user, gelombang=gelombang, **form.cleaned_data)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, "Aturan rencana aksi tersimpan.")
            return redirect(TAB, slug)
    isi = bingkai(request, gelombang, TAB, form=form, ada=ada)
    return render(request, "penilaian/rencana/aturan.html", isi, status=400 if form.errors else 200)


def _tiadakan(request: HttpRequest, gelombang: Gelombang) -> HttpResponse:
    try:
        tiadakan_rencana(oleh=request.user, gelombang=gelombang)
    except Galat as galat:
        messages.error(request, galat.pesan)
    else:
        messages.success(request, "Gelombang ini tidak lagi memakai rencana aksi.")
    return redirect(TAB, gelombang.slug)


@require_POST
@khusus_staf(Hak.KERJA)
def tunjuk(request: HttpRequest, slug: str) -> HttpResponse:
    """Invite mentors for those who were chosen: the atasan langsung, or the Camat."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    form = FormTunjukBanyak(request.POST)
    pilihan = angka(request.POST.getlist("pilih"))
    if not pilihan or not form.is_valid():
        messages.warning(request, "Pilih dahulu pesertanya.")
        return redirect(TAB, slug)
    try:
        hasil = tunjuk_banyak(oleh=request.user, gelombang=gelombang, pilihan=pilihan, **form.cleaned_data)
    except Galat as galat:
        messages.error(request, galat.pesan)
        return redirect(TAB, slug)
    if hasil.ditunjuk:
        messages.success(request, f"Mentor untuk {hasil.ditunjuk} peserta diundang.")
    if hasil.tanpa:
        nama = ", ".join(hasil.tanpa[:10]) + (" dan lainnya" if len(hasil.tanpa) > 10 else "")
        messages.warning(
            request, f"Belum ditemukan orangnya pada data pegawai: {nama}. Tunjuk satu per satu."
        )
    if not hasil.ditunjuk and not hasil.tanpa:
        messages.info(request, "Semua yang dipilih sudah memiliki mentor.")
    return redirect(TAB, slug)


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_staf(Hak.KERJA)
def alih(request: HttpRequest, slug: str) -> HttpResponse:
    """Handover: all whom one mentor guides pass to another."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    form = FormSerahTerima(terkirim(request))
    form.fields["dari"].queryset = (
        Pegawai.objects.filter(mendampingi__in=_kini(gelombang)).distinct().order_by("nama_kunci", "pk")
    )
    if request.method == "POST" and form.is_valid():
        isi = dict(form.cleaned_data)
        try:
            n = serah_terima(oleh=request.user, gelombang=gelombang, ke=isi.pop("nip"), **isi)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, f"{n} peserta beralih. Mentor yang baru mendapat undangan.")
            return redirect(TAB, slug)
    konteks = bingkai(request, gelombang, TAB, form=form)
    return render(request, "penilaian/rencana/alih.html", konteks, status=400 if form.errors else 200)


@require_POST
@khusus_staf(Hak.KERJA)
def ingatkan(request: HttpRequest, slug: str) -> HttpResponse:
    """Letters to those for whom something waits."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    siapa, lakukan = (
        ("mentor", ingatkan_mentor)
        if request.POST.get("siapa") == "mentor"
        else ("peserta", ingatkan_penulis)
    )
    try:
        n = lakukan(oleh=request.user, gelombang=gelombang)
    except Galat as galat:
        messages.error(request, galat.pesan)
        return redirect(TAB, slug)
    kata = f"Pengingat dikirim kepada {n} {siapa}." if n else (
        f"Tidak ada {siapa} yang perlu diingatkan, atau semuanya sudah diingatkan dalam 12 jam terakhir."
    )  # fmt: skip
    messages.success(request, kata)
    return redirect(TAB, slug)


def dua(p: Pendaftaran) -> tuple[Pendamping | None, Pendamping | None]:
    """Mentor and coach of this row of `daftar_rencana`; one who declined only while nobody has come in the place."""

    def satu(peran: str) -> Pendamping | None:
        semua = [d for d in p.kini if d.peran == peran]
        return next((d for d in semua if d.status in MENDAMPINGI), semua[-1] if semua else None)

    return satu("mentor"), satu("coach")


def _tersaring(request: HttpRequest, gelombang: Gelombang) -> QuerySet[Pendaftaran]:
    klaster = request.GET.get("klaster", "")
    return daftar_rencana(
        gelombang,
        saring=request.GET.get("status", ""),
        klaster=int(klaster) if klaster.isdecimal() and len(klaster) < 10 else None,
    )


def _kini(gelombang: Gelombang) -> QuerySet[Pendamping]:
    return Pendamping.objects.filter(pendaftaran__gelombang=gelombang, status__in=MENDAMPINGI)


def _terbuka(gelombang: Gelombang) -> bool:
    return gelombang.status in BELUM_SELESAI


def _halaman(request: HttpRequest, mulai: int) -> str:
    param = request.GET.copy()
    param["mulai"] = str(mulai)
    return f"?{param.urlencode()}"


def _baris_excel(baris: QuerySet[Pendaftaran]) -> Iterator[tuple[Any, ...]]:
    for p in baris:
        mentor, coach = dua(p)
        r = getattr(p, "rencana", None)
        yield (
            p.ndh,
            p.nama_lengkap,
            p.pegawai.nip,
            p.unit_nama,
            r.judul if r else "",
            r.klaster.nama if r and r.klaster else "",
            r.get_status_display() if r else "Belum mulai menulis",
            mentor.nama_lengkap if mentor else "",
            mentor.jabatan_cetak if mentor else "",
            mentor.get_status_display() if mentor else "",
            coach.nama_lengkap if coach else "",
            r.disimpan if r else None,
            r.diajukan if r else None,
            p.banyak_versi,
            p.banyak_bimbingan,
            p.banyak_paraf,
        )
