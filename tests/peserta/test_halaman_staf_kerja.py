"""Panitia looks at who registered: one by one, many at once, quota and cadangan."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from diklat.models import Gelombang
from diklat.services.gelombang import atur_syarat
from kantor.models import Berkas
from kantor.services.berkas import simpan_hasil
from peserta.models import BerkasPendaftaran, Pendaftaran, TindakanMassal
from peserta.models.pendaftaran import Status
from tests.peserta import buat, langkah
from tests.peserta.halaman_staf import alamat, kirim, pesan, status

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return buat.pohon()


@pytest.fixture
def staf():
    return buat.akun("panitia")


@pytest.fixture
def klien(client: Client, staf) -> Client:
    client.force_login(staf)
    return client


# ---- one by one --------------------------------------------------------------------------------------


def test_one_is_accepted_and_the_next_is_offered(klien, unit):
    g = buat.gelombang()
    p, lain = buat.daftarkan(g, 1, unit["a1"]), buat.daftarkan(g, 2, unit["a1"])
    assert lain.nama_lengkap in klien.get(alamat("gelombang_pendaftaran", g, p.nomor)).content.decode()
    jawaban = kirim(klien, "tindakan_pendaftaran", g, p.nomor, "terima")
    assert status(p) == Status.DIVERIFIKASI
    assert "terverifikasi" in pesan(jawaban)


def test_refusing_needs_a_reason_that_stands_in_the_history(klien, unit):
    g = buat.gelombang()
    p = buat.daftarkan(g, 1, unit["a1"])
    assert klien.post(alamat("tindakan_pendaftaran", g, p.nomor, "tolak"), {}).status_code == 400
    assert status(p) == Status.DIAJUKAN
    jawaban = kirim(klien, "tindakan_pendaftaran", g, p.nomor, "tolak", alasan="Bukan dari unit yang dituju.")
    assert status(p) == Status.DITOLAK
    halaman = jawaban.content.decode()
    assert "Menunggu verifikasi → Tidak memenuhi syarat" in halaman
    assert "Bukan dari unit yang dituju." in halaman


def test_an_act_goes_back_to_the_page_it_came_from_but_never_to_another_site(klien, unit):
    g = buat.gelombang()
    p = buat.daftarkan(g, 1, unit["a1"])
    url = alamat("tindakan_pendaftaran", g, p.nomor, "terima")
    assert klien.post(url, {"lanjut": "https://jahat.example/"}).headers["Location"] == alamat(
        "gelombang_pendaftaran", g, p.nomor
    )
    url = alamat("tindakan_pendaftaran", g, p.nomor, "urungkan")
    dari = alamat("gelombang_pemanggilan", g)
    assert klien.post(url, {"alasan": "Salah orang.", "lanjut": dari}).headers["Location"] == dari
    assert klien.get(alamat("tindakan_pendaftaran", g, p.nomor, "tak-ada")).status_code == 404


def test_a_decision_somebody_else_took_meanwhile_is_told_kindly(klien, unit):
    g = buat.gelombang()
    p = buat.daftarkan(g, 1, unit["a1"])
    Pendaftaran.objects.filter(pk=p.pk).update(status=Status.DIBATALKAN)
    jawaban = klien.post(alamat("tindakan_pendaftaran", g, p.nomor, "terima"))
    assert jawaban.status_code == 400
    assert "Sudah berstatus" in jawaban.content.decode()


def test_biodata_is_corrected_with_a_reason(klien, unit):
    g = buat.gelombang()
    p = buat.daftarkan(g, 1, unit["a1"])
    isi = {"nama": "Ahmad Rifai Nasution", "gelar_depan": "", "gelar_belakang": "S.E.", "golongan": "III/d",
           "jabatan": "Lurah", "unit": unit["b1"].kode}  # fmt: skip
    assert klien.post(alamat("pendaftaran_biodata", g, p.nomor), isi).status_code == 400
    kirim(klien, "pendaftaran_biodata", g, p.nomor, alasan="Sesuai ijazah.", **isi)
    p.refresh_from_db()
    assert p.nama_lengkap == "Ahmad Rifai Nasution, S.E."
    assert p.unit == unit["b1"]


def test_a_peserta_is_replaced_and_the_page_of_the_new_one_opens(klien, unit):
    g = buat.gelombang()
    p = buat.daftarkan(g, 1, unit["a1"])
    jawaban = kirim(
        klien, "pendaftaran_ganti", g, p.nomor,
        nip=buat.nip(77), nama="Sulastri", golongan="III/a", unit=unit["a2"].kode, alasan="Tugas luar.",
    )  # fmt: skip
    assert status(p) == Status.DIGANTI
    assert "Sulastri" in jawaban.content.decode()
    assert "Menggantikan" in jawaban.content.decode()


def test_a_unit_typed_by_half_asks_which_one_is_meant(klien, unit):
    g = buat.gelombang()
    p = buat.daftarkan(g, 1, unit["a1"])
    isi = {"nip": buat.nip(77), "nama": "Sulastri", "q": "Unit 12.71.01", "alasan": "Tugas luar."}
    jawaban = klien.post(alamat("pendaftaran_ganti", g, p.nomor), isi)
    assert jawaban.status_code == 400
    halaman = jawaban.content.decode()
    assert f'value="{unit["a1"].kode}"' in halaman
    assert "Sulastri" in halaman
    jawaban = klien.post(alamat("pendaftaran_ganti", g, p.nomor), isi | {"q": "zzzz"})
    assert "Unit tidak ditemukan" in jawaban.content.decode()


def test_a_peserta_moves_to_another_gelombang_of_the_same_office(klien, unit):
    g, tujuan = buat.gelombang(), buat.gelombang(mulai=90)
    asing = buat.gelombang(mulai=90, kurikulum=buat.kurikulum("padang"))
    p = buat.daftarkan(g, 1, unit["a1"])
    halaman = klien.get(alamat("tindakan_pendaftaran", g, p.nomor, "pindah")).content.decode()
    assert tujuan.slug in halaman
    assert asing.slug not in halaman
    assert (
        klien.post(alamat("tindakan_pendaftaran", g, p.nomor, "pindah"), {"ke": asing.slug}).status_code
        == 400
    )
    kirim(klien, "tindakan_pendaftaran", g, p.nomor, "pindah", ke=tujuan.slug)
    assert tujuan.pendaftaran.get().pegawai == p.pegawai


def test_a_one_time_link_is_shown_once_after_saying_how_the_person_was_checked(klien, unit):
    g = buat.gelombang()
    p = buat.daftarkan(g, 1, unit["a1"])
    assert "belum memiliki akun" in klien.get(alamat("pendaftaran_tautan", g, p.nomor)).content.decode()
    kirim(klien, "tindakan_pendaftaran", g, p.nomor, "terima")
    assert klien.post(alamat("pendaftaran_tautan", g, p.nomor), {}).status_code == 400
    jawaban = kirim(klien, "pendaftaran_tautan", g, p.nomor, alasan="Datang membawa kartu pegawai.")
    halaman = jawaban.content.decode()
    assert "/masuk/tautan/" in halaman
    assert "wa.me/62812" in halaman
    assert jawaban["Cache-Control"] == "no-store"
    assert "/masuk/tautan/" not in klien.get(alamat("pendaftaran_tautan", g, p.nomor)).content.decode()


def test_a_file_is_looked_at_and_marked(klien, staf, unit):
    g = buat.gelombang()
    syarat = atur_syarat(oleh=None, gelombang=g, nama="Surat usulan", kapan="pendaftaran")
    p = buat.daftarkan(g, 1, unit["a1"])
    assert "Surat usulan belum ada" in klien.get(alamat("gelombang_peserta", g)).content.decode()
    isi: Berkas = simpan_hasil(oleh=None, instansi=g.instansi, isi=b"%PDF-1.7", nama="surat.pdf", jenis="pdf")
    satu = BerkasPendaftaran.objects.create(pendaftaran=p, syarat=syarat, berkas=isi)
    assert klien.get(reverse("berkas", args=[isi.pk])).status_code == 200
    kirim(klien, "berkas_nilai", g, p.nomor, satu.pk, keadaan="tidak_terbaca")
    assert "Surat usulan tidak terbaca" in klien.get(alamat("gelombang_peserta", g)).content.decode()
    asing = Client()
    asing.force_login(buat.akun("admin", "padang"))
    assert asing.get(reverse("berkas", args=[isi.pk])).status_code == 404


# ---- many at once ------------------------------------------------------------------------------------


def test_many_are_looked_at_before_they_are_decided(klien, unit):
    g = buat.gelombang()
    p, lain = buat.daftarkan(g, 1, unit["a1"]), buat.daftarkan(g, 2, unit["a1"])
    Pendaftaran.objects.filter(pk=lain.pk).update(status=Status.DIBATALKAN)
    jawaban = klien.post(alamat("massal", g), {"keputusan": "terima", "pilih": [p.pk, lain.pk]})
    halaman = jawaban.content.decode()
    assert "Terima 1 pendaftaran?" in halaman
    assert "Sudah berstatus “Dibatalkan”" in halaman
    assert status(p) == Status.DIAJUKAN


def test_many_are_sent_back_with_a_reason_and_taken_back_with_another(klien, unit):
    g = buat.gelombang()
    semua = [buat.daftarkan(g, n, unit["a1"]) for n in range(3)]
    pilih = [p.pk for p in semua]
    tanpa = klien.post(alamat("massal", g), {"keputusan": "kembalikan", "pilih": pilih, "pasti": 1})
    assert tanpa.status_code == 400
    jawaban = kirim(
        klien, "massal", g, keputusan="kembalikan", pilih=pilih, pasti=1, alasan="Surat belum ditandatangani."
    )
    assert "3 dikembalikan" in jawaban.content.decode()
    assert {status(p) for p in semua} == {Status.PERLU_PERBAIKAN}
    tindakan = TindakanMassal.objects.get()
    assert klien.post(alamat("massal_hasil", g, tindakan.pk), {"alasan": " "}).status_code == 400
    urung = kirim(klien, "massal_hasil", g, tindakan.pk, alasan="Salah pilih.")
    assert "Diurungkan" in urung.content.decode()
    assert {status(p) for p in semua} == {Status.DIAJUKAN}


def test_all_that_are_narrowed_can_be_chosen_beyond_the_page(klien, unit):
    g = buat.gelombang(kuota=80)
    langkah.rombongan(g, 60, unit["a1"], status=Status.DIAJUKAN)
    jawaban = klien.post(alamat("massal", g), {"keputusan": "tolak", "semua": 1, "opd": str(unit["a"].pk)})
    assert "Tolak 60 pendaftaran?" in jawaban.content.decode()


def test_choosing_nobody_or_nonsense_changes_nothing(klien, unit):
    g = buat.gelombang()
    asing = buat.daftarkan(buat.gelombang(mulai=60), 1, unit["a1"])
    assert "Pilih dahulu" in pesan(kirim(klien, "massal", g, keputusan="terima"))
    assert klien.post(alamat("massal", g), {"keputusan": "hapus", "pilih": [asing.pk]}).status_code == 302
    kirim(klien, "massal", g, keputusan="terima", pilih=[asing.pk, "x", "9" * 30], pasti=1)
    assert status(asing) == Status.DIAJUKAN


# ---- quota, cadangan ---------------------------------------------------------------------------------


def test_the_quota_is_spread_over_units(klien, unit):
    g = buat.gelombang()
    jawaban = kirim(klien, "gelombang_kuota", g, jenis="kecamatan", kuota_jenis=3)
    assert {k.unit: k.kuota for k in g.kuota_unit.all()} == {unit["a"]: 3, unit["b"]: 3}
    assert "2 unit, 6 orang" in pesan(jawaban)
    kirim(klien, "gelombang_kuota", g, **{f"u{unit['a'].pk}": 5, f"u{unit['b'].pk}": ""})
    assert {k.unit: k.kuota for k in g.kuota_unit.all()} == {unit["a"]: 5}
    kirim(klien, "gelombang_kuota", g, **{f"u{unit['a'].pk}": 5}, unit=unit["b1"].kode, kuota=2)
    assert {k.unit: k.kuota for k in g.kuota_unit.all()} == {unit["a"]: 5, unit["b1"]: 2}


def test_a_quota_below_the_seats_taken_is_refused_with_the_numbers(klien, unit):
    g = buat.gelombang()
    kirim(klien, "gelombang_kuota", g, unit=unit["a"].kode, kuota=2)
    for n in (1, 2):
        buat.daftarkan(g, n, unit["a1"])
    jawaban = klien.post(alamat("gelombang_kuota", g), {f"u{unit['a'].pk}": 1})
    assert jawaban.status_code == 400
    assert "2 kursi sudah terisi" in jawaban.content.decode()


def test_free_seats_are_offered_and_taken_on_behalf(klien, unit):
    g = buat.gelombang(kuota=1)
    buat.daftarkan(g, 1, unit["a1"])
    cadangan = buat.daftarkan(g, 2, unit["a1"])
    Gelombang.objects.filter(pk=g.pk).update(kuota=2)
    jawaban = kirim(klien, "cadangan_tawarkan", g)
    assert cadangan.nama_lengkap in pesan(jawaban)
    assert status(cadangan) == Status.DITAWARI
    kirim(klien, "tindakan_pendaftaran", g, cadangan.nomor, "ambil-kursi")
    assert status(cadangan) == Status.DIAJUKAN
    assert "Tidak ada peserta cadangan yang menunggu" in pesan(kirim(klien, "cadangan_tawarkan", g))
