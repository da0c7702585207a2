"""E1, finished: Diklat Pelayanan Prima, Medan, July 2017, two gelombang of 51.

The event is from public news; the people are invented. 2 replaced, 1 gugur, 1 telah mengikuti, 100 lulus.
"""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from contoh.bantu import data_dari, selesaikan, usulkan_semua, waktu
from contoh.jadwal import susun
from contoh.kantor import Kantor
from contoh.orang import Orang
from diklat.models import Gelombang, Kurikulum, Sesi
from diklat.services.gelombang import buat_gelombang, buka_pendaftaran, mulai_gelombang, tutup_pendaftaran
from dokumen.services.laporan import buat_laporan
from dokumen.services.sertifikat import terbitkan, umumkan
from kantor.models import Unit
from penilaian.models import Hasil
from penilaian.services.hasil import terapkan_usulan, tetapkan_hasil
from penilaian.services.penutupan import tutup_gelombang
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import Status
from peserta.services.biodata import konfirmasi_nama
from peserta.services.gelombang import atur_kuota_unit
from peserta.services.kehadiran import catat_kehadiran, catat_semua_hadir
from peserta.services.pemanggilan import isi_nomor_surat, konfirmasi, panggil, tetapkan
from peserta.services.registrasi import registrasi_ulang_massal
from peserta.services.usulan import ganti_peserta
from peserta.services.verifikasi import verifikasi_massal

D = datetime.date
TEMPAT = {
    "tempat": "Hotel Grand Kanaya",
    "alamat_tempat": "Jalan Darussalam Nomor 12",
    "kota_tempat": "Medan",
    "sasaran": "Aparatur kecamatan dan kelurahan se-Kota Medan",
}


@dataclass(frozen=True)
class Rencana:
    """One of the two gelombang."""

    slug: str
    sebutan: str
    mulai: datetime.date
    selesai: datetime.date
    kelurahan_mulai: int  # the two gelombang call different kelurahan
    ada_gugur: bool
    ada_mengikuti: bool


RENCANA = [
    Rencana("pelayanan-prima-2017-1", "Gelombang I", D(2017, 7, 10), D(2017, 7, 14), 0, False, True),
    Rencana("pelayanan-prima-2017-2", "Gelombang II", D(2017, 7, 17), D(2017, 7, 21), 30, True, False),
]


def mainkan(kantor: Kantor, kurikulum: Kurikulum) -> list[Gelombang]:
    """Both gelombang from the plan to the report; returns them."""
    return [_satu(kantor, kurikulum, rencana) for rencana in RENCANA]


def _satu(kantor: Kantor, kurikulum: Kurikulum, r: Rencana) -> Gelombang:
    g = _rencanakan(kantor, kurikulum, r)
    _isi(kantor, g, r)
    _panggil(kantor, g, r)
    g = _laksanakan(kantor, g, r)
    _putuskan(kantor, g, r)
    tutup_gelombang(oleh=kantor.panitia, gelombang=g)
    selesaikan(terbitkan(oleh=kantor.staf, gelombang=g, tanggal=r.selesai))
    umumkan(oleh=kantor.staf, gelombang=g)
    selesaikan(buat_laporan(oleh=kantor.panitia, gelombang=g))
    return g


def _rencanakan(kantor: Kantor, kurikulum: Kurikulum, r: Rencana) -> Gelombang:
    g = buat_gelombang(
        oleh=kantor.panitia,
        kurikulum=kurikulum,
        slug=r.slug,
        sebutan=r.sebutan,
        kuota=51,
        mulai=r.mulai,
        selesai=r.selesai,
        jalur_mandiri=False,
        penanda_tangan=kantor.pejabat_2017,
        dicatat_kemudian=True,
        **TEMPAT,
    )
    return buka_pendaftaran(oleh=kantor.panitia, gelombang=g, pada=waktu(r.mulai - datetime.timedelta(28)))


def _orang(kantor: Kantor, r: Rencana) -> list[tuple[Orang, Unit]]:
    """One from each of 21 kecamatan and 30 kelurahan; two of gelombang I have the same name."""
    kelurahan = kantor.kelurahan[r.kelurahan_mulai * 2 : r.kelurahan_mulai * 2 + 60 : 2]
    hasil = [(kantor.penduduk.orang(kelurahan=False), unit) for unit in kantor.kecamatan]
    hasil += [(kantor.penduduk.orang(kelurahan=True), unit) for unit in kelurahan]
    kembar = hasil[3][0]
    return [*hasil[:-1], (kantor.penduduk.orang(kelurahan=True, senama=kembar), hasil[-1][1])]


def _isi(kantor: Kantor, g: Gelombang, r: Rencana) -> None:
    tanggal = r.mulai - datetime.timedelta(20)
    orang = _orang(kantor, r)
    atur_kuota_unit(oleh=kantor.panitia, gelombang=g, kuota=Counter(unit.opd or unit for _, unit in orang))
    usulkan_semua(oleh=kantor.panitia, gelombang=g, orang=orang, tanggal=tanggal)
    menunggu = Pendaftaran.objects.filter(gelombang=g, status=Status.DIAJUKAN)
    verifikasi_massal(
        oleh=kantor.panitia,
        gelombang=g,
        pilihan=menunggu.values_list("pk", flat=True),
        keputusan="terima",
        pada=waktu(r.mulai - datetime.timedelta(14)),
    )
    tutup_pendaftaran(oleh=kantor.panitia, gelombang=g, pada=waktu(r.mulai - datetime.timedelta(10)))


def _panggil(kantor: Kantor, g: Gelombang, r: Rencana) -> None:
    """Called, one berhalangan and replaced on the same letter, all others confirm their coming and their names."""
    hari = r.mulai - datetime.timedelta(7)
    tetapkan(oleh=kantor.panitia, gelombang=g, pada=waktu(hari))
    surat = panggil(oleh=kantor.panitia, gelombang=g, tanggal=hari, pada=waktu(hari))
    isi_nomor_surat(
        oleh=kantor.panitia, pemanggilan=surat, nomor_surat=f"893.3/{1200 + hari.day}/BKD/VII/2017"
    )
    terpanggil = list(Pendaftaran.objects.filter(gelombang=g, status=Status.DIPANGGIL).order_by("pk"))
    berhalangan = terpanggil[7]
    konfirmasi(
        oleh=kantor.panitia,
        pendaftaran=berhalangan,
        bersedia=False,
        alasan="Sedang bertugas di luar kota",
        pada=waktu(hari, 14),
    )
    pengganti = kantor.penduduk.orang(kelurahan=False)
    terpanggil[7] = ganti_peserta(
        oleh=kantor.panitia,
        pendaftaran=berhalangan,
        data=data_dari(pengganti, berhalangan.unit),
        alasan="Pengganti yang diusulkan kecamatan",
        pada=waktu(hari, 15),
    )
    for p in terpanggil:
        p.refresh_from_db()
        if p.status == Status.DIPANGGIL:
            konfirmasi(oleh=kantor.panitia, pendaftaran=p, bersedia=True, pada=waktu(hari, 16))
        konfirmasi_nama(oleh=kantor.panitia, pendaftaran=p, pada=waktu(hari, 16))


def _laksanakan(kantor: Kantor, g: Gelombang, r: Rencana) -> Gelombang:
    """Day 0 to the last session. In gelombang II one never comes; in gelombang I one misses too much."""
    sesi = susun(kantor, g, ruang="Ruang Deli", jam_selesai=datetime.time(16))
    g = mulai_gelombang(oleh=kantor.panitia, gelombang=g, pada=waktu(r.mulai, 7))
    hadir = Pendaftaran.objects.filter(gelombang=g, status=Status.DIKONFIRMASI).order_by("nama_kunci", "pk")
    pilihan = list(hadir.values_list("pk", flat=True))
    if r.ada_gugur:
        pilihan = pilihan[:-1]
    registrasi_ulang_massal(oleh=kantor.panitia, gelombang=g, pilihan=pilihan, pada=waktu(r.mulai, 7))
    for satu in sesi:
        catat_semua_hadir(oleh=kantor.panitia, sesi=satu)
    _kecualikan(kantor, g, r, sesi)
    return g


def _kecualikan(kantor: Kantor, g: Gelombang, r: Rencana, sesi: list[Sesi]) -> None:
    """The exceptions a real week has: somebody late, somebody ill, somebody away for three sessions."""
    peserta = list(Pendaftaran.objects.filter(gelombang=g, status=Status.HADIR).order_by("ndh"))
    catat = {"oleh": kantor.panitia}
    catat_kehadiran(**catat, sesi=sesi[0], pendaftaran=peserta[4], kode="T", menit=10)
    catat_kehadiran(
        **catat, sesi=sesi[2], pendaftaran=peserta[11], kode="DL", catatan="Mendampingi wali kota"
    )
    catat_kehadiran(**catat, sesi=sesi[1], pendaftaran=peserta[17], kode="T", menit=15)
    if r.ada_mengikuti:
        for satu in sesi[-3:]:
            catat_kehadiran(**catat, sesi=satu, pendaftaran=peserta[22], kode="S", catatan="Surat dokter")


def _putuskan(kantor: Kantor, g: Gelombang, r: Rencana) -> None:
    selesai = waktu(r.selesai, 16)
    if r.ada_gugur:
        tak_hadir = Pendaftaran.objects.get(gelombang=g, status=Status.DIKONFIRMASI)
        tetapkan_hasil(
            oleh=kantor.panitia,
            pendaftaran=tak_hadir,
            putusan="gugur",
            alasan="Tidak registrasi ulang sampai hari terakhir",
            pada=selesai,
        )
    terapkan_usulan(oleh=kantor.panitia, gelombang=g, kualifikasi="Memuaskan", pada=selesai)


def periksa() -> None:
    """The numbers the demo promises; a demo that tells another story must not open. Raises RuntimeError."""
    putusan = dict(Hasil.objects.values_list("putusan").annotate(n=Count("pk")))
    diganti = Pendaftaran.objects.filter(status=Status.DIGANTI).count()
    if putusan != {"lulus": 100, "mengikuti": 1, "gugur": 1} or diganti != 2:
        raise RuntimeError(f"Demo E1: {putusan}, {diganti} diganti")
