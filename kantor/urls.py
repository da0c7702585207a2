"""Addresses of the office."""

from django.urls import path

from kantor.views.sehat import sehat

urlpatterns = [
    path("healthz", sehat, name="sehat"),
]
