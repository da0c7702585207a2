"""Sessions a daftar hadir is printed for, and what of the signed ones came back."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import QuerySet
from django.utils import timezone

from diklat.models import Gelombang, TerbitanSesi
from kantor.models import HalamanPindaian
from kantor.queries.lembar_kertas import LembarKembali, halaman_terlampir, lembar_kembali
from kantor.zona import zona
from peserta.queries.presensi import sesi_dengan_catatan

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
