"""Fields for scores and weights (penilaian.lib.angka reads them)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kantor.lib.angka import AngkaSalah, ringkas
from penilaian.lib.angka import baca_nilai


class MasukanAngka(forms.TextInput):
    """A short field for a number, shown with a comma."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "autocomplete": "off", "size": 6} | (attrs or {}))

    def format_value(self, value: Any) -> str | None:
        return ringkas(value) if isinstance(value, Decimal | int) else value


class MedanAngka(forms.Field):
    """A number of 0 to 100."""

    widget = MasukanAngka

    def to_python(self, value: Any) -> Decimal | None:
        if value in self.empty_values:
            return None
        try:
            return baca_nilai(value)
        except AngkaSalah as salah:
            raise ValidationError(salah.pesan, code="invalid") from salah
