"""Jobs: the row is the truth, Celery only a wake-up call. On screen they are called "Proses"."""

from __future__ import annotations

import uuid

import pgtrigger
from django.db import models
from django.db.models import F, Q

from kantor.lingkup import Hak, LingkupQuerySet
from kantor.riwayat import dicatat, tanpa_riwayat

from .berkas import Berkas
from .instansi import Instansi
from .pengguna import Pengguna


@dicatat(kecuali=["selesai", "gagal", "denyut"])
class Pekerjaan(models.Model):
    """One background job of an instansi, split into pieces that are done once each."""

    class Status(models.TextChoices):
        ANTRE = "antre", "Dalam antrean"
        BERJALAN = "berjalan", "Berjalan"
        SELESAI = "selesai", "Selesai"
        GAGAL = "gagal", "Gagal"
        DIBATALKAN = "dibatalkan", "Dibatalkan"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    jenis = models.CharField("jenis", max_length=40)
    judul = models.CharField("judul", max_length=200)
    instansi = models.ForeignKey(Instansi, models.CASCADE, related_name="pekerjaan")
    pemilik = models.ForeignKey(Pengguna, models.SET_NULL, null=True, related_name="pekerjaan")
    # What the job is about (a gelombang's pk, …), to find it from that page.
    perihal = models.CharField(max_length=60, blank=True, db_index=True)
    parameter = models.JSONField(default=dict)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.ANTRE)
    total = models.PositiveIntegerField(default=0)
    selesai = models.PositiveIntegerField(default=0)
    gagal = models.PositiveIntegerField(default=0)
    galat = models.TextField(blank=True)
    ringkasan = models.JSONField(default=dict)
    hasil = models.ForeignKey(Berkas, models.SET_NULL, null=True, related_name="+")
    dibuat = models.DateTimeField(auto_now_add=True)
    denyut = models.DateTimeField(null=True)
    berakhir = models.DateTimeField(null=True)
    kedaluwarsa = models.DateTimeField(null=True)

    objects = LingkupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "proses"
        ordering = ["-dibuat"]
        constraints = [
            models.CheckConstraint(
                name="pekerjaan_hitungan_wajar", condition=Q(total__gte=F("selesai") + F("gagal"))
            )
        ]
        indexes = [
            models.Index(
                fields=["status", "denyut"],
                name="pekerjaan_berjalan",
                condition=Q(status__in=["antre", "berjalan"]),
            ),
            models.Index(fields=["instansi", "-dibuat"], name="pekerjaan_terbaru"),
        ]
        triggers = [
            pgtrigger.FSM(
                name="alur_status",
                field="status",
                transitions=[
                    ("antre", "berjalan"),
                    ("antre", "dibatalkan"),
                    ("antre", "gagal"),
                    ("berjalan", "selesai"),
                    ("berjalan", "gagal"),
                    ("berjalan", "dibatalkan"),
                    ("gagal", "antre"),
                ],
            )
        ]

    def __str__(self) -> str:
        return self.judul

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        return Q(instansi__in=pengguna.instansi_dengan(hak)) | Q(pemilik=pengguna)


@tanpa_riwayat("langkah teknis; hasilnya tercatat pada baris yang dikerjakan")
class PotonganPekerjaan(models.Model):
    """One idempotent piece of a job, claimed by compare-and-set.

    While it is worked on its row is locked: an unlocked piece in DIAMBIL belongs to a worker that died.
    """

    class Status(models.TextChoices):
        ANTRE = "antre"
        DIAMBIL = "diambil"
        SELESAI = "selesai"
        GAGAL = "gagal"

    pekerjaan = models.ForeignKey(Pekerjaan, models.CASCADE, related_name="potongan")
    urutan = models.PositiveIntegerField()
    parameter = models.JSONField(default=dict)
    # How many units of the job's total this piece counts for.
    jumlah = models.PositiveIntegerField(default=1)
    # How many of them the piece refused although it was done.
    ditolak = models.PositiveIntegerField(default=0)
    # The closing piece makes the result; it starts when all others are done.
    penutup = models.BooleanField(default=False)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.ANTRE)
    percobaan = models.PositiveSmallIntegerField(default=0)
    diambil = models.DateTimeField(null=True)
    galat = models.TextField(blank=True)
    hasil = models.JSONField(default=dict)

    class Meta:
        ordering = ["pekerjaan", "urutan"]
        constraints = [models.UniqueConstraint(fields=["pekerjaan", "urutan"], name="potongan_sekali")]
        indexes = [models.Index(fields=["pekerjaan", "status", "urutan"], name="potongan_menunggu")]

    def __str__(self) -> str:
        return f"{self.pekerjaan_id} #{self.urutan}"
