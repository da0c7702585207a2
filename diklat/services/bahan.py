"""Bahan tayang: files of a session, brought by Panitia or by its narasumber, fetched by its peserta."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import IO, Any

from django.core.files.base import File

from diklat.models import BahanTayang, Narasumber, Sesi
from kantor.galat import KeadaanBerubah, TidakBerhak, TidakDitemukan, TidakValid
from kantor.layanan import layanan
from kantor.lingkup import Hak, pastikan
from kantor.models import Berkas, Pengguna
from kantor.riwayat import konteks
from kantor.services.berkas import hapus_berkas, simpan_berkas

JENIS = ("pdf", "pptx", "jpeg", "png", "webp", "heic")
UKURAN_MAKS = 20 * 1024 * 1024
TERBANYAK = 10  # files of one session: whoever has a private address fills no disk


@layanan
def tambah_bahan(
    *,
    oleh: Pengguna | None,
    sesi: Sesi,
    judul: str,
    isi: bytes | IO[bytes] | File[Any],
    nama: str,
    narasumber: Narasumber | None = None,
) -> BahanTayang:
    """Put a file to a session; without a title its name is the title.

    `narasumber` is the holder of that private address, whom the page has checked, in place of an account. Raises
    TidakValid for a file that is no PDF, PowerPoint or picture or is larger than 20 MB, KeadaanBerubah when the
    session has ten files, TidakDitemukan when it was deleted meanwhile.
    """
    _pastikan_boleh(oleh, sesi, narasumber)
    with _pelaku(oleh, narasumber):
        return _tambah(oleh=oleh, sesi=sesi, judul=judul, isi=isi, nama=nama, narasumber=narasumber)


def _tambah(
    *,
    oleh: Pengguna | None,
    sesi: Sesi,
    judul: str,
    isi: bytes | IO[bytes] | File[Any],
    nama: str,
    narasumber: Narasumber | None,
) -> BahanTayang:
    sesi = kunci_sesi_berbahan(sesi)
    if sesi.bahan.count() >= TERBANYAK:
        raise KeadaanBerubah(
            f"Satu sesi memuat paling banyak {TERBANYAK} berkas. Tarik salah satunya lebih dahulu."
        )
    berkas = simpan_berkas(
        oleh=oleh,
        instansi=sesi.gelombang.instansi,
        isi=isi,
        nama=nama,
        jenis_diizinkan=JENIS,
        ukuran_maks=UKURAN_MAKS,
    )
    sebutan = " ".join(judul.split()) or berkas.nama.rsplit(".", 1)[0]
    if len(sebutan) > BahanTayang._meta.get_field("judul").max_length:  # type: ignore[operator]
        raise TidakValid(rincian={"judul": "Judul paling panjang 150 huruf."})
    return BahanTayang.objects.create(sesi=sesi, judul=sebutan, berkas=berkas, narasumber=narasumber)


@layanan
def tarik_bahan(*, oleh: Pengguna | None, bahan: BahanTayang, narasumber: Narasumber | None = None) -> None:
    """Withdraw a file: nobody can fetch it any more. A narasumber withdraws the own files only (TidakBerhak)."""
    _pastikan_boleh(oleh, bahan.sesi, narasumber)
    if narasumber is not None and bahan.narasumber_id != narasumber.pk:
        raise TidakBerhak("Berkas ini diunggah panitia. Sampaikan kepada panitia bila perlu ditarik.")
    berkas = bahan.berkas
    with _pelaku(oleh, narasumber):
        BahanTayang.objects.filter(pk=bahan.pk).delete()
        hapus_berkas(oleh=oleh, berkas=berkas)


def buka_bahan(pengguna: Pengguna, berkas: Berkas) -> bool:
    """Staff of the office fetch every file of its sessions."""
    sesi = Sesi.objects.untuk(pengguna, Hak.LIHAT)
    return BahanTayang.objects.filter(berkas=berkas, sesi__in=sesi).exists()


def _pelaku(oleh: Pengguna | None, narasumber: Narasumber | None) -> AbstractContextManager[Any]:
    """What comes by a private address was done by its holder, not by the portal."""
    siapa = {"narasumber": narasumber.pk, "oleh_nama": narasumber.nama_lengkap} if narasumber else {}
    return konteks(oleh=oleh, **siapa)


def kunci_sesi_berbahan(sesi: Sesi) -> Sesi:
    """Lock a session whose files change. Raises TidakDitemukan when somebody has deleted it meanwhile."""
    baris = Sesi.objects.select_for_update(of=("self",)).select_related("gelombang__instansi")
    terkunci = baris.filter(pk=sesi.pk).first()
    if terkunci is None:
        raise TidakDitemukan("Sesi ini baru saja dihapus.")
    return terkunci


def _pastikan_boleh(oleh: Pengguna | None, sesi: Sesi, narasumber: Narasumber | None) -> None:
    if narasumber is None:
        pastikan(oleh, Hak.KERJA, sesi)
    elif not narasumber.terbitan.filter(pk=sesi.pk).exists():
        raise TidakDitemukan
