"""The unit tree. Saving goes through the services that keep OPD, search keys and people in line with it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import transaction

from kantor.models import AliasUnit, Unit
from kantor.services.unit import hapus_alias, pindah_unit, tambah_alias, tambah_unit, ubah_nama_unit

from .dasar import AdminInstansi, BarisInstansi


class UnitForm(forms.ModelForm):
    """A unit is not put below itself."""

    class Meta:
        model = Unit
        fields = ("kode", "nama", "jenis", "parent", "instansi", "berlaku_mulai", "berlaku_sampai")

    def clean_parent(self) -> Unit | None:
        induk: Unit | None = self.cleaned_data["parent"]
        unit = self.instance
        if unit.pk is None:
            return induk
        if induk is None and unit.parent_id is not None:
            raise ValidationError("Pilih unit induknya.")
        if induk is not None and Unit.objects.di_bawah(unit.pk).filter(pk=induk.pk).exists():
            raise ValidationError("Unit tidak dapat berada di bawah dirinya sendiri.")
        return induk


class AliasBaris(BarisInstansi):
    """Spellings by which files call the unit; they are added and removed, not changed."""

    model = AliasUnit
    fields = ("teks",)
    verbose_name_plural = "sebutan lain dalam berkas Excel"

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return False


@admin.register(Unit)
class UnitAdmin(AdminInstansi):
    """The units of the own instansi."""

    form = UnitForm
    list_display = ("kode", "nama_lengkap", "jenis", "parent", "berlaku_sampai")
    list_display_links = ("kode", "nama_lengkap")
    list_filter = ("jenis",)
    list_select_related = ("parent",)
    search_fields = ("kode", "nama", "alias__teks")
    inlines = (AliasBaris,)

    @admin.display(description="nama", ordering="nama")
    def nama_lengkap(self, unit: Unit) -> str:
        return unit.nama_lengkap

    def get_readonly_fields(self, request: Any, obj: Any = None) -> tuple[str, ...]:
        return ("kode", "jenis", "instansi") if obj else ()

    def save_model(self, request: Any, obj: Unit, form: Any, change: bool) -> None:
        """Name and place change by their services; the period of validity is plain data."""
        if not change:
            baru = tambah_unit(
                oleh=request.user,
                kode=obj.kode,
                nama=obj.nama,
                jenis=obj.jenis,
                induk=obj.parent,
                instansi=obj.instansi,
                berlaku_mulai=obj.berlaku_mulai,
            )
            obj.pk, obj._state.adding = baru.pk, False
            return
        with transaction.atomic():
            lama = Unit.objects.get(pk=obj.pk)
            if "nama" in form.changed_data:
                ubah_nama_unit(oleh=request.user, unit=lama, nama=obj.nama)
            if "parent" in form.changed_data and obj.parent is not None:
                pindah_unit(oleh=request.user, unit=lama, induk=obj.parent)
            Unit.objects.filter(pk=obj.pk).update(
                berlaku_mulai=obj.berlaku_mulai, berlaku_sampai=obj.berlaku_sampai
            )

    def save_formset(self, request: Any, form: Any, formset: Any, change: bool) -> None:
        for alias in formset.save(commit=False):
            tambah_alias(oleh=request.user, unit=form.instance, teks=alias.teks)
        for lama in formset.deleted_objects:
            hapus_alias(oleh=request.user, alias=lama)
