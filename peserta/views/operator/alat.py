"""What the pages of the operator share."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from diklat.models import Gelombang
from kantor.views.dasar import ambil, khusus
from peserta.models import Pendaftaran
from peserta.queries.operator import bagian_unit, gelombang_operator, menerima_usulan, pendaftaran_operator

khusus_operator = khusus(lambda pengguna: pengguna.operator)


def ambil_gelombang(request: HttpRequest, slug: str) -> Gelombang:
    """The gelombang if it concerns the own units; 404 otherwise."""
    return ambil(gelombang_operator(request.user), slug=slug)


def ambil_orang(request: HttpRequest, gelombang: Gelombang, nomor: str) -> Pendaftaran:
    """The registration of a person of the own units; 404 otherwise."""
    p = ambil(pendaftaran_operator(request.user, gelombang).select_related("pribadi"), nomor=nomor)
    p.gelombang = gelombang
    return p


def isi(request: HttpRequest, gelombang: Gelombang, **lain: Any) -> dict[str, Any]:
    """Context every page about one gelombang has."""
    [bagian] = bagian_unit(request.user, [gelombang])
    return {
        "gelombang": gelombang,
        "bagian": bagian,
        "terbuka": menerima_usulan(gelombang),
        "instansi_aktif": gelombang.instansi,
        **lain,
    }
