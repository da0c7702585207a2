"""Addresses of gelombang and registrations under /api/v1/."""

from django.urls import path

from peserta.api import gelombang, pendaftaran

urlpatterns = [
    path("gelombang/", gelombang.DaftarGelombang.as_view(), name="gelombang_daftar"),
    path("gelombang/<slug:slug>/", gelombang.SatuGelombang.as_view(), name="gelombang"),
    path(
        "gelombang/<slug:slug>/pendaftaran/",
        pendaftaran.PendaftaranGelombang.as_view(),
        name="gelombang_pendaftaran",
    ),
    path(
        "pendaftaran/<slug:nomor>/verifikasi/",
        pendaftaran.VerifikasiPendaftaran.as_view(),
        name="pendaftaran_verifikasi",
    ),
]
