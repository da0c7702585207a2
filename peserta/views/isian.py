"""A number is typed, the rest of the person comes from the master: at once with htmx, when it is sent without."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kantor.lib import nip as lib_nip
from kantor.lib.salah import Salah
from kantor.models import Pegawai
from peserta.forms.orang import ISIAN, FormOrang, isian_pegawai

Cari = Callable[[str], Pegawai | None]


def isikan(request: HttpRequest, cari: Cari, buat: Callable[..., Any]) -> FormOrang | None:
    """The form with what the office knows of the typed number, to be looked at before it is sent; else None.

    `cari` finds the pegawai this account may know, `buat(initial=…)` makes the empty form. It is asked for by the
    field of the number (htmx), or by sending a known number without a name.
    """
    if request.method != "POST" or ("isi" not in request.POST and request.POST.get("nama", "").strip()):
        return None
    pegawai = _pegawai(request, cari)
    if pegawai is None and "isi" not in request.POST:
        return None
    diketik = {k: v for k, v in request.POST.items() if k not in ISIAN}
    form: FormOrang = buat(initial=diketik | (isian_pegawai(pegawai) if pegawai else {}))
    form.pegawai = pegawai
    return form


def potongan(request: HttpRequest, form: FormOrang) -> HttpResponse:
    """The part of the form the number fills; nothing changes for a number that is unknown or only half typed."""
    if form.pegawai is None and not request.POST.get("terisi"):
        return HttpResponse(status=204)
    return render(request, "peserta/_isian_pegawai.html", {"form": form})


def diminta_potongan(request: HttpRequest) -> bool:
    """Whether only that part is asked for."""
    return "isi" in request.POST and request.headers.get("HX-Request") == "true"


def _pegawai(request: HttpRequest, cari: Cari) -> Pegawai | None:
    try:
        return cari(lib_nip.periksa(request.POST.get("nip", "")).digit)
    except Salah:
        return None
