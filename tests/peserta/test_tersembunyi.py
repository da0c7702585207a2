"""Figures that stay unseen: too small, or the only way to a small one."""

from __future__ import annotations

import datetime
import io
import re

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from peserta.lib.tersembunyi import tersembunyi
from peserta.services.apel import buka_apel
from peserta.services.halangan import catat_halangan
from tests.peserta import buat
from tests.peserta.test_apel import HARI, pegawai
from tests.peserta.test_halaman_apel import isi, masuk


@pytest.mark.parametrize(
    ("ukuran", "tutup"),
    [
        ({"a": 9, "b": 8}, {}),
        ({"a": 9, "b": 8, "c": 3}, {"c": True, "b": False}),
        (
            {"a": 9, "b": 4, "c": 3},
            {"b": True, "c": True},
        ),  # together seven: nobody learns of fewer than five
        ({"a": 9, "b": 1, "c": 2, "d": 6}, {"b": True, "c": True, "d": False}),
        ({"a": 3}, {"a": True}),
    ],
)
def test_one_small_figure_takes_the_next_smallest_along(ukuran, tutup):
    assert tersembunyi(ukuran, 5) == tutup


@given(st.dictionaries(st.integers(), st.integers(1, 40), max_size=12))
def test_what_is_left_of_the_total_is_never_one_figure_or_of_fewer_than_five(ukuran):
    tutup = tersembunyi(ukuran, 5)
    assert {k for k, n in ukuran.items() if n < 5} <= set(tutup)
    if tutup and set(tutup) != set(ukuran):
        assert len(tutup) > 1
        assert sum(ukuran[k] for k in tutup) >= 5


@pytest.mark.django_db
def test_pimpinan_cannot_subtract_a_small_unit_from_its_opd():
    pohon, panitia, hari = buat.pohon(), buat.akun("panitia"), timezone.localdate()
    for n, unit in ((3, pohon["a1"]), (6, pohon["a2"]), (9, pohon["a"])):
        pegawai(n, unit)
    buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari)
    alamat = f"/admin/apel/?opd={pohon['a'].pk}"
    halaman = isi(masuk(buat.akun("pimpinan")).get(alamat))
    assert halaman.count("kurang dari lima orang: angkanya menunjuk orang") == 1
    assert halaman.count("disembunyikan juga") == 1
    assert re.search(r"Unit 12.71.01.1002.*?disembunyikan juga", halaman, re.DOTALL)
    assert "disembunyikan juga" not in isi(masuk(panitia).get(alamat))
    jawaban = masuk(buat.akun("pimpinan")).get(f"/admin/apel/excel/?opd={pohon['a'].pk}")
    buku = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(jawaban.streaming_content)))
    baris = [b for b in buku.get_sheet_by_index(0).to_python() if isinstance(b[0], float)]
    assert sorted(b[2] for b in baris if b[5] == "") == [3, 6]


@pytest.mark.django_db
def test_a_day_on_which_few_were_expected_goes_with_another():
    pohon, panitia, hari = buat.pohon(), buat.akun("panitia"), timezone.localdate()
    orang = pegawai(8, pohon["a1"])
    for satu in orang[:5]:
        catat_halangan(oleh=panitia, pegawai=satu, jenis="C", mulai=hari - HARI, selesai=hari - HARI)
    for n in range(3):
        buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari - n * HARI)
    alamat = f"/admin/apel/?opd={pohon['a'].pk}&dari={hari - 5 * HARI:%d-%m-%Y}"
    halaman = isi(masuk(buat.akun("pimpinan")).get(alamat))
    assert halaman.count("– disembunyikan</td>") == 2
    assert "– disembunyikan</td>" not in isi(masuk(panitia).get(alamat))
    sehari = f"{hari - datetime.timedelta(1):%d-%m-%Y}"
    sendiri = isi(masuk(buat.akun("pimpinan")).get(f"/admin/apel/?dari={sehari}&sampai={sehari}"))
    assert "Tidak ada angka untuk hari-hari ini" in sendiri
