"""Addresses of who takes part: everybody's pages, registration, and Beranda Peserta."""

from django.urls import path

from peserta.views import hadir
from peserta.views.publik import beranda, gelombang, jadwal, mandiri
from peserta.views.saya import beranda as saya
from peserta.views.saya import jadwal as saya_jadwal
from peserta.views.saya import pelajaran, tindakan
from peserta.views.staf import kartu

urlpatterns = [
    path("", beranda.beranda, name="beranda"),
    path("diusulkan/", beranda.diusulkan, name="diusulkan"),
    path("gelombang/", gelombang.daftar_gelombang, name="semua_gelombang"),
    path("gelombang/<slug:slug>/", gelombang.halaman_gelombang, name="halaman_publik"),
    path("gelombang/<slug:slug>/jadwal/", jadwal.jadwal_publik, name="jadwal_publik"),
    path("gelombang/<slug:slug>/jadwal.ics", jadwal.jadwal_ics, name="jadwal_ics"),
    path("gelombang/<slug:slug>/daftar/", mandiri.mandiri, name="mandiri"),
    path("gelombang/<slug:slug>/daftar/selesai/", mandiri.mandiri_selesai, name="mandiri_selesai"),
    path("gelombang/<slug:slug>/daftar/hapus/", mandiri.mandiri_hapus, name="mandiri_hapus"),
    path("gelombang/<slug:slug>/daftar/berkas/<int:syarat>/", mandiri.mandiri_berkas, name="mandiri_berkas"),
    path("gelombang/<slug:slug>/daftar/<slug:langkah>/", mandiri.mandiri, name="mandiri_langkah"),
    path("hadir/", hadir.hadir, name="hadir"),
    path("hadir/<str:kode>/", hadir.hadir_kode, name="hadir_kode"),
    path("kartu/<str:kode>/", kartu.kartu, name="kartu"),
    path("saya/", saya.saya, name="saya"),
    path("saya/jadwal.ics", saya_jadwal.saya_ics, name="saya_ics"),
    path("saya/<slug:nomor>/", saya.saya_satu, name="saya_satu"),
    path("saya/<slug:nomor>/berkas/<int:syarat>/", tindakan.lihat_berkas, name="saya_berkas"),
    path("saya/<slug:nomor>/bahan/<uuid:berkas>/", saya_jadwal.bahan_saya, name="saya_bahan"),
    path("saya/<slug:nomor>/kunjungan/<int:pk>/", pelajaran.pelajaran, name="saya_pelajaran"),
    path("saya/<slug:nomor>/<slug:nama_tindakan>/", tindakan.tindakan, name="saya_tindakan"),
    path("pendaftaran/<slug:kunci>/", saya.saya_satu, name="akses"),
    path("pendaftaran/<slug:kunci>/berkas/<int:syarat>/", tindakan.lihat_berkas, name="akses_berkas"),
    path("pendaftaran/<slug:kunci>/bahan/<uuid:berkas>/", saya_jadwal.bahan_saya, name="akses_bahan"),
    path("pendaftaran/<slug:kunci>/kunjungan/<int:pk>/", pelajaran.pelajaran, name="akses_pelajaran"),
    path("pendaftaran/<slug:kunci>/<slug:nama_tindakan>/", tindakan.tindakan, name="akses_tindakan"),
]
