"""How far examiners agree: Krippendorff's alpha of their values as an interval scale.

1 is full agreement, 0 what chance would bring, below 0 worse than chance. The package builds a table of plans × values
× values, so a room beyond any real day is left out. It and numpy are loaded by the first call.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import nan

RENCANA_MAKS = 80


def alfa(nilai: Sequence[Sequence[Decimal | None]]) -> float | None:
    """Alpha of one room: per plan the values of its examiners in one order, None where somebody gave none.

    None where nothing can be said: fewer than two plans with two values each, equal values throughout, too many plans.
    """
    berpasangan = [satu for satu in nilai if sum(n is not None for n in satu) >= 2]
    semua = {n for satu in berpasangan for n in satu if n is not None}
    if len(berpasangan) < 2 or len(semua) < 2 or len(berpasangan) > RENCANA_MAKS:
        return None
    import krippendorff

    baris = [[nan if n is None else float(n) for n in penguji] for penguji in zip(*berpasangan, strict=True)]
    return float(krippendorff.alpha(reliability_data=baris, level_of_measurement="interval"))
