"""The frame around every page of one gelombang: its title, its path of steps, its tabs.

Upper rooms bring their steps and tabs through `kantor.daftar`; their pages call `bingkai` for the context and extend
`diklat/gelombang_bingkai.html`.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from diklat.models import Gelombang
from diklat.queries.jadwal import dengan_terbit
from kantor.daftar import baca_gelombang, langkah_gelombang, tab_gelombang
from kantor.lingkup import Hak
from kantor.views.dasar import ambil
from kantor.zona import pakai_zona


def ambil_gelombang(request: HttpRequest, slug: str, hak: Hak = Hak.LIHAT) -> Gelombang:
    """The gelombang of this address if the account has `hak` on it, on whose clock the page goes; 404 otherwise."""
    baris = dengan_terbit(Gelombang.objects.untuk(request.user, hak))
    baris = baris.select_related("kurikulum__program", "instansi", *baca_gelombang)
    gelombang = ambil(baris, slug=slug)
    # The office of the account is read already, with its name of today.
    milik = {p.instansi_id: p.instansi for p in request.user.daftar_peran}
    gelombang.instansi = milik.get(gelombang.instansi_id, gelombang.instansi)
    pakai_zona(gelombang.instansi)
    return gelombang


def bingkai(request: HttpRequest, gelombang: Gelombang, aktif: str, **lain: Any) -> dict[str, Any]:
    """Context of a page of `gelombang`; `aktif` is the url name of its tab. `boleh_kerja` says who may act."""
    boleh_kerja = gelombang.instansi_id in request.user.instansi_dengan(Hak.KERJA)
    return {
        "gelombang": gelombang,
        "boleh_kerja": boleh_kerja,
        "langkah": _langkah(gelombang),
        "tab": _tab(request, gelombang, aktif),
        **lain,
    }


def _langkah(gelombang: Gelombang) -> list[dict[str, Any]]:
    """The path: a step is ticked when done; the first that is not is where the gelombang stands."""
    hasil = []
    kini = False
    for langkah in sorted(langkah_gelombang, key=lambda satu: satu.urutan):
        if not langkah.tampak(gelombang):
            continue
        keadaan = "selesai" if langkah.selesai(gelombang) else "nanti"
        if keadaan == "nanti" and not kini:
            keadaan, kini = "kini", True
        alamat = reverse(langkah.nama_url, args=[gelombang.slug])
        isi = {"label": langkah.label, "keadaan": keadaan, "alamat": alamat, "ajakan": langkah.ajakan}
        hasil.append(isi | {"keterangan": langkah.keterangan(gelombang)})
    return hasil


def _tab(request: HttpRequest, gelombang: Gelombang, aktif: str) -> list[dict[str, Any]]:
    return [
        {
            "label": tab.label,
            "alamat": reverse(tab.nama_url, args=[gelombang.slug]),
            "aktif": tab.nama_url == aktif,
            "jumlah": tab.jumlah(gelombang),
        }
        for tab in sorted(tab_gelombang, key=lambda satu: satu.urutan)
        if tab.tampak(gelombang, request.user)
    ]
