"""Benchmarking of the running training: a visit on each of two days, and what some peserta bring home."""

from __future__ import annotations

from itertools import groupby

from contoh.bantu import waktu
from contoh.kantor import Kantor
from diklat.models import Gelombang, JenisSesi, Kunjungan
from diklat.queries.jadwal import hari_sesi
from diklat.services.kunjungan import RencanaKunjungan, tambah_kunjungan
from diklat.services.sesi import ubah_sesi
from peserta.queries.kunjungan import dapat_ikut, peserta_kunjungan
from peserta.services.jadwal import terbitkan_jadwal
from peserta.services.kunjungan import Pelajaran, bagi_peserta, tulis_pelajaran

# Places and practices are invented.
LOKUS = (
    ("Mal Pelayanan Publik Contoh", "Binjai", "Antrean terpadu dan satu loket untuk semua dinas."),
    (
        "Puskesmas Contoh Sejahtera",
        "Deli Serdang",
        "Pendaftaran lewat telepon dan waktu tunggu yang diumumkan.",
    ),
)
PELAJARAN = (
    Pelajaran(
        "Nomor antrean diambil dari rumah; di loket tidak ada yang berdiri lebih dari sepuluh menit.",
        "Nomor antrean lewat WhatsApp kelurahan, mulai dari surat keterangan domisili.",
        "Satu petugas pagi hari, satu ponsel kantor, dan izin lurah.",
    ),
    Pelajaran(
        "Waktu selesai setiap layanan ditulis besar di dinding, dan ditepati.",
        "Papan waktu layanan di ruang tunggu, diperiksa setiap Jumat.",
        "Papan tulis dan kesepakatan semua petugas loket.",
    ),
    Pelajaran(
        "Keluhan warga dibacakan pada apel, lalu dijawab pada hari yang sama.",
        "Buku keluhan di loket, dibahas setiap apel Senin.",
        "",
    ),
)


def mainkan(kantor: Kantor) -> None:
    """Each day of benchmarking is a visit of everybody; some have written what they bring home from the first."""
    g = Gelombang.objects.select_related("instansi").get(slug="demo-berjalan")
    semua = g.sesi.filter(jenis=JenisSesi.BENCHMARKING, batal=False).order_by("mulai")
    for (locus, kota, pokok), (hari, isi) in zip(
        LOKUS, groupby(semua, key=lambda satu: hari_sesi(g, satu)), strict=False
    ):
        kunjungan = tambah_kunjungan(
            oleh=kantor.panitia,
            gelombang=g,
            rencana=RencanaKunjungan(
                locus,
                kota,
                hari,
                hari,
                alamat="Jalan Contoh Nomor 7",
                pokok=pokok,
                pendamping="Dr. Sondang Maharani, M.Si. dan panitia",
            ),
        )
        bagi_peserta(oleh=kantor.panitia, kunjungan=kunjungan, masuk=[p.pk for p in dapat_ikut(g)])
        for sesi in isi:
            ubah_sesi(oleh=kantor.panitia, sesi=sesi, kunjungan=kunjungan, ruang=None)
    terbitkan_jadwal(oleh=kantor.panitia, gelombang=g, pada=waktu(g.mulai, 6))
    _tulis(Kunjungan.objects.filter(gelombang=g).earliest("mulai"))


def _tulis(kunjungan: Kunjungan) -> None:
    """The third to the fifth on the list; the account `peserta1` has not written yet."""
    for ikut, isi in zip(peserta_kunjungan(kunjungan)[2:], PELAJARAN, strict=False):
        tulis_pelajaran(
            oleh=None,
            pendaftaran=ikut.pendaftaran,
            kunjungan=kunjungan,
            isi=isi,
            versi=0,
            pada=waktu(kunjungan.mulai, 20),
        )
