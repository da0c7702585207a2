"""A form that comes back with a mistake is as alive as a fresh one; a known number fills it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from tests.e2e.layar import LEBAR, Layar

DI_TEMPAT = "/admin/gelombang/demo-berjalan/registrasi/langsung/"


@pytest.mark.parametrize("lebar", LEBAR)
def test_after_a_mistake_units_are_still_found_and_a_number_still_fills(
    layar: Callable[..., Layar], lebar: int
) -> None:
    panitia = layar(lebar, "panitia")
    panitia.buka(DI_TEMPAT)
    halaman = panitia.page
    halaman.get_by_label("Nama dan gelar").fill("Sabam Sirait")
    halaman.get_by_role("button", name="Dudukkan dan beri NDH").click()
    expect(halaman.get_by_text("Periksa kembali").or_(halaman.locator(".medan__galat")).first).to_be_visible()
    panitia.temuan.clear()  # the browser notes the refused answer (400) on its console
    halaman.get_by_label("Unit kerja").press_sequentially("pusat pas", delay=20)
    halaman.get_by_role("radio", name="Kelurahan Pusat Pasar").check()
    nip = halaman.request.get(f"{panitia.url}/admin/gelombang/demo-berjalan/peserta/excel/?kelompok=semua")
    halaman.get_by_label("NIP / NI PPPK").fill(_satu_nip(nip.body()))
    expect(halaman.get_by_text("diambil dari data pegawai")).to_be_visible()
    expect(halaman.get_by_label("Nama dan gelar")).not_to_have_value("Sabam Sirait")
    panitia.periksa()


def _satu_nip(buku: bytes) -> str:
    """A number somebody has, out of a list as Panitia fetch it."""
    isi = CalamineWorkbook.from_filelike(io.BytesIO(buku)).get_sheet_by_index(0).to_python()
    return next(
        angka
        for baris in isi
        for sel in baris
        if re.fullmatch(r"\d{18}", angka := re.sub(r"\D", "", str(sel)))
    )
