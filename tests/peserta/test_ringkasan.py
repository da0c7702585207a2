"""The numbers of a gelombang: counted anew for every page, but of a giant only now and then."""

import pytest

from diklat.models import Gelombang
from peserta.queries import ringkasan as modul
from peserta.queries.ringkasan import ringkasan
from tests.peserta import buat

pytestmark = pytest.mark.django_db


@pytest.fixture
def g(monkeypatch) -> Gelombang:
    monkeypatch.setattr(modul, "_simpanan", {})
    g = buat.gelombang(kuota=2)
    unit = buat.pohon()["a"]
    for n in range(1, 4):
        buat.daftarkan(g, n, unit)
    return g


def lagi(g: Gelombang) -> Gelombang:
    """As the next page reads it."""
    return Gelombang.objects.get(pk=g.pk)


def test_every_page_counts_anew(g):
    semula = ringkasan(lagi(g))
    assert (semula.menunggu, semula.cadangan, semula.sisa, semula.semua) == (2, 1, 0, 3)
    g.pendaftaran.filter(status="daftar_tunggu").update(status="diajukan")
    assert ringkasan(lagi(g)).menunggu == 3


def test_a_giant_is_counted_once_in_a_while(g, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(modul, "BANYAK", 2)
    assert ringkasan(lagi(g)).semua == 3
    segar = lagi(g)
    with django_assert_num_queries(0):
        assert ringkasan(segar).semua == 3
    g.pendaftaran.filter(status="daftar_tunggu").update(status="diajukan")
    monkeypatch.setattr(modul, "SIMPAN_DETIK", -1)
    Gelombang.objects.filter(pk=g.pk).update(kuota=5)
    assert (ringkasan(lagi(g)).menunggu, ringkasan(lagi(g)).sisa) == (3, 2)
