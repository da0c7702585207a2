"""An OPD's letter with the names it proposes."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from diklat.models import Gelombang
from kantor.lingkup import Hak, LingkupQuerySet
from kantor.models import Berkas, Pengguna, Unit
from kantor.riwayat import dicatat


@dicatat()
class Usulan(models.Model):
    """One surat usulan of a unit for a gelombang; many names may stand under it."""

    gelombang = models.ForeignKey(Gelombang, models.CASCADE, related_name="usulan")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="usulan")
    nomor_surat = models.CharField("nomor surat", max_length=80, blank=True)
    tanggal_surat = models.DateField("tanggal surat", null=True, blank=True)
    berkas = models.ForeignKey(Berkas, models.SET_NULL, null=True, blank=True, related_name="+")
    dibuat_oleh = models.ForeignKey(Pengguna, models.SET_NULL, null=True, related_name="+")
    dibuat = models.DateTimeField(auto_now_add=True)

    objects = LingkupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "surat usulan"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.nomor_surat or f"Usulan {self.unit}"

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        if hak == Hak.USUL:
            return Q(unit__in=pengguna.unit_dengan_usul())
        return Q(gelombang__in=Gelombang.objects.untuk(pengguna, hak)) | Q(
            unit__in=pengguna.unit_dengan_usul() if hak == Hak.LIHAT else []
        )
