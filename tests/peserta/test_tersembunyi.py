"""Figures of who may not know persons: nothing of fewer than five, and no way to it by subtraction."""

from __future__ import annotations

import datetime
import io
from collections import Counter
from decimal import Decimal

import pytest
from django.utils import timezone
from python_calamine import CalamineWorkbook

from kantor.models import Unit
from peserta.queries.apel import SaringanApel, rekap_apel
from peserta.services.apel import buka_apel
from peserta.services.halangan import catat_halangan
from tests.peserta import buat
from tests.peserta.test_apel import HARI, pegawai
from tests.peserta.test_halaman_apel import isi, masuk

pytestmark = pytest.mark.django_db


@pytest.fixture
def pohon():
    return buat.pohon()


@pytest.fixture
def panitia():
    return buat.akun("panitia")


@pytest.fixture
def hari():
    return timezone.localdate()


def terjaga(hari: datetime.date, unit: Unit | None = None, mundur: int = 9):
    opd = [unit.pk] if unit else None
    saringan = SaringanApel(buat.instansi().pk, hari - mundur * HARI, hari, opd=opd, terjaga=True)
    return rekap_apel(saringan, per_unit=unit is not None)


def test_a_small_opd_is_in_no_figure_of_whatever_opd_and_days(pohon, panitia, hari):
    """Neither the whole less the other OPD, nor some days less fewer days, is the small one."""
    pegawai(3, pohon["b1"])
    pegawai(9, pohon["a1"])
    for n in (0, 1):
        for kunci in ("a", "b"):
            buka_apel(oleh=panitia, opd=pohon[kunci], tanggal=hari - n * HARI)
    kantor, besar = terjaga(hari), terjaga(hari, pohon["a"])
    assert (kantor.semua.tercatat, kantor.semua.apel) == (18, 2)
    assert kantor.semua == besar.semua == kantor.per_kelompok[pohon["a"].pk]
    assert terjaga(hari, mundur=0).semua == terjaga(hari, pohon["a"], mundur=0).semua
    assert (kantor.tertutup, terjaga(hari, pohon["b"]).per_tanggal) == ({pohon["b"].pk}, [])
    assert [h.tercatat for _, h in kantor.per_tanggal] == [9, 9]
    pimpinan = masuk(buat.akun("pimpinan"))
    for jalan in ("", "excel/"):
        tanya = f"/admin/apel/{jalan}?dari={hari:%d-%m-%Y}&sampai={hari:%d-%m-%Y}"
        for opd in ("", f"&opd={pohon['a'].pk}"):
            jawaban = pimpinan.get(tanya + opd)
            if jalan:
                buku = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(jawaban.streaming_content)))
                semua = [n for b in buku.get_sheet_by_index(1).to_python() for n in b if isinstance(n, float)]
                assert (9 in semua, 12 in semua) == (True, False)
            else:
                assert "hadir rata-rata dari 9<" in isi(jawaban)
    assert "hadir rata-rata dari 12<" in isi(masuk(panitia).get("/admin/apel/"))


def test_a_day_on_which_few_of_an_opd_were_expected_counts_nowhere(pohon, panitia, hari):
    orang = pegawai(8, pohon["a1"])
    for satu in orang[:5]:
        catat_halangan(oleh=panitia, pegawai=satu, jenis="C", mulai=hari - HARI, selesai=hari - HARI)
    for n in range(3):
        buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari - n * HARI)
    for rekap in (terjaga(hari), terjaga(hari, pohon["a"])):
        assert [d for d, _ in rekap.per_tanggal] == [hari - 2 * HARI, hari]
        assert (rekap.semua.apel, rekap.semua.cuti) == (2, 0)
    sehari = f"{hari - HARI:%d-%m-%Y}"
    sendiri = isi(masuk(buat.akun("pimpinan")).get(f"/admin/apel/?dari={sehari}&sampai={sehari}"))
    assert "Tidak ada angka untuk hari-hari ini" in sendiri


@pytest.mark.parametrize(
    ("ukuran", "tutup"),
    [
        ((9, 8, 7), ()),
        ((9, 8, 3), (3, 8)),
        ((9, 4, 3), (3, 4)),  # together seven: nobody learns of fewer than five
        ((9, 6, 2, 1), (1, 2, 6)),
        ((9, 4, 4, 3), (3, 4, 4)),
    ],
)
def test_one_small_unit_takes_the_next_smallest_along(pohon, panitia, hari, ukuran, tutup):
    unit = [pohon["a1"], pohon["a2"], pohon["a"], buat.unit("12.71.01.1003", pohon["a"])][: len(ukuran)]
    for n, satu in zip(ukuran, unit, strict=True):
        pegawai(n, satu)
    buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari)
    rekap = terjaga(hari, pohon["a"])
    assert rekap.semua.tercatat == sum(ukuran)
    assert Counter(n for n, u in zip(ukuran, unit, strict=True) if u.pk in rekap.tertutup) == Counter(tutup)
    assert Counter(h.tercatat for h in rekap.per_kelompok.values()) == Counter(ukuran) - Counter(tutup)


def test_a_unit_small_on_one_day_keeps_its_other_days_and_the_page_says_the_whole(pohon, panitia, hari):
    for n, kunci in ((6, "a1"), (7, "a2"), (9, "a")):
        orang = pegawai(n, pohon[kunci])
        if kunci == "a1":
            for satu in orang[:2]:
                catat_halangan(oleh=panitia, pegawai=satu, jenis="DL", mulai=hari, selesai=hari)
    for n in range(2):
        buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari - n * HARI)
    rekap = terjaga(hari, pohon["a"])
    apel = {kunci: rekap.per_kelompok[pohon[kunci].pk].apel for kunci in ("a1", "a2", "a")}
    assert (apel, rekap.semua.wajib_rata) == ({"a1": 1, "a2": 1, "a": 2}, Decimal(21))
    halaman = isi(masuk(buat.akun("pimpinan")).get(f"/admin/apel/?opd={pohon['a'].pk}"))
    assert "hadir rata-rata dari 21<" in halaman
    assert "membuka angka yang demikian" not in halaman
