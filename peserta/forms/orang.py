"""A person as the office types them: a replacement, a walk-in, a correction of what will be printed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from diklat.models import Gelombang, SyaratBerkas
from kantor.forms.unit import MedanUnit
from kantor.models import Pegawai
from kantor.models.pegawai import StatusKepegawaian
from peserta.forms.mandiri import medan_asli, medan_berkas, nama_asli, nama_medan
from peserta.models import Pendaftaran
from peserta.services.isian import DataPendaftaran

STATUS = [("", "Menurut NIP"), *StatusKepegawaian.choices]
KOLOM_BIODATA = ("nama", "gelar_depan", "gelar_belakang", "golongan", "jabatan")


ISIAN = ("nama", "golongan", "jabatan", "unit", "status_kepegawaian")
# The rest of the person comes from the master as soon as the number is whole (peserta.views.isian).
TANYA_ISIAN = {
    "hx-post": "",
    "hx-trigger": "input changed delay:400ms",
    "hx-target": "#isian-pegawai",
    "hx-swap": "outerHTML",
    "hx-vals": '{"isi": "1"}',
    "hx-params": ",".join(["csrfmiddlewaretoken", "isi", "terisi", "nip", "q", *ISIAN]),
}


class FormOrang(forms.Form):
    """Who. The same fields as a registration; the service checks them."""

    template_name = "peserta/formulir_orang.html"

    nip = forms.CharField(
        label="NIP / NI PPPK",
        max_length=30,
        required=False,
        help_text="Isian lain terisi sendiri bila orangnya sudah tercatat. Kosongkan hanya untuk Non-ASN.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", **TANYA_ISIAN}),
    )
    nama = forms.CharField(
        label="Nama dan gelar", max_length=250, help_text="Misalnya: Dra. Rina Siregar, M.Si."
    )
    golongan = forms.CharField(label="Golongan", max_length=40, required=False, help_text="Misalnya: III/c")
    jabatan = forms.CharField(label="Jabatan", max_length=150, required=False)
    unit = MedanUnit()
    ponsel = forms.CharField(label="No. HP/WhatsApp", max_length=30, required=False)
    surel = forms.CharField(label="Email", max_length=254, required=False)
    status_kepegawaian = forms.ChoiceField(label="Status kepegawaian", choices=STATUS, required=False)

    KOLOM = ("nip", "nama", "golongan", "jabatan", "unit", "ponsel", "surel", "status_kepegawaian")

    # Whose data fill the fields, for the words above them.
    pegawai: Pegawai | None = None

    def isian(self) -> list[forms.BoundField]:
        """The fields the master pegawai fills."""
        return [self[nama] for nama in ISIAN]

    def lainnya(self) -> list[forms.BoundField]:
        """The other fields, below them."""
        return [medan for medan in self.visible_fields() if medan.name not in {"nip", *ISIAN}]

    def data_pendaftaran(self) -> DataPendaftaran:
        """What was typed, for the services."""
        isi: dict[str, Any] = {k: self.cleaned_data[k] for k in self.KOLOM}
        isi["status_kepegawaian"] = isi["status_kepegawaian"] or None
        return DataPendaftaran(**isi)


def isian_pegawai(pegawai: Pegawai) -> dict[str, Any]:
    """What the office knows of a pegawai, to start the form with; what it does not know is left out."""
    isi = {k: getattr(pegawai, k) for k in ("nip", "golongan", "jabatan", "unit", "status_kepegawaian")}
    return {k: v for k, v in isi.items() if v} | {"nama": pegawai.nama_lengkap}


class FormPengganti(FormOrang):
    """Another person on the same seat."""

    alasan = forms.CharField(label="Alasan penggantian", max_length=300)


class FormLangsung(FormOrang):
    """A walk-in: a person with a surat tugas at the desk, and a photo of it."""

    use_required_attribute = False

    surat_tugas = forms.CharField(label="Nomor surat tugas", max_length=80)
    ndh = forms.IntegerField(
        label="NDH", min_value=1, required=False, help_text="Kosong: nomor terkecil yang masih bebas."
    )
    menggantikan = forms.ModelChoiceField(
        Pendaftaran.objects.none(),
        label="Menggantikan",
        required=False,
        to_field_name="nomor",
        empty_label="Tidak menggantikan siapa pun",
        help_text="Pilih peserta yang belum datang bila semua kursi sudah terisi.",
    )
    URUTAN = ("nip", "nama", "golongan", "jabatan", "unit", "surat_tugas")

    def __init__(
        self,
        *args: Any,
        gelombang: Gelombang,
        belum_datang: Any,
        syarat: Iterable[SyaratBerkas],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        bidang: Any = self.fields
        self.syarat, berkas = list(syarat), {}
        for satu in self.syarat:
            ditunjukkan = self.is_bound and nama_asli(satu) in self.data
            berkas[nama_medan(satu)] = medan_berkas(satu, nanti=ditunjukkan)
            berkas[nama_asli(satu)] = medan_asli(satu)
        bidang |= berkas
        bidang["menggantikan"].queryset = belum_datang
        bidang["menggantikan"].label_from_instance = lambda p: p.nama_lengkap
        bidang["unit"].widget.lingkup = gelombang.slug
        self.order_fields([*self.URUTAN, *berkas, "menggantikan", "ndh"])

    def ditunjukkan(self) -> list[int | None]:
        """The conditions (by pk) whose paper was shown at the desk."""
        return [s.pk for s in self.syarat if self.cleaned_data[nama_asli(s)]]


class FormBiodata(forms.Form):
    """What will be printed, corrected."""

    nama = forms.CharField(label="Nama tanpa gelar", max_length=150)
    gelar_depan = forms.CharField(label="Gelar depan", max_length=40, required=False)
    gelar_belakang = forms.CharField(label="Gelar belakang", max_length=80, required=False)
    golongan = forms.CharField(label="Golongan", max_length=40, required=False)
    jabatan = forms.CharField(label="Jabatan", max_length=150, required=False)
    unit = MedanUnit(
        required=False, label="Pindahkan ke unit kerja", help_text="Kosongkan bila unit sudah benar."
    )
    alasan = forms.CharField(
        label="Alasan perbaikan", max_length=300, help_text="Tercatat dalam riwayat, misalnya: sesuai ijazah."
    )

    def __init__(self, *args: Any, pendaftaran: Pendaftaran, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {k: getattr(pendaftaran, k) for k in KOLOM_BIODATA})
        super().__init__(*args, **kwargs)
