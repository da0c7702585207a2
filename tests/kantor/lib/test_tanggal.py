"""Indonesian dates, times and numbers in words."""

from contextlib import suppress
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kantor.lib import tanggal as t

SENIN = date(2017, 7, 10)


def test_a_date_is_written_in_indonesian():
    assert t.panjang(SENIN) == "Senin, 10 Juli 2017"
    assert t.tanggal(SENIN) == "10 Juli 2017"
    assert t.pendek(SENIN) == "10-07-2017"


@pytest.mark.parametrize(
    ("a", "b", "hasil"),
    [
        (SENIN, date(2017, 7, 14), "10 s.d. 14 Juli 2017"),
        (date(2017, 7, 14), SENIN, "10 s.d. 14 Juli 2017"),
        (date(2017, 7, 30), date(2017, 8, 2), "30 Juli s.d. 2 Agustus 2017"),
        (date(2017, 12, 28), date(2018, 1, 3), "28 Desember 2017 s.d. 3 Januari 2018"),
        (date(2016, 7, 10), SENIN, "10 Juli 2016 s.d. 10 Juli 2017"),
        (SENIN, SENIN, "10 Juli 2017"),
        (datetime(2017, 7, 10, 8, tzinfo=UTC), datetime(2017, 7, 10, 16, tzinfo=UTC), "10 Juli 2017"),
    ],
)
def test_a_range_says_only_what_differs(a, b, hasil):
    assert t.rentang(a, b) == hasil


@pytest.mark.parametrize(
    ("zona", "hasil"),
    [
        ("WIB", "07.30 WIB"),
        ("WITA", "08.30 WITA"),
        ("WIT", "09.30 WIT"),
        ("Asia/Makassar", "08.30 WITA"),
        ("Asia/Pontianak", "07.30 WIB"),
    ],
)
def test_time_is_shown_in_the_zone_of_the_organiser(zona, hasil):
    assert t.jam(datetime(2017, 7, 10, 0, 30, tzinfo=UTC), zona) == hasil


def test_a_plain_time_is_taken_as_local():
    assert t.jam(time(7, 5), "WITA") == "07.05 WITA"
    assert t.rentang_jam(time(7, 30), time(9, 0)) == "07.30–09.00 WIB"


def test_the_date_follows_the_zone_too():
    malam = datetime(2017, 7, 10, 16, 30, tzinfo=UTC)
    assert t.tanggal_jam(malam, "WIB") == "10 Juli 2017 pukul 23.30 WIB"
    assert t.tanggal_jam(malam, "WIT") == "11 Juli 2017 pukul 01.30 WIT"


def test_a_zone_outside_indonesia_is_a_programming_error():
    with pytest.raises(ValueError, match="time zone"):
        t.jam(time(7), "Europe/Berlin")


def test_roman_numerals():
    assert [t.romawi(n) for n in (1, 4, 9, 17, 40, 1994, 3999)] == [
        "I",
        "IV",
        "IX",
        "XVII",
        "XL",
        "MCMXCIV",
        "MMMCMXCIX",
    ]
    assert t.bulan_romawi(SENIN) == "VII"
    with pytest.raises(ValueError, match="Roman"):
        t.romawi(0)


@pytest.mark.parametrize(
    ("n", "kata"),
    [
        (0, "nol"),
        (1, "satu"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (17, "tujuh belas"),
        (40, "empat puluh"),
        (100, "seratus"),
        (102, "seratus dua"),
        (1000, "seribu"),
        (1250000, "satu juta dua ratus lima puluh ribu"),
        (-3, "minus tiga"),
        (Decimal("40.00"), "empat puluh"),
        (Decimal("4.5"), "empat koma lima"),
        (Decimal("85.05"), "delapan puluh lima koma nol lima"),
        (Decimal("-0.5"), "minus nol koma lima"),
    ],
)
def test_numbers_in_words(n, kata):
    assert t.terbilang(n) == kata


def test_a_number_with_its_words():
    assert t.angka_terbilang(40) == "40 (empat puluh)"
    assert t.angka_terbilang(Decimal("40.00")) == "40 (empat puluh)"
    assert t.angka_terbilang(Decimal("4.50")) == "4,5 (empat koma lima)"


@pytest.mark.parametrize(
    "teks",
    [
        "10 Juli 2017",
        "10 juli 2017",
        "Senin, 10 Juli 2017",
        "Senin 10 JULI 2017",
        "10-07-2017",
        "10/7/2017",
        "10.07.2017",
        "10 07 2017",
        "2017-07-10",
        "2017-07-10 00:00:00",
        "10-Jul-2017",
        "10 Jul. 2017",
        "'10-07-2017",
        " 10\u00a0Juli  2017 ",
        42926,
        42926.75,
        "42926",
        SENIN,
        datetime(2017, 7, 10, 13, 5, tzinfo=UTC),
    ],
)
def test_dates_are_read_day_first(teks):
    assert t.urai(teks) == SENIN


@pytest.mark.parametrize(
    ("teks", "kata"),
    [
        ("", "belum diisi"),
        (None, "belum diisi"),
        ("07/13/2017", "1–12"),
        ("31 Juni 2017", "tidak ada di kalender"),
        ("29-02-2017", "tidak ada di kalender"),
        ("10 Foo 2017", "tidak dikenal"),
        ("10-07-17", "bukan tanggal"),
        ("besok", "bukan tanggal"),
        ("1-1-0001", "tidak wajar"),
        ("1-1-0000", "tidak ada"),
        (5, "bukan tanggal"),
        (1e300, "bukan tanggal"),
        (float("nan"), "bukan tanggal"),
        (True, "bukan tanggal"),
    ],
)
def test_what_is_no_date_is_refused(teks, kata):
    with pytest.raises(t.TanggalSalah, match=kata):
        t.urai(teks)


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_every_written_date_reads_back(hari):
    assert t.urai(t.tanggal(hari)) == t.urai(t.panjang(hari)) == t.urai(t.pendek(hari)) == hari


@given(st.text(max_size=30) | st.floats() | st.integers())
def test_anything_else_is_a_clear_refusal(nilai):
    with suppress(t.TanggalSalah):
        assert isinstance(t.urai(nilai), date)
