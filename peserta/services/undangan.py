"""A seat per OPD: invited by letter, answered with a name, replaced until the set day, taken on the day."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.utils import timezone

from diklat.models import Gelombang
from diklat.models.gelombang import BELUM_SELESAI
from diklat.services.kunci import kunci_gelombang
from kantor.galat import KeadaanBerubah, PendaftaranDitutup, TidakDitemukan, TidakValid
from kantor.layanan import layanan
from kantor.lib import nama as lib_nama
from kantor.lib import nip as lib_nip
from kantor.lib.salah import Salah
from kantor.lib.tanggal import tanggal_jam
from kantor.lingkup import Hak, boleh, pastikan
from kantor.models import Pengguna, Unit
from kantor.zona import hari_ini
from peserta.models.undangan import StatusUndangan, UndanganOpd
from peserta.queries.undangan import batas_undangan
from peserta.services.surat_undangan import surat_undangan_batal, surati_undangan

S = StatusUndangan
G = Gelombang.Status


@dataclass(frozen=True)
class Utusan:
    """Who sits on the seat. `mewakili`: in the place of the head of the OPD. Without NIP: Non-ASN."""

    nama: str
    jabatan: str
    nip: str = ""
    mewakili: bool = False


@layanan
def undang_opd(
    *,
    oleh: Pengguna,
    gelombang: Gelombang,
    unit: Collection[Unit],
    nomor_surat: str = "",
    tanggal_surat: datetime.date | None = None,
) -> int:
    """Give each of these OPD its seat, with the letter that invites it; returns how many are new. Its operators are
    written to, of a draft once it is announced.

    Raises TidakValid for a unit that is no OPD of the organiser or a letter of a day to come, KeadaanBerubah once the
    gelombang is over.
    """
    pastikan(oleh, Hak.KERJA, gelombang)
    [gelombang] = kunci_gelombang(gelombang.pk)
    _belum_selesai(gelombang)
    salah = [u for u in unit if u.jenis not in Unit.JENIS_OPD or u.instansi_id != gelombang.instansi_id]
    if not unit or salah:
        raise TidakValid(rincian={"unit": "Pilih perangkat daerah yang diundang."})
    if tanggal_surat and tanggal_surat > hari_ini(gelombang.instansi):
        raise TidakValid(rincian={"tanggal_surat": "Tanggal surat tidak boleh sesudah hari ini."})
    sudah = set(UndanganOpd.objects.filter(gelombang=gelombang).values_list("unit", flat=True))
    baru = [
        UndanganOpd(gelombang=gelombang, unit=u, nomor_surat=nomor_surat.strip(), tanggal_surat=tanggal_surat)
        for u in {u.pk: u for u in unit}.values()
        if u.pk not in sudah
    ]
    UndanganOpd.objects.bulk_create(baru)
    surati_undangan(gelombang)
    return len(baru)


@layanan
def batalkan_undangan(*, oleh: Pengguna, undangan: UndanganOpd) -> None:
    """Take a seat back that nobody has answered yet. Raises KeadaanBerubah."""
    undangan = _kunci(oleh, undangan, Hak.KERJA)
    if undangan.status != S.BELUM:
        raise KeadaanBerubah("Undangan yang sudah dijawab tidak dapat dibatalkan.")
    surat_undangan_batal(undangan.gelombang, [undangan], alasan="Undangan ditarik oleh panitia.")
    undangan.delete()


@layanan
def jawab_undangan(*, oleh: Pengguna, undangan: UndanganOpd, utusan: Utusan) -> UndanganOpd:
    """Name whom the OPD sends, or replace them. By the operator of the OPD until the set day, by Panitia until the end.

    Raises TidakValid per field, PendaftaranDitutup after the day, KeadaanBerubah for somebody who is there already.
    """
    undangan = _kunci_untuk_jawaban(oleh, undangan)
    if undangan.hadir:
        raise KeadaanBerubah("Perangkat daerah ini sudah hadir.")
    _dudukkan(undangan, _periksa(utusan))
    return _simpan(undangan, S.MENGIRIM, dijawab=timezone.now())


@layanan
def nyatakan_tidak_hadir(*, oleh: Pengguna, undangan: UndanganOpd, alasan: str) -> UndanganOpd:
    """The OPD sends nobody, and says why. Raises as `jawab_undangan`."""
    undangan = _kunci_untuk_jawaban(oleh, undangan)
    if undangan.hadir:
        raise KeadaanBerubah("Perangkat daerah ini sudah hadir.")
    if not (alasan := " ".join(alasan.split())):
        raise TidakValid(rincian={"alasan": "Tulis alasannya."})
    _kosongkan(undangan)
    undangan.alasan = alasan[:200]
    return _simpan(undangan, S.TIDAK, dijawab=timezone.now())


@layanan
def catat_hadir_opd(
    *,
    oleh: Pengguna,
    undangan: UndanganOpd,
    utusan: Utusan | None = None,
    semula: str | None = None,
    pada: datetime.datetime | None = None,
) -> UndanganOpd:
    """Somebody of the OPD is there: the one who was named, or `utusan`, whoever came instead.

    `semula` is the name the clerk saw on the seat. Raises TidakValid when nobody was named and nobody is,
    KeadaanBerubah when somebody else was named meanwhile, before the first day or after the end.
    """
    undangan = _kunci(oleh, undangan, Hak.KERJA)
    if semula is not None and semula != undangan.nama:
        raise KeadaanBerubah(f"Sementara itu kursi ini diisi {undangan.nama or 'kosong'}. Periksa lagi.")
    _belum_selesai(undangan.gelombang)
    if hari_ini(undangan.gelombang.instansi, pada) < undangan.gelombang.mulai:
        raise KeadaanBerubah("Kegiatan belum dimulai. Kehadiran dicatat pada harinya.")
    if utusan is not None:
        _dudukkan(undangan, _periksa(utusan))
    elif not undangan.nama:
        raise TidakValid(rincian={"nama": "Tulis siapa yang hadir."})
    status = S.DIWAKILI if undangan.mewakili else S.SENDIRI
    return _simpan(undangan, status, hadir_pada=undangan.hadir_pada or pada or timezone.now())


@layanan
def batal_hadir_opd(*, oleh: Pengguna, undangan: UndanganOpd) -> UndanganOpd:
    """The wrong row was tapped: the OPD has again answered what it had answered. Raises KeadaanBerubah."""
    undangan = _kunci(oleh, undangan, Hak.KERJA)
    _belum_selesai(undangan.gelombang)
    if not undangan.hadir:
        raise KeadaanBerubah("Kehadiran perangkat daerah ini belum dicatat.")
    if undangan.dijawab is not None and not undangan.alasan:
        return _simpan(undangan, S.MENGIRIM)
    _kosongkan(undangan)
    return _simpan(undangan, S.TIDAK if undangan.dijawab else S.BELUM)


def _kunci(oleh: Pengguna, undangan: UndanganOpd, hak: Hak) -> UndanganOpd:
    """The row as it is now, after its gelombang in the one order of locks."""
    pastikan(oleh, hak, undangan)
    [gelombang] = kunci_gelombang(undangan.gelombang_id)
    baris = UndanganOpd.objects.select_for_update().filter(pk=undangan.pk).first()
    if baris is None:
        raise TidakDitemukan
    baris.gelombang = gelombang
    return baris


def _kunci_untuk_jawaban(oleh: Pengguna, undangan: UndanganOpd) -> UndanganOpd:
    panitia = boleh(oleh, Hak.KERJA, undangan)
    undangan = _kunci(oleh, undangan, Hak.KERJA if panitia else Hak.USUL)
    _belum_selesai(undangan.gelombang)
    batas = batas_undangan(undangan.gelombang)
    if not panitia and timezone.now() >= batas:
        kapan = tanggal_jam(batas, undangan.gelombang.instansi.zona_waktu)
        raise PendaftaranDitutup(f"Penggantian ditutup {kapan}. Hubungi panitia.")
    return undangan


def _belum_selesai(gelombang: Gelombang) -> None:
    if gelombang.status not in BELUM_SELESAI:
        raise KeadaanBerubah("Kegiatan ini sudah berakhir.")


def _periksa(utusan: Utusan) -> Utusan:
    """The person with tidy spaces and a number that can exist. Raises TidakValid per field."""
    salah: dict[str, object] = {}
    nama, jabatan = " ".join(utusan.nama.split()), " ".join(utusan.jabatan.split())
    if alasan := lib_nama.wajar(nama):
        salah["nama"] = list(alasan)
    if not jabatan:
        salah["jabatan"] = "Tulis jabatannya."
    nip = utusan.nip.strip()
    if nip:
        try:
            nip = lib_nip.periksa(nip).digit
        except Salah as galat:
            salah["nip"] = galat.pesan
    if salah:
        raise TidakValid(rincian=salah)
    return Utusan(nama[:190], jabatan[:150], nip, utusan.mewakili)


def _dudukkan(undangan: UndanganOpd, utusan: Utusan) -> None:
    undangan.nama, undangan.nip = utusan.nama, utusan.nip
    undangan.jabatan, undangan.mewakili = utusan.jabatan, utusan.mewakili


def _kosongkan(undangan: UndanganOpd) -> None:
    undangan.nama = undangan.nip = undangan.jabatan = ""
    undangan.mewakili = False


def _simpan(
    undangan: UndanganOpd,
    status: str,
    *,
    dijawab: datetime.datetime | None = None,
    hadir_pada: datetime.datetime | None = None,
) -> UndanganOpd:
    undangan.status, undangan.hadir_pada = status, hadir_pada
    undangan.dijawab = dijawab or undangan.dijawab
    if status == S.MENGIRIM:
        undangan.alasan = ""
    undangan.save()
    return undangan
