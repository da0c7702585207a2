"""What the pages of the operator share."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from diklat.models import Gelombang
from kantor.models import Pegawai
from kantor.views.dasar import ambil, khusus
from kantor.zona import pakai_zona
from peserta.models import Pendaftaran
from peserta.queries.operator import (
    bagian_unit,
    cari_pegawai,
    gelombang_operator,
    menerima_usulan,
    pendaftaran_operator,
)

# So many of the own pegawai are listed before and after a search.
SEKILAS, DICARI = 8, 20
khusus_operator = khusus(lambda pengguna: pengguna.operator)


def ambil_gelombang(request: HttpRequest, slug: str) -> Gelombang:
    """The gelombang if it concerns the own units; 404 otherwise."""
    gelombang: Gelombang = ambil(gelombang_operator(request.user), slug=slug)
    pakai_zona(gelombang.instansi)
    return gelombang


def ambil_orang(request: HttpRequest, gelombang: Gelombang, nomor: str) -> Pendaftaran:
    """The registration of a person of the own units; 404 otherwise."""
    p = ambil(pendaftaran_operator(request.user, gelombang).select_related("pribadi"), nomor=nomor)
    p.gelombang = gelombang
    return p


def pegawai_dipilih(request: HttpRequest) -> Pegawai | None:
    """Whom the operator picked from the list, of the own units; 404 for anybody else."""
    if not (pk := request.GET.get("pegawai")):
        return None
    milik = Pegawai.objects.filter(unit__in=request.user.unit_dengan_usul()).select_related("unit__opd")
    return ambil(milik, pk=pk)


def daftar_pegawai(request: HttpRequest, gelombang: Gelombang) -> dict[str, Any]:
    """The list to pick from and what it was searched by, for templates/peserta/operator/_pilih_pegawai.html."""
    q = request.GET.get("q", "")
    batas = DICARI if q else SEKILAS
    pilihan = cari_pegawai(request.user, gelombang, q, batas=batas)
    return {"q": q, "pilihan": pilihan, "terpotong": len(pilihan) == batas}


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
