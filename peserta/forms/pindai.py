"""Forms around scanning: a phone's name, why a badge is replaced, a letter for an absence."""

from __future__ import annotations

from django import forms


class PerangkatForm(forms.Form):
    nama = forms.CharField(
        label="Nama perangkat", max_length=80, help_text="Misalnya HP Ibu Rina, pintu utama."
    )


class SuratHadirForm(forms.Form):
    berkas = forms.FileField(label="Surat keterangan", help_text="PDF atau foto surat, paling besar 10 MB.")
    semua = forms.BooleanField(
        label="Pakai juga untuk sesi lain orang ini yang izin, sakit, atau dinas luar dan belum bersurat",
        required=False,
    )
