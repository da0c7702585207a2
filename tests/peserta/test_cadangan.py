"""The list of cadangan: a freed seat goes down the list, each with a deadline."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from diklat.queries.gelombang import awal_hari
from diklat.services.gelombang import mulai_gelombang, tutup_pendaftaran
from kantor.galat import KeadaanBerubah
from kantor.models import Surel
from peserta.models import Pendaftaran
from peserta.queries.kursi import dengan_kursi, dengan_posisi, kursi, posisi_cadangan
from peserta.services.cadangan import jawab_tawaran, kembalikan_ke_cadangan, tawaran_lewat, tawarkan_kursi
from peserta.services.gelombang import atur_kuota_unit, ubah_gelombang
from peserta.services.pendaftaran import tarik
from tests.peserta import buat

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return buat.pohon()


def segar(*baris: Pendaftaran) -> list[str]:
    for p in baris:
        p.refresh_from_db()
    return [p.status for p in baris]


def test_the_first_on_the_list_is_offered_the_seat_and_takes_it(unit):
    g = buat.gelombang(kuota=1)
    p, kedua, ketiga = (buat.daftarkan(g, n, unit["a1"]) for n in (1, 2, 3))
    tarik(oleh=None, pendaftaran=p)
    assert segar(kedua, ketiga) == ["ditawari", "daftar_tunggu"]
    assert kursi(g).sisa == 0
    assert Surel.objects.filter(jenis="tawaran_kursi", kepada="orang2@contoh.example").count() == 1
    assert kedua.tawaran_sampai == pytest.approx(
        timezone.now() + datetime.timedelta(hours=48), abs=datetime.timedelta(minutes=1)
    )
    assert jawab_tawaran(oleh=None, pendaftaran=kedua, terima=True).status == "diajukan"
    with pytest.raises(KeadaanBerubah):
        jawab_tawaran(oleh=None, pendaftaran=kedua, terima=True)


def test_who_declines_leaves_the_seat_to_the_next(unit):
    g = buat.gelombang(kuota=1)
    p, kedua, ketiga = (buat.daftarkan(g, n, unit["a1"]) for n in (1, 2, 3))
    tarik(oleh=None, pendaftaran=p)
    jawab_tawaran(oleh=None, pendaftaran=kedua, terima=False)
    assert segar(kedua, ketiga) == ["mengundurkan_diri", "ditawari"]


def test_an_offer_runs_out_and_passes_on(unit):
    g = buat.gelombang(kuota=1)
    p, kedua, ketiga = (buat.daftarkan(g, n, unit["a1"]) for n in (1, 2, 3))
    tarik(oleh=None, pendaftaran=p)
    assert tawaran_lewat() == 0
    nanti = timezone.now() + datetime.timedelta(hours=49)
    with pytest.raises(KeadaanBerubah, match="sudah lewat"):
        jawab_tawaran(oleh=None, pendaftaran=kedua, terima=True, pada=nanti)
    assert tawaran_lewat(pada=nanti) == 1
    assert segar(kedua, ketiga) == ["tawaran_lewat", "ditawari"]
    assert Surel.objects.filter(jenis="tawaran_lewat").count() == 1
    kembalikan_ke_cadangan(oleh=None, pendaftaran=kedua)
    kedua.refresh_from_db()
    assert (kedua.status, kedua.urutan_cadangan) == ("daftar_tunggu", 3)


def test_the_deadline_never_passes_the_first_day_and_nothing_is_offered_after_it(unit):
    g = buat.gelombang(kuota=1, mulai=1)
    p, kedua, ketiga = (buat.daftarkan(g, n, unit["a1"]) for n in (1, 2, 3))
    tutup_pendaftaran(oleh=None, gelombang=g)
    tarik(oleh=None, pendaftaran=p)
    kedua.refresh_from_db()
    assert kedua.tawaran_sampai == awal_hari(g)
    mulai_gelombang(oleh=None, gelombang=g)
    tawaran_lewat(pada=awal_hari(g))
    assert segar(kedua, ketiga) == ["tawaran_lewat", "daftar_tunggu"]


def test_who_sits_elsewhere_on_these_dates_is_passed_over(unit):
    g, lain = buat.gelombang(kuota=1), buat.gelombang(mulai=31)
    p, kedua, ketiga = (buat.daftarkan(g, n, unit["a1"]) for n in (1, 2, 3))
    buat.daftarkan(lain, 2, unit["a1"])
    tarik(oleh=None, pendaftaran=p)
    assert segar(kedua, ketiga) == ["daftar_tunggu", "ditawari"]


def test_a_unit_that_is_full_is_passed_over(unit):
    g = buat.gelombang(kuota=2)
    atur_kuota_unit(oleh=None, gelombang=g, kuota={unit["a"]: 1})
    a = buat.daftarkan(g, 1, unit["a1"])
    b = buat.daftarkan(g, 2, unit["b1"])
    kedua_a, kedua_b = buat.daftarkan(g, 3, unit["a2"]), buat.daftarkan(g, 4, unit["b2"])
    tarik(oleh=None, pendaftaran=b)
    assert segar(a, kedua_a, kedua_b) == ["diajukan", "daftar_tunggu", "ditawari"]
    tarik(oleh=None, pendaftaran=a)
    assert segar(kedua_a) == ["ditawari"]


def test_several_new_seats_go_to_several_and_caps_hold_among_them(unit):
    g = buat.gelombang(kuota=1)
    atur_kuota_unit(oleh=None, gelombang=g, kuota={unit["a"]: 2})
    buat.daftarkan(g, 1, unit["a1"])
    a2, a3, b4 = (buat.daftarkan(g, n, unit[u]) for n, u in ((2, "a1"), (3, "a2"), (4, "b1")))
    g = ubah_gelombang(oleh=None, gelombang=g, kuota=4)
    assert segar(a2, a3, b4) == ["ditawari", "daftar_tunggu", "ditawari"]
    assert kursi(g).sisa == 1


def test_a_newcomer_queues_while_somebody_on_the_list_fits(unit):
    g = buat.gelombang(kuota=1)
    p, kedua = buat.daftarkan(g, 1, unit["a1"]), buat.daftarkan(g, 2, unit["a1"])
    # A seat freed behind the portal's back, as an old import may leave it.
    Pendaftaran.objects.filter(pk=p.pk).update(status="mengundurkan_diri")
    baru = buat.daftarkan(g, 3, unit["a1"])
    assert segar(kedua, baru) == ["ditawari", "daftar_tunggu"]


def test_a_newcomer_passes_a_list_nobody_of_which_fits(unit):
    g = buat.gelombang(kuota=2)
    atur_kuota_unit(oleh=None, gelombang=g, kuota={unit["a"]: 1})
    buat.daftarkan(g, 1, unit["a1"])
    menunggu = buat.daftarkan(g, 2, unit["a2"])
    assert buat.daftarkan(g, 3, unit["b1"]).status == "diajukan"
    assert segar(menunggu) == ["daftar_tunggu"]


def test_offering_twice_offers_once(unit):
    g = buat.gelombang(kuota=1)
    p, kedua = buat.daftarkan(g, 1, unit["a1"]), buat.daftarkan(g, 2, unit["a1"])
    tarik(oleh=None, pendaftaran=p)
    assert tawarkan_kursi(oleh=None, gelombang=g) == []
    assert Surel.objects.filter(jenis="tawaran_kursi").count() == 1
    assert segar(kedua) == ["ditawari"]


def test_places_on_the_list_read_alike_one_by_one_and_all_at_once(unit, django_assert_num_queries):
    g = buat.gelombang(kuota=1)
    semua = [buat.daftarkan(g, n, unit["a1"], prioritas=int(n == 4)) for n in range(1, 6)]
    with django_assert_num_queries(1):
        posisi = {p.pk: p.posisi for p in dengan_posisi(Pendaftaran.objects.filter(gelombang=g))}
    assert [posisi[p.pk] for p in semua] == [None, 2, 3, 1, 4]
    assert [posisi_cadangan(p) for p in semua] == [None, 2, 3, 1, 4]
    [g] = dengan_kursi(type(g).objects.filter(pk=g.pk))
    assert (g.terisi, g.cadangan, g.sisa) == (1, 4, 0)
