"""The base of every admin list: rows and choices within the scope, real 404s, changes on record."""

from __future__ import annotations

from typing import Any, Protocol

from django import forms
from django.contrib.admin import FieldListFilter, RelatedFieldListFilter
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Field, ForeignKey, Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property
from unfold.admin import ModelAdmin, TabularInline

from kantor.galat import Galat
from kantor.lingkup import Hak, LingkupQuerySet, boleh
from kantor.riwayat import konteks
from kantor.views.dasar import tambah_galat

HITUNG_MAKS = 2000


class PunyaPengguna(Protocol):
    """A request of somebody signed in."""

    user: Any


class PaginatorTerbatas(Paginator):
    """Counts no further than HITUNG_MAKS rows: a list costs the same at a million. Filters find what lies beyond."""

    @cached_property
    def count(self) -> int:
        return int(self.object_list.order_by()[:HITUNG_MAKS].count())  # type: ignore[union-attr]


class SaringTerlingkup(RelatedFieldListFilter):
    """A filter that offers only what the account may see."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> list[tuple[Any, str]]:
        milik = terlingkup(field.related_model, request, Hak.LIHAT)
        return [(satu.pk, str(satu)) for satu in milik[:500]]


def terlingkup(model: type[Model], request: PunyaPengguna, hak: Hak) -> QuerySet[Any]:
    """Rows of a model in the scope; all of a model that belongs to nobody."""
    semua = model._default_manager.all()
    return semua.untuk(request.user, hak) if isinstance(semua, LingkupQuerySet) else semua


class PilihanTerlingkup:
    """For admins and inlines: foreign keys offer only rows on which the account has `hak_ubah`."""

    hak_ubah = Hak.KELOLA

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if "queryset" not in kwargs:
            kwargs["queryset"] = terlingkup(db_field.remote_field.model, request, self.hak_ubah)
        kolom = super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]
        if db_field.name == "instansi" and kolom is not None:
            milik = list(kwargs["queryset"][:2])
            kolom.initial = milik[0].pk if milik else None
        return kolom


class FormLayanan(forms.ModelForm):
    """A form whose row a service stores, with all its rules: what it refuses stands at the field, and nothing is lost.

    The service is rehearsed while the form is checked, and undone; `AdminLayanan.save_model` then lets it stand.
    """

    oleh: Any = None

    def simpan(self) -> Model:
        """Call the service with what was typed; returns the stored row."""
        raise NotImplementedError

    @property
    def baris_lama(self) -> Any:
        """The row that is changed; None when a new one is made."""
        return self.instance if self.instance.pk else None

    def _post_clean(self) -> None:
        """The service checks the row; the model's own check would judge a NIP before its spaces are gone."""
        forms.models.construct_instance(self, self.instance, self._meta.fields, self._meta.exclude)
        if self.errors:
            return
        try:
            with transaction.atomic():
                self.simpan()
                transaction.set_rollback(True)
        except Galat as galat:
            tambah_galat(self, galat)


class BarisInstansi(PilihanTerlingkup, TabularInline):
    """Rows inside another row: seen and changed like that one."""

    extra = 0
    show_change_link = False

    def has_view_permission(self, request: Any, obj: Any = None) -> bool:
        return True

    def _boleh_ubah(self, request: Any, obj: Any) -> bool:
        if obj is None:
            return bool(request.user.instansi_dengan(self.hak_ubah))
        return boleh(request.user, self.hak_ubah, obj)

    def has_add_permission(self, request: Any, obj: Any = None) -> bool:
        return self._boleh_ubah(request, obj)

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return self._boleh_ubah(request, obj)

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return self._boleh_ubah(request, obj)


class AdminInstansi(PilihanTerlingkup, ModelAdmin):
    """Master data of an instansi: seen with `hak_lihat`, changed with `hak_ubah`, deleted one by one if at all."""

    hak_lihat = Hak.KERJA
    hak_ubah = Hak.KELOLA
    boleh_tambah = True
    boleh_hapus = False

    paginator = PaginatorTerbatas
    show_full_result_count = False
    list_per_page = 50
    actions = None
    save_as = False
    compressed_fields = True
    list_filter_submit = True

    def get_queryset(self, request: Any) -> QuerySet[Any]:
        return self.model._default_manager.all().untuk(request.user, self.hak_lihat)  # type: ignore[attr-defined]

    def get_list_filter(self, request: Any) -> list[Any]:
        return [self._saring(satu) for satu in super().get_list_filter(request)]

    def _saring(self, satu: Any) -> Any:
        if isinstance(satu, str) and "__" not in satu:
            field: Field[Any, Any] = self.model._meta.get_field(satu)
            if isinstance(field, ForeignKey):
                pasangan: tuple[str, type[FieldListFilter]] = (satu, SaringTerlingkup)
                return pasangan
        return satu

    # ---- who may what -----------------------------------------------------------------------------

    def has_module_permission(self, request: Any) -> bool:
        return bool(request.user.instansi_dengan(self.hak_lihat))

    def has_view_permission(self, request: Any, obj: Any = None) -> bool:
        return self._punya(request, self.hak_lihat, obj)

    def has_add_permission(self, request: Any) -> bool:
        return self.boleh_tambah and self._punya(request, self.hak_ubah, None)

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return self._punya(request, self.hak_ubah, obj)

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return self.boleh_hapus and self._punya(request, self.hak_ubah, obj)

    def _punya(self, request: Any, hak: Hak, obj: Any) -> bool:
        if not request.user.is_authenticated:
            return False
        if obj is None or obj.pk is None:
            return bool(request.user.instansi_dengan(hak))
        return boleh(request.user, hak, obj)

    # ---- what is not there is a 404; what is done is on record --------------------------------------

    def _get_obj_does_not_exist_redirect(self, request: Any, opts: Any, object_id: Any) -> HttpResponse:
        raise Http404

    def changeform_view(
        self, request: Any, object_id: Any = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        if object_id is not None and "\0" in object_id:
            raise Http404
        with konteks(oleh=request.user, tindakan=f"admin_{self.opts.model_name}"):
            return super().changeform_view(request, object_id, form_url, extra_context)

    def delete_view(self, request: Any, object_id: Any, extra_context: Any = None) -> Any:
        with konteks(oleh=request.user, tindakan=f"admin_hapus_{self.opts.model_name}"):
            return super().delete_view(request, object_id, extra_context)

    def history_view(self, request: Any, object_id: Any, extra_context: Any = None) -> Any:
        """The history is in the database's own event tables, not in the admin's log."""
        raise Http404

    def log_addition(self, request: Any, obj: Any, message: Any) -> None:
        """Recorded by triggers."""

    def log_change(self, request: Any, obj: Any, message: Any) -> None:
        """Recorded by triggers."""

    def log_deletions(self, request: Any, queryset: Any) -> None:
        """Recorded by triggers."""


class AdminLayanan(AdminInstansi):
    """Master data with rules: stored by the service behind its FormLayanan."""

    def get_form(self, request: Any, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        form.oleh = request.user  # the class is made anew for each request
        return form

    def save_model(self, request: Any, obj: Model, form: Any, change: bool) -> None:
        obj.pk = form.simpan().pk
        obj._state.adding = False
