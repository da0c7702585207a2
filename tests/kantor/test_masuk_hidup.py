"""Signing in to the portal as it runs: two web workers, Valkey, and a worker that sends the letters."""

import http.cookiejar
import json
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.fixtures.portal import LivePortal

pytestmark = [pytest.mark.lambat, pytest.mark.timeout(300)]
SANDI = "demo-diklat"


class Peramban:
    """A browser without pictures: cookies, forms, redirects."""

    def __init__(self, portal: LivePortal) -> None:
        self.url = portal.url
        self.kue = http.cookiejar.CookieJar()
        self.buka_url = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.kue))

    def buka(self, alamat: str, data: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Status, final address, text; a POST first reads the form for its token."""
        isi = None
        if data is not None:
            token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.buka(alamat)[2])[1]
            isi = urllib.parse.urlencode(data | {"csrfmiddlewaretoken": token}).encode()
        permintaan = urllib.request.Request(self.url + alamat, isi, {"Referer": self.url + alamat})
        try:
            jawaban = self.buka_url.open(permintaan, timeout=60)
        except urllib.error.HTTPError as galat:
            jawaban = galat
        with jawaban:
            return jawaban.status, jawaban.url.removeprefix(self.url), jawaban.read().decode()

    def masuk(self, nama: str, sandi: str = SANDI) -> tuple[int, str, str]:
        return self.buka("/masuk/", {"masukan": nama, "sandi": sandi})


def surat(portal: LivePortal) -> list[dict[str, str]]:
    return json.loads(Peramban(portal).buka("/demo/surat/?format=json")[2])


def test_each_demo_account_goes_home(portal_hidup):
    for nama, rumah in (
        ("staf", "/admin/"),
        ("panitia", "/admin/"),
        ("operator", "/operator/"),
        ("peserta1", "/saya/"),
    ):
        assert Peramban(portal_hidup).masuk(nama)[1] == rumah, nama


def test_a_peserta_comes_in_by_nip_and_the_code_in_the_letter(portal_hidup):
    (nip,) = portal_hidup.sql(
        "SELECT p.nip FROM kantor_pegawai p JOIN kantor_pengguna a ON a.pegawai_id = p.id WHERE a.username = 'peserta1'"
    )[0]
    peramban = Peramban(portal_hidup)
    peramban.buka("/masuk/kode/", {"masukan": nip})
    terbaru = next(satu for satu in surat(portal_hidup) if satu["subjek"].startswith("Kode masuk"))
    assert set(terbaru) == {"kepada", "subjek", "isi", "kode"}
    assert re.fullmatch(r"\d{8}", terbaru["kode"])
    assert peramban.buka("/masuk/kode/isi/", {"kode": terbaru["kode"]})[1] == "/saya/"
    batas = time.monotonic() + 30
    while portal_hidup.sql("SELECT status FROM kantor_surel ORDER BY id DESC LIMIT 1") != [("terkirim",)]:
        assert time.monotonic() < batas, portal_hidup.log("interaktif")
        time.sleep(0.2)


def tebak(portal: LivePortal, nama: str) -> list[int]:
    with ThreadPoolExecutor(8) as kolam:
        return sorted(kolam.map(lambda _: Peramban(portal).masuk(nama, "salah")[0], range(24)))


@pytest.mark.beban
def test_two_web_workers_count_guesses_as_one_and_forty_colleagues_pass(portal_hidup):
    assert tebak(portal_hidup, "pimpinan") == [200] * 10 + [429] * 14
    with ThreadPoolExecutor(20) as kolam:
        status = list(kolam.map(lambda _: Peramban(portal_hidup).masuk("operator")[0], range(40)))
    assert set(status) == {200}


@pytest.mark.kerusakan
def test_guesses_are_counted_as_one_while_valkey_is_dead(buat_portal):
    portal = buat_portal(workers=False)
    portal.valkey.child.kill()
    assert tebak(portal, "mentor1") == [200] * 10 + [429] * 14
    assert Peramban(portal).masuk("panitia")[0] == 200
