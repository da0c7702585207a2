"""What a certificate says is frozen at its issue, and read back from there alone."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from diklat.models import Gelombang, Program
from dokumen.cetak.data_sertifikat import DataSertifikat, Modul
from dokumen.cetak.letak import LETAK, Arah
from dokumen.cetak.nama import ukuran_kelompok
from dokumen.models import GambarBeku, JenisSertifikat, Sertifikat
from kantor.cetak.kop import Penandatangan
from kantor.lib import enkripsi
from kantor.lib.nip import periksa
from kantor.lib.salah import Salah
from kantor.lib.tanggal import tanggal as cetak_tanggal
from kantor.models import Pegawai, Pejabat
from kantor.models.pegawai import StatusKepegawaian
from kantor.queries.kertas import blok_ttd, lambang, penanda_tangan, ukuran_kertas, warna_untuk
from kantor.services.pribadi import baca_pribadi, kunci_baris
from penilaian.models import Hasil
from peserta.models import Pendaftaran

PPPK = {StatusKepegawaian.PPPK, StatusKepegawaian.PPPK_PARUH_WAKTU}


@dataclass(frozen=True)
class Kelompok:
    """What all certificates of one issue share."""

    gelombang: Gelombang
    tanggal: datetime.date
    lembaga: str
    singkatan: str
    modul: tuple[Modul, ...]
    jp: Decimal
    penandatangan: Penandatangan
    lambang: bytes | None
    ukuran_nama: Decimal


def siapkan_kelompok(
    gelombang: Gelombang, tanggal: datetime.date, nama: Iterable[str], pejabat: Pejabat | None = None
) -> Kelompok:
    """Office, signer and curriculum as of the certificate's date, and the one size in which all of `nama` are set.

    Raises TidakValid without a signer in office.
    """
    # What the lock read is what doors and letters need; a paper takes all of the office and the program.
    gelombang = Gelombang.objects.select_related("kurikulum__program", "instansi", "penanda_tangan").get(
        pk=gelombang.pk
    )
    instansi = gelombang.instansi
    lembaga = instansi.lembaga_pada(tanggal)
    modul = tuple(Modul(m.nama, m.jp) for m in gelombang.kurikulum.modul.order_by("urutan"))
    return Kelompok(
        gelombang=gelombang,
        tanggal=tanggal,
        lembaga=lembaga.nama if lembaga else instansi.nama,
        singkatan=lembaga.singkatan if lembaga else instansi.kode.upper(),
        modul=modul,
        jp=sum((m.jp for m in modul), Decimal(0)),
        penandatangan=blok_ttd(
            penanda_tangan(instansi, tanggal, dipilih=pejabat, bawaan=gelombang.penanda_tangan)
        ),
        lambang=_simpan_gambar(lambang(instansi)),
        ukuran_nama=ukuran_kelompok(nama, LETAK[_arah(gelombang)].nama),
    )


def bekukan(kelompok: Kelompok, sertifikat: Sertifikat, pendaftaran: Pendaftaran, hasil: Hasil) -> None:
    """Fill `data` and `lahir` of a new certificate whose number, code and address are set."""
    g, instansi = kelompok.gelombang, kelompok.gelombang.instansi
    data = DataSertifikat(
        jenis="lulus" if sertifikat.jenis == JenisSertifikat.LULUS else "mengikuti",
        nomor=sertifikat.nomor,
        nama_lengkap=pendaftaran.nama_lengkap,
        pemda=instansi.nama,
        lembaga=kelompok.lembaga,
        program=g.kurikulum.program.nama,
        gelombang=g.sebutan,
        mulai=g.mulai,
        selesai=g.selesai,
        tempat=g.tempat,
        jp=kelompok.jp,
        modul=kelompok.modul,
        kota=instansi.kota,
        tanggal_terbit=kelompok.tanggal,
        penandatangan=kelompok.penandatangan,
        alamat_verifikasi=sertifikat.alamat,
        kode=sertifikat.kode,
        kode_registrasi_lan=sertifikat.kode_registrasi,
        nip=pendaftaran.pegawai.nip,
        label_nip="NI PPPK" if pendaftaran.status_kepegawaian in PPPK else "NIP",
        pangkat_golongan=pendaftaran.pangkat_golongan,
        jabatan=pendaftaran.jabatan,
        instansi=pendaftaran.unit_nama,
        kualifikasi=hasil.kualifikasi,
        menit_jp=g.kurikulum.menit_per_jp,
        contoh=instansi.contoh,
        motif="ulos" if instansi.motif == instansi.Motif.ULOS else "songket",
        warna=warna_untuk(instansi),
        kertas=ukuran_kertas(instansi),
        arah=_arah(g),
        ukuran_nama=kelompok.ukuran_nama,
        lambang=kelompok.lambang,
    )
    sertifikat.data = data.ke_json()
    sertifikat.lahir = _segel_lahir(pendaftaran.pegawai, sertifikat.kode)


def data_cetak(sertifikat: Sertifikat) -> DataSertifikat:
    """The frozen data, ready to print. Who has been forgotten is printed without place and date of birth."""
    isi: dict[str, Any] = {**sertifikat.data, "tempat_tanggal_lahir": _buka_lahir(sertifikat)}
    sidik = isi.get("lambang_sha256")
    gambar = bytes(GambarBeku.objects.get(pk=sidik).isi) if sidik else None
    return DataSertifikat.dari_json(isi, lambang=gambar)


def _arah(gelombang: Gelombang) -> Arah:
    """How the certificates of this program stand."""
    return "tegak" if gelombang.kurikulum.program.arah_sertifikat == Program.Arah.TEGAK else "mendatar"


def _simpan_gambar(gambar: bytes | None) -> bytes | None:
    if gambar:
        baris = GambarBeku(sha256=hashlib.sha256(gambar).hexdigest(), isi=gambar)
        GambarBeku.objects.bulk_create([baris], ignore_conflicts=True)
    return gambar


def _segel_lahir(pegawai: Pegawai, kode: str) -> bytes | None:
    """`Medan, 26 September 1986`, sealed with the person's own key; None where the birth place is not known."""
    pribadi = getattr(pegawai, "pribadi", None)
    if pribadi is None or not pegawai.nip or not (tempat := baca_pribadi(pribadi, "tempat_lahir")):
        return None
    try:
        teks = f"{tempat}, {cetak_tanggal(periksa(pegawai.nip).tanggal_lahir)}"
    except Salah:  # a number of an old list that no longer passes: the place alone would mislead
        return None
    return enkripsi.enkripsi(kunci_baris(pribadi), teks, _konteks(kode)).encode()


def _buka_lahir(sertifikat: Sertifikat) -> str:
    pribadi = getattr(sertifikat.pendaftaran.pegawai, "pribadi", None)
    if not sertifikat.lahir or pribadi is None or not pribadi.kunci:
        return ""
    return enkripsi.dekripsi(
        kunci_baris(pribadi), bytes(sertifikat.lahir).decode(), _konteks(sertifikat.kode)
    )


def _konteks(kode: str) -> str:
    return enkripsi.konteks("sertifikat.lahir", kode)
