"""Narasumber and rooms: kept once, chosen in every timetable."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from diklat.models import Narasumber, NarasumberPribadi, Ruang
from diklat.services import surat_narasumber
from kantor.galat import KeadaanBerubah, TidakValid
from kantor.layanan import layanan
from kantor.lib import kode, telepon
from kantor.lib.salah import Salah
from kantor.lingkup import Hak, pastikan
from kantor.models import Instansi, Pengguna
from kantor.services.pribadi import baca_pribadi, lupakan, simpan_pribadi
from kantor.services.surel import lupakan_surel

KOLOM = frozenset({"nama", "gelar_depan", "gelar_belakang", "jabatan", "asal", "aktif"})
KOLOM_RUANG = frozenset({"nama", "gedung", "kapasitas", "aktif"})


@layanan
def catat_narasumber(
    *,
    oleh: Pengguna,
    instansi: Instansi,
    narasumber: Narasumber | None = None,
    email: str | None = None,
    ponsel: str | None = None,
    **kolom: Any,
) -> Narasumber:
    """Add a narasumber, or change one. Contacts are stored encrypted; None leaves them as they are, "" clears them.

    Raises TidakValid for a second one of the same name and origin and for a contact that is none, TypeError for an
    unknown column.
    """
    pastikan(oleh, Hak.KERJA, narasumber or instansi)
    if asing := set(kolom) - KOLOM:
        raise TypeError(f"cannot change {', '.join(sorted(asing))}")
    baris = (
        Narasumber.objects.select_for_update().get(pk=narasumber.pk)
        if narasumber
        else Narasumber(instansi=instansi)
    )
    kontak = _periksa_kontak({n: v for n, v in (("email", email), ("ponsel", ponsel)) if v is not None})
    _simpan(baris, kolom)
    if kontak:
        ada = NarasumberPribadi.objects.filter(narasumber=baris).first()
        simpan_pribadi(baris=ada or NarasumberPribadi(narasumber=baris), **kontak)
    return baris


@layanan
def ganti_tautan_narasumber(*, oleh: Pengguna, narasumber: Narasumber) -> Narasumber:
    """Give the narasumber a new private address; the old one no longer opens anything."""
    pastikan(oleh, Hak.KERJA, narasumber)
    baris = Narasumber.objects.select_for_update().get(pk=narasumber.pk)
    baris.kode, baris.tautan_sejak = kode.acak(), timezone.now()
    baris.save(update_fields=["kode", "tautan_sejak"])
    return baris


@layanan
def lupakan_narasumber(*, oleh: Pengguna, narasumber: Narasumber) -> Narasumber:
    """An erasure request (UU 27/2022 articles 8 and 16): destroy the contact and what letters hold, close the link.

    Letters about the timetable that still wait are not sent. The name stays on the timetables that were published;
    nobody can choose it any more. Raises TidakDitemukan or TidakBerhak for who does not manage the office,
    KeadaanBerubah while a session is still to come.
    """
    pastikan(oleh, Hak.KELOLA, narasumber)
    baris = Narasumber.objects.select_for_update().get(pk=narasumber.pk)
    if baris.mengajar.filter(sesi__batal=False, sesi__selesai__gte=timezone.now()).exists():
        raise KeadaanBerubah(
            "Masih mengisi sesi mendatang. Kontak dapat dihapus sesudah sesi itu diisi orang lain."
        )
    if (pribadi := NarasumberPribadi.objects.filter(narasumber=baris).first()) is not None:
        alamat = baca_pribadi(pribadi, "email")
        lupakan(oleh=oleh, baris=pribadi)
        lupakan_surel({alamat} - {""}, urung=[surat_narasumber.JENIS])
    baris.kode, baris.tautan_sejak, baris.aktif = kode.acak(), timezone.now(), False
    baris.save(update_fields=["kode", "tautan_sejak", "aktif"])
    return baris


@layanan
def catat_ruang(*, oleh: Pengguna, instansi: Instansi, ruang: Ruang | None = None, **kolom: Any) -> Ruang:
    """Add a room, or change one. Raises TidakValid for a second one of the same name, TypeError as above."""
    pastikan(oleh, Hak.KERJA, ruang or instansi)
    if asing := set(kolom) - KOLOM_RUANG:
        raise TypeError(f"cannot change {', '.join(sorted(asing))}")
    baris = Ruang.objects.select_for_update().get(pk=ruang.pk) if ruang else Ruang(instansi=instansi)
    return _simpan(baris, kolom)


def _periksa_kontak(kontak: dict[str, str]) -> dict[str, str]:
    """The contact as it is stored. Raises TidakValid per field."""
    cara: dict[str, Callable[[str], str]] = {"email": telepon.rapikan_surel, "ponsel": telepon.rapikan}
    bersih, salah = {}, {}
    for nama, isi in kontak.items():
        try:
            bersih[nama] = cara[nama](isi.strip()) if isi.strip() else ""
        except Salah as galat:
            salah[nama] = galat.pesan
    if salah:
        raise TidakValid(rincian=salah)
    return bersih


def _simpan(baris: Any, kolom: dict[str, Any]) -> Any:
    for nama, nilai in kolom.items():
        setattr(baris, nama, nilai.strip() if isinstance(nilai, str) else nilai)
    _periksa(baris)
    try:
        with transaction.atomic():
            baris.save()
    except IntegrityError:
        _periksa(baris)  # a colleague added the same at this very moment: now it is seen, and said as always
        raise
    return baris


def _periksa(baris: Any) -> None:
    try:
        baris.full_clean()
    except ValidationError as galat:
        rincian = galat.message_dict
        umum = rincian.pop("__all__", None)
        raise TidakValid(umum[0] if umum else None, rincian=rincian) from galat
