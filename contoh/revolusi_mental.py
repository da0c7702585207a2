"""E3, finished: Pelatihan Revolusi Mental untuk Pelayanan Publik, Medan, 11 March 2019; the people are invented."""

from __future__ import annotations

import datetime

from contoh.bantu import usulkan_semua, waktu
from contoh.jadwal import susun
from contoh.kantor import Kantor
from contoh.kini import HARI
from contoh.program import program_revolusi_mental
from diklat.models import Gelombang
from diklat.services.gelombang import buat_gelombang, buka_pendaftaran, mulai_gelombang, tutup_pendaftaran
from penilaian.services.hasil import terapkan_usulan
from penilaian.services.penutupan import tutup_gelombang
from peserta.services.kehadiran import catat_semua_hadir
from peserta.services.pemanggilan import panggil, tetapkan
from peserta.services.registrasi import registrasi_ulang_massal
from peserta.services.verifikasi import verifikasi_massal

TANGGAL = datetime.date(2019, 3, 11)
PESERTA = 12


def mainkan(kantor: Kantor) -> None:
    """One day, from the usulan to the outcome. No paper is printed: the demo has enough of it."""
    g = _gelombang(kantor)
    orang = [(kantor.penduduk.orang(kelurahan=False), unit) for unit in kantor.kecamatan[:PESERTA]]
    masuk = usulkan_semua(oleh=kantor.panitia, gelombang=g, orang=orang, tanggal=TANGGAL - 20 * HARI)
    verifikasi_massal(
        oleh=kantor.panitia,
        gelombang=g,
        pilihan=[p.pk for p in masuk],
        keputusan="terima",
        pada=waktu(TANGGAL - 14 * HARI),
    )
    tutup_pendaftaran(oleh=kantor.panitia, gelombang=g, pada=waktu(TANGGAL - 10 * HARI))
    hari = TANGGAL - 7 * HARI
    tetapkan(oleh=kantor.panitia, gelombang=g, pada=waktu(hari))
    panggil(oleh=kantor.panitia, gelombang=g, tanggal=hari, pada=waktu(hari))
    sesi = susun(kantor, g, ruang="Aula lantai 2", jam_selesai=datetime.time(16))
    g = mulai_gelombang(oleh=kantor.panitia, gelombang=g, pada=waktu(TANGGAL, 7))
    registrasi_ulang_massal(oleh=kantor.panitia, gelombang=g, pada=waktu(TANGGAL, 7))
    for satu in sesi:
        catat_semua_hadir(oleh=kantor.panitia, sesi=satu)
    terapkan_usulan(oleh=kantor.panitia, gelombang=g, pada=waktu(TANGGAL, 17))
    tutup_gelombang(oleh=kantor.panitia, gelombang=g)


def _gelombang(kantor: Kantor) -> Gelombang:
    g = buat_gelombang(
        oleh=kantor.panitia,
        kurikulum=program_revolusi_mental(kantor.medan),
        slug="revolusi-mental-2019",
        sebutan="Angkatan I",
        kuota=PESERTA,
        mulai=TANGGAL,
        selesai=TANGGAL,
        tempat="Aula BKDPSDM",
        kota_tempat="Medan",
        sasaran="Aparatur kecamatan se-Kota Medan",
        jalur_mandiri=False,
        dicatat_kemudian=True,
    )
    return buka_pendaftaran(oleh=kantor.panitia, gelombang=g, pada=waktu(TANGGAL - 28 * HARI))
