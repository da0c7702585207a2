"""A letter behind an absence: a sick note, a permission, a surat tugas; attached to what was recorded."""

from __future__ import annotations

from typing import IO, Any

from django.core.files.base import File

from diklat.models import Gelombang, Sesi
from diklat.services.sesi import kunci_untuk_sesi
from kantor.galat import KeadaanBerubah
from kantor.layanan import layanan
from kantor.lingkup import Hak, pastikan
from kantor.models import Berkas, Pengguna
from kantor.services.berkas import simpan_berkas
from peserta.models import Kehadiran, Pendaftaran

BERSURAT = (Kehadiran.Kode.IZIN, Kehadiran.Kode.SAKIT, Kehadiran.Kode.DINAS_LUAR)


@layanan
def lampirkan_surat(
    *,
    oleh: Pengguna,
    sesi: Sesi,
    pendaftaran: Pendaftaran,
    isi: bytes | IO[bytes] | File[Any],
    nama: str,
    semua: bool = False,
) -> int:
    """Attach a letter to somebody's I, S or DL in this session, in place of one that was there.

    With `semua` also to all other such sessions of theirs without a letter. Returns how many sessions it stands for.
    Raises KeadaanBerubah where no such absence is recorded, TidakValid for what is no PDF or picture.
    """
    pastikan(oleh, Hak.KERJA, sesi)
    gelombang = kunci_untuk_sesi(sesi.gelombang)
    milik = Kehadiran.objects.filter(
        pendaftaran=pendaftaran, pendaftaran__gelombang=gelombang, kode__in=BERSURAT
    )
    utama = milik.filter(sesi=sesi)
    if not utama.exists():
        raise KeadaanBerubah(
            "Surat dilampirkan pada catatan izin, sakit, atau dinas luar. Catat kodenya dahulu."
        )
    berkas = simpan_berkas(oleh=oleh, instansi=gelombang.instansi, isi=isi, nama=nama)
    banyak = utama.update(surat=berkas)
    if semua:
        banyak += milik.filter(sesi__gelombang=gelombang, surat=None).update(surat=berkas)
    return banyak


def buka_surat_hadir(pengguna: Any, berkas: Berkas) -> bool:
    """The letter is for the staff of the gelombang and for whom it is about, not for operators."""
    catatan = Kehadiran.objects.filter(surat=berkas)
    milik_staf = Gelombang.objects.untuk(pengguna, Hak.LIHAT).filter(sesi__kehadiran__in=catatan)
    sendiri = pengguna.pegawai_id and catatan.filter(pendaftaran__pegawai=pengguna.pegawai_id).exists()
    return bool(sendiri) or milik_staf.exists()
