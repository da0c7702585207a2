"""One unit, chosen by typing a part of its name: with htmx from a list under the field, without by asking back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from kantor.models import Unit
from kantor.queries.unit import cari_unit, unit_berlaku, unit_dari_teks


class IsianUnit(forms.TextInput):
    """A text field for the name; radio buttons with the code once there is something to choose from."""

    template_name = "kantor/medan_unit.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.pilihan: list[Unit] = []
        self.lingkup = ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The code of the chosen radio button if one was chosen, and what was typed."""
        return data.get(name, ""), data.get(f"{name}_teks", data.get("q", ""))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and f"{name}_teks" not in data and "q" not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        kode, teks = value if isinstance(value, tuple) else ("", "")
        if isinstance(value, Unit):
            kode, teks = value.kode, value.nama_lengkap
        konteks = super().get_context(name, teks, attrs)
        pilihan = self.pilihan or ([value] if isinstance(value, Unit) else [])
        return konteks | {"pilihan": pilihan, "kode": kode, "nama": name, "lingkup": self.lingkup}


class MedanUnit(forms.Field):
    """The unit itself as value. `sasaran` are the units (with all below them) that may be chosen; none: every unit."""

    widget = IsianUnit

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Unit kerja")
        kwargs.setdefault("help_text", "Ketik nama kelurahan, kecamatan, atau dinasnya, lalu pilih.")
        super().__init__(**kwargs)
        self.sasaran: Iterable[Unit | int] = ()

    def clean(self, value: Any) -> Unit | None:
        """The chosen unit, or the only one the typed words can mean. Otherwise it asks which of those that fit."""
        kode, teks = (bagian.replace("\0", "").strip() for bagian in (value or ("", "")))
        if not (kode or teks):
            if self.required:
                raise forms.ValidationError("Pilih unit kerja.")
            return None
        dipilih = unit_berlaku(sasaran=self.sasaran).select_related("opd").filter(kode=kode).first()
        if dipilih is not None:
            self.widget.pilihan = [dipilih]  # type: ignore[attr-defined]
            return dipilih
        calon = unit_dari_teks(teks) or cari_unit(teks, sasaran=self.sasaran)
        if len(calon) == 1:
            return calon[0]
        self.widget.pilihan = calon  # type: ignore[attr-defined]
        if calon:
            raise forms.ValidationError("Ada beberapa unit dengan nama itu. Pilih salah satu.")
        raise forms.ValidationError(
            "Unit tidak ditemukan. Tulis nama kelurahan, kecamatan, atau dinasnya saja."
        )
