"""Answering a report: shared by the mentor's page and Panitia's."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.utils.dateparse import parse_datetime

from kantor.galat import Galat, KeadaanBerubah
from kantor.views.dasar import tambah_galat
from penilaian.forms.inovasi import FormJawabLaporan
from penilaian.services.tindak_lanjut import kembalikan_laporan, konfirmasi_laporan
from peserta.models import Pendaftaran


def jawab(request: HttpRequest, p: Pendaftaran, bulan: int) -> FormJawabLaporan | None:
    """Confirm or send back what was read; None when it is done, else the form with what stands against it."""
    form = FormJawabLaporan(request.POST)
    if not form.is_valid():
        return form
    kembali = "kembalikan" in request.POST
    lakukan = kembalikan_laporan if kembali else konfirmasi_laporan
    try:
        dikirim = parse_datetime(form.cleaned_data["dikirim"])
        if dikirim is None or dikirim.tzinfo is None:
            raise KeadaanBerubah("Muat ulang halaman ini, lalu jawab lagi.")
        lakukan(
            oleh=request.user,
            pendaftaran=p,
            bulan=bulan,
            dikirim=dikirim,
            catatan=form.cleaned_data["catatan"],
        )
    except Galat as galat:
        tambah_galat(form, galat)
        return form
    kata = "dikembalikan dengan catatan" if kembali else "dikonfirmasi"
    messages.success(request, f"Laporan bulan ke-{bulan} {p.nama_lengkap} {kata}.")
    return None
