"""Sessions a daftar hadir is printed for, and what of the signed ones came back."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import QuerySet
from django.utils import timezone

from diklat.daftar import utusan
from diklat.models import Gelombang, TerbitanSesi
from kantor.models import HalamanPindaian
from kantor.queries.lembar_kertas import LembarKembali, halaman_terlampir, lembar_kembali
from kantor.zona import zona
from peserta.models import StatusUndangan
from peserta.queries.presensi import peserta_duduk, sesi_dengan_catatan
from peserta.queries.undangan import undangan_gelombang

JENIS_LEMBAR = "daftar_hadir"


@dataclass(frozen=True)
class SesiBerlembar:
    """A published session with how much of its signed list is there."""

    sesi: TerbitanSesi
    lembar: LembarKembali

    @property
    def berlangsung(self) -> bool:
        """Whether it has begun: before that nobody has signed."""
        return bool(self.sesi.mulai <= timezone.now())


@dataclass(frozen=True)
class Penanda:
    """Somebody who signs for a session: a seated peserta by NDH, or whom an OPD sends, named or not yet."""

    nomor: int
    nama: str
    nip: str
    jabatan: str
    unit: str


def penanda(gelombang: Gelombang) -> list[Penanda]:
    """Who signs for the sessions of a gelombang, in the order of the list."""
    if utusan(gelombang):
        kursi = undangan_gelombang(gelombang).exclude(status=StatusUndangan.TIDAK)
        return [Penanda(n, u.nama, u.nip, u.jabatan, u.unit.nama_lengkap) for n, u in enumerate(kursi, 1)]
    duduk = peserta_duduk(gelombang).order_by("ndh", "pk")
    return [Penanda(p.ndh or 0, p.nama_lengkap, p.pegawai.nip or "", p.jabatan, p.unit_nama) for p in duduk]


def perihal(gelombang: Gelombang) -> str:
    """What sheets and jobs of a gelombang say they are about."""
    return f"gelombang:{gelombang.pk}"


def gelombang_perihal(teks: str) -> Gelombang | None:
    """The gelombang sheets are about; None for anything else."""
    awal, _, pk = teks.partition(":")
    baris = Gelombang.objects.select_related("instansi", "kurikulum__program")
    return baris.filter(pk=pk).first() if awal == "gelombang" and pk.isdecimal() else None


def sesi_berdaftar(gelombang: Gelombang) -> QuerySet[TerbitanSesi]:
    """The sessions people sign for: published, not cancelled, no break."""
    return sesi_dengan_catatan(gelombang)


def hari_berlembar(gelombang: Gelombang) -> list[tuple[datetime.date, list[SesiBerlembar]]]:
    """Days with their sessions and what came back of each."""
    kembali = lembar_kembali(perihal(gelombang), JENIS_LEMBAR)
    semua = [SesiBerlembar(s, kembali.get(s.pk, LembarKembali())) for s in sesi_berdaftar(gelombang)]
    return [(hari, list(isi)) for hari, isi in groupby(semua, key=lambda b: hari_setempat(gelombang, b.sesi))]


def hari_setempat(gelombang: Gelombang, sesi: TerbitanSesi) -> datetime.date:
    """The day of a session by the clock of the organiser."""
    return sesi.mulai.astimezone(zona(gelombang.instansi)).date()


def belum_kembali(hari: Iterable[tuple[datetime.date, list[SesiBerlembar]]]) -> list[SesiBerlembar]:
    """Sessions that were held, whose list was printed and has not come back whole."""
    return [b for _, isi in hari for b in isi if b.berlangsung and b.lembar.dicetak and not b.lembar.lengkap]


def lembar_sesi(gelombang: Gelombang, sesi: int) -> tuple[LembarKembali, QuerySet[HalamanPindaian]]:
    """What came back of one session, and the pages themselves."""
    kembali = lembar_kembali(perihal(gelombang), JENIS_LEMBAR).get(sesi, LembarKembali())
    return kembali, halaman_terlampir(perihal(gelombang), JENIS_LEMBAR, sesi)
