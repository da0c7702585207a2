"""E5: a sosialisasi in Payakumbuh with one seat per OPD: 27 of 32 come, 5 of them mewakili. People are invented."""

from __future__ import annotations

import datetime

from django.utils import timezone

from contoh.bantu import waktu
from contoh.kantor import SANDI, Kantor
from contoh.kini import HARI
from contoh.orang import Orang
from contoh.program import program_sosialisasi
from diklat.models import Gelombang, JenisSesi
from diklat.services.gelombang import buat_gelombang, buka_pendaftaran, mulai_gelombang, tutup_pendaftaran
from diklat.services.sesi import RencanaSesi, tambah_sesi
from kantor.models import Instansi, Pengguna, Peran, Unit
from kantor.services.akun import beri_peran, buat_akun
from kantor.services.unit import tambah_unit
from peserta.models import UndanganOpd
from peserta.services.jadwal import terbitkan_jadwal
from peserta.services.undangan import Utusan, catat_hadir_opd, jawab_undangan, undang_opd

D, B, S = Unit.Jenis.DINAS, Unit.Jenis.BADAN, Unit.Jenis.SETDA
# With the five kecamatan they are 32. The names are those such offices usually have.
OPD = (
    (S, "Sekretariat Daerah"), (S, "Sekretariat DPRD"), (B, "Inspektorat"), (D, "Dinas Pendidikan"),
    (D, "Dinas Kesehatan"), (D, "Dinas Pekerjaan Umum dan Penataan Ruang"),
    (D, "Dinas Perumahan Rakyat dan Kawasan Permukiman"), (D, "Dinas Sosial"),
    (D, "Dinas Tenaga Kerja dan Perindustrian"), (D, "Dinas Pemberdayaan Perempuan dan Perlindungan Anak"),
    (D, "Dinas Ketahanan Pangan"), (D, "Dinas Lingkungan Hidup"),
    (D, "Dinas Kependudukan dan Pencatatan Sipil"), (D, "Dinas Perhubungan"),
    (D, "Dinas Komunikasi dan Informatika"), (D, "Dinas Koperasi dan UKM"),
    (D, "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu"), (D, "Dinas Pariwisata, Pemuda, dan Olahraga"),
    (D, "Dinas Perpustakaan dan Kearsipan"), (D, "Dinas Pertanian"), (D, "Dinas Perdagangan"),
    (D, "Satuan Polisi Pamong Praja dan Pemadam Kebakaran"), (B, "Badan Perencanaan Pembangunan Daerah"),
    (B, "Badan Keuangan Daerah"), (B, "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia"),
    (B, "Badan Penanggulangan Bencana Daerah"), (B, "Kantor Kesatuan Bangsa dan Politik"),
)  # fmt: skip
DIWAKILI, DIAM = 5, 5
KODE_KOTA = "13.76"


def mainkan(kantor: Kantor, hari_ini: datetime.date) -> None:
    """The event of today: offices invited two weeks ago, answered, replaced once, and who is there."""
    payakumbuh = Instansi.objects.get(kode="kota-payakumbuh")
    kota = Unit.objects.get(kode=KODE_KOTA)
    for urut, (jenis, nama) in enumerate(OPD, 1):
        tambah_unit(oleh=None, kode=f"{KODE_KOTA}.OPD{urut:02d}", nama=nama, jenis=jenis, induk=kota)
    opd = list(Unit.objects.filter(instansi=payakumbuh, jenis__in=Unit.JENIS_OPD).order_by("kode"))
    staf = _akun("staf-payakumbuh", "Desmawati Piliang", payakumbuh, Peran.Jenis.ADMIN)
    _akun("operator-payakumbuh", "Operator Dinas Perdagangan", payakumbuh, Peran.Jenis.OPERATOR, opd[-7])
    g = _gelombang(staf, payakumbuh, hari_ini)
    undang_opd(
        oleh=staf,
        gelombang=g,
        unit=opd,
        nomor_surat=f"005/214/Org/{hari_ini.year}",
        tanggal_surat=hari_ini - 14 * HARI,
    )
    _jawab(kantor, staf, g)


def _gelombang(staf: Pengguna, payakumbuh: Instansi, hari_ini: datetime.date) -> Gelombang:
    g = buat_gelombang(
        oleh=None,
        kurikulum=program_sosialisasi(payakumbuh),
        slug="sosialisasi-pelayanan-publik",
        sebutan="Payakumbuh",
        kuota=len(OPD) + 5,
        mulai=hari_ini,
        selesai=hari_ini,
        tempat="Aula Balai Kota",
        kota_tempat="Payakumbuh",
        sasaran="Satu utusan setiap perangkat daerah",
        jalur_mandiri=False,
        kontak="Bagian Organisasi, (000) 000000",
    )
    buka_pendaftaran(oleh=staf, gelombang=g, pada=waktu(hari_ini - 15 * HARI))
    tutup_pendaftaran(oleh=staf, gelombang=g, pada=waktu(hari_ini - 2 * HARI))
    materi = g.kurikulum.modul.get()
    for rencana in (
        RencanaSesi(
            "Pembukaan", waktu(g.mulai, 8), waktu(g.mulai, 8, 30), jenis=JenisSesi.PEMBUKAAN, berjp=False
        ),
        RencanaSesi(materi.nama, waktu(g.mulai, 8, 30), waktu(g.mulai, 11, 30), modul=materi),
    ):
        tambah_sesi(oleh=staf, gelombang=g, rencana=rencana)
    terbitkan_jadwal(oleh=staf, gelombang=g, pada=waktu(g.mulai - 7 * HARI))
    return mulai_gelombang(oleh=staf, gelombang=g)


def _jawab(kantor: Kantor, staf: Pengguna, g: Gelombang) -> None:
    """Every sixth is silent until five are; the last five of the others send somebody else; one is replaced."""
    semua = list(
        UndanganOpd.objects.filter(gelombang=g).select_related("unit", "gelombang").order_by("unit__kode")
    )
    diam = semua[1 : 6 * DIAM : 6]
    datang = [u for u in semua if u not in diam]
    for urut, undangan in enumerate(datang):
        wakil = urut >= len(datang) - DIWAKILI
        undangan = jawab_undangan(
            oleh=staf, undangan=undangan, utusan=_utusan(kantor, undangan.unit, wakil=wakil)
        )
        if urut == len(datang) - 1:
            jawab_undangan(oleh=staf, undangan=undangan, utusan=_utusan(kantor, undangan.unit, wakil=True))
        catat_hadir_opd(oleh=staf, undangan=undangan, pada=timezone.now())


def _utusan(kantor: Kantor, unit: Unit, *, wakil: bool) -> Utusan:
    orang: Orang = kantor.penduduk.orang(kelurahan=False)
    kepala = "Camat" if unit.jenis == Unit.Jenis.KECAMATAN else f"Kepala {unit.nama}"
    if unit.nama.startswith("Sekretariat"):
        kepala = unit.nama.replace("Sekretariat", "Sekretaris")
    return Utusan(
        nama=orang.lengkap,
        nip=orang.nip,
        jabatan="Kepala Subbagian Umum" if wakil else kepala,
        mewakili=wakil,
    )


def _akun(username: str, nama: str, instansi: Instansi, jenis: str, unit: Unit | None = None) -> Pengguna:
    akun = buat_akun(oleh=None, username=username, nama=nama, sandi=SANDI, email=f"{username}@contoh.example")
    beri_peran(oleh=None, pengguna=akun, jenis=jenis, instansi=instansi, unit=unit)
    return akun
