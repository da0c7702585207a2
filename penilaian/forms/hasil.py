"""An outcome as Panitia writes it down; the rules stand in the services."""

from __future__ import annotations

from typing import Any

from django import forms

from penilaian.models import Hasil

KUALIFIKASI = "Misalnya: Memuaskan. Dicetak pada sertifikat kelulusan; boleh kosong."
BERNILAI = (
    "Wajib selain “Lulus” dan “Telah mengikuti”, dan bila hasilnya lain dari usulan menurut nilai. "
    "Hasil tanpa alasan mengikuti nilainya sampai rekap ditetapkan."
)


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


class FormHasilBernilai(FormHasil):
    """The same where the program has components: the qualification is that of the value, not typed."""

    kualifikasi = None  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["alasan"].help_text = BERNILAI
