"""Recap of the apel per OPD or unit, with the trend; as Excel; as the board that hangs on the wall."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from kantor.galat import Galat
from kantor.lib.excel import Kolom, Lembar
from kantor.lib.tanggal import rentang as rentang_tanggal
from kantor.lib.tanggal import tanggal as sebut_tanggal
from kantor.models import Pekerjaan, Unit
from kantor.views.proses import isi_proses
from kantor.views.unduh import jawab_excel
from peserta.lib.tren import tren
from peserta.queries.apel import HitunganApel, RekapApel, opd_apel, rekap_apel
from peserta.queries.wajib_apel import jumlah_pegawai
from peserta.services.papan_apel import JENIS_PAPAN, buat_papan
from peserta.views.apel.alat import Ruang, di_ruang, isi_bersama, saringan

SEDIKIT = "kurang dari lima orang: angkanya menunjuk orang"
PELENGKAP = "kurang dari lima orang, atau bersama jumlah seluruhnya membuka angka yang demikian"
KOLOM_UNIT = [Kolom("Pegawai", "bulat"), Kolom("Tercatat rata-rata", "angka", 12)]
KOLOM_ANGKA = [
    Kolom("Kali apel", "bulat"),
    Kolom("Wajib hadir", "bulat", 12),
    Kolom("Hadir", "bulat"),
    Kolom("Persen", "persen"),
    Kolom("Sakit", "bulat"),
    Kolom("Izin", "bulat"),
    Kolom("Tanpa keterangan", "bulat", 13),
    Kolom("Cuti", "bulat"),
    Kolom("Dinas luar", "bulat"),
]


@require_safe
@di_ruang()
def rekap(request: HttpRequest, ruang: Ruang) -> HttpResponse:
    """Figures, the trend, and a line per OPD; of one OPD, and in an operator's room, a line per unit."""
    form, pilih, opd = saringan(request, ruang)
    per_unit = opd is not None or not ruang.staf
    hasil = rekap_apel(pilih, per_unit=per_unit)
    garis = hasil.persen_harian
    isi = isi_bersama(
        ruang,
        "apel",
        saring=form,
        pilih=pilih,
        opd=opd,
        per_unit=per_unit,
        rekap=hasil,
        rata=hasil.semua
        if opd and not ruang.bernama
        else hasil,  # units left out belong to the whole all the same
        baris=_baris(ruang, opd, hasil, per_unit=per_unit),
        tren=tren([n for _, n in garis], [_pendek(d) for d, _ in garis]) if garis else None,
        proses=_proses(request, ruang),
        pimpinan=ruang.staf and not ruang.bekerja,
    )
    return render(request, "peserta/apel/rekap.html", isi)


@require_safe
@di_ruang()
def excel(request: HttpRequest, ruang: Ruang) -> FileResponse:
    """The same figures as Excel: a sheet per OPD or unit, a sheet per day."""
    _, pilih, opd = saringan(request, ruang)
    per_unit = opd is not None or not ruang.staf
    hasil = rekap_apel(pilih, per_unit=per_unit)
    kelompok = "Unit kerja" if per_unit else "Perangkat daerah"
    masa = rentang_tanggal(pilih.dari, pilih.sampai)
    judul = ("REKAP APEL", opd.nama_lengkap if opd else ruang.instansi.nama, masa)
    baris = _baris(ruang, opd, hasil, per_unit=per_unit)
    lembar = [
        Lembar(
            kelompok,
            [Kolom(kelompok, lebar=40), *KOLOM_UNIT, *KOLOM_ANGKA],
            ((str(b.unit), b.pegawai, *_isi_baris(b)) for b in baris),
            judul=judul,
            bernomor=True,
        ),
        Lembar(
            "Per hari",
            [Kolom("Tanggal", "tanggal"), *KOLOM_ANGKA],
            ((d, *_angka(h)) for d, h in hasil.per_tanggal),
            judul=judul,
        ),
    ]
    return jawab_excel("Rekap apel", lembar, instansi=ruang.instansi)


@require_POST
@di_ruang()
def papan(request: HttpRequest, ruang: Ruang) -> HttpResponse:
    """Ask the worker for the boards of one OPD or of all: A3, without names."""
    _, pilih, opd = saringan(request, ruang)
    semua = [opd] if opd else list(opd_apel(ruang.instansi, ruang.milik))
    try:
        buat_papan(
            oleh=request.user,
            instansi=ruang.instansi,
            opd=semua,
            dari=pilih.dari,
            sampai=pilih.sampai,
            jenis=pilih.jenis,
        )
    except Galat as galat:
        messages.error(request, galat.pesan)
    else:
        messages.success(request, "Papan informasi sedang dicetak. Tautannya muncul di halaman ini.")
    tanya = request.GET.urlencode()
    return redirect(ruang.url("apel") + (f"?{tanya}" if tanya else ""))


@dataclass(frozen=True)
class Baris:
    """A line of the recap: an OPD or a unit, how many belong on its roll calls today, what was counted."""

    unit: Unit
    pegawai: int
    hitungan: HitunganApel
    tertutup: str = ""  # why there is no figure for who may not know persons


def _baris(ruang: Ruang, opd: Unit | None, hasil: RekapApel, *, per_unit: bool) -> list[Baris]:
    """Every unit that has people or was counted, in order of name."""
    if not per_unit:
        semua = opd_apel(ruang.instansi)
    else:
        semua = Unit.objects.filter(opd=opd) if opd else Unit.objects.filter(pk__in=ruang.milik or [])
        if ruang.milik is not None:
            semua = semua.filter(pk__in=ruang.milik)
    dihitung, tertutup = hasil.per_kelompok, hasil.tertutup - set(hasil.per_kelompok)
    unit = {u.pk: u for u in semua}
    unit |= Unit.objects.in_bulk((set(dihitung) | tertutup) - set(unit))
    orang = jumlah_pegawai(unit, per_unit=per_unit)
    alasan = PELENGKAP if per_unit else SEDIKIT
    return [
        Baris(
            u,
            orang.get(u.pk, 0),
            dihitung.get(u.pk, HitunganApel()),
            tertutup=alasan if u.pk in tertutup else "",
        )
        for u in sorted(unit.values(), key=lambda u: (u.nama, u.kode))
        if u.pk in orang or u.pk in dihitung or u.pk in tertutup
    ]


def _isi_baris(b: Baris) -> tuple[Any, ...]:
    if b.tertutup:
        return (None,) * (len(KOLOM_ANGKA) + 1)
    return (b.hitungan.tercatat_rata, *_angka(b.hitungan))


def _angka(h: HitunganApel) -> tuple[Any, ...]:
    return (h.apel, h.wajib, h.hadir, h.persen, h.sakit, h.izin, h.alpa, h.cuti, h.dinas_luar)


def _pendek(hari: Any) -> str:
    """`3 Mei`"""
    angka, bulan, _ = sebut_tanggal(hari).split(" ")
    return f"{angka} {bulan[:3]}"


def _proses(request: HttpRequest, ruang: Ruang) -> list[dict[str, Any]]:
    """The newest boards this account asked for or may fetch."""
    semua = Pekerjaan.objects.untuk(request.user).filter(jenis=JENIS_PAPAN, instansi=ruang.instansi)
    return [isi_proses(request.user, satu) for satu in semua.order_by("-dibuat")[:1]]
