"""The seminar: rooms, who examines in them, the order of the talks, and who scores which plan in which role."""

from __future__ import annotations

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Func, Q, Value

from diklat.models import Gelombang, Ruang
from kantor.lingkup import Hak, LingkupQuerySet
from kantor.models import Pengguna
from kantor.riwayat import dicatat

from .pendamping import Pendamping
from .rencana import RencanaAksi, VersiRencana
from .rubrik import PeranPenilai, Rubrik


class Keputusan(models.TextChoices):
    """What the team decides of one plan."""

    DITERIMA = "diterima", "Diterima"
    PERBAIKAN = "perbaikan", "Diterima dengan perbaikan"
    DITOLAK = "ditolak", "Ditolak"


# What a living berita acara tells stays as it is; {giliran} is the talk of the row.
BERACARA = """
    EXISTS (
        SELECT 1 FROM penilaian_butirnaskah b JOIN penilaian_naskahacara n ON n.id = b.naskah_id
        WHERE b.giliran_id = {giliran} AND n.status IN ({status})
    )
"""
TERTULIS = """
    IF {beracara} THEN
        RAISE EXCEPTION 'a berita acara tells this' USING ERRCODE = 'check_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
"""


def beracara(giliran: str, status: str = "'menunggu', 'lengkap'") -> str:
    """SQL: whether a berita acara in one of these states tells of a talk."""
    return BERACARA.format(giliran=giliran, status=status)


@dicatat(dicari=["gelombang"])
class Seminar(models.Model):
    """One seminar of the plans of a gelombang, scored by one rubric."""

    class Status(models.TextChoices):
        DISUSUN = "disusun", "Disusun"
        BERLANGSUNG = "berlangsung", "Berlangsung"
        SELESAI = "selesai", "Selesai"

    gelombang = models.ForeignKey(Gelombang, models.PROTECT, related_name="seminar")
    nama = models.CharField("nama seminar", max_length=120)
    tanggal = models.DateField("tanggal")
    rubrik = models.ForeignKey(Rubrik, models.PROTECT, related_name="seminar")
    menit_paparan = models.PositiveSmallIntegerField(
        "menit per paparan", default=15, validators=[MinValueValidator(3), MaxValueValidator(180)]
    )
    # A rest for all rooms; no talk is put into it.
    istirahat_mulai = models.TimeField("istirahat mulai", null=True, blank=True)
    istirahat_selesai = models.TimeField("istirahat selesai", null=True, blank=True)
    status = models.CharField("status", max_length=11, choices=Status.choices, default=Status.DISUSUN)

    objects = LingkupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "seminar"
        ordering = ["gelombang", "tanggal", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["gelombang", "nama"],
                name="seminar_nama_sekali",
                violation_error_message="Seminar dengan nama ini sudah ada.",
            ),
            models.CheckConstraint(
                name="seminar_istirahat_urut",
                condition=Q(istirahat_mulai=None, istirahat_selesai=None)
                # A comparison with nothing is neither true nor false, and a constraint lets it pass.
                | Q(
                    istirahat_mulai__isnull=False,
                    istirahat_selesai__isnull=False,
                    istirahat_selesai__gt=F("istirahat_mulai"),
                ),
                violation_error_message="Isi kedua jam istirahat, yang selesai sesudah yang mulai.",
            ),
        ]
        triggers = [
            pgtrigger.FSM(
                name="alur_status",
                field="status",
                transitions=[
                    ("disusun", "berlangsung"),
                    ("berlangsung", "disusun"),
                    ("berlangsung", "selesai"),
                    ("selesai", "berlangsung"),
                ],
            )
        ]

    def __str__(self) -> str:
        return self.nama

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        """Staff of the gelombang. Examiners reach what is theirs through Penugasan."""
        return Q(gelombang__in=Gelombang.objects.untuk(pengguna, hak))


@dicatat(dicari=["seminar"])
class RuangSeminar(models.Model):
    """A room of a seminar with its team."""

    seminar = models.ForeignKey(Seminar, models.CASCADE, related_name="ruang")
    nama = models.CharField("nama", max_length=60, help_text="Misalnya: Ruang A")
    tempat = models.ForeignKey(Ruang, models.PROTECT, null=True, blank=True, related_name="+")
    mulai = models.DateTimeField("mulai")
    tim_kini: list[PengujiRuang]  # put there by penilaian.queries.seminar.ruang_seminar

    class Meta:
        verbose_name = verbose_name_plural = "ruang seminar"
        ordering = ["seminar", "nama", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["seminar", "nama"],
                name="ruang_seminar_sekali",
                violation_error_message="Ruang dengan nama ini sudah ada.",
            )
        ]

    def __str__(self) -> str:
        return self.nama


@dicatat(dicari=["ruang"])
class PengujiRuang(models.Model):
    """One examiner of a room's team. Who is replaced stays with the reason; scores given stay too."""

    ruang = models.ForeignKey(RuangSeminar, models.PROTECT, related_name="tim")
    penguji = models.ForeignKey(Pengguna, models.PROTECT, related_name="menguji_di")
    ketua = models.BooleanField("ketua tim", default=False)
    sejak = models.DateTimeField(auto_now_add=True)
    berakhir = models.DateTimeField("sampai", null=True, blank=True)
    alasan = models.CharField("alasan", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "penguji ruang"
        ordering = ["ruang", "-ketua", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["ruang", "penguji"], name="penguji_ruang_sekali", condition=Q(berakhir=None)
            ),
            models.UniqueConstraint(
                fields=["ruang"], name="penguji_ketua_satu", condition=Q(berakhir=None, ketua=True)
            ),
            models.CheckConstraint(
                name="penguji_ruang_beralasan", condition=Q(berakhir=None) | ~Q(alasan="")
            ),
        ]

    def __str__(self) -> str:
        return str(self.penguji)


@dicatat(kecuali=["waktu"], dicari=["ruang"])
class Giliran(models.Model):
    """One talk: which plan, where, when, and which version of it is scored once the seminar runs."""

    ruang = models.ForeignKey(RuangSeminar, models.PROTECT, related_name="giliran")
    seminar = models.ForeignKey(Seminar, models.CASCADE, related_name="giliran")
    rencana = models.ForeignKey(RencanaAksi, models.PROTECT, related_name="giliran")
    versi = models.ForeignKey(VersiRencana, models.PROTECT, null=True, blank=True, related_name="+")
    urutan = models.PositiveSmallIntegerField("urutan")
    mulai = models.DateTimeField("mulai")
    selesai = models.DateTimeField("selesai")
    # When it was really called to the front, whatever the plan of the day says.
    dipanggil = models.DateTimeField("dipanggil pada", null=True, blank=True)
    # When all who score it had answered for the first time: from then on only Panitia opens a sheet again.
    lengkap = models.DateTimeField("semua penilai menjawab pada", null=True, blank=True)
    # The word of Panitia on examiners who differ by more than the rubric allows; asked for before scores are locked.
    penjelasan_selisih = models.CharField("penjelasan selisih nilai", max_length=300, blank=True)
    keputusan = models.CharField("keputusan", max_length=9, choices=Keputusan.choices, blank=True)
    batas_perbaikan = models.DateField("diperbaiki paling lambat", null=True, blank=True)
    catatan_keputusan = models.CharField("catatan keputusan", max_length=500, blank=True)
    waktu = models.GeneratedField(
        expression=Func(F("mulai"), F("selesai"), Value("[)"), function="tstzrange"),
        output_field=DateTimeRangeField(),
        db_persist=True,
    )
    tugas: list[Penugasan]  # put there by penilaian.queries.seminar.giliran_seminar

    class Meta:
        verbose_name = verbose_name_plural = "giliran"
        ordering = ["ruang", "urutan"]
        constraints = [
            models.UniqueConstraint(fields=["seminar", "rencana"], name="giliran_rencana_sekali"),
            # Target of the composite foreign key of Penugasan.
            models.UniqueConstraint(fields=["id", "waktu"], name="giliran_id_waktu"),
            models.UniqueConstraint(
                fields=["ruang", "urutan"],
                name="giliran_urutan_sekali",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(name="giliran_waktu_urut", condition=Q(selesai__gt=F("mulai"))),
            models.CheckConstraint(
                name="giliran_perbaikan_berbatas",
                condition=Q(keputusan="perbaikan", batas_perbaikan__isnull=False)
                | (~Q(keputusan="perbaikan") & Q(batas_perbaikan=None)),
            ),
            ExclusionConstraint(
                name="giliran_ruang_tidak_bentrok",
                expressions=[("ruang", RangeOperators.EQUAL), ("waktu", RangeOperators.OVERLAPS)],
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="ruang_seminar_sama",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("ruang_id", "seminar_id"),
                func="""
                    IF NEW.seminar_id <> (SELECT seminar_id FROM penilaian_ruangseminar WHERE id = NEW.ruang_id) THEN
                        RAISE EXCEPTION 'the room belongs to another seminar' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="tetap_dalam_acara",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    "rencana",
                    "versi",
                    "penjelasan_selisih",
                    "keputusan",
                    "batas_perbaikan",
                    "catatan_keputusan",
                ),
                func=TERTULIS.format(beracara=beracara("OLD.id")),
            ),
            pgtrigger.Trigger(
                name="versi_rencana_itu",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("versi_id", "rencana_id"),
                func="""
                    IF NEW.versi_id IS NOT NULL AND NEW.rencana_id <> (
                        SELECT rencana_id FROM penilaian_versirencana WHERE id = NEW.versi_id
                    ) THEN
                        RAISE EXCEPTION 'the version is one of another plan' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.urutan}. {self.rencana}"


@dicatat(kecuali=["waktu"], dicari=["giliran", "penilai"])
class Penugasan(models.Model):
    """Who scores one plan in which role. One taken off after scoring keeps the scores, marked."""

    giliran = models.ForeignKey(Giliran, models.PROTECT, related_name="penugasan")
    peran = models.CharField("peran", max_length=7, choices=PeranPenilai.choices)
    # The account that scores. A mentor or coach scores as the one who guides; a coach may have no account.
    penilai = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="penugasan")
    pendamping = models.ForeignKey(
        Pendamping, models.PROTECT, null=True, blank=True, related_name="penugasan"
    )
    # The talk's time, kept equal by a composite foreign key; the exclusion below compares it.
    waktu = DateTimeRangeField(editable=False)
    # A conflict of interest and why it was overridden: both are printed.
    konflik = models.CharField("benturan kepentingan", max_length=200, blank=True)
    alasan_tetap = models.CharField("alasan tetap ditugaskan", max_length=200, blank=True)
    dicabut = models.DateTimeField("tidak bertugas lagi sejak", null=True, blank=True)
    alasan_dicabut = models.CharField("alasan", max_length=200, blank=True)

    objects = LingkupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "penugasan"
        ordering = ["giliran", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["giliran", "penilai"],
                name="penugasan_penilai_sekali",
                condition=Q(dicabut=None, penilai__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["giliran", "peran"],
                name="penugasan_pendamping_sekali",
                condition=Q(dicabut=None, peran__in=["mentor", "coach"]),
            ),
            # Examiners sit through the talk; a mentor may have staff in two rooms at once.
            ExclusionConstraint(
                name="penguji_tidak_di_dua_ruang",
                expressions=[("penilai", RangeOperators.EQUAL), ("waktu", RangeOperators.OVERLAPS)],
                condition=Q(dicabut=None, peran="penguji"),
                deferrable=models.Deferrable.IMMEDIATE,
            ),
            models.CheckConstraint(
                name="penugasan_penguji_berakun", condition=~Q(peran="penguji") | Q(penilai__isnull=False)
            ),
            models.CheckConstraint(
                name="penugasan_pendamping_disebut",
                condition=Q(peran="penguji", pendamping=None)
                | (~Q(peran="penguji") & Q(pendamping__isnull=False)),
            ),
            models.CheckConstraint(
                name="penugasan_konflik_beralasan", condition=Q(konflik="") | ~Q(alasan_tetap="")
            ),
            models.CheckConstraint(
                name="penugasan_dicabut_beralasan", condition=Q(dicabut=None) | ~Q(alasan_dicabut="")
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="tetap_dalam_acara",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(exclude=["waktu"]),
                func=TERTULIS.format(beracara=beracara("OLD.giliran_id")),
            ),
            pgtrigger.Trigger(
                name="tidak_masuk_acara",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Delete,
                func=TERTULIS.format(beracara=beracara("COALESCE(NEW.giliran_id, OLD.giliran_id)")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_peran_display()}: {self.nama_penilai}"

    @property
    def nama_penilai(self) -> str:
        """Who scores, by name and titles: whoever guides may have no account, an examiner may be no pegawai."""
        if self.pendamping:
            return self.pendamping.nama_lengkap
        return self.penilai.nama_resmi if self.penilai else ""

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        """Staff of the gelombang; to read also whose task it is, as long as it is."""
        syarat = Q(giliran__seminar__gelombang__in=Gelombang.objects.untuk(pengguna, hak))
        if hak == Hak.LIHAT:
            syarat |= Q(penilai=pengguna, dicabut=None)
        return syarat
