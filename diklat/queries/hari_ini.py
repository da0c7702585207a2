"""What of timetables waits for Panitia: of all gelombang an account works on, each question one statement."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from diklat.models import Gelombang, Sesi, SesiNarasumber, TerbitanNarasumber, TerbitanSesi
from kantor.lingkup import Hak
from kantor.models import Pengguna

S = Gelombang.Status
HAMPIR_MULAI = 7  # days
TERBANYAK = 5


@dataclass(frozen=True)
class JadwalMenunggu:
    """A gelombang and how many of its sessions wait to be published."""

    slug: str
    gelombang: str
    jumlah: int


def belum_berjadwal(pengguna: Pengguna) -> list[JadwalMenunggu]:
    """Gelombang that begin within a week, or run, and have no published timetable."""
    batas = timezone.localdate() + datetime.timedelta(days=HAMPIR_MULAI)
    terbit = TerbitanSesi.objects.filter(sesi__gelombang=OuterRef("pk"))
    baris = _milik(pengguna).filter(mulai__lte=batas).exclude(Exists(terbit)).annotate(n=Count("sesi"))
    isi = baris.order_by("mulai", "pk").values_list("slug", "kurikulum__program__nama", "sebutan", "n")
    return [JadwalMenunggu(slug, f"{nama} · {sebutan}", n) for slug, nama, sebutan, n in isi[:TERBANYAK]]


def perubahan_belum_terbit(pengguna: Pengguna) -> list[JadwalMenunggu]:
    """Gelombang whose timetable is out and has been changed since."""
    terbit = TerbitanSesi.objects.filter(sesi__gelombang=OuterRef("gelombang"))
    baris = sesi_berbeda().filter(Exists(terbit), gelombang__in=_milik(pengguna))
    isi = (
        baris.order_by()
        .values_list("gelombang__slug", "gelombang__kurikulum__program__nama", "gelombang__sebutan")
        .annotate(n=Count("pk"))
        .order_by("gelombang__mulai", "gelombang__slug")
    )
    return [JadwalMenunggu(slug, f"{nama} · {sebutan}", n) for slug, nama, sebutan, n in isi[:TERBANYAK]]


def sesi_berbeda() -> QuerySet[Sesi]:
    """Sessions of which publishing would change something: `banding` of diklat.queries.jadwal in SQL."""
    terbit = TerbitanNarasumber.objects
    sama = {"narasumber": OuterRef("narasumber")}
    baru = SesiNarasumber.objects.filter(sesi=OuterRef("pk")).exclude(
        Exists(terbit.filter(terbitan=OuterRef("sesi"), **sama))
    )
    lepas = terbit.filter(terbitan=OuterRef("pk")).exclude(
        Exists(SesiNarasumber.objects.filter(sesi=OuterRef("terbitan"), **sama))
    )
    kolom = Q(terbitan__batal=True)
    for nama in ("mulai", "selesai", "judul", "jenis", "berjp"):
        kolom |= ~Q(**{f"terbitan__{nama}": F(nama)})
    pindah = ~Q(terbitan__ruang=F("ruang")) & ~Q(terbitan__ruang=None, ruang=None)
    berubah = kolom | pindah | Exists(baru) | Exists(lepas)
    return Sesi.objects.filter(
        Q(terbitan=None, batal=False)
        | Q(terbitan__isnull=False, batal=True, terbitan__batal=False)
        | (Q(terbitan__isnull=False, batal=False) & berubah)
    )


def _milik(pengguna: Pengguna) -> QuerySet[Gelombang]:
    return Gelombang.objects.untuk(pengguna, Hak.KERJA).filter(
        status__in=(S.DIBUKA, S.DITUTUP, S.BERLANGSUNG), selesai__gte=timezone.localdate()
    )
