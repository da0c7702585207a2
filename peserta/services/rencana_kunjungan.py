"""What changes a visit together with who goes there: other dates or another place, and its deletion."""

from __future__ import annotations

import datetime

from diklat.models import Gelombang, Kunjungan
from diklat.queries.jadwal import hari_sesi
from diklat.services.kunjungan import RencanaKunjungan, kunci_kunjungan, simpan_kunjungan
from kantor.galat import KeadaanBerubah
from kantor.layanan import layanan
from kantor.lib import tanggal
from kantor.lingkup import Hak, pastikan
from kantor.models import Pengguna
from kantor.zona import hari_ini
from peserta.models import PesertaKunjungan
from peserta.queries.kunjungan import DAPAT_IKUT, peserta_kunjungan
from peserta.services.kunjungan import siap_disurati
from peserta.services.surat import surat_kunjungan


@layanan
def ubah_kunjungan(*, oleh: Pengguna, kunjungan: Kunjungan, rencana: RencanaKunjungan) -> list[str]:
    """Change a visit. Other dates are told to everybody who goes there; another place is a change of the timetable,
    told when that is published anew. Returns a sentence for each session off its new days.

    Raises as `simpan_kunjungan`, and TidakValid where a peserta would be at two places on one day.
    """
    pastikan(oleh, Hak.KERJA, kunjungan)
    kunjungan = kunci_kunjungan(kunjungan)
    _lepas_yang_pergi(kunjungan.gelombang)
    dahulu = (kunjungan.mulai, kunjungan.selesai)
    kunjungan = simpan_kunjungan(kunjungan, rencana)
    if (kunjungan.mulai, kunjungan.selesai) != dahulu:
        _kabari(kunjungan, dahulu=dahulu)
    g = kunjungan.gelombang
    return [
        f"Sesi “{sesi.judul}” pada {tanggal.panjang(hari)} kini di luar tanggal kunjungan. Ubah hari sesinya."
        for sesi in kunjungan.sesi.filter(batal=False).order_by("mulai")
        if not kunjungan.mulai <= (hari := hari_sesi(g, sesi)) <= kunjungan.selesai
    ]


@layanan
def hapus_kunjungan(*, oleh: Pengguna, kunjungan: Kunjungan) -> None:
    """Delete a visit planned by mistake. Raises KeadaanBerubah, naming what holds it: a session, a lesson, peserta."""
    pastikan(oleh, Hak.KERJA, kunjungan)
    kunjungan = kunci_kunjungan(kunjungan)
    _lepas_yang_pergi(kunjungan.gelombang)
    if sesi := kunjungan.sesi.order_by("mulai").first():
        raise KeadaanBerubah(
            f"Kunjungan ini masih disebut pada jadwal, pada sesi “{sesi.judul}”. Lepaskan dahulu dari sesinya."
        )
    ikut = PesertaKunjungan.objects.filter(kunjungan=kunjungan)
    if menulis := ikut.filter(versi__gt=0).select_related("pendaftaran").first():
        raise KeadaanBerubah(
            f"{menulis.pendaftaran.nama_lengkap} sudah menulis pelajaran dari kunjungan ini; kunjungannya tetap "
            "tercatat."
        )
    if banyak := ikut.count():
        raise KeadaanBerubah(f"Kunjungan ini masih memiliki {banyak} peserta. Lepaskan dahulu pesertanya.")
    kunjungan.delete()


def _lepas_yang_pergi(gelombang: Gelombang) -> None:
    """Who has left the gelombang and wrote nothing holds no visit any more; no page shows them on one."""
    PesertaKunjungan.objects.filter(kunjungan__gelombang=gelombang, versi=0).exclude(
        pendaftaran__status__in=DAPAT_IKUT
    ).delete()


def _kabari(kunjungan: Kunjungan, *, dahulu: tuple[datetime.date, datetime.date]) -> None:
    """A letter to everybody who goes there, unless only the record of a visit gone by is put right."""
    if max(kunjungan.selesai, dahulu[1]) < hari_ini(kunjungan.gelombang.instansi):
        return
    for p in siap_disurati(peserta_kunjungan(kunjungan), kunjungan):
        surat_kunjungan(p, kunjungan=kunjungan, dahulu=tanggal.rentang(*dahulu))
