"""A plan is written on a phone that loses its network, in two tabs, and is approved by the mentor with the own code."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.layar import TELEPON, Layar
from tests.fixtures.portal import LivePortal

pytestmark = [pytest.mark.lambat, pytest.mark.timeout(900)]
# What the browser itself writes to the console while there is no network, and for the 409 of two texts.
WAJAR = ("ERR_INTERNET_DISCONNECTED", "status of 409", "net::ERR")


@pytest.fixture
def ponsel(peramban: Browser, portal_hidup: LivePortal) -> Iterator[Layar]:
    satu = Layar(peramban, portal_hidup.url, TELEPON, "peserta1")
    yield satu
    satu.tutup()
    assert [t for t in satu.temuan if not any(kata in t for kata in WAJAR)] == []


def keadaan(halaman: Page):
    return halaman.locator("[data-keadaan]")


def tersimpan(halaman: Page) -> None:
    expect(keadaan(halaman)).to_contain_text("Tersimpan pukul", timeout=15_000)


def buka_rencana(layar: Layar) -> str:
    layar.buka("/saya/")
    alamat = layar.page.locator("a[href$='/rencana/']").first.get_attribute("href") or ""
    layar.buka(alamat)
    return alamat


def test_what_is_typed_is_saved_by_itself_and_survives_a_lost_network(ponsel: Layar) -> None:
    hp = ponsel.page
    alamat = buka_rencana(ponsel)
    ponsel.periksa()
    hp.get_by_label("Gagasan").fill("Satu loket mendahulukan lansia.")
    expect(keadaan(hp)).to_contain_text("Menyimpan")
    tersimpan(hp)

    # The network goes; what is typed stays in the browser, and the page says so.
    hp.context.set_offline(True)
    hp.get_by_label("Manfaat").fill("Lansia dilayani paling lama 15 menit.")
    expect(keadaan(hp)).to_contain_text("Belum tersimpan: tidak ada jaringan.", timeout=15_000)
    expect(keadaan(hp)).to_contain_text("tertahan di peramban ini")
    # The window is closed on it; with the network back the next visit sends it first.
    hp.goto("about:blank")
    hp.context.set_offline(False)
    hp.goto(f"{ponsel.url}{alamat}")
    expect(hp.get_by_label("Manfaat")).to_have_value("Lansia dilayani paling lama 15 menit.")
    tersimpan(hp)
    hp.reload()
    expect(hp.get_by_label("Manfaat")).to_have_value("Lansia dilayani paling lama 15 menit.")

    # A step is added and filled without leaving the page.
    hp.get_by_role("button", name="Jangka panjang").click()
    hp.locator("[name$='-kegiatan']").last.fill("Ditiru kelurahan lain")
    hp.locator("[name$='-mulai']").last.fill("31-2")
    expect(keadaan(hp)).to_contain_text("tanggal mulai", timeout=15_000)
    hp.locator("[name$='-mulai']").last.fill("1-2-2027")
    expect(keadaan(hp)).not_to_contain_text("tanggal mulai", timeout=15_000)
    tersimpan(hp)
    hp.reload()
    expect(hp.locator("[name$='-kegiatan']").last).to_have_value("Ditiru kelurahan lain")
    expect(hp.locator("[name$='-mulai']").last).to_have_value("01-02-2027")


def test_a_second_tab_is_told_and_chooses(ponsel: Layar) -> None:
    satu = ponsel.page
    buka_rencana(ponsel)
    dua = satu.context.new_page()
    dua.goto(satu.url)
    satu.get_by_label("Masalah").fill("Dari tab pertama")
    tersimpan(satu)
    dua.get_by_label("Masalah").fill("Dari tab kedua")
    expect(dua.get_by_text(re.compile("diubah di tempat lain pukul"))).to_be_visible(timeout=15_000)
    bentrok = dua.locator(".bentrok")
    expect(bentrok).to_contain_text("Dari tab pertama")
    expect(bentrok).to_contain_text("Dari tab kedua")
    dua.get_by_role("button", name="Pakai tulisan di halaman ini").click()
    expect(dua.locator(".bentrok")).to_have_count(0, timeout=15_000)
    expect(dua.get_by_label("Masalah")).to_have_value("Dari tab kedua")
    satu.get_by_label("Masalah").fill("Dari tab pertama lagi")
    expect(satu.locator(".bentrok")).to_be_visible(timeout=15_000)
    satu.get_by_role("link", name="Pakai yang tersimpan").click()
    expect(satu.get_by_label("Masalah")).to_have_value("Dari tab kedua", timeout=15_000)
    dua.close()
