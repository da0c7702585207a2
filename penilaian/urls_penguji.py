"""Addresses of the Ruang Penguji."""

from django.urls import path

from penilaian.views import kartu, luring, penguji, tanda_tangan

urlpatterns = [
    path("", penguji.beranda, name="penguji"),
    path("pekerja.js", luring.pekerja_layanan, name="penguji_pekerja"),
    path("bekal/", luring.bekal, name="penguji_bekal"),
    path("kartu/<str:kode>/", kartu.masuk, name="penguji_kartu"),
    path("nilai-saya/<int:seminar>/", penguji.rekap, name="penguji_rekap"),
    path("naskah/", tanda_tangan.penguji, name="penguji_naskah"),
    path("naskah/<int:naskah>/", tanda_tangan.penguji_satu, name="penguji_naskah_satu"),
    path("<int:tugas>/", penguji.isi, name="penguji_isi"),
    path("<int:tugas>/simpan/", penguji.simpan, name="penguji_simpan"),
    path("<int:tugas>/halaman/<uuid:gambar>/", luring.halaman, name="penguji_halaman"),
]
