"""Registering alone, step by step. What a field may hold is judged by the rules of the service alone."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings

from diklat.models import Gelombang, SyaratBerkas
from kantor.forms.unit import MedanUnit
from kantor.galat import TidakValid
from kantor.lib.angka import ringkas
from kantor.lib.golongan import PILIHAN_BERKELOMPOK
from kantor.models.pegawai import StatusKepegawaian
from kantor.queries.unit import cari_unit, unit_berlaku
from peserta.services.isian import DataPendaftaran, periksa_isian

# Non-ASN have no number to be known by: their office proposes them.
STATUS = [pilihan for pilihan in StatusKepegawaian.choices if pilihan[0] != StatusKepegawaian.NON_ASN]
TANPA_GOLONGAN = "-"  # the service reads it as empty; a person must say so rather than skip the question
UNGGAH = ".pdf,.jpg,.jpeg,.png,.webp,.heic,.heif,application/pdf,image/*"
KOLOM = ("nip", "nama", "status_kepegawaian", "golongan", "jabatan", "surel", "ponsel")


def data_pendaftaran(isian: dict[str, Any], *, persetujuan: bool = True) -> DataPendaftaran:
    """The answers so far, as the service takes them. The unit is kept by its code."""
    unit = unit_berlaku().select_related("opd", "parent").filter(kode=isian.get("unit", "")).first()
    kolom = {k: isian.get(k, "") for k in KOLOM}
    return DataPendaftaran(**kolom, unit=unit, persetujuan=persetujuan)


class FormLangkah(forms.Form):
    """One step; `isian` are the answers of all steps so far."""

    def __init__(self, *args: Any, gelombang: Gelombang, isian: dict[str, str], **kwargs: Any) -> None:
        kwargs.setdefault("initial", isian)
        super().__init__(*args, **kwargs)
        self.gelombang, self.isian = gelombang, isian

    def clean(self) -> dict[str, Any]:
        bersih = super().clean() or {}
        semua = self.isian | {k: v for k, v in bersih.items() if isinstance(v, str)}
        try:
            periksa_isian(data_pendaftaran(semua), wajib_nip=True, wajib_unit=False)
        except TidakValid as galat:
            for bidang, pesan in galat.rincian.items():
                if bidang in self.fields and bidang not in self.errors:
                    self.add_error(bidang, pesan)
        return bersih

    def jawaban(self) -> dict[str, str]:
        """What to keep of this step."""
        return {k: str(v) for k, v in self.cleaned_data.items()}


class FormDataDiri(FormLangkah):
    """Who."""

    nip = forms.CharField(
        label="NIP / NI PPPK",
        help_text="18 angka. Boleh memakai spasi.",
        error_messages={"required": "Isi NIP / NI PPPK Anda."},
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "off",
                "spellcheck": "false",
                "data-nip": "",
                "class": "isian--sedang",
                "placeholder": "19860926 201505 1 001",
            }
        ),
    )
    nama = forms.CharField(
        label="Nama lengkap dan gelar",
        help_text="Tulis seperti yang akan tercetak pada sertifikat, misalnya: Dra. Rina Siregar, M.Si.",
        error_messages={"required": "Isi nama lengkap Anda."},
        widget=forms.TextInput(attrs={"autocomplete": "name", "spellcheck": "false"}),
    )
    status_kepegawaian = forms.ChoiceField(
        label="Status kepegawaian",
        choices=STATUS,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih status kepegawaian Anda."},
    )
    golongan = forms.ChoiceField(
        label="Pangkat/golongan",
        choices=[
            ("", "Pilih pangkat/golongan"),
            *PILIHAN_BERKELOMPOK,
            (TANPA_GOLONGAN, "Tidak memiliki golongan"),
        ],
        error_messages={"required": "Pilih pangkat/golongan Anda."},
        widget=forms.Select(attrs={"class": "isian--sedang"}),
    )
    jabatan = forms.CharField(
        label="Jabatan",
        help_text="Misalnya: Kepala Seksi Pelayanan Umum",
        error_messages={"required": "Isi jabatan Anda."},
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )


class FormUnit(FormLangkah):
    """Where."""

    unit = MedanUnit()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dicari = ""
        bidang: Any = self.fields["unit"]
        bidang.sasaran = list(self.gelombang.unit_sasaran.all())
        bidang.widget.lingkup = self.gelombang.slug
        if dipilih := data_pendaftaran(self.isian).unit:
            self.initial = {"unit": dipilih}
            bidang.widget.pilihan = [dipilih]

    def cari(self, teks: str) -> None:
        """Look the unit up and offer what fits: how it is done without JavaScript."""
        bidang: Any = self.fields["unit"]
        bidang.widget.pilihan = cari_unit(teks, sasaran=bidang.sasaran)
        self.initial = {"unit": ("", teks)}
        self.dicari = teks

    def jawaban(self) -> dict[str, str]:
        return {"unit": self.cleaned_data["unit"].kode}


class FormKontak(FormLangkah):
    """How to reach the person."""

    ponsel = forms.CharField(
        label="No. HP/WhatsApp",
        help_text="Dipakai panitia bila ada yang perlu ditanyakan.",
        error_messages={"required": "Isi No. HP/WhatsApp Anda."},
        widget=forms.TextInput(
            attrs={
                "type": "tel",
                "inputmode": "tel",
                "autocomplete": "tel",
                "class": "isian--sedang",
                "placeholder": "081234567890",
            }
        ),
    )
    surel = forms.CharField(
        label="Email",
        required=False,
        help_text="Nomor pendaftaran dan hasil verifikasi dikirim ke sini. Boleh email kantor yang dipakai bersama.",
        widget=forms.TextInput(
            attrs={
                "type": "email",
                "inputmode": "email",
                "autocomplete": "email",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
    )


class MedanBerkas(forms.FileField):
    """A file that may be asked for now or, with `nanti`, come later; required ones are called so either way."""

    def __init__(self, *, nanti: bool, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.nanti = nanti

    def clean(self, data: Any, initial: Any = None) -> Any:
        if not data and self.nanti:
            return None
        isi = super().clean(data, initial)
        if isi and isi.size > settings.BERKAS_MAKS:
            ukuran, batas = (ringkas(Decimal(n) / 2**20, 1) for n in (isi.size, settings.BERKAS_MAKS))
            raise forms.ValidationError(f"Berkas ini {ukuran} MB; paling besar {batas} MB.")
        return isi


def medan_berkas(syarat: SyaratBerkas, *, nanti: bool) -> MedanBerkas:
    """The field of a condition: a photo is made small in the browser (static/js/foto.js)."""
    return MedanBerkas(
        label=syarat.nama,
        required=syarat.wajib,
        nanti=nanti,
        help_text=syarat.penjelasan,
        error_messages={
            "required": f"Unggah {syarat.nama}.",
            "empty": "Berkas ini kosong. Pilih berkas lain.",
        },
        widget=forms.FileInput(attrs={"accept": UNGGAH, "data-foto": str(settings.BERKAS_MAKS)}),
    )


def medan_asli(syarat: SyaratBerkas, ditunjukkan: bool = False) -> forms.BooleanField:
    """The tick of Panitia at the desk: the paper itself was seen, no file is needed."""
    return forms.BooleanField(
        label=f"{syarat.nama}: asli ditunjukkan di meja",
        required=False,
        initial=ditunjukkan,
        help_text="Centang bila kertasnya diperlihatkan; berkas tidak perlu diunggah.",
    )


class FormBerkas(forms.Form):
    """A file for each condition; those in `nanti` (by their pk) need not come now."""

    use_required_attribute = False

    def __init__(self, *args: Any, syarat: list[SyaratBerkas], nanti: Collection[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for satu in syarat:
            self.fields[nama_medan(satu)] = medan_berkas(satu, nanti=satu.pk in nanti)


class FormPersetujuan(forms.Form):
    """The last step."""

    persetujuan = forms.BooleanField(
        label="Data di atas benar, dan saya setuju data itu dipakai untuk penyelenggaraan pelatihan ini.",
        error_messages={"required": "Beri tanda centang bila Anda setuju."},
    )


def nama_asli(syarat: SyaratBerkas) -> str:
    """The field that says the paper was seen."""
    return f"asli_{syarat.pk}"


def nama_medan(syarat: SyaratBerkas) -> str:
    """The field of a condition; the service names the same when it misses the file."""
    return f"berkas_{syarat.pk}"
