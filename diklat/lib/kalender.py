"""The published timetable for calendars on phones (RFC 5545)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vText

PENERBIT = "-//Portal Diklat//Jadwal//ID"


@dataclass(frozen=True)
class Acara:
    """One entry: `uid` never changes, `urutan` counts up with every change, `batal` cancels it on the phone."""

    uid: str
    urutan: int
    diubah: datetime.datetime
    mulai: datetime.datetime
    selesai: datetime.datetime
    judul: str
    tempat: str = ""
    uraian: str = ""
    batal: bool = False


def berkas_kalender(nama: str, zona: str, acara: Iterable[Acara]) -> bytes:
    """An .ics file with these entries in the time zone `zona` (an IANA name), which travels along in the file."""
    kalender = Calendar()
    kalender.add("prodid", PENERBIT)
    kalender.add("version", "2.0")
    kalender.add("method", "PUBLISH")
    kalender.add("x-wr-calname", nama)
    kalender.add("x-wr-timezone", zona)
    for satu in acara:
        kalender.add_component(_acara(satu, ZoneInfo(zona)))
    kalender.add_missing_timezones()
    return kalender.to_ical()


def _acara(satu: Acara, zona: ZoneInfo) -> Event:
    acara = Event()
    acara.add("uid", satu.uid)
    acara.add("sequence", satu.urutan)
    acara.add("dtstamp", satu.diubah.astimezone(datetime.UTC))
    acara.add("last-modified", satu.diubah.astimezone(datetime.UTC))
    acara.add("dtstart", satu.mulai.astimezone(zona))
    acara.add("dtend", satu.selesai.astimezone(zona))
    acara.add("summary", satu.judul)
    acara.add("status", vText("CANCELLED" if satu.batal else "CONFIRMED"))
    if satu.tempat:
        acara.add("location", satu.tempat)
    if satu.uraian:
        acara.add("description", satu.uraian)
    return acara
