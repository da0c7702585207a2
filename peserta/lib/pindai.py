"""The rules of scanning, without the database: what was read, when it was, whether that is in time."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from kantor.lib import kode
from kantor.lib.salah import Salah

# How long before a session its door opens. A choice of ours: registrasi ulang of the first day begins about an hour
# before the opening, and nobody is scanned for a session the day before. Phones are told (`buka_menit`), not taught.
BUKA = datetime.timedelta(minutes=60)
# How far a device's clock may be off before ours corrects it and the scan is flagged. A phone that takes its time from
# the network is right within seconds; lateness counts whole minutes, and the shortest tolerance in use is 15. What
# remains is the way of the request: PATIENCE in static/js/pindai/antrean.js, 15 seconds.
JAM_MELESET = datetime.timedelta(minutes=2)

_ALAMAT = re.compile(r"/kartu/([^/?#]+)", re.IGNORECASE)
_NDH = re.compile(r"[0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class Bacaan:
    """What a scan read: the code of a badge, or an NDH typed in its place; neither where it is something else."""

    kode: str | None = None
    ndh: int | None = None


def baca(teks: str) -> Bacaan:
    """Understand the text of a QR (the address on a badge), a code typed by hand, or a typed NDH."""
    teks = teks.strip()
    if _NDH.fullmatch(teks):
        return Bacaan(ndh=int(teks))
    if cocok := _ALAMAT.search(teks):
        teks = cocok.group(1)
    try:
        return Bacaan(kode=kode.rapikan(teks))
    except Salah:
        return Bacaan()


# Nobody scanned before this: a device that says so started with a dead clock.
TERAWAL = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
_INT4 = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Saat:
    """When a scan was, by our clock; how many seconds the device was ahead; whether that is worth a flag."""

    waktu: datetime.datetime
    selisih: int
    meleset: bool


def saat(
    pindai: datetime.datetime,
    kirim: datetime.datetime,
    terima: datetime.datetime,
    sendiri: datetime.timedelta | None = None,
) -> Saat:
    """Put the device's time of a scan on our clock: `kirim` is what the device's clock said when we had `terima`.

    `sendiri` is how far ahead the device knew its clock to be when it scanned. It counts before what the upload says,
    for a wrong clock is mostly set right by the network that brings the upload; not where it puts the scan in the
    future. A clock that is nearly right is believed; one that is not is corrected. No scan lies in the future.
    """
    batas = terima + JAM_MELESET
    kini = kirim - terima
    selisih = kini if sendiri is None or pindai - sendiri > batas else sendiri
    salah = abs(selisih) > JAM_MELESET
    waktu = pindai - selisih if salah else pindai
    meleset = salah or abs(selisih - kini) > JAM_MELESET or waktu > batas or pindai < TERAWAL
    detik = round(selisih.total_seconds())
    return Saat(min(waktu, terima), max(min(detik, _INT4), -_INT4), meleset)


def pada_waktunya(waktu: datetime.datetime, mulai: datetime.datetime, selesai: datetime.datetime) -> bool:
    """True from an hour before the session begins until it ends."""
    return mulai - BUKA <= waktu <= selesai


def menit_terlambat(waktu: datetime.datetime, mulai: datetime.datetime) -> int:
    """Whole minutes after the beginning; 0 for whoever came in time."""
    return max(int((waktu - mulai).total_seconds() // 60), 0)
