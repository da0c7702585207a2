"""Addresses of plans, those who guide, and outcomes."""

from django.urls import include, path

from penilaian import urls_inovasi, urls_mentor, urls_rencana, urls_saya
from penilaian.views import aturan_kelulusan, hasil, kisi, penutupan, rekap_kelulusan

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
    path(f"{G}nilai/", kisi.kisi, name="kelulusan_nilai"),
    path(f"{G}nilai/simpan/", kisi.simpan, name="kelulusan_simpan"),
    path(f"{G}nilai/tempel/", kisi.tempel, name="kelulusan_tempel"),
    path(f"{G}nilai/seminar/", kisi.ambil_seminar, name="kelulusan_seminar"),
    path(f"{G}nilai/excel/", kisi.excel, name="kelulusan_excel"),
    path(f"{G}nilai/impor/", kisi.impor, name="kelulusan_impor"),
    path(f"{G}rekap/", rekap_kelulusan.halaman, name="kelulusan_rekap"),
    path(f"{G}rekap/buka/", rekap_kelulusan.buka, name="kelulusan_buka"),
    path(f"{G}rekap/umumkan/", rekap_kelulusan.umumkan, name="kelulusan_umumkan"),
    path(f"{G}rekap/cetak/", rekap_kelulusan.cetak, name="kelulusan_cetak"),
    path(f"{G}rekap/excel/", rekap_kelulusan.excel, name="kelulusan_rekap_excel"),
    path(f"{G}rekap/<int:ke>/", rekap_kelulusan.lama, name="kelulusan_rekap_lama"),
    path("admin/program/kurikulum/<int:pk>/kelulusan/", aturan_kelulusan.halaman, name="aturan_kelulusan"),
    path(f"{G}<str:nomor>/", hasil.satu, name="hasil_satu"),
    path(f"{G}<str:nomor>/hapus/", hasil.hapus, name="hasil_hapus"),
    *urls_inovasi.urlpatterns,
    *urls_rencana.urlpatterns,
    *urls_mentor.urlpatterns,
    *urls_saya.urlpatterns,
]
