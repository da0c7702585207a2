"""Files handed in for the conditions of a gelombang: given, looked at, opened."""

from __future__ import annotations

from diklat.models import SyaratBerkas
from kantor.galat import KeadaanBerubah, TidakDitemukan, TidakValid
from kantor.layanan import layanan
from kantor.lingkup import Hak, pastikan
from kantor.models import Berkas, Pengguna
from peserta.models import BerkasPendaftaran, Pendaftaran
from peserta.models.pendaftaran import HIDUP
from peserta.services.kunci import kunci_pendaftaran
from peserta.services.wakil import pastikan_wakil

Keadaan = BerkasPendaftaran.Keadaan


@layanan
def serahkan_berkas(
    *, oleh: Pengguna | None, pendaftaran: Pendaftaran, syarat: SyaratBerkas, berkas: Berkas
) -> BerkasPendaftaran:
    """Hand in a stored file for a condition, in place of the one handed in before.

    `oleh` None is the holder of the registration's own key, whom the page has checked. Raises TidakDitemukan for a
    condition of another gelombang, KeadaanBerubah for a registration that has ended.
    """
    pastikan_wakil(oleh, pendaftaran)
    _, p = kunci_pendaftaran(pendaftaran)
    if syarat.gelombang_id != p.gelombang_id:
        raise TidakDitemukan("Gelombang ini tidak meminta berkas itu.")
    if p.status not in HIDUP:
        raise KeadaanBerubah("Pendaftaran ini sudah berakhir.")
    baris = BerkasPendaftaran.objects.filter(pendaftaran=p, syarat=syarat).first() or BerkasPendaftaran(
        pendaftaran=p, syarat=syarat
    )
    baris.berkas, baris.keadaan, baris.catatan = berkas, Keadaan.DITERIMA, ""
    baris.save()
    return baris


@layanan
def nilai_berkas(
    *, oleh: Pengguna, berkas: BerkasPendaftaran, keadaan: str, catatan: str = ""
) -> BerkasPendaftaran:
    """Panitia says whether a file can be read and is the right one. Raises TidakValid for an unknown answer."""
    pastikan(oleh, Hak.KERJA, berkas.pendaftaran)
    if keadaan not in Keadaan.values or len(catatan) > 200:
        raise TidakValid(rincian={"keadaan": "Pilih sesuai atau tidak terbaca."})
    kunci_pendaftaran(berkas.pendaftaran)
    segar = BerkasPendaftaran.objects.select_for_update(of=("self",)).get(pk=berkas.pk)
    segar.keadaan, segar.catatan = keadaan, catatan.strip()
    segar.save(update_fields=["keadaan", "catatan"])
    return segar


def buka_berkas(pengguna: Pengguna, berkas: Berkas) -> bool:
    """A file handed in is for whoever sees the registration."""
    terlihat = Pendaftaran.objects.untuk(pengguna, Hak.LIHAT)
    return BerkasPendaftaran.objects.filter(berkas=berkas, pendaftaran__in=terlihat).exists()
