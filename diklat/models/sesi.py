"""The timetable: sessions as Panitia plans them, who teaches them, and what of it has been published."""

from __future__ import annotations

from decimal import Decimal
from zoneinfo import ZoneInfo

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When

from kantor.lib import tanggal
from kantor.lingkup import Hak, LingkupQuerySet
from kantor.models import Berkas, Pengguna
from kantor.riwayat import dicatat

from .gelombang import Gelombang
from .kunjungan import Kunjungan
from .narasumber import Narasumber, Ruang
from .program import Modul


class JenisSesi(models.TextChoices):
    """How a session is held. What is not taught has no JP."""

    KLASIKAL = "klasikal", "Klasikal"
    BENCHMARKING = "benchmarking", "Benchmarking"
    COACHING = "coaching", "Coaching"
    REVIEW = "review", "Review action plan"
    SEMINAR = "seminar", "Seminar"
    APEL = "apel", "Apel"
    ISHOMA = "ishoma", "Ishoma"
    PEMBUKAAN = "pembukaan", "Pembukaan"
    PENUTUPAN = "penutupan", "Penutupan"
    LAIN = "lain", "Acara lain"


TANPA_JP = [
    JenisSesi.APEL,
    JenisSesi.ISHOMA,
    JenisSesi.PEMBUKAAN,
    JenisSesi.PENUTUPAN,
    JenisSesi.LAIN,
]


class BerwaktuMixin(models.Model):
    """Something that lasts from one moment to another."""

    mulai = models.DateTimeField("mulai")
    selesai = models.DateTimeField("selesai")

    class Meta:
        abstract = True

    @property
    def menit(self) -> Decimal:
        """Length in minutes."""
        return Decimal((self.selesai - self.mulai).total_seconds()) / 60

    def kapan(self, zona: str) -> str:
        """`Senin, 10 Juli 2017, 08.00–10.15 WIB`, in the time zone of the organiser."""
        hari = tanggal.panjang(self.mulai.astimezone(ZoneInfo(zona)).date())
        return f"{hari}, {tanggal.rentang_jam(self.mulai, self.selesai, zona)}"


@dicatat(kecuali=["waktu"], dicari=["gelombang"])
class Sesi(BerwaktuMixin):
    """A stretch of a day as planned. Only what is published (`TerbitanSesi`) is shown outside and counts."""

    gelombang = models.ForeignKey(Gelombang, models.CASCADE, related_name="sesi")
    modul = models.ForeignKey(
        Modul, models.PROTECT, null=True, blank=True, related_name="sesi", verbose_name="mata pelatihan"
    )
    jenis = models.CharField(
        "metode",
        max_length=12,
        choices=JenisSesi.choices,
        default=JenisSesi.KLASIKAL,
        db_default=JenisSesi.KLASIKAL,
    )
    judul = models.CharField("judul", max_length=200)
    berjp = models.BooleanField("dihitung JP", default=True)
    ruang = models.ForeignKey(Ruang, models.PROTECT, null=True, blank=True, related_name="sesi")
    # The visit a session is: its locus takes the place of a room. Of the same gelombang (composite foreign key).
    kunjungan = models.ForeignKey(
        Kunjungan,
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="sesi",
        verbose_name="kunjungan benchmarking",
    )
    batal = models.BooleanField("dibatalkan", default=False, db_default=False)
    # Stays the same over every change: calendars on phones know the session by it.
    uid = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    # What the database compares; empty for a cancelled session, so that it clashes with nothing. The rows of its
    # narasumber follow it (ON UPDATE CASCADE).
    waktu = models.GeneratedField(
        expression=Case(
            When(batal=True, then=Func(template="'empty'::tstzrange")),
            default=Func(F("mulai"), F("selesai"), Value("[)"), function="tstzrange"),
            output_field=DateTimeRangeField(),
        ),
        output_field=DateTimeRangeField(),
        db_persist=True,
    )

    objects = LingkupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "sesi"
        ordering = ["gelombang", "mulai", "pk"]
        constraints = [
            models.CheckConstraint(
                name="sesi_waktu_urut",
                condition=Q(selesai__gt=F("mulai")),
                violation_error_message="Sesi berakhir sebelum dimulai.",
            ),
            models.CheckConstraint(
                name="sesi_acara_tanpa_jp", condition=~Q(jenis__in=TANPA_JP) | Q(berjp=False)
            ),
            models.CheckConstraint(
                name="sesi_kunjungan_benchmarking",
                condition=Q(kunjungan=None) | Q(jenis=JenisSesi.BENCHMARKING, ruang=None),
            ),
            # Deferrable: two sessions that swap their places clash only in between.
            ExclusionConstraint(
                name="sesi_ruang_tidak_bentrok",
                expressions=[("ruang", RangeOperators.EQUAL), ("waktu", RangeOperators.OVERLAPS)],
                deferrable=models.Deferrable.IMMEDIATE,
            ),
            # Target of the composite foreign key of SesiNarasumber.
            models.UniqueConstraint(fields=["id", "waktu"], name="sesi_id_waktu"),
        ]
        indexes = [models.Index(fields=["gelombang", "mulai"], name="sesi_per_gelombang")]

    def __str__(self) -> str:
        return self.judul

    @property
    def lokus(self) -> str:
        """Where the visit goes, with its address; empty for a session that is none."""
        return self.kunjungan.lengkap if self.kunjungan else ""

    @property
    def tempat(self) -> str:
        """The room, or the locus of the visit; empty where none is known yet."""
        return str(self.ruang or self.lokus)

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        return Q(gelombang__in=Gelombang.objects.untuk(pengguna, hak))


@dicatat(kecuali=["waktu"], dicari=["sesi"])
class SesiNarasumber(models.Model):
    """Who teaches a session. Nobody teaches two at once, in whatever gelombang."""

    sesi = models.ForeignKey(Sesi, models.CASCADE, related_name="pengajar")
    narasumber = models.ForeignKey(Narasumber, models.PROTECT, related_name="mengajar")
    urutan = models.PositiveSmallIntegerField(default=1)
    # The session's time, kept equal by a composite foreign key; the exclusion below compares it.
    waktu = DateTimeRangeField(editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "narasumber sesi"
        ordering = ["sesi", "urutan", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["sesi", "narasumber"], name="sesi_narasumber_sekali"),
            ExclusionConstraint(
                name="narasumber_tidak_bentrok",
                expressions=[("narasumber", RangeOperators.EQUAL), ("waktu", RangeOperators.OVERLAPS)],
                deferrable=models.Deferrable.IMMEDIATE,
            ),
        ]

    def __str__(self) -> str:
        return str(self.narasumber)


@dicatat(dicari=["sesi"])
class TerbitanSesi(BerwaktuMixin):
    """A session as last published: what peserta, narasumber, the public and their calendars see, and what counts.

    `perubahan` tells in sentences what the last publication changed, to be shown as a change.
    """

    sesi = models.OneToOneField(Sesi, models.CASCADE, primary_key=True, related_name="terbitan")
    judul = models.CharField(max_length=200)
    jenis = models.CharField(max_length=12, choices=JenisSesi.choices)
    berjp = models.BooleanField()
    ruang = models.ForeignKey(Ruang, models.PROTECT, null=True, blank=True, related_name="+")
    # The locus of the visit in words: the visit may change, what people were told does not.
    lokus = models.CharField(max_length=500, blank=True, default="", db_default="")
    narasumber = models.ManyToManyField(Narasumber, through="TerbitanNarasumber", related_name="terbitan")
    batal = models.BooleanField(default=False)
    urutan = models.PositiveIntegerField(default=0)  # SEQUENCE of RFC 5545
    perubahan = models.JSONField(default=list, blank=True)
    terbit_pada = models.DateTimeField()
    berubah_pada = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "jadwal terbit"
        ordering = ["mulai", "pk"]
        constraints = [
            models.CheckConstraint(name="terbitan_waktu_urut", condition=Q(selesai__gt=F("mulai"))),
        ]

    def __str__(self) -> str:
        return self.judul

    @property
    def tempat(self) -> str:
        """The room, or the locus of the visit; empty where none is known yet."""
        return str(self.ruang or self.lokus)

    def kalimat(self, zona: str) -> str:
        """`Senin, 10 Juli 2017, 08.00–10.15 WIB: Konsep pelayanan prima (Ruang Deli)`."""
        tempat = f" ({self.tempat})" if self.tempat else ""
        return f"{self.kapan(zona)}: {self.judul}{tempat}"


@dicatat(dicari=["narasumber"])
class TerbitanNarasumber(models.Model):
    """Who teaches a session as last published. The history knows who was taken off it, and their calendars hear it."""

    terbitan = models.ForeignKey(TerbitanSesi, models.CASCADE, related_name="pengajar")
    narasumber = models.ForeignKey(Narasumber, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "narasumber jadwal terbit"
        ordering = ["terbitan", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["terbitan", "narasumber"], name="terbitan_narasumber_sekali"),
        ]

    def __str__(self) -> str:
        return str(self.narasumber)


@dicatat(dicari=["sesi"])
class BahanTayang(models.Model):
    """A file shown or handed out in a session. Withdrawn by deleting it; the history keeps that it was there."""

    sesi = models.ForeignKey(Sesi, models.CASCADE, related_name="bahan")
    judul = models.CharField("judul", max_length=150)
    berkas = models.ForeignKey(Berkas, models.PROTECT, related_name="+")
    # Who brought it by the own private address; empty when Panitia did.
    narasumber = models.ForeignKey(
        Narasumber, models.SET_NULL, null=True, blank=True, related_name="bahan_tayang"
    )
    dibuat = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "bahan tayang"
        ordering = ["sesi", "pk"]

    def __str__(self) -> str:
        return self.judul
