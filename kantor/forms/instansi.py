"""The office itself: what it says of itself, its names, who signs."""

from __future__ import annotations

from typing import Any

from django import forms

from kantor.forms.isian import MedanTanggal
from kantor.models import Instansi, NamaLembaga, Pejabat, UsiaPensiun

WARNA = {"type": "color"}


class FormInstansi(forms.ModelForm):
    """Everything but code and lambang; the service saves it."""

    laman = forms.URLField(label="Laman", required=False, assume_scheme="https")

    BAGIAN = (
        ("Identitas", ("nama", "kota", "zona_waktu")),
        ("Alamat pada kop surat", ("alamat", "telepon", "email", "laman")),
        ("Tampilan", ("warna_utama", "warna_aksen", "motif")),
        ("Cetakan", ("kertas", "pola_nomor")),
    )

    class Meta:
        model = Instansi
        fields = (
            "nama", "kota", "zona_waktu", "alamat", "telepon", "email", "laman", "warna_utama", "warna_aksen", "motif",
            "kertas", "pola_nomor",
        )  # fmt: skip
        widgets = {"warna_utama": forms.TextInput(attrs=WARNA), "warna_aksen": forms.TextInput(attrs=WARNA)}
        help_texts = {
            "warna_utama": "Untuk tombol, judul, dan garis. Warna yang terlalu terang dipakai lebih gelap.",
            "warna_aksen": "Untuk hiasan, tidak pernah untuk tulisan kecil.",
            "pola_nomor": "{urut}, {singkatan}, {romawi}, {bulan}, dan {tahun} diisi saat sertifikat terbit.",
        }

    def _post_clean(self) -> None:
        """The service changes and checks the row; the form only reads what was typed."""

    @property
    def bagian(self) -> list[tuple[str, list[Any]]]:
        """The fields in groups."""
        return [(judul, [self[n] for n in nama]) for judul, nama in self.BAGIAN]


class FormLambang(forms.Form):
    """The lambang of the region."""

    lambang = forms.FileField(
        label="Gambar lambang daerah",
        help_text="SVG, PNG dengan latar tembus pandang, atau JPEG; paling besar 2 MB.",
        widget=forms.FileInput(attrs={"accept": "image/svg+xml,image/png,image/jpeg,image/webp"}),
    )


class FormNamaLembaga(forms.Form):
    """One of the names of the office."""

    nama = forms.CharField(
        label="Nama lembaga", max_length=150, help_text="Misalnya: Badan Kepegawaian Daerah"
    )
    singkatan = forms.CharField(label="Singkatan", max_length=30)
    berlaku_mulai = MedanTanggal(label="Berlaku mulai")
    berlaku_sampai = MedanTanggal(label="Berlaku sampai", required=False, help_text="Kosong: masih berlaku.")

    KOLOM = ("nama", "singkatan", "berlaku_mulai", "berlaku_sampai")

    def __init__(self, *args: Any, baris: NamaLembaga | None = None, **kwargs: Any) -> None:
        super().__init__(*args, initial=_awal(baris, self.KOLOM), **kwargs)


class FormPejabat(forms.Form):
    """Somebody who signs."""

    nama = forms.CharField(label="Nama dan gelar", max_length=150)
    nip = forms.CharField(label="NIP", max_length=40, required=False)
    golongan = forms.CharField(label="Golongan", max_length=60, required=False, help_text="Misalnya: IV/b")
    jabatan = forms.CharField(
        label="Jabatan", max_length=200, help_text="Seperti tertulis di atas nama pada surat dan sertifikat."
    )
    kapasitas = forms.ChoiceField(label="Kapasitas", choices=Pejabat.Kapasitas.choices)
    atas_nama = forms.CharField(
        label="Atas nama",
        max_length=200,
        required=False,
        help_text="Diisi bila menandatangani a.n. pejabat lain.",
    )
    berlaku_mulai = MedanTanggal(label="Berlaku mulai")
    berlaku_sampai = MedanTanggal(label="Berlaku sampai", required=False, help_text="Kosong: masih menjabat.")

    KOLOM = (
        "nama",
        "nip",
        "golongan",
        "jabatan",
        "kapasitas",
        "atas_nama",
        "berlaku_mulai",
        "berlaku_sampai",
    )

    def __init__(self, *args: Any, baris: Pejabat | None = None, **kwargs: Any) -> None:
        super().__init__(*args, initial=_awal(baris, self.KOLOM), **kwargs)


class FormUsiaPensiun(forms.Form):
    """At which age who retires."""

    usia = forms.IntegerField(label="Usia pensiun (tahun)", min_value=40, max_value=80)
    jabatan = forms.CharField(
        label="Untuk jabatan yang memuat kata",
        max_length=80,
        required=False,
        help_text="Misalnya: Ahli Madya. Kosong: semua jabatan lain.",
    )
    berlaku_mulai = MedanTanggal(label="Berlaku mulai")
    berlaku_sampai = MedanTanggal(label="Berlaku sampai", required=False, help_text="Kosong: masih berlaku.")

    KOLOM = ("usia", "jabatan", "berlaku_mulai", "berlaku_sampai")

    def __init__(self, *args: Any, baris: UsiaPensiun | None = None, **kwargs: Any) -> None:
        super().__init__(*args, initial=_awal(baris, self.KOLOM), **kwargs)


def _awal(baris: Any, kolom: tuple[str, ...]) -> dict[str, Any]:
    return {k: getattr(baris, k) for k in kolom} if baris is not None else {}
