"""Score sheets: one per task, one number per criterion, and every version that was ever sent."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q

from diklat.models import Gelombang
from kantor.lingkup import Hak, LingkupQuerySet
from kantor.models import Berkas, Pengguna
from kantor.riwayat import dicatat, tanpa_riwayat

from .rubrik import PERSEN, Kriteria
from .seminar import Penugasan, beracara

_GILIRAN = "(SELECT giliran_id FROM penilaian_penugasan WHERE id = OLD.penugasan_id)"
TERKUNCI = f"""
    IF (to_jsonb(NEW) - 'terkunci' IS DISTINCT FROM to_jsonb(OLD) - 'terkunci' AND {beracara(_GILIRAN)})
       OR (NEW.terkunci IS DISTINCT FROM OLD.terkunci AND OLD.terkunci IS NOT NULL
           AND {beracara(_GILIRAN, "'lengkap'")}) THEN
        RAISE EXCEPTION 'the scores of this plan are locked' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class StatusLembar(models.TextChoices):
    """Where a sheet stands. What counts is sent or abstained; nobody else sees a sheet before all are."""

    DRAF = "draf", "Sedang diisi"
    TERKIRIM = "terkirim", "Terkirim"
    ABSTAIN = "abstain", "Abstain"


@dicatat(kecuali=["revisi", "disimpan"], dicari=["penugasan"])
class LembarNilai(models.Model):
    """The sheet of one task. Every change is saved at once; `revisi` tells two tabs or devices apart."""

    class Sumber(models.TextChoices):
        LAYAR = "layar", "Diisi penilai"
        KERTAS = "kertas", "Disalin dari lembar kertas"

    penugasan = models.OneToOneField(Penugasan, models.PROTECT, related_name="lembar")
    status = models.CharField("status", max_length=8, choices=StatusLembar.choices, default=StatusLembar.DRAF)
    catatan = models.TextField("catatan untuk peserta", blank=True)
    alasan = models.CharField("alasan abstain", max_length=200, blank=True)
    revisi = models.PositiveIntegerField(default=0)
    disimpan = models.DateTimeField("terakhir disimpan", null=True, blank=True)
    dikirim = models.DateTimeField("dikirim pada", null=True, blank=True)
    sumber = models.CharField("sumber", max_length=6, choices=Sumber.choices, default=Sumber.LAYAR)
    # Of a sheet keyed in from paper: who keyed it, the scan, and the second person who compared them.
    disalin_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")
    pindaian = models.ForeignKey(Berkas, models.PROTECT, null=True, blank=True, related_name="+")
    diperiksa_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")
    diperiksa = models.DateTimeField("diperiksa pada", null=True, blank=True)
    terkunci = models.DateTimeField("dikunci pada", null=True, blank=True)

    objects = LingkupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "lembar nilai"
        constraints = [
            models.CheckConstraint(
                name="lembar_dikirim_berwaktu",
                condition=Q(status="draf", dikirim=None) | (~Q(status="draf") & Q(dikirim__isnull=False)),
            ),
            models.CheckConstraint(
                name="lembar_abstain_beralasan", condition=~Q(status="abstain") | ~Q(alasan="")
            ),
            models.CheckConstraint(
                name="lembar_kertas_disalin",
                condition=Q(sumber="layar") | Q(disalin_oleh__isnull=False),
            ),
            models.CheckConstraint(
                name="lembar_pemeriksa_kedua",
                condition=Q(diperiksa_oleh=None) | ~Q(diperiksa_oleh=models.F("disalin_oleh")),
            ),
            models.CheckConstraint(
                name="lembar_terkunci_selesai", condition=Q(terkunci=None) | ~Q(status="draf")
            ),
        ]
        triggers = [
            pgtrigger.FSM(
                name="alur_status",
                field="status",
                transitions=[
                    ("draf", "terkirim"),
                    ("draf", "abstain"),
                    ("terkirim", "draf"),
                    ("abstain", "draf"),
                ],
            ),
            pgtrigger.Protect(name="tidak_dihapus", operation=pgtrigger.Delete),
            # What a berita acara tells does not change; signed by all, nobody takes the lock off but a correction.
            pgtrigger.Trigger(
                name="terkunci",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("OLD.status <> 'draf' OR NEW.status <> 'draf'"),
                func=TERKUNCI,
            ),
        ]

    def __str__(self) -> str:
        return f"lembar nilai {self.penugasan_id}"

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        """Staff of the gelombang, and whose sheet it is. Nobody else ever, not even to read."""
        syarat = Q(penugasan__giliran__seminar__gelombang__in=Gelombang.objects.untuk(pengguna, hak))
        if hak == Hak.LIHAT:
            syarat |= Q(penugasan__penilai=pengguna)
        return syarat


@tanpa_riwayat("setiap versi yang dikirim disimpan utuh di VersiNilai")
class Nilai(models.Model):
    """The score of one criterion, 0 to 100."""

    lembar = models.ForeignKey(LembarNilai, models.PROTECT, related_name="nilai")
    kriteria = models.ForeignKey(Kriteria, models.PROTECT, related_name="+")
    angka = models.DecimalField("nilai", max_digits=5, decimal_places=2, validators=PERSEN)

    class Meta:
        verbose_name = verbose_name_plural = "nilai"
        ordering = ["lembar", "kriteria"]
        constraints = [
            models.UniqueConstraint(fields=["lembar", "kriteria"], name="nilai_sekali"),
            models.CheckConstraint(name="nilai_pada_skala", condition=Q(angka__gte=0, angka__lte=100)),
        ]
        triggers = [
            # A sheet that was sent is opened first, with a reason; a locked one not at all.
            pgtrigger.Trigger(
                name="hanya_draf",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func="""
                    IF EXISTS (
                        SELECT 1 FROM penilaian_lembarnilai
                        WHERE id IN (OLD.lembar_id, NEW.lembar_id) AND (status <> 'draf' OR terkunci IS NOT NULL)
                    ) THEN
                        RAISE EXCEPTION 'the sheet of this score was sent' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN COALESCE(NEW, OLD);
                """,
            )
        ]

    def __str__(self) -> str:
        return str(self.angka)


@tanpa_riwayat("tidak pernah diubah atau dihapus")
class VersiNilai(models.Model):
    """A sheet as it was sent; one that was opened again has several, the last one counts."""

    lembar = models.ForeignKey(LembarNilai, models.PROTECT, related_name="versi")
    nomor = models.PositiveSmallIntegerField()
    # `nilai` by the key of the criterion, `catatan`, `alasan` (of an abstention), `status`.
    isi = models.JSONField()
    dikirim = models.DateTimeField()
    # Why it was opened again; empty while it counts.
    dibuka = models.DateTimeField(null=True, blank=True)
    alasan_dibuka = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "versi nilai"
        ordering = ["lembar", "nomor"]
        constraints = [
            models.UniqueConstraint(fields=["lembar", "nomor"], name="versi_nilai_sekali"),
            models.UniqueConstraint(
                fields=["lembar"], name="versi_nilai_berlaku_satu", condition=Q(dibuka=None)
            ),
            models.CheckConstraint(
                name="versi_nilai_dibuka_beralasan", condition=Q(dibuka=None) | ~Q(alasan_dibuka="")
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="tetap",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("lembar", "nomor", "isi", "dikirim"),
            ),
            pgtrigger.Protect(
                name="dibuka_sekali",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__dibuka__isnull=False),
            ),
            pgtrigger.Protect(name="tidak_dihapus", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"versi {self.nomor}"
