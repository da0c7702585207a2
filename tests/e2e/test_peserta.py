"""Story of a peserta on a phone: find a gelombang, register, read the letter, follow, complete, confirm, sign in."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator

import pillow_heif
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from kantor.lib.kode import huruf_uji
from tests.e2e.layar import MEJA, TELEPON, Layar
from tests.e2e.luar import surat, verifikasi
from tests.fixtures.portal import LivePortal

pytestmark = [pytest.mark.lambat, pytest.mark.timeout(900)]

NIP = "19880512 201503 1 087"
SUREL = "rina.e2e@contoh.example"


@pytest.fixture
def ponsel(peramban: Browser, portal_hidup: LivePortal) -> Iterator[Layar]:
    """A phone; what is wrong on a page it sees fails the test. A refused form is a 400, which the console repeats."""
    satu = Layar(peramban, portal_hidup.url, TELEPON)
    yield satu
    satu.tutup()
    assert [t for t in satu.temuan if "status of 400" not in t] == []


def lanjut(halaman: Page) -> None:
    halaman.get_by_role("button", name="Lanjutkan").click()


def test_a_peserta_registers_on_a_phone_and_follows_it_to_the_end(
    ponsel: Layar, portal_hidup: LivePortal
) -> None:
    hp = ponsel.page
    # Find
    ponsel.buka("/")
    ponsel.buka("/gelombang/demo-terbuka/")
    hp.get_by_role("link", name="Daftar", exact=True).click()

    # Who: a slip is named while it is typed, and nothing typed is lost
    hp.get_by_label("NIP / NI PPPK").fill("19881312 201503 1 087")
    assert "bulan lahir 13" in hp.locator("[data-nip-hasil]").inner_text()
    lanjut(hp)
    expect(hp.locator(".ringkas-galat")).to_be_focused()
    ponsel.periksa()
    hp.get_by_label("NIP / NI PPPK").fill(NIP)
    assert hp.locator("[data-nip-hasil]").inner_text() == "Lahir 12 Mei 1988 · pria · CPNS Maret 2015"
    hp.get_by_label("Nama lengkap dan gelar").fill("rina siregar, ssos")
    hp.get_by_label("PNS", exact=True).check()
    hp.get_by_label("Pangkat/golongan").select_option("III/c")
    hp.get_by_label("Jabatan").fill("Kepala Seksi Pelayanan")
    lanjut(hp)

    # Where, by a part of the name
    hp.locator("[name=q]").press_sequentially("pusat pas", delay=20)
    hp.get_by_role("radio").first.check()
    ponsel.periksa()
    lanjut(hp)

    # How to be reached
    hp.get_by_label("No. HP/WhatsApp").fill("+62 812-3456-7890")
    hp.get_by_label(re.compile("^Email")).fill(SUREL)
    lanjut(hp)

    # Look once more, change one answer, send
    hp.wait_for_url("**/daftar/periksa/")
    ponsel.periksa()
    hp.get_by_role("link", name="Ubah data diri").click()
    hp.get_by_label("Nama lengkap dan gelar").fill("Rina Siregar, S.Sos., M.Si.")
    lanjut(hp)
    expect(hp.get_by_text("Rina Siregar, S.Sos., M.Si.")).to_be_visible()
    hp.get_by_role("checkbox").check()
    hp.get_by_role("button", name="Kirim pendaftaran").click()
    hp.wait_for_url("**/daftar/selesai/")
    ponsel.periksa()
    nomor = hp.locator("#nomor").inner_text()
    assert huruf_uji(nomor.removeprefix("PD-").replace("-", "")[:-1]) == nomor[-1]
    assert "r•••@contoh.example" in hp.inner_text("main")

    # The letter opens this one registration
    isi = surat(portal_hidup, SUREL, nomor)["isi"]
    kunci = re.search(r"/pendaftaran/[\w-]+/", isi).group(0)
    ponsel.buka(kunci)
    ponsel.terbaca("Menunggu verifikasi")
    hp.get_by_role("link", name="Periksa dan konfirmasi").click()
    expect(hp.locator(".nama-cetak--besar")).to_have_text("Rina Siregar, S.Sos., M.Si.")
    ponsel.periksa()
    hp.get_by_role("button", name="Ya, sudah benar").click()
    ponsel.terbaca("Sertifikat akan memakai nama dan gelar ini")

    # Sent back, completed with a photo that is made small in the phone, sent again
    verifikasi(portal_hidup, nomor, "kembalikan", "Lampirkan foto surat tugas.")
    hp.reload()
    hp.get_by_role("link", name="Lengkapi dan kirim kembali").click()
    hp.locator("input[type=file]").first.set_input_files(_foto())
    hp.get_by_text("Foto diperkecil").wait_for()
    ponsel.periksa()
    hp.get_by_role("button", name="Kirim kembali ke panitia").click()
    hp.get_by_text("Panitia akan memeriksanya lagi").wait_for()

    # Accepted: an account is there, its owner signs in by a code out of a letter
    verifikasi(portal_hidup, nomor, "terima")
    ponsel.buka("/masuk/kode/?next=/saya/")
    hp.locator("#id_masukan").fill(NIP)
    hp.locator("main form button").first.click()
    kode = surat(portal_hidup, SUREL, "Kode masuk")["kode"]
    hp.locator("#id_kode").fill(kode)
    hp.locator("main form button").first.click()
    hp.wait_for_url("**/saya/")
    ponsel.terbaca("Terverifikasi")
    ponsel.periksa()
    hp.get_by_role("link", name=re.compile("Diklat Pelayanan Prima")).first.click()
    ponsel.terbaca(nomor)
    ponsel.periksa()

    # A photo as an iPhone takes it, which this browser cannot read, is made a JPEG by the portal
    hp.get_by_role("link", name="Unggah atau ganti").click()
    hp.locator("input[type=file]").first.set_input_files(_heic())
    hp.get_by_text("siap dikirim").wait_for()
    hp.get_by_role("button", name="Simpan berkas").click()
    lihat = hp.get_by_role("link", name="Lihat Surat tugas")
    lihat.wait_for()
    ponsel.periksa()
    foto = ponsel.konteks.request.get(ponsel.url + str(lihat.get_attribute("href")))
    assert foto.body().startswith(b"\xff\xd8\xff")

    # Withdrawing asks once
    hp.get_by_role("link", name="Mengundurkan diri").click()
    ponsel.periksa()
    hp.get_by_label("Alasan").fill("Tugas luar daerah.")
    hp.get_by_role("button", name="Ya, saya mengundurkan diri").click()
    ponsel.terbaca("Anda mengundurkan diri")


def test_who_has_no_email_signs_in_by_a_link_from_panitia_and_confirms_the_name(
    layar: Callable[..., Layar],
) -> None:
    panitia = layar(TELEPON, "panitia")
    panitia.buka("/admin/gelombang/demo-penuh/peserta/?kelompok=terverifikasi")
    baris = panitia.page.get_by_role("rowheader").get_by_role("link").last
    nama = baris.inner_text()
    panitia.klik(baris)
    panitia.page.get_by_text("Lainnya", exact=True).last.click()
    panitia.klik("Tautan masuk sekali pakai…")
    panitia.page.get_by_label("Cara Anda memastikan orangnya").fill(
        "Datang ke meja panitia dengan kartu pegawai."
    )
    panitia.tekan("Buat tautan")
    pesan = panitia.page.get_by_label("Pesan siap kirim").input_value()
    tautan = re.search(r"/masuk/tautan/\S+", pesan).group(0)

    peserta = layar(MEJA)
    peserta.buka(tautan)
    peserta.tekan("Masuk sekarang")
    peserta.page.wait_for_url("**/saya/")
    peserta.terbaca("Beranda Peserta", nama)
    peserta.klik("Diklat Inovasi Pelayanan Publik")
    peserta.klik("Periksa dan konfirmasi")
    peserta.terbaca(nama)
    peserta.tekan("Ya, sudah benar")
    peserta.terbaca("Sertifikat akan memakai nama dan gelar ini")

    orang_lain = layar(MEJA)
    assert "sudah tidak berlaku" in orang_lain.konteks.request.get(orang_lain.url + tautan).text()


def test_without_javascript_a_registration_comes_through_as_well(
    peramban: Browser, portal_hidup: LivePortal
) -> None:
    konteks = peramban.new_context(
        viewport={"width": MEJA, "height": 800}, base_url=portal_hidup.url, java_script_enabled=False
    )
    hp = konteks.new_page()
    hp.goto("/gelombang/demo-terbuka/daftar/")
    hp.get_by_label("NIP / NI PPPK").fill("199002032015032044")
    hp.get_by_label("Nama lengkap dan gelar").fill("Sulastri")
    hp.get_by_label("PNS", exact=True).check()
    hp.get_by_label("Pangkat/golongan").select_option("II/d")
    hp.get_by_label("Jabatan").fill("Pengadministrasi")
    lanjut(hp)
    hp.locator("[name=q]").fill("pasar")
    hp.get_by_role("button", name="Cari unit").click()
    hp.get_by_label(re.compile("Kelurahan Pusat Pasar")).check()
    lanjut(hp)
    hp.get_by_label("No. HP/WhatsApp").fill("081211112222")
    lanjut(hp)
    hp.get_by_role("checkbox").check()
    hp.get_by_role("button", name="Kirim pendaftaran").click()
    expect(hp.locator("h1")).to_contain_text("Pendaftaran terkirim")
    expect(hp.locator("main")).to_contain_text("Simpan nomor pendaftaran")
    konteks.close()


def _foto() -> dict[str, object]:
    """A photo of several megabytes."""
    wadah = io.BytesIO()
    Image.effect_noise((3200, 2400), 90).save(wadah, format="JPEG", quality=90)
    return {"name": "surat tugas.jpg", "mimeType": "image/jpeg", "buffer": wadah.getvalue()}


def _heic() -> dict[str, object]:
    pillow_heif.register_heif_opener()
    wadah = io.BytesIO()
    Image.new("RGB", (600, 400), "white").save(wadah, format="HEIF")
    return {"name": "IMG_0001.HEIC", "mimeType": "image/heic", "buffer": wadah.getvalue()}
