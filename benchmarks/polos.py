"""Bare Django: the floor. A view that locks, counts and inserts, one that notes a presence once, one that saves a
score, pages of some rows;
no login, no mail, no history, no validation, no cache."""

from __future__ import annotations

import json
import os
from decimal import Decimal

import django
from django.conf import settings

DAFTAR = """<!doctype html><title>Nilai</title><table>
{% for b in baris %}<tr><td>{{ b.pk }}</td><td>{{ b.nama }}</td><td>{{ b.angka }}</td></tr>{% endfor %}</table>"""
HALAMAN = """<!doctype html><title>Acara {{ acara.pk }}</title>
<h1>Acara {{ acara.pk }}</h1><p>{{ acara.kuota }} kursi</p>"""

settings.configure(
    SECRET_KEY="polos",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    USE_TZ=True,
    MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                "loaders": [
                    ("django.template.loaders.locmem.Loader", {"acara.html": HALAMAN, "nilai.html": DAFTAR})
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

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection, models, transaction  # noqa: E402
from django.http import HttpRequest, HttpResponse, JsonResponse  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.urls import path  # noqa: E402


class Acara(models.Model):
    kuota = models.IntegerField()

    class Meta:
        app_label = "polos"


class Peserta(models.Model):
    acara = models.ForeignKey(Acara, models.CASCADE)
    nip = models.CharField(max_length=18)
    nama = models.CharField(max_length=150)
    status = models.CharField(max_length=20)

    class Meta:
        app_label = "polos"
        indexes = [models.Index(fields=["acara", "status"], name="peserta_status")]


class Hadir(models.Model):
    sesi = models.CharField(max_length=36)
    kode = models.CharField(max_length=80)
    waktu = models.DateTimeField()

    class Meta:
        app_label = "polos"
        constraints = [models.UniqueConstraint(fields=["sesi", "kode"], name="hadir_sekali")]


class Lembar(models.Model):
    nama = models.CharField(max_length=60)
    angka = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    revisi = models.IntegerField(default=0)

    class Meta:
        app_label = "polos"


def nilai(request: HttpRequest, pk: int) -> JsonResponse:
    with transaction.atomic():
        lembar = Lembar.objects.select_for_update().get(pk=pk)
        if lembar.revisi != int(request.POST["revisi"]):
            return JsonResponse({"revisi": lembar.revisi}, status=409)
        lembar.angka, lembar.revisi = Decimal(request.POST["angka"]), lembar.revisi + 1
        lembar.save()
    return JsonResponse({"revisi": lembar.revisi})


def daftar_nilai(request: HttpRequest, banyak: int) -> HttpResponse:
    return render(request, "nilai.html", {"baris": Lembar.objects.order_by("pk")[:banyak]})


def pindai(request: HttpRequest) -> JsonResponse:
    isi = json.loads(request.body)
    _, baru = Hadir.objects.get_or_create(
        sesi=isi["sesi"], kode=isi["kode"], defaults={"waktu": isi["waktu"]}
    )
    return JsonResponse({"hasil": [{"hasil": "hadir" if baru else "sudah"}]})


def daftar(request: HttpRequest, pk: int) -> JsonResponse:
    isi = json.loads(request.body)
    with transaction.atomic():
        acara = Acara.objects.select_for_update().get(pk=pk)
        terisi = Peserta.objects.filter(acara=acara, status="diajukan").count()
        status = "diajukan" if terisi < acara.kuota else "daftar_tunggu"
        peserta = Peserta.objects.create(acara=acara, nip=isi["nip"], nama=isi["nama"], status=status)
    return JsonResponse({"nomor": peserta.pk, "status": status}, status=201)


def buka(_: HttpRequest, kuota: int) -> JsonResponse:
    return JsonResponse({"pk": Acara.objects.create(kuota=kuota).pk})


def halaman(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "acara.html", {"acara": Acara.objects.get(pk=pk)})


urlpatterns = [
    path("daftar/<int:pk>/", daftar),
    path("pindai/", pindai),
    path("buka/<int:kuota>/", buka),
    path("acara/<int:pk>/", halaman),
    path("nilai/<int:pk>/", nilai),
    path("daftar-nilai/<int:banyak>/", daftar_nilai),
]
application = get_wsgi_application()

if __name__ == "__main__":
    with connection.schema_editor() as skema:
        for model in (Acara, Peserta, Hadir, Lembar):
            if model._meta.db_table not in connection.introspection.table_names():
                skema.create_model(model)
    if not Lembar.objects.exists():
        Lembar.objects.bulk_create(Lembar(nama=f"Lembar {n}") for n in range(1000))
    print("HASIL", Acara.objects.create(kuota=30).pk)
