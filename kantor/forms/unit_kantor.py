"""The unit tree: a new unit, another name, another place, another spelling."""

from __future__ import annotations

from typing import Any

from django import forms

from kantor.forms.isian import MedanTanggal
from kantor.forms.unit import MedanUnit
from kantor.models import Instansi, Unit
from kantor.queries.pohon import akar_instansi


class FormUnitBaru(forms.Form):
    """A unit below another one."""

    nama = forms.CharField(
        label="Nama", max_length=150, help_text="Tanpa kata Kecamatan atau Kelurahan di depan."
    )
    jenis = forms.ChoiceField(label="Jenis", choices=Unit.Jenis.choices)
    kode = forms.CharField(label="Kode", max_length=30, help_text="Boleh diganti dengan kode resmi.")
    berlaku_mulai = MedanTanggal(label="Berlaku mulai", required=False)


class FormNamaUnit(forms.Form):
    """Another name from now on; the old one stays known as a spelling."""

    nama = forms.CharField(label="Nama baru", max_length=150)


class FormTujuanUnit(forms.Form):
    """Another unit of the same office."""

    unit = MedanUnit()

    def __init__(self, *args: Any, instansi: Instansi, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bidang: Any = self.fields["unit"]
        bidang.label = label
        bidang.widget.lingkup = f"instansi:{instansi.kode}"
        bidang.sasaran = list(akar_instansi(instansi).values_list("pk", flat=True)) or [-1]


class FormGabungUnit(FormTujuanUnit):
    """Into which unit, and the last day of the old one."""

    berlaku_sampai = MedanTanggal(
        label="Hari terakhir unit lama", required=False, help_text="Kosong: hari ini."
    )


class FormSebutan(forms.Form):
    """Another spelling by which files call the unit."""

    teks = forms.CharField(label="Sebutan lain dalam berkas Excel", max_length=200)
