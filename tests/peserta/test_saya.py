"""Beranda Peserta and the page behind the mailed key: only the own, in plain words, each act once."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from diklat.services.gelombang import atur_syarat
from kantor.models import Pegawai, Pengguna
from peserta.models import AksesPendaftaran, Pendaftaran
from peserta.models.pendaftaran import Status
from peserta.services.akses import buat_akses
from peserta.services.cadangan import tawaran_lewat
from peserta.services.pendaftaran import tarik
from peserta.services.verifikasi import verifikasi
from peserta.views.saya.keadaan import keadaan, langkah
from tests.peserta import buat
from tests.peserta import langkah as perjalanan
from tests.peserta.peramban import pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return buat.pohon()


@pytest.fixture
def staf():
    return buat.akun("panitia")


def akun(pegawai: Pegawai) -> Pengguna:
    return Pengguna.objects.get_or_create(pegawai=pegawai, defaults={"username": f"p{pegawai.pk}"})[0]


def masuk(p: Pendaftaran) -> Client:
    client = Client()
    client.force_login(akun(p.pegawai))
    return client


def pintu(p: Pendaftaran) -> list[tuple[Client, str]]:
    """Both doors to a registration: the account, and the key."""
    return [(masuk(p), f"/saya/{p.nomor}/"), (Client(), f"/pendaftaran/{buat_akses(pendaftaran=p)}/")]


def isi(client: Client, alamat: str) -> str:
    jawaban = client.get(alamat, follow=True)
    assert jawaban.status_code == 200
    return jawaban.content.decode()


# ---- who sees what ------------------------------------------------------------------------------------


def test_alice_sees_her_own_bob_finds_nothing_and_a_stranger_is_asked_to_sign_in(client, unit):
    g = buat.gelombang()
    alice, bob = (buat.daftarkan(g, n, unit["a1"]) for n in (1, 2))
    assert alice.nama in isi(masuk(alice), f"/saya/{alice.nomor}/")
    for jalan in ("", "nama/", "mundur/", "berkas/", "tawaran/"):
        assert masuk(bob).get(f"/saya/{alice.nomor}/{jalan}").status_code == 404
        assert client.get(f"/saya/{alice.nomor}/{jalan}").url.startswith("/masuk/")
    assert masuk(bob).post(f"/saya/{alice.nomor}/mundur/", {"alasan": "x"}).status_code == 404
    assert client.get("/saya/").url == "/masuk/?next=/saya/"
    alice.refresh_from_db()
    assert alice.status == Status.DIAJUKAN


def test_a_key_opens_one_registration_until_its_day_and_nothing_else(client, unit):
    g = buat.gelombang()
    p, lain = (buat.daftarkan(g, n, unit["a1"]) for n in (1, 2))
    kunci = buat_akses(pendaftaran=p)
    assert p.nomor in isi(client, f"/pendaftaran/{kunci}/")
    assert client.get(f"/saya/{p.nomor}/").status_code == 302
    assert client.get(f"/pendaftaran/{kunci}x/").status_code == 404
    assert client.get(f"/pendaftaran/{lain.nomor}/").status_code == 404
    AksesPendaftaran.objects.update(berlaku_sampai=timezone.now() - datetime.timedelta(seconds=1))
    assert client.get(f"/pendaftaran/{kunci}/").status_code == 404


def test_pages_of_ones_own_are_kept_by_nobody(unit):
    p = buat.daftarkan(buat.gelombang(), 1, unit["a1"])
    for client, alamat in [*pintu(p), (masuk(p), "/saya/")]:
        jawaban = client.get(alamat)
        assert "no-store" in jawaban["Cache-Control"]
        assert jawaban["X-Robots-Tag"] == "noindex"


def test_address_and_phone_are_masked(unit):
    p = buat.daftarkan(buat.gelombang(), 1, unit["a1"])
    for client, alamat in pintu(p):
        halaman = isi(client, alamat)
        assert "0812••••0001" in halaman
        assert "orang1@" not in halaman


def test_an_unknown_act_and_a_number_beyond_numbers_are_not_found(unit):
    p = buat.daftarkan(buat.gelombang(), 1, unit["a1"])
    for jalan in ("lain/", "berkas/99999999999999999999/", "berkas/1/"):
        assert masuk(p).get(f"/saya/{p.nomor}/{jalan}").status_code == 404


def test_an_account_without_registrations_is_told_what_to_do(unit):
    orang = Pegawai.objects.create(nip=buat.nip(1), nama="Rina", status_kepegawaian="pns")
    client = Client()
    client.force_login(akun(orang))
    assert "Tidak ada pelatihan yang sedang Anda ikuti" in isi(client, "/saya/")
    client.force_login(buat.akun("panitia"))
    assert "bukan akun peserta" in isi(client, "/saya/")


def test_many_registrations_cost_as_many_queries_as_one(unit):
    p = buat.daftarkan(buat.gelombang(), 1, unit["a1"])
    client = masuk(p)
    client.get("/saya/")
    with CaptureQueriesContext(connection) as sedikit:
        client.get("/saya/")
    for n in range(1, 10):
        buat.daftarkan(buat.gelombang(mulai=30 + 10 * n), 1, unit["a1"])
    with CaptureQueriesContext(connection) as banyak:
        client.get("/saya/")
    assert len(banyak) == len(sedikit) <= 14


# ---- words --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", list(Status))
def test_every_status_is_said_in_words_with_a_path(unit, status):
    p = buat.daftarkan(buat.gelombang(), 1, unit["a1"])
    p.status, p.ndh, p.tawaran_sampai, p.posisi = status, 7, timezone.now(), 3
    k = keadaan(p)
    assert k.judul
    assert k.kalimat.strip().endswith(".")
    assert "None" not in k.kalimat
    jalur = langkah(p)
    assert jalur == [] or [s["keadaan"] for s in jalur] == sorted(
        (s["keadaan"] for s in jalur), key=["selesai", "kini", "nanti"].index
    )


def test_a_cadangan_reads_the_place_that_is_true_now(unit):
    g = buat.gelombang(kuota=1)
    buat.daftarkan(g, 1, unit["a1"])
    dulu, nanti = (buat.daftarkan(g, n, unit["a1"]) for n in (2, 3))
    assert "urutan ke-2" in isi(masuk(nanti), f"/saya/{nanti.nomor}/")
    tarik(oleh=None, pendaftaran=dulu)
    assert "urutan ke-1" in isi(masuk(nanti), "/saya/")


# ---- acts, behind both doors --------------------------------------------------------------------------


def test_an_offered_seat_is_taken_or_left_to_the_next(unit):
    g = buat.gelombang(kuota=2)
    a, b = (buat.daftarkan(g, n, unit["a1"]) for n in (1, 2))
    c, d, e = (buat.daftarkan(g, n, unit["a1"]) for n in (3, 4, 5))
    tarik(oleh=None, pendaftaran=a)
    tarik(oleh=None, pendaftaran=b)
    (client, alamat), (lain, alamat_lain) = pintu(c)[0], pintu(d)[1]
    assert "Jawab paling lambat" in isi(client, alamat)
    assert "Ambil kursi ini" in isi(client, f"{alamat}tawaran/")
    assert (
        "Kursi menjadi milik Anda"
        in client.post(f"{alamat}tawaran/", {"jawaban": "ambil"}, follow=True).content.decode()
    )
    lain.post(f"{alamat_lain}tawaran/", {"jawaban": "entah"})
    d.refresh_from_db()
    assert d.status == Status.DITAWARI
    lain.post(f"{alamat_lain}tawaran/", {"jawaban": "lepas"})
    status = list(
        Pendaftaran.objects.filter(pk__in=[c.pk, d.pk, e.pk]).order_by("pk").values_list("status", flat=True)
    )
    assert status == [Status.DIAJUKAN, Status.MENGUNDURKAN_DIRI, Status.DITAWARI]


def test_after_the_deadline_the_answer_comes_too_late_and_says_so(unit):
    g = buat.gelombang(kuota=1)
    a, b = (buat.daftarkan(g, n, unit["a1"]) for n in (1, 2))
    tarik(oleh=None, pendaftaran=a)
    Pendaftaran.objects.filter(pk=b.pk).update(tawaran_sampai=timezone.now() - datetime.timedelta(seconds=1))
    client, alamat = pintu(b)[1]
    assert (
        "sudah lewat" in client.post(f"{alamat}tawaran/", {"jawaban": "ambil"}, follow=True).content.decode()
    )
    tawaran_lewat()
    assert "Tawaran kursi lewat batas" in isi(client, alamat)
    assert client.get(f"{alamat}tawaran/").status_code == 302


def test_what_was_sent_back_is_completed_and_sent_again(unit, staf):
    for nomor, door in enumerate((0, 1), 1):
        g = buat.gelombang(mulai=30 * nomor)
        surat = atur_syarat(oleh=None, gelombang=g, nama="Surat usulan", kapan="pendaftaran")
        p = buat.daftarkan(g, 1, unit["a1"])
        verifikasi(oleh=staf, pendaftaran=p, keputusan="kembalikan", alasan="Surat belum ditandatangani.")
        client, alamat = pintu(p)[door]
        assert "Surat belum ditandatangani." in isi(client, alamat)
        kosong = client.post(f"{alamat}berkas/", {})
        assert kosong.status_code == 400
        assert "Unggah Surat usulan" in kosong.content.decode()
        terkirim = client.post(f"{alamat}berkas/", {f"berkas_{surat.pk}": pdf("Surat.pdf")}, follow=True)
        assert "Panitia akan memeriksanya lagi" in terkirim.content.decode()
        p.refresh_from_db()
        assert p.status == Status.DIAJUKAN
        assert b"".join(client.get(f"{alamat}berkas/{surat.pk}/")).startswith(b"%PDF")
        assert Client().get(f"/saya/{p.nomor}/berkas/{surat.pk}/").status_code == 302


def test_a_file_for_registrasi_ulang_may_come_early_and_a_wrong_one_is_refused(unit):
    g = buat.gelombang()
    tugas = atur_syarat(oleh=None, gelombang=g, nama="Surat tugas", kapan="registrasi_ulang")
    p = buat.daftarkan(g, 1, unit["a1"])
    client, alamat = pintu(p)[1]
    salah = pdf("program.pdf")
    salah.file.write(b"MZ")
    salah.file.seek(0)
    assert "program" in client.post(f"{alamat}berkas/", {f"berkas_{tugas.pk}": salah}).content.decode()
    client.post(f"{alamat}berkas/", {f"berkas_{tugas.pk}": pdf()})
    assert p.berkas.get().syarat == tugas


def test_the_called_say_whether_they_come_and_may_change_their_mind(unit, staf):
    g = buat.gelombang()
    p = buat.daftarkan(g, 1, unit["a1"])
    perjalanan.terpanggil(g, staf)
    client, alamat = pintu(p)[1]
    assert "Ya, saya hadir" in isi(client, alamat)
    client.post(f"{alamat}hadir/")
    assert "Anda bersedia hadir" in isi(client, alamat)
    assert client.post(f"{alamat}berhalangan/", {"alasan": ""}).status_code == 400
    client.post(f"{alamat}berhalangan/", {"alasan": "Sakit."})
    p.refresh_from_db()
    assert (p.status, p.alasan) == (Status.BERHALANGAN, "Sakit.")
    client.post(f"{alamat}hadir/")
    p.refresh_from_db()
    assert p.status == Status.DIKONFIRMASI


def test_name_and_titles_are_shown_as_printed_and_confirmed_once(unit):
    p = buat.daftarkan(buat.gelombang(), 1, unit["a1"], nama="dra. rina siregar, msi")
    for client, alamat in pintu(p):
        halaman = isi(client, f"{alamat}nama/")
        assert "Dra. Rina Siregar, M.Si." in halaman
        assert buat.nip(1)[:8] in halaman
    p.refresh_from_db()
    assert p.nama_dikonfirmasi is None
    client.post(f"{alamat}nama/")
    p.refresh_from_db()
    assert p.nama_dikonfirmasi
    assert "Ya, sudah benar" not in isi(client, f"{alamat}nama/")


def test_withdrawing_asks_once_and_wants_a_reason(unit):
    g = buat.gelombang()
    p = buat.daftarkan(g, 1, unit["a1"])
    client, alamat = pintu(p)[0]
    assert "tidak dapat dibatalkan" in isi(client, f"{alamat}mundur/")
    assert client.post(f"{alamat}mundur/", {"alasan": " "}).status_code == 400
    p.refresh_from_db()
    assert p.status == Status.DIAJUKAN
    client.post(f"{alamat}mundur/", {"alasan": "Tugas luar."})
    p.refresh_from_db()
    assert (p.status, p.alasan) == (Status.MENGUNDURKAN_DIRI, "Tugas luar.")
    assert client.post(f"{alamat}mundur/", {"alasan": "lagi"}).status_code == 302


def test_the_schedule_shows_the_own_attendance_and_how_it_stands(unit, staf):
    g = buat.gelombang()
    p = buat.daftarkan(g, 1, unit["a1"])
    perjalanan.duduk(g, staf)
    pertama, kedua = perjalanan.sesi(g, 2, menit=90)
    p.refresh_from_db()
    perjalanan.hadir(pertama, p, "H")
    halaman = isi(masuk(p), f"/saya/{p.nomor}/")
    assert "2 JP hadir" in halaman
    assert "4 JP seluruhnya" in halaman
    assert kedua.judul in halaman
    assert "1 sesi belum" in halaman
    perjalanan.hadir(kedua, p, "A")
    assert "di bawah batas" in isi(masuk(p), f"/saya/{p.nomor}/")
