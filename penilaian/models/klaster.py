"""Klaster: the subjects by which innovations are grouped. A list the office keeps."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from kantor.lingkup import Hak, LingkupQuerySet
from kantor.models import Instansi, Pengguna
from kantor.riwayat import dicatat


@dicatat(dicari=["instansi"])
class Klaster(models.Model):
    """One subject, such as Kearsipan. One in use is put aside (`aktif`), never deleted."""

    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="klaster")
    nama = models.CharField("nama klaster", max_length=80)
    uraian = models.CharField("uraian singkat", max_length=300, blank=True)
    urutan = models.PositiveSmallIntegerField("urutan", default=0)
    aktif = models.BooleanField("dipakai", default=True)

    objects = LingkupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "klaster"
        ordering = ["urutan", "nama", "pk"]
        constraints = [
            models.UniqueConstraint(
                "instansi",
                Lower("nama"),
                name="klaster_sekali",
                violation_error_message="Klaster dengan nama ini sudah ada.",
            )
        ]

    def __str__(self) -> str:
        return self.nama

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        return Q(instansi__in=pengguna.instansi_dengan(hak))
