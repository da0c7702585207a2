"""Who goes on which visit, and the lesson each brings home."""

from __future__ import annotations

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from diklat.models import Gelombang, Kunjungan
from kantor.lingkup import Hak, LingkupQuerySet
from kantor.models import Pengguna
from kantor.riwayat import dicatat

from .pendaftaran import Pendaftaran

PANJANG_PELAJARAN = 2000


@dicatat(kecuali=["rentang", "diingatkan"], dicari=["pendaftaran"])
class PesertaKunjungan(models.Model):
    """A peserta at a locus: never at two on one day. Beside it what they saw, will adopt, and need for it.

    `versi` counts what was written: who writes says which one they had before them.
    """

    kunjungan = models.ForeignKey(Kunjungan, models.RESTRICT, related_name="ikut")
    pendaftaran = models.ForeignKey(Pendaftaran, models.CASCADE, related_name="kunjungan")
    # The visit's dates, kept equal by a composite foreign key; the exclusion below compares them.
    rentang = DateRangeField(editable=False)
    dilihat = models.TextField("yang dilihat", blank=True, max_length=PANJANG_PELAJARAN)
    diadopsi = models.TextField("yang akan diadopsi", blank=True, max_length=PANJANG_PELAJARAN)
    kebutuhan = models.TextField("yang diperlukan", blank=True, max_length=PANJANG_PELAJARAN)
    versi = models.PositiveIntegerField(default=0)
    ditulis = models.DateTimeField("ditulis pada", null=True, blank=True)
    # The day of the last reminder: nobody gets two on one day.
    diingatkan = models.DateField("diingatkan pada", null=True, blank=True, editable=False)

    objects = LingkupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "peserta kunjungan"
        ordering = ["kunjungan", "pk"]
        constraints = [
            ExclusionConstraint(
                name="peserta_kunjungan_satu_lokus",
                expressions=[("pendaftaran", RangeOperators.EQUAL), ("rentang", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(
                name="peserta_kunjungan_pelajaran_bertanggal",
                condition=Q(ditulis=None, versi=0, dilihat="", diadopsi="", kebutuhan="")
                | (Q(ditulis__isnull=False, versi__gt=0) & ~Q(dilihat="", diadopsi="", kebutuhan="")),
            ),
        ]
        triggers = [
            # Who has written a lesson stays with the visit it is about.
            pgtrigger.Protect(
                name="pelajaran_tetap", operation=pgtrigger.Delete, condition=pgtrigger.Q(old__versi__gt=0)
            ),
            pgtrigger.Protect(
                name="tetap_di_kunjungan",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("kunjungan", "pendaftaran"),
            ),
            pgtrigger.Trigger(
                name="satu_gelombang",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF (SELECT gelombang_id FROM peserta_pendaftaran WHERE id = NEW.pendaftaran_id)
                        IS DISTINCT FROM (SELECT gelombang_id FROM diklat_kunjungan WHERE id = NEW.kunjungan_id)
                    THEN
                        RAISE EXCEPTION 'registration and visit belong to two gelombang'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pendaftaran_id} → {self.kunjungan_id}"

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        """Staff through the gelombang, a peserta the own row."""
        syarat = Q(kunjungan__gelombang__in=Gelombang.objects.untuk(pengguna, hak))
        if hak == Hak.LIHAT and pengguna.pegawai_id:
            syarat |= Q(pendaftaran__pegawai=pengguna.pegawai_id)
        return syarat
