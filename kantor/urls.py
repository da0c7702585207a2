"""Addresses of the office."""

from django.urls import include, path
from django.views.generic import RedirectView

from kantor import urls_staf
from kantor.views import akun, demo, impor, kontak, kotak_keluar, masuk, pengguna, proses
from kantor.views.berkas import berkas
from kantor.views.gaya import gaya
from kantor.views.hari_ini import hari_ini
from kantor.views.lembar import lembar
from kantor.views.pastikan import pastikan
from kantor.views.robot import favicon, robots
from kantor.views.sehat import sehat
from kantor.views.tema import lambang, tema
from kantor.views.unit import unit_cari

urlpatterns = [
    path("healthz", sehat, name="sehat"),
    path("robots.txt", robots, name="robots"),
    path("favicon.ico", favicon, name="favicon"),
    # allauth looks for some of these by its own names.
    path("masuk/", masuk.masuk, name="account_login"),
    path("masuk/kode/", masuk.kode, name="masuk_kode"),
    path("masuk/kode/isi/", masuk.kode_isi, name="masuk_kode_isi"),
    path("masuk/tautan/<str:kode>/", masuk.tautan, name="masuk_tautan"),
    path("masuk/lanjut/", masuk.lanjut, name="masuk_lanjut"),
    path("keluar/", masuk.keluar, name="account_logout"),
    path("akun/", akun.akun, name="akun"),
    path("akun/sandi/", akun.sandi, name="account_change_password"),
    path("akun/email/", kontak.email, name="kontak_email"),
    path("akun/email/kode/", kontak.email_kode, name="kontak_email_kode"),
    path("akun/ponsel/", kontak.ponsel, name="kontak_ponsel"),
    path("akun/pastikan/", pastikan, name="account_reauthenticate"),
    path("akun/pengaman/", include("allauth.mfa.urls")),
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/logout/", RedirectView.as_view(pattern_name="account_logout")),
    path("admin/password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("lembar/<str:kode>/", lembar, name="lembar"),
    path("demo/surat/", demo.surat, name="demo_surat"),
    path("admin/kotak-keluar/", kotak_keluar.daftar, name="kotak_keluar"),
    path("admin/kotak-keluar/<int:pk>/", kotak_keluar.satu, name="kotak_keluar_satu"),
    path("admin/kotak-keluar/<int:pk>/ulangi/", kotak_keluar.ulangi, name="kotak_keluar_ulangi"),
    path("admin/kotak-keluar/<int:pk>/batalkan/", kotak_keluar.batalkan, name="kotak_keluar_batalkan"),
    path("admin/kotak-keluar/contoh/<slug:jenis>/", kotak_keluar.contoh, name="kotak_keluar_contoh"),
    path("admin/pengguna/", pengguna.daftar, name="pengguna"),
    path("admin/pengguna/tambah/", pengguna.tambah, name="pengguna_tambah"),
    path("admin/pengguna/<int:pk>/", pengguna.satu, name="pengguna_satu"),
    path("admin/pengguna/<int:pk>/peran/", pengguna.peran_tambah, name="pengguna_peran"),
    path(
        "admin/pengguna/<int:pk>/peran/<int:peran>/cabut/", pengguna.peran_cabut, name="pengguna_peran_cabut"
    ),
    path("admin/pengguna/<int:pk>/nonaktifkan/", pengguna.nonaktifkan, name="pengguna_nonaktifkan"),
    path("admin/pengguna/<int:pk>/aktifkan/", pengguna.aktifkan, name="pengguna_aktifkan"),
    path("admin/kunci-api/", pengguna.kunci, name="kunci_api"),
    path("admin/kunci-api/<int:pk>/cabut/", pengguna.kunci_cabut, name="kunci_api_cabut"),
    path("masuk/tautan-untuk/<str:username>/", pengguna.tautan, name="tautan_untuk"),
    path("admin/", hari_ini, name="hari_ini"),
    path("admin/proses/", proses.daftar, name="proses"),
    path("admin/proses/<uuid:pk>/", proses.satu_staf, name="proses_staf"),
    path("proses/<uuid:pk>/", proses.satu, name="proses_satu"),
    path("proses/<uuid:pk>/kemajuan/", proses.kemajuan, name="proses_kemajuan"),
    path("proses/<uuid:pk>/batalkan/", proses.batalkan, name="proses_batalkan"),
    path("proses/<uuid:pk>/ulangi/", proses.ulangi, name="proses_ulangi"),
    path("admin/impor/", impor.daftar, name="impor"),
    path("admin/impor/<slug:jenis>/", impor.unggah, name="impor_unggah"),
    path("impor/templat/<slug:jenis>/", impor.templat, name="impor_templat"),
    path("admin/impor/berkas/<uuid:pk>/", impor.satu, {"staf": True}, name="impor_staf"),
    path("impor/<uuid:pk>/", impor.satu, name="impor_satu"),
    path("impor/<uuid:pk>/kemajuan/", impor.kemajuan, name="impor_kemajuan"),
    path("impor/<uuid:pk>/pilihan/", impor.pilihan, name="impor_pilihan"),
    path("impor/<uuid:pk>/konfirmasi/", impor.konfirmasi, name="impor_konfirmasi"),
    path("impor/<uuid:pk>/batalkan/", impor.batalkan, name="impor_batalkan"),
    path("impor/<uuid:pk>/sebutan/", impor.sebutan, name="impor_sebutan"),
    path("impor/<uuid:pk>/bermasalah/", impor.bermasalah, name="impor_bermasalah"),
    path("berkas/<uuid:pk>/", berkas, name="berkas"),
    path("unit/cari/", unit_cari, name="unit_cari"),
    path("tema/<slug:kode>-<str:sidik_diminta>.css", tema, name="tema"),
    path("lambang/<slug:kode>/", lambang, name="lambang"),
    path("gaya/", gaya, name="gaya"),
    path("gaya/<slug:halaman>/", gaya, name="gaya_halaman"),
    *urls_staf.urlpatterns,
]
