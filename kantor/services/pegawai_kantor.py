"""Master pegawai by the office's own hand: biodata with contact in one act, and the contact opened on record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Q

from kantor.galat import TidakBerhak, TidakValid
from kantor.layanan import layanan
from kantor.lib import nip as lib_nip
from kantor.lib import telepon as lib_telepon
from kantor.lib.salah import Salah
from kantor.lingkup import Hak, pastikan
from kantor.models import Pegawai, PegawaiPribadi, PembukaanKontak, Pengguna
from kantor.services.pegawai import tambah_pegawai, ubah_pegawai
from kantor.services.pribadi import baca_semua, simpan_pribadi

KONTAK = ("ponsel", "email", "alamat", "tempat_lahir", "nik")


@layanan
def catat_pegawai(*, oleh: Pengguna, nip: str | None, kontak: dict[str, str], **data: Any) -> Pegawai:
    """Add somebody to the master of the unit's instansi.

    A row no office has confirmed (made by a registration) or claimed (a guest of another's gelombang) is taken over.
    Raises TidakValid per field, TidakBerhak for a unit of another instansi.
    """
    _pastikan_unit(oleh, data)
    bersih = periksa_kontak(kontak)
    if nip and (lama := _tanpa_kantor(nip)) is not None:
        pegawai = ubah_pegawai(oleh=oleh, pegawai=lama, **data)
    else:
        pegawai = tambah_pegawai(oleh=oleh, nip=nip, **data)
    _simpan_kontak(pegawai, {k: v for k, v in bersih.items() if v})
    return pegawai


@layanan
def perbarui_pegawai(*, oleh: Pengguna, pegawai: Pegawai, kontak: dict[str, str], **data: Any) -> Pegawai:
    """Correct somebody of the own instansi; an empty contact field leaves what is on file.

    Raises TidakDitemukan, TidakBerhak, TidakValid per field.
    """
    pastikan(oleh, Hak.KERJA, pegawai)
    if "unit" in data:
        _pastikan_unit(oleh, data)
    bersih = periksa_kontak(kontak)
    terbaru = ubah_pegawai(oleh=oleh, pegawai=pegawai, **data)
    _simpan_kontak(terbaru, {k: v for k, v in bersih.items() if v})
    return terbaru


@layanan
def buka_kontak(*, oleh: Pengguna, pegawai: Pegawai) -> dict[str, str]:
    """The personal columns that are filled; that they were looked at stays on record.

    Raises TidakDitemukan or TidakBerhak for who does not work for the pegawai's instansi.
    """
    pastikan(oleh, Hak.KERJA, pegawai)
    PembukaanKontak.objects.create(pegawai=pegawai, oleh=oleh, oleh_nama=oleh.sebutan[:150])
    baris = PegawaiPribadi.objects.filter(pegawai=pegawai).first()
    return baca_semua(baris) if baris else {}


def periksa_kontak(kontak: dict[str, str]) -> dict[str, str]:
    """The contact in the spelling that is stored. Raises TidakValid naming the fields."""
    cara: dict[str, Callable[[str], str]] = {
        "ponsel": lib_telepon.rapikan,
        "email": lib_telepon.rapikan_surel,
        "nik": _nik,
    }
    bersih, salah = {}, {}
    for nama in KONTAK:
        isi = " ".join(kontak.get(nama, "").split())
        try:
            bersih[nama] = cara.get(nama, str)(isi) if isi else ""
        except Salah as galat:
            salah[nama] = [galat.pesan]
    if salah:
        raise TidakValid(rincian=salah)
    return bersih


def _pastikan_unit(oleh: Pengguna, data: dict[str, Any]) -> None:
    unit = data.get("unit")
    if unit is None:
        raise TidakValid(rincian={"unit": ["Pilih unit kerja."]})
    if unit.instansi_id not in oleh.instansi_dengan(Hak.KERJA):
        raise TidakBerhak("Unit kerja itu milik instansi lain.")


def _tanpa_kantor(nip: str) -> Pegawai | None:
    try:
        angka = lib_nip.rapikan(nip)
    except Salah:
        return None
    lepas = Q(instansi=None) | Q(terverifikasi=False)
    return Pegawai.objects.select_for_update(no_key=True).filter(lepas, nip=angka).first()


def _simpan_kontak(pegawai: Pegawai, kontak: dict[str, str]) -> None:
    if kontak:
        simpan_pribadi(baris=PegawaiPribadi(pegawai=pegawai), **kontak)


def _nik(teks: str) -> str:
    angka = "".join(h for h in teks if h.isdigit())
    if len(angka) != 16 or len(teks.replace(" ", "").replace(".", "")) != 16:
        raise Salah("NIK terdiri atas 16 angka.")
    return angka
