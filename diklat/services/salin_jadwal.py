"""The timetable of one gelombang laid over another's dates."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

from diklat.models import Gelombang, Sesi
from diklat.queries.bentrok import cari_bentrok
from diklat.queries.jadwal import sesi_rencana
from kantor.galat import TidakValid
from kantor.layanan import layanan
from kantor.lib import tanggal
from kantor.lingkup import Hak, pastikan
from kantor.models import Pengguna

from .sesi import RencanaSesi, kunci_untuk_sesi, tambah_sesi


@layanan
def salin_jadwal(*, oleh: Pengguna, dari: Gelombang, ke: Gelombang) -> list[str]:
    """Plan in `ke` what stands in `dari`, the first day on the first day, and so on.

    A narasumber or room that is taken then is left out; returns a sentence for each of these and for each session
    before the first or beyond the last day. Raises BentrokJadwal should somebody be taken at that very moment,
    TidakValid when `ke` has sessions already, follows another kurikulum, or belongs to another office.
    """
    pastikan(oleh, Hak.LIHAT, dari)
    pastikan(oleh, Hak.KERJA, ke)
    ke = kunci_untuk_sesi(ke)
    if ke.sesi.filter(batal=False).exists():
        raise TidakValid("Gelombang ini sudah memiliki sesi. Hapus dahulu sesi yang ada, lalu salin jadwal.")
    if dari.instansi_id != ke.instansi_id or dari.kurikulum_id != ke.kurikulum_id:
        raise TidakValid("Jadwal hanya dapat disalin dari gelombang dengan kurikulum yang sama.")
    geser = ke.mulai - dari.mulai
    catatan: list[str] = []
    for sesi in sesi_rencana(dari).filter(batal=False):
        catatan += _salin(oleh, sesi, ke, geser)
    return catatan


def _salin(oleh: Pengguna, sesi: Sesi, ke: Gelombang, geser: datetime.timedelta) -> list[str]:
    mulai, selesai = sesi.mulai + geser, sesi.selesai + geser
    zona = ZoneInfo(ke.instansi.zona_waktu)
    awal, akhir = mulai.astimezone(zona).date(), selesai.astimezone(zona).date()
    if akhir > ke.selesai:
        return [f"“{sesi.judul}” tidak disalin: {tanggal.panjang(akhir)} sesudah hari terakhir."]
    if awal < ke.mulai:
        return [f"“{sesi.judul}” tidak disalin: {tanggal.panjang(awal)} sebelum hari pertama."]
    orang = [p.narasumber for p in sesi.pengajar.all()]
    bentrok = cari_bentrok(mulai=mulai, selesai=selesai, ruang=sesi.ruang, narasumber=[n.pk for n in orang])
    terpakai = {satu.orang for satu in bentrok}
    rencana = RencanaSesi(
        judul=sesi.judul,
        mulai=mulai,
        selesai=selesai,
        jenis=sesi.jenis,
        modul=sesi.modul,
        berjp=sesi.berjp,
        ruang=None if None in terpakai else sesi.ruang,
        narasumber=tuple(n for n in orang if n.pk not in terpakai),
    )
    tambah_sesi(oleh=oleh, gelombang=ke, rencana=rencana)
    return [f"“{sesi.judul}” disalin tanpa yang sudah terpakai: {satu.kalimat}" for satu in bentrok]
