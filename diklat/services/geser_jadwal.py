"""A whole timetable moved to other dates, when those of its gelombang have changed."""

from __future__ import annotations

import datetime

from diklat.models import Gelombang, Sesi, SesiNarasumber
from diklat.queries.bentrok import Bentrok, cari_bentrok
from diklat.queries.jadwal import hari_sesi, sesi_rencana
from kantor.galat import KeadaanBerubah, TidakValid
from kantor.layanan import layanan
from kantor.lib import tanggal
from kantor.lingkup import Hak, pastikan
from kantor.models import Pengguna

from .sesi import kunci_untuk_sesi, tanpa_bentrok


@layanan
def geser_jadwal(*, oleh: Pengguna, gelombang: Gelombang, mulai: datetime.date) -> list[str]:
    """Move every planned session by as many days as bring the first of them to `mulai`; hours stay.

    What is published stays until it is published anew. A room or narasumber taken at the new time is taken off;
    returns a sentence for each of these, and for each session that is still outside the gelombang's dates. Raises
    KeadaanBerubah once the training runs, TidakValid for a day outside the gelombang or no move at all.
    """
    pastikan(oleh, Hak.KERJA, gelombang)
    gelombang = kunci_untuk_sesi(gelombang)
    if gelombang.status == Gelombang.Status.BERLANGSUNG:
        raise KeadaanBerubah("Pelatihan sudah berjalan. Ubah hari sesi satu per satu.")
    semua = list(sesi_rencana(gelombang).filter(batal=False))
    if not semua:
        raise KeadaanBerubah("Gelombang ini belum memiliki sesi.")
    if not gelombang.mulai <= mulai <= gelombang.selesai:
        pelaksanaan = tanggal.rentang(gelombang.mulai, gelombang.selesai)
        raise TidakValid(rincian={"mulai": f"Pilih hari dalam tanggal gelombang, yaitu {pelaksanaan}."})
    geser = mulai - hari_sesi(gelombang, semua[0])
    if not geser:
        raise TidakValid(rincian={"mulai": "Sesi pertama sudah pada hari itu."})
    catatan = [kalimat for satu in semua for kalimat in _geser(gelombang, satu, geser, semua)]
    tanpa_bentrok(lambda: _simpan(semua), *semua)
    return catatan


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
    if not gelombang.mulai <= (hari := hari_sesi(gelombang, sesi)) <= gelombang.selesai:
        catatan.append(f"“{sesi.judul}” menjadi {tanggal.panjang(hari)}, di luar tanggal gelombang.")
    return catatan


def _lepas(sesi: Sesi, bentrok: list[Bentrok]) -> None:
    terpakai = {satu.orang for satu in bentrok}
    if None in terpakai:
        sesi.ruang = None
    SesiNarasumber.objects.filter(sesi=sesi, narasumber__in=terpakai - {None}).delete()


def _simpan(semua: list[Sesi]) -> None:
    for satu in semua:
        satu.save(update_fields=["mulai", "selesai", "ruang"])
