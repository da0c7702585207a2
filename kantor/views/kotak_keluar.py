"""Kotak Keluar: which letters went out, which did not, and sending again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from kantor.daftar import jenis_surel
from kantor.lib.excel import Kolom, Lembar
from kantor.lib.surat import susun_surat
from kantor.lib.telepon import samarkan_surel
from kantor.lingkup import Hak
from kantor.models import Surel
from kantor.queries.potongan import potong
from kantor.queries.surel import BERMASALAH, daftar_surel
from kantor.queries.telusur import telusuri
from kantor.services.surel import batalkan_surel, kirim_ulang, surel_rahasia

from .dasar import ambil, khusus_staf
from .unduh import jawab_excel

URUTAN = ("-pk",)
KOLOM = (
    Kolom("Waktu", "tanggal_jam"),
    Kolom("Jenis surat"),
    Kolom("Penerima", lebar=30),
    Kolom("Email"),
    Kolom("Subjek", lebar=40),
    Kolom("Keadaan"),
    Kolom("Terkirim", "tanggal_jam"),
)


@require_safe
@never_cache
@khusus_staf(Hak.KERJA)
def daftar(request: HttpRequest) -> HttpResponse:
    """All letters of the own instansi, newest first; addresses are masked. `?unduh=excel` gives the same list."""
    saring = {nama: request.GET.get(nama, "").replace("\0", "") for nama in ("status", "jenis", "perihal")}
    baris = daftar_surel(request.user, **saring)
    if request.GET.get("unduh") == "excel":
        isi = map(_sel, telusuri(baris, urutan=URUTAN))
        return jawab_excel("Kotak Keluar", Lembar("Kotak Keluar", KOLOM, isi, judul=("KOTAK KELUAR",)))
    halaman = potong(baris, urutan=URUTAN, tanda=request.GET.get("hal"))
    for surel in halaman.baris:
        surel.sebutan, surel.alamat = sebutan(surel.jenis), samarkan_surel(surel.kepada)
    isi = {
        "halaman": halaman,
        **saring,
        "pilihan_status": [("bermasalah", "Perlu perhatian"), *Surel.Status.choices],
        "pilihan_jenis": [(nama, jenis_surel[nama].label) for nama in jenis_surel.nama()],
    }
    return render(request, "kantor/kotak_keluar.html", isi)


@require_safe
@never_cache
@khusus_staf(Hak.KERJA)
def satu(request: HttpRequest, pk: int) -> HttpResponse:
    """One letter: its words (not of a letter that opens an account), its state, what can be done."""
    surel = _surel(request, pk)
    rahasia = surel_rahasia(surel)
    isi = {
        "surel": surel,
        "sebutan": sebutan(surel.jenis),
        "alamat": samarkan_surel(surel.kepada),
        "rahasia": rahasia,
        "boleh_ulang": surel.status in BERMASALAH and surel.isi,
        "boleh_batal": surel.status in {*BERMASALAH, Surel.Status.ANTRE},
    }
    return render(request, "kantor/kotak_keluar_satu.html", isi)


@require_POST
@khusus_staf(Hak.KERJA)
def ulangi(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a failed or doubtful letter again."""
    kirim_ulang(oleh=request.user, surel=_surel(request, pk))
    messages.success(request, "Surat masuk antrean lagi.")
    return redirect("kotak_keluar_satu", pk=pk)


@require_POST
@khusus_staf(Hak.KERJA)
def batalkan(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a letter out of the queue."""
    batalkan_surel(oleh=request.user, surel=_surel(request, pk))
    messages.success(request, "Surat dibatalkan dan tidak akan dikirim.")
    return redirect("kotak_keluar_satu", pk=pk)


@require_safe
@khusus_staf(Hak.KERJA)
def contoh(request: HttpRequest, jenis: str) -> HttpResponse:
    """How a kind of letter reads, filled with an example; the list of all kinds beside it."""
    if jenis not in jenis_surel:
        raise Http404
    subjek, teks = susun_surat(jenis, {"nama": "Rina Siregar, S.Sos.", **jenis_surel[jenis].contoh})
    pilihan = [(nama, jenis_surel[nama].label) for nama in jenis_surel.nama()]
    isi = {"jenis": jenis, "sebutan": sebutan(jenis), "subjek": subjek, "teks": teks, "pilihan": pilihan}
    return render(request, "kantor/kotak_keluar_contoh.html", isi)


def sebutan(jenis: str) -> str:
    """What the office calls this kind of letter."""
    return jenis_surel[jenis].label if jenis in jenis_surel else jenis.replace("_", " ").capitalize()


def _surel(request: HttpRequest, pk: int) -> Any:
    return ambil(daftar_surel(request.user), pk=pk)


def _sel(surel: Surel) -> list[object]:
    return [
        surel.dibuat,
        sebutan(surel.jenis),
        surel.nama,
        samarkan_surel(surel.kepada),
        surel.subjek,
        surel.get_status_display(),
        surel.terkirim,
    ]
