"""An import: a file that was read, what it would change, and what was confirmed. Nothing else is stored before that."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pgtrigger
from django.db import models
from django.db.models import Q

from kantor.lingkup import Hak, LingkupQuerySet
from kantor.riwayat import dicatat, tanpa_riwayat

from .berkas import Berkas
from .instansi import Instansi
from .pegawai import Pegawai, RahasiaMixin
from .pekerjaan import Pekerjaan

if TYPE_CHECKING:
    from .pengguna import Pengguna


@dicatat(kecuali=["kunci", "ringkasan"])
class Impor(RahasiaMixin):
    """One uploaded list on its way: read → ready to be looked at → confirmed → done; cancelled from any of them."""

    class Status(models.TextChoices):
        DIBACA = "dibaca", "Sedang dibaca"
        SIAP = "siap", "Menunggu konfirmasi"
        DIKONFIRMASI = "dikonfirmasi", "Sedang disimpan"
        SELESAI = "selesai", "Selesai"
        DIBATALKAN = "dibatalkan", "Dibatalkan"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    jenis = models.CharField("jenis", max_length=30)
    instansi = models.ForeignKey(Instansi, models.CASCADE, related_name="impor")
    berkas = models.ForeignKey(Berkas, models.SET_NULL, null=True, related_name="+")
    nama_berkas = models.CharField("nama berkas", max_length=150)
    status = models.CharField("status", max_length=12, choices=Status.choices, default=Status.DIBACA)
    # What the person chose: which gelombang a label means, whether the file is complete, …
    pilihan = models.JSONField(default=dict)
    # Counts per outcome, rows left out, columns not understood.
    ringkasan = models.JSONField(default=dict)
    pekerjaan = models.ForeignKey(Pekerjaan, models.SET_NULL, null=True, related_name="+")
    dibuat_oleh = models.ForeignKey("kantor.Pengguna", models.SET_NULL, null=True, related_name="+")
    dibuat = models.DateTimeField("diunggah", auto_now_add=True)
    dikonfirmasi = models.DateTimeField(null=True)

    objects = LingkupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "impor"
        ordering = ["-dibuat"]
        indexes = [models.Index(fields=["instansi", "-dibuat"], name="impor_terbaru")]
        triggers = [
            pgtrigger.FSM(
                name="alur_status",
                field="status",
                transitions=[
                    ("dibaca", "siap"),
                    ("dibaca", "dibatalkan"),
                    ("siap", "dikonfirmasi"),
                    ("siap", "dibatalkan"),
                    ("dikonfirmasi", "selesai"),
                    ("dikonfirmasi", "dibatalkan"),
                ],
            )
        ]

    def __str__(self) -> str:
        return self.nama_berkas

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        return Q(instansi__in=pengguna.instansi_dengan(hak)) | Q(dibuat_oleh=pengguna)


@tanpa_riwayat("langkah sementara; yang disimpan tercatat pada baris pegawai dan pendaftaran")
class BarisImpor(models.Model):
    """One row of the file: what was understood, what is wrong with it, what it would do, what became of it."""

    class Tindakan(models.TextChoices):
        BARU = "baru", "Baru"
        BERUBAH = "berubah", "Berubah"
        PINDAH = "pindah", "Pindah unit"
        KELUAR = "keluar", "Pensiun atau pindah"
        SAMA = "sama", "Tidak berubah"
        GALAT = "galat", "Perlu diperbaiki"

    impor = models.ForeignKey(Impor, models.CASCADE, related_name="baris")
    lembar = models.CharField(max_length=60, blank=True)
    # The row's number in the file; NULL for a pegawai the file does not name.
    nomor = models.PositiveIntegerField(null=True)
    kunci = models.CharField(max_length=40, blank=True)
    # Cleaned values, none of them personal; those stand encrypted with the import's key and die with it.
    nilai = models.JSONField(default=dict)
    pribadi = models.BinaryField(null=True)
    tindakan = models.CharField(max_length=8, choices=Tindakan.choices, blank=True)
    # per column: from, to
    perubahan = models.JSONField(default=dict)
    # a list of column, address of the cell, value, reason
    galat = models.JSONField(default=list)
    peringatan = models.JSONField(default=list)
    pegawai = models.ForeignKey(Pegawai, models.SET_NULL, null=True, related_name="+")
    diterapkan = models.BooleanField(null=True)
    alasan = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["impor", "lembar", "nomor", "pk"]
        indexes = [
            models.Index(fields=["impor", "tindakan", "id"], name="baris_impor_tindakan"),
            models.Index(fields=["impor", "kunci"], name="baris_impor_kunci"),
        ]

    def __str__(self) -> str:
        return f"baris {self.nomor}"
