"""The Ruang Penguji in a real Chromium without its network: nothing is lost, doubled, or called stored too soon."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Route, expect

from tests.peserta.lomba import Lapangan

pytestmark = pytest.mark.lambat

KEADAAN = "[data-keadaan]"
BERKAS_BARU = """async () => {
    const kept = await caches.open("penguji-luring");
    for (const satu of await kept.keys()) if (/\\.(css|js)$/.test(satu.url)) await kept.delete(satu);
}"""
SISA = """async () => {
    const kunci = await caches.keys();
    const berkas = kunci.includes("penguji-luring") ? (await (await caches.open("penguji-luring")).keys()).length : 0;
    const lembar = await new Promise((selesai) => {
        const buka = indexedDB.open("penguji");
        buka.onsuccess = () => {
            const db = buka.result;
            if (!db.objectStoreNames.contains("lembar")) { db.close(); selesai(0); return; }
            db.transaction("lembar").objectStore("lembar").count().onsuccess = (e) => {
                db.close();
                selesai(e.target.result);
            };
        };
    });
    return { berkas, lembar, tanda: localStorage.getItem("penguji") };
}"""


@pytest.fixture(scope="module")
def lapangan(buat_portal) -> Lapangan:
    return Lapangan(buat_portal(demo=False, workers=False))


@pytest.fixture
def ruang(lapangan) -> dict[str, Any]:
    return lapangan.dalam("siapkan_penguji(3, 2)")


@pytest.fixture
def gawai(
    peramban: Browser, lapangan: Lapangan, ruang: dict[str, Any]
) -> Iterator[Callable[..., BrowserContext]]:
    """`gawai(0)` is a phone of the first examiner; an error on a page of it fails the test."""
    semua, galat = [], []

    def baru(siapa: int) -> BrowserContext:
        konteks = peramban.new_context(viewport={"width": 360, "height": 780}, base_url=lapangan.portal.url)
        masuk(konteks, lapangan, ruang, siapa)
        konteks.on("weberror", lambda satu: galat.append(str(satu.error)))
        semua.append(konteks)
        return konteks

    yield baru
    for satu in semua:
        satu.close()
    assert not galat


def masuk(konteks: BrowserContext, lapangan: Lapangan, ruang: dict[str, Any], siapa: int) -> None:
    kuki = {"name": ruang["nama_kuki"], "value": ruang["kuki"][siapa], "url": lapangan.portal.url}
    konteks.add_cookies([kuki])  # type: ignore[list-item]


def buka(konteks: BrowserContext, ruang: dict[str, Any], siapa: int = 0, ke: int = 0) -> Page:
    page = konteks.new_page()
    page.goto(f"/penguji/{ruang['tugas'][siapa][ke]}/")
    expect(page.locator("[data-lembar][data-siap]")).to_be_visible()  # the script is at work
    return page


def siapkan(konteks: BrowserContext) -> Page:
    """Press the button, and wait until the device says what it keeps."""
    page = konteks.new_page()
    page.goto("/penguji/")
    page.click("[data-luring-siapkan]")
    expect(page.locator("[data-luring-kata]")).to_contain_text("Tersimpan di perangkat ini", timeout=30_000)
    return page


def isi(page: Page, ruang: dict[str, Any], ke: int, nilai: str) -> None:
    page.fill(f"[name=nilai-{ruang['kriteria'][ke]}]", nilai)


def terbaca(page: Page, ruang: dict[str, Any]) -> list[str]:
    expect(page.locator("[data-lembar][data-siap]")).to_be_visible()
    return [page.input_value(f"[name=nilai-{k}]") for k in ruang["kriteria"]]


def tersimpan(
    lapangan: Lapangan, ruang: dict[str, Any], siapa: int = 0, ke: int = 0
) -> tuple[str, list[str]]:
    """Status and scores of a sheet as the portal has them."""
    [(pk, status)] = lapangan.portal.sql(
        "SELECT id, status FROM penilaian_lembarnilai WHERE penugasan_id = %s", [ruang["tugas"][siapa][ke]]
    )
    baris = lapangan.portal.sql(
        "SELECT angka FROM penilaian_nilai WHERE lembar_id = %s ORDER BY kriteria_id", [pk]
    )
    return status, [str(n) for (n,) in baris]


def revisi(lapangan: Lapangan, ruang: dict[str, Any], ke: int = 0) -> int:
    return lapangan.portal.sql(
        "SELECT revisi FROM penilaian_lembarnilai WHERE penugasan_id = %s", [ruang["tugas"][0][ke]]
    )[0][0]


def test_a_day_without_a_network_survives_a_reload_and_a_closed_tab_and_arrives_once(lapangan, ruang, gawai):
    konteks = gawai(0)
    beranda = siapkan(konteks)
    kata = re.compile(r"3 rencana aksi Seminar.* \d{4} dan 6 gambar halaman")
    expect(beranda.locator("[data-luring-kata]")).to_contain_text(kata)
    page = buka(konteks, ruang)
    page.evaluate(BERKAS_BARU)  # as after a new version of the portal: what a page loads now is kept with it
    page.reload()
    isi(page, ruang, 0, "81,5")
    expect(page.locator(KEADAAN)).to_contain_text("Tersimpan pukul")
    konteks.set_offline(True)
    isi(page, ruang, 1, "77")
    expect(page.locator(KEADAAN)).to_contain_text("Belum terkirim")
    page.reload()
    assert terbaca(page, ruang) == ["81,5", "77"]
    expect(page.locator(KEADAAN)).to_contain_text("Belum terkirim")
    page.locator("[data-halaman] summary").click()
    gambar = page.locator(".penguji-halaman img").first
    gambar.scroll_into_view_if_needed()
    expect(gambar).to_have_js_property("complete", True)
    assert gambar.evaluate("satu => satu.naturalWidth") > 300
    page.get_by_role("link", name="Berikutnya").click()
    expect(page.locator("[data-simpan]")).to_be_hidden()
    isi(page, ruang, 0, "90.25")
    page.fill("[name=catatan]", "Rapi sekali")
    expect(page.locator(KEADAAN)).to_contain_text("Belum terkirim")
    beranda.close()
    page.goto("about:blank")  # gone before the tool gives the closing tab its network back
    page.close()
    page = konteks.new_page()
    page.goto("/penguji/")
    expect(page.locator("[data-antrean-judul]")).to_have_text("2 lembar belum terkirim")
    assert "Tersimpan pukul" not in page.locator("main").inner_text()
    assert tersimpan(lapangan, ruang) == ("draf", ["81.50"])
    assert tersimpan(lapangan, ruang, ke=1) == ("draf", [])
    konteks.set_offline(False)
    expect(page.locator("[data-antrean]")).to_be_hidden(timeout=20_000)
    assert tersimpan(lapangan, ruang) == ("draf", ["81.50", "77.00"])
    assert tersimpan(lapangan, ruang, ke=1) == ("draf", ["90.25"])
    [catatan] = lapangan.portal.sql(
        "SELECT catatan FROM penilaian_lembarnilai WHERE penugasan_id = %s", [ruang["tugas"][0][1]]
    )
    assert catatan == ("Rapi sekali",)
    saat = lapangan.portal.sql(
        "SELECT disimpan FROM penilaian_lembarnilai WHERE penugasan_id = ANY(%s) ORDER BY penugasan_id = %s DESC",
        [ruang["tugas"][0][:2], ruang["tugas"][0][0]],
    )
    assert saat[0] < saat[1]  # in the order it was written
    berapa = revisi(lapangan, ruang), revisi(lapangan, ruang, 1)
    page.reload()
    page.wait_for_timeout(1000)
    assert (revisi(lapangan, ruang), revisi(lapangan, ruang, 1)) == berapa


def test_a_sheet_handed_in_without_a_network_is_sent_later_and_only_then_called_sent(lapangan, ruang, gawai):
    konteks = gawai(0)
    siapkan(konteks).close()
    page = buka(konteks, ruang)
    konteks.set_offline(True)
    isi(page, ruang, 0, "80")
    page.get_by_role("button", name="Kirim nilai").click()
    expect(page.locator(KEADAAN)).to_have_text("1 kriteria belum dinilai.")
    isi(page, ruang, 1, "70")
    page.get_by_role("button", name="Kirim nilai").click()
    expect(page.locator(KEADAAN)).to_contain_text("Nilai ini belum terkirim")
    page.reload()
    expect(page.locator(KEADAAN)).to_contain_text("Nilai ini belum terkirim")
    assert tersimpan(lapangan, ruang) == ("draf", [])
    konteks.set_offline(False)
    expect(page.locator("main")).to_contain_text("Nilai Anda terkirim", timeout=20_000)
    assert tersimpan(lapangan, ruang) == ("terkirim", ["80.00", "70.00"])
    konteks.set_offline(True)
    page.goto(f"/penguji/{ruang['tugas'][0][0]}/")
    expect(page.locator("#judul-terkirim")).to_be_visible()  # the copy is the sheet as it was sent


def test_fast_typing_in_the_only_window_is_no_other_windows(lapangan, ruang, gawai):
    page = buka(gawai(0), ruang)
    page.locator("[name^=nilai-]").first.evaluate(
        """async medan => {
            for (let n = 10; n < 60; n += 1) {
                medan.value = String(n);
                medan.dispatchEvent(new Event("input", {bubbles: true}));
                await new Promise(lanjut => setTimeout(lanjut, n % 4));
            }
        }"""
    )
    expect(page.locator(KEADAAN)).to_contain_text("Tersimpan pukul")
    expect(page.locator("[data-beda]")).to_be_hidden()
    assert tersimpan(lapangan, ruang) == ("draf", ["59.00"])


def test_what_cannot_be_read_is_never_called_stored_and_stays_over_a_reload(lapangan, ruang, gawai):
    page = buka(gawai(0), ruang)
    isi(page, ruang, 0, "80")
    expect(page.locator(KEADAAN)).to_contain_text("Tersimpan pukul")
    isi(page, ruang, 0, "8x")
    expect(page.locator(KEADAAN)).to_have_text("Belum terkirim: perbaiki isian yang ditandai.")
    page.reload()
    assert terbaca(page, ruang) == ["8x", ""]
    isi(page, ruang, 0, "101")
    expect(page.locator("main")).to_contain_text("Isi angka 0 sampai 100")
    isi(page, ruang, 0, "100")
    expect(page.locator(KEADAAN)).to_contain_text("Tersimpan pukul")
    assert tersimpan(lapangan, ruang) == ("draf", ["100.00"])


def test_an_answer_that_is_lost_on_the_way_doubles_nothing(lapangan, ruang, gawai):
    konteks = gawai(0)
    page = buka(konteks, ruang)
    hilang = []

    def telan(rute: Route) -> None:
        hilang.append(rute.fetch().status)
        rute.abort()

    konteks.route("**/simpan/", telan, times=2)
    isi(page, ruang, 0, "64")
    expect(page.locator(KEADAAN)).to_contain_text("Belum terkirim")
    expect(page.locator(KEADAAN)).to_contain_text("Tersimpan pukul", timeout=20_000)
    assert hilang == [200, 200]
    assert (revisi(lapangan, ruang), tersimpan(lapangan, ruang)) == (1, ("draf", ["64.00"]))
    isi(page, ruang, 1, "65")
    konteks.route("**/simpan/", telan, times=1)
    page.get_by_role("button", name="Kirim nilai").click()
    expect(page.locator("main")).to_contain_text("Nilai Anda terkirim", timeout=20_000)
    assert tersimpan(lapangan, ruang) == ("terkirim", ["64.00", "65.00"])


def test_two_devices_never_overwrite_each_other_silently(lapangan, ruang, gawai):
    satu, dua = gawai(0), gawai(0)
    ponsel, laptop = buka(satu, ruang), buka(dua, ruang)
    satu.set_offline(True)
    isi(ponsel, ruang, 0, "50")
    expect(ponsel.locator(KEADAAN)).to_contain_text("Belum terkirim")
    isi(laptop, ruang, 0, "90")
    expect(laptop.locator(KEADAAN)).to_contain_text("Tersimpan pukul")
    satu.set_offline(False)
    beda = ponsel.locator("[data-beda]")
    expect(beda).to_contain_text("di layar ini 50, tersimpan 90", timeout=20_000)
    isi(ponsel, ruang, 0, "52")  # still typing: it is kept, and not sent
    expect(beda).to_contain_text("di layar ini 52, tersimpan 90")
    ponsel.reload()
    expect(beda).to_contain_text("di layar ini 52, tersimpan 90")
    assert tersimpan(lapangan, ruang) == ("draf", ["90.00"])
    ponsel.get_by_role("button", name="Pakai yang di layar ini").click()
    expect(ponsel.locator(KEADAAN)).to_contain_text("Tersimpan pukul")
    assert tersimpan(lapangan, ruang) == ("draf", ["52.00"])
    isi(laptop, ruang, 0, "91")
    expect(laptop.locator("[data-beda]")).to_contain_text("di layar ini 91, tersimpan 52")
    laptop.get_by_role("button", name="Pakai yang tersimpan").click()
    expect(laptop.locator(f"[name=nilai-{ruang['kriteria'][0]}]")).to_have_value("52")
    assert tersimpan(lapangan, ruang) == ("draf", ["52.00"])


def test_two_windows_of_one_browser_show_the_same(lapangan, ruang, gawai):
    konteks = gawai(0)
    kiri, kanan = buka(konteks, ruang), buka(konteks, ruang)
    konteks.set_offline(True)
    isi(kiri, ruang, 0, "71")
    expect(kanan.locator(f"[name=nilai-{ruang['kriteria'][0]}]")).to_have_value("71")
    isi(kanan, ruang, 1, "72")
    expect(kiri.locator(f"[name=nilai-{ruang['kriteria'][1]}]")).to_have_value("72")
    konteks.set_offline(False)
    expect(kiri.locator(KEADAAN)).to_contain_text("Tersimpan pukul", timeout=20_000)
    assert tersimpan(lapangan, ruang) == ("draf", ["71.00", "72.00"])


def test_an_expired_login_keeps_what_waits_and_asks_to_sign_in(lapangan, ruang, gawai):
    konteks = gawai(0)
    page = buka(konteks, ruang)
    konteks.clear_cookies(name=ruang["nama_kuki"])
    isi(page, ruang, 0, "66")
    expect(page.locator("[data-masuk]")).to_be_visible()
    expect(page.locator(KEADAAN)).to_contain_text("Belum terkirim")
    page.goto(f"/penguji/{ruang['tugas'][0][0]}/")
    expect(page.get_by_label("Kata sandi", exact=True)).to_be_visible()
    masuk(konteks, lapangan, ruang, 0)
    page = buka(konteks, ruang)
    expect(page.locator(KEADAAN)).to_contain_text("Tersimpan pukul")
    assert tersimpan(lapangan, ruang) == ("draf", ["66.00"])


def test_a_sheet_closed_meanwhile_loses_no_word(lapangan, ruang, gawai):
    konteks = gawai(0)
    page = buka(konteks, ruang)
    konteks.set_offline(True)
    isi(page, ruang, 0, "83")
    page.fill("[name=catatan]", "Jangan hilang")
    expect(page.locator(KEADAAN)).to_contain_text("Belum terkirim")
    lapangan.portal.sql("UPDATE penilaian_seminar SET status = 'selesai' WHERE id = %s", [ruang["seminar"]])
    konteks.set_offline(False)
    tolak = page.locator("[data-tolak]")
    expect(tolak).to_contain_text("Penilaian seminar ini sudah ditutup", timeout=20_000)
    expect(tolak).to_contain_text("Jangan hilang")
    page.reload()
    sisa = page.locator("[data-sisa]")
    expect(sisa).to_contain_text("Catatan: Jangan hilang")
    expect(sisa).to_contain_text("Kebaruan: 83")
    assert tersimpan(lapangan, ruang) == ("draf", [])
    sisa.get_by_role("button").click()
    expect(sisa).to_be_hidden()


def test_signing_out_takes_everything_off_the_device_and_asks_before_it_costs_something(
    lapangan, ruang, gawai
):
    konteks = gawai(0)
    siapkan(konteks).close()
    page = buka(konteks, ruang)
    assert page.evaluate(SISA)["berkas"] > 15
    konteks.route("**/simpan/", lambda rute: rute.abort())
    isi(page, ruang, 0, "55")
    expect(page.locator(KEADAAN)).to_contain_text("Belum terkirim")
    ditanya = []

    def jawab(dialog: Dialog) -> None:
        ditanya.append(dialog.message)
        dialog.accept() if len(ditanya) > 1 else dialog.dismiss()

    page.on("dialog", jawab)
    keluar = page.locator("form[data-keluar]").first
    keluar.evaluate("form => form.requestSubmit()")
    page.wait_for_timeout(500)
    assert page.evaluate(SISA)["lembar"] == 1  # thought better of it
    with page.expect_navigation():
        keluar.evaluate("form => form.requestSubmit()")
    assert "1 lembar nilai yang belum terkirim" in ditanya[0]
    assert page.evaluate(SISA) == {"berkas": 0, "lembar": 0, "tanda": None}
    konteks.set_offline(True)
    page.goto("/penguji/")
    expect(page.locator("body")).to_contain_text("Halaman ini tidak disimpan di perangkat ini")


def test_what_one_examiner_left_opens_for_nobody_else_and_is_not_sent_as_theirs(lapangan, ruang, gawai):
    konteks = gawai(0)
    siapkan(konteks).close()
    page = buka(konteks, ruang)
    konteks.set_offline(True)
    isi(page, ruang, 0, "59")
    expect(page.locator(KEADAAN)).to_contain_text("Belum terkirim")
    page.goto("about:blank")
    konteks.clear_cookies()
    masuk(konteks, lapangan, ruang, 1)
    konteks.set_offline(False)
    page.goto("/")  # any page of the portal, as somebody else
    page.wait_for_function("() => caches.has('penguji-luring').then((ada) => !ada)")
    page.goto("/penguji/")
    expect(page.locator("[data-orang-lain]")).to_contain_text("1 lembar penilai lain yang belum terkirim")
    page.wait_for_timeout(1500)
    assert tersimpan(lapangan, ruang) == ("draf", [])
    konteks.set_offline(True)
    page.goto(f"/penguji/{ruang['tugas'][0][0]}/")
    expect(page.locator("body")).to_contain_text("Halaman ini tidak disimpan di perangkat ini")
    page.goto("about:blank")
    konteks.clear_cookies()
    masuk(konteks, lapangan, ruang, 0)
    konteks.set_offline(False)
    with page.expect_response("**/simpan/", timeout=20_000):
        page.goto("/penguji/")
    expect(page.locator("[data-antrean]")).to_be_hidden(timeout=20_000)
    assert tersimpan(lapangan, ruang) == ("draf", ["59.00"])
