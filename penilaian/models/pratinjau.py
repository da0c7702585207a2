"""Light pictures of the pages of a paper, to look at beside a score sheet."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kantor.models import Berkas
from kantor.riwayat import tanpa_riwayat


@tanpa_riwayat("dibuat portal dari berkasnya, dapat dibuat lagi")
class Pratinjau(models.Model):
    """Of one file. `banyak` pages it has; 0: it could not be read as pictures."""

    berkas = models.OneToOneField(Berkas, models.CASCADE, primary_key=True, related_name="pratinjau")
    banyak = models.PositiveIntegerField("banyak halaman")
    dibuat = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "pratinjau berkas"

    def __str__(self) -> str:
        return f"pratinjau {self.berkas_id}"


@tanpa_riwayat("dibuat portal dari berkasnya, dapat dibuat lagi")
class HalamanPratinjau(models.Model):
    """One page of it as a picture."""

    pratinjau = models.ForeignKey(Pratinjau, models.CASCADE, related_name="halaman")
    urutan = models.PositiveSmallIntegerField()
    gambar = models.OneToOneField(Berkas, models.PROTECT, related_name="+")
    lebar = models.PositiveSmallIntegerField()
    tinggi = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = verbose_name_plural = "halaman pratinjau"
        ordering = ["pratinjau", "urutan"]
        constraints = [
            models.UniqueConstraint(fields=["pratinjau", "urutan"], name="halaman_pratinjau_sekali"),
            models.CheckConstraint(
                name="halaman_pratinjau_berukuran", condition=Q(urutan__gte=1, lebar__gt=0, tinggi__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"halaman {self.urutan}"
