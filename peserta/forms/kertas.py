"""Forms around paper: whom cards are for, a scan handed in, where a page belongs."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms

from peserta.services.cetak_papan_nama import UNTUK


class DaftarHadirForm(forms.Form):
    """Which sessions: `semua`, a day, or the key of one; cleaned into what the service is told."""

    pilihan = forms.CharField(error_messages={"required": "Pilih sesi atau hari daftar hadirnya."})

    def clean_pilihan(self) -> dict[str, Any]:
        pilihan = self.cleaned_data["pilihan"]
        if pilihan == "semua":
            return {}
        if pilihan.isdecimal() and len(pilihan) < 19:
            return {"sesi": int(pilihan)}
        try:
            return {"hari": datetime.date.fromisoformat(pilihan)}
        except ValueError:
            raise forms.ValidationError("Pilih sesi atau hari daftar hadirnya.") from None


class PapanNamaForm(forms.Form):
    untuk = forms.MultipleChoiceField(
        label="Papan nama untuk",
        choices=list(UNTUK.items()),
        widget=forms.CheckboxSelectMultiple,
        initial=["peserta"],
        error_messages={"required": "Pilih untuk siapa papan nama dicetak."},
    )


class UnggahPindaianForm(forms.Form):
    berkas = forms.FileField(
        label="Pindaian daftar hadir",
        help_text="Satu PDF untuk semua hari, urutan bebas, paling besar 64 MB dan 400 halaman.",
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf"}),
    )


class PilahForm(forms.Form):
    acuan = forms.TypedChoiceField(
        label="Lembar", coerce=int, error_messages={"required": "Pilih dari daftar."}
    )
    nomor = forms.IntegerField(
        label="Halaman ke-",
        required=False,
        min_value=1,
        max_value=500,
        help_text="Tertulis di kanan bawah lembar. Kosongkan bila tidak terbaca.",
    )

    def __init__(
        self, *args: Any, pilihan: list[tuple[int, str]], satuan: str = "sesi", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        bidang: Any = self.fields["acuan"]
        bidang.label = f"Lembar {satuan}"
        bidang.choices = [("", f"Pilih {satuan}"), *pilihan]
