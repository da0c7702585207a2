"""Imports: a file is read and shown first; nothing of it is stored before a person confirms.

read → ready → confirmed → done. Reading and storing are jobs; a short list is read at once. The file twice changes
nothing: each kind compares with what is there, and a row that was stored is marked in the same transaction.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils import timezone

from kantor.daftar import jenis_impor
from kantor.galat import KeadaanBerubah, TidakDitemukan, TidakValid
from kantor.layanan import layanan
from kantor.lingkup import Hak
from kantor.models import BarisImpor, Impor, Instansi, Pekerjaan, Pengguna
from kantor.services.berkas import simpan_hasil
from kantor.services.impor_baca import LEMBAR_SALAH, baca_tabel, hitung, simpan_baris
from kantor.services.pekerjaan import batalkan_pekerjaan, mulai_pekerjaan
from kantor.services.pribadi import kunci_baris

BACA, TERAPKAN = "impor.baca", "impor.terapkan"
# A list as short as this is read while the person waits.
LANGSUNG = 1000
S = Impor.Status
T = BarisImpor.Tindakan


@layanan
def unggah_impor(
    *,
    oleh: Pengguna,
    instansi: Instansi,
    jenis: str,
    isi: Any,
    nama: str,
    pilihan: dict[str, Any] | None = None,
) -> Impor:
    """Take a file in and read it, at once or as a job. Raises TidakDitemukan or TidakBerhak as the kind decides,
    TidakValid with `rincian["berkas"]` for a file that is no table, has a password, or lacks needed columns."""
    impor = Impor(jenis=jenis, instansi=instansi, pilihan=pilihan or {}, dibuat_oleh=oleh)
    jenis_impor[jenis].berhak(oleh, impor)
    isi.seek(0)
    bita: bytes = isi.read(settings.BERKAS_MAKS + 1)
    try:
        buku, tabel = baca_tabel(bita, nama, jenis_impor[jenis].bagi(impor), cukup=LANGSUNG)
    except LEMBAR_SALAH as galat:
        raise TidakValid(galat.pesan, rincian={"berkas": [galat.pesan]}) from galat
    berkas = simpan_hasil(oleh=oleh, instansi=instansi, isi=bita, nama=nama, jenis=buku.jenis)
    impor.berkas, impor.nama_berkas = berkas, berkas.nama
    kunci_baris(impor)
    impor.save()
    if all(len(lembar.baris) <= LANGSUNG for lembar in buku.lembar):
        simpan_baris(impor, buku, tabel)
    else:
        _mulai(impor, oleh, BACA, f"Membaca {impor.nama_berkas}")
    return impor


@layanan
def atur_impor(*, oleh: Pengguna, impor: Impor, pilihan: dict[str, Any]) -> Impor:
    """Change the choices of an import that waits for confirmation, and compare again. Raises KeadaanBerubah."""
    impor = _siap(impor, oleh)
    impor.pilihan |= pilihan
    impor.save(update_fields=["pilihan"])
    jenis_impor[impor.jenis].bandingkan(impor)
    hitung(impor)
    return impor


@layanan
def baca_ulang_impor(*, oleh: Pengguna, impor: Impor) -> Impor:
    """Understand the same file anew, after units or spellings were added. Raises KeadaanBerubah."""
    impor = _siap(impor, oleh)
    if impor.berkas is None:
        raise KeadaanBerubah("Berkas impor ini sudah dihapus. Unggah lagi.")
    with impor.berkas.isi.open("rb") as isi:
        buku, tabel = baca_tabel(isi.read(), impor.nama_berkas, jenis_impor[impor.jenis].bagi(impor))
    simpan_baris(impor, buku, tabel)
    return impor


@layanan
def konfirmasi_impor(*, oleh: Pengguna, impor: Impor, isian: dict[str, Any] | None = None) -> Impor:
    """Store what the preview showed, as a job. `isian` is what the kind asks for at this point.

    Raises KeadaanBerubah when it is no longer waiting or holds nothing to store, TidakValid for what is missing.
    """
    impor = _siap(impor, oleh)
    if not impor.baris.filter(tindakan__in=[T.BARU, T.BERUBAH, T.PINDAH, T.KELUAR]).exists():
        raise KeadaanBerubah("Tidak ada yang perlu disimpan dari berkas ini.")
    jenis_impor[impor.jenis].siapkan(oleh, impor, isian or {})
    impor.status = S.DIKONFIRMASI
    impor.dikonfirmasi = timezone.now()
    impor.save(update_fields=["status", "dikonfirmasi", "pilihan"])
    _mulai(impor, oleh, TERAPKAN, f"Menyimpan {impor.nama_berkas}")
    return impor


@layanan
def batalkan_impor(*, oleh: Pengguna, impor: Impor) -> Impor:
    """Throw a file away: unread, unconfirmed, or while it is being stored, of which what is stored stays stored.

    Raises KeadaanBerubah when it has ended.
    """
    impor = _kunci(impor, oleh, S.DIBACA, S.SIAP, S.DIKONFIRMASI)
    if impor.pekerjaan is not None and impor.pekerjaan.status in {"antre", "berjalan"}:
        batalkan_pekerjaan(oleh=oleh, pekerjaan=impor.pekerjaan)
    return lepas_impor(impor.pk)


def batal_bersama(pekerjaan: Pekerjaan) -> None:
    """The job of an import is being cancelled: nobody will carry the import on."""
    lepas_impor(pekerjaan.parameter["impor"])


def lepas_impor(pk: Any) -> Impor:
    """Close an import that has not ended and forget what it holds of people; how many rows it stored is kept.

    An import lies with its key destroyed: what its rows still hold can be read no more. Rows of an unconfirmed one go
    at once, the others with the hourly cleaner, which also deletes a file nobody points to.
    """
    impor = Impor.objects.select_for_update(no_key=True).get(pk=pk)
    if impor.status in {S.SELESAI, S.DIBATALKAN}:
        return impor
    tersimpan = impor.baris.filter(diterapkan=True).count()
    impor.ringkasan |= {"tersimpan": tersimpan}
    if impor.status != S.DIKONFIRMASI:
        impor.baris.all().delete()
    impor.status, impor.berkas, impor.kunci = S.DIBATALKAN, None, None
    impor.save(update_fields=["status", "berkas", "kunci", "ringkasan"])
    return impor


def _mulai(impor: Impor, oleh: Pengguna, jenis: str, judul: str) -> None:
    impor.pekerjaan = mulai_pekerjaan(
        oleh=oleh,
        jenis=jenis,
        instansi=impor.instansi,
        judul=judul[:200],
        perihal=f"impor:{impor.pk}",
        parameter={"impor": str(impor.pk)},
    )
    impor.save(update_fields=["pekerjaan"])


def _siap(impor: Impor, oleh: Pengguna) -> Impor:
    """The import, locked and waiting for a word, if this account may give it."""
    impor = _kunci(impor, oleh, S.SIAP)
    jenis_impor[impor.jenis].berhak(oleh, impor)
    return impor


def _kunci(impor: Impor, oleh: Pengguna, *boleh: str) -> Impor:
    milik = Impor.objects.untuk(oleh, Hak.KERJA)
    terkunci = milik.select_for_update(of=("self",), no_key=True).filter(pk=impor.pk).first()
    if terkunci is None:
        raise TidakDitemukan
    if terkunci.status not in boleh:
        raise KeadaanBerubah(f"Impor ini berstatus “{terkunci.get_status_display()}”.")
    return terkunci
