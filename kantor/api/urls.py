"""Addresses of the office under /api/v1/."""

from django.urls import path

from kantor.api.pekerjaan import PekerjaanApi

urlpatterns = [
    path("pekerjaan/<str:pk>/", PekerjaanApi.as_view(), name="pekerjaan"),
]
