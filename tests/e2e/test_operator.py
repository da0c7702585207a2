"""Story of the Operator OPD: quota and deadline, names by Excel and one by one under one letter, a replacement."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.layar import MEJA, TELEPON, Layar, buku
from tests.e2e.luar import verifikasi
from tests.fixtures.portal import LivePortal
from tests.peserta.peramban import PDF

pytestmark = [pytest.mark.lambat, pytest.mark.timeout(600)]

SURAT = {"name": "surat usulan.pdf", "mimeType": "application/pdf", "buffer": PDF}


def test_an_operator_proposes_names_under_one_letter_replaces_one_and_sees_each_status(
    layar: Callable[..., Layar], portal_hidup: LivePortal
) -> None:
    # Panitia gives the OPD its part; the operator sees it with its deadline
    panitia = layar(MEJA, "panitia")
    panitia.buka("/admin/gelombang/demo-terbuka/usulan/")
    panitia.klik(re.compile("^Atur kuota"))
    panitia.page.get_by_label("Tambah unit").press_sequentially("medan kota", delay=20)
    panitia.page.get_by_role("radio", name=re.compile("^Kecamatan Medan Kota")).check()
    panitia.page.get_by_label("Kuota unit itu").fill("20")
    panitia.tekan("Tambahkan unit")

    operator = layar(MEJA, "operator")
    nomor_surat = "800/41/2026"
    operator.buka("/operator/")
    terbuka = operator.page.get_by_role("article").filter(has_text="Gelombang III")
    expect(terbuka).to_contain_text(re.compile(r"\d+ dari 20 nama diusulkan"))
    expect(terbuka).to_contain_text("Usulan paling lambat")
    operator.klik(re.compile("Gelombang III$"))

    # Many names from Excel, one of them faulty, and the letter over them
    operator.klik("Usulkan lewat Excel")
    nip = [f"19910101 201501 {n % 2 + 1} {n + 41:03d}" for n in range(4)]
    daftar = [["NIP", "NAMA", "GOL", "JABATAN"], [nip[0], "Marlina Sitorus, S.E.", "III/a", "Analis"]]
    daftar += [
        [nip[1], "Jansen Purba, S.H.", "III/b", "Analis"],
        ["19911301 201501 1 001", "Salah", "", ""],
    ]
    operator.page.get_by_label("Berkas Excel").set_input_files(buku(daftar))
    operator.tekan("Baca berkas")
    operator.lihat(operator.page.get_by_role("button", name="Simpan 2 baris"))
    operator.terbaca("bulan")
    operator.page.get_by_label("Nomor surat usulan").fill(nomor_surat)
    operator.page.get_by_label("Tanggal surat").fill("2026-11-20")
    operator.page.get_by_label("Pindai surat usulan").set_input_files(SURAT)
    operator.tekan("Simpan 2 baris")
    operator.lihat(operator.page.get_by_text("Selesai."))

    # On a phone one more by NIP: the office knows the person; the same letter covers the name
    operator = layar(TELEPON, "operator")
    operator.buka("/operator/")
    operator.klik(re.compile("Buka usulan.*Gelombang III$"))
    operator.klik("Usulkan satu orang")
    kenal, nama = _orang_unit(portal_hidup)
    operator.page.get_by_label("NIP / NI PPPK").fill(kenal)
    operator.tekan("Lanjut")
    operator.terbaca("diambil dari data pegawai")
    operator.page.get_by_label("Surat usulan").select_option(nomor_surat)
    operator.tekan("Usulkan")
    expect(operator.page.get_by_role("row", name=nama)).to_contain_text("Menunggu verifikasi")
    operator.terbaca(f"{nomor_surat}", "3 nama")
    assert (
        operator.konteks.request.get(
            operator.url
            + str(operator.page.get_by_role("link", name="Lihat", exact=True).first.get_attribute("href"))
        )
        .body()
        .startswith(b"%PDF")
    )

    # Another person on the same seat
    operator.klik(re.compile("^Ganti Jansen Purba"))
    operator.page.get_by_label("NIP / NI PPPK").fill(nip[2])
    operator.page.get_by_label("Nama dan gelar").fill("Lamria Purba, S.H.")
    operator.page.get_by_label("Golongan").fill("III/b")
    operator.page.get_by_label("Jabatan").fill("Analis")
    operator.page.get_by_label("Alasan penggantian").fill("Cuti melahirkan.")
    operator.tekan("Ganti peserta")
    operator.terbaca("Peserta diganti; menunggu verifikasi panitia.", "Menggantikan Jansen Purba, S.H.")

    # What Panitia sends back is on the list with its reason
    operator = layar(MEJA, "operator")
    [(nomor,)] = portal_hidup.sql(
        "SELECT nomor FROM peserta_pendaftaran d JOIN kantor_pegawai p ON p.id = d.pegawai_id"
        " WHERE p.nip = %s AND d.status = 'diajukan'", [nip[0].replace(" ", "")],
    )  # fmt: skip
    verifikasi(portal_hidup, nomor, "kembalikan", "Lampirkan SK terakhir.")
    operator.buka("/operator/")
    operator.klik(re.compile("Buka usulan.*Gelombang III$"))
    operator.klik(re.compile("perlu dilengkapi"))
    expect(operator.page.get_by_role("row", name=nip[0])).to_contain_text("Lampirkan SK terakhir.")
    operator.klik("Hapus saringan")
    expect(operator.page.get_by_role("row", name="Jansen Purba").first).to_contain_text("Digantikan")


def _orang_unit(portal: LivePortal) -> tuple[str, str]:
    """A pegawai of the operator's own units who is in no gelombang."""
    return portal.sql(
        "SELECT p.nip, p.nama FROM kantor_pegawai p JOIN kantor_unit u ON u.id = p.unit_id"
        " JOIN kantor_unit opd ON opd.id = u.parent_id"
        " WHERE opd.nama = 'Medan Kota' AND p.keadaan = 'aktif' AND NOT EXISTS"
        " (SELECT FROM peserta_pendaftaran d WHERE d.pegawai_id = p.id) ORDER BY p.nip LIMIT 1", ()
    )[0]  # fmt: skip
