"""Files handed in for the conditions of a gelombang: given, looked at, opened."""

from __future__ import annotations

from django.db.models import Q

from diklat.models import Gelombang, SyaratBerkas
from kantor.galat import KeadaanBerubah, TidakDitemukan, TidakValid
from kantor.layanan import layanan
from kantor.lingkup import Hak, pastikan
from kantor.models import Berkas, Pengguna
from peserta.models import BerkasPendaftaran, Pendaftaran
from peserta.models.pendaftaran import HIDUP
from peserta.services.kunci import kunci_pendaftaran
from peserta.services.wakil import pastikan_wakil

Keadaan = BerkasPendaftaran.Keadaan
DINILAI = (Keadaan.DITERIMA, Keadaan.TIDAK_TERBACA, Keadaan.DIPERIKSA)
REGISTRASI_ULANG = SyaratBerkas.Kapan.REGISTRASI_ULANG
SURAT_TUGAS = "Surat tugas"


@layanan
def serahkan_berkas(
    *, oleh: Pengguna | None, pendaftaran: Pendaftaran, syarat: SyaratBerkas, berkas: Berkas
) -> BerkasPendaftaran:
    """Hand in a stored file for a condition, in place of the one handed in before.

    `oleh` None is the holder of the registration's own key, whom the page has checked. An unsaved condition is the
    surat tugas of a walk-in (`syarat_langsung`). Raises TidakDitemukan for a condition of another gelombang,
    KeadaanBerubah for a registration that has ended.
    """
    pastikan_wakil(oleh, pendaftaran)
    _, p = kunci_pendaftaran(pendaftaran)
    if syarat.gelombang_id != p.gelombang_id:
        raise TidakDitemukan("Gelombang ini tidak meminta berkas itu.")
    if p.status not in HIDUP:
        raise KeadaanBerubah("Pendaftaran ini sudah berakhir.")
    if not syarat.pk:
        syarat = syarat_surat_tugas(p.gelombang)
    baris = BerkasPendaftaran.objects.filter(pendaftaran=p, syarat=syarat).first() or BerkasPendaftaran(
        pendaftaran=p, syarat=syarat
    )
    baris.berkas, baris.keadaan, baris.catatan = berkas, Keadaan.DITERIMA, ""
    baris.save()
    return baris


@layanan
def tandai_ditunjukkan(
    *, oleh: Pengguna, pendaftaran: Pendaftaran, syarat: SyaratBerkas, ditunjukkan: bool = True
) -> bool:
    """Panitia has seen the paper itself at the desk, so no file is needed; False takes the mark back.

    Returns whether that changed anything; a file handed in stays. Raises TidakBerhak, TidakDitemukan for a condition
    of another gelombang, TidakValid for one that is not due at registrasi ulang, KeadaanBerubah for a registration
    that has ended.
    """
    pastikan(oleh, Hak.KERJA, pendaftaran)
    _, p = kunci_pendaftaran(pendaftaran)
    if syarat.gelombang_id != p.gelombang_id:
        raise TidakDitemukan("Gelombang ini tidak meminta berkas itu.")
    if not dapat_ditunjukkan(syarat):
        raise TidakValid("Berkas ini diminta saat pendaftaran, bukan di meja registrasi ulang.")
    if p.status not in HIDUP:
        raise KeadaanBerubah("Pendaftaran ini sudah berakhir.")
    baris = BerkasPendaftaran.objects.filter(pendaftaran=p, syarat=syarat).first() if syarat.pk else None
    if ditunjukkan == (baris is not None and baris.keadaan == Keadaan.DITUNJUKKAN):
        return False
    if baris is None:
        baris = BerkasPendaftaran(
            pendaftaran=p, syarat=syarat if syarat.pk else syarat_surat_tugas(p.gelombang)
        )
    if not ditunjukkan and baris.berkas_id is None:
        baris.delete()
        return True
    baris.keadaan, baris.catatan = Keadaan.DITUNJUKKAN if ditunjukkan else Keadaan.DITERIMA, ""
    baris.save()
    return True


def dapat_ditunjukkan(syarat: SyaratBerkas) -> bool:
    """Whether the paper of this condition may be shown at the desk: what is due there, and any surat tugas."""
    return not syarat.pk or syarat.kapan == REGISTRASI_ULANG or syarat.nama == SURAT_TUGAS


def syarat_langsung(gelombang: Gelombang) -> list[SyaratBerkas]:
    """What a walk-in may hand in: the files due at registrasi ulang, else a surat tugas nobody asks for (unsaved)."""
    surat_tugas = SyaratBerkas(gelombang=gelombang, nama=SURAT_TUGAS, wajib=False)
    semua = SyaratBerkas.objects.filter(gelombang=gelombang)
    return list(semua.filter(Q(kapan=REGISTRASI_ULANG) | Q(nama=SURAT_TUGAS))) or [surat_tugas]


def syarat_surat_tugas(gelombang: Gelombang) -> SyaratBerkas:
    """Where a gelombang that asks for no surat tugas keeps that of a walk-in: a condition nobody must meet."""
    return SyaratBerkas.objects.get_or_create(
        gelombang=gelombang, nama=SURAT_TUGAS, defaults={"kapan": REGISTRASI_ULANG, "wajib": False}
    )[0]


@layanan
def nilai_berkas(
    *, oleh: Pengguna, berkas: BerkasPendaftaran, keadaan: str, catatan: str = ""
) -> BerkasPendaftaran:
    """Panitia says whether a file can be read and is the right one. Raises TidakValid for an unknown answer."""
    pastikan(oleh, Hak.KERJA, berkas.pendaftaran)
    if keadaan not in DINILAI or len(catatan) > 200:
        raise TidakValid(rincian={"keadaan": "Pilih sesuai atau tidak terbaca."})
    kunci_pendaftaran(berkas.pendaftaran)
    segar = BerkasPendaftaran.objects.select_for_update(of=("self",)).get(pk=berkas.pk)
    if segar.berkas_id is None:
        raise KeadaanBerubah("Tidak ada berkas untuk dinilai; aslinya ditunjukkan di meja.")
    segar.keadaan, segar.catatan = keadaan, catatan.strip()
    segar.save(update_fields=["keadaan", "catatan"])
    return segar


def buka_berkas(pengguna: Pengguna, berkas: Berkas) -> bool:
    """A file handed in is for whoever sees the registration."""
    terlihat = Pendaftaran.objects.untuk(pengguna, Hak.LIHAT)
    return BerkasPendaftaran.objects.filter(berkas=berkas, pendaftaran__in=terlihat).exists()
