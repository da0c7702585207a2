"""The arithmetic of scores: the worked vectors of the field, and plain fractions as the judge."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penilaian.lib import nilai
from penilaian.lib.nilai import BobotSalah, PeranKosong, Pita

PITA = [
    Pita(Decimal("90.01"), "Sangat Memuaskan"),
    Pita(Decimal("80.01"), "Memuaskan"),
    Pita(Decimal("70.01"), "Cukup Memuaskan"),
    Pita(Decimal("60.01"), "Kurang Memuaskan"),
    Pita(Decimal(0), "Tidak Memuaskan"),
]
angka = st.decimals(0, 100, places=2)


@st.composite
def bobot(draw, nama):
    """Weights of two places that sum to exactly 100."""
    batas = sorted(draw(st.lists(st.integers(0, 10_000), min_size=len(nama) - 1, max_size=len(nama) - 1)))
    potong = [b - a for a, b in zip([0, *batas], [*batas, 10_000], strict=True)]
    return {n: Decimal(p) / 100 for n, p in zip(nama, potong, strict=True)}


def setengah_ke_atas(nilai_tepat: Fraction) -> Decimal:
    """Half up in whole numbers, written another way than the portal does."""
    return (
        Decimal((2 * nilai_tepat.numerator * 100 + nilai_tepat.denominator) // (2 * nilai_tepat.denominator))
        / 100
    )


def test_the_worked_vector_of_five_components_is_85_22_and_memuaskan():
    bobot_ = {
        "sikap": Decimal(10),
        "akademik": Decimal(20),
        "rancangan": Decimal(20),
        "laporan": Decimal(30),
        "teknis": Decimal(20),
    }
    komponen = {
        "sikap": Decimal("88.50"), "akademik": Decimal("76.00"), "rancangan": Decimal("84.25"),
        "laporan": Decimal("90.40"), "teknis": Decimal("86.00"),
    }  # fmt: skip
    akhir = nilai.bulat(nilai.nilai_akhir(bobot_, komponen))
    assert akhir == Decimal("85.22")
    assert nilai.sebutan(akhir, PITA) == "Memuaskan"


@pytest.mark.parametrize(
    ("tepat", "bulat", "sebutan"),
    [
        ("90.004", "90.00", "Memuaskan"),
        ("90.005", "90.01", "Sangat Memuaskan"),
        ("70.005", "70.01", "Cukup Memuaskan"),
        ("70.0049", "70.00", "Kurang Memuaskan"),
        ("0", "0.00", "Tidak Memuaskan"),
        ("100", "100.00", "Sangat Memuaskan"),
    ],
)
def test_half_goes_up_once_and_the_band_is_read_after_it(tepat, bulat, sebutan):
    hasil = nilai.bulat(Fraction(tepat))
    assert str(hasil) == bulat
    assert nilai.sebutan(hasil, PITA) == sebutan


def test_thirds_are_not_rounded_on_the_way():
    """Three examiners give 90,00 90,00 90,01 on the one criterion: 90,00333…; rounded early it would still be 90,00,
    but weighed by 50 twice in two roles the sum must come back to the same third."""
    peran = nilai.nilai_peran(
        {"k": Decimal(100)}, [{"k": Decimal(90)}, {"k": Decimal(90)}, {"k": Decimal("90.01")}]
    )
    assert peran == Fraction(27001, 300)
    assert nilai.nilai_rencana({"a": Decimal(50), "b": Decimal(50)}, {"a": peran, "b": peran}) == peran


@given(st.data())
def test_role_and_plan_values_agree_with_plain_fractions(data):
    kriteria = [f"k{n}" for n in range(data.draw(st.integers(1, 6)))]
    peran = ["penguji", "mentor", "coach"][: data.draw(st.integers(1, 3))]
    bobot_peran = data.draw(bobot(peran))
    bobot_kriteria = {p: data.draw(bobot(kriteria)) for p in peran}
    lembar = {
        p: data.draw(st.lists(st.fixed_dictionaries(dict.fromkeys(kriteria, angka)), min_size=1, max_size=4))
        for p in peran
    }
    seharusnya = Fraction(0)
    for p in peran:
        for satu in lembar[p]:
            for k in kriteria:
                bagian = Fraction(bobot_peran[p]) * Fraction(bobot_kriteria[p][k]) * Fraction(satu[k])
                seharusnya += bagian / 10_000 / len(lembar[p])
    hasil = nilai.nilai_rencana(
        bobot_peran, {p: nilai.nilai_peran(bobot_kriteria[p], lembar[p]) for p in peran}
    )
    assert hasil == seharusnya
    assert nilai.bulat(hasil) == setengah_ke_atas(seharusnya)
    assert 0 <= hasil <= 100


@given(bobot(["a", "b", "c"]), st.fixed_dictionaries({"a": angka, "b": angka, "c": angka}))
def test_the_mean_of_a_role_of_one_is_that_sheet(bobot_, lembar):
    assert nilai.nilai_peran(bobot_, [lembar]) == nilai.nilai_lembar(bobot_, lembar)


def test_a_role_nobody_scored_in_blocks_and_is_named():
    with pytest.raises(PeranKosong) as galat:
        nilai.nilai_rencana(
            {"penguji": Decimal(80), "mentor": Decimal(20)}, {"penguji": Fraction(90), "mentor": None}
        )
    assert galat.value.peran == "mentor"


def test_weights_that_do_not_sum_to_100_are_refused_with_their_sum():
    with pytest.raises(BobotSalah, match="99,99"):
        nilai.periksa_bobot({"a": Decimal("33.33"), "b": Decimal("33.33"), "c": Decimal("33.33")}, "kriteria")
    nilai.periksa_bobot({"a": Decimal("33.33"), "b": Decimal("33.33"), "c": Decimal("33.34")}, "kriteria")


def test_equal_values_share_a_rank():
    assert nilai.peringkat({"a": Decimal(80), "b": Decimal(90), "c": Decimal("80.00"), "d": Decimal(70)}) == {
        "b": 1, "a": 2, "c": 2, "d": 4,
    }  # fmt: skip


def test_the_spread_names_count_mean_and_distance():
    s = nilai.sebaran([Fraction(70), Fraction(88), Fraction(79)])
    assert (s.n, s.rerata, s.rentang) == (3, 79, 18)
