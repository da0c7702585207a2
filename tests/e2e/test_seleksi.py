"""From registered to seated, at the desk and on a phone: verification, cadangan, calling, confirming, registrasi ulang.

The tests go through one gelombang in the order of the office; each takes people of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.layar import LEBAR, MEJA, TELEPON, Layar
from tests.e2e.luar import surat
from tests.fixtures.portal import LivePortal

pytestmark = [pytest.mark.lambat, pytest.mark.timeout(600)]

GELOMBANG = "/admin/gelombang/demo-penuh/"


@pytest.mark.parametrize("lebar", LEBAR)
def test_registrations_are_verified_one_by_one(layar: Callable[..., Layar], lebar: int) -> None:
    panitia = layar(lebar, "panitia")
    panitia.buka("/admin/")
    panitia.klik(re.compile("Pendaftaran menunggu verifikasi .* Angkatan II"))
    satu, dua = _nama(panitia)[:2]
    panitia.klik(satu)
    panitia.tekan("Terima")
    panitia.terbaca("Pendaftaran terverifikasi.")
    panitia.buka(f"{GELOMBANG}peserta/")
    assert satu not in _nama(panitia)
    panitia.klik(dua)
    panitia.klik("Kembalikan…")
    panitia.page.get_by_label("Alasan").fill("Jabatan belum sesuai SK.")
    panitia.tekan("Kembalikan")
    panitia.terbaca(dua, "Berkas perlu dilengkapi", "Jabatan belum sesuai SK.")


@pytest.mark.parametrize("lebar", LEBAR)
def test_many_are_verified_at_once_after_a_look_and_taken_back_with_a_reason(
    layar: Callable[..., Layar], lebar: int
) -> None:
    panitia = layar(lebar, "panitia")
    panitia.buka(f"{GELOMBANG}peserta/")
    pilihan = _nama(panitia)[:2]
    _pilih(panitia, pilihan)
    panitia.tekan("Terima")
    panitia.terbaca("Terima 2 pendaftaran?", *pilihan)
    panitia.tekan("Terima 2 orang")
    panitia.terbaca("2 diterima")
    for nama in pilihan:
        expect(_baris(panitia, nama)).to_contain_text("Berhasil")
    panitia.klik("Kembali ke daftar peserta")
    assert not set(pilihan) & set(_nama(panitia))
    panitia.page.go_back()
    panitia.page.get_by_label("Alasan").fill("Keliru memilih nama.")
    panitia.tekan("Urungkan")
    for nama in pilihan:
        expect(_baris(panitia, nama)).to_contain_text("Diurungkan")
    panitia.terbaca("Sudah diurungkan", "Keliru memilih nama.")
    panitia.klik("Kembali ke daftar peserta")
    assert set(pilihan) <= set(_nama(panitia))


def test_a_freed_seat_is_offered_to_the_first_of_the_cadangan_who_takes_it(
    layar: Callable[..., Layar], portal_hidup: LivePortal
) -> None:
    panitia = layar(MEJA, "panitia")
    panitia.buka(f"{GELOMBANG}peserta/")
    ditolak = _nama(panitia)[:1]
    _pilih(panitia, ditolak)
    panitia.tekan("Tolak…")
    panitia.terbaca("Tolak 1 pendaftaran?", *ditolak)
    panitia.page.get_by_label("Alasan").fill("Sudah mengikuti pelatihan yang sama.")
    panitia.tekan("Tolak 1 orang")
    panitia.terbaca("1 ditolak")
    panitia.klik(re.compile("^Cadangan"))
    ditawari = panitia.page.get_by_role("region", name="Sedang ditawari kursi").get_by_role("listitem").last
    expect(ditawari).to_contain_text("Jawab sampai")
    nama = ditawari.get_by_role("link").first.inner_text()
    tautan = _tawaran(portal_hidup, nama)

    peserta = layar(TELEPON)
    peserta.buka(tautan)
    peserta.klik(re.compile("kursi", re.IGNORECASE))
    peserta.terbaca("Ada kursi untuk Anda")
    peserta.tekan("Ambil kursi ini")
    peserta.terbaca("Menunggu verifikasi")
    panitia.klik(re.compile("^Peserta"))
    assert nama in _nama(panitia)


def test_who_was_verified_is_fixed_called_by_a_letter_and_answers(layar: Callable[..., Layar]) -> None:
    panitia = layar(MEJA, "panitia")
    panitia.buka(GELOMBANG)
    panitia.klik("Pemanggilan")
    siap = panitia.page.get_by_role("checkbox")
    datang, berhalangan = (siap.nth(n).locator("xpath=..").get_by_role("strong").inner_text() for n in (0, 1))
    siap.nth(0).check()
    siap.nth(1).check()
    panitia.tekan("Tetapkan yang dipilih")
    panitia.terbaca("2 ditetapkan", datang, berhalangan)
    panitia.klik("Lanjut ke pemanggilan")
    panitia.klik("Panggil peserta…")
    panitia.terbaca("Panggil 2 peserta?", datang, berhalangan)
    panitia.tekan("Terbitkan surat dan panggil")

    # The letter, first without its number
    nomor = "800.1.13/1234/BKPSDM/2026"
    lihat, ke = (
        panitia.page.get_by_role("link", name="Lihat PDF"),
        panitia.page.get_by_text(re.compile("Surat ke-")),
    )
    panitia.tunggu(lambda: lihat.count() == ke.count())
    isi = panitia.pdf(lihat.last).split()
    assert {*datang.split(), *berhalangan.split()} <= set(isi)
    assert nomor not in isi
    panitia.page.get_by_label("Nomor surat").last.fill(nomor)
    panitia.tekan("Simpan nomor")
    panitia.terbaca(nomor)
    panitia.tunggu(lambda: nomor in panitia.pdf(lihat.last))

    # The answers, and who comes instead, on a phone
    meja, panitia = panitia, layar(TELEPON, "panitia")
    panitia.buka(meja.alamat)
    panitia.tekan(_baris(panitia, datang).get_by_role("button", name="Bersedia"))
    panitia.klik(re.compile("^Semua yang dipanggil"))
    expect(_baris(panitia, datang)).to_contain_text("Bersedia hadir")
    panitia.klik(_baris(panitia, berhalangan).get_by_role("link", name="Berhalangan…"))
    panitia.page.get_by_label("Alasan").fill("Dinas luar.")
    panitia.tekan("Berhalangan")
    panitia.klik(_baris(panitia, berhalangan).get_by_role("link", name="Ganti peserta…"))
    panitia.page.get_by_label("NIP / NI PPPK").fill("19920303 201601 1 036")
    panitia.page.get_by_label("Nama dan gelar").fill("Bonar Manurung, S.T.")
    panitia.page.get_by_label("Golongan").fill("III/b")
    panitia.page.get_by_label("Alasan penggantian").fill("Berhalangan dinas luar.")
    panitia.tekan("Ganti peserta")
    expect(_baris(panitia, "Bonar Manurung, S.T.")).to_contain_text("Dipanggil")
    expect(_baris(panitia, berhalangan)).to_be_hidden()


def test_who_comes_gets_a_number_and_a_walk_in_is_seated(layar: Callable[..., Layar]) -> None:
    panitia = layar(TELEPON, "panitia")
    panitia.buka(GELOMBANG)
    panitia.klik("Tutup pendaftaran")
    panitia.tekan("Tutup pendaftaran")
    panitia.terbaca("Pendaftaran ditutup")
    panitia.klik("Registrasi ulang")
    hadir = panitia.page.get_by_role("button", name=re.compile("^Hadir"))
    nama = hadir.first.inner_text().removeprefix("Hadir").strip()
    panitia.page.get_by_label("Cari nama, NIP, atau NDH").press_sequentially(nama.split(",")[0], delay=10)
    expect(panitia.page.get_by_role("heading", name="Hasil")).to_be_visible()
    panitia.tekan(f"Hadir {nama}")
    baru = panitia.page.get_by_role("status", name="Registrasi ulang berhasil")
    expect(baru).to_contain_text(nama)

    telepon, panitia = panitia, layar(MEJA, "panitia")
    panitia.buka(telepon.alamat)
    panitia.klik("Semua hadir, NDH urut nama…")
    panitia.page.go_back()
    panitia.klik("Peserta di tempat")
    panitia.page.get_by_label("NIP / NI PPPK").fill("19930404 201701 1 036")
    panitia.page.get_by_label("Nama dan gelar").fill("Sabam Sirait, S.IP.")
    panitia.page.get_by_label("Golongan").fill("III/a")
    panitia.page.get_by_label("Unit kerja").press_sequentially("pusat pas", delay=20)
    panitia.page.get_by_role("radio", name="Kelurahan Pusat Pasar").check()
    panitia.page.get_by_label("Nomor surat tugas").fill("800/77/ST/2026")
    panitia.page.get_by_label("Menggantikan").select_option(index=1)
    panitia.periksa()
    panitia.tekan("Dudukkan dan beri NDH")
    expect(panitia.page.get_by_role("status", name="Registrasi ulang berhasil")).to_contain_text(
        "Sabam Sirait"
    )
    panitia.buka(f"{GELOMBANG}registrasi/?q=Sabam")
    expect(_baris(panitia, "Sabam Sirait, S.IP.")).to_contain_text("NDH")


def _nama(panitia: Layar) -> list[str]:
    """The names on the list, from above."""
    return panitia.page.get_by_role("rowheader").get_by_role("link").all_inner_texts()


def _pilih(panitia: Layar, nama: list[str]) -> None:
    for satu in nama:
        panitia.page.get_by_label(f"Pilih {satu}", exact=True).check()
    expect(panitia.page.get_by_text(f"{len(nama)} dipilih")).to_be_visible()


def _baris(orang: Layar, nama: str) -> Locator:
    """The line of somebody in a list."""
    return orang.page.get_by_role("listitem").filter(has=orang.page.get_by_text(nama, exact=True)).last


def _tawaran(portal: LivePortal, nama: str) -> str:
    """The address in the letter about the seat."""
    isi = surat(portal, "", f"Yth. {nama},")
    assert "Ada kursi untuk Anda" in isi["subjek"]
    return re.search(r"/(?:pendaftaran|saya)/[\w-]+/\S*", isi["isi"]).group(0)
