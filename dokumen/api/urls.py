"""Addresses of certificates under /api/v1/."""

from django.urls import path

from dokumen.api import sertifikat

urlpatterns = [
    path(
        "gelombang/<slug:slug>/sertifikat/",
        sertifikat.TerbitkanSertifikat.as_view(),
        name="gelombang_sertifikat",
    ),
    path("verifikasi/<str:kode>/", sertifikat.CekKeaslian.as_view(), name="verifikasi"),
]
