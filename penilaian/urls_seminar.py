"""Addresses of rubrics and seminars, in the staff frame."""

from django.urls import path

from penilaian.views import acara, giliran, kartu, naskah_staf, nilai, rubrik, seminar

R = "admin/rubrik/"
S = "admin/gelombang/<slug:slug>/seminar/"
urlpatterns = [
    path(R, rubrik.daftar, name="rubrik"),
    path(f"{R}baru/", rubrik.baru, name="rubrik_baru"),
    path(f"{R}contoh/", rubrik.contoh, name="rubrik_contoh"),
    path(f"{R}<int:pk>/", rubrik.satu, name="rubrik_satu"),
    path(f"{R}<int:pk>/salin/", rubrik.salin, name="rubrik_salin"),
    path(f"{R}<int:pk>/hapus/", rubrik.hapus, name="rubrik_hapus"),
    path(S, seminar.daftar, name="gelombang_seminar"),
    path(f"{S}baru/", seminar.baru, name="seminar_baru"),
    path(f"{S}<int:pk>/", seminar.satu, name="seminar_satu"),
    path(f"{S}<int:pk>/ubah/", seminar.ubah, name="seminar_ubah"),
    path(f"{S}<int:pk>/ruang/", seminar.ruang, name="seminar_ruang_baru"),
    path(f"{S}<int:pk>/ruang/<int:ruang>/", seminar.ruang, name="seminar_ruang"),
    path(f"{S}<int:pk>/ruang/<int:ruang>/ganti/", giliran.ganti, name="seminar_ganti"),
    path(f"{S}<int:pk>/tugas/", giliran.bagi_tugas, name="seminar_tugas"),
    path(f"{S}<int:pk>/giliran/<int:giliran>/", giliran.satu, name="seminar_giliran"),
    path(f"{S}<int:pk>/layar/", giliran.layar, name="seminar_layar"),
    path(f"{S}<int:pk>/kartu/", kartu.daftar, name="seminar_kartu"),
    path(f"{S}<int:pk>/nilai/", nilai.dasbor_nilai, name="seminar_nilai"),
    path(f"{S}<int:pk>/nilai/excel/", nilai.excel, name="seminar_nilai_excel"),
    path(f"{S}<int:pk>/nilai/rincian/", nilai.rincian, name="seminar_rincian"),
    path(f"{S}<int:pk>/nilai/<int:giliran>/", nilai.satu, name="seminar_nilai_satu"),
    path(f"{S}pindaian/", naskah_staf.pindaian, name="seminar_pindaian"),
    path(f"{S}<int:pk>/berita-acara/", acara.berita_acara, name="seminar_acara"),
    path(f"{S}<int:pk>/kesepakatan/", acara.kesepakatan, name="seminar_kesepakatan"),
    path(f"{S}<int:pk>/kesepakatan/layar/", acara.layar, name="seminar_naskah_layar"),
    path(f"{S}<int:pk>/naskah/<int:naskah>/", naskah_staf.satu, name="seminar_naskah"),
    path(f"{S}<int:pk>/nilai/lembar/", nilai.cetak_lembar, name="seminar_lembar_cetak"),
    path(f"{S}<int:pk>/lembar/<int:tugas>/", nilai.lembar, name="seminar_lembar"),
    path(f"{S}<int:pk>/<slug:nama>/", seminar.tindakan, name="seminar_tindakan"),
]
