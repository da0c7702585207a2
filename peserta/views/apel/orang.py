"""Who came how often, by name: for Panitia, for the operator of the unit, for the atasan langsung."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kantor.lib.excel import Kolom, Lembar
from kantor.lib.tanggal import rentang as rentang_tanggal
from kantor.lingkup import Hak
from kantor.models import Pegawai
from kantor.queries.potongan import potong
from kantor.queries.telusur import telusuri
from kantor.views.dasar import perlu_masuk, tertutup
from kantor.views.unduh import jawab_excel
from kantor.zona import hari_ini, pakai_zona
from peserta.forms.apel import awal_pekan
from peserta.models.apel import bawahan as orang_bawahan
from peserta.queries.apel import PEKAN_BAWAAN, SaringanApel, orang_apel, rekap_orang
from peserta.views.apel.alat import Ruang, di_ruang, isi_bersama, saringan
from peserta.views.apel.rekap import KOLOM_ANGKA, _angka

URUTAN = ("nama_kunci", "pk")
SERENTENG = 1000
KOLOM = [
    Kolom("NIP / NI PPPK", "nip"),
    Kolom("Nama dan gelar", lebar=38),
    Kolom("Unit kerja", lebar=36),
    Kolom("Perangkat daerah", lebar=36),
    *KOLOM_ANGKA,
]


@require_safe
@di_ruang(Hak.KERJA)
def orang(request: HttpRequest, ruang: Ruang) -> HttpResponse:
    """One line per person, found by name or number."""
    form, pilih, opd = saringan(request, ruang)
    baris = _orang(request, pilih, form.cleaned_data.get("q", ""))
    halaman = potong(baris, urutan=URUTAN, tanda=request.GET.get("hal"))
    hitungan = rekap_orang(pilih, pegawai=[p.pk for p in halaman.baris])
    isi = isi_bersama(
        ruang,
        "apel_orang",
        saring=form,
        pilih=pilih,
        opd=opd,
        halaman=halaman,
        orang=[(p, _unit(ruang, p), hitungan[p.pk]) for p in halaman.baris if p.pk in hitungan],
    )
    return tertutup(render(request, "peserta/apel/orang.html", isi))


@require_safe
@di_ruang(Hak.KERJA)
def orang_excel(request: HttpRequest, ruang: Ruang) -> FileResponse:
    """The same list as Excel, narrowed the same way."""
    form, pilih, opd = saringan(request, ruang)
    baris = _orang(request, pilih, form.cleaned_data.get("q", ""))
    judul = (
        "REKAP APEL PER PEGAWAI – RAHASIA, HANYA UNTUK PENGELOLA KEPEGAWAIAN",
        opd.nama_lengkap if opd else ruang.instansi.nama,
        rentang_tanggal(pilih.dari, pilih.sampai),
    )
    lembar = Lembar("Per orang", KOLOM, _baris_excel(ruang, baris, pilih), judul=judul, bernomor=True)
    return jawab_excel("Rekap apel per pegawai", lembar, instansi=ruang.instansi)


@require_safe
@perlu_masuk
def bawahan(request: HttpRequest) -> HttpResponse:
    """The people whose atasan langsung this account is."""
    pengguna: Any = request.user
    if not pengguna.pegawai_id or pengguna.pegawai.instansi is None:
        raise Http404
    instansi = pengguna.pegawai.instansi
    pakai_zona(instansi)
    sampai = hari_ini(instansi)
    pilih = SaringanApel(instansi.pk, awal_pekan(sampai, PEKAN_BAWAAN), sampai)
    halaman = potong(orang_apel(pengguna, pilih, bawahan=True), urutan=URUTAN, tanda=request.GET.get("hal"))
    if not halaman.baris and not orang_bawahan(pengguna.pegawai_id).exists():
        raise Http404
    hitungan = rekap_orang(pilih, pegawai=[p.pk for p in halaman.baris])
    isi = {
        "pilih": pilih,
        "halaman": halaman,
        "orang": [(p, p.unit or "", hitungan[p.pk]) for p in halaman.baris if p.pk in hitungan],
        "instansi_aktif": instansi,
    }
    return tertutup(render(request, "peserta/apel/bawahan.html", isi))


def kartu_bawahan(pengguna: Any, pendaftaran: Any | None) -> dict[str, Any] | None:
    """On Beranda Peserta of an atasan langsung: the way to the page above."""
    if pendaftaran is not None or not pengguna.pegawai_id:
        return None
    n = orang_bawahan(pengguna.pegawai_id).filter(keadaan=Pegawai.Keadaan.AKTIF).count()
    return {"jumlah": n} if n else None


def _orang(request: HttpRequest, pilih: SaringanApel, q: str) -> QuerySet[Pegawai]:
    return orang_apel(request.user, pilih, q=q)  # type: ignore[arg-type]


def _unit(ruang: Ruang, p: Pegawai) -> str:
    """Where somebody works now; an operator is not told where to somebody has left."""
    return str(p.unit or "") if ruang.milik is None or p.unit_id in ruang.milik else ""


def _baris_excel(ruang: Ruang, baris: QuerySet[Pegawai], pilih: SaringanApel) -> Iterator[tuple[Any, ...]]:
    """Some hundred people at a time with their counts: memory stays flat."""
    semua = telusuri(baris, urutan=URUTAN, sekali=SERENTENG)
    while rentengan := list(islice(semua, SERENTENG)):
        hitungan = rekap_orang(pilih, pegawai=[p.pk for p in rentengan])
        for p in rentengan:
            if p.pk in hitungan:
                unit = _unit(ruang, p)
                opd = str(p.opd or "") if unit else ""
                yield (p.nip or "", p.nama_lengkap, unit, opd, *_angka(hitungan[p.pk]))
