"""Changing a gelombang that people are registered for."""

from __future__ import annotations

import datetime

import pytest

from diklat.models import Gelombang
from diklat.services.gelombang import mulai_gelombang, tutup_pendaftaran
from kantor.galat import BentrokJadwal, KeadaanBerubah, TidakValid
from kantor.models import Surel
from peserta.models import Pendaftaran
from peserta.services.gelombang import atur_kuota_unit, batalkan_gelombang, kembali_ke_draf, ubah_gelombang
from tests.peserta import buat

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return buat.pohon()


def test_a_quota_below_the_seats_taken_is_refused_with_the_number(unit):
    g = buat.gelombang(kuota=5)
    for n in range(3):
        buat.daftarkan(g, n, unit["a1"])
    with pytest.raises(TidakValid) as galat:
        ubah_gelombang(oleh=None, gelombang=g, kuota=2)
    assert galat.value.rincian == {"kuota": ["3 kursi sudah terisi, kuota paling sedikit 3."]}
    assert ubah_gelombang(oleh=None, gelombang=g, kuota=3).kuota == 3


def test_a_cap_below_the_seats_taken_is_refused_with_the_number_and_changes_nothing(unit):
    g = buat.gelombang()
    atur_kuota_unit(oleh=None, gelombang=g, kuota={unit["b"]: 4})
    for n in range(2):
        buat.daftarkan(g, n, unit["a1"])
    with pytest.raises(TidakValid) as galat:
        atur_kuota_unit(oleh=None, gelombang=g, kuota={unit["a"]: 1})
    assert "2 kursi sudah terisi" in galat.value.rincian["kuota_unit"][0]
    assert [k.unit for k in g.kuota_unit.all()] == [unit["b"]]
    atur_kuota_unit(oleh=None, gelombang=g, kuota={unit["a"]: 2})
    assert [(k.unit, k.kuota) for k in g.kuota_unit.all()] == [(unit["a"], 2)]


def test_new_dates_move_every_registration_and_are_told(unit):
    g = buat.gelombang()
    p = buat.daftarkan(g, 1, unit["a1"])
    Surel.objects.all().delete()
    baru = g.mulai + datetime.timedelta(days=7)
    ubah_gelombang(oleh=None, gelombang=g, mulai=baru, selesai=baru + datetime.timedelta(days=2))
    p.refresh_from_db()
    assert (p.rentang.lower, p.rentang.upper) == (baru, baru + datetime.timedelta(days=3))
    assert Surel.objects.get().jenis == "jadwal_berubah"


def test_new_dates_that_would_seat_somebody_twice_name_them(unit):
    g, lain = buat.gelombang(mulai=30), buat.gelombang(mulai=60)
    for n in (1, 2):
        buat.daftarkan(g, n, unit["a1"])
    buat.daftarkan(lain, 1, unit["a1"])
    with pytest.raises(BentrokJadwal, match="Ahmad Nasution") as galat:
        ubah_gelombang(oleh=None, gelombang=g, mulai=lain.mulai, selesai=lain.selesai)
    assert galat.value.rincian == {"mulai": [galat.value.pesan]}
    g.refresh_from_db()
    assert g.mulai != lain.mulai


def test_dates_in_the_wrong_order_are_refused_by_field(unit):
    g = buat.gelombang()
    with pytest.raises(TidakValid):
        ubah_gelombang(oleh=None, gelombang=g, selesai=g.mulai - datetime.timedelta(days=1))


def test_the_address_of_the_page_is_fixed_once_it_is_announced():
    g = buat.gelombang(dibuka=False)
    assert ubah_gelombang(oleh=None, gelombang=g, slug="alamat-baru").slug == "alamat-baru"
    g = buat.gelombang()
    with pytest.raises(TidakValid) as galat:
        ubah_gelombang(oleh=None, gelombang=g, slug="lain-lagi")
    assert list(galat.value.rincian) == ["slug"]


def test_calling_off_ends_every_registration_and_writes_to_everybody(unit):
    g = buat.gelombang(kuota=1)
    for n in range(3):
        buat.daftarkan(g, n, unit["a1"])
    Surel.objects.all().delete()
    with pytest.raises(TidakValid):
        batalkan_gelombang(oleh=None, gelombang=g, alasan=" ")
    assert batalkan_gelombang(oleh=None, gelombang=g, alasan="Hotel tutup").status == "dibatalkan"
    assert set(Pendaftaran.objects.values_list("status", flat=True)) == {"dibatalkan"}
    assert Surel.objects.filter(jenis="gelombang_dibatalkan", isi__contains="Hotel tutup").count() == 3
    with pytest.raises(KeadaanBerubah):
        ubah_gelombang(oleh=None, gelombang=g, kuota=10)


def test_back_to_draft_only_while_nobody_has_registered(unit):
    g = buat.gelombang()
    assert kembali_ke_draf(oleh=None, gelombang=g).status == "draf"
    g = buat.gelombang()
    buat.daftarkan(g, 1, unit["a1"])
    with pytest.raises(KeadaanBerubah):
        kembali_ke_draf(oleh=None, gelombang=g)
    assert Gelombang.objects.get(pk=g.pk).status == "dibuka"
    tutup_pendaftaran(oleh=None, gelombang=g)
    with pytest.raises(KeadaanBerubah):
        kembali_ke_draf(oleh=None, gelombang=g)
    assert mulai_gelombang(oleh=None, gelombang=g).status == "berlangsung"
