"""The tab Seminar: the day planned, its rooms, its order, its start and end."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from diklat.views.bingkai import ambil_gelombang, bingkai
from kantor.galat import Galat
from kantor.lingkup import Hak
from kantor.views.dasar import ambil, khusus_staf, tambah_galat, terkirim
from penilaian.forms.seminar import FormRuangSeminar, FormSeminar, FormTambahGiliran
from penilaian.models import RuangSeminar, Seminar
from penilaian.queries.dasbor import dasbor
from penilaian.queries.rubrik import isi_rubrik
from penilaian.queries.seminar import (
    belum_digilir,
    benturan_dinyatakan,
    daftar_seminar,
    giliran_seminar,
    perhatian,
    rencana_seminar,
    ruang_seminar,
)
from penilaian.queries.tunggakan import belum_mengirim, perhatian_akhir
from penilaian.services.seminar import (
    akhiri_seminar,
    buat_seminar,
    buka_lagi_seminar,
    hapus_ruang,
    hapus_seminar,
    mulai_seminar,
    simpan_ruang,
    ubah_seminar,
)
from penilaian.services.urutan import susun_urutan, tambah_giliran
from penilaian.views.bingkai_seminar import TAB, ambil_seminar, bingkai_seminar, sampaikan

SUSUNAN = "penilaian:seminar_satu"
TINDAKAN: dict[str, tuple[str, str, str, tuple[str, ...]]] = {
    # name: heading, sentence, button, statuses in which it is offered
    "susun": (
        "Susun urutan paparan",
        (
            "Urutan diusulkan menurut klaster, tanpa ada orang di dua ruang pada saat yang sama, dan mentor tidak "
            "menguji bawahannya sendiri. Susunan dan tugas yang sudah ada diganti seluruhnya."
        ),
        "Susun urutan",
        ("disusun",),
    ),
    "mulai": (
        "Mulai penilaian",
        (
            "Lembar nilai dibuka untuk semua penilai. Sejak itu rubrik dan naskah yang dinilai tetap: naskah terakhir "
            "yang dikirim peserta."
        ),
        "Mulai penilaian",
        ("disusun",),
    ),
    "akhiri": (
        "Akhiri penilaian",
        "Sesudah ini tidak ada lembar nilai yang dapat diisi. Bila perlu, penilaian dapat dibuka lagi.",
        "Akhiri penilaian",
        ("berlangsung",),
    ),
    "buka": (
        "Buka lagi penilaian",
        "Lembar yang dibuka kembali dapat diisi lagi.",
        "Buka lagi",
        ("selesai",),
    ),
    "hapus": (
        "Hapus seminar",
        "Ruang, urutan, dan tugas seminar ini ikut terhapus. Rencana aksi dan rubriknya tetap ada.",
        "Hapus seminar",
        ("disusun",),
    ),
}


@require_safe
@khusus_staf()
def daftar(request: HttpRequest, slug: str) -> HttpResponse:
    """The seminars of a gelombang; the only one opens by itself."""
    gelombang = ambil_gelombang(request, slug)
    semua = list(daftar_seminar(gelombang))
    if len(semua) == 1 and "semua" not in request.GET:
        return redirect(SUSUNAN, slug, semua[0].pk)
    isi = bingkai(request, gelombang, TAB, semua=semua, ada_rencana=rencana_seminar(gelombang).exists())
    return render(request, "penilaian/seminar/daftar.html", isi)


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_staf(Hak.KERJA)
def baru(request: HttpRequest, slug: str) -> HttpResponse:
    """Plan a seminar."""
    gelombang = ambil_gelombang(request, slug, Hak.KERJA)
    form = FormSeminar(terkirim(request), gelombang=gelombang)
    if request.method == "POST" and form.is_valid():
        try:
            seminar = buat_seminar(oleh=request.user, gelombang=gelombang, **form.cleaned_data)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, "Seminar dibuat. Tambahkan ruang dan tim pengujinya.")
            return redirect(SUSUNAN, slug, seminar.pk)
    isi = bingkai(request, gelombang, TAB, form=form, judul="Seminar baru")
    return render(request, "penilaian/seminar/isian.html", isi, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_staf()
def satu(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Rooms, order and tasks of a seminar; a plan without a turn is added here."""
    hak = Hak.KERJA if request.method == "POST" else Hak.LIHAT
    _, seminar = ambil_seminar(request, slug, pk, hak)
    form = FormTambahGiliran(terkirim(request), seminar=seminar)
    if request.method == "POST" and form.is_valid():
        try:
            baru = tambah_giliran(oleh=request.user, **form.cleaned_data)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            siapa = baru.rencana.pendaftaran.nama_lengkap
            messages.success(request, f"{siapa} ditambahkan: {baru.ruang}, urutan {baru.urutan}.")
            return redirect(SUSUNAN, slug, pk)
    giliran = giliran_seminar(seminar)
    benturan = benturan_dinyatakan(seminar)
    for g in giliran:
        for t in g.tugas:
            ada = benturan.get((g.rencana_id, t.penilai_id))
            t.benturan = ada.kalimat if ada and not t.konflik else ""
    ruang = ruang_seminar(seminar)
    for r in ruang:
        r.isi = [g for g in giliran if g.ruang_id == r.pk]
    isi = bingkai_seminar(
        request,
        seminar,
        SUSUNAN,
        ruang=ruang,
        banyak=len(giliran),
        form=form if ruang and belum_digilir(seminar).exists() else None,
        perhatian=perhatian(seminar, giliran, isi_rubrik(seminar.rubrik_id).peran)
        if seminar.status == Seminar.Status.DISUSUN
        else [],
    )
    return render(request, "penilaian/seminar/satu.html", isi, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_staf(Hak.KERJA)
def ubah(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change day, rubric, minutes."""
    gelombang, seminar = ambil_seminar(request, slug, pk, Hak.KERJA)
    form = FormSeminar(terkirim(request), instance=seminar, gelombang=gelombang)
    if request.method == "POST" and form.is_valid():
        try:
            ubah_seminar(oleh=request.user, seminar=Seminar.objects.get(pk=pk), **form.cleaned_data)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, "Seminar tersimpan.")
            return redirect(SUSUNAN, slug, pk)
    isi = bingkai_seminar(request, seminar, SUSUNAN, form=form, judul="Ubah seminar")
    return render(request, "penilaian/seminar/isian.html", isi, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_staf(Hak.KERJA)
def ruang(request: HttpRequest, slug: str, pk: int, ruang: int | None = None) -> HttpResponse:
    """A room: new, changed, or deleted while nobody speaks in it."""
    _, seminar = ambil_seminar(request, slug, pk, Hak.KERJA)
    ada = ambil(RuangSeminar.objects.filter(seminar=seminar), pk=ruang) if ruang else None
    if ada and request.method == "POST" and "hapus" in request.POST:
        try:
            hapus_ruang(oleh=request.user, ruang=ada)
        except Galat as galat:
            messages.error(request, galat.pesan)
            return redirect("penilaian:seminar_ruang", slug, pk, ada.pk)
        messages.success(request, f"{ada} dihapus.")
        return redirect(SUSUNAN, slug, pk)
    form = FormRuangSeminar(terkirim(request), seminar=seminar, ruang=ada)
    if request.method == "POST" and form.is_valid():
        try:
            tersimpan = simpan_ruang(oleh=request.user, seminar=seminar, ruang=ada, **form.cleaned_data)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, f"{tersimpan} tersimpan.")
            return redirect(SUSUNAN, slug, pk)
    judul = f"Ubah {ada.nama}" if ada else "Ruang baru"
    isi = bingkai_seminar(request, seminar, SUSUNAN, form=form, judul=judul, ruang=ada)
    return render(request, "penilaian/seminar/isian.html", isi, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@khusus_staf(Hak.KERJA)
def tindakan(request: HttpRequest, slug: str, pk: int, nama: str) -> HttpResponse:
    """Say what will happen, then do it."""
    if nama not in TINDAKAN:
        raise Http404
    _, seminar = ambil_seminar(request, slug, pk, Hak.KERJA)
    judul, kalimat, tombol, status = TINDAKAN[nama]
    if request.method == "POST":
        try:
            return _lakukan(request, seminar, nama)
        except Galat as galat:
            messages.error(request, galat.pesan)
            return redirect(SUSUNAN, slug, pk)
    catatan, tunggakan = [], []
    if nama == "mulai":
        peran = isi_rubrik(seminar.rubrik_id).peran
        catatan = perhatian(seminar, giliran_seminar(seminar), peran)
    elif nama == "akhiri" and seminar.status == Seminar.Status.BERLANGSUNG:
        baris = dasbor(request.user, seminar).baris
        catatan, tunggakan = perhatian_akhir(baris), belum_mengirim(baris)
    isi: dict[str, Any] = {"judul": judul, "kalimat": kalimat, "tombol": tombol, "perhatian": catatan}
    isi["tunggakan"] = tunggakan
    isi["bahaya"] = nama == "hapus"
    isi["boleh"] = seminar.status in status and not any(p.menghalangi for p in catatan)
    return render(
        request, "penilaian/seminar/tindakan.html", bingkai_seminar(request, seminar, SUSUNAN, **isi)
    )


def _lakukan(request: HttpRequest, seminar: Seminar, nama: str) -> HttpResponse:
    slug = seminar.gelombang.slug
    if nama == "hapus":
        hapus_seminar(oleh=request.user, seminar=seminar)
        messages.success(request, "Seminar dihapus.")
        return redirect(TAB, slug)
    if nama == "susun":
        sampaikan(request, susun_urutan(oleh=request.user, seminar=seminar))
        messages.success(request, "Urutan tersusun. Setiap paparan masih dapat dipindah atau ditukar.")
    else:
        lakukan = {"mulai": mulai_seminar, "akhiri": akhiri_seminar, "buka": buka_lagi_seminar}[nama]
        lakukan(oleh=request.user, seminar=seminar)
        kata = {
            "mulai": "Penilaian dimulai.",
            "akhiri": "Penilaian selesai.",
            "buka": "Penilaian dibuka lagi.",
        }
        messages.success(request, kata[nama])
    return redirect(SUSUNAN, slug, seminar.pk)
