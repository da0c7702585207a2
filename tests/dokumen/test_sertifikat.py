"""Certificates: numbers without gaps, frozen data, printing, publishing, revoking, issuing again."""

from __future__ import annotations

import datetime
import io
import threading
import zipfile

import openpyxl
import pikepdf
import pytest
from django.db import connection, transaction
from django.db.utils import InternalError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from diklat.services.program import ubah_program
from dokumen.cetak.sertifikat import PencetakSertifikat
from dokumen.models import GambarBeku, JenisSertifikat, PenghitungNomor, Sertifikat
from dokumen.queries.sertifikat import keadaan_sertifikat
from dokumen.services.cetak import buat_arsip
from dokumen.services.nomor import ambil_nomor, susun_nomor
from dokumen.services.pembekuan import data_cetak
from dokumen.services.sertifikat import cabut, terbitkan, terbitkan_ulang, umumkan
from kantor.galat import KeadaanBerubah, TidakBerhak, TidakDitemukan, TidakValid
from kantor.models import Berkas, NamaLembaga, PegawaiPribadi, Pejabat, Surel
from kantor.services.akun import akun_peserta
from kantor.services.berkas import boleh_buka
from kantor.services.pekerjaan import batalkan_pekerjaan
from kantor.services.pribadi import lupakan, simpan_pribadi
from penilaian.models import Hasil
from penilaian.services.hasil import tetapkan_hasil
from penilaian.services.penutupan import buka_kembali_gelombang, tutup_gelombang
from peserta.services.biodata import perbaiki_biodata
from tests.dokumen import terbit
from tests.dokumen.cetak.bahan import LAMBANG, teks
from tests.peserta import buat

pytestmark = pytest.mark.django_db
HARI = datetime.timedelta(days=1)


@pytest.fixture
def staf():
    return buat.akun("panitia")


@pytest.fixture
def g(staf):
    return terbit.gelombang(staf, 3, sebutan="Gelombang I")


def sertifikat(g):
    return list(Sertifikat.objects.filter(gelombang=g).order_by("jenis", "urut"))


# --- numbers --------------------------------------------------------------------------------------


def test_numbers_run_in_order_of_ndh_and_running_again_issues_none(g, staf):
    assert terbitkan(oleh=staf, gelombang=g).parameter["baru"] == 3
    semua = sertifikat(g)
    assert [(s.urut, s.pendaftaran.ndh) for s in semua] == [(1, 1), (2, 2), (3, 3)]
    tahun = g.selesai.year
    assert semua[0].nomor.startswith("893.3/0001/BKD/")
    assert semua[0].nomor.endswith(f"/{tahun}")
    assert terbitkan(oleh=staf, gelombang=g).parameter["baru"] == 0
    assert sertifikat(g) == semua
    assert PenghitungNomor.objects.get().terakhir == 3


def test_each_kind_and_year_has_a_register_of_its_own(staf):
    g = terbit.gelombang(staf, 4)
    buka_kembali_gelombang(oleh=staf, gelombang=g, alasan="Uji.")
    for ndh in (2, 4):
        tetapkan_hasil(oleh=staf, pendaftaran=terbit.satu(g, ndh), putusan="mengikuti")
    tutup_gelombang(oleh=staf, gelombang=g)
    terbitkan(oleh=staf, gelombang=g)
    assert terbit.nomor_urut(g) == [("lulus", 1), ("lulus", 2), ("mengikuti", 1), ("mengikuti", 2)]
    assert len({s.nomor for s in sertifikat(g)}) == 4


def test_the_next_gelombang_goes_on_where_the_first_ended(g, staf):
    terbitkan(oleh=staf, gelombang=g)
    assert list(ambil_nomor(g.instansi, "lulus", g.selesai.year, 2)) == [4, 5]
    assert list(ambil_nomor(g.instansi, "lulus", g.selesai.year + 1, 1)) == [1]
    assert list(ambil_nomor(g.instansi, "mengikuti", g.selesai.year, 1)) == [1]


def test_numbers_of_an_issue_that_failed_are_given_to_the_next(g, staf):
    Pejabat.objects.all().delete()
    with pytest.raises(TidakValid, match="penanda tangan"):
        terbitkan(oleh=staf, gelombang=g)
    with transaction.atomic():
        ambil_nomor(g.instansi, "lulus", g.selesai.year, 7)
        transaction.set_rollback(True)
    assert list(ambil_nomor(g.instansi, "lulus", g.selesai.year, 1)) == [1]


def test_the_pattern_gives_every_certificate_its_own_number():
    hari = datetime.date(2017, 7, 14)
    pola = "893.3/{urut}/{singkatan}/{romawi}/{tahun}"
    assert susun_nomor(pola, "BKD", "lulus", 7, hari) == "893.3/0007/BKD/VII/2017"
    assert susun_nomor(pola, "BKD", "mengikuti", 7, hari) == "893.3/K0007/BKD/VII/2017"
    assert susun_nomor("SERT/{bulan}.{tahun}", "BKD", "lulus", 12345, hari) == "12345/SERT/07.2017"


def test_the_name_of_the_office_is_the_one_in_force_on_the_certificates_date(staf):
    g = terbit.gelombang(staf, 1)
    NamaLembaga.objects.update(berlaku_sampai=g.selesai)
    NamaLembaga.objects.create(
        instansi=g.instansi, nama="BKDPSDM", singkatan="BKDPSDM", berlaku_mulai=g.selesai + HARI
    )
    terbitkan(oleh=staf, gelombang=g)
    [lama] = sertifikat(g)
    baru = terbitkan_ulang(oleh=staf, sertifikat=lama, alasan="Uji.", tanggal=g.selesai + HARI)
    assert ("/BKD/" in lama.nomor, "/BKDPSDM/" in baru.nomor) == (True, True)
    assert (lama.data["lembaga"], baru.data["lembaga"]) == ("Badan Kepegawaian Daerah", "BKDPSDM")


def test_the_issue_costs_the_same_for_few_and_many(staf):
    def biaya(banyak, awal):
        g = terbit.gelombang(staf, banyak, awal=awal, mulai=30 + awal)
        with CaptureQueriesContext(connection) as catatan:
            terbitkan(oleh=staf, gelombang=g)
        return len(catatan)

    assert biaya(1, 10) == biaya(12, 100) <= 25


@pytest.mark.django_db(transaction=True)
def test_two_gelombang_issued_at_once_share_one_register_without_gap_or_double(staf):
    semua = [terbit.gelombang(staf, 5, mulai=30 + 10 * n, awal=100 * n) for n in range(4)]
    gagal = []

    def kerja(satu):
        try:
            for _ in range(2):
                terbitkan(oleh=staf, gelombang=satu)
        except Exception as galat:  # noqa: BLE001 - told to the test
            gagal.append(galat)
        finally:
            connection.close()

    pekerja = [threading.Thread(target=kerja, args=(g,)) for g in semua]
    for t in pekerja:
        t.start()
    for t in pekerja:
        t.join()
    assert gagal == []
    per_tahun = {}
    for tahun, urut in Sertifikat.objects.values_list("tahun", "urut"):
        per_tahun.setdefault(tahun, []).append(urut)
    assert {t: sorted(u) for t, u in per_tahun.items()} == {
        t: list(range(1, len(u) + 1)) for t, u in per_tahun.items()
    }
    assert Sertifikat.objects.count() == 20


# --- who ------------------------------------------------------------------------------------------


def test_only_those_who_earned_one_get_one(staf):
    g = terbit.gelombang(staf, 3)
    buka_kembali_gelombang(oleh=staf, gelombang=g, alasan="Uji.")
    tetapkan_hasil(oleh=staf, pendaftaran=terbit.satu(g, 2), putusan="gugur", alasan="Keluar.")
    tutup_gelombang(oleh=staf, gelombang=g)
    terbitkan(oleh=staf, gelombang=g)
    assert [s.pendaftaran.ndh for s in sertifikat(g)] == [1, 3]


def test_before_the_gelombang_has_ended_nothing_is_issued(g, staf):
    buka_kembali_gelombang(oleh=staf, gelombang=g, alasan="Uji.")
    with pytest.raises(KeadaanBerubah):
        terbitkan(oleh=staf, gelombang=g)
    tutup_gelombang(oleh=staf, gelombang=g)
    with pytest.raises(TidakValid):
        terbitkan(oleh=staf, gelombang=g, tanggal=g.mulai - HARI)
    assert not Sertifikat.objects.exists()


def test_another_office_finds_nothing_and_a_reader_issues_nothing(g):
    with pytest.raises(TidakDitemukan):
        terbitkan(oleh=buat.akun("panitia", "padang"), gelombang=g)
    with pytest.raises(TidakBerhak):
        terbitkan(oleh=buat.akun("pimpinan"), gelombang=g)


# --- frozen ---------------------------------------------------------------------------------------


def test_what_is_printed_never_changes_and_no_certificate_is_deleted(g, staf):
    terbitkan(oleh=staf, gelombang=g)
    s = sertifikat(g)[0]
    for isi in ({"nomor": "lain"}, {"data": {}}, {"kode": "X"}, {"tanggal": g.mulai}):
        with pytest.raises(InternalError), transaction.atomic():
            Sertifikat.objects.filter(pk=s.pk).update(**isi)
    with pytest.raises(InternalError), transaction.atomic():
        s.delete()


def test_the_same_frozen_data_print_the_same_bytes_whatever_happens_to_the_rows(g, staf):
    g.instansi.lambang.save("lambang.svg", io.BytesIO(LAMBANG))
    terbitkan(oleh=staf, gelombang=g)
    terbit.cetak()
    s = sertifikat(g)[0]
    pertama = terbit.isi(s.berkas)
    g.pendaftaran.update(nama="Nama Lain")
    Pejabat.objects.update(nama="Pejabat Lain")
    g.instansi.lambang.save("lambang.svg", io.BytesIO(LAMBANG.replace(b"#0e5a43", b"#000000")))
    g.kurikulum.modul.update(nama="Modul lain")
    assert PencetakSertifikat(()).cetak(data_cetak(Sertifikat.objects.get(pk=s.pk))) == pertama
    assert GambarBeku.objects.count() == 1


def test_a_program_may_want_its_certificates_upright_and_issued_ones_stay_as_they_are(g, staf):
    terbitkan(oleh=staf, gelombang=g)
    ubah_program(oleh=staf, program=g.kurikulum.program, arah_sertifikat="tegak")
    lama = sertifikat(g)[0]
    baru = terbitkan_ulang(oleh=staf, sertifikat=lama, alasan="Gelar keliru", tanggal=g.selesai)
    ukuran = []
    for satu in (lama, baru):
        with pikepdf.open(io.BytesIO(PencetakSertifikat(()).cetak(data_cetak(satu)))) as pdf:
            ukuran.append([round(float(x) * 25.4 / 72) for x in pdf.pages[0].mediabox[2:]])
    assert ukuran == [[297, 210], [210, 297]]


def test_the_birth_place_is_printed_and_forgotten_with_the_person(g, staf):
    orang = terbit.satu(g, 1).pegawai
    simpan_pribadi(baris=PegawaiPribadi(pegawai=orang), tempat_lahir="Sibolga")
    terbitkan(oleh=staf, gelombang=g)
    s = Sertifikat.objects.get(pendaftaran__ndh=1)
    assert data_cetak(s).tempat_tanggal_lahir.startswith("Sibolga, ")
    assert b"Sibolga" not in bytes(s.lahir)
    assert "Sibolga" not in str(s.data)
    lupakan(oleh=staf, baris=PegawaiPribadi.objects.get(pegawai=orang))
    assert data_cetak(Sertifikat.objects.get(pk=s.pk)).tempat_tanggal_lahir == ""


def test_codes_are_long_random_and_stand_in_the_address(g, staf, settings):
    settings.PORTAL_URL = "https://diklat.contoh.example"
    terbitkan(oleh=staf, gelombang=g)
    kode = [s.kode for s in sertifikat(g)]
    assert len(set(kode)) == 3
    assert all(len(k.replace("-", "")) * 5 >= 80 for k in kode)
    assert [s.alamat for s in sertifikat(g)] == [
        f"https://diklat.contoh.example/verifikasi/{k}/" for k in kode
    ]


# --- printed --------------------------------------------------------------------------------------


def test_the_worker_prints_every_certificate_under_its_number(g, staf):
    pekerjaan = terbitkan(oleh=staf, gelombang=g)
    assert keadaan_sertifikat(g).tercetak == 0
    terbit.cetak()
    pekerjaan.refresh_from_db()
    assert (pekerjaan.status, pekerjaan.total, pekerjaan.selesai) == ("selesai", 3, 3)
    assert keadaan_sertifikat(g).lengkap
    for s in sertifikat(g):
        assert s.berkas.nama == f"Sertifikat_{s.nomor.replace('/', '-')}.pdf"
        assert s.berkas.ukuran <= 500_000
        tulisan = teks(terbit.isi(s.berkas))
        for potong in (s.nomor, s.pendaftaran.nama, s.kode, "Konsep Pelayanan Prima", "8 (delapan)"):
            assert potong in tulisan, potong


def test_a_cancelled_print_goes_on_where_it_stopped(staf):
    g = terbit.gelombang(staf, 3)
    pertama = terbitkan(oleh=staf, gelombang=g)
    batalkan_pekerjaan(oleh=staf, pekerjaan=pertama)
    lagi = terbitkan(oleh=staf, gelombang=g)
    assert lagi.parameter["baru"] == 0
    terbit.cetak()
    assert keadaan_sertifikat(g).lengkap
    assert terbit.nomor_urut(g) == [("lulus", 1), ("lulus", 2), ("lulus", 3)]


def test_two_print_jobs_at_once_print_each_certificate_once(g, staf):
    terbitkan(oleh=staf, gelombang=g)
    terbitkan(oleh=staf, gelombang=g)
    terbit.cetak()
    assert Berkas.objects.count() == 3


def test_all_come_as_one_zip_or_one_pdf(g, staf):
    with pytest.raises(KeadaanBerubah):
        buat_arsip(oleh=staf, gelombang=g, bentuk="zip")
    terbitkan(oleh=staf, gelombang=g)
    with pytest.raises(KeadaanBerubah, match="masih dicetak"):
        buat_arsip(oleh=staf, gelombang=g, bentuk="pdf")
    terbit.cetak()
    cabut(oleh=staf, sertifikat=sertifikat(g)[1], alasan="Keliru.")
    zip_, pdf = (buat_arsip(oleh=staf, gelombang=g, bentuk=b) for b in ("zip", "pdf"))
    terbit.cetak()
    zip_.refresh_from_db()
    pdf.refresh_from_db()
    a, _, c = sertifikat(g)
    with zipfile.ZipFile(io.BytesIO(terbit.isi(zip_.hasil))) as arsip:
        assert arsip.namelist() == [a.berkas.nama, c.berkas.nama, "Daftar.xlsx"]
        assert {satu.date_time[0] for satu in arsip.infolist()} == {timezone.now().year}
        daftar = openpyxl.load_workbook(io.BytesIO(arsip.read("Daftar.xlsx"))).active
        baris = [sel for satu in daftar.iter_rows(values_only=True) for sel in satu]
        assert {a.nomor, a.data["nama_lengkap"], a.berkas.nama} <= set(baris)
        assert arsip.read(a.berkas.nama) == terbit.isi(a.berkas)
    with pikepdf.open(io.BytesIO(terbit.isi(pdf.hasil))) as dokumen:
        assert len(dokumen.pages) == 4
    with pytest.raises(TidakValid):
        buat_arsip(oleh=staf, gelombang=g, bentuk="rar")


# --- published ------------------------------------------------------------------------------------


def test_publishing_waits_for_the_print_then_hands_each_to_its_owner_once(g, staf):
    p = terbit.satu(g, 1)
    akun = akun_peserta(oleh=staf, pegawai=p.pegawai)
    akun.email = "rina@contoh.example"
    akun.save()
    terbitkan(oleh=staf, gelombang=g)
    with pytest.raises(KeadaanBerubah, match="3 sertifikat masih dicetak"):
        umumkan(oleh=staf, gelombang=g)
    terbit.cetak()
    s = Sertifikat.objects.get(pendaftaran=p)
    assert not boleh_buka(akun, s.berkas)
    assert umumkan(oleh=staf, gelombang=g) == 3
    assert umumkan(oleh=staf, gelombang=g) == 0
    surat = Surel.objects.get(jenis="sertifikat_terbit")
    assert (surat.kepada, s.nomor in surat.isi, s.alamat in surat.isi) == ("rina@contoh.example", True, True)
    assert boleh_buka(akun, s.berkas)
    assert boleh_buka(staf, s.berkas)
    lain = akun_peserta(oleh=staf, pegawai=terbit.satu(g, 2).pegawai)
    assert not boleh_buka(lain, s.berkas)
    assert not boleh_buka(buat.akun("panitia", "padang"), s.berkas)


# --- revoked, issued again ------------------------------------------------------------------------


def test_a_revoked_certificate_keeps_its_number_and_its_reason(g, staf):
    terbitkan(oleh=staf, gelombang=g)
    s = sertifikat(g)[1]
    with pytest.raises(TidakValid):
        cabut(oleh=staf, sertifikat=s, alasan="")
    s = cabut(oleh=staf, sertifikat=s, alasan="Nama keliru.")
    assert (s.status, s.alasan, s.urut) == ("dicabut", "Nama keliru.", 2)
    with pytest.raises(KeadaanBerubah):
        cabut(oleh=staf, sertifikat=s, alasan="Lagi.")
    assert terbitkan(oleh=staf, gelombang=g).parameter["baru"] == 0


def test_a_corrected_name_is_issued_again_under_the_next_number(g, staf):
    terbitkan(oleh=staf, gelombang=g)
    terbit.cetak()
    umumkan(oleh=staf, gelombang=g)
    lama = sertifikat(g)[1]
    perbaiki_biodata(oleh=staf, pendaftaran=lama.pendaftaran, alasan="Gelar kurang.", gelar_belakang="M.Si.")
    baru = terbitkan_ulang(oleh=staf, sertifikat=lama, alasan="Gelar kurang.", tanggal=lama.tanggal)
    lama.refresh_from_db()
    assert (baru.urut, lama.status, lama.pengganti) == (4, "diganti", baru)
    assert lama.data["nama_lengkap"].endswith("S.Sos.")
    assert baru.data["nama_lengkap"].endswith("M.Si.")
    assert baru.terbit
    terbit.cetak()
    baru.refresh_from_db()
    assert "M.Si." in teks(terbit.isi(baru.berkas))
    with pytest.raises(KeadaanBerubah):
        terbitkan_ulang(oleh=staf, sertifikat=lama, alasan="Lagi.")


def test_a_revoked_one_may_be_issued_again_once(g, staf):
    terbitkan(oleh=staf, gelombang=g)
    lama = cabut(oleh=staf, sertifikat=sertifikat(g)[0], alasan="Keliru cabut.")
    baru = terbitkan_ulang(oleh=staf, sertifikat=lama, alasan="Ternyata benar.", tanggal=lama.tanggal)
    lama.refresh_from_db()
    assert (lama.status, lama.pengganti, baru.status) == ("dicabut", baru, "berlaku")
    with pytest.raises(KeadaanBerubah):
        terbitkan_ulang(oleh=staf, sertifikat=lama, alasan="Lagi.")


def test_while_a_certificate_is_in_force_the_outcome_stands(g, staf):
    terbitkan(oleh=staf, gelombang=g)
    s = sertifikat(g)[0]
    buka_kembali_gelombang(oleh=staf, gelombang=g, alasan="Hasil keliru.")
    with pytest.raises(KeadaanBerubah, match=s.nomor):
        tetapkan_hasil(oleh=staf, pendaftaran=s.pendaftaran, putusan="gugur", alasan="x")
    cabut(oleh=staf, sertifikat=s, alasan="Hasil keliru.")
    tetapkan_hasil(oleh=staf, pendaftaran=s.pendaftaran, putusan="mengikuti")
    tutup_gelombang(oleh=staf, gelombang=g)
    baru = terbitkan_ulang(oleh=staf, sertifikat=s, alasan="Hasil dibetulkan.", tanggal=g.selesai)
    assert (baru.jenis, baru.urut) == (JenisSertifikat.MENGIKUTI, 1)


def test_who_earns_none_any_more_is_not_issued_again(g, staf):
    terbitkan(oleh=staf, gelombang=g)
    s = cabut(oleh=staf, sertifikat=sertifikat(g)[0], alasan="Hasil keliru.")
    Hasil.objects.filter(pendaftaran=s.pendaftaran).update(putusan="gugur", alasan="Keluar.")
    with pytest.raises(KeadaanBerubah, match="Gugur: Keluar"):
        terbitkan_ulang(oleh=staf, sertifikat=s, alasan="Coba.")
