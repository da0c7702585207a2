"""The page where Panitia makes a phone a scanner, and the pages of the scanner anybody may load."""

from __future__ import annotations

import re

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import get_template

from peserta.models import PerangkatPindai
from peserta.views import pindai
from tests.peserta import buat, langkah

pytestmark = pytest.mark.django_db


@pytest.fixture
def g():
    baris = buat.gelombang(mulai=0, dibuka=False)
    langkah.rombongan(baris, 2, buat.pohon()["a1"])
    langkah.sesi(baris)
    return baris


def alamat(g, *lain) -> str:
    return "/".join([f"/admin/gelombang/{g.slug}/presensi/perangkat", *map(str, lain), ""])


def test_panitia_registers_a_phone_and_sees_its_code_once(client, g):
    client.force_login(buat.akun("panitia"))
    jawaban = client.post(alamat(g), {"nama": "HP Ibu Rina"})
    [kunci] = re.findall(r"/pindai/#kunci=(pp_[\w-]+)", jawaban.text)
    assert "data:image/svg+xml" in jawaban.text
    assert "no-store" in jawaban["Cache-Control"]
    assert client.get("/pindai/data/", headers={"X-Kunci-Perangkat": kunci}).status_code == 200
    lagi = client.get(alamat(g)).text
    assert "HP Ibu Rina" in lagi
    assert kunci not in lagi
    assert kunci not in str(PerangkatPindai.objects.values().get())


def test_a_revoked_phone_is_refused_at_once_and_shown_as_such(client, g):
    client.force_login(buat.akun("panitia"))
    [kunci] = re.findall(r"#kunci=(pp_[\w-]+)", client.post(alamat(g), {"nama": "HP Budi"}).text)
    jawaban = client.post(alamat(g, PerangkatPindai.objects.get().pk, "cabut"), follow=True)
    assert "HP Budi tidak dapat memindai lagi." in jawaban.text
    assert "Dicabut" in jawaban.text
    ditolak = client.get("/pindai/data/", headers={"X-Kunci-Perangkat": kunci})
    assert (ditolak.status_code, ditolak.json()["kode"]) == (401, "perangkat_ditolak")


def test_a_phone_without_a_name_is_asked_for_one_and_a_reader_gets_no_form(client, g):
    client.force_login(buat.akun("panitia"))
    jawaban = client.post(alamat(g), {"nama": " "})
    assert jawaban.status_code == 400
    client.force_login(buat.akun("pimpinan"))
    assert "Buat kode pemasangan" not in client.get(alamat(g)).text
    assert client.post(alamat(g), {"nama": "HP"}).status_code == 404
    assert PerangkatPindai.objects.count() == 0


def test_the_scanner_loads_without_a_login_and_holds_nothing_of_anybody(client, g, django_assert_num_queries):
    with django_assert_num_queries(0):
        halaman = client.get("/pindai/")
        pekerja = client.get("/pindai/pekerja.js")
        manifes = client.get("/pindai/manifes.webmanifest")
    assert halaman.status_code == pekerja.status_code == manifes.status_code == 200
    assert pekerja["Content-Type"].startswith("text/javascript")
    assert manifes.json()["scope"] == "/pindai/"
    assert "'unsafe" not in halaman["Content-Security-Policy"]
    berkas = re.findall(r'"/static/([^"]+)"', pekerja.text)
    assert len(berkas) > 10
    assert [satu for satu in berkas if finders.find(satu) is None] == []


def test_a_change_of_the_page_alone_reaches_phones_that_have_it(client, settings, tmp_path):
    lama = client.get("/pindai/pekerja.js").text
    tiruan = tmp_path / pindai.HALAMAN
    tiruan.parent.mkdir(parents=True)
    tiruan.write_text(get_template(pindai.HALAMAN).template.source + "<!-- baru -->")
    [isi] = settings.TEMPLATES
    settings.TEMPLATES = [isi | {"DIRS": [tmp_path, *isi["DIRS"]]}]
    pindai._versi.cache_clear()
    assert client.get("/pindai/pekerja.js").text != lama
    pindai._versi.cache_clear()
