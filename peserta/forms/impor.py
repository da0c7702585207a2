"""What is asked about a list of people: which gelombang its labels mean, and the last word."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import ModelChoiceField

from diklat.models import Gelombang
from kantor.forms.isian import MedanTanggal
from kantor.models import Impor, Unit
from peserta.services.impor_nominatif import beralamat, calon_gelombang, label_berkas

EXCEL = forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"})


class PilihanGelombang(ModelChoiceField):
    """A gelombang with its dates, for labels repeat from year to year."""

    def label_from_instance(self, obj: Gelombang) -> str:
        return f"{obj} ({obj.mulai:%d-%m-%Y})"


class PilihanNominatif(forms.Form):
    """One choice for each label of the column GELOMBANG."""

    def __init__(self, impor: Impor, data: Any = None) -> None:
        super().__init__(data)
        self.label = list(label_berkas(impor).items())
        calon = [g.pk for g in calon_gelombang(impor)]
        pilihan = (
            Gelombang.objects.filter(pk__in=calon)
            .select_related("kurikulum__program")
            .order_by("-mulai", "pk")
        )
        dipilih = impor.pilihan.get("gelombang", {})
        for nomor, (label, banyak) in enumerate(self.label):
            self.fields[f"gelombang_{nomor}"] = PilihanGelombang(
                pilihan,
                label=f"GELOMBANG “{label}” di berkas ({banyak} baris)"
                if label
                else f"Masukkan {banyak} nama ke",
                initial=dipilih.get(label),
                required=False,
                empty_label="Pilih gelombang …",
            )

    def simpanan(self) -> dict[str, Any]:
        """The choices as they are kept."""
        dipilih = {label: self.cleaned_data[f"gelombang_{n}"] for n, (label, _) in enumerate(self.label)}
        return {"gelombang": {label: g.pk for label, g in dipilih.items() if g}}


class KonfirmasiNominatif(forms.Form):
    """The last word before names are registered."""

    langsung = forms.BooleanField(
        label="Langsung terverifikasi",
        help_text="Centang bila daftar ini sudah diperiksa. Tanpa centang, semua nama menunggu verifikasi.",
        required=False,
    )
    kabari = forms.BooleanField(required=False)

    def __init__(self, impor: Impor, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        if banyak := beralamat(impor):
            self.fields[
                "kabari"
            ].label = f"Kirim email pemberitahuan kepada {banyak} orang yang beralamat email"
            self.fields["kabari"].help_text = (
                f"Satu surat tiap orang, dua bila langsung terverifikasi: {banyak} sampai {2 * banyak} surat. "
                "Tanpa centang tidak ada yang disurati sekarang; surat pemanggilan kelak tetap dikirim."
            )
        else:
            del self.fields["kabari"]


class KonfirmasiUsulan(forms.Form):
    """The letter over the proposed names."""

    nomor_surat = forms.CharField(label="Nomor surat usulan", max_length=80, required=False)
    tanggal_surat = MedanTanggal(label="Tanggal surat", required=False)
    surat = forms.FileField(
        label="Pindai surat usulan",
        help_text="PDF atau foto, paling besar 10 MB.",
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,image/*"}),
    )
    kabari = forms.BooleanField(
        label="Beri tahu peserta lewat email",
        help_text="Satu surat kepada setiap orang yang beralamat email. Tanpa centang tidak ada yang disurati "
        "sekarang; surat berikutnya, misalnya hasil verifikasi, tetap dikirim.",
        required=False,
    )

    def __init__(self, impor: Impor, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)


class UnggahUsulan(forms.Form):
    """The list of an OPD; the unit is asked for only when the account proposes for several."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="Unit kerja pengusul", empty_label=None)
    berkas = forms.FileField(
        label="Berkas Excel",
        help_text="Excel (.xlsx, .xls), LibreOffice (.ods), atau CSV, paling besar 10 MB. Kop surat boleh ada.",
        widget=EXCEL,
    )

    def __init__(self, unit: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = unit  # type: ignore[attr-defined]
        if len(unit) == 1:
            self.fields["unit"].widget = forms.HiddenInput()
            self.fields["unit"].initial = unit[0].pk
