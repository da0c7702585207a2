"""Rubrics: what is scored, what each criterion weighs for each role, and what a level means in words."""

from __future__ import annotations

from decimal import Decimal

import pgtrigger
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from kantor.lingkup import Hak, LingkupQuerySet
from kantor.models import Instansi, Pengguna
from kantor.riwayat import dicatat


class PeranPenilai(models.TextChoices):
    """In which role somebody scores."""

    PENGUJI = "penguji", "Penguji"
    MENTOR = "mentor", "Mentor"
    COACH = "coach", "Coach"


PERSEN = [MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))]
# Rows of a rubric that has been used stay as they are: scores were given by them.
BEKU = """
    IF EXISTS (SELECT 1 FROM penilaian_rubrik WHERE id IN ({rubrik}) AND beku) THEN
        RAISE EXCEPTION 'this rubrik has been used and is frozen' USING ERRCODE = 'check_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
"""
BEKU_LANGSUNG = BEKU.format(rubrik="OLD.rubrik_id, NEW.rubrik_id")
BEKU_KRITERIA = BEKU.format(
    rubrik="SELECT rubrik_id FROM penilaian_kriteria WHERE id IN (OLD.kriteria_id, NEW.kriteria_id)"
)


# What is frozen sums to 100: the roles, and the criteria of every role that scores.
SERATUS = """
    IF (SELECT sum(bobot) FROM penilaian_bobotperan WHERE rubrik_id = NEW.id) IS DISTINCT FROM 100
        OR EXISTS (
            SELECT 1 FROM penilaian_bobotperan p WHERE p.rubrik_id = NEW.id AND (
                SELECT sum(b.bobot) FROM penilaian_bobotkriteria b
                JOIN penilaian_kriteria k ON k.id = b.kriteria_id
                WHERE k.rubrik_id = NEW.id AND b.peran = p.peran
            ) IS DISTINCT FROM 100
        )
    THEN
        RAISE EXCEPTION 'the weights of a rubrik in use sum to 100' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


def _beku(nama: str, fungsi: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=nama,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=fungsi,
    )


@dicatat(dicari=["instansi"])
class Rubrik(models.Model):
    """One version of a rubric. Its weights may be any while it is written; one in use sums to 100 and is frozen."""

    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="rubrik")
    nama = models.CharField("nama rubrik", max_length=120)
    versi = models.PositiveSmallIntegerField("versi", default=1)
    keterangan = models.TextField("keterangan", blank=True)
    # Points by which examiners of one plan may differ before somebody has to say a word about it.
    batas_selisih = models.DecimalField(
        "batas selisih antarpenguji",
        max_digits=5,
        decimal_places=2,
        default=Decimal(15),
        validators=PERSEN,
        help_text="Selisih nilai tertinggi dan terendah satu rencana aksi; dapat diubah.",
    )
    beku = models.BooleanField("sudah dipakai", default=False, editable=False)

    objects = LingkupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "rubrik"
        ordering = ["nama", "-versi", "pk"]
        constraints = [
            models.UniqueConstraint(
                "instansi", Lower("nama"), "versi", name="rubrik_versi_sekali",
                violation_error_message="Versi rubrik ini sudah ada.",
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Protect(
                name="beku",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__beku=True),
            ),
            pgtrigger.Trigger(
                name="beku_berjumlah_seratus",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("beku"),
                condition=pgtrigger.Q(new__beku=True),
                func=SERATUS,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nama} (versi {self.versi})"

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        return Q(instansi__in=pengguna.instansi_dengan(hak))


@dicatat(dicari=["rubrik"])
class BobotPeran(models.Model):
    """What the value of one role weighs in the value of a plan. A role without a row does not score."""

    rubrik = models.ForeignKey(Rubrik, models.CASCADE, related_name="bobot_peran")
    peran = models.CharField("peran", max_length=7, choices=PeranPenilai.choices)
    bobot = models.DecimalField("bobot (%)", max_digits=5, decimal_places=2, validators=PERSEN)

    class Meta:
        verbose_name = verbose_name_plural = "bobot peran"
        ordering = ["rubrik", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["rubrik", "peran"], name="bobot_peran_sekali"),
            models.CheckConstraint(name="bobot_peran_persen", condition=Q(bobot__gt=0, bobot__lte=100)),
        ]
        triggers = [_beku("beku", BEKU_LANGSUNG)]

    def __str__(self) -> str:
        return f"{self.get_peran_display()} {self.bobot}"


@dicatat(dicari=["rubrik"])
class Kriteria(models.Model):
    """One thing that is looked at."""

    rubrik = models.ForeignKey(Rubrik, models.CASCADE, related_name="kriteria")
    urutan = models.PositiveSmallIntegerField("urutan")
    nama = models.CharField("kriteria", max_length=120)
    keterangan = models.CharField("yang dilihat", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "kriteria"
        ordering = ["rubrik", "urutan"]
        constraints = [
            models.UniqueConstraint(
                fields=["rubrik", "urutan"],
                name="kriteria_urutan_sekali",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint("rubrik", Lower("nama"), name="kriteria_nama_sekali"),
        ]
        triggers = [_beku("beku", BEKU_LANGSUNG)]

    def __str__(self) -> str:
        return self.nama


@dicatat(dicari=["kriteria"])
class BobotKriteria(models.Model):
    """What a criterion weighs in the value of one role."""

    kriteria = models.ForeignKey(Kriteria, models.CASCADE, related_name="bobot")
    peran = models.CharField("peran", max_length=7, choices=PeranPenilai.choices)
    bobot = models.DecimalField("bobot (%)", max_digits=5, decimal_places=2, validators=PERSEN)

    class Meta:
        verbose_name = verbose_name_plural = "bobot kriteria"
        ordering = ["kriteria", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["kriteria", "peran"], name="bobot_kriteria_sekali"),
            models.CheckConstraint(name="bobot_kriteria_persen", condition=Q(bobot__gte=0, bobot__lte=100)),
        ]
        triggers = [_beku("beku", BEKU_KRITERIA)]

    def __str__(self) -> str:
        return f"{self.kriteria} {self.get_peran_display()} {self.bobot}"


@dicatat(dicari=["kriteria"])
class TingkatKriteria(models.Model):
    """What a score from `batas_bawah` up means in words, until the next level begins."""

    kriteria = models.ForeignKey(Kriteria, models.CASCADE, related_name="tingkat")
    batas_bawah = models.DecimalField("mulai nilai", max_digits=5, decimal_places=2, validators=PERSEN)
    uraian = models.CharField("uraian", max_length=300)

    class Meta:
        verbose_name = verbose_name_plural = "tingkat"
        ordering = ["kriteria", "batas_bawah"]
        constraints = [
            models.UniqueConstraint(fields=["kriteria", "batas_bawah"], name="tingkat_sekali"),
            models.CheckConstraint(
                name="tingkat_persen", condition=Q(batas_bawah__gte=0, batas_bawah__lte=100)
            ),
        ]
        triggers = [_beku("beku", BEKU_KRITERIA)]

    def __str__(self) -> str:
        return self.uraian
