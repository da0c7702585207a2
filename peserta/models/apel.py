"""Apel: who came to the roll call of an OPD, apart from attendance in class; and who was excused on a day."""

from __future__ import annotations

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from kantor.lingkup import Hak, LingkupQuerySet
from kantor.models import Instansi, Pegawai, Pengguna, Unit
from kantor.riwayat import dicatat


class KodeApel(models.TextChoices):
    """What a roll call says of one person."""

    HADIR = "H", "Hadir"
    SAKIT = "S", "Sakit"
    IZIN = "I", "Izin"
    CUTI = "C", "Cuti"
    DINAS_LUAR = "DL", "Dinas luar"
    ALPA = "A", "Tanpa keterangan"


# Who is away on leave or on duty is not expected at the apel; who is ill or excused is, and did not come.
DIKECUALIKAN = (KodeApel.CUTI, KodeApel.DINAS_LUAR)
# What a clerk sets by hand; the others come with a letter.
BOLEH_DIISI = (KodeApel.HADIR, KodeApel.SAKIT, KodeApel.IZIN, KodeApel.ALPA)


@dicatat(dicari=["pegawai"])
class Halangan(models.Model):
    """Somebody is away on these days, by a letter: cuti, dinas luar, sakit, izin. No diagnosis is kept."""

    class Jenis(models.TextChoices):
        CUTI = "C", "Cuti"
        DINAS_LUAR = "DL", "Dinas luar"
        SAKIT = "S", "Sakit"
        IZIN = "I", "Izin"

    # Where the person worked when the letter was recorded: it stays with that office when the person leaves.
    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="halangan")
    jenis = models.CharField("keterangan", max_length=2, choices=Jenis.choices)
    mulai = models.DateField("mulai")
    selesai = models.DateField("sampai")
    rentang = models.GeneratedField(
        expression=models.Func(F("mulai"), F("selesai"), models.Value("[]"), function="daterange"),
        output_field=DateRangeField(),
        db_persist=True,
    )
    nomor_surat = models.CharField("nomor surat", max_length=80, blank=True)
    dicatat_oleh = models.ForeignKey(Pengguna, models.SET_NULL, null=True, related_name="+")
    dibuat = models.DateTimeField(auto_now_add=True)

    objects = LingkupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "keterangan tidak masuk"
        constraints = [
            models.CheckConstraint(name="halangan_tanggal_urut", condition=Q(selesai__gte=F("mulai"))),
            ExclusionConstraint(
                name="halangan_tidak_bertumpuk",
                expressions=[
                    ("instansi", RangeOperators.EQUAL),
                    ("pegawai", RangeOperators.EQUAL),
                    ("rentang", RangeOperators.OVERLAPS),
                ],
            ),
        ]
        indexes = [models.Index(fields=["instansi", "-mulai", "-id"], name="halangan_terbaru")]
        triggers = [
            pgtrigger.Protect(
                name="tempat_tetap",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("instansi", "unit", "pegawai"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} {self.mulai:%d-%m-%Y}"

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        syarat = Q(instansi__in=_kantor_bernama(pengguna, hak))
        if hak in (Hak.LIHAT, Hak.USUL) and (milik := pengguna.unit_dengan_usul()):
            syarat |= Q(unit__in=milik)
        return syarat


@dicatat()
class Apel(models.Model):
    """One roll call of one OPD, its units below included."""

    class Jenis(models.TextChoices):
        PAGI = "pagi", "Apel pagi"
        SORE = "sore", "Apel sore"
        GABUNGAN = "gabungan", "Apel gabungan"
        UPACARA = "upacara", "Upacara"

    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="apel")
    opd = models.ForeignKey(Unit, models.PROTECT, related_name="apel", verbose_name="perangkat daerah")
    tanggal = models.DateField("tanggal")
    jenis = models.CharField("jenis apel", max_length=8, choices=Jenis.choices, default=Jenis.PAGI)
    # Who belonged on it when it was last opened and had no row: 0 for a whole register, as a share in public asks.
    kurang = models.PositiveIntegerField("belum tercatat", default=0)
    dibuat_oleh = models.ForeignKey(Pengguna, models.SET_NULL, null=True, related_name="+")
    dibuat = models.DateTimeField(auto_now_add=True)

    objects = LingkupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "apel"
        constraints = [
            models.UniqueConstraint(fields=["opd", "tanggal", "jenis"], name="apel_sekali"),
            # Target of the composite foreign key of CatatanApel.
            models.UniqueConstraint(fields=["id", "tanggal", "jenis"], name="apel_id_tanggal_jenis"),
        ]
        indexes = [models.Index(fields=["instansi", "tanggal"], name="apel_per_tanggal")]
        triggers = [
            pgtrigger.Trigger(
                name="tidak_di_depan",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("tanggal", "instansi_id", "opd_id"),
                func="""
                    IF NEW.tanggal > (
                        SELECT (now() AT TIME ZONE zona_waktu)::date FROM kantor_instansi WHERE id = NEW.instansi_id
                    ) THEN
                        RAISE EXCEPTION 'no roll call of a day to come' USING ERRCODE = 'check_violation';
                    END IF;
                    IF (SELECT instansi_id FROM kantor_unit WHERE id = NEW.opd_id)
                        IS DISTINCT FROM NEW.instansi_id
                    THEN
                        RAISE EXCEPTION 'the OPD of a roll call belongs to another instansi'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} {self.tanggal:%d-%m-%Y}"

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        syarat = Q(instansi__in=pengguna.instansi_dengan(hak))
        if hak in (Hak.LIHAT, Hak.USUL) and (milik := pengguna.unit_dengan_usul()):
            syarat |= Q(opd__in=Unit.objects.filter(pk__in=milik).order_by().values("opd"))
        return syarat


@dicatat(kecuali=["tanggal", "jenis"], dicari=["apel"], serentak=True)
class CatatanApel(models.Model):
    """One person at one roll call; nobody stands on two of one day and kind."""

    apel = models.ForeignKey(Apel, models.CASCADE, related_name="catatan", db_index=False)
    # Those of the apel: the database follows them (composite foreign key, ON UPDATE CASCADE).
    tanggal = models.DateField(editable=False)
    jenis = models.CharField(max_length=8, editable=False)
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="catatan_apel", db_index=False)
    # The unit as of that day: a person who moves leaves the old days where they were.
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    kode = models.CharField("kode", max_length=2, choices=KodeApel.choices)
    halangan = models.ForeignKey(Halangan, models.PROTECT, null=True, related_name="catatan")
    # What a clerk had written before the letter came: given back with it.
    kode_asal = models.CharField(max_length=2, null=True, editable=False)

    objects = LingkupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "catatan apel"
        constraints = [
            # It carries what a recap counts, so that a recap reads the index alone.
            models.UniqueConstraint(
                fields=["apel", "pegawai"], include=["kode", "unit"], name="catatan_apel_sekali"
            ),
            # Nobody is left out of the count without a letter.
            models.CheckConstraint(
                name="catatan_apel_bersurat",
                condition=~Q(kode__in=[k.value for k in DIKECUALIKAN]) | Q(halangan__isnull=False),
            ),
            models.CheckConstraint(name="catatan_apel_kode", condition=Q(kode__in=KodeApel.values)),
            models.UniqueConstraint(fields=["pegawai", "tanggal", "jenis"], name="catatan_apel_satu_tempat"),
            models.CheckConstraint(
                name="catatan_apel_kode_asal",
                condition=Q(kode_asal=None)
                | Q(halangan__isnull=False, kode_asal__in=[k.value for k in BOLEH_DIISI]),
            ),
        ]

    def __str__(self) -> str:
        return self.kode

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        """Names are for Panitia, for who records them in the own unit, and for the atasan langsung."""
        syarat = Q(apel__instansi__in=_kantor_bernama(pengguna, hak))
        if hak in (Hak.LIHAT, Hak.USUL) and (milik := pengguna.unit_dengan_usul()):
            syarat |= Q(unit__in=milik)
        if hak == Hak.LIHAT and pengguna.pegawai_id:
            syarat |= Q(pegawai__in=bawahan(pengguna.pegawai_id))
        return syarat


def bawahan(atasan: int) -> models.QuerySet[Pegawai]:
    """Whose atasan langsung this person is, while in service at the same office as they are."""
    return Pegawai.objects.filter(
        atasan=atasan, atasan__keadaan=Pegawai.Keadaan.AKTIF, atasan__instansi=F("instansi")
    )


def _kantor_bernama(pengguna: Pengguna, hak: Hak) -> set[int]:
    """The offices in which this account may know who was absent: who only reads the office's numbers may not."""
    return pengguna.instansi_dengan(Hak.KERJA if hak == Hak.LIHAT else hak)
