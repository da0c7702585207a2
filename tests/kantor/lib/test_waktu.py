"""Times and moments as people type them."""

import datetime

import pytest

from kantor.lib.salah import Salah
from kantor.lib.waktu import urai_jam, urai_saat


@pytest.mark.parametrize("isi", ["08.30", "8:30", "08:30:00", "pukul 8.30 WIB", " 08.30 "])
def test_a_time_is_read_in_many_spellings(isi):
    assert urai_jam(isi) == datetime.time(8, 30)


@pytest.mark.parametrize("isi", ["25.00", "8.75", "pagi", "", "8.3"])
def test_what_is_no_time_is_refused_with_an_example(isi):
    with pytest.raises(Salah, match=r"08\.00"):
        urai_jam(isi)


@pytest.mark.parametrize(
    "isi",
    [
        "10-07-2026 16.00",
        "10/7/2026 16:00",
        "2026-07-10T16:00",
        "10 Juli 2026 pukul 16.00 WIB",
        "10-07-2026, 16.00",
    ],
)
def test_a_moment_is_read_in_many_spellings(isi):
    assert urai_saat(isi) == datetime.datetime(2026, 7, 10, 16)


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        ("10-07-2026", "jamnya juga"),
        ("32-07-2026 16.00", "tidak ada di kalender"),
        ("besok", "bukan tanggal"),
    ],
)
def test_a_moment_that_is_none_says_which_part(isi, kata):
    with pytest.raises(Salah, match=kata):
        urai_saat(isi)
