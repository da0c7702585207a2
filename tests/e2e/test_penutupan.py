"""The last days of a gelombang: attendance, outcomes, certificates, the report, and whoever scans the QR.

The tests go through one running gelombang in the order of the office.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
import zxingcpp
from playwright.sync_api import Locator, expect

from tests.dokumen.cetak.bahan import gambar, teks
from tests.e2e.layar import LEBAR, MEJA, TELEPON, Layar, tabel

pytestmark = [pytest.mark.lambat, pytest.mark.timeout(600)]

GELOMBANG = "/admin/gelombang/demo-berjalan/"


@pytest.mark.parametrize("lebar", LEBAR)
def test_a_session_is_filled_with_all_present_and_then_the_exceptions(
    layar: Callable[..., Layar], lebar: int
) -> None:
    panitia = layar(lebar, "panitia")
    panitia.buka(GELOMBANG)
    panitia.klik(
        panitia.page.get_by_role("navigation", name="Bagian gelombang").get_by_role("link", name="Presensi")
    )
    panitia.klik(_belum_diisi(panitia).first.get_by_role("link").first)
    sesi = panitia.page.url.removeprefix(panitia.url)
    panitia.tekan("Semua hadir")
    panitia.terbaca("28 dari 28 tercatat")
    orang = panitia.page.get_by_role("group", name=re.compile("^Kehadiran"))
    _tandai(orang.nth(0), "T")
    orang.nth(0).get_by_label("menit terlambat").fill("50")
    _tandai(orang.nth(1), "S")
    panitia.tekan("Simpan kehadiran")
    panitia.buka(sesi)
    expect(orang.nth(0).get_by_role("radio", name="Terlambat")).to_be_checked()
    expect(orang.nth(0).get_by_label("menit terlambat")).to_have_value("50")
    expect(orang.nth(1).get_by_role("radio", name="Sakit")).to_be_checked()
    expect(orang.nth(2).get_by_role("radio", name="Hadir")).to_be_checked()


def test_all_sessions_are_filled_one_after_the_other(layar: Callable[..., Layar]) -> None:
    panitia = layar(MEJA, "panitia")
    panitia.buka(f"{GELOMBANG}presensi/")
    while _belum_diisi(panitia).count():
        _belum_diisi(panitia).first.get_by_role("link").first.click()
        panitia.page.get_by_role("button", name="Semua hadir").click()
        panitia.page.get_by_role("link", name="Semua sesi").click()
        panitia.page.get_by_role("heading", name="Rekap kehadiran").wait_for()
    panitia.periksa()
    _kepala, terlambat, sakit, hadir, *_lain = tabel(panitia.excel("Unduh Excel"))
    assert (terlambat.count("T 50"), sakit.count("S")) == (2, 2)
    assert max(terlambat[-2], sakit[-2]) < 1
    assert hadir[-2:] == [1, "Memenuhi"]


def test_a_gelombang_closes_when_everybody_has_an_outcome(layar: Callable[..., Layar]) -> None:
    panitia = layar(TELEPON, "panitia")
    panitia.buka(GELOMBANG)
    panitia.klik(
        panitia.page.get_by_role("navigation", name="Bagian gelombang").get_by_role("link", name="Hasil")
    )
    panitia.klik("Tutup gelombang…")
    panitia.terbaca("Belum dapat ditutup: 28 peserta belum memiliki hasil")
    panitia.klik("Kembali ke hasil")
    panitia.klik("Terapkan usulan untuk 28 orang…")
    panitia.page.get_by_label("Kualifikasi untuk yang lulus").fill("Memuaskan")
    panitia.tekan("Terapkan usulan")
    baris = panitia.page.get_by_role("row")
    expect(baris.nth(5)).to_contain_text("Memuaskan")
    panitia.klik(baris.nth(5).get_by_role("link"))
    panitia.page.get_by_label("Hasil").select_option("Tidak lulus")
    panitia.page.get_by_label("Kualifikasi").fill("")
    panitia.page.get_by_label("Alasan").fill("Tidak menyerahkan tugas akhir.")
    panitia.tekan("Simpan hasil")
    panitia.terbaca("Tidak menyerahkan tugas akhir.")
    panitia.klik("Tutup gelombang…")
    panitia.page.get_by_label("Ya, tutup gelombang sekarang").check()  # its last day is still to come
    panitia.tekan("Tutup gelombang")
    panitia.terbaca("Selesai")


def test_certificates_are_issued_printed_packed_and_announced(layar: Callable[..., Layar]) -> None:
    staf = layar(MEJA, "staf")
    staf.buka(GELOMBANG)
    staf.klik(
        staf.page.get_by_role("navigation", name="Bagian gelombang").get_by_role("link", name="Sertifikat")
    )
    staf.klik("Terbitkan 27 sertifikat…")
    staf.terbaca("Terbitkan 27 sertifikat?", "Tidak menerima", "Tidak lulus")
    staf.page.get_by_label("Ya, terbitkan sekarang").check()
    staf.tekan("Terbitkan 27 sertifikat")
    staf.lihat(
        staf.page.get_by_role("progressbar").or_(staf.page.get_by_role("button", name="Semua sebagai ZIP"))
    )
    staf.lihat(staf.page.get_by_role("button", name="Semua sebagai ZIP"))
    nama = zipfile.ZipFile(io.BytesIO(_hasil(staf, "Semua sebagai ZIP", "(ZIP)"))).namelist()
    assert len({satu for satu in nama if re.fullmatch(r"Sertifikat_[\w.-]+\.pdf", satu)}) == 27
    with pikepdf.open(io.BytesIO(_hasil(staf, "Satu PDF siap cetak", "(PDF)"))) as semua:
        assert len(semua.pages) == 2 * 27
    staf.klik("Umumkan…")
    staf.tekan("Umumkan")
    staf.terbaca("diumumkan")


def test_a_peserta_fetches_the_own_certificate_and_its_qr_says_that_it_is_genuine(
    layar: Callable[..., Layar], tmp_path: Path
) -> None:
    peserta = layar(TELEPON, "peserta1")
    peserta.buka("/saya/")
    nomor = re.search(
        r"Nomor (\S+)", peserta.page.get_by_role("region", name="Sertifikat").inner_text()
    ).group(1)
    with peserta.page.expect_download() as unduhan:
        peserta.page.get_by_role("link", name="Unduh PDF").first.click()
    isi = Path(unduhan.value.path()).read_bytes()
    assert unduhan.value.suggested_filename == f"Sertifikat_{nomor.replace('/', '-')}.pdf"
    assert len(isi) <= 500_000
    assert nomor in " ".join(teks(isi).split())
    (qr,) = zxingcpp.read_barcodes(gambar(isi, tmp_path, "s", 150)[0].convert("L"))
    for lebar in LEBAR:
        siapa_saja = layar(lebar)
        siapa_saja.buka(qr.text.removeprefix(siapa_saja.url))
        assert (
            siapa_saja.page.get_by_role("heading", level=1).inner_text().startswith("ASLI, diterbitkan oleh ")
        )
        siapa_saja.terbaca(nomor)


def test_the_report_comes_as_pdf_and_as_excel(layar: Callable[..., Layar]) -> None:
    panitia = layar(TELEPON, "panitia")
    panitia.buka(GELOMBANG)
    panitia.klik(
        panitia.page.get_by_role("navigation", name="Langkah gelombang").get_by_role("link", name="Laporan")
    )
    panitia.tekan("Buat laporan")
    panitia.tunggu(lambda: panitia.page.get_by_role("link", name="Lihat PDF").count())
    isi = panitia.pdf("Lihat PDF")
    assert "Ringkasan temuan" in isi
    assert "28 orang mengikuti kegiatan ini dari kuota 30" in isi
    assert "27 sertifikat" in isi
    kepala, *peserta = tabel(panitia.excel("Excel"))
    assert len(peserta) == 28
    assert peserta[4][kepala.index("Hasil")] == "Tidak lulus"


def test_a_closed_gelombang_is_opened_again_with_a_reason(layar: Callable[..., Layar]) -> None:
    panitia = layar(MEJA, "panitia")
    panitia.buka(f"{GELOMBANG}hasil/")
    panitia.klik("Buka kembali…")
    panitia.page.get_by_label("Alasan").fill("Memperbaiki kehadiran.")
    panitia.tekan("Buka kembali")
    panitia.terbaca("Berlangsung")


def _belum_diisi(panitia: Layar) -> Locator:
    """The sessions nobody has recorded yet."""
    return panitia.page.get_by_role("listitem").filter(
        has=panitia.page.get_by_text("Belum diisi", exact=True)
    )


def _tandai(orang: Locator, kode: str) -> None:
    """Press one of the letters beside a name."""
    orang.locator("label").filter(has=orang.page.get_by_text(kode, exact=True)).click()


def _hasil(staf: Layar, tombol: str, judul: str) -> bytes:
    """Press the button, wait for the worker, fetch what it made under that title."""
    staf.tekan(tombol)
    unduh = staf.page.locator(".proses", has_text=judul).get_by_role("link", name="Unduh hasil")
    staf.lihat(unduh)
    return staf.unduh(unduh)
