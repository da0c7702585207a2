"""The office itself: its name on papers, colours, lambang, the names its lembaga has had, who signs, who retires when.

Everything takes effect from its date: papers of an earlier day keep the name and the signer of that day.
"""

from __future__ import annotations

import datetime
import re
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import ProtectedError

from kantor.galat import KeadaanBerubah, TidakValid
from kantor.layanan import layanan
from kantor.lib import golongan as lib_golongan
from kantor.lib import nip as lib_nip
from kantor.lib import svg
from kantor.lib.gambar import kecilkan_gambar
from kantor.lib.salah import Salah
from kantor.lib.warna import AA, PUTIH, kontras, turunan
from kantor.lingkup import Hak, pastikan
from kantor.models import Instansi, NamaLembaga, Pejabat, Pengguna, UsiaPensiun
from kantor.services.simpan import simpan_teruji

MASA = "berlaku_sampai"  # what two columns of these tables can contradict in is the period
KOLOM_INSTANSI = {
    "nama", "kota", "zona_waktu", "alamat", "telepon", "email", "laman", "kertas", "pola_nomor", "warna_utama",
    "warna_aksen", "motif",
}  # fmt: skip
TANDA_POLA = {"urut", "singkatan", "romawi", "tahun", "bulan"}
LAMBANG_MAKS = 2 * 1024 * 1024


@layanan
def ubah_instansi(*, oleh: Pengguna, instansi: Instansi, **kolom: Any) -> Instansi:
    """Change what the office says of itself. Raises TidakValid per field, TidakBerhak, TidakDitemukan."""
    asing = set(kolom) - KOLOM_INSTANSI
    if asing:
        raise TypeError(f"cannot change {', '.join(sorted(asing))}")
    pastikan(oleh, Hak.KELOLA, instansi)
    if "pola_nomor" in kolom:
        _periksa_pola(kolom["pola_nomor"])
    baris = Instansi.objects.select_for_update().get(pk=instansi.pk)
    for nama, nilai in kolom.items():
        setattr(baris, nama, nilai)
    simpan_teruji(baris, bersama=MASA)
    return baris


@layanan
def pasang_lambang(*, oleh: Pengguna, instansi: Instansi, isi: bytes, nama: str) -> Instansi:
    """Put the office's own lambang on pages and papers: a picture drawn anew, or an SVG that only draws.

    Raises TidakValid for anything else. Papers already issued keep theirs.
    """
    pastikan(oleh, Hak.KELOLA, instansi)
    bersih, akhiran = bersihkan_lambang(isi, nama)
    baris = Instansi.objects.select_for_update().get(pk=instansi.pk)
    lama = baris.lambang.name
    baris.lambang.save(f"{baris.kode}{akhiran}", ContentFile(bersih), save=False)
    baris.save(update_fields=["lambang"])
    _buang(baris, lama)
    return baris


def bersihkan_lambang(isi: bytes, nama: str) -> tuple[bytes, str]:
    """The picture as it will be kept, and its file ending. Raises TidakValid when it is none, or above 2 MB."""
    if len(isi) > LAMBANG_MAKS:
        raise TidakValid(rincian={"lambang": ["Gambar lambang paling besar 2 MB."]})
    try:
        if PurePath(nama).suffix.lower() == ".svg" or isi.lstrip()[:5] in (b"<?xml", b"<svg ", b"<svg\n"):
            return svg.bersihkan(isi), ".svg"
        gambar = kecilkan_gambar(isi, sisi_maks=1200)
    except Salah as galat:
        raise TidakValid(galat.pesan, rincian={"lambang": [galat.pesan]}) from galat
    return gambar.isi, gambar.akhiran


@layanan
def lepas_lambang(*, oleh: Pengguna, instansi: Instansi) -> Instansi:
    """Back to the portal's own neutral shield."""
    pastikan(oleh, Hak.KELOLA, instansi)
    baris = Instansi.objects.select_for_update().get(pk=instansi.pk)
    lama, baris.lambang = baris.lambang.name, ""
    baris.save(update_fields=["lambang"])
    _buang(baris, lama)
    return baris


@layanan
def simpan_nama_lembaga(
    *,
    oleh: Pengguna,
    instansi: Instansi,
    nama: str,
    singkatan: str,
    berlaku_mulai: datetime.date,
    berlaku_sampai: datetime.date | None = None,
    baris: NamaLembaga | None = None,
) -> NamaLembaga:
    """A name of the office with its period; a new one ends the open one before it the day before.

    Raises TidakValid for periods that overlap.
    """
    pastikan(oleh, Hak.KELOLA, instansi)
    Instansi.objects.select_for_update().get(pk=instansi.pk)
    if baris is None:
        _akhiri_sebelumnya(instansi.nama_lembaga.all(), berlaku_mulai)
    satu = _milik(instansi.nama_lembaga, baris) or NamaLembaga(instansi=instansi)
    satu.nama, satu.singkatan = nama, singkatan
    satu.berlaku_mulai, satu.berlaku_sampai = berlaku_mulai, berlaku_sampai
    return simpan_teruji(satu, bersama=MASA)


@layanan
def simpan_pejabat(
    *,
    oleh: Pengguna,
    instansi: Instansi,
    nama: str,
    jabatan: str,
    kapasitas: str,
    berlaku_mulai: datetime.date,
    berlaku_sampai: datetime.date | None = None,
    nip: str = "",
    golongan: str = "",
    atas_nama: str = "",
    baris: Pejabat | None = None,
) -> Pejabat:
    """Somebody who signs, with the period. Raises TidakValid per field."""
    pastikan(oleh, Hak.KELOLA, instansi)
    if kapasitas == Pejabat.Kapasitas.AN and not atas_nama.strip():
        raise TidakValid(rincian={"atas_nama": ["Tuliskan atas nama siapa."]})
    satu = _milik(instansi.pejabat, baris) or Pejabat(instansi=instansi)
    satu.nama, satu.jabatan, satu.kapasitas = nama, jabatan, kapasitas
    satu.nip, satu.golongan = _nip(nip), _golongan(golongan)
    satu.atas_nama = atas_nama if kapasitas == Pejabat.Kapasitas.AN else ""
    satu.berlaku_mulai, satu.berlaku_sampai = berlaku_mulai, berlaku_sampai
    return simpan_teruji(satu, bersama=MASA)


@layanan
def simpan_usia_pensiun(
    *,
    oleh: Pengguna,
    instansi: Instansi,
    usia: int,
    berlaku_mulai: datetime.date,
    berlaku_sampai: datetime.date | None = None,
    jabatan: str = "",
    baris: UsiaPensiun | None = None,
) -> UsiaPensiun:
    """The age of retirement, of all or of a jabatan; a new one ends the open one for that jabatan the day before.

    Raises TidakValid for periods that overlap and an age nobody retires at.
    """
    pastikan(oleh, Hak.KELOLA, instansi)
    Instansi.objects.select_for_update().get(pk=instansi.pk)
    jabatan = " ".join(jabatan.split())
    if baris is None:
        _akhiri_sebelumnya(instansi.usia_pensiun.filter(jabatan__iexact=jabatan), berlaku_mulai)
    satu = _milik(instansi.usia_pensiun, baris) or UsiaPensiun(instansi=instansi)
    satu.jabatan, satu.usia = jabatan, usia
    satu.berlaku_mulai, satu.berlaku_sampai = berlaku_mulai, berlaku_sampai
    return simpan_teruji(satu, bersama=MASA)


@layanan
def hapus_masa(*, oleh: Pengguna, baris: NamaLembaga | Pejabat | UsiaPensiun) -> None:
    """Delete a name, a signer or an age entered by mistake. Raises KeadaanBerubah when a gelombang names the signer."""
    pastikan(oleh, Hak.KELOLA, baris)
    try:
        with transaction.atomic():
            baris.delete()
    except ProtectedError:
        raise KeadaanBerubah(
            "Pejabat ini sudah dipakai sebagai penanda tangan. Isi tanggal akhirnya saja."
        ) from None


def warna_terbaca(utama: str) -> tuple[bool, str]:
    """Whether words in white can be read on this colour, and the darker shade pages use where they cannot."""
    dipakai = turunan(utama, utama)["utama"]
    return kontras(utama, PUTIH) >= AA and dipakai == utama, dipakai


def _akhiri_sebelumnya(baris: Any, mulai: datetime.date) -> None:
    terbuka = baris.filter(berlaku_sampai=None, berlaku_mulai__lt=mulai).first()
    if terbuka is not None:
        terbuka.berlaku_sampai = mulai - datetime.timedelta(days=1)
        terbuka.save(update_fields=["berlaku_sampai"])


def _milik(semua: Any, baris: Any) -> Any:
    return None if baris is None else semua.select_for_update().get(pk=baris.pk)


def _periksa_pola(pola: str) -> None:
    """Without the year the numbers of two years would be the same."""
    tanda = set(re.findall(r"\{([^{}]*)\}", pola))
    sisa = re.sub(r"\{[^{}]*\}", "", pola)
    if tanda - TANDA_POLA or not {"urut", "tahun"} <= tanda or "{" in sisa or "}" in sisa:
        raise TidakValid(
            rincian={
                "pola_nomor": [
                    "Pola harus memuat {urut} dan {tahun}; boleh juga {singkatan}, {romawi}, dan {bulan}."
                ]
            }
        )


def _nip(teks: str) -> str:
    try:
        return lib_nip.rapikan(teks)
    except Salah as galat:
        raise TidakValid(rincian={"nip": [galat.pesan]}) from galat


def _golongan(teks: str) -> str:
    try:
        return lib_golongan.kenali(teks).kode if teks.strip() else ""
    except Salah as galat:
        raise TidakValid(rincian={"golongan": [galat.pesan]}) from galat


def _buang(baris: Instansi, lama: str | None) -> None:
    if lama and lama != baris.lambang.name:
        penyimpanan = baris.lambang.storage
        transaction.on_commit(lambda: penyimpanan.delete(lama))
