"""Narasumber of the office: the list, one of them, the two forms, the private link."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import Exists, OuterRef, QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from diklat.forms.narasumber import FormNarasumber, SaringDaftar
from diklat.models import Narasumber, Sesi
from diklat.queries.narasumber import URUTAN, jadwal_narasumber, narasumber_staf, riwayat_narasumber
from diklat.services.narasumber import catat_narasumber, ganti_tautan_narasumber, lupakan_narasumber
from kantor.galat import Galat
from kantor.lib.excel import Kolom, Lembar
from kantor.lib.telepon import samarkan, samarkan_surel
from kantor.lingkup import Hak
from kantor.queries.potongan import potong
from kantor.queries.telusur import telusuri
from kantor.services.pribadi import baca_semua
from kantor.views.dasar import ambil, khusus_staf, tambah_galat, terkirim
from kantor.views.staf.alat import instansi_dipilih
from kantor.views.unduh import jawab_excel

GET_POST = ["GET", "HEAD", "POST"]
TERBARU = 30
KOLOM = [
    Kolom("Nama dan gelar", lebar=40),
    Kolom("Jabatan", lebar=36),
    Kolom("Instansi asal", lebar=40),
    Kolom("Email", lebar=28),
    Kolom("No. HP/WhatsApp", lebar=20),
    Kolom("Sesi", "bulat"),
    Kolom("Keadaan", lebar=14),
]


@require_safe
@khusus_staf()
def daftar(request: HttpRequest) -> HttpResponse:
    """By name, with masked contact and the number of sessions."""
    saring, baris = _saring(request)
    halaman = potong(baris, urutan=URUTAN, tanda=request.GET.get("hal"))
    isi = {
        "saring": saring,
        "tersaring": any(saring.cleaned_data.values()),
        "halaman": halaman,
        "baris": [(n, _samar(n)) for n in halaman.baris],
        "boleh_kerja": bool(request.user.instansi_dengan(Hak.KERJA)),
    }
    return render(request, "diklat/narasumber.html", isi)


@require_safe
@khusus_staf()
def excel(request: HttpRequest) -> FileResponse:
    """The same list as Excel, contacts masked as on the screen."""
    _, baris = _saring(request)
    lembar = Lembar("Narasumber", KOLOM, _baris_excel(baris), judul=("DAFTAR NARASUMBER",), bernomor=True)
    return jawab_excel("Daftar narasumber", lembar)


@require_safe
@khusus_staf()
def satu(request: HttpRequest, pk: int) -> HttpResponse:
    """One narasumber: contact, private link, sessions of all gelombang, history."""
    n = _ambil(request, pk)
    boleh_kerja = n.instansi_id in request.user.instansi_dengan(Hak.KERJA)
    kontak = _kontak(n)
    terlihat = Exists(Sesi.objects.untuk(request.user, Hak.LIHAT).filter(pk=OuterRef("pk")))
    tautan = f"{settings.PORTAL_URL}{reverse('diklat:narasumber_saya', args=[n.kode])}"
    isi = {
        "n": n,
        "kontak": kontak if boleh_kerja else _samar(n),
        "boleh_kerja": boleh_kerja,
        "boleh_kelola": n.instansi_id in request.user.instansi_dengan(Hak.KELOLA),
        "tautan": tautan,
        "pesan": _pesan(n, tautan),
        "nomor_wa": _nomor_wa(kontak.get("ponsel", "")),
        "jadwal": jadwal_narasumber(n).annotate(terlihat=terlihat).order_by("-mulai", "pk")[:TERBARU],
        "riwayat": riwayat_narasumber(n),
    }
    jawaban = render(request, "diklat/narasumber_satu.html", isi)
    jawaban["Cache-Control"] = "no-store"
    return jawaban


@sensitive_post_parameters()
@require_http_methods(GET_POST)
@khusus_staf(Hak.KERJA)
def baru(request: HttpRequest) -> HttpResponse:
    """Somebody new."""
    instansi = instansi_dipilih(request, Hak.KERJA)
    return _form(request, FormNarasumber(terkirim(request)), instansi=instansi)


@sensitive_post_parameters()
@require_http_methods(GET_POST)
@khusus_staf(Hak.KERJA)
def ubah(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what the office knows."""
    n = _ambil(request, pk, Hak.KERJA)
    form = FormNarasumber(terkirim(request), instance=n, kontak=_kontak(n))
    return _form(request, form, instansi=n.instansi, narasumber=n)


@require_POST
@khusus_staf(Hak.KERJA)
def tautan(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a new private link; the old one is dead."""
    n = _ambil(request, pk, Hak.KERJA)
    ganti_tautan_narasumber(oleh=request.user, narasumber=n)
    messages.success(request, "Tautan pribadi diganti. Tautan lama tidak berlaku lagi; kirimkan yang baru.")
    return redirect("diklat:narasumber_satu", pk)


@require_http_methods(GET_POST)
@khusus_staf(Hak.KELOLA)
def lupakan(request: HttpRequest, pk: int) -> HttpResponse:
    """Fulfil an erasure request, after one question."""
    n = _ambil(request, pk, Hak.KELOLA)
    if request.method == "POST":
        try:
            lupakan_narasumber(oleh=request.user, narasumber=n)
        except Galat as galat:
            messages.error(request, galat.pesan)
        else:
            messages.success(request, "Kontak dihapus. Penghapusan ini tercatat pada riwayat.")
        return redirect("diklat:narasumber_satu", pk)
    isi = {
        "n": n,
        "judul": f"Hapus kontak {n.nama_lengkap}?",
        "rincian": [
            "Terhapus: email, nomor HP, dan isi surat yang pernah dikirim ke email itu.",
            "Surat jadwal yang masih menunggu dikirim kepadanya dibatalkan.",
            "Tautan pribadinya tidak berlaku lagi, dan namanya tidak dapat dipilih pada jadwal baru.",
            "Tetap ada: nama, jabatan, dan instansi asal pada jadwal yang sudah terbit.",
        ],
    }
    return render(request, "diklat/narasumber_lupakan.html", isi)


def _form(request: HttpRequest, form: FormNarasumber, **tentang: Any) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            n = catat_narasumber(oleh=request.user, **tentang, **form.cleaned_data)
        except Galat as galat:
            tambah_galat(form, galat)
        else:
            messages.success(request, f"{n.nama_lengkap} tersimpan.")
            return redirect("diklat:narasumber_satu", n.pk)
    isi = {"form": form, "n": tentang.get("narasumber")}
    return render(request, "diklat/narasumber_form.html", isi, status=400 if form.errors else 200)


def _saring(request: HttpRequest) -> tuple[SaringDaftar, QuerySet[Narasumber]]:
    form = SaringDaftar(request.GET)
    form.is_valid()
    pilih = {k: v for k, v in form.cleaned_data.items() if v}
    return form, narasumber_staf(request.user.instansi_dengan(Hak.LIHAT), **pilih)


def _ambil(request: HttpRequest, pk: int, hak: Hak = Hak.LIHAT) -> Narasumber:
    return ambil(Narasumber.objects.untuk(request.user, hak).select_related("instansi", "pribadi"), pk=pk)


def _kontak(n: Narasumber) -> dict[str, str]:
    pribadi = getattr(n, "pribadi", None)
    return baca_semua(pribadi) if pribadi else {}


def _samar(n: Narasumber) -> dict[str, str]:
    cara = {"email": samarkan_surel, "ponsel": samarkan}
    return {nama: cara[nama](isi) for nama, isi in _kontak(n).items()}


def _nomor_wa(ponsel: str) -> str:
    """The number as wa.me takes it; none lets the sender choose the person."""
    return f"62{ponsel[1:]}" if ponsel.startswith("0") else ""


def _pesan(n: Narasumber, tautan: str) -> str:
    return (
        f"Yth. {n.nama_lengkap},\n\nJadwal mengajar, perubahannya, dan tempat mengunggah bahan tayang ada pada "
        f"tautan pribadi ini. Mohon tidak dibagikan.\n\n{tautan}\n\n{n.instansi.nama}"
    )


def _baris_excel(baris: QuerySet[Narasumber]) -> Iterator[tuple[Any, ...]]:
    for n in telusuri(baris, urutan=URUTAN):
        kontak, keadaan = _samar(n), "Aktif" if n.aktif else "Tidak aktif"
        email, ponsel = kontak.get("email", ""), kontak.get("ponsel", "")
        yield (n.nama_lengkap, n.jabatan, n.asal, email, ponsel, n.banyak_sesi, keadaan)
