"""The own timetable for the calendar of a phone, and the files of the own sessions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from diklat.lib.kalender import berkas_kalender
from diklat.queries.kalender import acara, bekas
from kantor.views.berkas import kirim
from kantor.views.dasar import ambil, khusus, tertutup
from kantor.views.unduh import jawab_kalender
from peserta.queries.jadwal import bekas_jadwal_pegawai, berkas_bahan, jadwal_pegawai
from peserta.views.saya.pintu import Kunjungan, lewat_pintu

ZONA = "Asia/Jakarta"


@require_safe
@khusus(lambda pengguna: pengguna.pegawai_id is not None)
def saya_ics(request: HttpRequest) -> HttpResponse:
    """Every session of every own gelombang; those of gelombang left behind, as cancelled."""
    pengguna: Any = request.user
    terbitan = list(jadwal_pegawai(pengguna.pegawai))
    zona = terbitan[-1].sesi.gelombang.instansi.zona_waktu if terbitan else ZONA
    isi = [*acara(terbitan), *bekas(bekas_jadwal_pegawai(pengguna.pegawai))]
    return tertutup(jawab_kalender(berkas_kalender("Jadwal pelatihan saya", zona, isi)))


@require_safe
@lewat_pintu
def bahan_saya(request: HttpRequest, kunjungan: Kunjungan, berkas: UUID) -> HttpResponseBase:
    """A file of a session of the own gelombang, through either door."""
    return kirim(ambil(berkas_bahan(kunjungan.p, berkas)), tampil=bool(request.GET.get("tampil")))
