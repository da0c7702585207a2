"""Addresses of what is offered."""

from django.urls import path

from diklat.views import gelombang, kurikulum, program

app_name = "diklat"
urlpatterns = [
    path("admin/gelombang/baru/", gelombang.gelombang_baru, name="gelombang_baru"),
    path("admin/gelombang/<slug:slug>/salin/", gelombang.gelombang_salin, name="gelombang_salin"),
    path("admin/program/", program.daftar, name="program"),
    path("admin/program/excel/", program.excel, name="program_excel"),
    path("admin/program/baru/", program.baru, name="program_baru"),
    path("admin/program/<int:pk>/", program.satu, name="program_satu"),
    path("admin/program/<int:pk>/ubah/", program.ubah, name="program_ubah"),
    path("admin/program/<int:pk>/hapus/", program.hapus, name="program_hapus"),
    path("admin/program/<int:pk>/panitia/", program.panitia, name="program_panitia"),
    path("admin/program/kurikulum/<int:pk>/", program.kurikulum, name="kurikulum"),
    path("admin/program/kurikulum/<int:pk>/excel/", program.kurikulum_excel, name="kurikulum_excel"),
    path("admin/program/kurikulum/<int:pk>/salin/", kurikulum.kurikulum_salin, name="kurikulum_salin"),
]
