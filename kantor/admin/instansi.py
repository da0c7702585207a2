"""The office, the names it has had, its signing officials."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from unfold.widgets import UnfoldAdminTextInputWidget, UnfoldAdminURLInputWidget

from kantor.galat import TidakValid
from kantor.models import Instansi, NamaLembaga, Pejabat
from kantor.services.instansi import (
    KOLOM_INSTANSI,
    bersihkan_lambang,
    hapus_masa,
    lepas_lambang,
    pasang_lambang,
    simpan_nama_lembaga,
    simpan_pejabat,
    ubah_instansi,
)

from .dasar import AdminLayanan, FormLayanan


class InstansiForm(FormLayanan):
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
        if berkas and "lambang" in self.changed_data:
            try:
                bersihkan_lambang(berkas.read(), berkas.name)
            except TidakValid as galat:
                raise ValidationError(galat.rincian["lambang"]) from None
            berkas.seek(0)
        return berkas

    def simpan(self) -> Instansi:
        berubah = {nama: self.cleaned_data[nama] for nama in self.changed_data if nama in KOLOM_INSTANSI}
        return ubah_instansi(oleh=self.oleh, instansi=self.instance, **berubah)


class MasaForm(FormLayanan):
    """A row with a period, of one instansi; which one does not change."""

    def isi(self) -> dict[str, Any]:
        return {
            **self.cleaned_data,
            "instansi": self.cleaned_data.get("instansi") or self.instance.instansi,
            "oleh": self.oleh,
            "baris": self.baris_lama,
        }


class NamaLembagaForm(MasaForm):
    """A name of the office; a new one ends the one before it."""

    class Meta:
        model = NamaLembaga
        fields = ("instansi", "nama", "singkatan", "berlaku_mulai", "berlaku_sampai")

    def simpan(self) -> NamaLembaga:
        return simpan_nama_lembaga(**self.isi())


class PejabatForm(MasaForm):
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

    def simpan(self) -> Pejabat:
        return simpan_pejabat(**self.isi())


@admin.register(Instansi)
class InstansiAdmin(AdminLayanan):
    """New instansi are made by `manage.py siapkan`."""

    form = InstansiForm
    boleh_tambah = False
    list_display = ("nama", "kota", "zona_waktu", "kertas")
    readonly_fields = ("kode", "contoh")
    fieldsets = (
        ("Identitas", {"fields": ("kode", "nama", "kota", "zona_waktu", "contoh")}),
        ("Alamat pada kop surat", {"fields": ("alamat", "telepon", "email", "laman")}),
        ("Tampilan", {"fields": ("lambang", "warna_utama", "warna_aksen", "motif")}),
        ("Cetakan", {"fields": ("kertas", "pola_nomor")}),
    )

    def save_model(self, request: Any, obj: Instansi, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if "lambang" not in form.changed_data:
            return
        berkas = form.cleaned_data["lambang"]
        if berkas:
            pasang_lambang(oleh=request.user, instansi=obj, isi=berkas.read(), nama=berkas.name)
        else:
            lepas_lambang(oleh=request.user, instansi=obj)


class MasaAdmin(AdminLayanan):
    """Rows with a period: the instansi stays as it was entered."""

    boleh_hapus = True

    def get_readonly_fields(self, request: Any, obj: Any = None) -> tuple[str, ...]:
        return ("instansi",) if obj else ()

    def delete_model(self, request: Any, obj: Any) -> None:
        hapus_masa(oleh=request.user, baris=obj)


@admin.register(NamaLembaga)
class NamaLembagaAdmin(MasaAdmin):
    """BKD until July 2017, BKDPSDM from August: papers carry the name of their date."""

    form = NamaLembagaForm
    list_display = ("nama", "singkatan", "berlaku_mulai", "berlaku_sampai")
    list_filter = ("instansi",)


@admin.register(Pejabat)
class PejabatAdmin(MasaAdmin):
    """Who signs, in which capacity, from when to when."""

    form = PejabatForm
    list_display = ("nama", "jabatan", "kapasitas", "berlaku_mulai", "berlaku_sampai")
    list_filter = ("kapasitas", "instansi")
    search_fields = ("nama", "jabatan", "nip")
