"""E3: of about 700 pegawai some 200 come to the apel; eight weeks later more do. Figures and people are invented."""

from __future__ import annotations

import datetime
import random

from contoh.kantor import Kantor
from contoh.kini import HARI, SABTU
from contoh.orang import Orang
from kantor.models import Pegawai, Pengguna
from kantor.services.pegawai import tambah_pegawai, ubah_pegawai
from peserta.models import Halangan
from peserta.services.apel import catat_apel_serentak
from peserta.services.halangan import catat_halangan

PEGAWAI = 700
PEKAN = 8
# The share that comes in the first week and in the last.
AWAL, AKHIR = 0.29, 0.63
CAMAT = Orang(
    nama="Parlindungan Harahap",
    gelar_depan="",
    gelar_belakang="S.STP., M.Si.",
    nip="197602111997031001",
    golongan="IV/a",
    jabatan="Camat Medan Kota",
    ponsel="084000000102",
    email="camat@contoh.example",
)


def mainkan(kantor: Kantor, hari_ini: datetime.date) -> None:
    """The master is filled up, letters of leave come in, and every working day until yesterday has its apel."""
    _lengkapi_pegawai(kantor)
    acak = random.Random(2019)  # noqa: S311 - a story, no secret
    aktif = list(Pegawai.objects.filter(instansi=kantor.medan, keadaan=Pegawai.Keadaan.AKTIF).order_by("pk"))
    hari = hari_apel(hari_ini)
    _surat(kantor, aktif, hari, acak)
    rajin = {p.pk: acak.random() for p in aktif}
    tertib = {opd: acak.uniform(-0.12, 0.12) for opd in sorted({p.opd_id for p in aktif if p.opd_id})}
    for urut, satu in enumerate(hari):
        umum = AWAL + (AKHIR - AWAL) * urut / (len(hari) - 1) + (0.06 if satu.weekday() == 0 else 0)
        hadir = [
            p.pk
            for p in aktif
            if 0.75 * rajin[p.pk] + 0.25 * acak.random() < umum + tertib.get(p.opd_id or 0, 0)
        ]
        catat_apel_serentak(oleh=kantor.panitia, instansi=kantor.medan, tanggal=satu, hadir=hadir)


def hari_apel(hari_ini: datetime.date) -> list[datetime.date]:
    """The working days of the last eight weeks, without today: its apel waits for a clerk."""
    semua = (hari_ini - n * HARI for n in range(1, 7 * PEKAN + 1))
    return sorted(h for h in semua if h.weekday() < SABTU)


def _lengkapi_pegawai(kantor: Kantor) -> None:
    """Everybody the apel is about; the Camat of the demo's operator is the atasan langsung of the kecamatan's staff."""
    kurang = PEGAWAI - 1 - Pegawai.objects.filter(instansi=kantor.medan).count()
    kecamatan = kantor.kecamatan[0]
    camat = _pegawai(CAMAT, kecamatan)
    Pengguna.objects.filter(username="mentor1").update(pegawai=camat)
    for urut in range(max(0, kurang)):
        di_kecamatan = urut % 4 == 0
        unit = kantor.kecamatan if di_kecamatan else kantor.kelurahan
        _pegawai(kantor.penduduk.orang(kelurahan=not di_kecamatan), unit[urut // 4 * 3 % len(unit)])
    for staf in Pegawai.objects.filter(unit=kecamatan).exclude(pk=camat.pk):
        ubah_pegawai(oleh=None, pegawai=staf, atasan=camat)


def _pegawai(orang: Orang, unit: object) -> Pegawai:
    return tambah_pegawai(
        oleh=None,
        nip=orang.nip,
        nama=orang.lengkap,
        golongan=orang.golongan,
        jabatan=orang.jabatan,
        unit=unit,
        status_kepegawaian="pns",
    )


def _surat(kantor: Kantor, aktif: list[Pegawai], hari: list[datetime.date], acak: random.Random) -> None:
    """Some are away for days: leave, duty elsewhere, illness."""
    for urut, pegawai in enumerate(acak.sample(aktif, 24)):
        jenis = (
            Halangan.Jenis.DINAS_LUAR,
            Halangan.Jenis.CUTI,
            Halangan.Jenis.DINAS_LUAR,
            Halangan.Jenis.SAKIT,
        )[urut % 4]
        mulai = acak.choice(hari)
        catat_halangan(
            oleh=kantor.panitia,
            pegawai=pegawai,
            jenis=jenis,
            mulai=mulai,
            selesai=mulai + acak.randint(0, 4) * HARI,
            nomor_surat=f"800.1/{urut + 41}/{mulai.year}" if jenis != Halangan.Jenis.SAKIT else "",
        )
