"""The unit tree on screen: looked at by staff, changed by who manages the office."""

from __future__ import annotations

import io

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from kantor.models import AliasUnit, Pengguna, Unit
from kantor.queries.pohon import anak_unit, pohon_unit, telusuri_pohon
from tests.kantor import bantu

pytestmark = pytest.mark.django_db


@pytest.fixture
def pohon() -> dict[str, Unit]:
    kota = bantu.unit("12.71", "Kota Medan", "kota")
    a, b = (
        bantu.unit("12.71.01", "Medan Kota", "kecamatan", kota),
        bantu.unit("12.71.02", "Medan Deli", "kecamatan", kota),
    )
    return {"kota": kota, "a": a, "b": b, "a1": bantu.unit("12.71.01.1001", "Pasar Baru", "kelurahan", a)}


def masuk(akun: Pengguna) -> Client:
    klien = Client()
    klien.force_login(akun)
    return klien


@pytest.fixture
def pengelola() -> Client:
    return masuk(bantu.pengguna("admin"))


def tempatkan(n: int, unit: Unit, **lain) -> None:
    bantu.pegawai(n, unit=unit, opd_id=unit.opd_id, instansi=unit.instansi, **lain)


def test_the_tree_counts_active_people_below_each_unit(pengelola, pohon):
    tempatkan(1, pohon["a1"])
    tempatkan(2, pohon["a"])
    tempatkan(3, pohon["a1"], keadaan="pensiun")
    jumlah = {s.unit: (s.pegawai, s.semua) for s in telusuri_pohon(pohon_unit(bantu.instansi()))}
    assert jumlah == {pohon["kota"]: (0, 2), pohon["a"]: (1, 2), pohon["a1"]: (1, 1), pohon["b"]: (0, 0)}
    assert {s.unit: s.semua for s in anak_unit(pohon["kota"])} == {pohon["a"]: 2, pohon["b"]: 0}
    isi = pengelola.get("/admin/unit/").content.decode()
    assert "Kecamatan Medan Kota" in isi
    assert "2 pegawai" in isi


def test_a_unit_is_found_by_a_part_of_its_name(pengelola, pohon):
    isi = pengelola.get("/admin/unit/?q=pasar").content.decode()
    assert "Kelurahan Pasar Baru" in isi
    assert "Kecamatan Medan Deli" not in isi


def test_units_of_another_office_are_404(pohon):
    asing = masuk(bantu.pengguna("admin", bantu.instansi("kota-padang", "Pemerintah Kota Padang")))
    for ekor in ("", "tambah/", "nama/", "pindah/", "gabung/"):
        assert asing.get(f"/admin/unit/{pohon['a'].pk}/{ekor}").status_code == 404
    assert "Medan" not in asing.get("/admin/unit/").content.decode()


def test_panitia_looks_and_the_manager_changes(pohon):
    panitia = masuk(bantu.pengguna("panitia"))
    alamat = f"/admin/unit/{pohon['a'].pk}/"
    isi = panitia.get(alamat).content.decode()
    assert "Ubah nama" not in isi
    assert panitia.get(f"{alamat}nama/").status_code == 404


def test_a_new_unit_stands_below_with_a_suggested_code(pengelola, pohon):
    alamat = f"/admin/unit/{pohon['a'].pk}/tambah/"
    assert 'value="12.71.01.02"' in pengelola.get(alamat).content.decode()
    pengelola.post(alamat, {"nama": "Seksi Pemerintahan", "jenis": "bidang", "kode": "12.71.01.02"})
    baru = Unit.objects.get(kode="12.71.01.02")
    assert (baru.parent, baru.opd) == (pohon["a"], pohon["a"])


def test_a_taken_code_is_said_at_its_field(pengelola, pohon):
    isi = {"nama": "Lain", "jenis": "bidang", "kode": "12.71.01.1001"}
    jawaban = pengelola.post(f"/admin/unit/{pohon['a'].pk}/tambah/", isi)
    assert jawaban.status_code == 400
    assert "sudah dipakai unit lain" in jawaban.content.decode()


def test_another_name_keeps_the_old_one_as_spelling_and_stands_in_the_history(pengelola, pohon):
    alamat = f"/admin/unit/{pohon['a1'].pk}/"
    pengelola.post(f"{alamat}nama/", {"nama": "Pasar Raya"})
    isi = pengelola.get(alamat).content.decode()
    assert "Kelurahan Pasar Raya" in isi
    assert "Kelurahan Pasar Baru" in isi
    assert "nama: Pasar Baru → Pasar Raya" in isi


def test_a_unit_moves_with_its_people(pengelola, pohon):
    tempatkan(1, pohon["a1"])
    pengelola.post(f"/admin/unit/{pohon['a1'].pk}/pindah/", {"unit": "12.71.02"})
    pohon["a1"].refresh_from_db()
    assert pohon["a1"].parent == pohon["b"]
    assert pohon["a1"].pegawai.get().opd == pohon["b"]


def test_a_unit_is_not_put_below_itself(pengelola, pohon):
    jawaban = pengelola.post(f"/admin/unit/{pohon['a'].pk}/pindah/", {"unit": "12.71.01.1001"})
    assert jawaban.status_code == 400
    assert "di bawah dirinya sendiri" in jawaban.content.decode()


def test_a_merged_unit_ends_and_leads_to_the_other(pengelola, pohon):
    tempatkan(1, pohon["a"])
    jawaban = pengelola.post(f"/admin/unit/{pohon['a'].pk}/gabung/", {"unit": "12.71.02"})
    assert jawaban.headers["Location"] == f"/admin/unit/{pohon['b'].pk}/"
    pohon["a"].refresh_from_db()
    assert pohon["a"].berlaku_sampai is not None
    assert pohon["b"].pegawai.count() == 1
    assert "Ubah nama" not in pengelola.get(f"/admin/unit/{pohon['a'].pk}/").content.decode()


def test_a_spelling_is_remembered_and_forgotten(pohon):
    panitia = masuk(bantu.pengguna("panitia"))
    alamat = f"/admin/unit/{pohon['a1'].pk}/sebutan/"
    panitia.post(alamat, {"teks": "Kel. Psr Baru"})
    alias = AliasUnit.objects.get(unit=pohon["a1"])
    assert panitia.post(f"/admin/unit/{pohon['b'].pk}/sebutan/{alias.pk}/hapus/").status_code == 404
    panitia.post(f"{alamat}{alias.pk}/hapus/")
    assert not AliasUnit.objects.filter(unit=pohon["a1"]).exists()


def test_a_large_tree_is_cut_below_its_upper_levels(pengelola, pohon, monkeypatch):
    monkeypatch.setattr("kantor.queries.pohon.SEKALIGUS", 3)
    [akar] = pohon_unit(bantu.instansi())
    assert [(s.unit, s.anak, s.tersembunyi) for s in akar.anak] == [(pohon["a"], [], 1), (pohon["b"], [], 0)]


def test_the_tree_comes_as_excel(pengelola, pohon):
    assert pengelola.get("/admin/unit/excel/").headers["Content-Type"].endswith("sheet")


def test_a_large_tree_is_whole_in_the_excel(pengelola, pohon, monkeypatch):
    monkeypatch.setattr("kantor.queries.pohon.SEKALIGUS", 3)
    isi = b"".join(pengelola.get("/admin/unit/excel/").streaming_content)
    teks = str(CalamineWorkbook.from_filelike(io.BytesIO(isi)).get_sheet_by_index(0).to_python())
    for unit in pohon.values():
        assert unit.kode in teks
