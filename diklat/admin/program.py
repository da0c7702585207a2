"""Programs, who of Panitia works on them, and curricula with modul and JP."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import DecimalField, Sum, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import format_html
from unfold.forms import PaginationInlineFormSet
from unfold.widgets import UnfoldAdminTextInputWidget

from diklat.models import Kurikulum, Modul, PanitiaProgram, Program
from kantor.admin.dasar import AdminInstansi, BarisInstansi
from kantor.lib import angka
from kantor.lingkup import Hak
from kantor.models import Pengguna


class PanitiaBaris(BarisInstansi):
    """Without a row here every Panitia of the instansi works on the program."""

    model = PanitiaProgram
    verbose_name_plural = "panitia khusus program ini (kosongkan bila semua panitia)"

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "pengguna":
            milik = request.user.instansi_dengan(Hak.KELOLA)
            kwargs["queryset"] = Pengguna.objects.filter(
                peran__instansi__in=milik, peran__jenis="panitia", peran__aktif=True
            ).distinct()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Program)
class ProgramAdmin(AdminInstansi):
    """What the instansi teaches."""

    hak_ubah = Hak.KERJA
    list_display = ("nama", "kode", "jenis", "sasaran", "aktif")
    list_filter = ("aktif", "jenis", "instansi")
    search_fields = ("nama", "kode")
    prepopulated_fields = {"kode": ("nama",)}
    inlines = (PanitiaBaris,)

    def get_prepopulated_fields(self, request: Any, obj: Any = None) -> dict[str, Any]:
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def get_readonly_fields(self, request: Any, obj: Any = None) -> tuple[str, ...]:
        return ("instansi", "kode") if obj else ()


class ModulForm(forms.ModelForm):
    """Two rows may trade places: the numbers are made unique when the whole list is saved."""

    class Meta:
        model = Modul
        fields = ("urutan", "nama", "jp")
        localized_fields = ("jp",)
        widgets = {"jp": UnfoldAdminTextInputWidget(attrs={"inputmode": "decimal"})}

    def validate_constraints(self) -> None:
        """The only constraint is about the order, which is renumbered after saving."""


class ModulSemua(PaginationInlineFormSet):
    """All rows of a curriculum together; equal numbers are no error, see KurikulumAdmin.save_related."""

    def validate_unique(self) -> None:
        """Numbers are made unique after saving."""


class ModulBaris(BarisInstansi):
    """Mata pelatihan with their JP; unchangeable once the curriculum has been used."""

    model = Modul
    form = ModulForm
    formset = ModulSemua
    hak_ubah = Hak.KERJA

    def _boleh_ubah(self, request: Any, obj: Any) -> bool:
        return not (obj and obj.beku) and super()._boleh_ubah(request, obj)


class KurikulumForm(forms.ModelForm):
    """Percent with a decimal comma."""

    class Meta:
        model = Kurikulum
        fields = (
            "program",
            "versi",
            "menit_per_jp",
            "hadir_minimal",
            "maks_tanpa_izin",
            "toleransi_terlambat",
            "contoh",
        )
        localized_fields = ("hadir_minimal",)
        # A field of type number shows no decimal comma in a browser that is set to English.
        widgets = {"hadir_minimal": UnfoldAdminTextInputWidget(attrs={"inputmode": "decimal"})}


@admin.register(Kurikulum)
class KurikulumAdmin(AdminInstansi):
    """A version of a program. One that a gelombang has used is frozen; a copy of it may be changed."""

    form = KurikulumForm
    hak_ubah = Hak.KERJA
    list_display = ("program", "versi", "jumlah_jp", "dipakai", "contoh")
    list_filter = ("program",)
    list_select_related = ("program",)
    search_fields = ("program__nama", "versi")
    inlines = (ModulBaris,)

    def get_queryset(self, request: Any) -> Any:
        nol = Value(Decimal(0), output_field=DecimalField())
        return super().get_queryset(request).annotate(jp_total=Coalesce(Sum("modul__jp"), nol))

    @admin.display(description="JP", ordering="jp_total")
    def jumlah_jp(self, kurikulum: Any) -> str:
        return angka.ringkas(kurikulum.jp_total, 2)

    @admin.display(description="keadaan", ordering="beku")
    def dipakai(self, kurikulum: Kurikulum) -> str:
        if not kurikulum.beku:
            return "Dapat diubah"
        alamat = reverse("diklat:kurikulum_salin", args=[kurikulum.pk])
        return format_html('Sudah dipakai · <a href="{}">Salin jadi versi baru</a>', alamat)

    def get_readonly_fields(self, request: Any, obj: Any = None) -> tuple[str, ...]:
        return ("program", "dipakai") if obj else ()

    def get_fields(self, request: Any, obj: Any = None) -> list[str]:
        kolom = [satu for satu in KurikulumForm.Meta.fields if satu != "contoh" or (obj and obj.contoh)]
        return [*kolom, "dipakai"] if obj else kolom

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return not (obj and obj.beku) and super().has_change_permission(request, obj)

    def save_related(self, request: Any, form: Any, formsets: Any, change: bool) -> None:
        """Number the modul 1, 2, 3 in the order given, so equal or traded numbers are no error."""
        super().save_related(request, form, formsets, change)
        modul = list(form.instance.modul.order_by("urutan", "pk"))
        for nomor, satu in enumerate(modul, start=1):
            if satu.urutan != nomor:
                satu.urutan = nomor
                satu.save(update_fields=["urutan"])
