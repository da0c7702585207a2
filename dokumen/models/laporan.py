"""Reports the worker made of a gelombang."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from diklat.models import Gelombang
from kantor.lingkup import Hak, LingkupQuerySet
from kantor.models import Berkas, Pengguna
from kantor.riwayat import dicatat


@dicatat()
class Laporan(models.Model):
    """A laporan penyelenggaraan: the PDF and its tables as Excel."""

    gelombang = models.ForeignKey(Gelombang, models.CASCADE, related_name="laporan")
    pdf = models.ForeignKey(Berkas, models.SET_NULL, null=True, related_name="+")
    excel = models.ForeignKey(Berkas, models.SET_NULL, null=True, related_name="+")
    dibuat_oleh = models.ForeignKey(Pengguna, models.SET_NULL, null=True, related_name="+")
    dibuat = models.DateTimeField(auto_now_add=True)

    objects = LingkupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "laporan"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Laporan {self.gelombang}"

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        return Q(gelombang__in=Gelombang.objects.untuk(pengguna, hak))
