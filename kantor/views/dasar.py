"""What every page shares: who may enter, rows within the scope, errors of services shown to people."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.db.models import Model, QuerySet
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.utils.cache import patch_cache_control

from kantor.galat import Galat
from kantor.lingkup import Hak

M = TypeVar("M", bound=Model)
J = TypeVar("J", bound=HttpResponseBase)
Tampilan = Callable[..., HttpResponse]


def perlu_masuk(tampilan: Tampilan) -> Tampilan:
    """Only for signed-in people; others sign in first and come back."""
    return khusus(lambda pengguna: True)(tampilan)


def khusus(syarat: Callable[[Any], bool]) -> Callable[[Tampilan], Tampilan]:
    """Only for accounts that meet `syarat`: strangers sign in first, others find no such page (404).

    Part of a page that asks again by itself gets 401 and has the whole page load anew: signing in has no place in it.
    """

    def hias(tampilan: Tampilan) -> Tampilan:
        @wraps(tampilan)
        def jalankan(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                if request.headers.get("HX-Request") == "true":
                    return HttpResponse(status=401, headers={"HX-Refresh": "true"})
                return redirect_to_login(request.get_full_path())
            if not syarat(request.user):
                raise Http404
            return tampilan(request, *args, **kwargs)

        return jalankan

    return hias


def khusus_staf(hak: Hak = Hak.LIHAT) -> Callable[[Tampilan], Tampilan]:
    """Only for staff who have `hak` in at least one instansi."""
    return khusus(lambda pengguna: bool(pengguna.instansi_dengan(hak)))


def ambil(baris: QuerySet[M], **kunci: Any) -> M:
    """The one row of an already scoped queryset; 404 otherwise, also for values no key can have."""
    if any(isinstance(v, str) and "\0" in v for v in kunci.values()):
        raise Http404
    try:
        return baris.get(**kunci)
    except (baris.model.DoesNotExist, ValueError):
        raise Http404 from None


def terkirim(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with, be it empty; None while it is only looked at."""
    return request.POST if request.method == "POST" else None


def tambah_galat(form: BaseForm, galat: Galat) -> None:
    """Show a service's refusal in the form that caused it: per field where it names fields, all else on top."""
    umum = []
    for bidang, pesan in galat.rincian.items():
        kalimat = [pesan] if isinstance(pesan, str) else [str(p) for p in pesan]
        if bidang in form.fields:
            form.add_error(bidang, kalimat)
        else:
            umum += kalimat
    if galat.pesan != type(galat).pesan and not form.errors:
        umum = [galat.pesan]
    if umum or not form.errors:
        form.add_error(None, umum or galat.pesan)


def tertutup(jawaban: J) -> J:
    """No cache and no search engine keeps a page of somebody's own."""
    patch_cache_control(jawaban, no_store=True, private=True)
    jawaban["X-Robots-Tag"] = "noindex"
    return jawaban
