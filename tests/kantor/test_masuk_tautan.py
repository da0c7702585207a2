"""One-time links handed over in person, passwords, and the second factor."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client
from django.utils import timezone

from kantor.galat import KeadaanBerubah, TidakBerhak, TidakDitemukan, TidakValid
from kantor.models import PegawaiPribadi, Pengguna, Surel, TautanMasuk
from kantor.services import masuk as layanan_masuk
from kantor.services.akun import (
    akun_peserta,
    atur_sandi,
    beri_peran,
    buat_akun,
    buat_tautan_masuk,
    cabut_peran,
    nonaktifkan_akun,
)
from kantor.services.pribadi import simpan_pribadi

from . import bantu

pytestmark = pytest.mark.django_db
SANDI = "kata-sandi-rahasia-1"


@pytest.fixture
def panitia():
    return bantu.pengguna("panitia")


@pytest.fixture
def peserta():
    return akun_peserta(oleh=None, pegawai=bantu.pegawai(1, instansi=bantu.instansi()))


def tautan(oleh, pengguna):
    return buat_tautan_masuk(oleh=oleh, pengguna=pengguna, alasan="KTP dilihat").removeprefix(
        "http://127.0.0.1:8000"
    )


def test_a_link_is_looked_at_without_harm_used_once_and_on_record(panitia, peserta):
    alamat = tautan(panitia, peserta)
    for _ in range(3):  # WhatsApp, a virus scanner, the person
        isi = Client().get(alamat)
        assert isi.status_code == 200
        assert peserta.nama not in isi.content.decode()
    client = Client()
    assert client.post(alamat).url == "/masuk/lanjut/"
    assert client.get("/akun/").status_code == 200
    lain = Client()
    assert lain.get(alamat).status_code == 410
    assert lain.post(alamat).status_code == 410
    assert "_auth_user_id" not in lain.session
    catatan = (
        TautanMasuk.pgh_event_models["insert"].objects.filter(pgh_obj__pengguna=peserta).order_by("pgh_id")
    )
    assert [c.pgh_context.get("oleh") for c in catatan] == [panitia.pk, peserta.pk]
    assert alamat.split("/")[-2] not in str(list(catatan.values()))


def test_a_link_ends_after_two_days_and_with_the_next_link(panitia, peserta):
    pertama = tautan(panitia, peserta)
    kedua = tautan(panitia, peserta)
    assert Client().post(pertama).status_code == 410
    assert timezone.now() + timedelta(hours=47) < TautanMasuk.objects.latest("pk").berlaku_sampai
    TautanMasuk.objects.update(berlaku_sampai=timezone.now())
    assert Client().post(kedua).status_code == 410
    assert Client().get("/masuk/tautan/tidak-pernah-ada/").status_code == 410


def test_only_those_who_know_the_person_hand_over_a_link(peserta):
    medan = bantu.instansi()
    camat = bantu.unit("12.71.01", "Medan Kota", "kecamatan")
    peserta.pegawai.unit = camat
    peserta.pegawai.save()
    padang = bantu.pengguna("admin", bantu.instansi("padang", "Pemerintah Kota Padang"))
    assert tautan(bantu.pengguna("operator", medan, camat), peserta)
    lain = bantu.unit("12.71.02", "Medan Deli", "kecamatan")
    for orang in (padang, bantu.pengguna("operator", medan, lain), bantu.pengguna("penguji")):
        with pytest.raises(TidakDitemukan):
            tautan(orang, peserta)
    with pytest.raises(TidakBerhak):
        tautan(bantu.pengguna("pimpinan"), peserta)


def test_a_link_is_no_ladder_to_higher_rights(panitia):
    admin = bantu.pengguna("admin")
    with pytest.raises(TidakBerhak):
        tautan(panitia, admin)
    beri_peran(
        oleh=None, pengguna=admin, jenis="admin", instansi=bantu.instansi("padang", "Pemerintah Kota Padang")
    )
    with pytest.raises(TidakBerhak):
        tautan(bantu.pengguna("admin"), admin)


def test_a_link_needs_a_reason(panitia, peserta):
    with pytest.raises(TidakValid):
        buat_tautan_masuk(oleh=panitia, pengguna=peserta, alasan="  ")


def test_whoever_came_by_link_sets_a_password_without_an_old_one(panitia, peserta):
    client = Client()
    client.post(tautan(panitia, peserta))
    jawaban = client.post("/akun/sandi/", {"sandi": SANDI, "ulang": SANDI})
    assert jawaban.url == "/akun/"
    assert client.get("/akun/").status_code == 200, "this session goes on"
    lagi = client.post("/akun/sandi/", {"sandi": "lain-lagi-rahasia", "ulang": "lain-lagi-rahasia"})
    assert "Kata sandi sekarang" in lagi.content.decode()
    assert Client().post("/masuk/", {"masukan": peserta.pegawai.nip, "sandi": SANDI}).status_code == 302


def test_changing_the_password_asks_for_the_old_one_and_ends_other_sessions(panitia):
    panitia.set_password(SANDI)
    panitia.save()
    satu, dua = Client(), Client()
    for client in (satu, dua):
        client.post("/masuk/", {"masukan": panitia.username, "sandi": SANDI})
    baru = {"sandi": "sandi-yang-baru-sekali", "ulang": "sandi-yang-baru-sekali"}
    assert "tidak cocok" in satu.post("/akun/sandi/", {"sandi_lama": "salah", **baru}).content.decode()
    assert satu.post("/akun/sandi/", {"sandi_lama": SANDI, **baru}).status_code == 302
    assert satu.get("/akun/").status_code == 200
    assert dua.get("/akun/").status_code == 302


@pytest.mark.parametrize("sandi", ["pendek", "1234567890", "password123", "19610202"])
def test_weak_passwords_are_refused_in_words(panitia, peserta, sandi):
    client = Client()
    client.post(tautan(panitia, peserta))
    isi = client.post("/akun/sandi/", {"sandi": sandi, "ulang": sandi}).content.decode()
    assert "ringkas-galat" in isi
    assert not re.search(r"\b(This|password is|too)\b", isi)


def test_the_nip_is_no_password(peserta):
    with pytest.raises(TidakValid):
        atur_sandi(oleh=peserta, sandi=peserta.pegawai.nip)


def test_the_account_of_a_peserta_is_made_once_and_without_password():
    orang = bantu.pegawai(5)
    akun = akun_peserta(oleh=None, pegawai=orang)
    assert akun_peserta(oleh=None, pegawai=orang) == akun
    assert not akun.has_usable_password()
    assert not Client().login(username=orang.nip, password="")


def test_the_last_admin_stays():
    admin = bantu.pengguna("admin")
    with pytest.raises(KeadaanBerubah):
        cabut_peran(oleh=admin, peran=admin.peran.get())
    kedua = bantu.pengguna("admin")
    nonaktifkan_akun(oleh=kedua, pengguna=admin)
    assert not Pengguna.objects.get(pk=admin.pk).is_active


def test_only_a_manager_makes_accounts_and_only_in_the_own_house():
    with pytest.raises(TidakBerhak):
        buat_akun(oleh=bantu.pengguna("panitia"), username="baru", nama="Baru")
    admin = bantu.pengguna("admin")
    akun = buat_akun(oleh=admin, username="Baru", nama="Baru")
    with pytest.raises(TidakDitemukan):
        beri_peran(
            oleh=admin,
            pengguna=akun,
            jenis="admin",
            instansi=bantu.instansi("padang", "Pemerintah Kota Padang"),
        )
    for username in ("baru", "dengan spasi", "", "a@b"):
        with pytest.raises(TidakValid):
            buat_akun(oleh=admin, username=username, nama="Lain")


def kode_sekarang(rahasia):
    return format_hotp_value(hotp_value(rahasia, next(yield_hotp_counters_from_time())))


def test_a_second_factor_is_set_up_asked_for_and_kept_encrypted(panitia):
    panitia.set_password(SANDI)
    panitia.save()
    client = Client()
    client.post("/masuk/", {"masukan": panitia.username, "sandi": SANDI})
    halaman = client.get("/akun/pengaman/totp/activate/")
    assert halaman.url.startswith("/akun/pastikan/")
    assert (
        client.post(halaman.url, {"password": SANDI, "next": "/akun/pengaman/totp/activate/"}).status_code
        == 302
    )
    isi = client.get("/akun/pengaman/totp/activate/").content.decode()
    rahasia = re.search(r'<span class="kode">([A-Z2-7]+)</span>', isi)[1]
    assert client.post("/akun/pengaman/totp/activate/", {"code": kode_sekarang(rahasia)}).status_code == 302
    assert client.get("/akun/pengaman/recovery-codes/").status_code == 200
    assert rahasia not in str(list(Authenticator.objects.values("data")))

    lain = Client()
    assert lain.post("/masuk/", {"masukan": panitia.username, "sandi": SANDI, "next": "/akun/"}).url.endswith(
        "/authenticate/"
    )
    assert lain.get("/akun/").status_code == 302, "the password alone is not enough"
    jawaban = [lain.post("/akun/pengaman/authenticate/", {"code": "000000"}).status_code for _ in range(11)]
    assert jawaban == [200] * 10 + [429]


def test_the_second_factor_lets_its_owner_in_and_on(panitia):
    from allauth.mfa.totp.internal.auth import TOTP

    panitia.set_password(SANDI)
    panitia.save()
    from allauth.core.context import request_context
    from django.test import RequestFactory

    rahasia = generate_totp_secret()
    with request_context(RequestFactory().get("/")):
        TOTP.activate(panitia, rahasia)
    client = Client()
    client.post("/masuk/", {"masukan": panitia.username, "sandi": SANDI, "next": "/akun/"})
    assert client.get("/akun/pengaman/authenticate/").status_code == 200
    assert client.post("/akun/pengaman/authenticate/", {"code": kode_sekarang(rahasia)}).url == "/akun/"
    assert client.get("/akun/").status_code == 200


def tanpa_kata_sandi(surel=""):
    """A browser in which somebody without a password came in longer ago than a proof lasts."""
    akun = akun_peserta(oleh=None, pegawai=bantu.pegawai(2, instansi=bantu.instansi()))
    if surel:
        simpan_pribadi(baris=PegawaiPribadi(pegawai=akun.pegawai), email=surel)
    client = Client()
    client.force_login(akun)
    return client


def test_without_a_password_a_code_by_mail_proves_the_owner_before_the_guards_change(monkeypatch):
    monkeypatch.setattr(layanan_masuk, "LAMA_MINTA_KODE", 0)
    client = tanpa_kata_sandi("rina@contoh.example")
    pengaman = "/akun/pengaman/totp/activate/"
    alamat = client.get(pengaman).url
    assert alamat.startswith("/akun/pastikan/")
    halaman = client.get(alamat).content.decode()
    assert "r•••@contoh.example" in halaman
    assert "Kata sandi" not in halaman
    assert client.post(alamat, {"kirim": "ya"}).url == alamat
    salah = client.post(alamat, {"kode": "0000 0000"})
    assert "Kode salah" in salah.content.decode()
    assert client.get(pengaman).status_code == 302
    kode = re.search(r"^ {4}(\d{4} \d{4})$", Surel.objects.latest("pk").isi, re.MULTILINE)[1]
    assert client.post(alamat, {"kode": kode}).url == pengaman
    assert client.get(pengaman).status_code == 200


def test_without_password_and_mail_a_new_link_is_the_proof(panitia):
    client = tanpa_kata_sandi()
    halaman = client.get("/akun/pastikan/")
    assert halaman.status_code == 200
    assert "tautan masuk baru" in halaman.content.decode()
    assert "Kirim kode" not in halaman.content.decode()
    assert client.get("/akun/pengaman/totp/activate/").status_code == 302
    client.post(tautan(panitia, Pengguna.objects.get(pegawai__nip=bantu.nip(2))))
    assert client.get("/akun/pengaman/totp/activate/").status_code == 200
