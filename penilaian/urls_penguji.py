"""Addresses of the Ruang Penguji."""

from django.urls import path

from penilaian.views import kartu, penguji

urlpatterns = [
    path("", penguji.beranda, name="penguji"),
    path("kartu/<str:kode>/", kartu.masuk, name="penguji_kartu"),
    path("nilai-saya/<int:seminar>/", penguji.rekap, name="penguji_rekap"),
    path("<int:tugas>/", penguji.isi, name="penguji_isi"),
    path("<int:tugas>/simpan/", penguji.simpan, name="penguji_simpan"),
]
