"""Doors beside the password: API keys, idempotent requests, one-time links; and the count of tries at all of them."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from kantor.lingkup import Hak, LingkupQuerySet
from kantor.riwayat import dicatat, tanpa_riwayat

from .instansi import Instansi
from .pengguna import Pengguna


@dicatat(kecuali=["dipakai"])
class KunciApi(models.Model):
    """A key of one instansi for another system. Only its SHA-256 is stored: the key has 160 random bits."""

    instansi = models.ForeignKey(Instansi, models.CASCADE, related_name="kunci_api")
    pemilik = models.ForeignKey(Pengguna, models.CASCADE, related_name="kunci_api")
    nama = models.CharField("dipakai oleh", max_length=100)
    sidik = models.CharField(max_length=64, unique=True, editable=False)
    awalan = models.CharField("awalan", max_length=12, editable=False)
    hak = models.JSONField("hak", default=list)
    berlaku_sampai = models.DateTimeField("berlaku sampai", null=True, blank=True)
    dicabut = models.DateTimeField("dicabut", null=True, blank=True)
    dipakai = models.DateTimeField("terakhir dipakai", null=True, blank=True, editable=False)

    objects = LingkupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "kunci API"

    def __str__(self) -> str:
        return f"{self.nama} ({self.awalan}…)"

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        return Q(instansi__in=pengguna.instansi_dengan(Hak.KELOLA))


@tanpa_riwayat("jawaban yang disimpan 24 jam, lalu dihapus")
class PermintaanIdempoten(models.Model):
    """The answer to a request with an Idempotency-Key, kept 24 hours."""

    kunci_api = models.ForeignKey(KunciApi, models.CASCADE, related_name="+")
    kunci = models.CharField(max_length=120)
    sidik_isi = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    jawaban = models.JSONField(null=True)
    dibuat = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kunci_api", "kunci"], name="idempoten_sekali")]

    def __str__(self) -> str:
        return self.kunci


@dicatat()
class TautanMasuk(models.Model):
    """A one-time link Panitia or an operator hands over after checking the person; only its hash is stored."""

    pengguna = models.ForeignKey(Pengguna, models.CASCADE, related_name="tautan_masuk")
    sidik = models.CharField(max_length=64, unique=True, editable=False)
    dibuat_oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+")
    alasan = models.CharField("cara memastikan orangnya", max_length=200)
    dibuat = models.DateTimeField(auto_now_add=True)
    berlaku_sampai = models.DateTimeField()
    dipakai = models.DateTimeField(null=True)

    class Meta:
        verbose_name = verbose_name_plural = "tautan masuk"

    def __str__(self) -> str:
        return f"tautan untuk {self.pengguna}"


@tanpa_riwayat("hitungan percobaan dalam satu menit terakhir, hanya dipakai selagi Valkey mati")
class Hitungan(models.Model):
    """When something limited was tried lately (kantor.services.pembatas); Valkey holds the same while it is up."""

    kunci = models.CharField(max_length=150, primary_key=True)
    jejak = ArrayField(models.FloatField(), default=list)
    diubah = models.DateTimeField(auto_now=True, db_index=True)

    def __str__(self) -> str:
        return self.kunci
