"""What an Operator OPD types: a number first, then the person; the letter; the search above the list."""

from __future__ import annotations

from typing import Any

from django import forms

from kantor.forms.isian import MedanTanggal
from kantor.lib import nip as lib_nip
from kantor.lib.salah import Salah
from kantor.models import Pengguna, Unit
from peserta.forms.orang import FormOrang
from peserta.models.pendaftaran import Status
from peserta.queries.operator import akar_usul, unit_operator

# Up to so many units are chosen from a list; more are found by typing.
PILIH_LANGSUNG = 60
SEBELUM_TERIMA = "Kosongkan bila sama dengan yang tercatat di kantor."


class FormNip(forms.Form):
    """The first question: who is it?"""

    nip = forms.CharField(
        label="NIP / NI PPPK",
        max_length=30,
        help_text="18 angka; spasi boleh. Bila pegawai unit Anda, isian berikutnya terisi sendiri.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def clean_nip(self) -> str:
        try:
            return lib_nip.periksa(self.cleaned_data["nip"]).digit
        except Salah as galat:
            raise forms.ValidationError(galat.pesan) from None


class PilihanUnit(forms.ModelChoiceField):
    """One of the own units, by code, each with what it stands below."""

    def label_from_instance(self, obj: Any) -> str:
        return (
            f"{obj.nama_lengkap}, {obj.parent.nama_lengkap}"
            if obj.parent and obj.opd_id != obj.pk
            else str(obj)
        )


class FormUsul(FormOrang):
    """The person, of one of the own units, under one of the own letters."""

    usulan = forms.ModelChoiceField(None, label="Surat usulan", required=False, empty_label="Surat menyusul")  # type: ignore[arg-type]

    def __init__(self, *args: Any, oleh: Pengguna, surat: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pasang_unit(self, oleh)
        self.fields["ponsel"].help_text = self.fields["surel"].help_text = SEBELUM_TERIMA
        if surat is None:
            del self.fields["usulan"]
        else:
            pilihan: Any = self.fields["usulan"]
            pilihan.queryset = surat
            pilihan.label_from_instance = lambda u: u.nomor_surat or f"Surat tanpa nomor ({u.unit})"


class FormGanti(FormUsul):
    """Another person of the own units on the same seat."""

    alasan = forms.CharField(label="Alasan penggantian", max_length=300)


class FormSurat(forms.Form):
    """The letter over many names."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="Unit kerja pengusul", empty_label=None)
    nomor_surat = forms.CharField(label="Nomor surat", max_length=80)
    tanggal_surat = MedanTanggal(label="Tanggal surat")
    berkas = forms.FileField(
        label="Pindaian surat",
        required=False,
        help_text="PDF atau foto, paling besar 10 MB. Boleh menyusul.",
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/*"}),
    )
    naungi = forms.BooleanField(
        label="Pakai surat ini untuk nama yang belum bersurat", required=False, initial=True
    )

    def __init__(self, *args: Any, oleh: Pengguna, belum: int = 0, ubah: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        akar = akar_usul(oleh)
        bidang: Any = self.fields
        bidang["unit"].queryset = Unit.objects.filter(pk__in=[u.pk for u in akar])
        if ubah:
            del bidang["unit"]
        elif len(akar) == 1:
            bidang["unit"].widget, bidang["unit"].initial = forms.HiddenInput(), akar[0].pk
        if belum:
            bidang["naungi"].label = f"Pakai surat ini untuk {belum} nama yang belum bersurat"
        else:
            del bidang["naungi"]


class SaringUsulan(forms.Form):
    """What the list of own names can be narrowed to."""

    q = forms.CharField(
        label="Cari",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "Nama atau NIP"}),
    )
    status = forms.ChoiceField(
        label="Status", required=False, choices=[("", "Semua status"), *Status.choices]
    )


def pasang_unit(form: forms.Form, oleh: Pengguna) -> None:
    """Offer the own units only: a list when they are few, the search field within them when they are many."""
    milik = unit_operator(oleh)
    akar = akar_usul(oleh)
    lama: Any = form.fields["unit"]
    if milik.count() > PILIH_LANGSUNG:
        lama.sasaran = akar
        lama.widget.lingkup = "unit:" + ",".join(u.kode for u in akar)
        return
    form.fields["unit"] = PilihanUnit(milik, label=lama.label, to_field_name="kode", empty_label=None)
    form.fields["unit"].initial = akar[0].kode if akar else None
