"""Stories of E3 and E5: a morning's apel from the phone of an operator to the board; OPD come in on the projector."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.layar import MEJA, TELEPON, Layar

pytestmark = [pytest.mark.lambat, pytest.mark.timeout(600)]
UNDANGAN = "/admin/gelombang/sosialisasi-pelayanan-publik/undangan/"


def test_a_mornings_apel_goes_from_the_operators_phone_to_the_board_without_names(
    layar: Callable[..., Layar],
) -> None:
    # The operator opens today's apel; one is ill, one nobody knows of
    operator = layar(TELEPON, "operator")
    operator.buka("/apel/")
    operator.klik("Isi apel hari ini")
    operator.tekan("Semua hadir, lalu ubah")
    nama = operator.page.locator(".daftar--presensi strong").first.inner_text()
    baris = operator.page.get_by_role("group", name=nama, exact=True)
    baris.get_by_role("radio", name="Tanpa keterangan").check(force=True)
    operator.tekan("Simpan")
    operator.terbaca("1 catatan berubah", "1 tanpa keterangan")

    # That one was on duty elsewhere: the letter takes them out of the count
    operator.klik("Cuti dan dinas luar")
    operator.page.get_by_label("Cari pegawai").fill(nama.split(",")[0])
    operator.tekan("Cari")
    operator.klik(f"Catat {nama}")
    hari_ini = operator.page.evaluate(
        "new Date().toLocaleDateString('id-ID', {timeZone: 'Asia/Jakarta', day: '2-digit', month: '2-digit',"
        " year: 'numeric'}).replaceAll('/', '-')"
    )
    operator.page.get_by_label("Keterangan").select_option("Dinas luar")
    operator.page.get_by_label("Mulai").fill(hari_ini)
    operator.page.get_by_label("Sampai").fill(hari_ini)
    operator.tekan("Simpan")
    operator.terbaca("tercatat, juga pada apel di hari-hari itu")
    operator.klik("Isi apel")
    operator.terbaca("1 dinas luar")
    expect(operator.page.locator("main")).not_to_contain_text("1 tanpa keterangan")

    # Panitia reads the figures, the names, and has the boards printed
    panitia = layar(MEJA, "panitia")
    panitia.buka("/admin/apel/")
    panitia.klik("Kecamatan Medan Kota")
    panitia.klik("Per orang")
    panitia.page.get_by_label("Cari").fill(nama.split(",")[0])
    panitia.tekan("Terapkan")
    panitia.terbaca(nama)
    panitia.buka("/admin/apel/")
    panitia.tekan("Papan informasi A3")
    hasil = panitia.page.locator("a[href^='/berkas/']")
    panitia.tunggu(hasil.count)
    papan = panitia.pdf(hasil.first)
    assert "Kecamatan Medan Kota" in papan
    assert nama not in papan

    # The Camat sees the own staff; Pimpinan figures alone
    camat = layar(TELEPON, "mentor1")
    camat.buka("/saya/")
    camat.klik("Lihat kehadiran apel")
    pimpinan = layar(TELEPON, "pimpinan")
    pimpinan.buka("/admin/apel/")
    expect(pimpinan.page.get_by_role("link", name="Per orang")).to_have_count(0)


def test_an_opd_that_was_silent_comes_in_on_the_projector_by_itself(layar: Callable[..., Layar]) -> None:
    proyektor, staf = layar(MEJA, "staf-payakumbuh"), layar(TELEPON, "staf-payakumbuh")
    proyektor.buka(f"{UNDANGAN}layar/")
    proyektor.terbaca("27 dari 32", "Belum mengirim (5)")
    staf.buka(UNDANGAN)
    staf.klik("Inspektorat")
    staf.page.get_by_label("Nama dan gelar").fill("Yusrizal Tanjung, S.H.")
    staf.page.get_by_label("Jabatan").fill("Sekretaris Inspektorat")
    staf.page.get_by_label("Hadir sebagai").select_option("Mewakili pimpinan")
    staf.tekan("Simpan dan catat hadir")
    staf.terbaca("Hadir diwakili", "Belum menjawab → Hadir diwakili")
    # Nobody touches the projector
    expect(proyektor.page.locator("main")).to_contain_text("28 dari 32", timeout=30_000)
    proyektor.terbaca("Belum mengirim (4)")
    expect(proyektor.page.locator("main")).not_to_contain_text("Yusrizal")
    proyektor.periksa()
    operator = layar(TELEPON, "operator-payakumbuh")
    operator.buka("/operator/")
    operator.klik(re.compile("^Sosialisasi Optimalisasi"))
    operator.terbaca("Dinas Perdagangan")
