"""What the pages of the office share."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest

from kantor.lingkup import Hak
from kantor.models import Instansi, Unit


def instansi_pilihan(request: HttpRequest, hak: Hak = Hak.LIHAT) -> list[Instansi]:
    """The offices in which this account has `hak`; almost everybody has one."""
    return list(Instansi.objects.untuk(request.user, hak).order_by("pk"))


def instansi_dipilih(request: HttpRequest, hak: Hak = Hak.LIHAT) -> Instansi:
    """The office asked for by `?instansi=<kode>`, else the first; 404 for one out of sight."""
    semua = instansi_pilihan(request, hak)
    kode = request.GET.get("instansi")
    cocok = [i for i in semua if i.kode == kode] if kode else semua[:1]
    if not cocok:
        raise Http404
    return cocok[0]


def unit_dari(request: HttpRequest, nama: str, instansi: Instansi) -> Unit | None:
    """The unit whose pk stands in the query; None for none, for another office's, for rubbish."""
    nilai = request.GET.get(nama, "")
    if not (nilai.isdecimal() and len(nilai) < 19):
        return None
    return Unit.objects.filter(instansi=instansi, pk=nilai).select_related("parent").first()


def boleh(request: HttpRequest, hak: Hak, instansi: Instansi | None) -> bool:
    """Whether to offer what needs `hak` in this office."""
    pengguna: Any = request.user
    return instansi is not None and instansi.pk in pengguna.instansi_dengan(hak)
