"""Every row of a long list, page by page by key: flat memory, no cursor that outlives its statement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from .potongan import potong

SEKALI = 2000


def telusuri(baris: QuerySet[Any], *, urutan: tuple[str, ...], sekali: int = SEKALI) -> Iterator[Any]:
    """All rows in the order `urutan` (as for `potong`: the last field unique, none NULL)."""
    tanda: str | None = None
    while True:
        halaman = potong(baris, urutan=urutan, tanda=tanda, ukuran=sekali)
        yield from halaman.baris
        tanda = halaman.berikutnya
        if tanda is None:
            return
