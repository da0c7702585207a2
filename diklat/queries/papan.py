"""A timetable day by day: as Panitia plans it, and as everybody sees it once it is published."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any, Generic, TypeVar
from zoneinfo import ZoneInfo

from diklat.models import Gelombang, Sesi, TerbitanSesi
from diklat.queries.jadwal import Perubahan, banding, hari_sesi, jadwal_terbit, sesi_rencana

T = TypeVar("T")


@dataclass(frozen=True)
class Keadaan:
    """Whether a planned session is what people see, in words and in the tone of their chip."""

    kata: str
    nada: str = ""


TERBIT, BATAL = Keadaan("Terbit", "baik"), Keadaan("Dibatalkan", "bahaya")
BELUM_TERBIT = {
    "baru": Keadaan("Draf"),
    "berubah": Keadaan("Perubahan belum terbit", "tunggu"),
    "batal": Keadaan("Pembatalan belum terbit", "bahaya"),
}
# After the end nothing is published any more: nothing waits.
TIDAK_TERBIT = {
    "baru": Keadaan("Tidak terbit"),
    "berubah": Keadaan("Perubahan tidak terbit"),
    "batal": Keadaan("Pembatalan tidak terbit"),
}


@dataclass(frozen=True)
class SesiPapan:
    """A planned session: its JP, what is not published of it, what is odd about it."""

    sesi: Sesi
    jp: Decimal | None
    perubahan: Perubahan | None
    keadaan: Keadaan
    bersamaan: tuple[str, ...] = ()  # titles of sessions of this gelombang that run at the same time
    di_luar: bool = False  # the gelombang's dates were changed after it was planned


@dataclass(frozen=True)
class Hari(Generic[T]):
    """One day and what happens on it."""

    hari: datetime.date
    isi: list[T]

    @property
    def jp(self) -> Decimal:
        """JP of the day (of a planned timetable) for one person: nobody is on two visits on a day."""
        per: dict[int | None, Decimal] = defaultdict(Decimal)
        for satu in self.isi:
            per[satu.sesi.kunjungan_id] += satu.jp or 0  # type: ignore[attr-defined]
        semua = per.pop(None, Decimal(0))
        return semua + max(per.values(), default=Decimal(0))


@dataclass(frozen=True)
class Tayangan(Generic[T]):
    """A published timetable as it is read on a day: what is on today, what comes, what is over (latest first)."""

    kini: Hari[T] | None
    nanti: list[Hari[T]]
    lalu: list[Hari[T]]

    def __bool__(self) -> bool:
        return bool(self.kini or self.nanti or self.lalu)


def berakhir(gelombang: Gelombang) -> bool:
    """True once nothing of a timetable changes any more."""
    return gelombang.status in (Gelombang.Status.SELESAI, Gelombang.Status.DIBATALKAN)


def keadaan(gelombang: Gelombang, sesi: Sesi, perubahan: Perubahan | None) -> Keadaan:
    """The one answer to "is this out?", for the board, the page of a session and Excel."""
    if perubahan is not None:
        return (TIDAK_TERBIT if berakhir(gelombang) else BELUM_TERBIT)[perubahan.jenis]
    return BATAL if sesi.batal else TERBIT


def papan(gelombang: Gelombang) -> list[Hari[SesiPapan]]:
    """Every planned session, cancelled ones among them, in order of time."""
    zona = gelombang.instansi.zona_waktu
    menit = Decimal(gelombang.kurikulum.menit_per_jp)
    semua = list(sesi_rencana(gelombang))
    isi = [
        SesiPapan(
            sesi=s,
            jp=s.menit / menit if s.berjp and not s.batal else None,
            perubahan=(perubahan := banding(s, zona)),
            keadaan=keadaan(gelombang, s, perubahan),
            bersamaan=tuple(lain.judul for lain in semua if _bersamaan(s, lain)),
            di_luar=not s.batal and not gelombang.mulai <= hari_sesi(gelombang, s) <= gelombang.selesai,
        )
        for s in semua
    ]
    return per_hari(isi, zona, lambda satu: satu.sesi.mulai)


def _bersamaan(satu: Sesi, lain: Sesi) -> bool:
    if satu is lain or satu.batal or lain.batal:
        return False
    if satu.kunjungan_id and lain.kunjungan_id and satu.kunjungan_id != lain.kunjungan_id:
        return False  # each has people of its own
    return satu.mulai < lain.selesai and lain.mulai < satu.selesai


def per_hari(isi: Iterable[T], zona: str, mulai: Callable[[T], datetime.datetime]) -> list[Hari[T]]:
    """What begins at `mulai`, given in order of time, by local day."""
    tempat = ZoneInfo(zona)
    return [
        Hari(hari, list(satu))
        for hari, satu in groupby(isi, key=lambda s: mulai(s).astimezone(tempat).date())
    ]


def tayangkan(
    isi: Iterable[T],
    zona: str,
    kini: datetime.datetime,
    mulai: Callable[[Any], datetime.datetime] = lambda satu: satu.mulai,
) -> Tayangan[T]:
    """A published timetable around the day of `kini`. Once all is over nothing is set aside as past."""
    hari_ini = kini.astimezone(ZoneInfo(zona)).date()
    semua = per_hari(isi, zona, mulai)
    nanti = [h for h in semua if h.hari > hari_ini]
    sekarang = next((h for h in semua if h.hari == hari_ini), None)
    lalu = [h for h in semua if h.hari < hari_ini]
    if not nanti and sekarang is None:
        return Tayangan(None, lalu, [])
    return Tayangan(sekarang, nanti, lalu[::-1])


def tayangan_gelombang(gelombang: Gelombang, kini: datetime.datetime) -> Tayangan[TerbitanSesi]:
    """The published timetable of one gelombang."""
    return tayangkan(jadwal_terbit(gelombang), gelombang.instansi.zona_waktu, kini)
