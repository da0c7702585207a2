"""Addresses of plans, those who guide, and outcomes."""

from django.urls import include, path

from penilaian import urls_inovasi, urls_mentor, urls_rencana, urls_saya
from penilaian.views import hasil, penutupan

app_name = "penilaian"
G = "admin/gelombang/<slug:slug>/hasil/"
urlpatterns = [
    path("penguji/", include("penilaian.urls_penguji")),
    path("", include("penilaian.urls_seminar")),
    path(G, hasil.halaman_hasil, name="gelombang_hasil"),
    path(f"{G}excel/", hasil.hasil_excel, name="gelombang_hasil_excel"),
    path(f"{G}terapkan/", hasil.terapkan, name="hasil_terapkan"),
    path(f"{G}massal/", hasil.massal, name="hasil_massal"),
    path(f"{G}tutup/", penutupan.tutup, name="gelombang_tutup"),
    path(f"{G}<str:nomor>/", hasil.satu, name="hasil_satu"),
    path(f"{G}<str:nomor>/hapus/", hasil.hapus, name="hasil_hapus"),
    *urls_inovasi.urlpatterns,
    *urls_rencana.urlpatterns,
    *urls_mentor.urlpatterns,
    *urls_saya.urlpatterns,
]
