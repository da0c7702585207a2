"""/unit/cari/: units by a half-typed name, for forms; with htmx as a list under the field, without as a page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kantor.daftar import instansi_lingkup, sasaran_unit
from kantor.queries.unit import cari_unit


@require_safe
def unit_cari(request: HttpRequest) -> HttpResponse:
    """Units that fit `?q=`; public, for it shows names and codes of offices only.

    `lingkup` names what limits the choice (the slug of a gelombang, through the registry `sasaran_unit`); of units that
    fit alike those of its organiser come first. `nama` is the name of the form's field.
    """
    teks = request.GET.get("q", "")
    lingkup = request.GET.get("lingkup", "").replace("\0", "")
    sasaran = [pk for cari in sasaran_unit for pk in cari(lingkup)] if lingkup else []
    milik = next((pk for cari in instansi_lingkup if (pk := cari(lingkup))), None) if lingkup else None
    unit = cari_unit(teks, sasaran=sasaran, utamakan=milik)
    isi = {"q": teks, "unit": unit, "lingkup": lingkup, "nama": _nama(request)}
    potongan = request.headers.get("HX-Request") == "true"
    templat = "kantor/unit_pilihan.html" if potongan else "kantor/unit_cari.html"
    jawaban = render(request, templat, isi)
    jawaban["Cache-Control"] = "public, max-age=60"
    jawaban["Vary"] = "HX-Request"
    return jawaban


def _nama(request: HttpRequest) -> str:
    nama = request.GET.get("nama", "unit")
    return nama if nama.isidentifier() and len(nama) <= 40 else "unit"
