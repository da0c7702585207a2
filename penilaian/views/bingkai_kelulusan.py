"""What the pages of scores share: the tab Hasil around them, and its parts where a program has components."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse

from diklat.models import Gelombang
from diklat.views.bingkai import ambil_gelombang, bingkai
from kantor.lingkup import Hak
from penilaian.lib.kelulusan import Aturan
from penilaian.models import Komponen
from penilaian.queries.hasil import UsulanHasil
from penilaian.queries.kelulusan import aturan_gelombang
from peserta.models.pendaftaran import Status

TAB = "penilaian:gelombang_hasil"
NILAI = "penilaian:kelulusan_nilai"
REKAP = "penilaian:kelulusan_rekap"
BAGIAN = (("Hasil", TAB), ("Nilai", NILAI), ("Rekap kelulusan", REKAP))


def ambil_bernilai(request: HttpRequest, slug: str, hak: Hak = Hak.LIHAT) -> tuple[Gelombang, Aturan]:
    """The gelombang of this address and its rules; 404 where it has no components."""
    gelombang = ambil_gelombang(request, slug, hak)
    aturan = aturan_gelombang(gelombang)
    if aturan is None:
        raise Http404
    return gelombang, aturan


def bingkai_kelulusan(request: HttpRequest, gelombang: Gelombang, bagian: str, **lain: Any) -> dict[str, Any]:
    """Context of a page of scores; `bagian` is the url name of its part."""
    return bingkai(request, gelombang, TAB) | {"bagian": bagian_kelulusan(gelombang, bagian)} | lain


def bagian_kelulusan(gelombang: Gelombang, bagian: str) -> list[dict[str, Any]]:
    """The parts of the tab."""
    return [
        {"label": label, "alamat": reverse(nama, args=[gelombang.slug]), "aktif": nama == bagian}
        for label, nama in BAGIAN
    ]


def tanpa_nilai_seminar(aturan: Aturan, usulan: list[UsulanHasil]) -> int:
    """How many came and have no value of the seminar yet, where the program counts it."""
    komponen = next((b.pk for b in aturan.bagian if b.sumber == Komponen.Sumber.RENCANA), None)
    hadir = [u.nilai for u in usulan if u.nilai and u.pendaftaran.status == Status.HADIR]
    return sum(n.komponen[komponen] is None for n in hadir) if komponen else 0


def dapat_diubah(gelombang: Gelombang) -> bool:
    """Scores and outcomes are written after registration has closed, until the gelombang is."""
    return gelombang.status in (Gelombang.Status.DITUTUP, Gelombang.Status.BERLANGSUNG)
