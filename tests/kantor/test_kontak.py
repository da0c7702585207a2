"""Address and phone of the own account: an address counts only once a code sent to it came back."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from kantor.models import PegawaiPribadi, Pengguna, Surel
from kantor.services.akun import alamat_surel
from kantor.services.kontak import ponsel_tercatat
from kantor.services.pribadi import simpan_pribadi
from tests.kantor import bantu

pytestmark = pytest.mark.django_db


@pytest.fixture
def rina():
    orang = bantu.pegawai()
    simpan_pribadi(baris=PegawaiPribadi(pegawai=orang), email="lama@contoh.example", ponsel="081200000001")
    return Pengguna.objects.create(username="rina", nama="Rina", pegawai=orang)


@pytest.fixture
def masuk(rina):
    client = Client()
    client.force_login(rina)
    return client


def segar(akun: Pengguna) -> Pengguna:
    return Pengguna.objects.get(pk=akun.pk)


def kode(kepada: str) -> str:
    surat = Surel.objects.filter(kepada=kepada, jenis="kode_alamat").latest("pk")
    return re.search(r"\d{4} \d{4}", surat.isi).group(0)


def test_a_new_address_counts_once_its_code_came_back_and_the_old_one_is_told(masuk, rina):
    jawaban = masuk.post("/akun/email/", {"surel": "Baru@Contoh.example"})
    assert jawaban.url == "/akun/email/kode/"
    assert alamat_surel(segar(rina)) == "lama@contoh.example"
    assert masuk.post("/akun/email/kode/", {"kode": "0000 0000"}).status_code == 400
    assert alamat_surel(segar(rina)) == "lama@contoh.example"
    masuk.post("/akun/email/kode/", {"kode": kode("baru@contoh.example")})
    assert alamat_surel(segar(rina)) == "baru@contoh.example"
    kabar = Surel.objects.get(jenis="alamat_diubah")
    assert kabar.kepada == "lama@contoh.example"
    assert "baru@contoh.example" not in kabar.isi
    assert masuk.get("/akun/email/kode/").url == "/akun/email/"


def test_a_code_works_in_the_browser_and_for_the_account_that_asked(masuk, rina):
    masuk.post("/akun/email/", {"surel": "baru@contoh.example"})
    bob = Pengguna.objects.create(username="bob", email="bob@contoh.example")
    lain = Client()
    lain.force_login(bob)
    assert lain.post("/akun/email/kode/", {"kode": kode("baru@contoh.example")}).status_code == 302
    assert segar(bob).email == "bob@contoh.example"


def test_an_account_of_the_office_keeps_its_address_on_the_account(rina):
    staf = Pengguna.objects.create(username="staf", email="staf@contoh.example")
    client = Client()
    client.force_login(staf)
    client.post("/akun/email/", {"surel": "staf.baru@contoh.example"})
    client.post("/akun/email/kode/", {"kode": kode("staf.baru@contoh.example")})
    assert segar(staf).email == "staf.baru@contoh.example"
    assert client.get("/akun/ponsel/").status_code == 404


@pytest.mark.parametrize(
    ("surel", "kata"),
    [
        ("", "Isi alamat"),
        ("rina", "salah tulis"),
        ("x@gmail.con", "gmail.com"),
        ("LAMA@contoh.example", "sudah tercatat"),
    ],
)
def test_what_is_no_new_address_is_refused(masuk, rina, surel, kata):
    jawaban = masuk.post("/akun/email/", {"surel": surel})
    assert jawaban.status_code == 400
    assert kata in jawaban.content.decode()
    assert not Surel.objects.exists()


def test_codes_are_not_sent_without_end_nor_guessed_without_end(masuk, rina):
    status = [masuk.post("/akun/email/", {"surel": f"a{n}@contoh.example"}).status_code for n in range(6)]
    assert status == [302] * 5 + [429]
    salah = [masuk.post("/akun/email/kode/", {"kode": f"{n:08d}"}).status_code for n in range(11)]
    assert salah == [400] * 10 + [429]


def test_the_phone_is_changed_at_once_and_shown_masked(masuk, rina):
    assert "0812••••0001" in masuk.get("/akun/ponsel/").content.decode()
    assert masuk.post("/akun/ponsel/", {"ponsel": "061 123"}).status_code == 400
    masuk.post("/akun/ponsel/", {"ponsel": "+62 813-1111-2222"})
    assert ponsel_tercatat(segar(rina)) == "081311112222"


def test_a_stranger_is_asked_to_sign_in(client):
    for alamat in ("/akun/email/", "/akun/email/kode/", "/akun/ponsel/"):
        assert client.get(alamat).url.startswith("/masuk/")
