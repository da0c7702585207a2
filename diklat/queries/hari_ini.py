"""What of timetables waits for Panitia, asked of gelombang: the page of today asks for all of them at once."""

from __future__ import annotations

import datetime

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import NullIf
from django.utils import timezone

from diklat.models import Kunjungan, Sesi, SesiNarasumber, TerbitanNarasumber, TerbitanSesi

HAMPIR_MULAI = 7  # days
# `Sesi.lokus` in SQL: empty for a session that is no visit.
LOKUS = Func(
    Value(", "),
    F("kunjungan__locus"),
    NullIf(F("kunjungan__alamat"), Value("")),
    F("kunjungan__kota"),
    function="concat_ws",
    output_field=CharField(),
)


def tanya_jadwal() -> dict[str, Case | Subquery]:
    """Three questions, as annotations of gelombang that are open or run.

    `jadwal`: 1 for one that begins within a week, or runs, and has no published timetable. `perubahan`: how many
    sessions differ from the timetable that is out. `kunjungan`: how many visits the dates of the gelombang have left.
    """
    hari_ini = timezone.localdate()
    terbit = Exists(TerbitanSesi.objects.filter(sesi__gelombang=OuterRef("pk")))
    beda = sesi_berbeda().filter(gelombang=OuterRef("pk")).order_by().values("gelombang")
    luar = Kunjungan.objects.filter(
        Q(mulai__lt=OuterRef("mulai")) | Q(selesai__gt=OuterRef("selesai")), gelombang=OuterRef("pk")
    )
    dekat = Q(selesai__gte=hari_ini, mulai__lte=hari_ini + datetime.timedelta(days=HAMPIR_MULAI))
    return {
        "jadwal": Case(When(dekat & ~Q(terbit), then=1), default=0),
        "perubahan": Case(
            When(Q(terbit, selesai__gte=hari_ini), then=Subquery(beda.annotate(n=Count("pk")).values("n"))),
            default=0,
        ),
        "kunjungan": Subquery(luar.order_by().values("gelombang").annotate(n=Count("pk")).values("n")),
    }


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
    kolom |= ~Q(terbitan__ruang=F("ruang")) & ~Q(terbitan__ruang=None, ruang=None)
    kolom |= ~Q(terbitan__lokus=LOKUS)
    berubah = kolom | Exists(baru) | Exists(lepas)
    return Sesi.objects.filter(
        Q(terbitan=None, batal=False)
        | Q(terbitan__isnull=False, batal=True, terbitan__batal=False)
        | (Q(terbitan__isnull=False, batal=False) & berubah)
    )
