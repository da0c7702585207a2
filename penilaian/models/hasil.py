"""The outcome of a peserta: a gelombang closes only when everybody has one."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q

from kantor.lingkup import Hak, LingkupQuerySet
from kantor.models import Pengguna
from kantor.riwayat import dicatat
from peserta.models import Pendaftaran

# While a recap is in force nothing it was made of changes, whoever asks.
KUNCI_REKAP = pgtrigger.Trigger(
    name="terkunci_rekap",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func="""
        IF EXISTS (
            SELECT 1 FROM penilaian_rekapkelulusan r JOIN peserta_pendaftaran p ON p.gelombang_id = r.gelombang_id
            WHERE p.id IN (OLD.pendaftaran_id, NEW.pendaftaran_id) AND r.dibuka IS NULL
        ) THEN
            RAISE EXCEPTION 'the results of this gelombang are locked by a recap' USING ERRCODE = 'check_violation';
        END IF;
        RETURN COALESCE(NEW, OLD);
    """,
)


@dicatat(dicari=["pendaftaran"])
class Hasil(models.Model):
    """What the office decided of this person, with the reason where it is not plain success."""

    class Putusan(models.TextChoices):
        LULUS = "lulus", "Lulus"
        MENGIKUTI = "mengikuti", "Telah mengikuti"
        TIDAK_LULUS = "tidak_lulus", "Tidak lulus"
        DITUNDA = "ditunda", "Ditunda"
        MENGUNDURKAN_DIRI = "mengundurkan_diri", "Mengundurkan diri"
        GUGUR = "gugur", "Gugur"
        MENINGGAL = "meninggal", "Meninggal dunia"

    pendaftaran = models.OneToOneField(Pendaftaran, models.CASCADE, related_name="hasil")
    putusan = models.CharField("hasil", max_length=18, choices=Putusan.choices)
    kualifikasi = models.CharField("kualifikasi", max_length=40, blank=True)
    alasan = models.CharField("alasan", max_length=300, blank=True)
    ditetapkan_oleh = models.ForeignKey(Pengguna, models.SET_NULL, null=True, related_name="+")
    ditetapkan = models.DateTimeField("ditetapkan pada")
    # What scores and attendance say themselves: a recap writes it anew. What a person decided against them it leaves.
    menurut_nilai = models.BooleanField(default=False, db_default=False, editable=False)

    objects = LingkupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "hasil"
        constraints = [
            models.CheckConstraint(
                name="hasil_beralasan",
                condition=Q(putusan__in=["lulus", "mengikuti"]) | ~Q(alasan=""),
                violation_error_message="Tuliskan alasannya.",
            )
        ]
        triggers = [KUNCI_REKAP]

    def __str__(self) -> str:
        return self.get_putusan_display()

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        return Q(pendaftaran__in=Pendaftaran.objects.untuk(pengguna, hak))
