"""Addresses of what is offered."""

from django.urls import path

from diklat.views import gelombang, kurikulum

app_name = "diklat"
urlpatterns = [
    path("admin/gelombang/baru/", gelombang.gelombang_baru, name="gelombang_baru"),
    path("admin/gelombang/<slug:slug>/salin/", gelombang.gelombang_salin, name="gelombang_salin"),
    path("admin/kurikulum/<int:pk>/salin/", kurikulum.kurikulum_salin, name="kurikulum_salin"),
]
