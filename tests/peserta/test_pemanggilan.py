"""From verified to called: ditetapkan, the letter and its number, the answer."""

from __future__ import annotations

import datetime

import pytest

from diklat.services.gelombang import atur_syarat
from kantor.galat import KeadaanBerubah, TidakBerhak, TidakDitemukan, TidakValid
from kantor.models import Pejabat, Pekerjaan, Surel
from kantor.services.akun import akun_peserta
from kantor.services.berkas import boleh_buka
from kantor.services.pekerjaan import lanjutkan
from peserta.services.pemanggilan import (
    IsiSurat,
    batal_tetapkan,
    batalkan_peserta,
    isi_nomor_surat,
    konfirmasi,
    panggil,
    tetapkan,
)
from peserta.services.urung_massal import urungkan_massal
from peserta.services.verifikasi import verifikasi, verifikasi_massal
from tests.dokumen.cetak.bahan import teks
from tests.peserta import buat, langkah

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return buat.pohon()


@pytest.fixture
def staf():
    return buat.akun("panitia")


@pytest.fixture
def g():
    langkah.kantor()
    return buat.gelombang(kuota=3, sebutan="Gelombang I")


def terverifikasi(g, unit, staf, banyak=2):
    orang = [buat.daftarkan(g, n, unit["a1"]) for n in range(banyak)]
    verifikasi_massal(oleh=staf, gelombang=g, pilihan=[p.pk for p in orang], keputusan="terima")
    return orang


def cetak(g):
    for pekerjaan in Pekerjaan.objects.filter(jenis="surat_pemanggilan", status="antre"):
        lanjutkan(pekerjaan.pk)


def test_only_the_verified_are_fixed_and_the_act_can_be_taken_back(g, unit, staf):
    orang = terverifikasi(g, unit, staf)
    belum = buat.daftarkan(g, 5, unit["a1"])
    t = tetapkan(oleh=staf, gelombang=g, pilihan=[*(p.pk for p in orang), belum.pk])
    assert [r["berhasil"] for r in t.rincian] == [True, True, False]
    urungkan_massal(oleh=staf, tindakan=t, alasan="Menunggu arahan.")
    assert set(g.pendaftaran.values_list("status", flat=True)) == {"diverifikasi", "diajukan"}


def test_nobody_verified_nobody_to_fix_and_nobody_fixed_nobody_to_call(g, staf):
    with pytest.raises(KeadaanBerubah):
        tetapkan(oleh=staf, gelombang=g)
    with pytest.raises(KeadaanBerubah):
        panggil(oleh=staf, gelombang=g, tanggal=g.mulai)


def test_one_is_taken_back_to_verified_with_a_reason(g, unit, staf):
    p, _ = terverifikasi(g, unit, staf)
    tetapkan(oleh=staf, gelombang=g)
    assert batal_tetapkan(oleh=staf, pendaftaran=p, alasan="Menunggu arahan.").status == "diverifikasi"


def test_the_letter_calls_everybody_fixed_and_is_printed_by_the_worker(g, unit, staf):
    atur_syarat(oleh=staf, gelombang=g, nama="Surat tugas", kapan="registrasi_ulang")
    orang = terverifikasi(g, unit, staf)
    tetapkan(oleh=staf, gelombang=g)
    isi = IsiSurat(registrasi="Minggu pukul 14.00 WIB", batas_konfirmasi=g.mulai - datetime.timedelta(days=3))
    surat = panggil(oleh=staf, gelombang=g, tanggal=datetime.date(2031, 7, 1), isi=isi)
    assert set(g.pendaftaran.values_list("status", flat=True)) == {"dipanggil"}
    assert Surel.objects.filter(jenis="pemanggilan").count() == 2
    cetak(g)
    surat.refresh_from_db()
    tulisan = teks(_isi(surat.berkas))
    for potong in (
        "Rina Siregar",
        "Ahmad Nasution",
        "Pemanggilan Peserta",
        "surat tugas",
        "Camat Unit 12.71.01",
    ):
        assert potong.lower() in tulisan.lower(), potong
    assert "1 Juli 2031" in tulisan
    assert Pekerjaan.objects.get(jenis="surat_pemanggilan").hasil_id == surat.berkas_id
    assert orang[0].pegawai.nip[:8] in tulisan


def test_a_number_entered_later_is_printed_and_names_stay_as_they_were(g, unit, staf):
    orang = terverifikasi(g, unit, staf)
    tetapkan(oleh=staf, gelombang=g)
    surat = panggil(oleh=staf, gelombang=g, tanggal=datetime.date(2031, 7, 1))
    cetak(g)
    g.pendaftaran.filter(pk=orang[0].pk).update(nama="Nama Lain")
    isi_nomor_surat(oleh=staf, pemanggilan=surat, nomor_surat=" 893.3/77/BKD/VII/2031 ")
    cetak(g)
    surat.refresh_from_db()
    tulisan = teks(_isi(surat.berkas))
    assert "893.3/77/BKD/VII/2031" in tulisan
    assert "Rina Siregar" in tulisan
    assert surat.berkas.nama == "Surat_Pemanggilan_893.3-77-BKD-VII-2031.pdf"
    with pytest.raises(TidakValid):
        isi_nomor_surat(oleh=staf, pemanggilan=surat, nomor_surat=" ")


def test_who_is_fixed_later_comes_into_a_further_letter(g, unit, staf):
    terverifikasi(g, unit, staf)
    tetapkan(oleh=staf, gelombang=g)
    panggil(oleh=staf, gelombang=g, tanggal=g.mulai)
    susulan = buat.daftarkan(g, 9, unit["b1"])
    verifikasi(oleh=staf, pendaftaran=susulan, keputusan="terima")
    tetapkan(oleh=staf, gelombang=g)
    kedua = panggil(oleh=staf, gelombang=g, tanggal=g.mulai)
    assert (kedua.ke, len(kedua.data["peserta"])) == (2, 1)


def test_without_a_signer_in_office_there_is_no_letter(g, unit, staf):
    terverifikasi(g, unit, staf)
    tetapkan(oleh=staf, gelombang=g)
    Pejabat.objects.all().delete()
    with pytest.raises(TidakValid, match="penanda tangan"):
        panggil(oleh=staf, gelombang=g, tanggal=g.mulai)
    assert set(g.pendaftaran.values_list("status", flat=True)) == {"ditetapkan"}


def test_the_letter_is_fetched_by_panitia_those_called_and_their_operator_only(g, unit, staf):
    p, _ = terverifikasi(g, unit, staf)
    tetapkan(oleh=staf, gelombang=g)
    surat = panggil(oleh=staf, gelombang=g, tanggal=g.mulai)
    cetak(g)
    surat.refresh_from_db()
    bukan = buat.daftarkan(g, 7, unit["a1"])
    boleh = [staf, akun_peserta(oleh=None, pegawai=p.pegawai), buat.akun("operator", unit=unit["a"])]
    tidak = [
        buat.akun("panitia", "padang"),
        buat.akun("operator", unit=unit["b"]),
        akun_peserta(oleh=None, pegawai=bukan.pegawai),
    ]
    assert [boleh_buka(akun, surat.berkas) for akun in boleh] == [True] * 3
    assert [boleh_buka(akun, surat.berkas) for akun in tidak] == [False] * 3


def test_the_called_person_the_operator_or_panitia_answer(g, unit, staf):
    p, q = terverifikasi(g, unit, staf)
    with pytest.raises(KeadaanBerubah):
        konfirmasi(oleh=None, pendaftaran=p, bersedia=True)
    tetapkan(oleh=staf, gelombang=g)
    panggil(oleh=staf, gelombang=g, tanggal=g.mulai)
    assert konfirmasi(oleh=None, pendaftaran=p, bersedia=True).status == "dikonfirmasi"
    assert konfirmasi(oleh=staf, pendaftaran=p, bersedia=True).status == "dikonfirmasi"
    with pytest.raises(TidakValid):
        konfirmasi(oleh=staf, pendaftaran=q, bersedia=False)
    q = konfirmasi(oleh=buat.akun("operator", unit=unit["a"]), pendaftaran=q, bersedia=False, alasan="Sakit.")
    assert (q.status, q.alasan) == ("berhalangan", "Sakit.")
    assert konfirmasi(oleh=None, pendaftaran=q, bersedia=True).status == "dikonfirmasi"
    with pytest.raises(TidakDitemukan):
        konfirmasi(oleh=buat.akun("panitia", "padang"), pendaftaran=p, bersedia=False, alasan="x")


def test_panitia_frees_a_seat_and_it_is_offered(g, unit, staf):
    p, _ = terverifikasi(g, unit, staf)
    buat.daftarkan(g, 5, unit["a1"])
    antre = buat.daftarkan(g, 6, unit["a1"])
    with pytest.raises(TidakBerhak):
        batalkan_peserta(oleh=buat.akun("pimpinan"), pendaftaran=p, alasan="x")
    assert batalkan_peserta(oleh=staf, pendaftaran=p, alasan="Tidak dapat dihubungi.").status == "dibatalkan"
    antre.refresh_from_db()
    assert antre.status == "ditawari"


def test_a_gelombang_entered_late_sends_no_letters(unit, staf):
    langkah.kantor()
    g = buat.gelombang(mulai=-2000, dicatat_kemudian=True)
    terverifikasi(g, unit, staf)
    dahulu = Surel.objects.count()
    tetapkan(oleh=staf, gelombang=g)
    panggil(oleh=staf, gelombang=g, tanggal=g.mulai)
    assert Surel.objects.count() == dahulu


def _isi(berkas) -> bytes:
    with berkas.isi.open("rb") as isi:
        return isi.read()
