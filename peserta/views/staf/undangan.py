"""The tab Undangan OPD: a seat for each, its answer, who came; the screen for the projector."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from diklat.models import Gelombang
from diklat.views.bingkai import ambil_gelombang, bingkai
from kantor.galat import Galat
from kantor.lib.excel import Kolom, Lembar
from kantor.lingkup import Hak
from kantor.models import Pengguna
from kantor.views.dasar import ambil, khusus_staf, tambah_galat, terkirim
from kantor.views.unduh import jawab_excel
from peserta.forms.undangan import FormTidakHadir, FormUndang, FormUtusan
from peserta.models.undangan import StatusUndangan, UndanganOpd
from peserta.queries.undangan import (
    JENIS_UNDANGAN,
    batas_undangan,
    dapat_dijawab,
    opd_belum_diundang,
    ringkasan_undangan,
    riwayat_undangan,
    undangan_gelombang,
)
from peserta.services.surat_undangan import teks_undangan
from peserta.services.undangan import (
    batal_hadir_opd,
    batalkan_undangan,
    catat_hadir_opd,
    jawab_undangan,
    nyatakan_tidak_hadir,
    undang_opd,
)

TAB = "peserta:gelombang_undangan"
KOLOM = [
    Kolom("Perangkat daerah", lebar=44),
    Kolom("Status", lebar=18),
    Kolom("Nama dan gelar", lebar=36),
    Kolom("NIP / NI PPPK", "nip"),
    Kolom("Jabatan", lebar=36),
    Kolom("Mewakili pimpinan"),
    Kolom("Dijawab", "tanggal_jam"),
    Kolom("Hadir pada", "tanggal_jam"),
    Kolom("Alasan", lebar=32),
    Kolom("Nomor surat", lebar=24),
]


def tampak(gelombang: Gelombang, pengguna: Pengguna) -> bool:
    """Whether this kind of event has the tab."""
    return gelombang.kurikulum.program.jenis in JENIS_UNDANGAN


@require_safe
@khusus_staf()
def daftar_undangan(request: HttpRequest, slug: str) -> HttpResponse:
    """Every seat with its state; those who are there one tap away."""
    gelombang = ambil_gelombang(request, slug)
    semua = list(undangan_gelombang(gelombang))
    status = request.GET.get("status", "")
    tampil = [u for u in semua if not status or u.status == status or (status == "hadir" and u.hadir)]
    isi = bingkai(
        request,
        gelombang,
        TAB,
        undangan=tampil,
        ringkas=ringkasan_undangan(semua),
        status=status,
        pilihan=[("", "Semua"), ("hadir", "Hadir"), *StatusUndangan.choices],
        batas=batas_undangan(gelombang),
        terbuka=dapat_dijawab(gelombang, panitia=True),
    )
    return render(request, "peserta/staf/undangan.html", isi)


@require_safe
@khusus_staf()
def undangan_excel(request: HttpRequest, slug: str) -> FileResponse:
    """The same list as Excel, narrowed the same way."""
    gelombang = ambil_gelombang(request, slug)
    baris = (
        (
            str(u.unit),
            u.get_status_display(),
            u.nama,
            u.nip,
            u.jabatan,
            "Ya" if u.mewakili and u.nama else "",
            u.dijawab,
            u.hadir_pada,
            "" if u.hadir else u.alasan,
            u.nomor_surat,
        )
        for u in undangan_gelombang(gelombang, status=request.GET.get("status", ""))
    )
    judul = ("DAFTAR HADIR PERANGKAT DAERAH", f"{gelombang.kurikulum.program.nama} {gelombang.sebutan}")
    lembar = Lembar("Undangan OPD", KOLOM, baris, judul=judul, bernomor=True)
    return jawab_excel(f"Undangan OPD {slug}", lembar, instansi=gelombang.instansi)


@require_safe
@never_cache
def layar(request: HttpRequest, slug: str) -> HttpResponse:
    """For the projector: which OPD are there, which are expected, which have sent nobody. No name of a person."""
    if request.headers.get("HX-Request") == "true" and not request.user.is_authenticated:
        return HttpResponse(
            status=401
        )  # the session ended: htmx keeps the last picture, a login page would blank it
    return _layar(request, slug)


@khusus_staf()
def _layar(request: HttpRequest, slug: str) -> HttpResponse:
    gelombang = ambil_gelombang(request, slug)
    semua = list(undangan_gelombang(gelombang))
    s = StatusUndangan
    isi = {
        "gelombang": gelombang,
        "instansi_aktif": gelombang.instansi,
        "ringkas": ringkasan_undangan(semua),
        "hadir": [u for u in semua if u.hadir],
        "ditunggu": [u for u in semua if u.status == s.MENGIRIM],
        "belum": [u for u in semua if u.status == s.BELUM],
        "tidak": [u for u in semua if u.status == s.TIDAK],
    }
    return render(request, "peserta/staf/undangan_layar.html", isi)


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_staf(Hak.KERJA)
def undang(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose the OPD of the organiser that get a seat."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    calon = opd_belum_diundang(gelombang)
    form = FormUndang(terkirim(request), calon=calon)
    if request.method == "POST" and form.is_valid():
        try:
            n = undang_opd(oleh=request.user, gelombang=gelombang, **form.cleaned_data)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            kata = "setelah pendaftaran dibuka" if gelombang.status == Gelombang.Status.DRAF else "kini"
            messages.success(request, f"{n} perangkat daerah diundang. Operatornya {kata} dapat menjawab.")
            return redirect(TAB, slug)
    dipilih = set(request.POST.getlist("unit"))
    isi = bingkai(request, gelombang, TAB, form=form, calon=[(u, str(u.pk) in dipilih) for u in calon])
    return render(request, "peserta/staf/undangan_undang.html", isi, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_staf()
def satu_undangan(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One seat: name or replace who comes, mark them there, or nobody; what happened so far."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA if request.method == "POST" else Hak.LIHAT)
    undangan = ambil_undangan(gelombang, pk)
    form, form_tidak = FormUtusan.dari(undangan), FormTidakHadir()
    salah = False
    if request.method == "POST":
        laku = request.POST.get("laku", "")
        form = FormUtusan.dari(undangan, request.POST if laku in ("jawab", "hadir") else None)
        form_tidak = FormTidakHadir(request.POST if laku == "tidak" else None)
        if (tujuan := _laku(request, undangan, laku, form, form_tidak)) is not None:
            return redirect(tujuan, *([slug] if tujuan == TAB else [slug, pk]))
        salah = True
    isi = bingkai(
        request,
        gelombang,
        TAB,
        undangan=undangan,
        form=form,
        form_tidak=form_tidak,
        kejadian=riwayat_undangan(undangan),
        terbuka=dapat_dijawab(gelombang, panitia=True),
        teks_wa=teks_undangan(undangan) if gelombang.status != Gelombang.Status.DRAF else "",
    )
    return render(request, "peserta/staf/undangan_satu.html", isi, status=400 if salah else 200)


@require_POST
@khusus_staf(Hak.KERJA)
def hadir(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One tap at the reception: whoever was named is there."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    undangan = ambil_undangan(gelombang, pk)
    try:
        semula = request.POST.get("semula")
        undangan = catat_hadir_opd(oleh=request.user, undangan=undangan, semula=semula)
    except Galat as galat:
        messages.error(request, galat.pesan)
        return redirect("peserta:undangan_satu", slug, pk)
    messages.success(request, f"{undangan.unit}: {undangan.get_status_display().lower()}.")
    return redirect(TAB, slug)


def ambil_undangan(gelombang: Gelombang, pk: int) -> UndanganOpd:
    """A seat of this gelombang; 404 for any other."""
    undangan = ambil(UndanganOpd.objects.filter(gelombang=gelombang).select_related("unit"), pk=pk)
    undangan.gelombang = gelombang
    return undangan


def _laku(
    request: HttpRequest, undangan: UndanganOpd, laku: str, form: FormUtusan, form_tidak: FormTidakHadir
) -> str | None:
    """Do what was asked for; where to go then, None when it was refused and the form says why."""
    milik: dict[str, Any] = {"oleh": request.user, "undangan": undangan}
    dipakai: BaseForm = form_tidak if laku == "tidak" else form
    try:
        if laku in ("jawab", "hadir") and form.is_valid():
            if laku == "jawab":
                jawab_undangan(**milik, utusan=form.utusan())
            else:
                catat_hadir_opd(**milik, utusan=form.utusan(), semula=request.POST.get("semula"))
        elif laku == "tidak" and form_tidak.is_valid():
            nyatakan_tidak_hadir(**milik, alasan=form_tidak.cleaned_data["alasan"])
        elif laku == "batal_hadir":
            batal_hadir_opd(**milik)
        elif laku == "batalkan":
            batalkan_undangan(**milik)
        else:
            return None
    except Galat as galat:
        if dipakai.is_bound:
            tambah_galat(dipakai, galat)
        else:
            messages.error(request, galat.pesan)
        return None
    messages.success(request, "Undangan dibatalkan." if laku == "batalkan" else "Tersimpan.")
    return TAB if laku == "batalkan" else "peserta:undangan_satu"
