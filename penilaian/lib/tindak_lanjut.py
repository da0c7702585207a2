"""When the office asks what became of an innovation: 3, 6 and 12 months after the seminar."""

from __future__ import annotations

import datetime

from dateutil.relativedelta import relativedelta

BUKA = datetime.timedelta(days=14)  # so long before its day a report may be sent


def jatuh_tempo(dasar: datetime.date, bulan: int) -> datetime.date:
    """The day `bulan` months after `dasar`; the last of the month where that has no such day."""
    return dasar + relativedelta(months=bulan)


def terbuka(dasar: datetime.date, bulan: int, hari_ini: datetime.date) -> bool:
    """Whether the report of this month may be sent on that day."""
    return hari_ini >= jatuh_tempo(dasar, bulan) - BUKA
