"""Paper on a training day: a daftar hadir printed, signed, scanned badly, and back at its session."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.e2e.layar import MEJA, Layar
from tests.peserta import fotokopi

pytestmark = [pytest.mark.lambat, pytest.mark.timeout(600)]
CETAKAN = "/admin/gelombang/demo-berjalan/kertas/"


def test_a_signed_list_comes_back_from_the_copier_and_a_torn_page_by_hand(
    layar: Callable[..., Layar],
) -> None:
    meja = layar(MEJA, "panitia")
    meja.buka(CETAKAN, 360, MEJA)
    pilihan = meja.page.get_by_label("Sesi", exact=True)
    sesi = pilihan.locator("option", has_text="Pembukaan").first.get_attribute("value")
    pilihan.select_option(sesi)
    meja.tekan("Cetak daftar hadir")
    hasil = meja.page.get_by_role("link", name="Unduh hasil").first
    meja.tunggu(hasil.count)
    alamat = hasil.get_attribute("href") or ""
    kertas = meja.konteks.request.get(alamat if alamat.startswith("http") else meja.url + alamat).body()
    satu, dua = fotokopi.halaman(kertas)
    meja.terbaca("1 sesi masih kurang lembarnya", "0 dari 2 halaman")

    meja.klik("Pindaian daftar hadir")
    pindaian = fotokopi.jadi_pdf(fotokopi.salin(dua, putar=181), fotokopi.BELAKANG, fotokopi.rusak(satu))
    meja.page.get_by_label("Pindaian daftar hadir").set_input_files(
        {"name": "hari-1.pdf", "mimeType": "application/pdf", "buffer": pindaian}
    )
    meja.tekan("Unggah dan pilah")
    meja.terbaca("3 halaman diterima")
    meja.tunggu(meja.page.get_by_text("1 perlu dipilah").count)
    meja.terbaca("1 terlampir", "1 kosong", "1 dari 2 halaman")
    meja.klik("hari-1.pdf")
    meja.klik("Pilah yang belum")
    gambar = meja.page.get_by_alt_text(re.compile("Pindaian halaman 3"))
    assert gambar.evaluate("satu => satu.decode().then(() => satu.naturalWidth)") == 1000
    meja.page.get_by_label("Lembar sesi", exact=True).select_option(sesi)
    meja.page.get_by_label("Halaman ke-").fill("1")
    meja.tekan("Lampirkan ke sesi ini")
    meja.terbaca("Halaman dilampirkan.", "halaman 1 dari 2 (dipilah tangan)")

    meja.buka(f"/admin/gelombang/demo-berjalan/presensi/{sesi}/", 360, MEJA)
    meja.terbaca("2 dari 2 halaman")
    meja.page.get_by_text("Lihat lembarnya").click()
    meja.periksa()
    assert len(fotokopi.halaman(meja.unduh("Unduh satu PDF"), 30)) == 2
    meja.buka(CETAKAN)
    meja.terbaca("Semua lembar dari sesi yang sudah berlangsung telah kembali")
