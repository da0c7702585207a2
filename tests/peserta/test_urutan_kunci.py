"""People are locked in one order (by pk): whoever may be offered a seat together with whom the act is about."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from diklat.models import KuotaUnit
from kantor.models import Pegawai
from kantor.services.impor import konfirmasi_impor
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import Status
from peserta.services.cadangan import jawab_tawaran, kembalikan_ke_cadangan, tawaran_lewat
from peserta.services.gelombang import ubah_gelombang
from peserta.services.impor_usulan import unggah_usulan
from peserta.services.pendaftaran import pindah_gelombang, tarik
from tests.kantor import bantu
from tests.peserta import buat

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return buat.pohon()


@pytest.fixture
def kenal(unit) -> Callable[[int], int]:
    """Makes the n-th person known to the office, through a gelombang far away; returns the pk."""
    jauh = buat.gelombang(mulai=200, kuota=50)
    return lambda n: buat.daftarkan(jauh, n, unit["b1"]).pegawai_id


@contextmanager
def satu_urutan() -> Iterator[list[int]]:
    """Everybody locked within, in the order it happened; at the end that must be the order of the keys."""
    urutan: list[int] = []
    with CaptureQueriesContext(connection) as tercatat:
        yield urutan
    nip = dict(Pegawai.objects.exclude(nip=None).values_list("nip", "pk"))
    for satu in tercatat:
        sql = satu["sql"]
        if "FOR NO KEY UPDATE" not in sql or "kantor_pegawai" not in sql:
            continue
        dikunci = [nip[n] for n in re.findall(r"nip = '(\d{18})'", sql) if n in nip]
        for isi in re.findall(r'"kantor_pegawai"."id" IN \(([\d, ]+)\)', sql):
            dikunci += sorted(map(int, isi.split(",")))
        urutan += [pk for pk in dikunci if pk not in urutan]
    assert urutan == sorted(urutan)


def test_who_leaves_an_offered_seat_is_locked_together_with_the_next(unit, kenal):
    kenal(3)
    g = buat.gelombang(kuota=1)
    pertama, _, _ = (buat.daftarkan(g, n, unit["a1"]) for n in (1, 2, 3))
    tarik(oleh=None, pendaftaran=pertama)
    ditawari = g.pendaftaran.get(status="ditawari")
    with satu_urutan() as urutan:
        jawab_tawaran(oleh=None, pendaftaran=ditawari, terima=False)
    assert len(urutan) == 2


def test_who_comes_back_to_the_list_is_locked_together_with_it(unit, kenal):
    kenal(3)
    g = buat.gelombang(kuota=1)
    pertama, kedua, _ = (buat.daftarkan(g, n, unit["a1"]) for n in (1, 2, 3))
    tarik(oleh=None, pendaftaran=pertama)
    Pendaftaran.objects.filter(pk=kedua.pk).update(status=Status.TAWARAN_LEWAT)
    with satu_urutan() as urutan:
        kembalikan_ke_cadangan(oleh=None, pendaftaran=kedua)
    assert len(urutan) == 2


def test_a_swap_locks_the_person_and_the_lists_of_both_gelombang(unit, kenal):
    kenal(3)
    asal, tujuan = buat.gelombang(kuota=1), buat.gelombang(mulai=90)
    pindah, _ = (buat.daftarkan(asal, n, unit["a1"]) for n in (1, 3))
    with satu_urutan() as urutan:
        pindah_gelombang(oleh=None, pendaftaran=pindah, ke=tujuan)
    assert len(urutan) == 2


def test_other_dates_with_more_seats_lock_the_seated_and_the_list(unit, kenal):
    kenal(3)
    g = buat.gelombang(kuota=1)
    for n in (1, 3):
        buat.daftarkan(g, n, unit["a1"])
    with satu_urutan() as urutan:
        ubah_gelombang(oleh=None, gelombang=g, kuota=2, selesai=g.selesai + datetime.timedelta(days=1))
    assert len(urutan) == 2


def test_several_offers_at_once_lock_the_whole_list_first(unit, kenal):
    kenal(4)
    g = buat.gelombang(kuota=2)
    for n in (1, 2, 3, 4):
        buat.daftarkan(g, n, unit["a1"])
    for n, p in enumerate(g.pendaftaran.filter(status="diajukan")):
        Pendaftaran.objects.filter(pk=p.pk).update(status="dibatalkan")
        KuotaUnit.objects.create(gelombang=g, unit=[unit["a"], unit["b"]][n], kuota=30)
    with satu_urutan() as urutan:
        tawaran_lewat()
        ubah_gelombang(oleh=None, gelombang=g, sebutan="Angkatan 9")
    assert len(urutan) == 2
    assert g.pendaftaran.filter(status="ditawari").count() == 2


def test_a_known_newcomer_is_locked_together_with_the_list(unit, kenal):
    kenal(5)
    g = buat.gelombang(kuota=1)
    pertama, kedua = (buat.daftarkan(g, n, unit["a1"]) for n in (1, 2))
    Pendaftaran.objects.filter(pk=pertama.pk).update(status="dibatalkan")  # a seat nobody was offered yet
    with satu_urutan() as urutan:
        baru = buat.daftarkan(g, 5, unit["a1"])
    kedua.refresh_from_db()
    assert (kedua.status, baru.status) == ("ditawari", "daftar_tunggu")
    assert len(urutan) == 2


def test_a_list_stored_in_one_transaction_locks_its_known_people_at_once(unit, kenal):
    nip = {n: buat.nip(n) for n in (6, 7, 8)}
    for n in sorted(nip, key=nip.get, reverse=True):  # the higher the NIP the lower the key
        kenal(n)
    operator = buat.akun("operator", unit=unit["a"])
    g = buat.gelombang()
    kepala = ["NAMA", "NIP", "GOL", "JABATAN"]
    isi = [["Rina Siregar", nip[n], "III/c", "Staf"] for n in nip]
    impor = unggah_usulan(
        oleh=operator, gelombang=g, unit=unit["a"], isi=bantu.excel(kepala, isi), nama="usulan.xlsx"
    )
    impor.refresh_from_db()
    konfirmasi_impor(oleh=operator, impor=impor, isian={})
    impor.refresh_from_db()
    with satu_urutan() as urutan:
        bantu.selesaikan(impor.pekerjaan)
    assert len(urutan) == 3
    assert g.pendaftaran.count() == 3
