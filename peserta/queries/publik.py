"""Gelombang as strangers see them: which state at this moment, in which words, with which way in."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Case, Count, F, Q, QuerySet, TextChoices, When
from django.db.models.functions import ExtractYear
from django.utils import timezone

from diklat.models import Gelombang
from diklat.queries.gelombang import gelombang_publik, gelombang_terbuka
from kantor.lib import tanggal as lib_tanggal
from kantor.nada import nada_status
from peserta.queries.kursi import dengan_kursi

S = Gelombang.Status
DEKAT = 14  # from so many days before it closes the chip counts them


class Keadaan(TextChoices):
    """Where a gelombang stands for somebody who might come."""

    DIBUKA = "dibuka", "Pendaftaran dibuka"
    SEGERA = "segera", "Segera dibuka"
    DITUTUP = "ditutup", "Pendaftaran ditutup"
    BERLANGSUNG = "berlangsung", "Berlangsung"
    SELESAI = "selesai", "Selesai"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


K = Keadaan


@dataclass(frozen=True)
class Tayang:
    """A gelombang with its seats (`dengan_kursi`) at one moment, in words."""

    gelombang: Any
    kini: datetime.datetime

    @property
    def keadaan(self) -> Keadaan:
        g = self.gelombang
        if g.status != S.DIBUKA:
            return K(g.status)
        if g.buka_pada and self.kini < g.buka_pada:
            return K.SEGERA
        return K.DITUTUP if g.tutup_pada and self.kini >= g.tutup_pada else K.DIBUKA

    @property
    def terbuka(self) -> bool:
        return self.keadaan == K.DIBUKA

    @property
    def penuh(self) -> bool:
        return self.gelombang.sisa == 0

    @property
    def dapat_daftar(self) -> bool:
        """True while a person may register alone: on a seat, or on the list of cadangan."""
        return (
            self.terbuka
            and self.gelombang.jalur_mandiri
            and (not self.penuh or self.gelombang.pakai_cadangan)
        )

    @property
    def ajakan(self) -> str:
        """The words of the one strong action."""
        return "Daftar sebagai cadangan" if self.penuh else "Daftar"

    @property
    def cip(self) -> tuple[str, str]:
        """Words and tone of the chip."""
        keadaan = self.keadaan
        if keadaan == K.SEGERA:
            return f"Dibuka {lib_tanggal.tanggal(self._hari(self.gelombang.buka_pada))}", ""
        if keadaan != K.DIBUKA:
            return str(keadaan.label), nada_status(keadaan)
        if self.penuh:
            terbuka = self.gelombang.pakai_cadangan and self.gelombang.jalur_mandiri
            return ("Penuh · daftar cadangan dibuka", "emas") if terbuka else ("Penuh", "")
        if not self.gelombang.jalur_mandiri:
            return f"Usulan OPD{self._tutup()}", "utama"
        return f"Dibuka{self._tutup()}", "utama"

    def _tutup(self) -> str:
        """` · tutup 3 hari lagi`, or the date while it is far."""
        batas = self.gelombang.tutup_pada
        if batas is None:
            return ""
        akhir = self._hari(batas)
        sisa = (akhir - self._hari(self.kini)).days
        if sisa > DEKAT:
            return f" sampai {lib_tanggal.tanggal(akhir)}"
        return {0: " · tutup hari ini", 1: " · tutup besok"}.get(sisa, f" · tutup {sisa} hari lagi")

    def _hari(self, waktu: datetime.datetime) -> datetime.date:
        return waktu.astimezone(ZoneInfo(self.gelombang.instansi.zona_waktu)).date()


class Pilihan(TextChoices):
    """What the public list can be narrowed to."""

    SEMUA = "", "Semua"
    DIBUKA = "dibuka", "Pendaftaran dibuka"
    AKAN = "akan", "Akan datang"
    BERLANGSUNG = "berlangsung", "Berlangsung"
    SELESAI = "selesai", "Selesai"


def syarat(pilihan: str, kini: datetime.datetime) -> Q:
    """The condition of a choice, by the same rules as `Tayang.keadaan`; an unknown word means all."""
    terbuka = Q(status=S.DIBUKA) & ~Q(buka_pada__gt=kini) & ~Q(tutup_pada__lte=kini)
    return {
        Pilihan.DIBUKA: terbuka,
        Pilihan.AKAN: Q(status__in=[S.DIBUKA, S.DITUTUP]) & ~terbuka,
        Pilihan.BERLANGSUNG: Q(status=S.BERLANGSUNG),
        Pilihan.SELESAI: Q(status__in=[S.SELESAI, S.DIBATALKAN]),
    }.get(pilihan, Q())  # type: ignore[call-overload]


def saring_publik(*, pilihan: str = "", q: str = "", tahun: int | None = None) -> QuerySet[Gelombang]:
    """The public list, narrowed; every row with its seats."""
    baris = gelombang_publik().filter(syarat(pilihan, timezone.now()))
    if q:
        baris = baris.filter(
            Q(kurikulum__program__nama__icontains=q) | Q(sebutan__icontains=q) | Q(tempat__icontains=q)
        )
    if tahun:
        baris = baris.filter(mulai__year=tahun)
    return dengan_kursi(baris)


def jumlah_pilihan() -> dict[str, int]:
    """How many announced gelombang each choice has, for the tabs."""
    kini = timezone.now()
    hitung = {str(p.name).lower(): Count("pk", filter=syarat(p, kini)) for p in Pilihan if p}
    return gelombang_publik().order_by().aggregate(semua=Count("pk"), **hitung)


def tahun_publik() -> list[int]:
    """The years in which an announced gelombang begins, newest first."""
    tahun = gelombang_publik().order_by().values_list(ExtractYear("mulai"), flat=True).distinct()
    return sorted(tahun, reverse=True)


def tayangan_beranda(*, banyak: int = 6) -> list[Tayang]:
    """For the front page: open ones, first those with a way in, the soonest to close first; then what opens next."""
    kini = timezone.now()
    urut = Case(
        When(jalur_mandiri=True, sisa__gt=0, then=0),
        When(jalur_mandiri=True, pakai_cadangan=True, then=1),
        default=2,
    )
    terbuka = dengan_kursi(gelombang_terbuka(kini)).order_by(
        urut, F("tutup_pada").asc(nulls_last=True), "mulai", "pk"
    )
    segera = gelombang_publik().filter(status=S.DIBUKA, buka_pada__gt=kini).order_by("buka_pada", "pk")
    baris = list(terbuka[:banyak])
    if len(baris) < banyak:
        baris += dengan_kursi(segera)[: banyak - len(baris)]
    return [Tayang(g, kini) for g in baris]


def terselenggara() -> int:
    """How many gelombang were held to their end."""
    return Gelombang.objects.filter(status=S.SELESAI).count()
