"""The unit tree, and units found by what people type and files write."""

from __future__ import annotations

import datetime

import pytest

from kantor.galat import TidakValid
from kantor.models import Instansi, Pegawai, Unit
from kantor.services.pegawai import ubah_pegawai
from kantor.services.unit import (
    cari_unit,
    cocokkan_unit,
    gabung_unit,
    muat_wilayah,
    pindah_unit,
    tambah_unit,
    ubah_nama_unit,
    unit_dari_teks,
)
from tests.kantor import bantu

pytestmark = pytest.mark.django_db


@pytest.fixture
def medan() -> None:
    bantu.instansi()
    muat_wilayah(oleh=None)


def kode(*semua: str) -> list[Unit]:
    return [Unit.objects.get(kode=k) for k in semua]


def test_the_public_list_is_loaded_once_and_again_changes_nothing() -> None:
    milik = bantu.instansi()
    assert muat_wilayah(oleh=None) == 342
    Unit.objects.filter(kode="12.71.01").update(nama="Medan Kota Baru")
    assert muat_wilayah(oleh=None) == 0
    kecamatan, kelurahan = kode("12.71.01", "12.71.01.1002")
    assert kecamatan.nama == "Medan Kota Baru"
    assert (kecamatan.opd, kelurahan.opd, kelurahan.parent) == (kecamatan, kecamatan, kecamatan)
    assert kelurahan.instansi == milik
    assert Unit.objects.get(kode="13.71").instansi is None


def test_a_city_whose_instansi_comes_later_gets_its_units(medan: None) -> None:
    padang = bantu.instansi("kota-padang", "Pemerintah Kota Padang")
    muat_wilayah(oleh=None)
    assert Unit.objects.filter(instansi=padang).count() > 100


def test_the_list_is_loaded_in_few_queries(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    bantu.instansi()
    with django_assert_max_num_queries(100):
        muat_wilayah(oleh=None)


@pytest.mark.parametrize(
    ("teks", "harap"),
    [
        ("Kelurahan Mabar Kecamatan Medan Deli", "12.71.06"),
        ("KEL. PUSAT PASAR, KEC. MEDAN KOTA", "12.71.01"),
        ("kecamatan medan kota", "12.71.01"),
        ("Medan Kota", "12.71.01"),
        ("Seksi Pemerintahan Kecamatan Medan Kota", "12.71.01"),
        ("12.71.01.1002", "12.71.01"),
    ],
)
def test_a_cell_is_understood_however_the_office_writes_it(medan: None, teks: str, harap: str) -> None:
    unit = unit_dari_teks(teks)
    assert len(unit) == 1
    assert unit[0].kode.startswith(harap)


def test_a_kelurahan_without_its_kecamatan_is_found_when_the_name_is_unique(medan: None) -> None:
    assert [u.nama for u in unit_dari_teks("Kelurahan Mabar")] == ["Mabar"]
    assert unit_dari_teks("Kelurahan Entah") == []


def test_a_name_that_occurs_twice_gives_both(medan: None) -> None:
    dua = Unit.objects.filter(jenis="kelurahan", nama="Sei Mati")
    tambah_unit(
        oleh=None, kode="X.1", nama="Mabar", jenis="kelurahan", induk=Unit.objects.get(kode="12.71.01")
    )
    assert len(unit_dari_teks("Kelurahan Mabar")) == 2
    assert dua.count() <= 2


def test_many_cells_cost_as_many_queries_as_one(medan: None, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    semua = [u.nama_lengkap for u in Unit.objects.filter(jenis="kelurahan")]
    with django_assert_max_num_queries(4):
        assert all(cocokkan_unit(semua).values())


def test_search_finds_by_beginning_by_parts_and_with_a_slip(medan: None) -> None:
    assert cari_unit("pusat pa")[0].nama == "Pusat Pasar"
    assert cari_unit("kel. pusat pasar")[0].nama == "Pusat Pasar"
    assert "Mabar" in [u.nama for u in cari_unit("mabar medan deli")]
    assert "Pusat Pasar" in [u.nama for u in cari_unit("pusat paser")]
    assert cari_unit("p") == []
    assert cari_unit("\0") == []
    cari_unit("%_' OR 1=1 --")
    assert len(cari_unit("medan")) <= 20


def test_of_units_that_fit_alike_those_of_the_organiser_come_first(medan: None) -> None:
    padang = Instansi.objects.create(kode="kota-padang", nama="Pemerintah Kota Padang", kota="Padang")
    muat_wilayah(oleh=None)
    medan_ = Instansi.objects.get(kode="kota-medan")
    for milik in (padang, medan_):
        temuan = cari_unit("pasar", utamakan=milik.pk)
        urut = [u.instansi_id == milik.pk for u in temuan if u.nama.startswith("Pasar")]
        assert True in urut
        assert False in urut
        assert urut == sorted(urut, reverse=True)


def test_search_within_the_units_a_gelombang_is_for(medan: None) -> None:
    deli = Unit.objects.get(nama="Medan Deli")
    assert {u.opd for u in cari_unit("ma", sasaran=[deli])} <= {deli}


def test_a_renamed_unit_is_found_by_both_names(medan: None) -> None:
    unit = Unit.objects.get(kode="12.71.01")
    baru = ubah_nama_unit(oleh=None, unit=unit, nama="Medan Pusat")
    assert unit_dari_teks("Kecamatan Medan Kota") == [baru]
    assert unit_dari_teks("Kecamatan Medan Pusat") == [baru]
    assert unit_dari_teks("Kelurahan Pusat Pasar Kecamatan Medan Kota")[0].kode == "12.71.01.1002"
    assert unit_dari_teks("Kelurahan Pusat Pasar Kecamatan Medan Pusat")[0].kode == "12.71.01.1002"


def test_a_moved_unit_takes_its_people_to_the_new_opd(medan: None) -> None:
    kelurahan, tujuan = kode("12.71.01.1002", "12.71.02")
    orang = ubah_pegawai(oleh=None, pegawai=bantu.pegawai(1), unit=kelurahan)
    assert orang.opd.kode == "12.71.01"
    pindah_unit(oleh=None, unit=kelurahan, induk=tujuan)
    orang.refresh_from_db()
    assert orang.opd == tujuan
    assert unit_dari_teks("Kelurahan Pusat Pasar Kecamatan Medan Kota") == [kelurahan]


def test_a_unit_cannot_stand_below_itself(medan: None) -> None:
    kecamatan, kelurahan = kode("12.71.01", "12.71.01.1002")
    with pytest.raises(TidakValid):
        pindah_unit(oleh=None, unit=kecamatan, induk=kelurahan)
    with pytest.raises(TidakValid):
        gabung_unit(oleh=None, unit=kecamatan, ke=kelurahan)


def test_merged_units_share_people_names_and_end(medan: None) -> None:
    lama, baru = kode("12.71.01.1001", "12.71.01.1002")
    orang = ubah_pegawai(oleh=None, pegawai=bantu.pegawai(1), unit=lama)
    kemarin = datetime.date(2020, 1, 1)
    gabung_unit(oleh=None, unit=lama, ke=baru, berlaku_sampai=kemarin)
    assert Pegawai.objects.get(pk=orang.pk).unit == baru
    assert unit_dari_teks("Kelurahan Pasar Baru Kecamatan Medan Kota") == [baru]
    assert lama not in cari_unit("Pasar Baru")


def test_a_section_is_found_with_the_name_of_its_opd(medan: None) -> None:
    kota = Unit.objects.get(kode="12.71")
    dinas = tambah_unit(oleh=None, kode="D1", nama="Dinas Kesehatan", jenis="dinas", induk=kota)
    bidang = tambah_unit(oleh=None, kode="D1.1", nama="Bidang Gizi", jenis="bidang", induk=dinas)
    assert bidang.opd == dinas
    assert unit_dari_teks("Bidang Gizi Dinas Kesehatan Kota Medan") == [bidang]
    assert unit_dari_teks("Dinkes") == [dinas]
