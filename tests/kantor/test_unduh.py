"""Lists leave as Excel as they were filtered, whole, and in flat memory; units are found while typing."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from kantor.lib.excel import Kolom, Lembar
from kantor.models import Pegawai
from kantor.queries.telusur import telusuri
from kantor.services.unit import muat_wilayah
from kantor.views.unduh import jawab_excel
from tests.kantor import bantu

pytestmark = pytest.mark.django_db


def test_every_row_comes_once_in_order_however_many_pages_it_takes(django_assert_num_queries: Any) -> None:
    for n in range(7):
        bantu.pegawai(n)
    with django_assert_num_queries(3):
        nama = [p.nama for p in telusuri(Pegawai.objects.all(), urutan=("nama_kunci", "pk"), sekali=3)]
    assert nama == sorted(nama)
    assert len(nama) == 7


def test_an_excel_holds_what_the_list_held_and_a_formula_is_only_text() -> None:
    lembar = Lembar("Pegawai", [Kolom("NIP", "nip"), Kolom("NAMA")], [("198609262015051001", "=1+1")])
    jawaban = jawab_excel("Daftar Pegawai", lembar, instansi=bantu.instansi())
    buku = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(jawaban.streaming_content)))
    assert buku.get_sheet_by_name("Pegawai").to_python()[1] == ["19860926 201505 1 001", "=1+1"]
    assert jawaban["Content-Disposition"].startswith('attachment; filename="Daftar Pegawai_')


def test_units_are_found_while_typing_by_anybody() -> None:
    bantu.instansi()
    muat_wilayah(oleh=None)
    halaman = Client().get("/unit/cari/", {"q": "pusat pasar"})
    assert "12.71.01.1002" in halaman.content.decode()
    potongan = Client().get(
        "/unit/cari/", {"q": "pusat pasar", "nama": "unit"}, headers={"HX-Request": "true"}
    )
    isi = potongan.content.decode()
    assert 'name="unit" value="12.71.01.1002"' in isi
    assert "<html" not in isi


@pytest.mark.parametrize(
    "q", ["", "x", "\0", "<script>alert(1)</script>", "%" * 500, "tidak ada unit begini"]
)
def test_odd_searches_are_answered_calmly(q: str) -> None:
    jawaban = Client().get(
        "/unit/cari/", {"q": q, "lingkup": "\0", "nama": 'x" onclick="'}, headers={"HX-Request": "true"}
    )
    assert jawaban.status_code == 200
    assert "<script>" not in jawaban.content.decode()
    assert "onclick" not in jawaban.content.decode()
