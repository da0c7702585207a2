"""Rubrics of the office: the list, one of them, its next version."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kantor.galat import Galat
from kantor.lingkup import Hak
from kantor.views.dasar import ambil, khusus_staf, tambah_galat, terkirim
from kantor.views.staf.alat import instansi_dipilih, instansi_pilihan
from penilaian.forms.rubrik import FormRubrik, FormRubrikBaru, daftar_kriteria
from penilaian.models import PeranPenilai, Rubrik
from penilaian.queries.rubrik import IsiLengkap, banyak_isi, daftar_rubrik, isi_rubrik
from penilaian.services.rubrik import (
    buat_rubrik,
    buat_rubrik_contoh,
    hapus_rubrik,
    kekurangan,
    salin_rubrik,
    ubah_rubrik,
)


@require_safe
@khusus_staf()
def daftar(request: HttpRequest) -> HttpResponse:
    """All rubrics by name, their versions below each other."""
    semua = list(daftar_rubrik(request.user.instansi_dengan(Hak.LIHAT)))
    isi = banyak_isi([r.pk for r in semua])
    kelompok: dict[str, list[Any]] = defaultdict(list)
    for satu in semua:
        kelompok[satu.nama].append({"rubrik": satu, "isi": isi[satu.pk], "kurang": kekurangan(isi[satu.pk])})
    boleh_kerja = bool(request.user.instansi_dengan(Hak.KERJA))
    konteks = {"kelompok": dict(kelompok), "boleh_kerja": boleh_kerja}
    return render(request, "penilaian/rubrik/daftar.html", konteks)


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_staf(Hak.KERJA)
def baru(request: HttpRequest) -> HttpResponse:
    """A new rubric: its name, then its page."""
    form = FormRubrikBaru(terkirim(request), instansi=instansi_pilihan(request, Hak.KERJA))
    if request.method == "POST" and form.is_valid():
        try:
            rubrik = buat_rubrik(oleh=request.user, **form.cleaned_data)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            return redirect("penilaian:rubrik_satu", rubrik.pk)
    return render(request, "penilaian/rubrik/baru.html", {"form": form}, status=400 if form.errors else 200)


@require_POST
@khusus_staf(Hak.KERJA)
def contoh(request: HttpRequest) -> HttpResponse:
    """The portal's own example, to begin with."""
    instansi = instansi_dipilih(request, Hak.KERJA)
    ada = Rubrik.objects.filter(instansi=instansi)
    try:
        rubrik = buat_rubrik_contoh(oleh=request.user, instansi=instansi)
    except Galat as galat:
        messages.error(request, galat.pesan)
        return redirect("penilaian:rubrik")
    messages.success(request, "Rubrik contoh siap diubah." if ada else "Rubrik contoh dibuat.")
    return redirect("penilaian:rubrik_satu", rubrik.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_staf()
def satu(request: HttpRequest, pk: int) -> HttpResponse:
    """One rubric: the form while it may be changed, the sheet once it has been used."""
    hak = Hak.KERJA if request.method == "POST" else Hak.LIHAT
    rubrik = ambil(Rubrik.objects.untuk(request.user, hak).select_related("instansi"), pk=pk)
    isi = isi_rubrik(rubrik)
    boleh_kerja = rubrik.instansi_id in request.user.instansi_dengan(Hak.KERJA)
    if rubrik.beku or not boleh_kerja:
        if request.method == "POST":
            messages.error(request, "Rubrik ini sudah dipakai menilai. Buat versi barunya untuk mengubah.")
            return redirect("penilaian:rubrik_satu", pk)
        return render(request, "penilaian/rubrik/satu.html", _konteks(rubrik, isi, boleh_kerja))
    form = FormRubrik(terkirim(request), initial=FormRubrik.awal(rubrik, isi))
    daftar_isi = daftar_kriteria(terkirim(request), isi)
    if request.method == "POST" and form.is_valid() & daftar_isi.is_valid():
        kriteria = [k for f in daftar_isi if (k := f.isi())]
        try:
            ubah_rubrik(oleh=request.user, rubrik=rubrik, kriteria=kriteria, **form.isi())
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            _kabari(request, rubrik)
            return redirect("penilaian:rubrik_satu", pk)
    salah = bool(form.errors or (request.method == "POST" and not daftar_isi.is_valid()))
    konteks = _konteks(rubrik, isi, boleh_kerja) | {"form": form, "daftar": daftar_isi, "salah": salah}
    return render(request, "penilaian/rubrik/satu.html", konteks, status=400 if salah else 200)


@require_POST
@khusus_staf(Hak.KERJA)
def salin(request: HttpRequest, pk: int) -> HttpResponse:
    """The next version, to be changed."""
    rubrik = ambil(Rubrik.objects.untuk(request.user, Hak.KERJA), pk=pk)
    versi = salin_rubrik(oleh=request.user, rubrik=rubrik)
    messages.success(request, f"Versi {versi.versi} siap diubah. Versi lama tetap seperti semula.")
    return redirect("penilaian:rubrik_satu", versi.pk)


@require_POST
@khusus_staf(Hak.KERJA)
def hapus(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete one that no seminar took."""
    rubrik = ambil(Rubrik.objects.untuk(request.user, Hak.KERJA), pk=pk)
    try:
        hapus_rubrik(oleh=request.user, rubrik=rubrik)
    except Galat as galat:
        messages.error(request, galat.pesan)
        return redirect("penilaian:rubrik_satu", pk)
    messages.success(request, "Rubrik dihapus.")
    return redirect("penilaian:rubrik")


def _kabari(request: HttpRequest, rubrik: Rubrik) -> None:
    if kurang := kekurangan(isi_rubrik(rubrik)):
        messages.warning(request, "Tersimpan, tetapi belum dapat dipakai. " + " ".join(kurang))
    else:
        messages.success(request, "Tersimpan. Bobotnya genap 100; rubrik dapat dipakai pada seminar.")


def _konteks(rubrik: Rubrik, isi: IsiLengkap, boleh_kerja: bool) -> dict[str, Any]:
    return {
        "rubrik": rubrik,
        "boleh_kerja": boleh_kerja,
        "kurang": kekurangan(isi),
        "peran": [(PeranPenilai(p).label, bobot) for p, bobot in isi.peran.items()],
        "semua_peran": PeranPenilai.choices,
        "kriteria": [
            {
                "kriteria": k,
                "bobot": [(PeranPenilai(p).label, isi.bobot_kriteria(k.pk).get(p, 0)) for p in isi.peran],
                "tingkat": isi.tingkat(k.pk),
            }
            for k in isi.kriteria
        ],
        "seminar": rubrik.seminar.select_related("gelombang")[:20],
    }
