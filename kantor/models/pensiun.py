"""At which age an instansi's people retire: different by jabatan, and changed by law from a date on."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from kantor.lingkup import Hak
from kantor.riwayat import dicatat

from .instansi import BerlakuQuerySet, Instansi, rentang_berlaku

if TYPE_CHECKING:
    from .pengguna import Pengguna


@dicatat()
class UsiaPensiun(models.Model):
    """The age for everybody (empty `jabatan`), or for those whose jabatan has these words in it."""

    instansi = models.ForeignKey(Instansi, models.CASCADE, related_name="usia_pensiun")
    jabatan = models.CharField("untuk jabatan yang memuat kata", max_length=80, blank=True)
    usia = models.PositiveSmallIntegerField(
        "usia pensiun (tahun)", validators=[MinValueValidator(40), MaxValueValidator(80)]
    )
    berlaku_mulai = models.DateField("berlaku mulai")
    berlaku_sampai = models.DateField("berlaku sampai", null=True, blank=True)

    objects = BerlakuQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "batas usia pensiun"
        ordering = ["jabatan", "-berlaku_mulai"]
        constraints = [
            ExclusionConstraint(
                name="usia_pensiun_satu_pada_satu_masa",
                expressions=[
                    ("instansi", RangeOperators.EQUAL),
                    (Lower("jabatan"), RangeOperators.EQUAL),
                    (rentang_berlaku(), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Masa berlaku usia pensiun untuk jabatan ini bertumpukan.",
            ),
            models.CheckConstraint(
                name="usia_pensiun_masa_urut",
                condition=Q(berlaku_sampai=None) | Q(berlaku_sampai__gte=F("berlaku_mulai")),
                violation_error_message="Tanggal akhir mendahului tanggal mulai.",
            ),
            models.CheckConstraint(name="usia_pensiun_wajar", condition=Q(usia__gte=40, usia__lte=80)),
        ]

    def __str__(self) -> str:
        return f"Usia pensiun {self.usia} tahun ({self.jabatan or 'semua jabatan'})"

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        return Q(instansi__in=pengguna.instansi_dengan(hak))


def usia_pensiun_awal(instansi: Instansi) -> list[UsiaPensiun]:
    """What a new office begins with; common practice since UU 5/2014, for the office to check and change."""
    sejak = datetime.date(2014, 1, 15)
    return [
        UsiaPensiun(instansi=instansi, jabatan=jabatan, usia=usia, berlaku_mulai=sejak)
        for jabatan, usia in (
            ("", 58),
            ("Ahli Madya", 60),
            ("Ahli Utama", 65),
            ("Guru", 60),
            ("Kepala Badan", 60),
            ("Kepala Dinas", 60),
            ("Sekretaris Daerah", 60),
        )
    ]
