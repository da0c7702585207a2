"""/gelombang/<slug>/jadwal/: the published timetable for everybody, and the same for calendars."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from diklat.lib.kalender import berkas_kalender
from diklat.models import Gelombang
from diklat.queries.gelombang import gelombang_publik
from diklat.queries.jadwal import jadwal_terbit
from diklat.queries.kalender import acara
from diklat.queries.papan import tayangan_gelombang
from kantor.views.dasar import ambil
from kantor.views.umum import untuk_umum
from kantor.views.unduh import jawab_kalender
from peserta.views.publik.gelombang import wajah_penyelenggara


@require_safe
@untuk_umum
def jadwal_publik(request: HttpRequest, slug: str) -> HttpResponse:
    """By day, today first; what changed is told, what was cancelled stays and is struck out."""
    g = _gelombang(slug)
    isi = {"g": g, "jadwal": tayangan_gelombang(g, timezone.now()), **wajah_penyelenggara(g)}
    return render(request, "peserta/publik/jadwal.html", isi)


@require_safe
@untuk_umum
def jadwal_ics(request: HttpRequest, slug: str) -> HttpResponse:
    """The same as a calendar to follow."""
    g = _gelombang(slug)
    return jawab_kalender(
        berkas_kalender(str(g), g.instansi.zona_waktu, acara(jadwal_terbit(g), gelombang=g))
    )


def _gelombang(slug: str) -> Gelombang:
    return ambil(gelombang_publik(), slug=slug)
