"""A bulk act, kept so that it can be undone whole until the pemanggilan is issued."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from diklat.models import Gelombang
from kantor.models import Pengguna
from kantor.riwayat import dicatat


@dicatat()
class TindakanMassal(models.Model):
    """What was done to many at once, with the outcome per row and how to take it back."""

    gelombang = models.ForeignKey(Gelombang, models.CASCADE, related_name="tindakan_massal")
    jenis = models.CharField(max_length=20)
    alasan = models.CharField(max_length=300, blank=True)
    oleh = models.ForeignKey(Pengguna, models.SET_NULL, null=True, related_name="+")
    # A list of rows: the registration's pk, its status before and after, whether it worked, and the words.
    rincian = models.JSONField(default=list)
    dibuat = models.DateTimeField(auto_now_add=True)
    diurungkan = models.DateTimeField(null=True)
    diurungkan_oleh = models.ForeignKey(Pengguna, models.SET_NULL, null=True, related_name="+")
    alasan_urung = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "tindakan massal"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.jenis} {timezone.localtime(self.dibuat):%d-%m-%Y}"
