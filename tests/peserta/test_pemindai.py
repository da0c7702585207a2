"""The scanner in a real Chromium: without a network, over a reload and a closed tab, nothing is lost or doubled."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import zxingcpp
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.peserta.lomba import Lapangan

pytestmark = pytest.mark.lambat

AXE = (Path(settings.BASE_DIR) / "tests/aset/axe.min.js").read_text()
TERKENDALI = """() => navigator.serviceWorker.controller || new Promise(
    (selesai) => navigator.serviceWorker.addEventListener("controllerchange", () => selesai(true)))"""
KOSONG = "Tidak ada yang menunggu dikirim"
PENUH = """() => {
    globalThis.asli = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = () => { throw new DOMException("penuh", "QuotaExceededError"); };
}"""
LAPANG = "() => { IDBDatabase.prototype.transaction = globalThis.asli; }"


@pytest.fixture(scope="module")
def lapangan(buat_portal) -> Lapangan:
    return Lapangan(buat_portal(demo=False, workers=False))


@pytest.fixture
def aula(lapangan) -> dict[str, Any]:
    return lapangan.dalam("siapkan_pindai(6, 2)")


@pytest.fixture
def ponsel(peramban: Browser, lapangan: Lapangan) -> Iterator[Callable[[], BrowserContext]]:
    """`ponsel()` is a phone; an error on a page of it fails the test, a refused connection does not."""
    semua, galat = [], []

    def baru() -> BrowserContext:
        konteks = peramban.new_context(
            viewport={"width": 360, "height": 780}, base_url=lapangan.portal.url, timezone_id="Asia/Jayapura"
        )
        konteks.on("weberror", lambda satu: galat.append(str(satu.error)))
        semua.append(konteks)
        return konteks

    yield baru
    for satu in semua:
        satu.close()
    assert not galat


def pasang(konteks: BrowserContext, kunci: str) -> Page:
    """Open the address Panitia's code leads to; returns when the phone can go on without a network."""
    page = konteks.new_page()
    page.goto(f"/pindai/#kunci={kunci}")
    expect(page.locator("#siap")).to_be_visible()
    page.evaluate(TERKENDALI)
    assert "kunci" not in page.url
    return page


def ketik(page: Page, teks: str) -> None:
    page.fill("#nomor", teks)
    page.click("#ketik button")


def menunggu(page: Page, berapa: int) -> None:
    expect(page.locator("#judul-antrean")).to_have_text(
        f"{berapa} menunggu dikirim" if berapa else KOSONG, timeout=20_000
    )


def hadir(lapangan: Lapangan, aula: dict[str, Any]) -> list[int]:
    baris = lapangan.portal.sql(
        "SELECT p.ndh FROM peserta_kehadiran k JOIN peserta_pendaftaran p ON p.id = k.pendaftaran_id"
        " WHERE k.sesi_id = %s ORDER BY 1",
        [aula["pk"]],
    )
    return [n for (n,) in baris]


def isi_ponsel(page: Page) -> dict[str, int]:
    """How many rows the browser keeps of what was answered and what waits; the names it carries must be gone."""
    return page.evaluate(
        """() => new Promise((selesai) => {
            indexedDB.open("pindai").onsuccess = ({ target: { result: db } }) => {
                const isi = {};
                const aksi = db.transaction(["riwayat", "antrean", "keadaan"]);
                for (const nama of ["riwayat", "antrean"])
                    aksi.objectStore(nama).count().onsuccess = (e) => (isi[nama] = e.target.result);
                aksi.objectStore("keadaan").get("bekal").onsuccess = (e) => {
                    if (e.target.result) isi.bekal = 1;
                };
                aksi.oncomplete = () => selesai(isi);
            };
        })"""
    )


def dipindai(page: Page) -> str:
    """When the newest waiting scan was made, as the page says it."""
    return page.locator("#daftar li[data-nada=tunggu]").first.inner_text().split("dipindai ")[1]


def jam_kantor() -> set[str]:
    """This minute and the one before by the clock of the office; the phone's is two hours ahead."""
    kini = datetime.datetime.now(ZoneInfo("Asia/Jakarta"))
    return {f"{kini - datetime.timedelta(minutes=n):%H.%M}" for n in (0, 1)}


def pindaian(lapangan: Lapangan, aula: dict[str, Any]) -> int:
    return lapangan.portal.sql("SELECT count(*) FROM peserta_pindaian WHERE sesi_id = %s", [aula["pk"]])[0][0]


def test_scans_without_a_network_survive_a_reload_and_a_closed_tab_and_arrive_once(lapangan, aula, ponsel):
    konteks = ponsel()
    page = pasang(konteks, aula["kunci"][0])
    ketik(page, "1")
    expect(page.locator("#daftar li").first).to_contain_text("Tersimpan pukul")
    konteks.set_offline(True)
    expect(page.locator("#jaringan")).to_have_text("Tanpa jaringan")
    for nomor in ("2", aula["kode"][2], "2"):
        ketik(page, nomor)
    menunggu(page, 3)
    assert page.locator("#daftar li[data-nada=tunggu]").count() == 3
    assert dipindai(page) in jam_kantor()
    assert page.locator("text=Tersimpan").count() == 1
    expect(page.locator("#daftar")).to_contain_text("Peserta Ca")  # the name is known without a network
    page.reload()
    menunggu(page, 3)
    ketik(page, "4")
    menunggu(page, 4)
    page.goto("about:blank")  # gone before the tool gives the closing tab its network back
    page.close()
    page = konteks.new_page()
    page.goto("/pindai/")
    menunggu(page, 4)
    assert hadir(lapangan, aula) == [1]
    konteks.set_offline(False)
    menunggu(page, 0)
    assert hadir(lapangan, aula) == [1, 2, 3, 4]
    assert pindaian(lapangan, aula) == 5
    expect(page.locator("#daftar")).to_contain_text("Sudah hadir pukul")
    page.reload()
    menunggu(page, 0)
    assert pindaian(lapangan, aula) == 5


def test_an_answer_that_is_lost_on_the_way_doubles_nothing(lapangan, aula, ponsel):
    konteks = ponsel()
    page = pasang(konteks, aula["kunci"][0])
    hilang = []

    def telan(rute: Route) -> None:
        hilang.append(rute.fetch().status)
        rute.abort()

    konteks.route("**/pindai/kirim/", telan, times=2)
    ketik(page, "5")
    expect(page.locator("#daftar li").first).to_contain_text("Menunggu dikirim")
    assert page.locator("text=Tersimpan").count() == 0
    menunggu(page, 0)
    assert hilang == [200, 200]
    assert (hadir(lapangan, aula), pindaian(lapangan, aula)) == ([5], 1)
    expect(page.locator("#daftar li").first).to_contain_text("Tersimpan pukul")


def test_the_queue_of_one_officer_refuses_another(lapangan, aula, ponsel):
    konteks = ponsel()
    page = pasang(konteks, aula["kunci"][0])
    konteks.set_offline(True)
    ketik(page, "1")
    menunggu(page, 1)
    page.evaluate(f"location.hash = 'kunci={aula['kunci'][1]}'")
    expect(page.locator("#milik-lain-kata")).to_contain_text("Masih ada 1 pindaian milik HP 0")
    expect(page.locator("#petugas")).to_contain_text("HP 0")
    page.click("#kirim-dulu")
    menunggu(page, 1)
    konteks.set_offline(False)
    menunggu(page, 0)
    expect(page.locator("#petugas")).to_contain_text("HP 1")
    [(perangkat,)] = lapangan.portal.sql(
        "SELECT d.nama FROM peserta_pindaian p JOIN peserta_perangkatpindai d ON d.id = p.perangkat_id"
        " WHERE p.sesi_id = %s",
        [aula["pk"]],
    )
    assert perangkat == "HP 0"


def test_a_revoked_phone_says_so_and_keeps_what_it_could_not_send(lapangan, aula, ponsel):
    konteks = ponsel()
    page = pasang(konteks, aula["kunci"][0])
    konteks.set_offline(True)
    ketik(page, "1")
    menunggu(page, 1)
    lapangan.portal.sql("UPDATE peserta_perangkatpindai SET dicabut = now() WHERE nama = 'HP 0'")
    konteks.set_offline(False)
    expect(page.locator("#milik-lain-kata")).to_contain_text(
        "sudah dicabut, sedangkan 1 pindaiannya belum terkirim"
    )
    menunggu(page, 1)
    assert hadir(lapangan, aula) == []
    expect(page.locator("#siap")).to_be_hidden()
    assert dipindai(page) in jam_kantor()  # whom to write down, and when


def test_a_lost_phone_holds_no_names_once_it_was_told_that_it_is_revoked(lapangan, aula, ponsel):
    konteks = ponsel()
    page = pasang(konteks, aula["kunci"][0])
    ketik(page, "1")
    expect(page.locator("#daftar")).to_contain_text("Tersimpan pukul")
    lapangan.portal.sql("UPDATE peserta_perangkatpindai SET dicabut = now() WHERE nama = 'HP 0'")
    page.reload()
    expect(page.locator("#belum-siap")).to_contain_text("sudah dicabut")
    konteks.set_offline(True)
    page.reload()
    expect(page.locator("#belum-siap")).to_be_visible()
    expect(page.locator("#siap")).to_be_hidden()
    assert "Peserta" not in page.locator("#isi").inner_text()
    assert isi_ponsel(page) == {"riwayat": 0, "antrean": 0}


def test_another_window_that_makes_the_phone_another_device_costs_no_scan(lapangan, aula, ponsel):
    konteks = ponsel()
    lama = pasang(konteks, aula["kunci"][0])
    baru = pasang(konteks, aula["kunci"][1])
    expect(baru.locator("#petugas")).to_contain_text("HP 1")
    ketik(lama, "1")
    expect(lama.locator("#gagal")).to_contain_text("menjadi perangkat lain")
    expect(lama.locator("#petugas")).to_contain_text("HP 1")
    ketik(lama, "1")
    expect(lama.locator("#daftar li").first).to_contain_text("Tersimpan pukul")
    expect(lama.locator("#gagal")).to_be_hidden()
    assert hadir(lapangan, aula) == [1]


def test_a_link_that_is_no_good_leaves_the_phone_what_it_was(lapangan, aula, ponsel):
    konteks = ponsel()
    page = pasang(konteks, aula["kunci"][0])
    konteks.set_offline(True)
    page.evaluate("location.hash = 'kunci=pp_basi'")
    expect(page.locator("#milik-lain-kata")).to_contain_text("tetap HP 0")
    ketik(page, "1")
    menunggu(page, 1)
    konteks.set_offline(False)
    expect(page.locator("#gagal")).to_contain_text("belum terdaftar atau sudah dicabut")
    menunggu(page, 0)
    expect(page.locator("#petugas")).to_contain_text("HP 0")
    assert hadir(lapangan, aula) == [1]


MELESET = """
    globalThis.meleset = -3 * 3600000;
    const benar = Date.now;
    Date.now = () => benar() + globalThis.meleset;
"""


def test_by_a_wrong_clock_the_right_session_is_chosen_and_the_scan_counts_at_its_time(lapangan, aula, ponsel):
    konteks = ponsel()
    konteks.add_init_script(MELESET)
    page = pasang(konteks, aula["kunci"][0])
    expect(page.locator("#sesi-ingat")).to_be_hidden()
    konteks.set_offline(True)
    ketik(page, "1")
    menunggu(page, 1)
    page.evaluate("globalThis.meleset = 0")  # the network that comes back sets the clock
    konteks.set_offline(False)
    menunggu(page, 0)
    [(waktu, tanda)] = lapangan.portal.sql(
        "SELECT waktu, tanda FROM peserta_pindaian WHERE sesi_id = %s", [aula["pk"]]
    )
    assert abs(waktu - datetime.datetime.now(datetime.UTC)) < datetime.timedelta(minutes=2)
    assert (tanda, hadir(lapangan, aula)) == (["jam_meleset", "kode_diketik"], [1])


def test_a_scan_after_the_end_of_a_session_is_of_the_next_and_the_timetable_is_renewed(
    lapangan, aula, ponsel
):
    konteks = ponsel()

    def dengan_sesi_yang_habis(rute: Route) -> None:
        isi = (jawaban := rute.fetch()).json()
        habis = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=3)
        lama = isi["sesi"][0] | {"uid": str(uuid4()), "judul": "Apel", "selesai": habis.isoformat()}
        rute.fulfill(response=jawaban, json=isi | {"sesi": [lama, *isi["sesi"]]})

    konteks.route("**/pindai/data/", dengan_sesi_yang_habis, times=1)
    page = pasang(konteks, aula["kunci"][0])
    expect(page.locator("#sesi option:checked")).to_contain_text("Apel")
    page.wait_for_timeout(3500)
    ketik(page, "1")
    expect(page.locator("#daftar li").first).to_contain_text("Tersimpan pukul")
    lapangan.portal.sql("UPDATE diklat_terbitansesi SET judul = 'Etika' WHERE sesi_id = %s", [aula["pk"]])
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # the phone is woken up
    expect(page.locator("#sesi option:checked")).to_contain_text("Etika")


def test_a_scan_the_phone_cannot_keep_is_said_aloud_and_the_next_one_works(lapangan, aula, ponsel):
    page = pasang(ponsel(), aula["kunci"][0])
    page.evaluate(PENUH)
    ketik(page, "1")
    expect(page.locator("#gagal")).to_contain_text("Pindaian tidak tersimpan di ponsel ini")
    page.evaluate(LAPANG)
    ketik(page, "1")
    expect(page.locator("#daftar li").first).to_contain_text("Tersimpan pukul")
    expect(page.locator("#gagal")).to_be_hidden()
    expect(page.locator("#luring")).to_have_text("Siap dipakai tanpa jaringan.")


def test_the_projector_hides_a_code_that_is_good_no_longer(lapangan, aula, ponsel):
    konteks = ponsel()
    nama, nilai = lapangan.dalam("masuk()")
    konteks.add_cookies([{"name": nama, "value": nilai, "url": lapangan.portal.url}])
    page = konteks.new_page()
    page.clock.install()
    page.goto(f"/admin/gelombang/{aula['gelombang']}/presensi/{aula['pk']}/layar/")
    expect(page.locator(".layar-hadir__qr")).to_be_visible()
    konteks.set_offline(True)
    page.clock.fast_forward(17_000)
    expect(page.locator("#layar-putus")).to_be_visible()
    expect(page.locator(".layar-hadir__qr")).to_be_hidden()
    konteks.set_offline(False)
    page.clock.fast_forward(6_000)
    expect(page.locator(".layar-hadir__qr")).to_be_visible()
    expect(page.locator("#layar-putus")).to_be_hidden()


def test_a_phone_that_was_never_registered_says_what_to_do(lapangan, ponsel):
    page = ponsel().new_page()
    page.goto("/pindai/")
    expect(page.locator("#belum-siap")).to_contain_text("Minta Panitia membuka Presensi")
    page.goto("/pindai/#kunci=pp_salah")
    expect(page.locator("#belum-siap")).to_contain_text("belum terdaftar atau sudah dicabut")


def test_the_page_is_readable_for_everybody_and_can_be_installed(lapangan, aula, ponsel):
    page = pasang(ponsel(), aula["kunci"][0])
    ketik(page, "1")
    ketik(page, "99")
    expect(page.locator("#daftar")).to_contain_text("Tidak dihitung: kode tidak dikenal")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    page.evaluate(AXE)
    temuan = page.evaluate("axe.run(document)")["violations"]
    assert [(t["id"], t["nodes"][0]["html"][:100]) for t in temuan] == []
    sesi = page.context.new_cdp_session(page)
    assert sesi.send("Page.getAppManifest")["errors"] == []
    galat = sesi.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert {satu["errorId"] for satu in galat} <= {"in-incognito"}  # as every window of a test is


def test_the_camera_reads_a_badge_by_the_portals_own_reader(lapangan, aula, tmp_path, peramban):
    film = tmp_path / "kartu.y4m"
    film.write_bytes(gambar_bergerak(f"https://portal.example/kartu/{aula['kode'][4]}/"))
    argumen = [
        "--no-sandbox",
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={film}",
    ]
    peramban = peramban.browser_type.launch(executable_path="/usr/bin/chromium", args=argumen)
    page = pasang(peramban.new_context(base_url=lapangan.portal.url), aula["kunci"][0])
    page.evaluate("delete window.BarcodeDetector")
    page.evaluate(PENUH)
    page.click("#nyalakan")
    expect(page.locator("#gagal")).to_contain_text("Pindaian tidak tersimpan", timeout=20_000)
    page.evaluate(LAPANG)  # the camera goes on looking
    expect(page.locator("#daftar li").first).to_contain_text("Tersimpan pukul", timeout=20_000)
    page.evaluate("document.querySelector('#gambar').srcObject.getTracks().forEach((jalur) => jalur.stop())")
    expect(page.locator("#kamera-kata")).to_have_text("Kamera mati. Nyalakan lagi.")
    page.click("#nyalakan")
    expect(page.locator("#kamera-kata")).to_have_text("")
    peramban.close()
    assert hadir(lapangan, aula) == [5]


def gambar_bergerak(isi: str) -> bytes:
    """A film of a badge: its QR in the middle of a grey picture."""
    kode = memoryview(
        zxingcpp.create_barcode(isi, zxingcpp.BarcodeFormat.QRCode, ec_level="M").to_image(
            scale=7, add_quiet_zones=True
        )
    )
    lebar, tinggi = 640, 480
    terang = bytearray([140]) * (lebar * tinggi)
    kiri, atas = (lebar - kode.shape[1]) // 2, (tinggi - kode.shape[0]) // 2
    bita = kode.tobytes()
    for y in range(kode.shape[0]):
        awal = (atas + y) * lebar + kiri
        terang[awal : awal + kode.shape[1]] = bita[y * kode.shape[1] : (y + 1) * kode.shape[1]]
    bingkai = b"FRAME\n" + bytes(terang) + bytes([128]) * (lebar * tinggi // 2)
    return b"YUV4MPEG2 W640 H480 F10:1 Ip A1:1 C420jpeg\n" + bingkai * 10
