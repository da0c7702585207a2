"""A seat per OPD: who is invited, whom the OPD sends, why nobody comes."""

from __future__ import annotations

from typing import Any

from django import forms

from kantor.forms.isian import MedanTanggal
from kantor.models import Unit
from peserta.models import UndanganOpd
from peserta.services.undangan import Utusan


class FormUndang(forms.Form):
    """The letter and the OPD it goes to."""

    nomor_surat = forms.CharField(
        label="Nomor surat undangan", max_length=80, required=False, help_text="Boleh diisi kemudian."
    )
    tanggal_surat = MedanTanggal(label="Tanggal surat", required=False)
    unit = forms.ModelMultipleChoiceField(
        Unit.objects.none(),
        error_messages={"required": "Pilih perangkat daerah yang diundang."},
        label="Perangkat daerah",
    )

    def __init__(self, *args: Any, calon: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bidang: Any = self.fields["unit"]
        bidang.queryset = calon


class FormUtusan(forms.Form):
    """Who sits on the seat of the OPD."""

    nama = forms.CharField(label="Nama dan gelar", max_length=150)
    nip = forms.CharField(
        label="NIP / NI PPPK",
        max_length=30,
        required=False,
        help_text="Kosongkan hanya untuk Non-ASN.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    jabatan = forms.CharField(label="Jabatan", max_length=150)
    mewakili = forms.TypedChoiceField(
        label="Hadir sebagai",
        choices=[("sendiri", "Pimpinan sendiri"), ("wakil", "Mewakili pimpinan")],
        coerce=lambda nilai: nilai == "wakil",
    )

    @classmethod
    def dari(cls, undangan: UndanganOpd, data: Any = None) -> FormUtusan:
        """The form with what is known of the seat."""
        awal = {k: getattr(undangan, k) for k in ("nama", "nip", "jabatan")}
        return cls(data, initial=awal | {"mewakili": "wakil" if undangan.mewakili else "sendiri"})

    def utusan(self) -> Utusan:
        """What the services take."""
        return Utusan(**self.cleaned_data)


class FormTidakHadir(forms.Form):
    """Why the seat stays empty."""

    alasan = forms.CharField(label="Alasan tidak hadir", max_length=200)
