"""Nobody is taken off whose outcome or certificate is counted on: what must go first is said."""

from __future__ import annotations

import pytest

from diklat.services.gelombang import mulai_gelombang, tutup_pendaftaran
from dokumen.models import Sertifikat
from dokumen.queries.pimpinan import cakupan_opd, hasil_tahun
from dokumen.services.sertifikat import cabut, terbitkan
from kantor.galat import KeadaanBerubah
from penilaian.queries.capaian import menyelesaikan
from penilaian.services.hasil import hapus_hasil, tetapkan_hasil
from penilaian.services.penutupan import buka_kembali_gelombang
from peserta.models import Pendaftaran
from peserta.services.gelombang import batalkan_gelombang
from peserta.services.pemanggilan import batalkan_peserta, konfirmasi
from peserta.services.registrasi import urungkan_registrasi
from peserta.services.usulan import ganti_peserta, tarik_usulan
from tests.peserta import buat, langkah

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return buat.pohon()


@pytest.fixture
def staf():
    return buat.akun()


@pytest.fixture
def g(unit, staf):
    """A running gelombang with one seated person."""
    g = buat.gelombang(mulai=-3, hari=2, dicatat_kemudian=True)
    buat.daftarkan(g, 1, unit["a1"])
    langkah.duduk(g, staf)
    return g


def status(p: Pendaftaran) -> str:
    p.refresh_from_db()
    return p.status


def test_who_has_an_outcome_is_cancelled_only_after_it_was_deleted(g, staf):
    p = g.pendaftaran.get()
    tetapkan_hasil(oleh=staf, pendaftaran=p, putusan="lulus", alasan="Kehadiran di kertas.")
    for tindakan in (batalkan_peserta, urungkan_registrasi):
        with pytest.raises(KeadaanBerubah, match="Hapus hasilnya"):
            tindakan(oleh=staf, pendaftaran=p, alasan="Salah orang")
    with pytest.raises(KeadaanBerubah, match="Hapus hasilnya"):
        batalkan_gelombang(oleh=staf, gelombang=g, alasan="Banjir")
    assert status(p) == "hadir"
    hapus_hasil(oleh=staf, pendaftaran=p)
    batalkan_peserta(oleh=staf, pendaftaran=p, alasan="Salah orang")
    assert status(p) == "dibatalkan"


def test_a_called_person_with_an_outcome_does_not_drop_out_of_the_report(unit, staf):
    g = buat.gelombang()
    p = buat.daftarkan(g, 1, unit["a1"])
    langkah.terpanggil(g, staf)
    tutup_pendaftaran(oleh=staf, gelombang=g)
    mulai_gelombang(oleh=staf, gelombang=g)
    p.refresh_from_db()
    tetapkan_hasil(oleh=staf, pendaftaran=p, putusan="gugur", alasan="Tidak hadir.")
    with pytest.raises(KeadaanBerubah):
        tarik_usulan(oleh=staf, pendaftaran=p, alasan="Mundur")
    with pytest.raises(KeadaanBerubah):
        konfirmasi(oleh=staf, pendaftaran=p, bersedia=False, alasan="Sakit")
    with pytest.raises(KeadaanBerubah):
        ganti_peserta(oleh=staf, pendaftaran=p, data=buat.data(2, unit["a1"]), alasan="Diganti")
    assert status(p) == "dipanggil"


def test_a_certificate_in_force_is_revoked_before_its_owner_is_cancelled(g, staf):
    langkah.selesai(g, staf)
    terbitkan(oleh=staf, gelombang=g)
    buka_kembali_gelombang(oleh=staf, gelombang=g, alasan="Koreksi")
    p, s = g.pendaftaran.get(), Sertifikat.objects.get()
    with pytest.raises(KeadaanBerubah, match=f"Sertifikat nomor {s.nomor} masih berlaku"):
        batalkan_peserta(oleh=staf, pendaftaran=p, alasan="Salah orang")
    with pytest.raises(KeadaanBerubah, match="masih berlaku"):
        batalkan_gelombang(oleh=staf, gelombang=g, alasan="Banjir")
    cabut(oleh=staf, sertifikat=s, alasan="Salah orang")
    hapus_hasil(oleh=staf, pendaftaran=p)
    batalkan_gelombang(oleh=staf, gelombang=g, alasan="Banjir")
    assert status(p) == "dibatalkan"


def test_an_outcome_left_behind_by_a_cancelled_registration_is_not_counted(g, unit, staf):
    langkah.selesai(g, staf)
    instansi, tahun = g.instansi, g.selesai.year
    assert (menyelesaikan(tahun), hasil_tahun(instansi, tahun)[0].peserta) == (1, 1)
    Pendaftaran.objects.filter(gelombang=g).update(status="dibatalkan")  # as older versions allowed
    assert menyelesaikan(tahun) == 0
    assert hasil_tahun(instansi, tahun)[0].peserta == 0
    assert sum(c.dilatih for c in cakupan_opd(instansi, tahun)) == 0
