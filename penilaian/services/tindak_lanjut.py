"""Reports of what became of an innovation: sent by the peserta with evidence, confirmed by the mentor."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from kantor.galat import KeadaanBerubah, TidakDitemukan, TidakValid
from kantor.layanan import layanan
from kantor.lib.tanggal import tanggal
from kantor.lingkup import Hak, pastikan
from kantor.models import Pengguna
from kantor.services.berkas import SURAT, simpan_berkas
from kantor.zona import hari_ini
from penilaian.lib.tindak_lanjut import BUKA, jatuh_tempo, terbuka
from penilaian.models import (
    BuktiInovasi,
    KeadaanInovasi,
    LaporanInovasi,
    RencanaAksi,
    SebabInovasi,
    StatusLaporan,
)
from penilaian.models.inovasi import BULAN
from penilaian.models.pendamping import StatusPendamping
from penilaian.queries.tindak_lanjut import ditindaklanjuti, laporan_jatuh_tempo
from penilaian.services.rencana import mentor_kini
from penilaian.services.surat_rencana import surat_jatuh_tempo, surat_laporan_dijawab, surat_laporan_menunggu
from penilaian.services.tanggapan import mentor_dari
from peserta.models import Pendaftaran

URAIAN_MAKS = 4000
BUKTI_MAKS = 6
INGATKAN = datetime.timedelta(days=28)  # a report is asked for each week in the four weeks after its day
SETIAP = 7
S = StatusLaporan


@layanan
def kirim_laporan(
    *,
    oleh: Pengguna | None,
    pendaftaran: Pendaftaran,
    bulan: int,
    keadaan: str,
    uraian: str,
    sebab: str = "",
    pengguna: int | None = None,
    bukti: Sequence[Any] = (),
    lepas: Sequence[int] = (),
    pada: datetime.datetime | None = None,
) -> LaporanInovasi:
    """Send the report of this month, or again after it was sent back; the mentor is told.

    `bukti` are files (photo or PDF) to add, `lepas` the pk of evidence to take off. Raises TidakDitemukan for whoever
    is not its writer, KeadaanBerubah before its time and once it is confirmed, TidakValid per field.
    """
    if oleh is not None and oleh.pegawai_id != pendaftaran.pegawai_id:
        raise TidakDitemukan
    rencana = _kunci(pendaftaran)
    kini = pada or timezone.now()
    _pastikan_waktunya(rencana, bulan, hari_ini(pendaftaran.gelombang.instansi, kini))
    lama = rencana.laporan.select_for_update().filter(bulan=bulan).first()
    if lama is not None and not lama.dapat_ditulis:
        raise KeadaanBerubah("Laporan ini sudah dikonfirmasi dan tidak dapat diubah lagi.")
    isi = _periksa(keadaan, sebab, uraian, pengguna)
    tetap = lama.bukti.exclude(pk__in=lepas).count() if lama else 0
    _periksa_bukti(keadaan, tetap + len(bukti))
    laporan = _simpan(lama or LaporanInovasi(rencana=rencana, bulan=bulan), isi, kini)
    BuktiInovasi.objects.filter(laporan=laporan, pk__in=lepas).delete()
    for satu in bukti:
        berkas = simpan_berkas(
            oleh=oleh,
            instansi=pendaftaran.gelombang.instansi,
            isi=satu,
            nama=satu.name,
            jenis_diizinkan=SURAT,
        )
        BuktiInovasi.objects.create(laporan=laporan, berkas=berkas, diunggah=kini)
    if (mentor := mentor_kini(pendaftaran)) is not None:
        surat_laporan_menunggu(mentor, laporan)
    return laporan


@layanan
def konfirmasi_laporan(
    *,
    oleh: Pengguna,
    pendaftaran: Pendaftaran,
    bulan: int,
    dikirim: datetime.datetime,
    catatan: str = "",
    pada: datetime.datetime | None = None,
) -> LaporanInovasi:
    """The mentor says that it is so; Panitia may in their place, with the reason as `catatan`.

    `dikirim` is the report that was read. Raises TidakDitemukan, TidakValid, KeadaanBerubah when another text waits.
    """
    return _jawab(oleh, pendaftaran, bulan, S.DIKONFIRMASI, dikirim=dikirim, catatan=catatan, pada=pada)


@layanan
def kembalikan_laporan(
    *,
    oleh: Pengguna,
    pendaftaran: Pendaftaran,
    bulan: int,
    dikirim: datetime.datetime,
    catatan: str,
    pada: datetime.datetime | None = None,
) -> LaporanInovasi:
    """Send the report back with a note; Panitia may also open one again that is confirmed. Raises as the other."""
    if not catatan.strip():
        raise TidakValid(rincian={"catatan": "Tulis apa yang perlu diperbaiki."})
    return _jawab(oleh, pendaftaran, bulan, S.DIKEMBALIKAN, dikirim=dikirim, catatan=catatan, pada=pada)


@layanan
def ingatkan_jatuh_tempo(*, oleh: None = None, hari: datetime.date | None = None) -> int:
    """Letters for reports whose day has come and that are not there, once a week for four weeks; returns how many.

    Called once a day by the clock.
    """
    kini = hari or timezone.localdate()
    surat = [
        surat_jatuh_tempo(r.pendaftaran, judul=r.judul, bulan=t.bulan, tempo=t.tempo)
        for r, t in laporan_jatuh_tempo(kini, sejak=INGATKAN)
        if (kini - t.tempo).days % SETIAP == 0
    ]
    return sum(satu is not None for satu in surat)


def _jawab(
    oleh: Pengguna,
    pendaftaran: Pendaftaran,
    bulan: int,
    status: str,
    *,
    dikirim: datetime.datetime,
    catatan: str,
    pada: datetime.datetime | None,
) -> LaporanInovasi:
    mentor = _sebagai_mentor(oleh, pendaftaran)
    if mentor is None and not catatan.strip():
        raise TidakValid(rincian={"catatan": "Tulis mengapa Panitia yang mengonfirmasi, bukan mentor."})
    _kunci(pendaftaran)
    laporan = _milik(pendaftaran).select_for_update().filter(bulan=bulan).first()
    if laporan is None:
        raise TidakDitemukan
    if laporan.dikirim != dikirim:
        raise KeadaanBerubah("Laporan ini baru saja dikirim ulang. Baca yang terbaru.")
    boleh = {S.DIAJUKAN} if mentor or status == S.DIKONFIRMASI else {S.DIAJUKAN, S.DIKONFIRMASI}
    if laporan.status not in boleh:
        raise KeadaanBerubah("Laporan ini sudah dijawab.")
    laporan.status, laporan.catatan, laporan.dijawab = status, catatan.strip(), pada or timezone.now()
    laporan.pendamping = mentor
    laporan.nama_penjawab = mentor.nama_lengkap if mentor else oleh.sebutan
    laporan.jabatan_penjawab = mentor.jabatan_cetak if mentor else "Panitia"
    laporan.save()
    surat_laporan_dijawab(pendaftaran, laporan)
    return laporan


def _sebagai_mentor(oleh: Pengguna, p: Pendaftaran) -> Any:
    """The row by which this account is mentor; None for Panitia. Raises TidakDitemukan for everybody else."""
    try:
        baris = mentor_dari(oleh, p)
    except TidakDitemukan:
        pastikan(oleh, Hak.KERJA, p)
        return None
    if baris.status != StatusPendamping.BERSEDIA:
        raise KeadaanBerubah("Nyatakan dahulu kesediaan Anda menjadi mentor.")
    return baris


def _milik(p: Pendaftaran) -> QuerySet[LaporanInovasi]:
    return LaporanInovasi.objects.filter(rencana__pendaftaran=p).select_related("rencana")


def _kunci(pendaftaran: Pendaftaran) -> RencanaAksi:
    """The plan that is followed up, locked, with `dasar`. Raises KeadaanBerubah where nothing is followed up."""
    RencanaAksi.objects.select_for_update().filter(pendaftaran=pendaftaran).first()
    rencana: RencanaAksi | None = ditindaklanjuti().filter(pendaftaran=pendaftaran).first()
    if rencana is None:
        raise KeadaanBerubah("Laporan dibuat untuk rencana aksi yang sudah disetujui mentor.")
    return rencana


def _pastikan_waktunya(rencana: RencanaAksi, bulan: int, hari: datetime.date) -> None:
    if bulan not in BULAN:
        raise TidakDitemukan
    dasar: datetime.date = rencana.dasar  # type: ignore[attr-defined]
    if not terbuka(dasar, bulan, hari):
        mulai = jatuh_tempo(dasar, bulan) - BUKA
        raise KeadaanBerubah(f"Laporan bulan ke-{bulan} dapat dikirim mulai {tanggal(mulai)}.")


def _periksa(keadaan: str, sebab: str, uraian: str, pengguna: int | None) -> dict[str, Any]:
    salah = {}
    uraian = uraian.strip()
    if keadaan not in KeadaanInovasi.values:
        salah["keadaan"] = "Pilih keadaannya."
    elif keadaan == KeadaanInovasi.BERJALAN:
        sebab = ""
    elif sebab not in SebabInovasi.values:
        salah["sebab"] = "Pilih sebab utamanya."
    if not uraian or len(uraian) > URAIAN_MAKS or "\0" in uraian:
        salah["uraian"] = f"Ceritakan keadaannya, paling panjang {URAIAN_MAKS} huruf."
    if pengguna is not None and not 0 <= pengguna < 2**31:
        salah["pengguna"] = "Tulis banyaknya orang dengan angka."
    if salah:
        raise TidakValid(rincian=salah)
    return {"keadaan": keadaan, "sebab": sebab, "uraian": uraian, "pengguna": pengguna}


def _periksa_bukti(keadaan: str, banyak: int) -> None:
    if banyak > BUKTI_MAKS:
        raise TidakValid(rincian={"bukti": f"Paling banyak {BUKTI_MAKS} bukti."})
    if banyak == 0 and keadaan != KeadaanInovasi.BERHENTI:
        raise TidakValid(rincian={"bukti": "Lampirkan paling sedikit satu bukti: foto atau PDF."})


def _simpan(laporan: LaporanInovasi, isi: dict[str, Any], kini: datetime.datetime) -> LaporanInovasi:
    for nama, nilai in isi.items():
        setattr(laporan, nama, nilai)
    laporan.status, laporan.dikirim = S.DIAJUKAN, kini
    laporan.save()
    return laporan
