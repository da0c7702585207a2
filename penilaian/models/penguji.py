"""What an examiner says of the own conflicts, and the card of one who came on the morning without an account."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from diklat.models import Gelombang
from kantor.lingkup import Hak, LingkupQuerySet
from kantor.models import Pengguna
from kantor.riwayat import dicatat

from .seminar import Giliran, Seminar


@dicatat(dicari=["giliran"])
class BenturanKepentingan(models.Model):
    """A conflict of interest an examiner declared. Panitia answers: taken off, or kept with a reason."""

    giliran = models.ForeignKey(Giliran, models.CASCADE, related_name="benturan")
    penguji = models.ForeignKey(Pengguna, models.PROTECT, related_name="benturan")
    uraian = models.CharField("benturan kepentingan", max_length=200)
    dinyatakan = models.DateTimeField("dinyatakan pada")

    class Meta:
        verbose_name = verbose_name_plural = "benturan kepentingan"
        ordering = ["giliran", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["giliran", "penguji"], name="benturan_sekali"),
            models.CheckConstraint(name="benturan_beruraian", condition=~Q(uraian="")),
        ]

    def __str__(self) -> str:
        return self.uraian


@dicatat(kecuali=["sidik", "sidik_pin"], dicari=["seminar"])
class KartuPenguji(models.Model):
    """A card for one day and one seminar: its code and PIN sign in the guest it was made for, and nobody else.

    The account behind it has no password and no other right, so the card opens nothing beside this seminar.
    """

    seminar = models.ForeignKey(Seminar, models.PROTECT, related_name="kartu")
    penguji = models.OneToOneField(Pengguna, models.PROTECT, related_name="kartu_penguji")
    sidik = models.CharField(max_length=64, unique=True, editable=False)
    sidik_pin = models.CharField(max_length=128, editable=False)
    berlaku = models.DateField("berlaku pada")
    dibuat = models.DateTimeField("dibuat pada")
    dibuat_oleh = models.ForeignKey(Pengguna, models.PROTECT, related_name="+")
    dipakai = models.DateTimeField("pertama dipakai", null=True, blank=True)
    dicabut = models.DateTimeField("dibatalkan pada", null=True, blank=True)

    objects = LingkupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "kartu penguji"
        ordering = ["seminar", "pk"]

    def __str__(self) -> str:
        return f"kartu {self.penguji}"

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        return Q(seminar__gelombang__in=Gelombang.objects.untuk(pengguna, hak))
