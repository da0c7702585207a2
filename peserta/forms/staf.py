"""Forms of Panitia's daily work: what a list is narrowed to, and why something is done."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms

from diklat.models import Gelombang, SyaratBerkas
from kantor.models import Unit
from peserta.forms.alasan import FormAlasanBoleh
from peserta.forms.mandiri import FormBerkas, medan_asli, nama_asli
from peserta.models import Pendaftaran
from peserta.services.berkas import dapat_ditunjukkan


class FormTerima(FormAlasanBoleh):
    """Accepted; with what contact the person is known from now on."""

    pakai_kontak = forms.BooleanField(
        label="Pakai email dan nomor HP yang diketik saat mendaftar sebagai kontak pegawai",
        required=False,
        help_text="Pilih hanya bila Anda yakin kontak itu milik orangnya; kontak lama diganti.",
    )
    perbarui_pegawai = forms.TypedChoiceField(
        label="Isian yang berbeda dengan data pegawai",
        choices=[("tidak", "Hanya untuk pelatihan ini"), ("ya", "Perbarui data pegawai")],
        coerce=lambda pilihan: pilihan == "ya",
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih salah satu: isiannya berbeda dengan data pegawai."},
    )

    def __init__(self, *args: Any, beda: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not beda:
            del self.fields["perbarui_pegawai"]
        self.order_fields(["perbarui_pegawai"])


class FormBerkasMeja(FormBerkas):
    """Files brought to the office; of what is due at registrasi ulang the paper may be shown instead.

    `ditunjukkan` are the pk of the conditions marked so already.
    """

    def __init__(
        self, *args: Any, syarat: list[SyaratBerkas], ditunjukkan: Collection[int], **kwargs: Any
    ) -> None:
        super().__init__(*args, syarat=syarat, nanti={satu.pk for satu in syarat}, **kwargs)
        self.di_meja = [satu for satu in syarat if dapat_ditunjukkan(satu)]
        for satu in self.di_meja:
            self.fields[nama_asli(satu)] = medan_asli(satu, satu.pk in ditunjukkan)

    def asli(self) -> list[tuple[SyaratBerkas, bool]]:
        """Every condition that may be shown at the desk, with what was ticked."""
        return [(s, self.cleaned_data[nama_asli(s)]) for s in self.di_meja]


class FormPindah(forms.Form):
    """To which gelombang."""

    ke = forms.ModelChoiceField(
        Gelombang.objects.none(),
        label="Gelombang tujuan",
        empty_label="Pilih gelombang…",
        to_field_name="slug",
    )

    def __init__(self, *args: Any, tujuan: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ke"].queryset = tujuan  # type: ignore[attr-defined]


class FormTautan(forms.Form):
    """How the person was checked before a link is handed over."""

    alasan = forms.CharField(
        label="Cara Anda memastikan orangnya",
        max_length=200,
        help_text="Misalnya: datang membawa kartu pegawai, atau ditelepon lewat bagian kepegawaian unitnya.",
    )


class SaringPeserta(forms.Form):
    """What the list of peserta can be narrowed to."""

    q = forms.CharField(
        label="Cari",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "Nama, NIP, atau nomor pendaftaran"}),
    )
    opd = forms.ChoiceField(label="Perangkat daerah", required=False)
    jalur = forms.ChoiceField(
        label="Jalur", required=False, choices=[("", "Semua jalur"), *Pendaftaran.Jalur.choices]
    )
    kelompok = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput())

    def __init__(self, *args: Any, opd: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opd"].choices = [  # type: ignore[attr-defined]
            ("", "Semua"),
            *((str(u.pk), u.nama_lengkap) for u in opd),
        ]
