"""A timetable moved to other days: all when the dates of its gelombang have changed, or what follows a lost day."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from diklat.daftar import terlaksana
from diklat.models import Gelombang, Ruang, Sesi, SesiNarasumber
from diklat.queries.geser import Pindahan, RencanaGeser, pindahkan, rencana_geser
from diklat.queries.jadwal import sesi_rencana
from kantor.galat import KeadaanBerubah
from kantor.layanan import layanan
from kantor.lingkup import Hak, pastikan
from kantor.models import Pengguna

from .sesi import kunci_untuk_sesi, tanpa_bentrok


@layanan
def geser_jadwal(
    *,
    oleh: Pengguna,
    gelombang: Gelombang,
    sejak: datetime.date,
    mulai: datetime.date,
    dilihat: str | None = None,
) -> RencanaGeser:
    """Move planned sessions as `rencana_geser` says, and return it.

    What is published stays until it is published anew. A room or narasumber taken at the new time is taken off.
    Raises as `rencana_geser`, and KeadaanBerubah when `dilihat` (its fingerprint) is given and says that the clerk saw
    something else.
    """
    pastikan(oleh, Hak.KERJA, gelombang)
    gelombang = kunci_untuk_sesi(gelombang)
    rencana = rencana_geser(gelombang, sejak, mulai)
    if dilihat is not None and dilihat != rencana.sidik:
        raise KeadaanBerubah("Jadwal berubah sejak Anda melihatnya. Periksa sekali lagi.")
    _tulis(rencana.pindah)
    return rencana


@dataclass(frozen=True)
class Semula:
    """Where a session stood before it was moved, where the move put it, and what came off it then."""

    sesi: int
    dari: datetime.datetime
    ke: datetime.datetime
    ruang: int | None = None
    lepas: tuple[int, ...] = ()
    sisa: tuple[int, ...] = ()  # the narasumber who stayed


@layanan
def kembalikan_geser(
    *, oleh: Pengguna, gelombang: Gelombang, semula: Collection[Semula]
) -> dict[int, tuple[bool, str]]:
    """Take a move back; per session (primary key) whether it went back, and what is to be said of it.

    Who changed, cancelled, deleted or held a session meanwhile keeps it where it is. A room and narasumber that came
    off return unless they are taken by now or somebody else was put in their place. Raises as `kunci_untuk_sesi`.
    """
    pastikan(oleh, Hak.KERJA, gelombang)
    gelombang = kunci_untuk_sesi(gelombang)
    ada = {s.pk: s for s in sesi_rencana(gelombang).filter(pk__in=[x.sesi for x in semula])}
    diadakan = terlaksana(list(ada))
    hasil = {x.sesi: (False, kata) for x in semula if (kata := _halangan(x, ada.get(x.sesi), diadakan))}
    kembali = [x for x in semula if x.sesi not in hasil]
    kecuali = [x.sesi for x in kembali]
    pindah, pulih_di = [], {}
    for x in kembali:
        sesi = ada[x.sesi]
        kini = [p.narasumber_id for p in sesi.pengajar.all()]
        pulih = x.lepas if set(kini) == set(x.sisa) else ()
        if x.ruang and sesi.ruang is None:
            sesi.ruang = Ruang.objects.filter(pk=x.ruang).first()
        satu = pindahkan(gelombang, sesi, x.dari, kecuali, orang=[*kini, *pulih])
        pulih_di[sesi] = [pk for pk in pulih if pk not in satu.lepas_orang]
        hasil[x.sesi] = (True, " ".join(satu.catatan))
        pindah.append(satu)
    _tulis(pindah)
    for sesi, orang in pulih_di.items():
        _pulihkan_orang(sesi, orang)
    return hasil


def _halangan(semula: Semula, sesi: Sesi | None, diadakan: Collection[int]) -> str:
    if sesi is None:
        return "Sesi ini sudah dihapus."
    if sesi.batal:
        return "Sesi ini sudah dibatalkan."
    if sesi.pk in diadakan:
        return "Tetap di sini: kehadirannya sudah dicatat."
    if sesi.mulai != semula.ke:
        return "Tetap di sini: waktunya sudah diubah lagi."
    return ""


def _pulihkan_orang(sesi: Sesi, orang: Collection[int]) -> None:
    """Put them behind those who stayed, once the session is where they are free."""
    if orang:
        sesi.refresh_from_db(fields=["waktu"])
    n = max((p.urutan for p in sesi.pengajar.all()), default=0)
    for urutan, pk in enumerate(orang, n + 1):
        SesiNarasumber.objects.create(sesi=sesi, narasumber_id=pk, urutan=urutan, waktu=sesi.waktu)


def _tulis(pindah: Collection[Pindahan]) -> None:
    for satu in pindah:
        sesi = satu.sesi
        sesi.mulai, sesi.selesai = satu.ke, satu.selesai
        if satu.lepas_ruang:
            sesi.ruang = None
        if satu.lepas_orang:
            SesiNarasumber.objects.filter(sesi=sesi, narasumber__in=satu.lepas_orang).delete()

    def simpan() -> None:
        for satu in pindah:
            satu.sesi.save(update_fields=["mulai", "selesai", "ruang"])

    tanpa_bentrok(simpan, *(satu.sesi for satu in pindah))
