"""Agreement of examiners, by the published examples of the measure."""

from __future__ import annotations

from decimal import Decimal

import pytest

from penilaian.lib.kesepakatan import RENCANA_MAKS, alfa

# The worked example of the measure (three observers, fifteen units, some missing): interval alpha 0.811.
CONTOH = """
    - - - - - 3 4 1 2 1 1 3 3 - 3
    1 - 2 1 3 3 4 3 - - - - - - -
    - - 2 1 3 4 4 - 2 1 1 3 3 - 4
"""


def per_rencana(teks: str) -> list[list[Decimal | None]]:
    penguji = [
        [None if n == "-" else Decimal(n) for n in baris.split()] for baris in teks.strip().splitlines()
    ]
    return [list(satu) for satu in zip(*penguji, strict=True)]


def test_the_published_example():
    assert alfa(per_rencana(CONTOH)) == pytest.approx(0.810845, abs=1e-6)


def test_full_agreement_is_one_and_opposites_are_below_zero():
    assert alfa([[Decimal(80), Decimal(80)], [Decimal(90), Decimal(90)]]) == 1
    assert alfa([[Decimal(80), Decimal(90)], [Decimal(90), Decimal(80)]]) < 0


@pytest.mark.parametrize(
    "nilai",
    [
        [],
        [[Decimal(80), Decimal(90)]],
        [[Decimal(80), Decimal(80)], [Decimal(80), Decimal(80)]],
        [[Decimal(80), None], [None, Decimal(70)], [Decimal(60), None]],
        [[Decimal(n % 100), Decimal(1)] for n in range(RENCANA_MAKS + 1)],
    ],
)
def test_nothing_is_said_where_nothing_can_be(nilai):
    assert alfa(nilai) is None
