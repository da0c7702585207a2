"""A timetable moved to other days: all when the dates of its gelombang have changed, or what follows a lost day."""

from __future__ import annotations

import datetime

from diklat.daftar import terlaksana
from diklat.models import Gelombang, Sesi, SesiNarasumber
from diklat.queries.bentrok import Bentrok, cari_bentrok
from diklat.queries.jadwal import hari_sesi, sesi_rencana
from kantor.galat import KeadaanBerubah, TidakValid
from kantor.layanan import layanan
from kantor.lib import tanggal
from kantor.lingkup import Hak, pastikan
from kantor.models import Pengguna
from kantor.zona import hari_ini

from .sesi import kunci_untuk_sesi, tanpa_bentrok

SABTU = 5


@layanan
def geser_jadwal(
    *, oleh: Pengguna, gelombang: Gelombang, sejak: datetime.date, mulai: datetime.date
) -> list[str]:
    """Move planned sessions from the day `sejak` on by as many days as bring it to `mulai`; hours stay.

    What lies before `sejak` stays, and so does a session that was held (attendance recorded). What is published stays
    until it is published anew. A room or narasumber taken at the new time is taken off; returns a sentence for each of
    these, for each session that was held, and for each that now lies outside the gelombang, on a weekend, or off the
    days of its visit. Raises KeadaanBerubah where nothing is left to move; TidakValid for a day outside the gelombang,
    a day gone by while it runs, or no move at all.
    """
    pastikan(oleh, Hak.KERJA, gelombang)
    gelombang = kunci_untuk_sesi(gelombang)
    semua = [
        satu for satu in sesi_rencana(gelombang).filter(batal=False) if hari_sesi(gelombang, satu) >= sejak
    ]
    tetap = terlaksana([satu.pk for satu in semua])
    pindah = [satu for satu in semua if satu.pk not in tetap]
    if not pindah:
        raise KeadaanBerubah("Tidak ada sesi yang dapat digeser sejak hari itu.")
    geser = mulai - sejak
    _periksa(gelombang, mulai, geser)
    catatan = [
        f"“{satu.judul}” tetap pada {satu.kapan(gelombang.instansi.zona_waktu)}: kehadirannya sudah dicatat."
        for satu in semua
        if satu.pk in tetap
    ]
    catatan += [kalimat for satu in pindah for kalimat in _geser(gelombang, satu, geser, pindah)]
    tanpa_bentrok(lambda: _simpan(pindah), *pindah)
    return catatan


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


def _geser(gelombang: Gelombang, sesi: Sesi, geser: datetime.timedelta, semua: list[Sesi]) -> list[str]:
    """Give a session its new time, take off who and what is taken then, and say so."""
    sesi.mulai, sesi.selesai = sesi.mulai + geser, sesi.selesai + geser
    bentrok = cari_bentrok(
        mulai=sesi.mulai,
        selesai=sesi.selesai,
        ruang=sesi.ruang,
        narasumber=[p.narasumber_id for p in sesi.pengajar.all()],
        kecuali=[s.pk for s in semua],
    )
    _lepas(sesi, bentrok)
    catatan = [f"“{sesi.judul}” digeser tanpa yang sudah terpakai: {satu.kalimat}" for satu in bentrok]
    return catatan + _hari_janggal(gelombang, sesi, pindah=geser)


def _hari_janggal(gelombang: Gelombang, sesi: Sesi, *, pindah: datetime.timedelta) -> list[str]:
    """What is odd about the new day; a session of a weekend may fall on one again."""
    hari = hari_sesi(gelombang, sesi)
    kata = f"“{sesi.judul}” menjadi {tanggal.panjang(hari)}, "
    catatan = []
    if not gelombang.mulai <= hari <= gelombang.selesai:
        catatan.append(f"{kata}di luar tanggal gelombang.")
    elif hari.weekday() >= SABTU > (hari - pindah).weekday():
        catatan.append(f"{kata}bukan hari kerja.")
    if (kunjungan := sesi.kunjungan) and not kunjungan.mulai <= hari <= kunjungan.selesai:
        catatan.append(
            f"{kata}di luar tanggal kunjungan ke {kunjungan.locus}. Sepakati tanggal baru dengan lokusnya."
        )
    return catatan


def _lepas(sesi: Sesi, bentrok: list[Bentrok]) -> None:
    terpakai = {satu.orang for satu in bentrok}
    if None in terpakai:
        sesi.ruang = None
    SesiNarasumber.objects.filter(sesi=sesi, narasumber__in=terpakai - {None}).delete()


def _simpan(semua: list[Sesi]) -> None:
    for satu in semua:
        satu.save(update_fields=["mulai", "selesai", "ruang"])
