"""A ceremony from plan to chair: the official and mewakili whom, the printed order of events, guests who come."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.e2e.layar import MEJA, TELEPON, Layar

pytestmark = [pytest.mark.lambat, pytest.mark.timeout(600)]
PENUTUPAN = "/admin/gelombang/demo-berjalan/upacara/penutupan/"


def test_a_closing_is_planned_at_the_desk_and_its_guests_come_by_phone(layar: Callable[..., Layar]) -> None:
    meja = layar(MEJA, "panitia")
    meja.buka(PENUTUPAN)
    meja.klik("Rencanakan")
    for isian, kata in (
        ("Pejabat yang membuka atau menutup", "Dra. Nurhaida Lubis, M.A.P."),
        ("Jabatannya", "Asisten Administrasi Umum"),
        ("Mewakili", "Wali Kota Medan"),
    ):
        meja.page.get_by_label(isian).fill(kata)
    hari_ini = meja.page.evaluate(
        "new Date().toLocaleDateString('id-ID', {timeZone: 'Asia/Jakarta', day: '2-digit', month: '2-digit',"
        " year: 'numeric'}).replaceAll('/', '-')"
    )
    meja.page.get_by_label("Mulai").first.fill(f"{hari_ini} 15.00")
    meja.page.get_by_label("Susunan acara").fill(
        "15.00; Menyanyikan lagu Indonesia Raya; Peserta\nKesan dan pesan peserta"
    )
    meja.tekan("Simpan")
    meja.terbaca("Ditutup oleh", "mewakili Wali Kota Medan", "Kesan dan pesan peserta")
    meja.tekan("Cetak susunan acara")
    hasil = meja.page.locator("a[href^='/berkas/']")
    meja.tunggu(hasil.count)
    kertas = meja.pdf(hasil.first)
    for kata in ("Dra. Nurhaida Lubis, M.A.P.", "Wali Kota Medan", "15.00", "Kesan dan pesan peserta"):
        assert kata in kertas

    meja.page.get_by_label("Tambah tamu").first.fill(
        "Hasanuddin Rambe; Camat; Kecamatan Contoh\nYusniar Daulay"
    )
    meja.tekan("Tambah tamu")
    meja.terbaca("Tamu (0 dari 2 hadir)")
    penerima = layar(TELEPON, "panitia")
    penerima.buka(PENUTUPAN)
    penerima.tekan("Hadir Hasanuddin Rambe")
    penerima.terbaca("Tamu (1 dari 2 hadir)")
    daftar = [str(sel) for baris in penerima.excel("Excel") for sel in baris]
    assert {"Hasanuddin Rambe", "Yusniar Daulay"} <= set(daftar)
    penerima.tekan("Batalkan hadir Hasanuddin Rambe")
    penerima.terbaca("Tamu (0 dari 2 hadir)")

    # Pimpinan reads it and changes nothing
    pimpinan = layar(MEJA, "pimpinan")
    pimpinan.buka(PENUTUPAN)
    pimpinan.terbaca("Asisten Administrasi Umum")
    assert not pimpinan.page.get_by_role("button", name="Tambah tamu").count()
