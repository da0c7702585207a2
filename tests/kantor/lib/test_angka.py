"""Numbers as an Indonesian office reads and writes them."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kantor.lib import angka


def d(teks):
    return Decimal(teks)


def test_a_size_over_the_limit_never_reads_like_the_limit():
    batas = 10 * 2**20
    assert [angka.megabita(n) for n in (batas, batas + 1, batas + 2**19, 1)] == [
        "10 MB",
        "10,1 MB",
        "10,5 MB",
        "0,1 MB",
    ]


@pytest.mark.parametrize(
    ("nilai", "hasil"), [("90.004", "90.00"), ("90.005", "90.01"), ("0.125", "0.13"), ("-1.005", "-1.01")]
)
def test_half_rounds_up_at_two_places(nilai, hasil):
    assert angka.bulat2(d(nilai)) == d(hasil)


def test_the_worked_vector_of_the_final_score_rounds_to_85_22():
    bagian = [("88.50", 10), ("76.00", 20), ("84.25", 20), ("90.40", 30), ("86.00", 20)]
    nilai = sum(d(n) * bobot for n, bobot in bagian) / 100
    assert angka.desimal(nilai) == "85,22"


def test_numbers_are_written_with_a_comma_and_grouping_dots():
    assert angka.desimal(d("85.22")) == "85,22"
    assert angka.desimal(d("1250.5")) == "1.250,50"
    assert angka.desimal(3, 0) == "3"
    assert angka.desimal(d("-0.001")) == "0,00"
    assert angka.ringkas(d("40.00")) == "40"
    assert angka.ringkas(d("4.50")) == "4,5"
    assert angka.ringkas(1200, 0) == "1.200"
    assert angka.rupiah(1250000) == "Rp1.250.000"
    assert angka.rupiah(d("-1250.5")) == "-Rp1.250,50"
    assert angka.persen(d("92.5")) == "92,50%"
    assert angka.persen(d("92.5"), 0) == "93%"


def test_a_share_of_nothing_is_no_number():
    assert angka.persentase(1, 0) is None
    assert angka.persentase(9, 10) == 90


def test_jp_are_minutes_by_45_unless_the_program_says_otherwise():
    assert angka.jp_dari_menit(90, 45) == 2
    assert angka.jp_dari_menit(1800, 45) == 40
    assert angka.jp_dari_menit(60, 60) == 1
    assert angka.ringkas(angka.jp_dari_menit(100, 45)) == "2,22"
    with pytest.raises(ValueError, match="positive"):
        angka.jp_dari_menit(45, 0)


@pytest.mark.parametrize(
    ("teks", "hasil"),
    [
        ("85,5", "85.5"),
        ("85.5", "85.5"),
        (" 85 ", "85"),
        ("1.250,50", "1250.50"),
        ("1,250.50", "1250.50"),
        ("1.250.000", "1250000"),
        ("Rp1.250.000,00", "1250000.00"),
        ("Rp. 1.250.000", "1250000"),
        ("-3,5", "-3.5"),
        ("92,5%", "92.5"),
        ("'85", "85"),
        ("85,", "85"),
        (",5", "0.5"),
        (85.1, "85.1"),
        (85, "85"),
        (d("85.10"), "85.10"),
    ],
)
def test_numbers_are_read_with_comma_or_dot(teks, hasil):
    assert angka.urai(teks) == d(hasil)


@pytest.mark.parametrize(
    "teks",
    [
        "",
        None,
        "abc",
        "8a5",
        "1.2,3.4",
        "1,2.3,4",
        "--5",
        "1e5",
        "NaN",
        float("nan"),
        float("inf"),
        True,
        "٣",
        "9" * 99,
        "=",
    ],
)
def test_what_is_no_number_is_refused(teks):
    with pytest.raises(angka.AngkaSalah):
        angka.urai(teks)


@given(st.text(max_size=20))
def test_any_text_is_a_number_or_a_clear_refusal(teks):
    with suppress(angka.AngkaSalah):
        assert angka.urai(teks).is_finite()
