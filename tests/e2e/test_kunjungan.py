"""A visit from plan to lesson: shared out at the desk, written on a phone that loses its page, read at the desk."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.layar import LEBAR, MEJA, TELEPON, Layar
from tests.fixtures.portal import LivePortal

pytestmark = [pytest.mark.lambat, pytest.mark.timeout(600)]
TAB = "/admin/gelombang/demo-berjalan/kunjungan/"
DRAF = "Object.keys(sessionStorage).filter((kunci) => kunci.startsWith('draf-')).length"
LOKUS = "Mal Pelayanan Publik Contoh"


def test_a_lesson_survives_a_lost_page_and_reaches_the_desk(
    layar: Callable[..., Layar], portal_hidup: LivePortal
) -> None:
    [(nomor, nama)] = portal_hidup.sql(
        "SELECT p.nomor, p.nama FROM peserta_pendaftaran p JOIN kantor_pengguna a ON a.pegawai_id = p.pegawai_id "
        "JOIN diklat_gelombang g ON g.id = p.gelombang_id WHERE a.username = 'peserta1' AND g.slug = 'demo-berjalan'"
    )
    telepon = layar(TELEPON, "peserta1")
    telepon.buka(f"/saya/{nomor}/", *LEBAR)
    telepon.klik(f"Tulis pelajaran dari {LOKUS}")
    lihat = telepon.page.get_by_label("Yang saya lihat")
    lihat.fill("Antrean diambil dari rumah.")
    telepon.page.reload()  # the network was gone for a moment
    expect(lihat).to_have_value("Antrean diambil dari rumah.")
    expect(telepon.page.get_by_text("belum tersimpan dikembalikan")).to_be_visible()
    telepon.periksa(*LEBAR)
    telepon.page.get_by_label("Yang akan saya adopsi").fill("Antrean lewat WhatsApp kelurahan.")
    telepon.tekan("Simpan pelajaran")
    telepon.terbaca("Pelajaran tersimpan", "Pelajaran sudah ditulis")
    telepon.klik(f"Ubah pelajaran dari {LOKUS}")
    expect(telepon.page.get_by_text("belum tersimpan dikembalikan")).not_to_be_visible()
    assert telepon.page.evaluate(DRAF) == 0  # saved: the tab keeps nothing of it
    dilihat = telepon.page.get_by_label("Yang saya lihat")
    dilihat.fill("Salah ketik.")
    assert telepon.page.evaluate(DRAF) == 1
    telepon.klik("Batal")
    assert telepon.page.evaluate(DRAF) == 0
    telepon.klik(f"Ubah pelajaran dari {LOKUS}")
    expect(dilihat).to_have_value("Antrean diambil dari rumah.")
    dilihat.fill("Belum jadi disimpan.")
    assert telepon.page.evaluate(DRAF) == 1
    telepon.keluar("peserta1")
    assert telepon.page.evaluate(DRAF) == 0

    meja = layar(MEJA, "panitia")
    meja.buka(TAB, *LEBAR)
    meja.klik(LOKUS)
    meja.page.get_by_text(f"Baca pelajaran {nama}").first.click()
    meja.periksa(*LEBAR)
    meja.terbaca("Antrean lewat WhatsApp kelurahan.", "Teks untuk grup WhatsApp")
    meja.klik("Pilih peserta")
    meja.periksa(*LEBAR)
    meja.buka(TAB)
    daftar = [str(sel) for baris in meja.excel("Unduh Excel") for sel in baris]
    assert "Antrean lewat WhatsApp kelurahan." in daftar
