"""What moving sessions to other days would do, for the look before and for the act."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Collection
from dataclasses import dataclass

from diklat.daftar import terlaksana
from diklat.models import Gelombang, Sesi
from diklat.queries.bentrok import cari_bentrok
from diklat.queries.jadwal import hari_sesi, sesi_rencana
from kantor.galat import KeadaanBerubah, TidakValid
from kantor.lib import tanggal
from kantor.zona import hari_ini

SABTU = 5


@dataclass(frozen=True)
class Pindahan:
    """One session with its old and new time, who and what is taken then and comes off, and what to say of it."""

    sesi: Sesi
    dari: datetime.datetime
    ke: datetime.datetime
    ruang: int | None = None
    catatan: tuple[str, ...] = ()
    lepas_ruang: bool = False
    lepas_orang: frozenset[int] = frozenset()

    @property
    def selesai(self) -> datetime.datetime:
        """When it would end."""
        return self.ke + (self.sesi.selesai - self.sesi.mulai)


@dataclass(frozen=True)
class RencanaGeser:
    """The sessions that move, and those that stay because they were held."""

    pindah: list[Pindahan]
    tetap: list[Sesi]

    @property
    def sidik(self) -> str:
        """A fingerprint: whoever saw this can say that it is still the same."""
        isi = [(p.sesi.pk, p.dari, p.ke, p.catatan) for p in self.pindah]
        return hashlib.sha256(repr((isi, [s.pk for s in self.tetap])).encode()).hexdigest()[:16]


def rencana_geser(gelombang: Gelombang, sejak: datetime.date, mulai: datetime.date) -> RencanaGeser:
    """Planned sessions from the day `sejak` on, moved by as many days as bring it to `mulai`; hours stay.

    What lies before `sejak` stays, and so does a session that was held (attendance recorded). Raises KeadaanBerubah
    where nothing is left to move; TidakValid for a day outside the gelombang, a day gone by while it runs, or no move
    at all.
    """
    semua = [s for s in sesi_rencana(gelombang).filter(batal=False) if hari_sesi(gelombang, s) >= sejak]
    diadakan = terlaksana([s.pk for s in semua])
    pindah = [s for s in semua if s.pk not in diadakan]
    if not pindah:
        raise KeadaanBerubah("Tidak ada sesi yang dapat digeser sejak hari itu.")
    geser = mulai - sejak
    _periksa(gelombang, mulai, geser)
    kecuali = [s.pk for s in pindah]
    return RencanaGeser(
        [pindahkan(gelombang, s, s.mulai + geser, kecuali) for s in pindah],
        [s for s in semua if s.pk in diadakan],
    )


def pindahkan(
    gelombang: Gelombang,
    sesi: Sesi,
    ke: datetime.datetime,
    kecuali: Collection[int],
    *,
    orang: Collection[int] | None = None,
) -> Pindahan:
    """One session at another time, beside those that move with it; `orang` instead of who teaches it now."""
    geser = ke - sesi.mulai
    bentrok = cari_bentrok(
        mulai=ke,
        selesai=sesi.selesai + geser,
        ruang=sesi.ruang,
        narasumber=[p.narasumber_id for p in sesi.pengajar.all()] if orang is None else orang,
        kecuali=kecuali,
    )
    terpakai = {satu.orang for satu in bentrok}
    kata = [f"“{sesi.judul}” digeser tanpa yang sudah terpakai: {satu.kalimat}" for satu in bentrok]
    return Pindahan(
        sesi,
        sesi.mulai,
        ke,
        sesi.ruang_id,
        (*kata, *_hari_janggal(gelombang, sesi, ke)),
        lepas_ruang=None in terpakai,
        lepas_orang=frozenset(pk for pk in terpakai if pk is not None),
    )


def _periksa(gelombang: Gelombang, mulai: datetime.date, geser: datetime.timedelta) -> None:
    berjalan = gelombang.status == Gelombang.Status.BERLANGSUNG
    salah = ""
    if not gelombang.mulai <= mulai <= gelombang.selesai:
        pelaksanaan = tanggal.rentang(gelombang.mulai, gelombang.selesai)
        salah = f"Pilih hari dalam tanggal gelombang, yaitu {pelaksanaan}."
    elif not geser:
        salah = "Pilih hari lain: sesinya sudah pada hari itu."
    elif berjalan and mulai < hari_ini(gelombang.instansi):
        salah = "Pelatihan sedang berjalan. Pilih hari ini atau sesudahnya."
    if salah:
        raise TidakValid(rincian={"mulai": salah})


def _hari_janggal(gelombang: Gelombang, sesi: Sesi, ke: datetime.datetime) -> list[str]:
    """What is odd about the new day; a session of a weekend may fall on one again."""
    semula = hari_sesi(gelombang, sesi)
    hari = semula + (ke - sesi.mulai)
    kata = f"“{sesi.judul}” menjadi {tanggal.panjang(hari)}, "
    catatan = []
    if not gelombang.mulai <= hari <= gelombang.selesai:
        catatan.append(f"{kata}di luar tanggal gelombang.")
    elif hari.weekday() >= SABTU > semula.weekday():
        catatan.append(f"{kata}bukan hari kerja.")
    if (kunjungan := sesi.kunjungan) and not kunjungan.mulai <= hari <= kunjungan.selesai:
        catatan.append(
            f"{kata}di luar tanggal kunjungan ke {kunjungan.locus}. Sepakati tanggal baru dengan lokusnya."
        )
    return catatan
