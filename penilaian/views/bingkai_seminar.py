"""What every page of a seminar shares: the gelombang around it, the seminar, where one stands in it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse

from diklat.models import Gelombang
from diklat.views.bingkai import ambil_gelombang, bingkai
from kantor.lingkup import Hak
from kantor.views.dasar import ambil
from penilaian.models import Seminar

TAB = "penilaian:gelombang_seminar"
BAGIAN = (
    ("Susunan", "penilaian:seminar_satu"),
    ("Nilai", "penilaian:seminar_nilai"),
    ("Berita acara", "penilaian:seminar_acara"),
    ("Kesepakatan", "penilaian:seminar_kesepakatan"),
    ("Kartu penguji", "penilaian:seminar_kartu"),
)


def ambil_seminar(
    request: HttpRequest, slug: str, pk: int, hak: Hak = Hak.LIHAT
) -> tuple[Gelombang, Seminar]:
    """The seminar of this address if the account has `hak` on it; 404 otherwise."""
    gelombang = ambil_gelombang(request, slug, hak)
    seminar = ambil(Seminar.objects.filter(gelombang=gelombang).select_related("rubrik"), pk=pk)
    seminar.gelombang = gelombang
    return gelombang, seminar


def bingkai_seminar(request: HttpRequest, seminar: Seminar, bagian: str = "", **lain: Any) -> dict[str, Any]:
    """Context of a page of a seminar; `bagian` is the url name of its part."""
    gelombang = seminar.gelombang
    dasar = bingkai(request, gelombang, TAB)
    return dasar | {
        "seminar": seminar,
        "disusun": seminar.status == Seminar.Status.DISUSUN,
        "berlangsung": seminar.status == Seminar.Status.BERLANGSUNG,
        "bagian": [
            {
                "label": label,
                "alamat": reverse(nama, args=[gelombang.slug, seminar.pk]),
                "aktif": nama == bagian,
            }
            for label, nama in BAGIAN
            if nama != "penilaian:seminar_kartu" or dasar["boleh_kerja"]
        ],
        **lain,
    }


def sampaikan(request: HttpRequest, kalimat: list[str]) -> None:
    """Tell what could not be done, up to a page of it."""
    if kalimat:
        lebih = f" Dan {len(kalimat) - 8} lainnya." if len(kalimat) > 8 else ""
        messages.warning(request, " ".join(kalimat[:8]) + lebih)
