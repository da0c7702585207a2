"""What a manager types about accounts, roles, links and keys."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from kantor.lingkup import Hak
from kantor.models import Instansi, Pengguna, Peran, Unit
from kantor.queries.akun import instansi_terkelola, unit_operator


class AkunForm(forms.Form):
    """Name and address of an account."""

    nama = forms.CharField(label="Nama lengkap dan gelar", max_length=150)
    email = forms.EmailField(
        label="Email", required=False, help_text="Untuk mengirim kode masuk dan pemberitahuan."
    )
    nip = forms.CharField(
        label="NIP / NI PPPK",
        max_length=40,
        required=False,
        help_text="Bila ia pegawai instansi Anda: dapat masuk dengan NIP, dan nomor WhatsApp-nya dikenal.",
    )

    def __init__(self, *args: Any, akun: Pengguna | None = None, **kwargs: Any) -> None:
        if akun is not None:
            kwargs["initial"] = {"nama": akun.nama, "email": akun.email}
        super().__init__(*args, **kwargs)
        if akun is not None and akun.pegawai_id:
            del self.fields["nip"]


class PeranForm(forms.Form):
    """A role, where it holds."""

    jenis = forms.ChoiceField(label="Peran", choices=[("", "Pilih peran"), *Peran.Jenis.choices])
    instansi: Any = forms.ModelChoiceField(Instansi.objects.none(), label="Instansi", empty_label=None)
    unit: Any = forms.ModelChoiceField(
        Unit.objects.none(),
        label="Unit kerja",
        required=False,
        empty_label="Tidak ada",
        help_text="Hanya untuk Operator OPD: unit yang diusulkannya, beserta semua unit di bawahnya.",
    )

    def __init__(self, *args: Any, pengelola: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["instansi"].queryset = milik = instansi_terkelola(pengelola)
        self.fields["instansi"].initial = milik.first()
        self.fields["unit"].queryset = unit_operator(pengelola)


class AkunBaruForm(PeranForm, AkunForm):
    """A new account with its first role."""

    username = forms.CharField(
        label="Nama pengguna", max_length=40, help_text="Huruf kecil dan angka, misalnya: operator.medan-deli"
    )
    field_order = ("nama", "username", "email", "nip", "jenis", "instansi", "unit")


class AlasanForm(forms.Form):
    """How the person was recognised."""

    alasan = forms.CharField(
        label="Bagaimana Anda memastikan orangnya?",
        max_length=200,
        help_text="Misalnya: datang sendiri dan KTP dilihat; ditelepon ke nomor yang tercatat.",
    )


class KunciForm(forms.Form):
    """A key for another system."""

    LAMA = (("90", "3 bulan"), ("365", "1 tahun"), ("730", "2 tahun"))

    nama = forms.CharField(label="Dipakai oleh", max_length=100, help_text="Misalnya: SIMPEG Kota Medan")
    instansi: Any = forms.ModelChoiceField(Instansi.objects.none(), label="Instansi", empty_label=None)
    hak = forms.ChoiceField(
        label="Boleh", choices=[("lihat", "Membaca saja"), ("", "Membaca dan mengerjakan, seperti akun Anda")]
    )
    lama = forms.ChoiceField(label="Berlaku selama", choices=LAMA, initial="365")

    def __init__(self, *args: Any, pengelola: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["instansi"].queryset = milik = instansi_terkelola(pengelola)
        self.fields["instansi"].initial = milik.first()

    def berlaku_sampai(self) -> Any:
        """The end of the chosen time."""
        return timezone.now() + timedelta(days=int(self.cleaned_data["lama"]))

    def hak_dipilih(self) -> list[str]:
        """The rights of the key; [] for all its owner has."""
        return [Hak.LIHAT] if self.cleaned_data["hak"] else []
