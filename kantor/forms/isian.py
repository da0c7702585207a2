"""Dates and times on every form: typed as an office writes them, whatever language the browser speaks.

A field of the browser's own (`type=date`) shows mm/dd/yyyy on a PC set up in English; these are plain text, read in
many spellings, and static/js/isian.js offers the calendar where it speaks Indonesian.
"""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import from_current_timezone

from kantor.lib.salah import Salah
from kantor.lib.tanggal import urai as urai_tanggal
from kantor.lib.waktu import urai_jam, urai_saat


class MasukanTanggal(forms.DateInput):
    """10-07-2026"""

    def __init__(self) -> None:
        super().__init__(
            format="%d-%m-%Y",
            attrs={"placeholder": "31-12-2026", "autocomplete": "off", "size": 14, "data-tanggal": ""},
        )


class MasukanSaat(forms.DateTimeInput):
    """10-07-2026 16.00"""

    def __init__(self) -> None:
        super().__init__(
            format="%d-%m-%Y %H.%M",
            attrs={"placeholder": "31-12-2026 16.00", "autocomplete": "off", "size": 20, "data-saat": ""},
        )


class MasukanJam(forms.TimeInput):
    """08.00"""

    def __init__(self) -> None:
        super().__init__(
            format="%H.%M",
            attrs={"placeholder": "08.00", "autocomplete": "off", "inputmode": "decimal", "size": 8},
        )


class MedanTanggal(forms.DateField):
    """A day."""

    widget = MasukanTanggal

    def to_python(self, value: Any) -> datetime.date | None:
        return None if value in self.empty_values else _baca(urai_tanggal, value)


class MedanSaat(forms.DateTimeField):
    """A day and a time, in the time zone the page goes by."""

    widget = MasukanSaat

    def to_python(self, value: Any) -> datetime.datetime | None:
        if value in self.empty_values:
            return None
        return from_current_timezone(
            value if isinstance(value, datetime.datetime) else _baca(urai_saat, value)
        )


class MedanJam(forms.TimeField):
    """A time of day."""

    widget = MasukanJam

    def to_python(self, value: Any) -> datetime.time | None:
        return None if value in self.empty_values else _baca(urai_jam, value)


def _baca(cara: Any, nilai: Any) -> Any:
    try:
        return cara(nilai)
    except Salah as galat:
        raise ValidationError(galat.pesan, code="invalid") from galat
