"""Addresses of what is handed out."""

from django.urls import path

from dokumen import urls_staf
from dokumen.views import unduh, verifikasi

app_name = "dokumen"
urlpatterns = [
    path("verifikasi/", verifikasi.cek, name="cek"),
    path("verifikasi/<str:kode>/", verifikasi.satu, name="verifikasi"),
    path("sertifikat/<str:kode>/unduh/", unduh.sertifikat, name="unduh_sertifikat"),
    *urls_staf.urlpatterns,
]
