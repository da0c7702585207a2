"""Who guides: the form of Panitia, the answer of whoever was asked; klaster."""

from __future__ import annotations

from typing import Any

from django import forms

from diklat.models import Narasumber
from kantor.lib import nip as lib_nip
from kantor.lib.salah import Salah
from kantor.models import Instansi, Pegawai
from penilaian.models import Kapasitas, Klaster, PeranPendamping
from penilaian.services.pendamping import ATASAN, CAMAT


class MedanPegawai(forms.CharField):
    """The pegawai with the typed NIP, as known to the office."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label="NIP / NI PPPK",
            max_length=40,
            widget=forms.TextInput(attrs={"inputmode": "numeric"}),
            **kwargs,
        )

    def clean(self, value: Any) -> Pegawai | None:
        teks = super().clean(value)
        if not teks:
            return None
        try:
            digit = lib_nip.rapikan(teks)
        except Salah as galat:
            raise forms.ValidationError(galat.pesan) from None
        orang = Pegawai.objects.filter(nip=digit, terverifikasi=True).first()
        if orang is None:
            raise forms.ValidationError(
                "NIP ini belum ada pada data pegawai. Tambahkan dahulu di halaman Pegawai."
            )
        return orang


class FormPendamping(forms.Form):
    """Invite a mentor or coach, or put somebody in the place of the one there is."""

    peran = forms.ChoiceField(label="Sebagai", choices=PeranPendamping.choices)
    nip = MedanPegawai(required=False)
    narasumber = forms.ModelChoiceField(
        label="Atau narasumber", queryset=Narasumber.objects.none(), required=False, empty_label="–",
        help_text="Hanya untuk coach.",
    )  # fmt: skip
    kapasitas = forms.ChoiceField(label="Kapasitas", choices=Kapasitas.choices)
    jabatan = forms.CharField(
        label="Jabatan", max_length=200, required=False, help_text="Kosong: menurut data pegawai."
    )
    alasan = forms.CharField(
        label="Alasan pergantian",
        max_length=200,
        required=False,
        help_text="Wajib bila menggantikan orang lain.",
    )

    def __init__(self, *args: Any, instansi: Instansi, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["narasumber"].queryset = Narasumber.objects.filter(instansi=instansi, aktif=True)

    def penunjukan(self) -> dict[str, Any]:
        """What the service takes."""
        isi = dict(self.cleaned_data)
        isi["pegawai"] = isi.pop("nip")
        if isi["pegawai"] is not None:
            isi["narasumber"] = None
        return isi


class FormSerahTerima(forms.Form):
    """All whom one mentor guides pass to another."""

    dari = forms.ModelChoiceField(label="Mentor sekarang", queryset=Pegawai.objects.none())
    nip = MedanPegawai(help_text="Mentor yang baru.")
    kapasitas = forms.ChoiceField(label="Kapasitas", choices=Kapasitas.choices)
    jabatan = forms.CharField(label="Jabatan", max_length=200, required=False)
    alasan = forms.CharField(label="Alasan pergantian", max_length=200)


class FormTunjukBanyak(forms.Form):
    """How the mentors of many are found."""

    cara = forms.ChoiceField(
        label="Undang sebagai mentor",
        choices=[(ATASAN, "Atasan langsung menurut data pegawai"), (CAMAT, "Camat dari kecamatannya")],
    )


class FormKesediaan(forms.Form):
    """No, with the reason and whom to ask instead."""

    alasan = forms.CharField(label="Alasan", max_length=200)
    usul_pengganti = forms.CharField(
        label="Usul pengganti",
        max_length=200,
        required=False,
        help_text="Nama dan jabatan. Panitia yang memastikan.",
    )


class FormKlaster(forms.ModelForm):
    """One klaster."""

    class Meta:
        model = Klaster
        fields = ("nama", "uraian", "urutan", "aktif")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["urutan"].required = False
        if self.instance.pk is None:
            del self.fields["urutan"], self.fields["aktif"]

    def _post_clean(self) -> None:
        """The service checks and stores; the form only reads."""
