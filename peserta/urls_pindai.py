"""Addresses of the scanner, a page that works without a network."""

from django.urls import path

from peserta.views import pindai

app_name = "pindai"
urlpatterns = [
    path("", pindai.pindai, name="halaman"),
    path("pekerja.js", pindai.pekerja_layanan, name="pekerja"),
    path("manifes.webmanifest", pindai.manifes, name="manifes"),
    path("data/", pindai.data, name="data"),
    path("kirim/", pindai.kirim, name="kirim"),
]
