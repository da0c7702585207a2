"""Addresses of certificates and reports of one gelombang, for Panitia."""

from django.urls import path

from dokumen.views import laporan, sertifikat

G = "admin/gelombang/<slug:slug>/"
S = f"{G}sertifikat/"
urlpatterns = [
    path(S, sertifikat.halaman_sertifikat, name="gelombang_sertifikat"),
    path(f"{S}excel/", sertifikat.sertifikat_excel, name="gelombang_sertifikat_excel"),
    path(f"{S}terbitkan/", sertifikat.terbit, name="sertifikat_terbit"),
    path(f"{S}umumkan/", sertifikat.umum, name="sertifikat_umumkan"),
    path(f"{S}cetak/", sertifikat.lanjut_cetak, name="sertifikat_cetak"),
    path(f"{S}arsip/<slug:bentuk>/", sertifikat.arsip, name="sertifikat_arsip"),
    path(f"{S}pratinjau/<str:nomor>/", sertifikat.lihat_pratinjau, name="sertifikat_pratinjau"),
    path(f"{S}<str:kode>/batalkan/", sertifikat.batalkan, name="sertifikat_batalkan"),
    path(f"{S}<str:kode>/ulang/", sertifikat.ulang, name="sertifikat_ulang"),
    path(f"{G}laporan/", laporan.halaman_laporan, name="gelombang_laporan"),
]
