"""An outcome as Panitia writes it down; the rules stand in the services."""

from __future__ import annotations

from django import forms

from penilaian.models import Hasil

KUALIFIKASI = "Misalnya: Memuaskan. Dicetak pada sertifikat kelulusan; boleh kosong."


class FormUsulan(forms.Form):
    """Take over what the attendance suggests."""

    kualifikasi = forms.CharField(
        label="Kualifikasi untuk yang lulus", max_length=40, required=False, help_text=KUALIFIKASI
    )


class FormHasil(forms.Form):
    """One outcome, for one or for many."""

    putusan = forms.ChoiceField(label="Hasil", choices=[("", "Pilih hasil…"), *Hasil.Putusan.choices])
    kualifikasi = forms.CharField(label="Kualifikasi", max_length=40, required=False, help_text=KUALIFIKASI)
    alasan = forms.CharField(
        label="Alasan",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Wajib selain “Lulus” dan “Telah mengikuti”, dan bila lulus tanpa memenuhi batas kehadiran.",
    )
