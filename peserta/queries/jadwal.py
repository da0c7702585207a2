"""Who is told of a published timetable, and who may fetch its files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils import timezone

from diklat.models import BahanTayang, Gelombang, Narasumber, TerbitanSesi
from diklat.queries.jadwal import Perubahan
from diklat.queries.narasumber import SETAHUN
from kantor.models import Berkas, Pegawai
from peserta.models import Pendaftaran, PesertaKunjungan
from peserta.models.pendaftaran import HIDUP, TERPANGGIL
from peserta.queries.sesi_peserta import sesi_milik


@dataclass(frozen=True)
class Penerima:
    """How many peserta get a letter, and each narasumber concerned with whether an address is known."""

    peserta: int
    narasumber: list[tuple[Narasumber, bool]]


def dikabari(gelombang: Gelombang, perubahan: Sequence[Perubahan]) -> dict[int, list[Perubahan]]:
    """Everybody called whom these changes concern, with those that do: of a visit only who goes there is told.

    Without changes (the first publication) that is everybody, with none.
    """
    ikut: dict[int, set[int | None]] = defaultdict(lambda: {None})
    dipanggil = Pendaftaran.objects.filter(gelombang=gelombang, status__in=TERPANGGIL)
    for p, kunjungan in dipanggil.values_list("pk", "kunjungan__kunjungan"):
        ikut[p].add(kunjungan)
    milik = {p: [satu for satu in perubahan if satu.kunjungan & di] for p, di in ikut.items()}
    return {p: semua for p, semua in milik.items() if semua} if perubahan else milik


def penerima(gelombang: Gelombang, perubahan: Sequence[Perubahan]) -> Penerima:
    """Whom publishing these changes would tell."""
    orang: set[int] = set()
    for satu in perubahan:
        orang |= set(satu.semula) | {p.narasumber_id for p in satu.sesi.pengajar.all()}
    narasumber = Narasumber.objects.filter(pk__in=orang).select_related("pribadi").order_by("nama", "pk")
    pertama = not TerbitanSesi.objects.filter(sesi__gelombang=gelombang).exists()
    return Penerima(
        len(dikabari(gelombang, [] if pertama else perubahan)),
        [(n, bool(getattr(getattr(n, "pribadi", None), "email", None))) for n in narasumber],
    )


def jadwal_pegawai(pegawai: Pegawai) -> QuerySet[TerbitanSesi]:
    """The published sessions of every gelombang this person takes part in, but those of visits of others."""
    milik = Pendaftaran.objects.filter(pegawai=pegawai, status__in=HIDUP)
    return (
        sesi_milik(TerbitanSesi.objects.filter(sesi__gelombang__in=milik.values("gelombang")), milik)
        .select_related("sesi__gelombang__kurikulum__program", "sesi__gelombang__instansi", "ruang")
        .prefetch_related("narasumber")
        .order_by("mulai", "pk")
    )


def bekas_jadwal_pegawai(pegawai: Pegawai) -> QuerySet[TerbitanSesi]:
    """Those of every gelombang this person no longer takes part in, and of every visit they were taken off, for a
    calendar that still shows them."""
    milik = Pendaftaran.objects.filter(pegawai=pegawai)
    hidup = milik.filter(status__in=HIDUP)
    keluar = milik.exclude(status__in=HIDUP).values("gelombang")
    lepas = apps.get_model("peserta", "PesertaKunjunganEvent").objects.filter(
        pgh_label="delete", pendaftaran__in=hidup
    )
    bekas = Q(sesi__gelombang__in=keluar) & ~Q(sesi__gelombang__in=hidup.values("gelombang"))
    ikut = PesertaKunjungan.objects.filter(pendaftaran__in=hidup).values("kunjungan")
    bekas |= Q(kunjungan__in=lepas.values("kunjungan")) & ~Q(kunjungan__in=ikut)
    return (
        TerbitanSesi.objects.filter(bekas, selesai__gte=timezone.now() - SETAHUN)
        .select_related("sesi__gelombang__kurikulum__program", "sesi__gelombang__instansi", "ruang")
        .prefetch_related("narasumber")
        .order_by("mulai", "pk")
    )


def bahan_peserta(p: Pendaftaran) -> QuerySet[BahanTayang]:
    """The files of the own published sessions, for somebody who was called; nothing for others."""
    return _bahan(Pendaftaran.objects.filter(pk=p.pk, status__in=TERPANGGIL))


def berkas_bahan(p: Pendaftaran, berkas: UUID) -> QuerySet[Berkas]:
    """That file, if it is one of these."""
    return Berkas.objects.filter(pk__in=bahan_peserta(p).filter(berkas=berkas).values("berkas"))


def buka_bahan_peserta(pengguna: Any, berkas: Berkas) -> bool:
    """A called peserta with an account fetches the files of the own gelombang."""
    if pengguna.pegawai_id is None:
        return False
    milik = Pendaftaran.objects.filter(pegawai=pengguna.pegawai_id, status__in=TERPANGGIL)
    return _bahan(milik).filter(berkas=berkas).exists()


def _bahan(orang: QuerySet[Pendaftaran]) -> QuerySet[BahanTayang]:
    terbit = TerbitanSesi.objects.filter(sesi__gelombang__in=orang.values("gelombang"), batal=False)
    milik = sesi_milik(terbit, orang).values("sesi")
    return BahanTayang.objects.filter(sesi__in=milik).select_related("berkas").order_by("pk")
