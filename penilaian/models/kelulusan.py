"""Passing: what counts with which weight, the score of each component, the recap the office locks."""

from __future__ import annotations

from decimal import Decimal

import pgtrigger
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from diklat.models import Gelombang, Kurikulum
from kantor.lingkup import Hak, LingkupQuerySet
from kantor.models import Pengguna
from kantor.riwayat import dicatat
from peserta.models import Pendaftaran

from .hasil import KUNCI_REKAP
from .rubrik import PERSEN

# Rules are frozen with the version of the program: gelombang have been run by them.
BEKU = """
    IF EXISTS (SELECT 1 FROM diklat_kurikulum WHERE id IN ({kurikulum}) AND beku) THEN
        RAISE EXCEPTION 'the kurikulum of these rules has been used and is frozen' USING ERRCODE = 'check_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
"""
GENAP = """
    IF (SELECT sum(bobot) FROM penilaian_komponen WHERE aturan_id = COALESCE(NEW.aturan_id, OLD.aturan_id)) <> 100 THEN
        RAISE EXCEPTION 'the weights of the components do not sum to 100' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""
COCOK = """
    IF NOT EXISTS (
        SELECT 1 FROM penilaian_komponen k
        JOIN diklat_gelombang g ON g.kurikulum_id = k.aturan_id
        JOIN peserta_pendaftaran p ON p.gelombang_id = g.id
        WHERE k.id = NEW.komponen_id AND p.id = NEW.pendaftaran_id AND k.sumber <> 'kehadiran'
    ) THEN
        RAISE EXCEPTION 'this component is not scored in the gelombang of this person'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


def _beku(kurikulum: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name="beku",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=BEKU.format(kurikulum=kurikulum),
    )


@dicatat()
class AturanKelulusan(models.Model):
    """How a version of a program decides by scores. Without a row it decides by attendance alone."""

    class DiBawah(models.TextChoices):
        TIDAK_LULUS = "tidak_lulus", "Tidak lulus"
        MENGIKUTI = "mengikuti", "Telah mengikuti"

    kurikulum = models.OneToOneField(
        Kurikulum, models.CASCADE, primary_key=True, related_name="aturan_kelulusan"
    )
    nilai_lulus = models.DecimalField(
        "nilai lulus", max_digits=5, decimal_places=2, default=Decimal("70.01"), validators=PERSEN,
        help_text="Nilai akhir paling rendah untuk lulus, sesudah dibulatkan. Dapat diubah.",
    )  # fmt: skip
    di_bawah = models.CharField(
        "di bawah nilai lulus", max_length=11, choices=DiBawah.choices, default=DiBawah.TIDAK_LULUS
    )
    # Pairs of (from which value, how it is called), the highest first; the last one begins at 0.
    sebutan = models.JSONField("kualifikasi")

    objects = LingkupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "aturan kelulusan"
        constraints = [
            models.CheckConstraint(
                name="aturan_nilai_lulus_persen", condition=Q(nilai_lulus__gte=0, nilai_lulus__lte=100)
            )
        ]
        triggers = [_beku("OLD.kurikulum_id, NEW.kurikulum_id")]

    def __str__(self) -> str:
        return f"kelulusan {self.kurikulum}"

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        return Q(kurikulum__in=Kurikulum.objects.untuk(pengguna, hak))


@dicatat(dicari=["aturan"])
class Komponen(models.Model):
    """One part of the final score with its weight; all parts of a version sum to exactly 100."""

    class Sumber(models.TextChoices):
        ISIAN = "isian", "Diisi Panitia"
        RENCANA = "rencana", "Hasil seminar rencana aksi"
        KEHADIRAN = "kehadiran", "Persentase kehadiran"

    aturan = models.ForeignKey(AturanKelulusan, models.CASCADE, related_name="komponen")
    urutan = models.PositiveSmallIntegerField("urutan")
    nama = models.CharField("komponen", max_length=60)
    bobot = models.DecimalField(
        "bobot (%)", max_digits=5, decimal_places=2, validators=[*PERSEN, MinValueValidator(Decimal("0.01"))]
    )
    sumber = models.CharField("asal nilai", max_length=9, choices=Sumber.choices, default=Sumber.ISIAN)

    class Meta:
        verbose_name = verbose_name_plural = "komponen nilai"
        ordering = ["aturan", "urutan"]
        constraints = [
            models.UniqueConstraint(fields=["aturan", "urutan"], name="komponen_urutan_sekali"),
            models.UniqueConstraint("aturan", Lower("nama"), name="komponen_nama_sekali"),
            models.UniqueConstraint(
                fields=["aturan", "sumber"], name="komponen_hitungan_sekali", condition=~Q(sumber="isian")
            ),
            models.CheckConstraint(name="komponen_persen", condition=Q(bobot__gt=0, bobot__lte=100)),
        ]
        triggers = [
            _beku("OLD.aturan_id, NEW.aturan_id"),
            pgtrigger.Trigger(
                name="bobot_genap",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                timing=pgtrigger.Deferred,
                func=GENAP,
            ),
        ]

    def __str__(self) -> str:
        return self.nama


@dicatat(dicari=["pendaftaran"])
class NilaiKomponen(models.Model):
    """The score of one person in one component. Cleared ones stay, so `revisi` tells every two states apart."""

    pendaftaran = models.ForeignKey(Pendaftaran, models.CASCADE, related_name="nilai_komponen")
    komponen = models.ForeignKey(Komponen, models.PROTECT, related_name="+")
    angka = models.DecimalField(
        "nilai", max_digits=5, decimal_places=2, null=True, blank=True, validators=PERSEN
    )
    revisi = models.PositiveIntegerField(default=1)
    oleh = models.ForeignKey(Pengguna, models.SET_NULL, null=True, related_name="+")
    disimpan = models.DateTimeField("disimpan pada")

    class Meta:
        verbose_name = verbose_name_plural = "nilai komponen"
        constraints = [
            models.UniqueConstraint(fields=["pendaftaran", "komponen"], name="nilai_komponen_sekali"),
            models.CheckConstraint(
                name="nilai_komponen_pada_skala",
                condition=Q(angka=None) | Q(angka__gte=0, angka__lte=100),
            ),
        ]
        triggers = [
            KUNCI_REKAP,
            pgtrigger.Trigger(
                name="komponen_gelombang",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("pendaftaran_id", "komponen_id"),
                func=COCOK,
            ),
        ]

    def __str__(self) -> str:
        return str(self.angka)


@dicatat(kecuali=["isi"], dicari=["gelombang"])
class RekapKelulusan(models.Model):
    """The results of a gelombang as the office locked them: rules, scores, outcomes, whole, who and when.

    One is in force (`dibuka` is empty); one that was opened again stays readable with the reason.
    """

    gelombang = models.ForeignKey(Gelombang, models.PROTECT, related_name="rekap_kelulusan")
    ke = models.PositiveSmallIntegerField("rekap ke")
    isi = models.JSONField()
    ditetapkan = models.DateTimeField("ditetapkan pada")
    ditetapkan_oleh = models.ForeignKey(Pengguna, models.SET_NULL, null=True, related_name="+")
    penetap = models.CharField("nama penetap", max_length=150)
    # From when on peserta read their own result.
    diumumkan = models.DateTimeField("diumumkan pada", null=True, blank=True)
    dibuka = models.DateTimeField("dibuka kembali pada", null=True, blank=True)
    dibuka_oleh = models.ForeignKey(Pengguna, models.SET_NULL, null=True, blank=True, related_name="+")
    alasan_dibuka = models.CharField("alasan dibuka kembali", max_length=300, blank=True)

    objects = LingkupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "rekap kelulusan"
        ordering = ["gelombang", "-ke"]
        constraints = [
            models.UniqueConstraint(fields=["gelombang", "ke"], name="rekap_kelulusan_ke_sekali"),
            models.UniqueConstraint(
                fields=["gelombang"], name="rekap_kelulusan_berlaku_satu", condition=Q(dibuka=None)
            ),
            models.CheckConstraint(
                name="rekap_dibuka_beralasan", condition=Q(dibuka=None) | ~Q(alasan_dibuka="")
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="tidak_dihapus", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="isi_tetap",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("gelombang", "ke", "isi", "ditetapkan", "penetap"),
            ),
            pgtrigger.Protect(
                name="dibuka_sekali",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.dibuka IS NOT NULL AND (OLD.dibuka, OLD.alasan_dibuka, OLD.diumumkan)"
                    " IS DISTINCT FROM (NEW.dibuka, NEW.alasan_dibuka, NEW.diumumkan)"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"rekap kelulusan ke-{self.ke}"

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        return Q(gelombang__in=Gelombang.objects.untuk(pengguna, hak))
