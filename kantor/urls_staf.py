"""Addresses of the office's own data: pegawai, units, the instansi."""

from django.urls import path

from kantor.views.staf import instansi, pegawai, unit

SATU = "admin/unit/<int:pk>/"
KANTOR = "admin/instansi/<slug:kode>/"
urlpatterns = [
    path("admin/pegawai/", pegawai.daftar, name="pegawai"),
    path("admin/pegawai/excel/", pegawai.excel, name="pegawai_excel"),
    path("admin/pegawai/tambah/", pegawai.tambah, name="pegawai_tambah"),
    path("admin/pegawai/<int:pk>/", pegawai.satu, name="pegawai_satu"),
    path("admin/pegawai/<int:pk>/kontak/", pegawai.kontak, name="pegawai_kontak"),
    path("admin/pegawai/<int:pk>/ubah/", pegawai.ubah, name="pegawai_ubah"),
    path("admin/pegawai/<int:pk>/hapus-pribadi/", pegawai.hapus_pribadi, name="pegawai_hapus_pribadi"),
    path("admin/instansi/", instansi.kantor, name="instansi"),
    path(f"{KANTOR}ubah/", instansi.ubah, name="instansi_ubah"),
    path(f"{KANTOR}lambang/", instansi.lambang, name="instansi_lambang"),
    path(f"{KANTOR}lembaga/baru/", instansi.lembaga, name="lembaga_baru"),
    path(f"{KANTOR}lembaga/<int:pk>/", instansi.lembaga, name="lembaga"),
    path(f"{KANTOR}pejabat/baru/", instansi.pejabat, name="pejabat_baru"),
    path(f"{KANTOR}pejabat/<int:pk>/", instansi.pejabat, name="pejabat"),
    path(f"{KANTOR}usia-pensiun/baru/", instansi.usia_pensiun, name="usia_pensiun_baru"),
    path(f"{KANTOR}usia-pensiun/<int:pk>/", instansi.usia_pensiun, name="usia_pensiun"),
    path("admin/unit/", unit.pohon, name="unit"),
    path("admin/unit/excel/", unit.excel, name="unit_excel"),
    path(SATU, unit.satu, name="unit_satu"),
    path(f"{SATU}tambah/", unit.tambah, name="unit_tambah"),
    path(f"{SATU}nama/", unit.ubah_nama, name="unit_nama"),
    path(f"{SATU}pindah/", unit.pindah, name="unit_pindah"),
    path(f"{SATU}gabung/", unit.gabung, name="unit_gabung"),
    path(f"{SATU}sebutan/", unit.sebutan, name="unit_sebutan"),
    path(f"{SATU}sebutan/<int:alias>/hapus/", unit.sebutan_hapus, name="unit_sebutan_hapus"),
]
