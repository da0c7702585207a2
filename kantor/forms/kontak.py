"""What somebody types to be reached elsewhere."""

from __future__ import annotations

from django import forms

from kantor.forms.masuk import KodeForm

__all__ = ["KodeForm", "PonselForm", "SurelForm"]


class PonselForm(forms.Form):
    """A new phone number."""

    ponsel = forms.CharField(
        label="No. HP/WhatsApp",
        max_length=40,
        help_text="Dipakai panitia bila ada yang perlu ditanyakan.",
        widget=forms.TextInput(
            attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel", "placeholder": "081234567890"}
        ),
        error_messages={"required": "Isi No. HP/WhatsApp Anda."},
    )


class SurelForm(forms.Form):
    """A new address."""

    surel = forms.CharField(
        label="Email baru",
        max_length=254,
        help_text="Kode dikirim ke alamat ini untuk memastikan surat sampai kepada Anda.",
        widget=forms.TextInput(
            attrs={
                "type": "email",
                "inputmode": "email",
                "autocomplete": "email",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
        error_messages={"required": "Isi alamat email baru Anda."},
    )
