"""Addresses of who takes part."""

from django.urls import path

from peserta import urls_apel, urls_operator, urls_publik, urls_staf
from peserta.views.staf import gelombang as staf_gelombang
from peserta.views.staf import syarat, tindakan

app_name = "peserta"
urlpatterns = [
    path("admin/gelombang/", staf_gelombang.daftar_gelombang, name="staf_gelombang"),
    path("admin/gelombang/excel/", staf_gelombang.gelombang_excel, name="gelombang_excel"),
    path("admin/gelombang/<slug:slug>/", staf_gelombang.halaman_gelombang, name="gelombang"),
    path("admin/gelombang/<slug:slug>/ubah/", tindakan.gelombang_ubah, name="gelombang_ubah"),
    path("admin/gelombang/<slug:slug>/syarat/", syarat.syarat_gelombang, name="gelombang_syarat"),
    path("admin/gelombang/<slug:slug>/syarat/<int:pk>/", syarat.syarat_ubah, name="syarat_ubah"),
    path("admin/gelombang/<slug:slug>/syarat/<int:pk>/hapus/", syarat.syarat_hapus, name="syarat_hapus"),
    path(
        "admin/gelombang/<slug:slug>/tindakan/<slug:nama>/",
        tindakan.tindakan_gelombang,
        name="gelombang_tindakan",
    ),
    *urls_apel.urlpatterns,
    *urls_staf.urlpatterns,
    *urls_operator.urlpatterns,
    *urls_publik.urlpatterns,
]
