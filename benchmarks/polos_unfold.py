"""A bare list of Unfold: one model, 10,000 rows, 50 on a page; Django's own accounts, nothing of the portal."""

from __future__ import annotations

import json
import os

import django
from django.conf import settings

settings.configure(
    SECRET_KEY="polos",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    USE_TZ=True,
    LANGUAGE_CODE="id",
    STATIC_URL="static/",
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    INSTALLED_APPS=[
        "benchmarks",
        "unfold",
        "django.contrib.admin",
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
        "django.contrib.staticfiles",
    ],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ]
            },
        }
    ],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": os.environ["DB_NAME"],
            "USER": os.environ["DB_PERAN"],
            "PASSWORD": os.environ.get("DB_SANDI_PEMILIK", ""),
            "HOST": os.environ["DB_HOST"],
            "PORT": os.environ["DB_PORT"],
            "CONN_MAX_AGE": 60,
        }
    },
)
django.setup()

from django.contrib import admin  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection, models  # noqa: E402
from django.urls import path  # noqa: E402
from unfold.admin import ModelAdmin  # noqa: E402

BARIS = 10_000


class Peserta(models.Model):
    nomor = models.CharField(max_length=30, unique=True)
    nama = models.CharField(max_length=150)
    nip = models.CharField(max_length=18)
    golongan = models.CharField(max_length=6)
    jabatan = models.CharField(max_length=150)
    unit = models.CharField(max_length=250)
    status = models.CharField(max_length=18)
    dibuat = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "benchmarks"
        verbose_name_plural = "peserta"
        ordering = ["nama", "id"]
        indexes = [models.Index(fields=["nama", "id"], name="peserta_nama")]


@admin.register(Peserta)
class AdminPeserta(ModelAdmin):
    list_display = ["nama", "nip", "golongan", "jabatan", "unit", "status", "dibuat"]
    search_fields = ["nama"]
    list_per_page = 50


urlpatterns = [path("admin/", admin.site.urls)]
application = get_wsgi_application()


def isi() -> dict[str, str]:
    """Tables, rows, and somebody who is signed in."""
    from django.contrib.auth.models import User
    from django.test import Client

    from benchmarks.orang import NAMA_SQL

    call_command("migrate", verbosity=0)
    with connection.schema_editor() as skema:
        skema.create_model(Peserta)
    with connection.cursor() as kursor:
        kursor.execute(
            f"""INSERT INTO benchmarks_peserta (nomor, nama, nip, golongan, jabatan, unit, status, dibuat)
                SELECT 'PD-' || n, {NAMA_SQL}, lpad(n::text, 18, '1'), 'III/c', 'Kepala Seksi Pelayanan',
                       'Kelurahan Contoh, Kecamatan Contoh', 'diajukan', now() FROM generate_series(1, {BARIS}) n"""
        )
        kursor.execute("ANALYZE benchmarks_peserta")
    peramban = Client()
    peramban.force_login(User.objects.create_superuser("staf"))
    return {"kuki": f"sessionid={peramban.cookies['sessionid'].value}"}


if __name__ == "__main__":
    print("HASIL", json.dumps(isi()))
