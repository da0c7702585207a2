"""Pembukaan and penutupan of a gelombang: who opens, mewakili whom, the order of events, the guests."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from diklat.models import Gelombang
from kantor.lingkup import Hak, LingkupQuerySet
from kantor.models import Pengguna
from kantor.riwayat import dicatat


@dicatat(dicari=["gelombang"])
class Upacara(models.Model):
    """One ceremony of a gelombang."""

    class Jenis(models.TextChoices):
        PEMBUKAAN = "pembukaan", "Pembukaan"
        PENUTUPAN = "penutupan", "Penutupan"

    gelombang = models.ForeignKey(Gelombang, models.CASCADE, related_name="upacara")
    jenis = models.CharField("upacara", max_length=9, choices=Jenis.choices)
    mulai = models.DateTimeField("mulai")
    tempat = models.CharField("tempat", max_length=200)
    pejabat = models.CharField("pejabat yang membuka atau menutup", max_length=150)
    jabatan = models.CharField("jabatan", max_length=150)
    mewakili = models.CharField("mewakili", max_length=150, blank=True)
    pelapor = models.CharField("laporan panitia oleh", max_length=150, blank=True)
    jabatan_pelapor = models.CharField("jabatan pelapor", max_length=150, blank=True)

    objects = LingkupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "upacara"
        ordering = ["gelombang", "mulai", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["gelombang", "jenis"], name="upacara_sekali"),
            models.CheckConstraint(name="upacara_berpejabat", condition=~Q(pejabat="") & ~Q(jabatan="")),
        ]

    def __str__(self) -> str:
        return self.get_jenis_display()

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        return Q(gelombang__in=Gelombang.objects.untuk(pengguna, hak))


@dicatat()
class MataAcara(models.Model):
    """One line of the susunan acara."""

    upacara = models.ForeignKey(Upacara, models.CASCADE, related_name="acara")
    urutan = models.PositiveSmallIntegerField()
    jam = models.TimeField("jam", null=True, blank=True)
    acara = models.CharField("acara", max_length=150)
    petugas = models.CharField("petugas", max_length=150, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "mata acara"
        ordering = ["urutan"]
        constraints = [
            models.UniqueConstraint(fields=["upacara", "urutan"], name="mata_acara_urut"),
            models.CheckConstraint(name="mata_acara_berisi", condition=~Q(acara="")),
        ]

    def __str__(self) -> str:
        return self.acara


@dicatat()
class Tamu(models.Model):
    """A guest of a ceremony, and whether they came."""

    upacara = models.ForeignKey(Upacara, models.CASCADE, related_name="tamu")
    nama = models.CharField("nama", max_length=150)
    jabatan = models.CharField("jabatan", max_length=150, blank=True)
    asal = models.CharField("instansi", max_length=150, blank=True)
    hadir_pada = models.DateTimeField("hadir pada", null=True, blank=True)

    objects = LingkupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "tamu"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["upacara", "nama", "jabatan", "asal"], name="tamu_sekali"),
            models.CheckConstraint(name="tamu_bernama", condition=~Q(nama="")),
        ]

    def __str__(self) -> str:
        return self.nama

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        return Q(upacara__gelombang__in=Gelombang.objects.untuk(pengguna, hak))
