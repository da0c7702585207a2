"""Programs with their curricula: the list, one program, one version with all its modul."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from diklat.daftar import bagian_kurikulum
from diklat.forms.program import (
    FormAturan,
    FormPanitia,
    FormProgram,
    FormProgramBaru,
    FormVersi,
    SaringProgram,
    daftar_modul,
)
from diklat.models import Gelombang, Kurikulum, Program
from diklat.queries.program import kurikulum_program, program_staf
from diklat.services.program import (
    atur_kurikulum,
    atur_panitia,
    buat_kurikulum,
    buat_program,
    hapus_program,
    ubah_program,
)
from kantor.daftar import tab_gelombang
from kantor.galat import Galat
from kantor.lib.excel import Kolom, Lembar
from kantor.lingkup import Hak
from kantor.models import Instansi
from kantor.queries.potongan import potong
from kantor.views.dasar import ambil, khusus_staf, tambah_galat
from kantor.views.unduh import jawab_excel

GET_POST = ["GET", "HEAD", "POST"]
TERBARU = 20
KOLOM = [
    Kolom("Kode", lebar=26),
    Kolom("Program", lebar=50),
    Kolom("Jenis", lebar=20),
    Kolom("Sasaran", lebar=36),
    Kolom("Versi terbaru", lebar=16),
    Kolom("JP", "angka"),
    Kolom("Gelombang", "bulat", 12),
    Kolom("Keadaan", lebar=14),
]
KOLOM_MODUL = [Kolom("Mata pelatihan", lebar=70), Kolom("JP", "angka")]


@require_safe
@khusus_staf()
def daftar(request: HttpRequest) -> HttpResponse:
    """The programs of the office with their newest curriculum."""
    saring, baris = _saring(request)
    isi = {
        "saring": saring,
        "tersaring": any(saring.cleaned_data.values()),
        "halaman": potong(baris, urutan=("nama", "pk"), tanda=request.GET.get("hal")),
        "boleh_kerja": bool(request.user.instansi_dengan(Hak.KERJA)),
    }
    return render(request, "diklat/program.html", isi)


@require_safe
@khusus_staf()
def excel(request: HttpRequest) -> FileResponse:
    """The same list as Excel."""
    _, baris = _saring(request)
    isi = (
        (p.kode, p.nama, p.get_jenis_display(), p.sasaran, p.versi, p.jp, p.banyak_gelombang, _keadaan(p))
        for p in baris.order_by("nama", "pk")
    )
    return jawab_excel(
        "Daftar program", Lembar("Program", KOLOM, isi, judul=("DAFTAR PROGRAM",), bernomor=True)
    )


@require_http_methods(GET_POST)
@khusus_staf(Hak.KERJA)
def baru(request: HttpRequest) -> HttpResponse:
    """A new program; its first curriculum follows."""
    instansi = Instansi.objects.untuk(request.user, Hak.KERJA)
    form = FormProgramBaru(request.POST or None, instansi=instansi)
    if request.method == "POST" and form.is_valid():
        try:
            program = buat_program(oleh=request.user, **form.cleaned_data)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, f"{program} tercatat. Susun kurikulumnya.")
            return redirect("diklat:program_satu", program.pk)
    isi = {"form": form, "judul": "Program baru"}
    return render(request, "diklat/program_form.html", isi, status=400 if form.errors else 200)


@require_http_methods(GET_POST)
@khusus_staf()
def satu(request: HttpRequest, pk: int) -> HttpResponse:
    """One program: its versions, its gelombang, who works on it. A POST makes a new version."""
    hak = Hak.KERJA if request.method == "POST" else Hak.LIHAT
    program = _program(request, pk, hak)
    form = FormVersi(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            kurikulum = buat_kurikulum(oleh=request.user, program=program, versi=form.cleaned_data["versi"])
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, f"Versi {kurikulum.versi} siap disusun.")
            return redirect("diklat:kurikulum", kurikulum.pk)
    isi = {
        "program": program,
        "kurikulum": kurikulum_program(program),
        "form_versi": form,
        "panitia": program.panitia.select_related("pengguna").order_by("pengguna__nama"),
        "gelombang": [(g, _alamat(g)) for g in _gelombang(request, program)],
        "boleh_kerja": program.instansi_id in request.user.instansi_dengan(Hak.KERJA),
        "boleh_kelola": program.instansi_id in request.user.instansi_dengan(Hak.KELOLA),
    }
    return render(request, "diklat/program_satu.html", isi, status=400 if form.errors else 200)


@require_http_methods(GET_POST)
@khusus_staf(Hak.KERJA)
def ubah(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is said of a program."""
    program = _program(request, pk, Hak.KERJA)
    form = FormProgram(request.POST or None, instance=program)
    if request.method == "POST" and form.is_valid():
        try:
            ubah_program(oleh=request.user, program=program, **form.cleaned_data)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, "Program tersimpan.")
            return redirect("diklat:program_satu", pk)
    isi = {"form": form, "judul": "Ubah program", "program": program}
    return render(request, "diklat/program_form.html", isi, status=400 if form.errors else 200)


@require_http_methods(GET_POST)
@khusus_staf(Hak.KERJA)
def hapus(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once, then delete a program nobody has run yet."""
    program = _program(request, pk, Hak.KERJA)
    if request.method == "POST":
        try:
            hapus_program(oleh=request.user, program=program)
        except Galat as galat:
            messages.error(request, galat.pesan)
            return redirect("diklat:program_satu", pk)
        messages.success(request, f"{program.nama} dihapus.")
        return redirect("diklat:program")
    return render(request, "diklat/program_hapus.html", {"program": program})


@require_http_methods(GET_POST)
@khusus_staf(Hak.KELOLA)
def panitia(request: HttpRequest, pk: int) -> HttpResponse:
    """Who of Panitia is limited to this program."""
    program = _program(request, pk, Hak.KELOLA)
    form = FormPanitia(request.POST or None, program=program)
    if request.method == "POST" and form.is_valid():
        atur_panitia(oleh=request.user, program=program, panitia=form.cleaned_data["panitia"])
        messages.success(request, "Panitia program tersimpan.")
        return redirect("diklat:program_satu", pk)
    isi = {"form": form, "judul": "Panitia program", "program": program}
    return render(request, "diklat/program_form.html", isi, status=400 if form.errors else 200)


@require_http_methods(GET_POST)
@khusus_staf()
def kurikulum(request: HttpRequest, pk: int) -> HttpResponse:
    """One version: rules and all modul on one page, open to changes until a gelombang has used it."""
    hak = Hak.KERJA if request.method == "POST" else Hak.LIHAT
    satu = _kurikulum(request, pk, hak)
    bekerja = satu.program.instansi_id in request.user.instansi_dengan(Hak.KERJA)
    terbuka = bekerja and not satu.beku
    data = request.POST or None
    form, modul = FormAturan(data, instance=satu), daftar_modul(satu, data)
    lain = {
        "kurikulum": satu,
        "modul": satu.modul.order_by("urutan"),
        "terbuka": terbuka,
        "boleh_kerja": bekerja,
        "bagian": bagian_kurikulum,
    }
    if request.method == "POST" and form.is_valid() and modul.is_valid():
        try:
            atur_kurikulum(oleh=request.user, kurikulum=satu, modul=modul.isi(), **form.aturan())
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, "Kurikulum tersimpan.")
            return redirect("diklat:kurikulum", pk)
    salah = bool(form.errors or (modul.is_bound and not modul.is_valid()))
    isi = lain | {"form": form, "daftar": modul, "salah": salah}
    return render(request, "diklat/kurikulum.html", isi, status=400 if salah else 200)


@require_safe
@khusus_staf()
def kurikulum_excel(request: HttpRequest, pk: int) -> FileResponse:
    """The modul of a version as Excel, with the total."""
    satu = _kurikulum(request, pk, Hak.LIHAT)
    modul = list(satu.modul.order_by("urutan"))
    baris: list[tuple[Any, ...]] = [(m.nama, m.jp) for m in modul]
    baris.append(("Jumlah", sum(m.jp for m in modul)))
    judul = (satu.program.nama.upper(), f"Kurikulum {satu.versi}")
    lembar = Lembar("Kurikulum", KOLOM_MODUL, baris, judul=judul, bernomor=True)
    return jawab_excel(f"Kurikulum {satu.program.kode} {satu.versi}", lembar)


def _saring(request: HttpRequest) -> tuple[SaringProgram, QuerySet[Program]]:
    form = SaringProgram(request.GET)
    form.is_valid()
    return form, program_staf(request.user, **{k: v for k, v in form.cleaned_data.items() if v})


def _program(request: HttpRequest, pk: int, hak: Hak) -> Program:
    return ambil(Program.objects.untuk(request.user, hak).select_related("instansi"), pk=pk)


def _kurikulum(request: HttpRequest, pk: int, hak: Hak) -> Kurikulum:
    return ambil(Kurikulum.objects.untuk(request.user, hak).select_related("program__instansi"), pk=pk)


def _gelombang(request: HttpRequest, program: Program) -> QuerySet[Gelombang]:
    """The newest runs this account sees."""
    milik = Gelombang.objects.untuk(request.user, Hak.LIHAT).filter(kurikulum__program=program)
    return milik.order_by("-mulai", "pk")[:TERBARU]


def _alamat(gelombang: Gelombang) -> str:
    """The first page an upper room gives a gelombang; "" while there is none."""
    tab = min(tab_gelombang, key=lambda satu: satu.urutan, default=None)
    return reverse(tab.nama_url, args=[gelombang.slug]) if tab else ""


def _keadaan(program: Program) -> str:
    return "Aktif" if program.aktif else "Tidak aktif"
