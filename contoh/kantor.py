"""The demo's offices, officials, accounts and keys."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.core.files.base import ContentFile

from contoh.orang import Orang, Penduduk
from kantor.models import (
    Instansi,
    KunciApi,
    NamaLembaga,
    Pegawai,
    Pejabat,
    Pengguna,
    Peran,
    Unit,
    UsiaPensiun,
    usia_pensiun_awal,
)
from kantor.services.akun import akun_peserta, beri_peran, buat_akun
from kantor.services.kunci_api import buat_kunci
from kantor.services.pegawai import tambah_pegawai
from kantor.services.pribadi import simpan_pribadi
from kantor.services.unit import muat_wilayah

# A neutral shield of our own drawing: no real lambang stands on a demo's papers.
LAMBANG = settings.BASE_DIR / "static" / "img" / "lambang.svg"
SANDI = "demo-diklat"
D = datetime.date
# The offices have had several names; the dates of the change stand in the news of 2017.
NAMA_MEDAN = [
    ("Badan Kepegawaian Daerah", "BKD", D(2009, 1, 1), D(2017, 7, 31)),
    (
        "Badan Kepegawaian Daerah dan Pengembangan Sumber Daya Manusia",
        "BKDPSDM",
        D(2017, 8, 1),
        D(2022, 12, 31),
    ),
    ("Badan Kepegawaian dan Pengembangan Sumber Daya Manusia", "BKPSDM", D(2023, 1, 1), None),
]
NAMA_LAIN = [("Badan Kepegawaian dan Pengembangan Sumber Daya Manusia", "BKPSDM", D(2017, 1, 1), None)]
INSTANSI = [
    ("kota-medan", "Pemerintah Kota Medan", "Medan", "#0e5a43", Instansi.Motif.ULOS, NAMA_MEDAN),
    ("kota-padang", "Pemerintah Kota Padang", "Padang", "#7a2230", Instansi.Motif.SONGKET, NAMA_LAIN),
    (
        "kota-payakumbuh",
        "Pemerintah Kota Payakumbuh",
        "Payakumbuh",
        "#1f4f7a",
        Instansi.Motif.SONGKET,
        NAMA_LAIN,
    ),
]


# A number of the row 084, which no operator of phones has.
OPERATOR = Orang(
    nama="Dahlia Rosmawati Nasution",
    gelar_depan="",
    gelar_belakang="A.Md.",
    nip="199007172015052901",
    golongan="II/d",
    jabatan="Pengelola Kepegawaian",
    ponsel="084000000101",
    email="dahlia.nasution@contoh.example",
)


@dataclass(frozen=True)
class Kantor:
    """What the scenes need: the office of Medan, its people, and those who act."""

    medan: Instansi
    padang: Instansi
    staf: Pengguna
    panitia: Pengguna
    operator: Pengguna
    staf_padang: Pengguna
    pejabat_2017: Pejabat
    pejabat: Pejabat
    kecamatan: list[Unit]
    kelurahan: list[Unit]
    penduduk: Penduduk


def buat_kantor(benih: int = 2017) -> Kantor:
    """Offices, the unit tree, officials, accounts with the demo password, API keys with known values."""
    instansi = [_instansi(satu) for satu in INSTANSI]
    medan, padang, _ = instansi
    muat_wilayah(oleh=None)
    kecamatan = list(Unit.objects.filter(instansi=medan, jenis=Unit.Jenis.KECAMATAN).order_by("kode"))
    kelurahan = list(Unit.objects.filter(instansi=medan, jenis=Unit.Jenis.KELURAHAN).order_by("kode"))
    pejabat_2017, pejabat = _pejabat(medan), _pejabat_kini(medan)
    _pejabat_antara(medan)
    _pejabat_kini(padang)
    staf = _akun("staf", "Rina Handayani", medan, Peran.Jenis.ADMIN)
    panitia = _akun("panitia", "Togar Parulian", medan, Peran.Jenis.PANITIA)
    _akun("pimpinan", "Kepala Badan Contoh", medan, Peran.Jenis.PIMPINAN)
    operator = _akun("operator", "Operator Kecamatan Medan Kota", medan, Peran.Jenis.OPERATOR, kecamatan[0])
    if operator.pegawai is None:
        operator.pegawai = pegawai_kantor(OPERATOR, kecamatan[0])
        operator.save(update_fields=["pegawai"])
    staf_padang = _akun("staf-padang", "Yulianti Koto", padang, Peran.Jenis.ADMIN)
    for nomor in (1, 2, 3):
        _akun(f"penguji{nomor}", f"Penguji Contoh {nomor}", medan, Peran.Jenis.PENGUJI)
    _akun("mentor1", "Camat Contoh", medan, Peran.Jenis.MENTOR)
    for pemilik, kantor, kunci in (
        (staf, medan, "demo-token-staf"),
        (staf_padang, padang, "demo-token-padang"),
    ):
        if not KunciApi.objects.filter(pemilik=pemilik).exists():
            buat_kunci(oleh=None, instansi=kantor, pemilik=pemilik, nama="Contoh", kunci=kunci)
    return Kantor(
        medan,
        padang,
        staf,
        panitia,
        operator,
        staf_padang,
        pejabat_2017,
        pejabat,
        kecamatan,
        kelurahan,
        Penduduk(benih),
    )


def akun_peserta_demo(username: str, pegawai: Pegawai) -> Pengguna:
    """A peserta whose user name and password the demo tells."""
    akun = akun_peserta(oleh=None, pegawai=pegawai)
    akun.username = username
    akun.set_password(SANDI)
    akun.save(update_fields=["username", "password"])
    return akun


def pegawai_kantor(orang: Orang, unit: Unit) -> Pegawai:
    """A row of the master pegawai with its contact."""
    pegawai = tambah_pegawai(
        oleh=None,
        nip=orang.nip,
        nama=orang.lengkap,
        golongan=orang.golongan,
        jabatan=orang.jabatan,
        unit=unit,
        status_kepegawaian="pns",
    )
    simpan_kontak(pegawai, orang)
    return pegawai


def simpan_kontak(pegawai: Pegawai, orang: Orang) -> None:
    """Phone and address, encrypted like everybody's."""
    from kantor.models import PegawaiPribadi

    baris = PegawaiPribadi.objects.filter(pegawai=pegawai).first() or PegawaiPribadi(pegawai=pegawai)
    simpan_pribadi(baris=baris, email=orang.email, ponsel=orang.ponsel)


def _instansi(satu: tuple[str, str, str, str, str, list]) -> Instansi:
    kode, nama, kota, warna, motif, lembaga = satu
    instansi, _ = Instansi.objects.get_or_create(
        kode=kode,
        defaults={
            "nama": nama,
            "kota": kota,
            "warna_utama": warna,
            "motif": motif,
            "contoh": True,
            "alamat": f"Jalan Contoh Nomor 1, {kota}",
            "telepon": "(000) 000000",
            "email": f"bkpsdm@{kode}.example",
        },
    )
    if not instansi.usia_pensiun.exists():
        UsiaPensiun.objects.bulk_create(usia_pensiun_awal(instansi))
    if not instansi.lambang:
        instansi.lambang.save("lambang.svg", ContentFile(LAMBANG.read_bytes()))
    for sebutan, singkatan, mulai, sampai in lembaga:
        NamaLembaga.objects.get_or_create(
            instansi=instansi,
            berlaku_mulai=mulai,
            defaults={"nama": sebutan, "singkatan": singkatan, "berlaku_sampai": sampai},
        )
    return instansi


def _pejabat(instansi: Instansi) -> Pejabat:
    return _satu_pejabat(
        instansi,
        D(2015, 1, 1),
        nama="Pejabat Contoh, S.H., M.Si.",
        nip="196501011990031001",
        jabatan="Kepala Badan Kepegawaian Daerah",
        berlaku_sampai=D(2017, 12, 31),
    )


def _pejabat_antara(instansi: Instansi) -> Pejabat:
    return _satu_pejabat(
        instansi,
        D(2018, 1, 1),
        nama="Drs. Pejabat Perantara, M.Si.",
        nip="196802021992031001",
        jabatan="Kepala Badan Kepegawaian Daerah dan Pengembangan Sumber Daya Manusia",
        berlaku_sampai=D(2022, 12, 31),
    )


def _pejabat_kini(instansi: Instansi) -> Pejabat:
    return _satu_pejabat(
        instansi,
        D(2023, 1, 1),
        nama="Dra. Pejabat Teladan, M.AP.",
        nip="197003031995032002",
        jabatan="Kepala Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
    )


def _satu_pejabat(instansi: Instansi, mulai: datetime.date, **isi: object) -> Pejabat:
    pejabat, _ = Pejabat.objects.get_or_create(
        instansi=instansi, berlaku_mulai=mulai, defaults={"golongan": "IV/c", **isi}
    )
    return pejabat


def _akun(username: str, nama: str, instansi: Instansi, jenis: str, unit: Unit | None = None) -> Pengguna:
    akun = Pengguna.objects.filter(username=username).first() or buat_akun(
        oleh=None, username=username, nama=nama, sandi=SANDI, email=f"{username}@contoh.example"
    )
    beri_peran(oleh=None, pengguna=akun, jenis=jenis, instansi=instansi, unit=unit)
    return akun
