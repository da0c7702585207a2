"""Every address of the portal, room by room."""

from django.contrib import admin
from django.urls import include, path

# What programs and phones ask for by the hundred comes first: Django tries one address after the other.
urlpatterns = [
    path("api/v1/", include(("config.api_urls", "api"))),
    path("pindai/", include("peserta.urls_pindai")),
    path("", include("kantor.urls")),
    path("", include("diklat.urls")),
    path("", include("penilaian.urls")),  # before the acts of a registration, whose addresses take any name
    path("", include("peserta.urls")),
    path("", include("dokumen.urls")),
    path("admin/", admin.site.urls),
]
