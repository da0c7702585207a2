"""Small things the pages of Panitia share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from diklat.models import Gelombang
from kantor.lib.telepon import TeleponSalah, internasional
from kantor.lingkup import Hak
from kantor.models import Pekerjaan
from kantor.queries.pekerjaan import HIDUP
from kantor.views.dasar import ambil
from kantor.views.proses import isi_proses
from peserta.models import Pendaftaran


def angka(nilai: Iterable[str]) -> list[int]:
    """The whole numbers among what a form sent; anything else is left out."""
    return [int(satu) for satu in nilai if satu.isdecimal() and len(satu) < 19]


def lanjut(request: HttpRequest, bawaan: str) -> str:
    """Where to go after an act: the page of ours it was started from, else `bawaan`."""
    alamat = request.POST.get("lanjut") or request.GET.get("lanjut") or ""
    aman = url_has_allowed_host_and_scheme(alamat, {request.get_host()}, require_https=request.is_secure())
    return alamat if aman else bawaan


def nomor_wa(ponsel: str) -> str:
    """The number as wa.me wants it; "" (the sender chooses whom) where none is known or it cannot exist."""
    try:
        return internasional(ponsel).lstrip("+") if ponsel else ""
    except TeleponSalah:
        return ""


def ambil_pendaftaran(
    request: HttpRequest, gelombang: Gelombang, nomor: str, hak: Hak = Hak.LIHAT
) -> Pendaftaran:
    """The registration of that number in this gelombang; 404 when there is none the account may see."""
    baris = Pendaftaran.objects.untuk(request.user, hak).filter(gelombang=gelombang)
    satu = ambil(
        baris.select_related("pegawai__akun", "pegawai__unit", "pribadi", "unit", "opd", "usulan"),
        nomor=nomor,
    )
    satu.gelombang = gelombang
    return satu


def proses_gelombang(
    request: HttpRequest, gelombang: Gelombang, *jenis: str, hanya_hidup: bool = True
) -> list[dict[str, Any]]:
    """The jobs about this gelombang, newest first, each with what its card shows: of one kind or any the last three, of
    several kinds the last of each."""
    baris = Pekerjaan.objects.untuk(request.user).filter(perihal=f"gelombang:{gelombang.pk}")
    if jenis:
        baris = baris.filter(jenis__in=jenis)
    if hanya_hidup:
        baris = baris.filter(status__in=HIDUP)
    if len(jenis) > 1:
        baris = baris.filter(pk__in=baris.order_by("jenis", "-dibuat").distinct("jenis").values("pk"))
    return [isi_proses(request.user, satu) for satu in baris.order_by("-dibuat")[: max(3, len(jenis))]]
