"""The rules of passing as they are typed, the cells of the grid, a file of scores."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kantor.forms.impor import UnggahImpor
from kantor.lib.angka import AngkaSalah, ringkas
from penilaian.lib.angka import baca_nilai
from penilaian.lib.kelulusan import SEBUTAN_BAWAAN, Aturan
from penilaian.models import AturanKelulusan, Komponen
from penilaian.services.aturan_kelulusan import KOMPONEN_MAKS, IsiKomponen
from penilaian.services.nilai_komponen import Isian

from .angka import MedanAngka
from .rubrik import TINGKAT

KOSONG_BAWAAN = 3
SEL = re.compile(r"n-(\d{1,18})-(\d{1,18})")


class FormAturan(forms.Form):
    """From which value on one passes, what happens below it, and how values are called."""

    nilai_lulus = MedanAngka(
        label="Nilai lulus",
        help_text="Nilai akhir paling rendah untuk lulus, sesudah dibulatkan. Dapat diubah.",
    )
    di_bawah = forms.ChoiceField(
        label="Yang di bawah nilai lulus",
        choices=AturanKelulusan.DiBawah.choices,
        help_text="Yang “telah mengikuti” menerima sertifikat tanpa kelulusan.",
    )
    sebutan = forms.CharField(
        label="Kualifikasi",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Satu per baris: nilai awalnya, lalu sebutannya, misalnya “80,01 Memuaskan”. Yang terendah mulai "
        "dari 0. Dapat diubah.",
    )

    def clean_sebutan(self) -> list[tuple[Decimal, str]]:
        """One band a line, `80,01 Memuaskan`."""
        return [_sebutan(satu) for satu in self.cleaned_data["sebutan"].splitlines() if satu.strip()]

    @staticmethod
    def awal(aturan: Aturan | None) -> dict[str, Any]:
        """What the form shows; without rules those of domain custom."""
        pita = [(p.batas, p.sebutan) for p in aturan.sebutan] if aturan else SEBUTAN_BAWAAN
        return {
            "nilai_lulus": aturan.nilai_lulus if aturan else Decimal("70.01"),
            "di_bawah": aturan.di_bawah if aturan else AturanKelulusan.DiBawah.TIDAK_LULUS,
            "sebutan": "\n".join(f"{ringkas(batas)} {nama}" for batas, nama in pita),
        }


class FormKomponen(forms.Form):
    """One component; a row without a name is not there."""

    nama = forms.CharField(label="Komponen", max_length=60, required=False)
    bobot = MedanAngka(label="Bobot (%)", required=False)
    sumber = forms.ChoiceField(label="Asal nilai", choices=Komponen.Sumber.choices)
    hapus = forms.BooleanField(label="Hapus", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for bidang in self.fields.values():
            bidang.widget.attrs |= {"aria-label": str(bidang.label)}
        self.fields["bobot"].widget.attrs["data-bobot"] = "komponen"

    def clean(self) -> dict[str, Any]:
        isi = self.cleaned_data
        if isi.get("hapus") or self.kosong():
            self._errors.clear()  # type: ignore[union-attr]
        elif not isi.get("nama"):
            self.add_error("nama", "Tuliskan nama komponennya.")
        elif not isi.get("bobot") and "bobot" not in self.errors:
            self.add_error("bobot", "Isi bobotnya.")
        return isi

    def kosong(self) -> bool:
        """A spare row nobody has filled."""
        return not any(str(self.data.get(self.add_prefix(n), "")).strip() for n in ("nama", "bobot"))

    def isi(self) -> IsiKomponen | None:
        """The component as the service takes it; None for a row that is not there."""
        data = self.cleaned_data
        if data.get("hapus") or not data.get("nama"):
            return None
        return IsiKomponen(" ".join(data["nama"].split()), data["bobot"], data["sumber"])


def daftar_komponen(data: Any, aturan: Aturan | None) -> Any:
    """The rows of a version and some empty ones."""
    awal = [{"nama": b.nama, "bobot": b.bobot, "sumber": b.sumber} for b in (aturan.bagian if aturan else ())]
    kelas = forms.formset_factory(
        FormKomponen,
        extra=KOSONG_BAWAAN,
        max_num=KOMPONEN_MAKS,
        absolute_max=KOMPONEN_MAKS + 10,
        validate_max=True,
    )
    return kelas(data, initial=awal, prefix="komponen")


class UnggahNilai(forms.Form):
    """A file of scores."""

    berkas = UnggahImpor.base_fields["berkas"]


def baca_sel(data: Mapping[str, str]) -> tuple[list[Isian], dict[str, str]]:
    """The cells a form changed, from fields `n-<person>-<component>`, and what is wrong, by field.

    `r-…` beside it is what was seen: its revision and text. A cell that still says that was not touched.
    """
    isian: list[Isian] = []
    salah: dict[str, str] = {}
    for nama, teks in data.items():
        if not (cocok := SEL.fullmatch(nama)):
            continue
        revisi, _, terlihat = data.get(f"r{nama[1:]}", "").partition(":")
        if teks.strip() == terlihat.strip():
            continue
        try:
            angka = baca_nilai(teks) if teks.strip() else None
        except AngkaSalah as galat:
            salah[nama] = galat.pesan
        else:
            isian.append(Isian(int(cocok[1]), int(cocok[2]), angka, _revisi(revisi)))
    return isian, salah


def baca_terlihat(teks: str) -> dict[tuple[int, int], int]:
    """The revisions a page had shown, as `{"person-component": revision}`; anything else is nothing."""
    try:
        isi = json.loads(teks or "{}")
        return {
            (int(p), int(k)): _revisi(str(r)) for kunci, r in isi.items() for p, k in [str(kunci).split("-")]
        }
    except (ValueError, AttributeError):
        return {}


def _revisi(teks: str) -> int:
    """The state a change was made upon; one that cannot be is none at all."""
    return int(teks) if teks.isdecimal() and len(teks) < 10 else -1


def _sebutan(baris: str) -> tuple[Decimal, str]:
    cocok = TINGKAT.match(baris)
    if not cocok:
        raise ValidationError(
            f"Tulis nilai awalnya, lalu sebutannya, misalnya: 80,01 Memuaskan. Yang tertulis: {baris[:60]}"
        )
    try:
        return baca_nilai(cocok[1].rstrip(".,")), " ".join(cocok[2].split())
    except AngkaSalah as salah:
        raise ValidationError(salah.pesan) from salah
