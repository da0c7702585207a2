"""Which figures of a table stay unseen so that none of them, nor what is left of the total, is about a few persons."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from decimal import Decimal
from typing import TypeVar

Kunci = TypeVar("Kunci", bound=Hashable)


def tersembunyi(ukuran: Mapping[Kunci, Decimal | int], minimal: int) -> dict[Kunci, bool]:
    """The cells to leave out of a table whose total is shown: True for too small a one, False for its companion.

    `ukuran` says of how many people each cell is. A cell of fewer than `minimal` is left out (primary suppression, the
    threshold rule). One left out alone is the total less all others, so the next smallest go with it until at least
    two are gone and together they are of `minimal` people (secondary, or complementary, suppression). Source: A.
    Hundepool et al., Statistical Disclosure Control (Wiley 2012), the chapters on tabular data. It holds for one table
    at a time; two tables of almost the same days can still be compared.
    """
    hasil = {kunci: True for kunci, n in ukuran.items() if n < minimal}
    if not hasil:
        return {}
    jumlah = sum((Decimal(ukuran[kunci]) for kunci in hasil), Decimal(0))
    for kunci in sorted((k for k in ukuran if k not in hasil), key=lambda k: ukuran[k]):
        if len(hasil) > 1 and jumlah >= minimal:
            break
        hasil[kunci] = False
        jumlah += ukuran[kunci]
    return hasil
