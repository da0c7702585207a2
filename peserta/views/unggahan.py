"""Files out of a form: stored one by one, so that a good one stays though another is refused."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from diklat.models import SyaratBerkas
from kantor.galat import TidakValid
from kantor.lib.alamat import alamat_klien
from kantor.models import Berkas, Instansi, Pengguna
from kantor.services.berkas import simpan_berkas
from kantor.services.kebersihan import UMUR_TAMU
from kantor.services.pembatas import wajib_longgar
from peserta.forms.mandiri import nama_medan

# A whole office shares one address: far beyond what forty people need, far below what fills a disk.
UNGGAHAN_PER_ALAMAT = 400
JENDELA = 600
# What strangers may let lie until it is swept (kantor.services.kebersihan), in MB: from one address, in one browser.
MB_PER_ALAMAT = 4000
MB_PER_PERAMBAN = 200


def terima_unggahan(
    request: HttpRequest,
    form: forms.Form,
    syarat: Iterable[SyaratBerkas],
    *,
    oleh: Pengguna | None,
    instansi: Instansi,
) -> dict[Any, Berkas]:
    """Store what was chosen in the file fields of `form`, by the pk of their condition.

    What is refused becomes an error of its field. Raises TerlaluSering.
    """
    form.is_valid()
    dipilih: list[tuple[SyaratBerkas, Any]] = [
        (s, isi) for s in syarat if (isi := form.cleaned_data.get(nama_medan(s)))
    ]
    tersimpan = {}
    for satu, isi in dipilih:
        _hitung(request, isi.size, oleh)
        try:
            tersimpan[satu.pk] = simpan_berkas(oleh=oleh, instansi=instansi, isi=isi, nama=isi.name)
        except TidakValid as galat:
            form.add_error(nama_medan(satu), galat.rincian.get("berkas", galat.pesan))
    return tersimpan


def _hitung(request: HttpRequest, ukuran: int, oleh: Pengguna | None) -> None:
    """Count an upload; of a stranger also its size. Raises TerlaluSering."""
    alamat = alamat_klien(request)
    wajib_longgar(f"unggah:{alamat}", UNGGAHAN_PER_ALAMAT, JENDELA)
    if oleh is not None:
        return
    mb, umur = -(-ukuran // 2**20), int(UMUR_TAMU.total_seconds())
    if peramban := request.session.session_key:
        wajib_longgar(f"unggah-mb:{peramban}", MB_PER_PERAMBAN, umur, bobot=mb)
    wajib_longgar(f"unggah-mb:{alamat}", MB_PER_ALAMAT, umur, bobot=mb)


def pindah(request: HttpRequest, jawaban: HttpResponseBase) -> HttpResponseBase:
    """A redirect, as the script that sends files can follow it: one that XMLHttpRequest followed by itself would
    use up the message meant for the page the person comes to.
    """
    if request.headers.get("X-Requested-With") != "XMLHttpRequest":
        return jawaban
    return HttpResponse(status=204, headers={"X-Lanjut": jawaban["Location"]})
