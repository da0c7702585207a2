"""Somebody signed in who loses the way keeps the frame; who only looks is not told to work."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.peserta import buat

pytestmark = pytest.mark.django_db


def masuk(jenis: str) -> Client:
    klien = Client()
    klien.force_login(buat.akun(jenis))
    return klien


@pytest.mark.parametrize(("klien", "menu"), [("panitia", 'class="menu-staf"'), ("operator", 'class="puncak')])
def test_a_page_that_does_not_exist_keeps_the_menu_of_whoever_is_signed_in(klien, menu):
    unit = buat.pohon()
    satu = Client()
    satu.force_login(buat.akun(klien, unit=unit["a"]) if klien == "operator" else buat.akun(klien))
    jawaban = satu.get("/admin/gelombang/tidak-ada/")
    assert jawaban.status_code == 404
    isi = jawaban.content.decode()
    assert menu in isi
    assert isi.count("<h1") == 1
    assert "Halaman tidak ditemukan" in isi


def test_a_stranger_sees_the_plain_page_with_the_way_in():
    isi = Client().get("/tidak-ada/").content.decode()
    assert "menu-staf" not in isi
    assert ">Masuk</a>" in isi


def test_the_pimpinan_is_led_to_pages_that_open_and_is_given_no_work():
    klien = masuk("pimpinan")
    isi = klien.get("/pimpinan/").content.decode()
    for alamat in ("/admin/gelombang/", "/admin/pegawai/", "/admin/sertifikat/"):
        assert f'href="{alamat}"' in isi
        assert klien.get(alamat).status_code == 200
    hari_ini = klien.get("/admin/").content.decode()
    assert "Siapkan gelombang berikutnya" not in hari_ini
    assert "Siapkan gelombang berikutnya" in masuk("panitia").get("/admin/").content.decode()
