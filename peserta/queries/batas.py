"""Until when an OPD may send names."""

from __future__ import annotations

import datetime

from diklat.models import Gelombang


def batas_usulan(gelombang: Gelombang) -> datetime.datetime | None:
    """The earlier of the deadline for usulan and the close of registration."""
    return min((b for b in (gelombang.batas_usulan, gelombang.tutup_pada) if b), default=None)
