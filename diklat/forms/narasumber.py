"""Narasumber and rooms as Panitia types them."""

from __future__ import annotations

from typing import Any

from django import forms

from diklat.models import Narasumber, Ruang


class SaringDaftar(forms.Form):
    """Words, and whether those that are no longer used are shown too."""

    q = forms.CharField(
        label="Cari", required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    aktif = forms.ChoiceField(
        label="Keadaan", required=False, choices=[("", "Semua"), ("ya", "Aktif"), ("tidak", "Tidak aktif")]
    )


class FormNarasumber(forms.ModelForm):
    """Who it is, and how to reach them; the service saves both."""

    email = forms.EmailField(
        label="Email", required=False, help_text="Jadwal dan perubahannya dikirim ke alamat ini."
    )
    ponsel = forms.CharField(label="No. HP/WhatsApp", max_length=30, required=False)

    class Meta:
        model = Narasumber
        fields = ("nama", "gelar_depan", "gelar_belakang", "jabatan", "asal", "aktif")
        help_texts = {"aktif": "Yang tidak aktif tidak ditawarkan lagi pada jadwal baru."}

    def _post_clean(self) -> None:
        """The service checks and saves the row; the form only reads what was typed."""

    def __init__(self, *args: Any, kontak: dict[str, str] | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = kontak or {}
        super().__init__(*args, **kwargs)


class FormRuang(forms.ModelForm):
    """A room."""

    class Meta:
        model = Ruang
        fields = ("nama", "gedung", "kapasitas", "aktif")
        help_texts = {"aktif": "Yang tidak aktif tidak ditawarkan lagi pada jadwal baru."}

    def _post_clean(self) -> None:
        """As above."""
