"""Narasumber and rooms: kept once, chosen in every timetable."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from diklat.models import Narasumber, NarasumberPribadi, Ruang
from kantor.galat import TidakValid
from kantor.layanan import layanan
from kantor.lib import kode
from kantor.lingkup import Hak, pastikan
from kantor.models import Instansi, Pengguna
from kantor.services.pribadi import simpan_pribadi

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
    """Add a narasumber, or change one. Contacts are stored encrypted; None leaves them as they are.

    Raises TidakValid for a second one of the same name and origin, TypeError for an unknown column.
    """
    pastikan(oleh, Hak.KERJA, narasumber or instansi)
    if asing := set(kolom) - KOLOM:
        raise TypeError(f"cannot change {', '.join(sorted(asing))}")
    baris = (
        Narasumber.objects.select_for_update().get(pk=narasumber.pk)
        if narasumber
        else Narasumber(instansi=instansi)
    )
    _simpan(baris, kolom)
    kontak = {n: v for n, v in (("email", email), ("ponsel", ponsel)) if v is not None}
    if kontak:
        ada = NarasumberPribadi.objects.filter(narasumber=baris).first()
        simpan_pribadi(baris=ada or NarasumberPribadi(narasumber=baris), **kontak)
    return baris


@layanan
def ganti_tautan_narasumber(*, oleh: Pengguna, narasumber: Narasumber) -> Narasumber:
    """Give the narasumber a new private address; the old one no longer opens anything."""
    pastikan(oleh, Hak.KERJA, narasumber)
    baris = Narasumber.objects.select_for_update().get(pk=narasumber.pk)
    baris.kode = kode.acak()
    baris.save(update_fields=["kode"])
    return baris


@layanan
def catat_ruang(*, oleh: Pengguna, instansi: Instansi, ruang: Ruang | None = None, **kolom: Any) -> Ruang:
    """Add a room, or change one. Raises TidakValid for a second one of the same name, TypeError as above."""
    pastikan(oleh, Hak.KERJA, ruang or instansi)
    if asing := set(kolom) - KOLOM_RUANG:
        raise TypeError(f"cannot change {', '.join(sorted(asing))}")
    baris = Ruang.objects.select_for_update().get(pk=ruang.pk) if ruang else Ruang(instansi=instansi)
    return _simpan(baris, kolom)


def _simpan(baris: Any, kolom: dict[str, Any]) -> Any:
    for nama, nilai in kolom.items():
        setattr(baris, nama, nilai.strip() if isinstance(nilai, str) else nilai)
    try:
        baris.full_clean()
    except ValidationError as galat:
        rincian = galat.message_dict
        umum = rincian.pop("__all__", None)
        raise TidakValid(umum[0] if umum else None, rincian=rincian) from galat
    baris.save()
    return baris
