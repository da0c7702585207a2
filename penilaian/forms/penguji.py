"""What an examiner sends: scores as typed, a reason, the PIN of a card."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from django import forms

from kantor.lib.angka import AngkaSalah
from penilaian.lib.angka import baca_nilai

NILAI = re.compile(r"nilai-(\d{1,18})")


class FormPin(forms.Form):
    """The PIN that stands on the card."""

    pin = forms.CharField(
        label="PIN pada kartu",
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 8}),
    )


class FormAbstain(forms.Form):
    """Why no score is given."""

    alasan = forms.CharField(label="Alasan tidak menilai", max_length=200)


class FormBenturan(forms.Form):
    """What stands between the examiner and the plan."""

    uraian = forms.CharField(
        label="Hubungan Anda dengan peserta atau rencana aksi ini",
        max_length=200,
        help_text="Panitia yang memutuskan; sampai itu Anda boleh menunda mengisi.",
    )


def baca_isian(data: Mapping[str, str]) -> tuple[dict[int, Decimal | None], dict[str, str]]:
    """Scores by criterion from `nilai-<pk>` fields, an empty one clears; and what is wrong, by field."""
    nilai: dict[int, Decimal | None] = {}
    salah: dict[str, str] = {}
    for nama, teks in data.items():
        if not (cocok := NILAI.fullmatch(nama)):
            continue
        try:
            nilai[int(cocok[1])] = baca_nilai(teks) if teks.strip() else None
        except AngkaSalah as galat:
            salah[nama] = galat.pesan
    return nilai, salah


def baca_revisi(teks: str | None) -> int:
    """The state a change was made upon; one that cannot be is none at all."""
    return int(teks) if teks and teks.isdecimal() and len(teks) < 10 else -1
