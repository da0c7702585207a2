"""A certificate as PDF, for its owner and for Panitia."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from dokumen.models import Sertifikat
from kantor.galat import KeadaanBerubah
from kantor.lingkup import Hak
from kantor.views.berkas import kirim
from kantor.views.dasar import ambil, perlu_masuk


@require_safe
@perlu_masuk
def sertifikat(request: HttpRequest, kode: str) -> HttpResponseBase:
    """`Sertifikat_<nomor>.pdf`; `?tampil=1` shows it. 404 for anybody else's, 409 while it is being printed."""
    milik = Sertifikat.objects.untuk(request.user, Hak.LIHAT).select_related("berkas")
    satu = ambil(milik, kode=kode)
    if satu.berkas is None:
        raise KeadaanBerubah("Sertifikat ini sedang dicetak. Coba lagi beberapa saat lagi.")
    return kirim(satu.berkas, tampil=bool(request.GET.get("tampil")))
