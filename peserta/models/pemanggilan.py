"""The Surat Pemanggilan of a gelombang: who was called, when, under which number."""

from __future__ import annotations

from django.db import models

from diklat.models import Gelombang
from kantor.models import Berkas, Pengguna
from kantor.riwayat import dicatat


@dicatat()
class Pemanggilan(models.Model):
    """One letter; its number comes from the office's agenda and is entered later."""

    gelombang = models.ForeignKey(Gelombang, models.CASCADE, related_name="pemanggilan")
    ke = models.PositiveSmallIntegerField(default=1)
    nomor_surat = models.CharField("nomor surat", max_length=80, blank=True)
    tanggal = models.DateField("tanggal surat")
    data = models.JSONField(default=dict)
    berkas = models.ForeignKey(Berkas, models.SET_NULL, null=True, related_name="+")
    dibuat_oleh = models.ForeignKey(Pengguna, models.SET_NULL, null=True, related_name="+")
    dibuat = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "surat pemanggilan"
        ordering = ["gelombang", "ke"]
        constraints = [models.UniqueConstraint(fields=["gelombang", "ke"], name="pemanggilan_ke_sekali")]

    def __str__(self) -> str:
        return f"Surat Pemanggilan {self.nomor_surat or '(nomor menyusul)'}"
