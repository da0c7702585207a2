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

from kantor.galat import Galat
from kantor.lingkup import Hak
from kantor.views.dasar import ambil, khusus_staf, tambah_galat, terkirim
from penilaian.forms.seminar import FormGanti, FormPindah, FormTugaskan, FormTukar
from penilaian.models import Giliran, Penugasan, RuangSeminar, Seminar
from penilaian.queries.nilai import tertutup_bagi
from penilaian.queries.seminar import calon_penguji, semua_konflik
from penilaian.services.penugasan import (
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


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_staf()
def satu(request: HttpRequest, slug: str, pk: int, giliran: int) -> HttpResponse:
    """Where a talk stands and who scores it; each small form says what it does (`laku`)."""
    hak = Hak.KERJA if request.method == "POST" else Hak.LIHAT
    _, seminar = ambil_seminar(request, slug, pk, hak)
    g = _ambil_giliran(seminar, giliran)
    if request.method == "POST":
        try:
            tujuan = _lakukan(request, seminar, g)
        except Galat as galat:
            messages.error(request, galat.pesan)
            tujuan = None
        return tujuan or redirect("penilaian:seminar_giliran", slug, pk, giliran)
    tugas = list(g.penugasan.select_related("penilai__pegawai", "pendamping__pegawai", "lembar"))
    penguji = list(calon_penguji(seminar).select_related("pegawai"))
    konflik = semua_konflik(seminar, [g.rencana], {*penguji, *(t.penilai for t in tugas if t.penilai)})
    for t in tugas:
        t.benturan = konflik.get((g.rencana_id, t.penilai_id)) if t.penilai_id else None
    kini = {t.penilai_id for t in tugas if t.dicabut is None}
    isi = bingkai_seminar(
        request,
        seminar,
        SUSUNAN,
        g=g,
        tugas=tugas,
        tertutup=g.pk in tertutup_bagi(request.user, seminar),
        calon=[(p, konflik.get((g.rencana_id, p.pk))) for p in penguji if p.pk not in kini],
        form_pindah=FormPindah(giliran=g),
        form_tukar=FormTukar(giliran=g),
    )
    return render(request, "penilaian/seminar/giliran.html", isi)


def _lakukan(request: HttpRequest, seminar: Seminar, g: Giliran) -> HttpResponse | None:
    laku, oleh = request.POST.get("laku"), request.user
    alasan = request.POST.get("alasan", "")
    if laku == "pindah":
        _jalankan(
            request,
            FormPindah(request.POST, giliran=g),
            lambda isi: pindah_giliran(oleh=oleh, giliran=g, **isi),
        )
    elif laku == "tukar":
        form = FormTukar(request.POST, giliran=g)
        _jalankan(request, form, lambda isi: tukar_giliran(oleh=oleh, satu=g, dua=isi["dengan"]))
    elif laku == "keluarkan":
        keluarkan_giliran(oleh=oleh, giliran=g)
        return redirect(SUSUNAN, seminar.gelombang.slug, seminar.pk)
    elif laku == "panggil":
        panggil_giliran(oleh=oleh, giliran=g)
        return redirect(SUSUNAN, seminar.gelombang.slug, seminar.pk)
    elif laku == "tugaskan":
        penguji = [int(p) for p in request.POST.getlist("penguji") if p.isdecimal() and len(p) < 19]
        hasil = tugaskan(oleh=oleh, seminar=seminar, giliran=[g.pk], penguji=penguji, alasan_tetap=alasan)
        sampaikan(request, hasil.dilewati)
    elif laku in ("cabut", "tetap"):
        lakukan: Any = cabut_tugas if laku == "cabut" else tetap_bertugas
        tugas = ambil(Penugasan.objects.filter(giliran=g, dicabut=None), pk=request.POST.get("tugas", ""))
        lakukan(oleh=oleh, penugasan=tugas, alasan=alasan)
    return None


def _jalankan(request: HttpRequest, form: forms.Form, lakukan: Any) -> None:
    if form.is_valid():
        lakukan(form.cleaned_data)
    else:
        messages.error(request, " ".join(p for semua in form.errors.values() for p in semua))


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
            messages.success(request, f"Penguji diganti; {hasil.ditugaskan} paparan beralih kepadanya.")
            sampaikan(request, hasil.dilewati)
            return redirect(SUSUNAN, slug, pk)
    isi = bingkai_seminar(
        request, seminar, SUSUNAN, form=form, judul=f"Ganti penguji {ada.nama}", tombol="Ganti penguji"
    )
    return render(request, "penilaian/seminar/isian.html", isi, status=400 if form.errors else 200)


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
        letak = r.isi.index(tampil) + 1 if tampil else 0
        r.berikut = r.isi[letak : letak + 4]
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
