"""Addresses of what is handed out."""

from django.urls import path

from dokumen import urls_staf
from dokumen.views import pimpinan, register, unduh, verifikasi

app_name = "dokumen"
urlpatterns = [
    path("verifikasi/", verifikasi.cek, name="cek"),
    path("verifikasi/<str:kode>/", verifikasi.satu, name="verifikasi"),
    path("sertifikat/<str:kode>/unduh/", unduh.sertifikat, name="unduh_sertifikat"),
    path("admin/sertifikat/", register.register, name="register"),
    path("admin/sertifikat/excel/", register.register_excel, name="register_excel"),
    path("pimpinan/", pimpinan.pimpinan, name="pimpinan"),
    *urls_staf.urlpatterns,
]
