"""Addresses of Panitia's pages of one gelombang."""

from django.urls import path

from peserta.views.staf import (
    cadangan,
    jadwal,
    massal,
    pemanggilan,
    pendaftaran,
    perangkat,
    peserta,
    presensi,
    registrasi,
    riwayat,
    tindakan_peserta,
    usulan,
)

G = "admin/gelombang/<slug:slug>/"
P = f"{G}peserta/<str:nomor>/"
urlpatterns = [
    path(f"{G}peserta/", peserta.daftar_peserta, name="gelombang_peserta"),
    path(f"{G}peserta/excel/", peserta.peserta_excel, name="gelombang_peserta_excel"),
    path(f"{G}peserta/kontak/", peserta.kontak_excel, name="peserta_kontak_excel"),
    path(f"{G}peserta/massal/", massal.massal, name="massal"),
    path(f"{G}peserta/massal/<int:pk>/", massal.massal_hasil, name="massal_hasil"),
    path(P, pendaftaran.halaman_pendaftaran, name="gelombang_pendaftaran"),
    path(f"{P}biodata/", pendaftaran.biodata, name="pendaftaran_biodata"),
    path(f"{P}ganti/", pendaftaran.ganti, name="pendaftaran_ganti"),
    path(f"{P}tautan/", pendaftaran.tautan, name="pendaftaran_tautan"),
    path(f"{P}berkas/", pendaftaran.berkas, name="pendaftaran_berkas"),
    path(f"{P}berkas/<int:pk>/", pendaftaran.berkas_nilai, name="berkas_nilai"),
    path(f"{P}tindakan/<slug:nama>/", tindakan_peserta.tindakan_pendaftaran, name="tindakan_pendaftaran"),
    path(f"{G}usulan/", usulan.daftar_usulan, name="gelombang_usulan"),
    path(f"{G}usulan/excel/", usulan.usulan_excel, name="gelombang_usulan_excel"),
    path(f"{G}usulan/kuota/", usulan.kuota, name="gelombang_kuota"),
    path(f"{G}usulan/<int:unit>/", usulan.tagihan, name="gelombang_tagihan"),
    path(f"{G}cadangan/", cadangan.daftar_cadangan, name="gelombang_cadangan"),
    path(f"{G}cadangan/tawarkan/", cadangan.tawarkan, name="cadangan_tawarkan"),
    path(f"{G}pemanggilan/", pemanggilan.halaman_pemanggilan, name="gelombang_pemanggilan"),
    path(f"{G}pemanggilan/tetapkan/", pemanggilan.tetapkan_peserta, name="gelombang_tetapkan"),
    path(f"{G}pemanggilan/panggil/", pemanggilan.panggil_peserta, name="gelombang_panggil"),
    path(f"{G}pemanggilan/<int:ke>/nomor/", pemanggilan.nomor_surat, name="gelombang_nomor_surat"),
    path(f"{G}jadwal/terbitkan/", jadwal.terbitkan, name="jadwal_terbitkan"),
    path(f"{G}registrasi/", registrasi.halaman_registrasi, name="gelombang_registrasi"),
    path(f"{G}registrasi/excel/", registrasi.daftar_excel, name="gelombang_registrasi_excel"),
    path(f"{G}registrasi/langsung/", registrasi.langsung, name="registrasi_langsung"),
    path(f"{G}registrasi/massal/", registrasi.massal, name="registrasi_massal"),
    path(f"{G}registrasi/<str:nomor>/hadir/", registrasi.hadir, name="registrasi_hadir"),
    path(f"{G}presensi/", presensi.halaman_presensi, name="gelombang_presensi"),
    path(f"{G}presensi/excel/", presensi.presensi_excel, name="gelombang_presensi_excel"),
    path(f"{G}presensi/perangkat/", perangkat.perangkat, name="presensi_perangkat"),
    path(f"{G}presensi/perangkat/<int:pk>/cabut/", perangkat.cabut, name="presensi_perangkat_cabut"),
    path(f"{G}presensi/<int:pk>/", presensi.presensi_sesi, name="presensi_sesi"),
    path(f"{G}presensi/<int:pk>/semua/", presensi.semua_hadir, name="presensi_semua"),
    path(f"{G}riwayat/", riwayat.halaman_riwayat, name="gelombang_riwayat"),
]
