"""The stories of the office in a real browser, at a desk and on a phone, against a live portal with its workers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.layar import LEBAR, MEJA, SABAR, Layar
from tests.fixtures.portal import LivePortal

NOMINATIF = Path(__file__).parent.parent / "data" / "nominatif_pelayanan_prima.xlsx"
USAI = "pelayanan-prima-2017-1"

pytestmark = [pytest.mark.lambat, pytest.mark.timeout(600)]

# What no story passes by.
UMUM = [
    "/",
    "/gelombang/",
    "/gelombang/demo-terbuka/",
    "/gelombang/demo-terbuka/daftar/",
    "/gelombang/demo-berjalan/jadwal/",
    "/gelombang/demo-terbuka/jadwal/",
    "/verifikasi/",
    "/masuk/",
]
STAF = [
    "/admin/gelombang/", "/admin/gelombang/baru/", "/admin/unit/", "/admin/instansi/", "/admin/impor/",
    "/admin/proses/", "/admin/kotak-keluar/", "/admin/pengguna/", "/akun/",
    *(f"/admin/gelombang/demo-penuh/{tab}" for tab in ("ubah/", "peserta/?kelompok=semua")),
    "/admin/gelombang/demo-berjalan/riwayat/", "/admin/gelombang/revolusi-mental-2019/",
    *(f"/admin/gelombang/demo-berjalan/kunjungan/{tab}" for tab in ("", "baru/")),
    *(f"/admin/gelombang/demo-berjalan/jadwal/{tab}" for tab in ("", "sesi/", "susun/", "salin/", "terbitkan/")),
    "/admin/gelombang/demo-berjalan/jadwal/geser/",
    "/admin/gelombang/demo-penuh/jadwal/", "/admin/narasumber/", "/admin/narasumber/baru/", "/admin/ruang/",
    "/admin/ruang/baru/",
    *(f"/admin/gelombang/{USAI}/{tab}" for tab in ("", "hasil/", "sertifikat/", "laporan/")),
]  # fmt: skip
OPERATOR = ["/operator/demo-penuh/", "/operator/demo-penuh/surat/"]


@pytest.mark.parametrize(
    ("siapa", "alamat"),
    [("", UMUM), ("staf", STAF), ("operator", OPERATOR), ("peserta1", ["/saya/", "/akun/"])],
    ids=["umum", "staf", "operator", "peserta"],
)
def test_every_page_fits_its_screen_and_axe_finds_nothing_serious(
    layar: Callable[..., Layar], siapa: str, alamat: list[str]
) -> None:
    orang = layar(MEJA, siapa)
    for satu in alamat:
        orang.buka(satu, *LEBAR)


def test_the_nominatif_goes_into_two_gelombang_and_a_second_time_changes_nothing(
    layar: Callable[..., Layar], portal_hidup: LivePortal
) -> None:
    staf = layar(MEJA, "staf")
    _unggah(staf)
    staf.periksa()
    expect(staf.page.get_by_role("button", name="Simpan 102 baris")).to_be_visible(timeout=SABAR)
    assert _terdaftar(portal_hidup) == []
    staf.page.get_by_label("Langsung terverifikasi").check()
    staf.tekan("Simpan 102 baris")
    expect(staf.page.get_by_text("102 baris diproses")).to_be_visible(timeout=SABAR)
    staf.periksa()
    assert _terdaftar(portal_hidup) == [("demo-impor-1", 51), ("demo-impor-2", 51)]
    _unggah(staf)
    expect(staf.page.get_by_text("Tidak ada yang perlu disimpan")).to_be_visible(timeout=SABAR)
    tidak_berubah = staf.page.locator(".statistik div", has_text="tidak berubah").locator("dd")
    expect(tidak_berubah).to_have_text("102")


def test_the_pages_of_one_narasumber_fit_and_so_does_the_question_before_the_contact_goes(
    layar: Callable[..., Layar], portal_hidup: LivePortal
) -> None:
    [(pk,)] = portal_hidup.sql(
        "SELECT narasumber_id FROM diklat_narasumberpribadi ORDER BY narasumber_id LIMIT 1"
    )
    staf = layar(MEJA, "staf")
    for halaman in ("", "ubah/", "hapus-kontak/"):
        staf.buka(f"/admin/narasumber/{pk}/{halaman}", *LEBAR)
    staf.terbaca("Hapus")


@pytest.mark.parametrize("lebar", LEBAR)
def test_whoever_scans_the_code_reads_first_that_it_is_genuine(
    layar: Callable[..., Layar], portal_hidup: LivePortal, lebar: int
) -> None:
    kode, nip = portal_hidup.sql(
        "SELECT s.kode, k.nip FROM dokumen_sertifikat s JOIN peserta_pendaftaran p ON p.id = s.pendaftaran_id"
        " JOIN kantor_pegawai k ON k.id = p.pegawai_id WHERE s.status = 'berlaku' ORDER BY s.id LIMIT 1"
    )[0]
    siapa_saja = layar(lebar)
    siapa_saja.buka(f"/verifikasi/{kode}/")
    expect(siapa_saja.page.locator("main")).to_contain_text("ASLI")
    assert nip not in siapa_saja.page.content()
    siapa_saja.buka("/verifikasi/TIDAK-ADA/")
    expect(siapa_saja.page.locator("main")).not_to_contain_text("ASLI")


def _unggah(staf: Layar) -> None:
    staf.buka("/admin/impor/nominatif/")
    staf.page.set_input_files("input[type=file]", NOMINATIF)
    staf.tekan("Baca berkas")


def _terdaftar(portal: LivePortal) -> list[tuple[str, int]]:
    return portal.sql(
        "SELECT g.slug, count(*) FROM peserta_pendaftaran p JOIN diklat_gelombang g ON g.id = p.gelombang_id"
        " WHERE g.slug LIKE 'demo-impor-%%' GROUP BY g.slug ORDER BY g.slug", ()
    )  # fmt: skip
