"""The Ruang Penguji without a network: what a device brings along, pictures of pages, the service worker."""

from __future__ import annotations

from functools import cache
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kantor.lib import tanggal
from kantor.models import Berkas
from kantor.views.berkas import kirim
from penilaian.models import Seminar
from penilaian.queries.nilai import tugas_saya
from penilaian.queries.pratinjau import gambar_tugas
from penilaian.services.pratinjau import belum_digambar
from penilaian.views.penguji import khusus_penilai

# What pages load without naming it: modules name each other by plain names, styles their font.
ASET = (
    "js/penguji/antrean.js",
    "js/penguji/lembar.js",
    "js/penguji/luring.js",
    "js/penguji/salinan.js",
    "js/penguji/sisa.js",
    "js/penguji/toko.js",
    "vendor/fonts/plus-jakarta-sans-latin.woff2",
)


@require_safe
def pekerja_layanan(request: HttpRequest) -> HttpResponse:
    """The service worker of /penguji/, the same for everybody; it holds nothing of anybody."""
    isi = {"beranda": reverse("penilaian:penguji")}
    jawaban = render(request, "penilaian/penguji/pekerja.js", isi, content_type="text/javascript")
    jawaban["Cache-Control"] = "no-cache"
    return jawaban


@require_safe
@khusus_penilai
def bekal(request: HttpRequest) -> HttpResponse:
    """What a device brings along: addresses of the pages and pictures of the seminars that run, and what they load."""
    berjalan = Seminar.Status.BERLANGSUNG
    tugas = list(tugas_saya(request.user, naskah=True).filter(giliran__seminar__status=berjalan))
    seminar = {t.giliran.seminar_id: t.giliran.seminar for t in tugas}
    gambar = gambar_tugas(tugas)
    zona = next((s.gelombang.instansi.zona_waktu for s in seminar.values()), settings.TIME_ZONE)
    halaman = [
        reverse("penilaian:penguji"),
        *(reverse("penilaian:penguji_rekap", args=[pk]) for pk in seminar),
        *(reverse("penilaian:penguji_isi", args=[t.pk]) for t in tugas),
    ]
    isi = {
        "pukul": f"pukul {tanggal.jam(timezone.now(), zona)}",
        "rencana": len(tugas),
        "seminar": [f"{s.nama} {tanggal.tanggal(s.tanggal)}" for s in seminar.values()],
        "halaman": halaman,
        "gambar": [
            reverse("penilaian:penguji_halaman", args=[pk, h.gambar_id])
            for pk, semua in gambar.items()
            for h in semua
        ],
        "aset": _aset(),
        "menunggu": sum(len(belum_digambar(satu)) for satu in seminar.values()),
    }
    return JsonResponse(isi)


@require_safe
@khusus_penilai
def halaman(request: HttpRequest, tugas: int, gambar: UUID) -> HttpResponseBase:
    """A page of the paper as a picture, for whoever scores that version."""
    satu = tugas_saya(request.user, naskah=True).filter(pk=tugas).first()
    if satu is None or gambar not in {h.gambar_id for h in gambar_tugas([satu]).get(satu.pk, [])}:
        raise Http404
    return kirim(Berkas.objects.get(pk=gambar), tampil=True)


@cache
def _aset() -> list[str]:
    return list(
        dict.fromkeys([static(satu) for satu in ASET] + [settings.STATIC_URL + satu for satu in ASET])
    )
