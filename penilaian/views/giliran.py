"""One talk of a seminar, tasks in bulk, an examiner replaced, the page for the projector."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from kantor.galat import Galat, TidakValid
from kantor.lib import tanggal
from kantor.lingkup import Hak
from kantor.models import Pengguna
from kantor.views.dasar import ambil, khusus_staf, tambah_galat, terkirim
from penilaian.forms.seminar import FormGanti, FormPindah, FormTugaskan, FormTukar
from penilaian.models import Giliran, Penugasan, RuangSeminar, Seminar
from penilaian.queries.nilai import lembar_terbaca, tertutup_bagi
from penilaian.queries.seminar import calon_penguji, konflik_tugas, semua_konflik
from penilaian.services.penugasan import (
    HasilTugas,
    cabut_tugas,
    ganti_penguji,
    lengkapi_pendamping,
    tetap_bertugas,
    tugaskan,
)
from penilaian.services.seminar import panggil_giliran
from penilaian.services.urutan import keluarkan_giliran, pindah_giliran, tukar_giliran
from penilaian.views.bingkai_seminar import ambil_seminar, bingkai_seminar, sampaikan

SUSUNAN = "penilaian:seminar_satu"
GILIRAN = "penilaian:seminar_giliran"


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_staf()
def satu(request: HttpRequest, slug: str, pk: int, giliran: int) -> HttpResponse:
    """Where a talk stands and who scores it; each small form says what it does (`laku`)."""
    hak = Hak.KERJA if request.method == "POST" else Hak.LIHAT
    _, seminar = ambil_seminar(request, slug, pk, hak)
    g = _ambil_giliran(seminar, giliran)
    form: dict[str, forms.Form] = {"pindah": FormPindah(giliran=g), "tukar": FormTukar(giliran=g)}
    salah: dict[str, str] = {}
    if request.method == "POST":
        laku = request.POST.get("laku", "")
        if laku in form:
            form[laku] = type(form[laku])(request.POST, giliran=g)
        try:
            if laku not in form or form[laku].is_valid():
                return _lakukan(request, seminar, g, getattr(form.get(laku), "cleaned_data", {}))
        except TidakValid as galat:
            if laku in form:
                tambah_galat(form[laku], galat)
            kalimat = " ".join(str(p) for p in galat.rincian.values()) or galat.pesan
            salah = {"laku": laku, "tugas": request.POST.get("tugas", ""), "kalimat": kalimat}
        except Galat as galat:
            messages.error(request, galat.pesan)
            return redirect(GILIRAN, slug, pk, giliran)
    gagal = bool(salah) or any(f.errors for f in form.values())
    isi = _konteks(request, seminar, g, form_pindah=form["pindah"], form_tukar=form["tukar"], salah=salah)
    return render(request, "penilaian/seminar/giliran.html", isi, status=400 if gagal else 200)


def _konteks(request: HttpRequest, seminar: Seminar, g: Giliran, **lain: Any) -> dict[str, Any]:
    tugas = list(g.penugasan.select_related("penilai__pegawai", "pendamping__pegawai", "lembar"))
    for t in tugas:
        t.giliran = g
    benturan = konflik_tugas(seminar, tugas)
    for t in tugas:
        t.benturan = benturan.get(t.pk)  # type: ignore[attr-defined]
    penguji = list(calon_penguji(seminar).select_related("pegawai"))
    konflik = semua_konflik(seminar, [g.rencana], penguji)
    kini = {t.penilai_id for t in tugas if t.dicabut is None}
    return bingkai_seminar(
        request,
        seminar,
        SUSUNAN,
        g=g,
        tugas=tugas,
        tertutup=g.pk in tertutup_bagi(request.user, seminar),  # type: ignore[arg-type]
        terkirim=_terkirim(request, g),
        calon=[(p, konflik.get((g.rencana_id, p.pk))) for p in penguji if p.pk not in kini],
        **lain,
    )


def _terkirim(request: HttpRequest, g: Giliran) -> int:
    """How many sheets of a talk were sent, as far as this account may know."""
    return lembar_terbaca(request.user, g.seminar).filter(penugasan__giliran=g).count()  # type: ignore[arg-type]


def _lakukan(request: HttpRequest, seminar: Seminar, g: Giliran, isi: dict[str, Any]) -> HttpResponse:
    """Do what was asked, say what was done."""
    laku, oleh = request.POST.get("laku"), request.user
    alasan, siapa = request.POST.get("alasan", ""), g.rencana.pendaftaran.nama_lengkap
    slug = seminar.gelombang.slug
    tujuan = redirect(GILIRAN, slug, seminar.pk, g.pk)
    if laku == "pindah":
        pindah_giliran(oleh=oleh, giliran=g, **isi)
        messages.success(request, f"{siapa} dipindahkan{_tempat(request, g)}")
    elif laku == "tukar":
        tukar_giliran(oleh=oleh, satu=g, dua=isi["dengan"])
        lain = isi["dengan"].rencana.pendaftaran.nama_lengkap
        messages.success(request, f"{siapa} bertukar tempat dengan {lain}{_tempat(request, g)}")
    elif laku == "keluarkan":
        keluarkan_giliran(oleh=oleh, giliran=g)
        messages.success(request, f"{siapa} dikeluarkan dari urutan.")
        tujuan = redirect(SUSUNAN, slug, seminar.pk)
    elif laku == "panggil":
        panggil_giliran(oleh=oleh, giliran=g)
        messages.success(request, f"{siapa} tampil di layar proyektor sebagai paparan sekarang.")
        tujuan = redirect(SUSUNAN, slug, seminar.pk)
    elif laku == "tugaskan":
        penguji = [int(p) for p in request.POST.getlist("penguji") if p.isdecimal() and len(p) < 19]
        hasil = tugaskan(oleh=oleh, seminar=seminar, giliran=[g.pk], penguji=penguji, alasan_tetap=alasan)
        if hasil.ditugaskan:
            messages.success(request, f"{hasil.ditugaskan} penguji ditugaskan menilai {siapa}.")
        sampaikan(request, hasil.dilewati)
    elif laku in ("cabut", "tetap"):
        tugas = ambil(Penugasan.objects.filter(giliran=g, dicabut=None), pk=request.POST.get("tugas", ""))
        nama = tugas.nama_penilai
        if laku == "cabut":
            cabut_tugas(oleh=oleh, penugasan=tugas, alasan=alasan)
            messages.success(request, f"{nama} tidak lagi menilai {siapa}.")
        else:
            tetap_bertugas(oleh=oleh, penugasan=tugas, alasan=alasan)
            messages.success(request, f"{nama} tetap menilai {siapa}; alasannya dicetak pada berita acara.")
    return tujuan


def _tempat(request: HttpRequest, g: Giliran) -> str:
    """Where a talk stands now, and that what was sent stays."""
    g = _ambil_giliran(g.seminar, g.pk)
    jam = tanggal.jam(g.mulai, g.seminar.gelombang.instansi.zona_waktu)
    tetap = _terkirim(request, g)
    lembar = f" {tetap} lembar nilainya sudah dikirim dan tetap berlaku." if tetap else ""
    return f": {g.ruang}, urutan {g.urutan}, pukul {jam}.{lembar}"


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_staf(Hak.KERJA)
def bagi_tugas(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Examiners × talks in one go; `?penguji=` or `?giliran=` ticks one side."""
    _, seminar = ambil_seminar(request, slug, pk, Hak.KERJA)
    if request.method == "POST" and "pendamping" in request.POST:
        try:
            baru = lengkapi_pendamping(oleh=request.user, seminar=seminar)
            messages.success(request, f"{baru} lembar mentor atau coach ditambahkan.")
        except Galat as galat:
            messages.error(request, galat.pesan)
        return redirect(SUSUNAN, slug, pk)
    awal = {nama: request.GET.getlist(nama) for nama in ("penguji", "giliran")}
    form = FormTugaskan(terkirim(request), seminar=seminar, initial=awal)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            hasil = tugaskan(
                oleh=request.user,
                seminar=seminar,
                penguji=[p.pk for p in data["penguji"]],
                giliran=[g.pk for g in data["giliran"]],
                alasan_tetap=data["alasan_tetap"],
            )
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, f"{hasil.ditugaskan} tugas diberikan.")
            sampaikan(request, hasil.dilewati)
            return redirect(SUSUNAN, slug, pk)
    isi = bingkai_seminar(
        request, seminar, SUSUNAN, form=form, judul="Bagi tugas menilai", tombol="Beri tugas"
    )
    return render(request, "penilaian/seminar/isian.html", isi, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_staf(Hak.KERJA)
def ganti(request: HttpRequest, slug: str, pk: int, ruang: int) -> HttpResponse:
    """Another examiner in the place of one who cannot come."""
    _, seminar = ambil_seminar(request, slug, pk, Hak.KERJA)
    ada = ambil(RuangSeminar.objects.filter(seminar=seminar), pk=ruang)
    form = FormGanti(terkirim(request), ruang=ada, seminar=seminar)
    if request.method == "POST" and form.is_valid():
        try:
            hasil = ganti_penguji(oleh=request.user, ruang=ada, **form.cleaned_data)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, _kata_ganti(request, seminar, hasil, **form.cleaned_data))
            sampaikan(request, hasil.dilewati)
            return redirect(SUSUNAN, slug, pk)
    isi = bingkai_seminar(
        request, seminar, SUSUNAN, form=form, judul=f"Ganti penguji {ada.nama}", tombol="Ganti penguji",
        dengan_kartu=True,
    )  # fmt: skip
    return render(request, "penilaian/seminar/isian.html", isi, status=400 if form.errors else 200)


def _kata_ganti(
    request: HttpRequest, seminar: Seminar, hasil: HasilTugas, lama: Pengguna, baru: Pengguna, **_: Any
) -> str:
    """What goes over to the new examiner, and what stays with the old one."""
    kata = f"{lama.sebutan} diganti {baru.sebutan}; {hasil.ditugaskan} paparan beralih kepadanya."
    tetap = len(set(hasil.tetap) - tertutup_bagi(request.user, seminar))  # type: ignore[arg-type]
    return f"{kata} {tetap} paparan yang sudah dinilai tetap atas nama {lama.sebutan}." if tetap else kata


@require_safe
@khusus_staf()
def layar(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """For the projector: who speaks, who is next, the minutes; never a score."""
    _, seminar = ambil_seminar(request, slug, pk)
    giliran = Giliran.objects.select_related("rencana__klaster", "rencana__pendaftaran").order_by("urutan")
    ruang = list(seminar.ruang.prefetch_related(Prefetch("giliran", giliran, to_attr="isi")))
    kini = timezone.now()
    for r in ruang:
        dipanggil = [g for g in r.isi if g.dipanggil]
        tampil = max(dipanggil, key=lambda g: g.dipanggil) if dipanggil else None
        r.kini = tampil
        # Neither called before nor answered by all: the order of the day may have been left.
        r.berikut = [g for g in r.isi if not g.dipanggil and not g.lengkap][:4]
        if tampil:
            habis = tampil.dipanggil + datetime.timedelta(minutes=seminar.menit_paparan)
            r.sisa = max(0, -(-(habis - kini).total_seconds() // 60))
            r.habis = habis
    isi = {"seminar": seminar, "gelombang": seminar.gelombang, "ruang": ruang}
    return render(request, "penilaian/seminar/layar.html", isi)


def _ambil_giliran(seminar: Seminar, pk: int) -> Giliran:
    g = ambil(
        Giliran.objects.filter(seminar=seminar).select_related(
            "ruang", "versi", "rencana__klaster", "rencana__pendaftaran"
        ),
        pk=pk,
    )
    g.seminar = seminar
    return g
