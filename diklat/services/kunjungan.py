"""Benchmarking planned as visits: where, when, what is to be learnt, who comes along."""

from __future__ import annotations

import datetime
from dataclasses import asdict, dataclass

from django.db import IntegrityError, transaction
from psycopg2.errors import ExclusionViolation, UniqueViolation

from diklat.models import Gelombang, Kunjungan
from kantor.galat import TidakDitemukan, TidakValid
from kantor.layanan import layanan
from kantor.lib import tanggal
from kantor.lingkup import Hak, pastikan
from kantor.models import Pengguna

from .sesi import kunci_untuk_sesi

PANJANG_POKOK = 2000


@dataclass(frozen=True)
class RencanaKunjungan:
    """One visit to be. `pendamping`: staff or narasumber who come along, as text."""

    locus: str
    kota: str
    mulai: datetime.date
    selesai: datetime.date
    alamat: str = ""
    pokok: str = ""
    pendamping: str = ""


@layanan
def tambah_kunjungan(*, oleh: Pengguna, gelombang: Gelombang, rencana: RencanaKunjungan) -> Kunjungan:
    """Plan a visit.

    Raises as `simpan_kunjungan`, and KeadaanBerubah once the gelombang has ended.
    """
    pastikan(oleh, Hak.KERJA, gelombang)
    return simpan_kunjungan(Kunjungan(gelombang=kunci_untuk_sesi(gelombang)), rencana)


def kunci_kunjungan(kunjungan: Kunjungan) -> Kunjungan:
    """Lock the gelombang, then its visit, and read both afresh. Raises as `kunci_untuk_sesi`, and TidakDitemukan."""
    gelombang = kunci_untuk_sesi(kunjungan.gelombang)
    terkunci = Kunjungan.objects.select_for_update().filter(pk=kunjungan.pk).first()
    if terkunci is None:
        raise TidakDitemukan("Kunjungan ini baru saja dihapus.")
    terkunci.gelombang = gelombang
    return terkunci


def simpan_kunjungan(kunjungan: Kunjungan, rencana: RencanaKunjungan) -> Kunjungan:
    """Put the plan into a visit whose gelombang is locked.

    Raises TidakValid for dates outside the gelombang or a visit that is planned already.
    """
    for kolom, nilai in asdict(rencana).items():
        setattr(kunjungan, kolom, nilai.strip() if isinstance(nilai, str) else nilai)
    _periksa(kunjungan)
    try:
        with transaction.atomic():
            kunjungan.save()
    except IntegrityError as galat:
        raise _sebab(galat) from galat
    return kunjungan


def _sebab(galat: IntegrityError) -> Exception:
    """What the database has refused, in words."""
    if isinstance(galat.__cause__, UniqueViolation):
        return TidakValid(rincian={"locus": "Kunjungan ke lokus ini pada tanggal itu sudah ada."})
    if isinstance(galat.__cause__, ExclusionViolation):
        return TidakValid(
            rincian={
                "mulai": "Ada peserta yang pada tanggal itu mengikuti kunjungan lain. Ubah dahulu pembagian pesertanya."
            }
        )
    return galat


def _periksa(kunjungan: Kunjungan) -> None:
    g = kunjungan.gelombang
    salah = {nama: "Wajib diisi." for nama in ("locus", "kota") if not getattr(kunjungan, nama)}
    if len(kunjungan.pokok) > PANJANG_POKOK:
        salah["pokok"] = f"Paling panjang {PANJANG_POKOK} huruf."
    if kunjungan.selesai < kunjungan.mulai:
        salah["selesai"] = "Kunjungan berakhir sebelum dimulai."
    elif not g.mulai <= kunjungan.mulai <= kunjungan.selesai <= g.selesai:
        salah["mulai"] = f"Kunjungan di luar tanggal gelombang, yaitu {tanggal.rentang(g.mulai, g.selesai)}."
    if salah:
        raise TidakValid(rincian=salah)
