"""Addresses of what is offered."""

from django.urls import path

from diklat.views import gelombang, jadwal, kurikulum, narasumber, narasumber_saya, program, ruang, sesi

app_name = "diklat"
J = "admin/gelombang/<slug:slug>/jadwal/"
N = "narasumber/<slug:kode>/"
urlpatterns = [
    path("admin/gelombang/baru/", gelombang.gelombang_baru, name="gelombang_baru"),
    path("admin/gelombang/<slug:slug>/salin/", gelombang.gelombang_salin, name="gelombang_salin"),
    path(J, jadwal.halaman_jadwal, name="gelombang_jadwal"),
    path(f"{J}excel/", jadwal.jadwal_excel, name="gelombang_jadwal_excel"),
    path(f"{J}susun/", jadwal.jadwal_susun, name="jadwal_susun"),
    path(f"{J}salin/", jadwal.jadwal_salin, name="jadwal_salin"),
    path(f"{J}hapus-draf/", jadwal.jadwal_hapus_draf, name="jadwal_hapus_draf"),
    path(f"{J}sesi/", sesi.sesi_baru, name="sesi_baru"),
    path(f"{J}sesi/<int:pk>/", sesi.sesi_ubah, name="sesi_ubah"),
    path(f"{J}sesi/<int:pk>/tukar/", sesi.sesi_tukar, name="sesi_tukar"),
    path(f"{J}sesi/<int:pk>/batal/", sesi.sesi_batal, name="sesi_batal"),
    path(f"{J}sesi/<int:pk>/hapus/", sesi.sesi_hapus, name="sesi_hapus"),
    path(f"{J}sesi/<int:pk>/bahan/", sesi.sesi_bahan, name="sesi_bahan"),
    path(f"{J}bahan/<int:pk>/tarik/", sesi.bahan_tarik, name="bahan_tarik"),
    path("admin/narasumber/", narasumber.daftar, name="narasumber"),
    path("admin/narasumber/excel/", narasumber.excel, name="narasumber_excel"),
    path("admin/narasumber/baru/", narasumber.baru, name="narasumber_baru"),
    path("admin/narasumber/<int:pk>/", narasumber.satu, name="narasumber_satu"),
    path("admin/narasumber/<int:pk>/ubah/", narasumber.ubah, name="narasumber_ubah"),
    path("admin/narasumber/<int:pk>/tautan/", narasumber.tautan, name="narasumber_tautan"),
    path("admin/narasumber/<int:pk>/hapus-kontak/", narasumber.lupakan, name="narasumber_lupakan"),
    path("admin/ruang/", ruang.daftar, name="ruang"),
    path("admin/ruang/excel/", ruang.excel, name="ruang_excel"),
    path("admin/ruang/baru/", ruang.baru, name="ruang_baru"),
    path("admin/ruang/<int:pk>/", ruang.satu, name="ruang_satu"),
    path("admin/ruang/<int:pk>/ubah/", ruang.ubah, name="ruang_ubah"),
    path(N, narasumber_saya.narasumber_saya, name="narasumber_saya"),
    path(f"{N}jadwal.ics", narasumber_saya.narasumber_ics, name="narasumber_ics"),
    path(f"{N}sesi/<uuid:sesi>/", narasumber_saya.narasumber_bahan, name="narasumber_bahan"),
    path(f"{N}bahan/<uuid:bahan>/", narasumber_saya.narasumber_berkas, name="narasumber_berkas"),
    path(f"{N}bahan/<uuid:bahan>/tarik/", narasumber_saya.narasumber_tarik, name="narasumber_tarik"),
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
