"""Planning or changing a gelombang. The rules stand in the services; a form only reads what was typed."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms

from diklat.models import Gelombang, Kurikulum
from kantor.forms.isian import MedanSaat, MedanTanggal
from kantor.lingkup import Hak
from kantor.models import Pejabat, Pengguna
from kantor.zona import zona


def tanggal(label: str, **lain: Any) -> MedanTanggal:
    """A date field."""
    return MedanTanggal(label=label, **lain)


def waktu(label: str, **lain: Any) -> MedanSaat:
    """An optional moment."""
    return MedanSaat(label=label, required=False, **lain)


class FormGelombang(forms.Form):
    """All that can be said of a gelombang at once, in the order the office thinks of it."""

    kurikulum = forms.ModelChoiceField(
        Kurikulum.objects.none(), label="Program dan kurikulum", empty_label="Pilih program…"
    )
    sebutan = forms.CharField(
        label="Sebutan", max_length=60, help_text="Misalnya: Gelombang I, Angkatan 2, Tahap 3."
    )
    mulai = tanggal("Tanggal mulai")
    selesai = tanggal("Tanggal selesai")
    tempat = forms.CharField(label="Tempat", max_length=200)
    alamat_tempat = forms.CharField(label="Alamat tempat", max_length=250, required=False)
    kota_tempat = forms.CharField(label="Kota", max_length=80, required=False)
    kuota = forms.IntegerField(label="Kuota", min_value=1, max_value=5000)
    pakai_cadangan = forms.BooleanField(
        label="Terima peserta cadangan setelah kuota penuh", required=False, initial=True
    )
    jam_tawaran = forms.IntegerField(
        label="Batas jawab tawaran kursi (jam)",
        min_value=1,
        max_value=336,
        initial=48,
        help_text="Peserta cadangan yang ditawari kursi menjawab dalam waktu ini.",
    )
    jalur_usulan = forms.BooleanField(label="Menerima usulan OPD", required=False, initial=True)
    jalur_mandiri = forms.BooleanField(label="Menerima pendaftaran mandiri", required=False, initial=True)
    buka_pada = waktu("Pendaftaran dibuka pada", help_text="Kosongkan bila dibuka dengan tombol.")
    tutup_pada = waktu("Pendaftaran ditutup pada")
    batas_usulan = waktu("Batas usulan OPD")
    batas_ganti = waktu("Batas penggantian peserta", help_text="Kosong: sampai registrasi ulang.")
    sasaran = forms.CharField(label="Peserta yang dituju", max_length=200, required=False)
    keterangan = forms.CharField(
        label="Keterangan untuk peserta", required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    kontak = forms.CharField(label="Narahubung", max_length=150, required=False)
    penanda_tangan = forms.ModelChoiceField(
        Pejabat.objects.none(),
        label="Penanda tangan surat dan sertifikat",
        required=False,
        empty_label="Belum ditentukan",
    )
    slug = forms.SlugField(
        label="Alamat halaman",
        max_length=80,
        required=False,
        help_text="Dibuat otomatis bila kosong. Hanya dapat diganti selama masih draf.",
    )

    BAGIAN = (
        ("Program", ("kurikulum", "sebutan", "slug")),
        ("Waktu dan tempat", ("mulai", "selesai", "tempat", "alamat_tempat", "kota_tempat")),
        ("Kursi", ("kuota", "pakai_cadangan", "jam_tawaran")),
        (
            "Pendaftaran",
            ("jalur_usulan", "jalur_mandiri", "buka_pada", "tutup_pada", "batas_usulan", "batas_ganti"),
        ),
        ("Untuk peserta", ("sasaran", "keterangan", "kontak", "penanda_tangan")),
    )

    def __init__(
        self, *args: Any, pengguna: Pengguna, gelombang: Gelombang | None = None, **kwargs: Any
    ) -> None:
        if gelombang is not None:
            kwargs.setdefault("initial", {nama: getattr(gelombang, nama, None) for nama in self.base_fields})
        super().__init__(*args, **kwargs)
        self.gelombang = gelombang
        bidang: Any = self.fields
        bidang["kurikulum"].queryset = (
            Kurikulum.objects.untuk(pengguna, Hak.KERJA)
            .filter(program__aktif=True)
            .select_related("program__instansi")
        )
        bidang["penanda_tangan"].queryset = Pejabat.objects.untuk(pengguna, Hak.KERJA)
        if gelombang is not None:
            del bidang["kurikulum"]
            if gelombang.status != Gelombang.Status.DRAF:
                del bidang["slug"]

    def clean(self) -> dict[str, Any]:
        """Moments as typed are moments of the organiser's office: the page may go by another clock."""
        data: dict[str, Any] = super().clean() or {}
        if kurikulum := data.get("kurikulum"):
            tempat = zona(kurikulum.program.instansi)
            for nama, isi in data.items():
                if isinstance(isi, datetime.datetime):
                    data[nama] = isi.replace(tzinfo=tempat)
        return data

    def bagian(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields in their groups, as the template shows them."""
        return [(judul, [self[n] for n in nama if n in self.fields]) for judul, nama in self.BAGIAN]


class FormSalin(forms.Form):
    """A new gelombang after the pattern of another."""

    sebutan = forms.CharField(label="Sebutan", max_length=60)
    mulai = tanggal("Tanggal mulai")
    selesai = tanggal("Tanggal selesai", required=False, help_text="Kosong: lamanya sama seperti polanya.")
