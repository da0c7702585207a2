"""The rule of attendance, by worked vectors."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from peserta.lib.kehadiran import Aturan, Hitungan, cetak_persen, kekurangan

JP = 45 * 60


def hitungan(hadir: int, total: int, alpa: int = 0, kosong: int = 0) -> Hitungan:
    return Hitungan(total * JP, hadir * JP, total, alpa, kosong)


def test_exactly_the_limit_is_enough_and_a_second_less_is_not():
    assert kekurangan(hitungan(36, 40), Aturan()) == []
    kurang = Hitungan(40 * JP, 36 * JP - 1, 40)
    assert kekurangan(kurang, Aturan()) == ["Kehadiran 89,99 % JP, di bawah batas 90 %."]


def test_a_share_that_would_round_up_to_the_limit_is_shown_below_it():
    assert cetak_persen(Fraction(89999, 1000)) == "89,99 %"
    assert cetak_persen(Fraction(825, 10)) == "82,50 %"
    assert cetak_persen(Fraction(100)) == "100,00 %"


def test_two_sessions_without_leave_pass_and_three_do_not():
    longgar = Aturan(hadir_minimal=Decimal(0))
    assert kekurangan(hitungan(38, 40, alpa=2), longgar) == []
    assert kekurangan(hitungan(37, 40, alpa=3), longgar) == [
        "Tanpa keterangan pada 3 sesi, melebihi batas 2 sesi."
    ]


def test_a_session_nobody_recorded_blocks_and_is_named():
    assert kekurangan(hitungan(40, 40, kosong=1), Aturan()) == ["Kehadiran pada 1 sesi belum dicatat."]


def test_without_a_session_there_is_nothing_to_meet():
    assert kekurangan(Hitungan(), Aturan()) == ["Belum ada sesi ber-JP yang terbit."]


def test_jp_are_minutes_over_45_as_decimal():
    h = Hitungan(90 * 60, 45 * 60, 2)
    assert (h.jp(Aturan()), h.jp_total(Aturan())) == (Decimal(1), Decimal(2))
    assert Hitungan(60 * 60, 60 * 60, 1).jp_total(Aturan(menit_per_jp=60)) == 1


@given(
    st.lists(st.tuples(st.integers(1, 6 * 3600), st.booleans()), min_size=1, max_size=40),
    st.decimals(0, 100, places=2),
)
def test_the_comparison_is_exact_for_any_sessions_and_limit(sesi, batas):
    total, hadir = sum(d for d, _ in sesi), sum(d for d, ada in sesi if ada)
    cukup = Fraction(hadir * 100, total) >= Fraction(batas)
    aturan = Aturan(hadir_minimal=batas)
    assert (kekurangan(Hitungan(total, hadir, len(sesi)), aturan) == []) is cukup
