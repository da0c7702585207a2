"""Addresses of the office."""

from allauth.account.views import reauthenticate
from django.urls import include, path
from django.views.generic import RedirectView

from kantor.views import akun, demo, masuk, proses
from kantor.views.berkas import berkas
from kantor.views.gaya import gaya
from kantor.views.hari_ini import hari_ini
from kantor.views.sehat import sehat
from kantor.views.tema import lambang, tema
from kantor.views.unit import unit_cari

urlpatterns = [
    path("healthz", sehat, name="sehat"),
    # allauth looks for some of these by its own names.
    path("masuk/", masuk.masuk, name="account_login"),
    path("masuk/kode/", masuk.kode, name="masuk_kode"),
    path("masuk/kode/isi/", masuk.kode_isi, name="masuk_kode_isi"),
    path("masuk/tautan/<str:kode>/", masuk.tautan, name="masuk_tautan"),
    path("masuk/lanjut/", masuk.lanjut, name="masuk_lanjut"),
    path("keluar/", masuk.keluar, name="account_logout"),
    path("akun/", akun.akun, name="akun"),
    path("akun/sandi/", akun.sandi, name="account_change_password"),
    path("akun/pastikan/", reauthenticate, name="account_reauthenticate"),
    path("akun/pengaman/", include("allauth.mfa.urls")),
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/logout/", RedirectView.as_view(pattern_name="account_logout")),
    path("admin/password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("demo/surat/", demo.surat, name="demo_surat"),
    path("admin/", hari_ini, name="hari_ini"),
    path("admin/proses/", proses.daftar, name="proses"),
    path("admin/proses/<uuid:pk>/", proses.satu_staf, name="proses_staf"),
    path("proses/<uuid:pk>/", proses.satu, name="proses_satu"),
    path("proses/<uuid:pk>/kemajuan/", proses.kemajuan, name="proses_kemajuan"),
    path("proses/<uuid:pk>/batalkan/", proses.batalkan, name="proses_batalkan"),
    path("proses/<uuid:pk>/ulangi/", proses.ulangi, name="proses_ulangi"),
    path("berkas/<uuid:pk>/", berkas, name="berkas"),
    path("unit/cari/", unit_cari, name="unit_cari"),
    path("tema/<slug:kode>-<str:sidik_diminta>.css", tema, name="tema"),
    path("lambang/<slug:kode>/", lambang, name="lambang"),
    path("gaya/", gaya, name="gaya"),
    path("gaya/<slug:halaman>/", gaya, name="gaya_halaman"),
]
