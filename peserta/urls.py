"""Addresses of who takes part."""

from django.urls import path

from peserta.views.staf import gelombang as staf_gelombang

app_name = "peserta"
urlpatterns = [
    path("admin/gelombang/", staf_gelombang.daftar_gelombang, name="staf_gelombang"),
    path("admin/gelombang/<slug:slug>/", staf_gelombang.halaman_gelombang, name="gelombang"),
]
