"""Addresses of the own plan, behind both doors: the account and the mailed key."""

from collections.abc import Iterator

from django.urls import URLPattern, path

from penilaian.views import tanda_tangan
from penilaian.views.rencana import bimbingan, kirim, naskah


def _pintu(awal: str, nama: str) -> Iterator[URLPattern]:
    r = f"{awal}rencana/"
    yield path(f"{awal}kesepakatan/", tanda_tangan.peserta, name=f"{nama}_kesepakatan")
    yield path(r, naskah.halaman, name=f"{nama}_rencana")
    yield path(f"{r}simpan/", naskah.simpan, name=f"{nama}_rencana_simpan")
    yield path(f"{r}kirim/", kirim.kirim, name=f"{nama}_rencana_kirim")
    yield path(f"{r}tarik/", kirim.tarik, name=f"{nama}_rencana_tarik")
    yield path(f"{r}lampiran/<slug:jenis>/", kirim.lampiran, name=f"{nama}_rencana_lampiran")
    yield path(f"{r}berkas/<uuid:berkas>/", kirim.berkas, name=f"{nama}_rencana_berkas")
    yield path(f"{r}versi/<int:nomor_versi>/", kirim.versi, name=f"{nama}_rencana_versi")
    yield path(f"{r}bimbingan/", bimbingan.daftar, name=f"{nama}_rencana_bimbingan")
    yield path(f"{r}bimbingan/<int:pk>/hapus/", bimbingan.hapus, name=f"{nama}_rencana_bimbingan_hapus")


urlpatterns = [*_pintu("saya/<slug:nomor>/", "saya"), *_pintu("pendaftaran/<slug:kunci>/", "akses")]
