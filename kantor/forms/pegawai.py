"""Master pegawai: the filter above the list, and the sheet of one person."""

from __future__ import annotations

from typing import Any

from django import forms

from kantor.forms.unit import MedanUnit
from kantor.lib import nip as lib_nip
from kantor.lib.salah import Salah
from kantor.models import Instansi, Pegawai, Unit
from kantor.models.pegawai import StatusKepegawaian
from kantor.queries.pegawai import NOMOR_INTERNAL, opd_pegawai
from kantor.queries.pohon import akar_instansi

BIODATA = (
    "nama",
    "gelar_depan",
    "gelar_belakang",
    "golongan",
    "jabatan",
    "status_kepegawaian",
    "unit",
    "atasan",
    "keadaan",
)


class PilihanOpd(forms.ModelChoiceField):
    """An OPD by its whole name."""

    def label_from_instance(self, obj: Unit) -> str:
        return obj.nama_lengkap


class SaringPegawai(forms.Form):
    """What the list can be narrowed to."""

    q = forms.CharField(
        label="Cari",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "Nama, atau awal NIP (4 angka)"}),
    )
    opd = PilihanOpd(
        Unit.objects.none(), label="Perangkat daerah", required=False, empty_label="Semua perangkat daerah"
    )
    status = forms.ChoiceField(
        label="Status", required=False, choices=[("", "Semua"), *StatusKepegawaian.choices]
    )
    keadaan = forms.ChoiceField(
        label="Keadaan", required=False, choices=[("", "Semua"), *Pegawai.Keadaan.choices]
    )

    def __init__(self, *args: Any, instansi: Instansi, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bidang: Any = self.fields["opd"]
        bidang.queryset = opd_pegawai(instansi)


class FormPegawai(forms.Form):
    """Biodata as printed, and the contact; what is on file of the contact is not shown here."""

    nama = forms.CharField(
        label="Nama", max_length=150, help_text="Gelar boleh ikut ditulis; dipisahkan dengan sendirinya."
    )
    gelar_depan = forms.CharField(label="Gelar depan", max_length=40, required=False)
    gelar_belakang = forms.CharField(label="Gelar belakang", max_length=80, required=False)
    status_kepegawaian = forms.ChoiceField(label="Status kepegawaian", choices=StatusKepegawaian.choices)
    golongan = forms.CharField(
        label="Pangkat/golongan",
        max_length=40,
        required=False,
        help_text="Misalnya: III/c, atau IX untuk PPPK",
    )
    jabatan = forms.CharField(label="Jabatan", max_length=150, required=False)
    unit = MedanUnit()
    atasan = forms.CharField(
        label="NIP atasan langsung",
        max_length=30,
        required=False,
        help_text="Pegawai instansi ini; atasan langsung melihat kehadiran apel bawahannya.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    keadaan = forms.ChoiceField(label="Keadaan", choices=Pegawai.Keadaan.choices)
    ponsel = forms.CharField(label="No. HP/WhatsApp", max_length=40, required=False)
    email = forms.CharField(label="Email", max_length=254, required=False)
    tempat_lahir = forms.CharField(label="Tempat lahir", max_length=80, required=False)
    alamat = forms.CharField(label="Alamat rumah", max_length=250, required=False)
    nik = forms.CharField(
        label="NIK", max_length=25, required=False, help_text="Hanya untuk tanda tangan elektronik; 16 angka."
    )

    KONTAK = ("ponsel", "email", "tempat_lahir", "alamat", "nik")

    def __init__(self, *args: Any, instansi: Instansi, pegawai: Pegawai | None = None, **kwargs: Any) -> None:
        if pegawai is not None:
            nomor_atasan = (pegawai.atasan.nip or pegawai.atasan.nomor_internal) if pegawai.atasan else ""
            awal = {k: getattr(pegawai, k) for k in BIODATA if k != "atasan"}
            kwargs.setdefault("initial", awal | {"atasan": nomor_atasan})
        super().__init__(*args, **kwargs)
        self.instansi, self.pegawai = instansi, pegawai
        bidang: Any = self.fields["unit"]
        bidang.widget.lingkup = f"instansi:{instansi.kode}"
        bidang.sasaran = list(akar_instansi(instansi).values_list("pk", flat=True)) or [-1]
        if pegawai is not None and pegawai.unit is not None:
            bidang.widget.pilihan = [pegawai.unit]
        if pegawai is None:
            del self.fields["keadaan"]
        else:
            for nama in self.KONTAK:
                self.fields[nama].help_text = "Kosongkan bila tidak berubah."

    def clean_atasan(self) -> Pegawai | None:
        """The person of that number in the same office; whether they may be it the service says."""
        if not (nomor := self.cleaned_data["atasan"].strip()):
            return None
        kantor = Pegawai.objects.filter(instansi=self.instansi)
        if NOMOR_INTERNAL.match(nomor):
            atasan = kantor.filter(nomor_internal=nomor.upper()).first()
        else:
            try:
                atasan = kantor.filter(nip=lib_nip.rapikan(nomor)).first()
            except Salah as galat:
                raise forms.ValidationError(galat.pesan) from None
        if atasan is None:
            raise forms.ValidationError("Tidak ada pegawai instansi ini dengan nomor itu.")
        return atasan

    def biodata(self) -> dict[str, Any]:
        """The columns of the pegawai."""
        return {k: v for k, v in self.cleaned_data.items() if k in BIODATA}

    def kontak(self) -> dict[str, str]:
        """The personal columns; empty ones stay as they are."""
        return {k: self.cleaned_data[k] for k in self.KONTAK}

    @property
    def bagian(self) -> list[tuple[str, list[Any]]]:
        """The fields in groups, as the page shows them."""
        diri = [self[n] for n in self.fields if n not in self.KONTAK]
        return [("Biodata", diri), ("Kontak dan data pribadi", [self[n] for n in self.KONTAK])]


class FormPegawaiBaru(FormPegawai):
    """Somebody who is not in the master yet."""

    nip = forms.CharField(
        label="NIP / NI PPPK",
        max_length=30,
        required=False,
        help_text="18 angka; kosongkan hanya untuk Non-ASN.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    field_order = ["nip", "nama"]


class FormHapusPribadi(forms.Form):
    """Why somebody's data are erased; it stays on record."""

    alasan = forms.CharField(
        label="Alasan",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Misalnya: permintaan tertulis yang bersangkutan tanggal 3 Mei 2026.",
    )
