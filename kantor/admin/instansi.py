"""The office, the names it has had, its signing officials."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from unfold.widgets import UnfoldAdminTextInputWidget, UnfoldAdminURLInputWidget

from kantor.lib import golongan as lib_golongan
from kantor.lib.gambar import BerkasSalah, kecilkan_gambar
from kantor.lib.nip import NipSalah, rapikan
from kantor.models import Instansi, NamaLembaga, Pejabat

from .dasar import AdminInstansi, BarisInstansi

LAMBANG_MAKS = 2 * 1024 * 1024


class InstansiForm(forms.ModelForm):
    """The lambang is drawn anew from the picture that was uploaded: nothing hidden in it is kept."""

    laman = forms.URLField(
        label="Laman", required=False, assume_scheme="https", widget=UnfoldAdminURLInputWidget
    )

    class Meta:
        model = Instansi
        fields = (
            "nama",
            "kota",
            "zona_waktu",
            "alamat",
            "telepon",
            "email",
            "laman",
            "lambang",
            "warna_utama",
            "warna_aksen",
            "motif",
            "kertas",
            "pola_nomor",
        )

    def clean_lambang(self) -> Any:
        berkas = self.cleaned_data["lambang"]
        if not berkas or "lambang" not in self.changed_data:
            return berkas
        if berkas.size > LAMBANG_MAKS:
            raise ValidationError("Gambar lambang paling besar 2 MB.")
        try:
            gambar = kecilkan_gambar(berkas.read(), sisi_maks=1200)
        except BerkasSalah as galat:
            raise ValidationError(galat.pesan) from None
        return ContentFile(gambar.isi, name=f"{self.instance.kode}{gambar.akhiran}")


class PejabatForm(forms.ModelForm):
    """NIP and golongan as offices type them."""

    nip = forms.CharField(label="NIP", required=False, max_length=40, widget=UnfoldAdminTextInputWidget)
    golongan = forms.CharField(
        label="Pangkat/golongan",
        required=False,
        max_length=60,
        help_text="Misalnya: IV/b",
        widget=UnfoldAdminTextInputWidget,
    )

    class Meta:
        model = Pejabat
        fields = (
            "instansi",
            "nama",
            "nip",
            "golongan",
            "jabatan",
            "kapasitas",
            "atas_nama",
            "berlaku_mulai",
            "berlaku_sampai",
        )

    def clean_nip(self) -> str:
        try:
            return rapikan(self.cleaned_data["nip"])
        except NipSalah as galat:
            raise ValidationError(galat.pesan) from None

    def clean_golongan(self) -> str:
        teks = self.cleaned_data["golongan"].strip()
        try:
            return lib_golongan.kenali(teks).kode if teks else ""
        except lib_golongan.GolonganSalah as galat:
            raise ValidationError(galat.pesan) from None


class NamaLembagaBaris(BarisInstansi):
    model = NamaLembaga
    fields = ("nama", "singkatan", "berlaku_mulai", "berlaku_sampai")


@admin.register(Instansi)
class InstansiAdmin(AdminInstansi):
    """New instansi are made by `manage.py siapkan`."""

    form = InstansiForm
    boleh_tambah = False
    list_display = ("nama", "kota", "zona_waktu", "kertas")
    readonly_fields = ("kode", "contoh")
    inlines = (NamaLembagaBaris,)
    fieldsets = (
        ("Identitas", {"fields": ("kode", "nama", "kota", "zona_waktu", "contoh")}),
        ("Alamat pada kop surat", {"fields": ("alamat", "telepon", "email", "laman")}),
        ("Tampilan", {"fields": ("lambang", "warna_utama", "warna_aksen", "motif")}),
        ("Cetakan", {"fields": ("kertas", "pola_nomor")}),
    )


@admin.register(NamaLembaga)
class NamaLembagaAdmin(AdminInstansi):
    """BKD until July 2017, BKDPSDM from August: papers carry the name of their date."""

    boleh_hapus = True
    list_display = ("nama", "singkatan", "berlaku_mulai", "berlaku_sampai")
    list_filter = ("instansi",)


@admin.register(Pejabat)
class PejabatAdmin(AdminInstansi):
    """Who signs, in which capacity, from when to when."""

    form = PejabatForm
    boleh_hapus = True
    list_display = ("nama", "jabatan", "kapasitas", "berlaku_mulai", "berlaku_sampai")
    list_filter = ("kapasitas", "instansi")
    search_fields = ("nama", "jabatan", "nip")
