"""Times of day and moments as people type them: 08.00, 8:30, 10-07-2026 16.00."""

from __future__ import annotations

import re
from datetime import datetime, time

from kantor.lib.salah import Salah
from kantor.lib.tanggal import urai as urai_tanggal

_JAM = re.compile(r"(?:pukul|jam)?\s*(\d{1,2})(?:[.:](\d{2}))?(?:[.:]00)?\s*(?:wib|wita|wit)?", re.IGNORECASE)
_SAAT = re.compile(
    r"(.+?)(?:\s*,\s*|\s+|(?<=\d)t)((?:(?:pukul|jam)\s*)?\d{1,2}[.:]\d{2}(?:[.:]\d{2})?\s*(?:wib|wita|wit)?)",
    re.IGNORECASE,
)


class WaktuSalah(Salah):
    """Not a time."""


def urai_jam(nilai: object) -> time:
    """Read a time of day: ``08.00``, ``8:30``, ``8``, ``pukul 08.00 WIB``. Raises WaktuSalah."""
    if isinstance(nilai, time):
        return nilai
    isi = " ".join(str(nilai if nilai is not None else "").split())
    cocok = _JAM.fullmatch(isi)
    if not cocok:
        raise WaktuSalah(f"“{isi[:40]}” bukan jam. Contoh: 08.00.")
    jam, menit = int(cocok[1]), int(cocok[2] or 0)
    if jam > 23 or menit > 59:
        raise WaktuSalah(f"Jam {jam:02d}.{menit:02d} tidak ada. Contoh: 08.00 atau 16.30.")
    return time(jam, menit)


def urai_saat(nilai: object) -> datetime:
    """Read a day with a time, without a zone: ``10-07-2026 16.00``, ``10 Juli 2026 pukul 16.00 WIB``, ISO.

    Raises WaktuSalah, or TanggalSalah for the day.
    """
    isi = " ".join(str(nilai if nilai is not None else "").split())
    cocok = _SAAT.fullmatch(isi)
    if not cocok:
        urai_tanggal(isi)  # says what is wrong with the day, if that is it
        raise WaktuSalah("Tuliskan jamnya juga. Contoh: 10-07-2026 16.00.")
    return datetime.combine(urai_tanggal(cocok[1]), urai_jam(cocok[2]))
