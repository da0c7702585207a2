"""The grid of scores is filled like a spreadsheet: arrows, Enter, a block from Excel, a colleague at the same cell."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.layar import MEJA, TELEPON, Layar

pytestmark = [pytest.mark.lambat, pytest.mark.timeout(900)]
ALAMAT = "/admin/gelombang/inovasi-pelayanan-2017/hasil/nilai/"
WAJAR = ("status of 409", "status of 400")
TEMPEL = """(sel, teks) => {
  const data = new DataTransfer();
  data.setData("text", teks);
  sel.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def sel(halaman: Page, baris: int, kolom: int) -> Locator:
    return halaman.locator("tbody tr").nth(baris).locator(f'input[data-kolom="{kolom}"]')


def keadaan(halaman: Page) -> Locator:
    return halaman.locator("[data-keadaan]")


def tersimpan(halaman: Page) -> None:
    expect(keadaan(halaman)).to_contain_text("Tersimpan pukul", timeout=15_000)


def test_the_grid_is_filled_by_keyboard_and_by_paste(layar: Callable[..., Layar]) -> None:
    meja = layar(MEJA, "panitia")
    meja.buka(ALAMAT)
    meja.periksa()
    hal = meja.page
    expect(hal.get_by_role("button", name="Simpan nilai")).to_be_hidden()

    # Typing, Enter down, arrows, Tab to the right: each cell is saved when it is left.
    sel(hal, 0, 0).click()
    hal.keyboard.type("81,5")
    hal.keyboard.press("Enter")
    expect(sel(hal, 1, 0)).to_be_focused()
    tersimpan(hal)
    hal.keyboard.type("79.25")
    hal.keyboard.press("Tab")
    expect(sel(hal, 1, 1)).to_be_focused()
    hal.keyboard.press("ArrowUp")
    expect(sel(hal, 0, 1)).to_be_focused()
    hal.keyboard.press("ArrowLeft")
    expect(sel(hal, 0, 0)).to_be_focused()
    hal.keyboard.press("ArrowRight")
    hal.keyboard.press("ArrowDown")
    expect(sel(hal, 1, 1)).to_be_focused()
    hal.keyboard.press("Shift+Enter")
    expect(sel(hal, 0, 1)).to_be_focused()
    tersimpan(hal)
    hal.keyboard.type("9")
    hal.keyboard.press("Escape")
    expect(sel(hal, 0, 1)).not_to_have_value("9")

    # A number off the scale is said at its cell and not stored; the next one is.
    sel(hal, 2, 0).fill("101")
    hal.keyboard.press("Enter")
    expect(keadaan(hal)).to_contain_text("di luar skala")
    expect(sel(hal, 2, 0)).to_have_attribute("aria-invalid", "true")
    sel(hal, 2, 0).fill("80")
    hal.keyboard.press("Enter")
    tersimpan(hal)

    # A block with one mistake changes nothing; without it two people have their scores.
    sel(hal, 0, 0).evaluate(TEMPEL, "70\t71\r\n72\tx9\r\n")
    expect(keadaan(hal)).to_contain_text("Tidak ada yang disimpan.")
    expect(keadaan(hal)).to_contain_text("Baris 2")
    expect(sel(hal, 0, 0)).to_have_value("81,5")
    sel(hal, 0, 0).evaluate(TEMPEL, "70\t71\r\n72\t73,25\r\n")
    expect(keadaan(hal)).to_contain_text("4 nilai ditempel dan tersimpan")
    expect(sel(hal, 1, 1)).to_have_value("73,25")
    sel(hal, 5, 0).evaluate(TEMPEL, "NDH\tAkademik\r\n3\t77\r\n1\t78\r\n")
    expect(keadaan(hal)).to_contain_text("2 nilai ditempel dan tersimpan")
    expect(sel(hal, 0, 1)).to_have_value("78")

    meja.buka(ALAMAT)
    expect(sel(hal, 0, 0)).to_have_value("70")
    expect(sel(hal, 2, 0)).to_have_value("80")
    expect(sel(hal, 2, 1)).to_have_value("77")
    meja.temuan[:] = [satu for satu in meja.temuan if not any(kata in satu for kata in WAJAR)]


def test_two_clerks_at_one_cell_see_both_numbers(layar: Callable[..., Layar]) -> None:
    satu, dua = layar(MEJA, "panitia"), layar(TELEPON, "staf")
    satu.buka(ALAMAT)
    dua.buka(ALAMAT)
    dua.periksa()
    sel(satu.page, 9, 0).fill("61")
    satu.page.keyboard.press("Enter")
    tersimpan(satu.page)
    sel(dua.page, 9, 0).fill("62")
    dua.page.keyboard.press("Enter")
    beda = dua.page.locator("[data-beda]")
    expect(beda).to_contain_text("Anda mengetik 62, tersimpan 61")
    dua.page.get_by_role("button", name="Pakai yang saya ketik").click()
    tersimpan(dua.page)
    sel(satu.page, 9, 0).fill("63")
    satu.page.keyboard.press("Enter")
    expect(satu.page.locator("[data-beda]")).to_contain_text("tersimpan 62")
    satu.page.get_by_role("button", name="Pakai yang tersimpan").click()
    expect(sel(satu.page, 9, 0)).to_have_value("62")
    for meja in (satu, dua):
        meja.temuan[:] = [t for t in meja.temuan if not any(kata in t for kata in WAJAR)]
