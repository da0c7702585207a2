"""What a person says about an import: the file, what it holds, and the last word."""

from __future__ import annotations

from typing import Any

from django import forms

from kantor.models import Impor, Instansi
from kantor.services.impor_pegawai import KELUAR_WAJAR, bagian_keluar


class UnggahImpor(forms.Form):
    """A file of the kind's columns; for which office, when the account works for several."""

    instansi = forms.ModelChoiceField(Instansi.objects.none(), label="Instansi", empty_label=None)
    berkas = forms.FileField(
        label="Berkas Excel",
        help_text="Excel (.xlsx, .xls), LibreOffice (.ods), atau CSV, paling besar 10 MB. Kop surat boleh ada.",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
    )

    def __init__(self, instansi: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["instansi"].queryset = instansi  # type: ignore[attr-defined]
        if len(instansi) == 1:
            self.fields["instansi"].widget = forms.HiddenInput()
            self.fields["instansi"].initial = instansi[0].pk


class PilihanPegawai(forms.Form):
    """Whether the list names everybody: only then can somebody be missing from it."""

    lengkap = forms.BooleanField(
        label="Berkas ini memuat seluruh pegawai",
        help_text="Pegawai yang tidak ada di berkas akan ditampilkan sebagai pensiun atau pindah.",
        required=False,
    )

    def __init__(self, impor: Impor, data: Any = None) -> None:
        super().__init__(data, initial=impor.pilihan)

    def simpanan(self) -> dict[str, Any]:
        """The choices as they are kept."""
        return {"lengkap": self.cleaned_data["lengkap"]}


class KonfirmasiPegawai(forms.Form):
    """The last word before a master list is stored."""

    ganti_kontak = forms.BooleanField(
        label="Ganti No. HP dan email yang sudah tercatat dengan isi berkas",
        help_text="Tanpa centang, hanya yang masih kosong yang diisi.",
        required=False,
    )
    setuju_keluar = forms.BooleanField(
        label="Ya, benar sebanyak itu pegawai yang pensiun atau pindah", required=False
    )

    def __init__(self, impor: Impor, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        if bagian_keluar(impor) <= KELUAR_WAJAR:
            del self.fields["setuju_keluar"]
