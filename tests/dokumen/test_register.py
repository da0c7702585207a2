"""The register of certificates over all gelombang, and what the page of a pegawai shows of it."""

from __future__ import annotations

import io

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from dokumen.models import Sertifikat
from dokumen.queries.register import register_sertifikat
from dokumen.services.sertifikat import cabut, terbitkan
from tests.dokumen import terbit
from tests.peserta import buat

pytestmark = pytest.mark.django_db


@pytest.fixture
def staf():
    return buat.akun("admin")


def masuk(akun) -> Client:
    klien = Client()
    klien.force_login(akun)
    return klien


def terbitkan_untuk(staf, banyak: int, awal: int = 0) -> None:
    g = terbit.gelombang(staf, banyak, awal=awal)
    terbitkan(oleh=staf, gelombang=g)


def test_it_is_found_by_number_name_and_nip(staf):
    terbitkan_untuk(staf, 3)
    s = Sertifikat.objects.select_related("pendaftaran__pegawai").order_by("urut").first()
    nip = s.pendaftaran.pegawai.nip
    for q in (s.nomor, s.nomor[:10], nip, f"{nip[:8]} {nip[8:14]}", s.pendaftaran.nama):
        assert s in register_sertifikat(staf, q=q), q
    assert list(register_sertifikat(staf, q=s.nomor)) == [s]
    assert not register_sertifikat(staf, q="tidak ada orang ini")


def test_filters_by_year_kind_and_status(staf):
    terbitkan_untuk(staf, 3)
    s = Sertifikat.objects.first()
    cabut(oleh=staf, sertifikat=s, alasan="Salah nama.")
    assert list(register_sertifikat(staf, status="dicabut")) == [s]
    assert register_sertifikat(staf, status="berlaku").count() == 2
    assert register_sertifikat(staf, tahun=s.tahun, jenis="lulus").count() == 3
    assert not register_sertifikat(staf, tahun=1999)
    assert not register_sertifikat(staf, jenis="mengikuti")
    isi = masuk(staf).get("/admin/sertifikat/?status=dicabut").content.decode()
    assert "Dibatalkan, tidak berlaku" in isi


def test_another_office_sees_none_of_it(staf):
    terbitkan_untuk(staf, 1)
    asing = masuk(buat.akun("admin", "padang"))
    assert Sertifikat.objects.get().nomor not in asing.get("/admin/sertifikat/").content.decode()
    assert masuk(buat.akun("penguji")).get("/admin/sertifikat/").status_code == 404


def test_rubbish_in_the_address_opens_the_list(staf):
    assert masuk(staf).get("/admin/sertifikat/?q=%00&tahun=x&jenis=x&status=x&hal=x").status_code == 200


def test_the_book_comes_as_excel_as_filtered(staf):
    terbitkan_untuk(staf, 2)
    s = Sertifikat.objects.first()
    isi = b"".join(masuk(staf).get("/admin/sertifikat/excel/", {"q": s.nomor}).streaming_content)
    baris = CalamineWorkbook.from_filelike(io.BytesIO(isi)).get_sheet_by_index(0).to_python()
    assert "BUKU REGISTER SERTIFIKAT" in str(baris)
    assert str(baris).count("893.3/") == 1


def test_the_page_of_a_pegawai_shows_diklat_and_certificate(staf):
    terbitkan_untuk(staf, 1)
    s = Sertifikat.objects.select_related("pendaftaran__pegawai").get()
    isi = masuk(staf).get(f"/admin/pegawai/{s.pendaftaran.pegawai_id}/").content.decode()
    assert s.nomor in isi
    assert "Riwayat diklat" in isi
    assert str(s.gelombang.sebutan) in isi


def test_it_costs_the_same_for_one_and_thirty(staf):
    terbitkan_untuk(staf, 1)
    layar = masuk(staf)
    satu = hitung(layar)
    terbitkan_untuk(staf, 30, awal=100)
    assert hitung(layar) == satu
    assert satu <= 12


def hitung(layar: Client) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as semua:
        assert layar.get("/admin/sertifikat/").status_code == 200
    return len(semua)
