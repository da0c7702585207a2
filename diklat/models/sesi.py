"""A session of a gelombang: what attendance is counted on."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from kantor.lingkup import Hak, LingkupQuerySet
from kantor.models import Pengguna
from kantor.riwayat import dicatat

from .gelombang import Gelombang
from .program import Modul


@dicatat(dicari=["gelombang"])
class Sesi(models.Model):
    """A stretch of a day. Only published sessions with JP count for attendance."""

    gelombang = models.ForeignKey(Gelombang, models.CASCADE, related_name="sesi")
    modul = models.ForeignKey(
        Modul, models.PROTECT, null=True, blank=True, related_name="sesi", verbose_name="mata pelatihan"
    )
    judul = models.CharField("judul", max_length=200)
    mulai = models.DateTimeField("mulai")
    selesai = models.DateTimeField("selesai")
    berjp = models.BooleanField("dihitung JP", default=True)
    terbit = models.BooleanField("terbit", default=True)

    objects = LingkupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "sesi"
        ordering = ["gelombang", "mulai", "pk"]
        constraints = [
            models.CheckConstraint(
                name="sesi_waktu_urut",
                condition=Q(selesai__gt=F("mulai")),
                violation_error_message="Sesi berakhir sebelum dimulai.",
            )
        ]

    def __str__(self) -> str:
        return self.judul

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        return Q(gelombang__in=Gelombang.objects.untuk(pengguna, hak))

    @property
    def menit(self) -> Decimal:
        """Length in minutes."""
        return Decimal((self.selesai - self.mulai).total_seconds()) / 60
