"""Benchmarking as a visit: the locus, its dates, what is to be learnt there."""

from __future__ import annotations

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Lower

from kantor.lingkup import Hak, LingkupQuerySet
from kantor.models import Pengguna
from kantor.riwayat import dicatat

from .gelombang import Gelombang


@dicatat(kecuali=["rentang"], dicari=["gelombang"])
class Kunjungan(models.Model):
    """One visit of a gelombang to a place that does something well. Who goes there is the peserta room's."""

    gelombang = models.ForeignKey(Gelombang, models.CASCADE, related_name="kunjungan")
    locus = models.CharField("lokus", max_length=150)
    kota = models.CharField("kota", max_length=80)
    alamat = models.CharField("alamat", max_length=250, blank=True)
    mulai = models.DateField("mulai")
    selesai = models.DateField("selesai")
    # What the database compares; who goes carries it too, so that nobody is at two places on one day.
    rentang = models.GeneratedField(
        expression=Func(F("mulai"), F("selesai"), Value("[]"), function="daterange"),
        output_field=DateRangeField(),
        db_persist=True,
    )
    pokok = models.TextField("pokok yang dipelajari", blank=True)
    pendamping = models.CharField("pendamping", max_length=300, blank=True)

    objects = LingkupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "kunjungan benchmarking"
        ordering = ["gelombang", "mulai", "locus", "pk"]
        constraints = [
            models.CheckConstraint(name="kunjungan_tanggal_urut", condition=Q(selesai__gte=F("mulai"))),
            models.CheckConstraint(name="kunjungan_bertempat", condition=~Q(locus="") & ~Q(kota="")),
            models.UniqueConstraint(
                "gelombang", Lower("locus"), Lower("kota"), "mulai", name="kunjungan_sekali"
            ),
            # Targets of composite foreign keys: of a session, and of who goes there.
            models.UniqueConstraint(fields=["id", "gelombang"], name="kunjungan_id_gelombang"),
            models.UniqueConstraint(fields=["id", "rentang"], name="kunjungan_id_rentang"),
        ]

    def __str__(self) -> str:
        return f"{self.locus}, {self.kota}"

    @property
    def lengkap(self) -> str:
        """The place with its address, as timetable and calendar show it; diklat.queries.hari_ini says it in SQL."""
        return ", ".join(satu for satu in (self.locus, self.alamat, self.kota) if satu)

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        return Q(gelombang__in=Gelombang.objects.untuk(pengguna, hak))
