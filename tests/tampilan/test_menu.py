"""Menus from the registries: who sees what, in which order, with which count."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache

from kantor import menu
from kantor.daftar import Daftar


@pytest.fixture(autouse=True)
def daftar_sendiri(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Empty registries, and an entry's name is its address."""
    for nama in ("_staf", "_publik", "_ruang"):
        monkeypatch.setattr(menu, nama, Daftar(nama))
    monkeypatch.setattr(menu, "reverse", lambda nama: nama)
    cache.clear()
    yield
    cache.clear()


def orang(pk: int = 1, **lain: object) -> SimpleNamespace:
    return SimpleNamespace(pk=pk, is_authenticated=True, **lain)


def test_groups_stand_in_their_fixed_order_and_entries_by_their_number() -> None:
    menu.staf(menu.Butir("Unit kerja", "/unit/", kelompok="Kantor"))
    menu.staf(menu.Butir("Sertifikat", "/sertifikat/", kelompok="Dokumen"))
    menu.staf(menu.Butir("Gelombang", "/gelombang/", urutan=20))
    menu.staf(menu.Butir("Hari ini", "/", urutan=10))
    kelompok = menu.menu_staf(orang(), "/gelombang/abc/")
    assert [k.nama for k in kelompok] == ["", "Dokumen", "Kantor"]
    assert [b.label for b in kelompok[0].butir] == ["Hari ini", "Gelombang"]
    assert [b.aktif for b in kelompok[0].butir] == [False, True]


def test_the_most_exact_address_is_the_one_marked() -> None:
    menu.staf(menu.Butir("Hari ini", "/admin/"))
    menu.staf(menu.Butir("Unit kerja", "/admin/unit/"))
    aktif = {b.label: b.aktif for b in menu.menu_staf(orang(), "/admin/unit/3/")[0].butir}
    assert aktif == {"Hari ini": False, "Unit kerja": True}


def test_an_entry_that_is_not_for_somebody_is_not_shown() -> None:
    menu.ruang(menu.Butir("Operator OPD", "/operator/", terlihat=lambda p: p.operator))
    assert menu.menu_ruang(orang(operator=False), "/") == []
    assert [b.label for b in menu.menu_ruang(orang(operator=True), "/")] == ["Operator OPD"]


def test_a_stranger_sees_the_public_menu_only() -> None:
    menu.publik(menu.Butir("Gelombang", "/gelombang/"))
    menu.ruang(menu.Butir("Beranda Peserta", "/saya/"))
    menu.staf(menu.Butir("Hari ini", "/hari-ini/"))
    siapa = AnonymousUser()
    assert [b.label for b in menu.menu_publik(siapa, "/")] == ["Gelombang"]
    assert menu.menu_ruang(siapa, "/") == []
    assert menu.menu_staf(siapa, "/") == []


def test_counts_are_each_persons_own_and_not_asked_for_on_every_page() -> None:
    tanya: list[int] = []

    def hitung(pengguna: SimpleNamespace) -> int:
        tanya.append(pengguna.pk)
        return pengguna.pk * 10

    menu.staf(menu.Butir("Verifikasi", "/v/", lencana=hitung))
    for pk in (1, 1, 2):
        assert menu.menu_staf(orang(pk), "/")[0].butir[0].lencana == pk * 10
    assert tanya == [1, 2]


def test_nothing_waiting_shows_no_count() -> None:
    menu.staf(menu.Butir("Verifikasi", "/v/", lencana=lambda p: 0))
    assert menu.menu_staf(orang(), "/")[0].butir[0].lencana is None
