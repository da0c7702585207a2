"""Addresses after the seminar: the catalogue, the tab of Panitia, the mentor's reading."""

from collections.abc import Iterator

from django.urls import URLPattern, path

from penilaian.views import inovasi
from penilaian.views.tindak_lanjut import mentor, saya, staf

G = "admin/gelombang/<slug:slug>/tindak-lanjut/"


def _pintu(awal: str, nama: str) -> Iterator[URLPattern]:
    """The own reports behind both doors: the account and the mailed key."""
    t = f"{awal}rencana/tindak-lanjut/"
    yield path(t, saya.daftar, name=f"{nama}_tindak_lanjut")
    yield path(f"{t}katalog/", saya.katalog, name=f"{nama}_tindak_lanjut_katalog")
    yield path(f"{t}bukti/<uuid:berkas>/", saya.bukti, name=f"{nama}_tindak_lanjut_bukti")
    yield path(f"{t}<int:bulan>/", saya.laporan, name=f"{nama}_tindak_lanjut_laporan")


urlpatterns = [
    path("inovasi/", inovasi.daftar, name="inovasi"),
    path("inovasi/<slug:slug>/", inovasi.satu, name="inovasi_satu"),
    path("inovasi/<slug:slug>/suara/", inovasi.suara, name="inovasi_suara"),
    path("mentor/laporan/<slug:nomor>/<int:bulan>/", mentor.laporan, name="mentor_laporan"),
    path(G, staf.daftar, name="gelombang_tindak_lanjut"),
    path(f"{G}excel/", staf.excel, name="tindak_lanjut_excel"),
    path(f"{G}buku/", staf.buku, name="tindak_lanjut_buku"),
    path(f"{G}<str:nomor>/", staf.satu, name="tindak_lanjut_satu"),
    path(f"{G}<str:nomor>/terbit/", staf.terbit, name="tindak_lanjut_terbit"),
    path(f"{G}<str:nomor>/laporan/<int:bulan>/", staf.jawab_laporan, name="tindak_lanjut_jawab"),
    *_pintu("saya/<slug:nomor>/", "saya"),
    *_pintu("pendaftaran/<slug:kunci>/", "akses"),
]
