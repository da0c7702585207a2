"""The style pages in a real browser, from a phone to a projector: nothing sticks out, nothing is out of reach."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page

from kantor.views.gaya import HALAMAN

AXE = (Path(settings.BASE_DIR) / "tests/aset/axe.min.js").read_text()
ATURAN = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PENUH = [satu for satu in HALAMAN if satu != "proses"]  # that one is a fragment

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.lambat]


@pytest.fixture
def buka(peramban: Browser, live_server: object, settings: object) -> Iterator[object]:
    """`buka(halaman, lebar)` opens a style page; an error in the console fails the test."""
    settings.DEMO = True
    galat: list[str] = []
    konteks = []

    def _buka(halaman: str, lebar: int, *, js: bool = True) -> Page:
        konteks.append(peramban.new_context(viewport={"width": lebar, "height": 800}, java_script_enabled=js))
        page = konteks[-1].new_page()
        page.on("console", lambda pesan: galat.append(pesan.text) if pesan.type == "error" else None)
        page.on("pageerror", lambda satu: galat.append(str(satu)))
        page.goto(f"{live_server.url}/gaya/{halaman}")
        return page

    yield _buka
    for satu in konteks:
        satu.close()
    assert not galat


@pytest.mark.parametrize("halaman", PENUH)
def test_nothing_sticks_out_and_axe_finds_nothing_serious(buka, halaman: str) -> None:
    page = buka(f"{halaman}/", 360)
    page.evaluate(AXE)
    temuan = []
    for lebar in (360, 768, 1280):
        page.set_viewport_size({"width": lebar, "height": 800})
        lebih = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        temuan += [(lebar, lebih)] if lebih > 0 else []
        salah = page.evaluate("aturan => axe.run(document, {runOnly: aturan})", ATURAN)["violations"]
        temuan += [
            (lebar, t["id"], t["nodes"][0]["html"][:120])
            for t in salah
            if t["impact"] in {"serious", "critical"}
        ]
    assert temuan == []


def test_after_an_error_the_summary_has_the_focus_and_leads_to_the_field(buka) -> None:
    page = buka("formulir/?salah=1", 360)
    assert page.evaluate("document.activeElement.className") == "ringkas-galat"
    page.click(".ringkas-galat a >> nth=0")
    page.wait_for_function("document.activeElement.id === 'id_nama' || location.hash === '#id_nama'")


def test_the_menu_of_a_phone_opens_without_javascript(buka) -> None:
    page = buka("publik/", 360, js=False)
    assert not page.locator(".puncak__lipat nav").is_visible()
    page.click(".puncak__lipat summary")
    assert page.locator(".puncak__lipat nav").is_visible()


def test_the_staff_menu_folds_away_on_a_phone_and_stands_beside_the_page_on_a_desk(buka) -> None:
    telepon = buka("staf/", 360)
    assert not telepon.locator(".staf__samping").is_visible()
    telepon.click(".staf__lipat summary")
    assert telepon.locator(".staf__laci >> text=Gelombang").is_visible()
    telepon.keyboard.press("Escape")
    assert not telepon.locator(".staf__laci").is_visible()
    assert buka("staf/", 1280).locator(".staf__samping >> text=Gelombang").is_visible()


MENU_KELUAR = """() => [...document.querySelectorAll(".staf__laci, .staf__laci *")]
    .filter(e => e.getBoundingClientRect().right > innerWidth || e.getBoundingClientRect().left < 0)
    .map(e => e.outerHTML.slice(0, 80))"""


def test_no_entry_of_the_menu_reaches_beyond_a_phone_open_or_closed(buka) -> None:
    page = buka("staf/", 360)
    assert page.evaluate(MENU_KELUAR) == []
    page.click(".staf__lipat > summary")
    assert page.evaluate(MENU_KELUAR) == []
    assert page.locator(".staf__laci .menu-staf").evaluate("e => e.scrollWidth - e.clientWidth") == 0


MATRIKS = """() => {
    const sesi = n => Array.from({length: 20}, (_, i) => `<td>${n}${i}</td>`).join("");
    document.querySelector("main").innerHTML = `<div class="tabel-bungkus"><table class="tabel tabel--matriks">
        <tbody><tr><td>1</td><th scope="row" class="satu-baris">Dr. Hj. Rahmadani Nasution, S.H., M.H.</th>${sesi("H")}
        </tr></tbody></table></div>`;
    const bungkus = document.querySelector(".tabel-bungkus"), nama = bungkus.querySelector("th");
    bungkus.scrollLeft = 9999;
    const letak = nama.getBoundingClientRect(), luar = bungkus.getBoundingClientRect();
    return [letak.left - luar.left, letak.width / luar.width];
}"""


def test_a_name_stays_beside_its_sessions_on_a_phone_and_leaves_them_room(buka) -> None:
    kiri, bagian = buka("staf/", 360).evaluate(MATRIKS)
    assert abs(kiri) <= 1
    assert bagian < 0.6


def test_the_first_tab_stop_jumps_to_the_content(buka) -> None:
    page = buka("publik/", 1280)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Langsung ke isi"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "isi"


def test_choosing_rows_counts_them(buka) -> None:
    page = buka("staf/", 1280)
    page.check("[data-pilih-semua=pilih]")
    assert page.inner_text("[data-hitung=pilih]") == "4 dipilih"
    page.uncheck("input[name=pilih] >> nth=0")
    assert page.inner_text("[data-hitung=pilih]") == "3 dipilih"
    assert page.evaluate("document.querySelector('[data-pilih-semua]').indeterminate")


def test_what_cannot_be_undone_asks_in_a_dialog_and_without_javascript_on_a_page(buka) -> None:
    page = buka("komponen/", 1280)
    page.click("[data-dialog='#batalkan']")
    assert page.locator("dialog >> text=Batalkan Gelombang III?").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("dialog").is_visible()
    polos = buka("komponen/", 1280, js=False)
    polos.click("[data-dialog='#batalkan']")
    assert polos.url.endswith("/gaya/konfirmasi/")


def test_a_field_left_empty_says_so_in_our_words_and_takes_the_focus(buka) -> None:
    page = buka("formulir/", 360)
    page.evaluate("document.querySelector('main form').noValidate = false")
    page.click("main form button[type=submit]")
    assert page.locator("main .medan__galat").first.inner_text() == "Isian ini wajib diisi."
    page.wait_for_function("document.activeElement.matches('main form :invalid')")
    page.keyboard.type("Rina")
    page.wait_for_function("!document.activeElement.hasAttribute('aria-invalid')")


def test_a_file_is_chosen_with_a_button_in_our_words(buka) -> None:
    page = buka("formulir/", 360)
    wadah = page.locator(".unggah__wadah").first
    assert "Belum ada berkas dipilih" in wadah.inner_text()
    wadah.locator("input").set_input_files(
        {"name": "surat.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"}
    )
    assert "surat.pdf" in wadah.inner_text()


def test_a_running_process_is_asked_for_again_until_it_is_done(buka) -> None:
    page = buka("staf/", 1280)
    with page.expect_response(lambda jawaban: jawaban.url.endswith("/gaya/proses/"), timeout=10_000):
        page.wait_for_selector(".proses progress")
