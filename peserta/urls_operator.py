"""Addresses of the Operator OPD."""

from django.urls import path

from peserta.views.operator import gelombang, orang, undangan, usul

SATU = "operator/<slug:slug>/"
ORANG = f"{SATU}peserta/<str:nomor>/"
urlpatterns = [
    path("operator/", gelombang.beranda, name="operator"),
    path("operator/undangan/<int:pk>/", undangan.undangan, name="operator_undangan"),
    path(SATU, gelombang.gelombang, name="operator_gelombang"),
    path(f"{SATU}excel/", gelombang.excel, name="operator_excel"),
    path(f"{SATU}usul/", usul.satu, name="operator_usul"),
    path(f"{SATU}impor/", usul.lewat_excel, name="operator_impor"),
    path(f"{SATU}surat/", usul.surat, name="operator_surat_baru"),
    path(f"{SATU}surat/<int:pk>/", usul.surat, name="operator_surat"),
    path(ORANG, orang.orang, name="operator_orang"),
    path(f"{ORANG}perbaiki/", orang.perbaiki, name="operator_perbaiki"),
    path(f"{ORANG}ganti/", orang.ganti, name="operator_ganti"),
    path(f"{ORANG}berkas/<int:syarat>/", orang.unggah, name="operator_unggah"),
    path(f"{ORANG}tindakan/<slug:nama>/", orang.tindakan, name="operator_tindakan"),
]
