"""Addresses of the office."""

from django.urls import path

from kantor.views.gaya import gaya
from kantor.views.hari_ini import hari_ini
from kantor.views.sehat import sehat
from kantor.views.tema import lambang, tema

urlpatterns = [
    path("healthz", sehat, name="sehat"),
    path("admin/", hari_ini, name="hari_ini"),
    path("tema/<slug:kode>-<str:sidik_diminta>.css", tema, name="tema"),
    path("lambang/<slug:kode>/", lambang, name="lambang"),
    path("gaya/", gaya, name="gaya"),
    path("gaya/<slug:halaman>/", gaya, name="gaya_halaman"),
]
