"""Who signs a paper: asked beside its date, for only those in office on that date may."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils.dateparse import parse_date

from kantor.galat import Galat
from kantor.models import Instansi, Pejabat
from kantor.queries.kertas import calon_penanda_tangan, penanda_tangan, sebutan_penanda_tangan


class PilihanPejabat(forms.ModelChoiceField):
    """Officials by name and printed title (`Plt. …`, `a.n. …`); nothing chosen means the usual signer."""

    bawaan: Pejabat | None = None

    def label_from_instance(self, obj: Any) -> str:
        return sebutan_penanda_tangan(obj)

    def clean(self, value: Any) -> Any:
        return super().clean(value or (self.bawaan.pk if self.bawaan else None))


class BerpenandaTangan(forms.Form):
    """For forms of a paper with a field `tanggal`: offers who is in office then, the usual signer chosen.

    With JavaScript another date asks for its officials at once; without it the form comes back with them when the
    chosen one is not among them.
    """

    penanda_tangan = PilihanPejabat(
        Pejabat.objects.none(),
        label="Penanda tangan",
        empty_label=None,
        help_text="Pejabat yang menjabat pada tanggal itu: definitif, Plt., Plh., atau a.n.",
        error_messages={
            "required": "Belum ada pejabat penanda tangan pada tanggal itu. Isi data pejabat lebih dahulu.",
            "invalid_choice": "Pejabat itu tidak menjabat pada tanggal ini. Pilih dari daftar yang baru.",
        },
    )

    def __init__(
        self,
        *args: Any,
        instansi: Instansi,
        bawaan: Pejabat | None,
        pada: datetime.date,
        ditanya: str | None = None,
        **kwargs: Any,
    ) -> None:
        """`pada`: the date the form opens with; `ditanya`: the one just typed, when only the officials are asked."""
        super().__init__(*args, **kwargs)
        hari = _tanggal(self.data.get(self.add_prefix("tanggal")) if self.is_bound else ditanya) or pada
        medan: Any = self.fields["penanda_tangan"]
        medan.queryset = calon_penanda_tangan(instansi, hari)
        medan.bawaan = medan.initial = _bawaan(instansi, hari, bawaan)
        self.fields["tanggal"].widget.attrs |= {
            "hx-get": "",
            "hx-trigger": "change",
            "hx-select": "#id_penanda_tangan",
            "hx-target": "#id_penanda_tangan",
            "hx-swap": "outerHTML",
        }


def _tanggal(teks: str | None) -> datetime.date | None:
    try:
        return parse_date(teks or "")
    except ValueError:
        return None


def _bawaan(instansi: Instansi, hari: datetime.date, bawaan: Pejabat | None) -> Pejabat | None:
    try:
        return penanda_tangan(instansi, hari, bawaan=bawaan)
    except Galat:
        return None
