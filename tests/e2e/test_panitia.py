"""Stories of the desk of Panitia: the lines of today, the tagihan, lists as Excel, the master list of pegawai."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.e2e.layar import LEBAR, MEJA, TELEPON, Layar, buku, tabel
from tests.fixtures.portal import LivePortal

pytestmark = [pytest.mark.lambat, pytest.mark.timeout(600)]

MABAR = "Kelurahan Mabar Kecamatan Medan Deli"


@pytest.mark.parametrize("lebar", LEBAR)
def test_every_line_of_today_is_one_click_away_from_its_work(layar: Callable[..., Layar], lebar: int) -> None:
    panitia = layar(lebar, "panitia")
    panitia.buka("/admin/")
    hari_ini = panitia.page.get_by_role("region", name="Yang perlu dikerjakan hari ini").get_by_role("link")
    banyak = hari_ini.count()
    assert banyak
    for nomor in range(banyak):
        tulisan = hari_ini.nth(nomor).inner_text()
        panitia.klik(hari_ini.nth(nomor))
        assert panitia.page.get_by_role("heading", level=1).inner_text() in tulisan
        panitia.page.go_back()


@pytest.mark.parametrize("lebar", LEBAR)
def test_who_has_not_sent_names_gets_a_text_for_whatsapp(layar: Callable[..., Layar], lebar: int) -> None:
    panitia = layar(lebar, "panitia")
    panitia.buka("/admin/")
    berjalan = panitia.page.get_by_role("region", name="Gelombang berjalan dan terbuka")
    panitia.klik(berjalan.get_by_role("link", name="Angkatan II"))
    panitia.terbaca("dari 20 kursi terisi")
    panitia.klik("Usulan OPD")
    unit = panitia.page.get_by_role("row", name="Kecamatan Medan Selayang")
    expect(unit).to_contain_text("2")
    panitia.klik(unit.get_by_role("link", name="Teks"))
    panitia.terbaca("kuota 2 · diusulkan 0 · kurang 2")
    pesan = panitia.page.get_by_label("Teks siap kirim").input_value()
    assert "Kecamatan Medan Selayang" in pesan
    assert "bagi 2 orang" in pesan
    tujuan = panitia.page.get_by_role("link", name="Buka WhatsApp").get_attribute("href")
    assert parse_qs(urlsplit(str(tujuan)).query)["text"] == [pesan.replace("\r\n", "\n")]


@pytest.mark.parametrize("lebar", LEBAR)
def test_a_list_comes_as_excel_with_the_rows_that_were_on_the_screen(
    layar: Callable[..., Layar], lebar: int
) -> None:
    panitia = layar(lebar, "panitia")
    panitia.buka("/admin/gelombang/demo-penuh/")
    panitia.klik(
        panitia.page.get_by_role("navigation", name="Bagian gelombang").get_by_role("link", name="Peserta")
    )
    panitia.klik(re.compile(r"^Semua \d+$"))
    panitia.page.get_by_label("Perangkat daerah").select_option("Kecamatan Medan Kota")
    panitia.tekan("Terapkan")
    terlihat = panitia.page.get_by_role("rowheader").get_by_role("link").all_inner_texts()
    kepala, *isi = tabel(panitia.excel("Unduh Excel"))
    nama = [satu[kepala.index("Nama dan gelar")] for satu in isi]
    assert sorted(nama) == sorted(terlihat)
    assert 1 <= len(nama) < 10


def test_the_list_of_simpeg_shows_new_moved_and_retired_before_it_is_stored(
    layar: Callable[..., Layar], portal_hidup: LivePortal
) -> None:
    staf = layar(MEJA, "staf")
    staf.buka("/admin/pegawai/")
    staf.page.get_by_label("Keadaan").select_option("Aktif")
    staf.tekan("Terapkan")
    isi, pensiun, pindah = _daftar_simpeg(portal_hidup, staf.excel("Unduh Excel"))
    nip = "19900202 201503 1 010"
    staf.klik("Impor SIMPEG")
    staf.page.get_by_label("Berkas Excel").set_input_files(
        buku([*isi, [nip, "Parlindungan Baru", "III/c", "Analis", MABAR, "PNS"]])
    )
    staf.tekan("Baca berkas")
    staf.lihat(staf.page.get_by_role("button", name="Bandingkan ulang"))
    staf.page.get_by_label("Berkas ini memuat seluruh pegawai").check()
    staf.tekan("Bandingkan ulang")
    staf.lihat(staf.page.get_by_role("link", name="Pensiun atau pindah 1"))
    # Looked through and confirmed on the way, on a phone
    mulai, staf = staf, layar(TELEPON, "staf")
    staf.buka(mulai.alamat)
    for tab, nama in (
        ("Baru 1", "Parlindungan Baru"),
        ("Pindah unit 1", pindah),
        ("Pensiun atau pindah 1", pensiun),
    ):
        staf.klik(tab)
        expect(staf.page.get_by_role("rowheader")).to_contain_text(nama)
    assert not _pegawai(portal_hidup, nip)
    staf.tekan(re.compile("^Simpan .* baris$"))
    staf.lihat(staf.page.get_by_text("Selesai."))
    staf.terbaca("perlu diperbaiki")
    assert _pegawai(portal_hidup, nip)
    staf.buka(f"/admin/pegawai/?q={nip}")
    expect(staf.page.get_by_role("row", name="Parlindungan Baru")).to_contain_text("Kelurahan Mabar")


def _daftar_simpeg(portal: LivePortal, baris: list[list[Any]]) -> tuple[list[list[Any]], str, str]:
    """What SIMPEG would send: the portal's list, one person left out and one moved; and the names of these two."""
    kepala, *semua = tabel(baris)
    bebas = portal.sql(
        "SELECT nip FROM kantor_pegawai p WHERE terverifikasi AND NOT EXISTS"
        " (SELECT FROM peserta_pendaftaran d WHERE d.pegawai_id = p.id)"
    )
    orang = [dict(zip(kepala, satu, strict=True)) for satu in semua]
    pilihan = [
        o for o in orang if (o["NIP / NI PPPK"].replace(" ", ""),) in bebas and o["Unit kerja"] not in MABAR
    ]
    pensiun, pindah = pilihan[:2]
    hasil = [
        [o["NIP / NI PPPK"], o["Nama dan gelar"], o["Pangkat/golongan"], o["Jabatan"],
         MABAR if o is pindah else f"{o['Unit kerja']} {o['Perangkat daerah']}", "PNS"]
        for o in orang if o is not pensiun
    ]  # fmt: skip
    kolom = ["NIP", "NAMA", "GOL", "JABATAN", "UNIT KERJA", "STATUS"]
    return [kolom, *hasil], *(o["Nama dan gelar"].split(",")[0] for o in (pensiun, pindah))


def _pegawai(portal: LivePortal, nip: str) -> list[tuple[Any, ...]]:
    return portal.sql("SELECT nip FROM kantor_pegawai WHERE nip = %s", [nip.replace(" ", "")])
