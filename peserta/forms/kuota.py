"""How many names each unit is asked for."""

from __future__ import annotations

from typing import Any

from django import forms

from kantor.forms.unit import MedanUnit
from kantor.models import Unit
from peserta.queries.kuota import KuotaTerisi

SEJENIS = (Unit.Jenis.KECAMATAN, Unit.Jenis.KELURAHAN, Unit.Jenis.DINAS, Unit.Jenis.BADAN)
SEKALIGUS = [
    ("", "Pilih jenis unit…"),
    *((str(j), f"Semua {j.label.lower()}") for j in SEJENIS),
]


def medan_kuota(label: str, **lain: Any) -> forms.IntegerField:
    """A number of seats; empty or 0 takes the quota away."""
    return forms.IntegerField(label=label, min_value=0, max_value=5000, required=False, **lain)


class FormKuota(forms.Form):
    """Every unit with its quota, and a way to add one unit or all of a kind."""

    unit = MedanUnit(required=False, label="Tambah unit")
    kuota = medan_kuota("Kuota unit itu")
    jenis = forms.ChoiceField(label="Tambah sekaligus", choices=SEKALIGUS, required=False)
    kuota_jenis = medan_kuota("Kuota masing-masing")

    def __init__(self, *args: Any, ada: list[KuotaTerisi], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ada = ada
        for satu in ada:
            self.fields[f"u{satu.unit_id}"] = medan_kuota(satu.nama, initial=satu.kuota)

    def baris(self) -> list[tuple[KuotaTerisi, forms.BoundField]]:
        """The units with a quota, each with its field."""
        return [(satu, self[f"u{satu.unit_id}"]) for satu in self.ada]

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or {}
        if isi.get("unit") and not isi.get("kuota"):
            self.add_error("kuota", "Isi kuota unit yang ditambahkan.")
        if isi.get("jenis") and not isi.get("kuota_jenis"):
            self.add_error("kuota_jenis", "Isi kuota untuk setiap unit.")
        return isi

    def sebaran(self, sekaligus: list[Unit]) -> dict[Unit, int]:
        """What was typed as a whole; `sekaligus` are the units of the chosen kind, those with a quota keep theirs."""
        isi = self.cleaned_data
        unit = Unit.objects.in_bulk([satu.unit_id for satu in self.ada])
        hasil = {unit[s.unit_id]: n for s in self.ada if (n := isi.get(f"u{s.unit_id}"))}
        for satu in sekaligus:
            hasil.setdefault(satu, isi["kuota_jenis"])
        if isi.get("unit"):
            hasil[isi["unit"]] = isi["kuota"]
        return hasil
