"""What of timetables waits for Panitia, asked of gelombang: the page of today asks for all of them at once."""

from __future__ import annotations

import datetime

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.utils import timezone

from diklat.models import Sesi, SesiNarasumber, TerbitanNarasumber, TerbitanSesi

HAMPIR_MULAI = 7  # days


def tanya_jadwal() -> dict[str, Case]:
    """Two questions, as annotations of gelombang that are open or run.

    `jadwal`: 1 for one that begins within a week, or runs, and has no published timetable. `perubahan`: how many
    sessions differ from the timetable that is out.
    """
    hari_ini = timezone.localdate()
    terbit = Exists(TerbitanSesi.objects.filter(sesi__gelombang=OuterRef("pk")))
    beda = sesi_berbeda().filter(gelombang=OuterRef("pk")).order_by().values("gelombang")
    dekat = Q(selesai__gte=hari_ini, mulai__lte=hari_ini + datetime.timedelta(days=HAMPIR_MULAI))
    return {
        "jadwal": Case(When(dekat & ~Q(terbit), then=1), default=0),
        "perubahan": Case(
            When(Q(terbit, selesai__gte=hari_ini), then=Subquery(beda.annotate(n=Count("pk")).values("n"))),
            default=0,
        ),
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
    for nama in ("ruang", "kunjungan"):
        kolom |= ~Q(**{f"terbitan__{nama}": F(nama)}) & ~Q(**{f"terbitan__{nama}": None, nama: None})
    berubah = kolom | Exists(baru) | Exists(lepas)
    return Sesi.objects.filter(
        Q(terbitan=None, batal=False)
        | Q(terbitan__isnull=False, batal=True, terbitan__batal=False)
        | (Q(terbitan__isnull=False, batal=False) & berubah)
    )
