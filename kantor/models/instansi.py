"""An instansi (the tenant), the names its lembaga has had, and the officials who sign."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Func, Q, Value

from kantor.lingkup import Hak, LingkupQuerySet
from kantor.riwayat import dicatat

if TYPE_CHECKING:
    from .pengguna import Pengguna

WARNA = RegexValidator(r"^#[0-9a-fA-F]{6}$", "Tulis warna seperti #0e5a43.")


def rentang_berlaku() -> Func:
    """SQL range [berlaku_mulai, berlaku_sampai]; an open end is infinity."""
    return Func(
        F("berlaku_mulai"),
        F("berlaku_sampai"),
        Value("[]"),
        function="daterange",
        output_field=DateRangeField(),
    )


class BerlakuQuerySet(LingkupQuerySet):
    """Rows with a period of validity."""

    def berlaku_pada(self, pada: datetime.date) -> BerlakuQuerySet:
        """Rows in force on that date."""
        return self.filter(berlaku_mulai__lte=pada).filter(
            Q(berlaku_sampai=None) | Q(berlaku_sampai__gte=pada)
        )


@dicatat()
class Instansi(models.Model):
    """A government that organises diklat: the tenant every protected row belongs to."""

    class Motif(models.TextChoices):
        SONGKET = "songket", "Songket"
        ULOS = "ulos", "Ulos"

    class Kertas(models.TextChoices):
        A4 = "A4", "A4 (210 × 297 mm)"
        F4 = "F4", "F4 (215 × 330 mm)"

    class Zona(models.TextChoices):
        WIB = "Asia/Jakarta", "WIB"
        WITA = "Asia/Makassar", "WITA"
        WIT = "Asia/Jayapura", "WIT"

    kode = models.SlugField("kode", unique=True)
    nama = models.CharField(
        "nama pemerintah daerah", max_length=150, help_text="Misalnya: Pemerintah Kota Medan"
    )
    kota = models.CharField("kota penandatanganan", max_length=80)
    zona_waktu = models.CharField("zona waktu", max_length=20, choices=Zona.choices, default=Zona.WIB)
    warna_utama = models.CharField("warna utama", max_length=7, default="#0e5a43", validators=[WARNA])
    warna_aksen = models.CharField("warna aksen", max_length=7, default="#b3832a", validators=[WARNA])
    motif = models.CharField("motif", max_length=10, choices=Motif.choices, default=Motif.SONGKET)
    kertas = models.CharField("kertas", max_length=2, choices=Kertas.choices, default=Kertas.A4)
    lambang = models.FileField("lambang daerah", upload_to="lambang/", blank=True)
    alamat = models.CharField("alamat", max_length=200, blank=True)
    telepon = models.CharField("telepon", max_length=40, blank=True)
    email = models.EmailField("email kantor", blank=True)
    laman = models.URLField("laman", blank=True)
    # {urut}, {romawi}, {tahun}, {singkatan} are filled in. Classification codes changed in 2022.
    pola_nomor = models.CharField(
        "pola nomor sertifikat", max_length=80, default="893.3/{urut}/{singkatan}/{romawi}/{tahun}"
    )
    contoh = models.BooleanField("data contoh", default=False, help_text="Semua cetakan diberi tanda CONTOH.")

    objects = LingkupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "instansi"
        ordering = ["nama"]

    def __str__(self) -> str:
        return self.nama

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        return Q(pk__in=pengguna.instansi_dengan(hak))

    def lembaga_pada(self, pada: datetime.date) -> NamaLembaga | None:
        """The name of the office in force on that date (BKD in July 2017, BKDPSDM in August 2017)."""
        return self.nama_lembaga.berlaku_pada(pada).order_by("-berlaku_mulai").first()


@dicatat()
class NamaLembaga(models.Model):
    """One of the names an office has had, with the period in which it was its name."""

    instansi = models.ForeignKey(Instansi, models.CASCADE, related_name="nama_lembaga")
    nama = models.CharField("nama", max_length=150)
    singkatan = models.CharField("singkatan", max_length=30)
    berlaku_mulai = models.DateField("berlaku mulai")
    berlaku_sampai = models.DateField("berlaku sampai", null=True, blank=True)

    objects = BerlakuQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "nama lembaga"
        ordering = ["-berlaku_mulai"]
        constraints = [
            ExclusionConstraint(
                name="nama_lembaga_satu_pada_satu_masa",
                expressions=[
                    ("instansi", RangeOperators.EQUAL),
                    (rentang_berlaku(), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Masa berlaku nama lembaga bertumpukan.",
            ),
            models.CheckConstraint(
                name="nama_lembaga_masa_urut",
                condition=Q(berlaku_sampai=None) | Q(berlaku_sampai__gte=F("berlaku_mulai")),
                violation_error_message="Tanggal akhir mendahului tanggal mulai.",
            ),
        ]

    def __str__(self) -> str:
        return self.nama

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        return Q(instansi__in=pengguna.instansi_dengan(hak))


@dicatat()
class Pejabat(models.Model):
    """Somebody who signs for the instansi in a period: definitive, Plt., Plh., or a.n."""

    class Kapasitas(models.TextChoices):
        DEFINITIF = "definitif", "Definitif"
        PLT = "plt", "Plt."
        PLH = "plh", "Plh."
        AN = "an", "a.n."

    instansi = models.ForeignKey(Instansi, models.CASCADE, related_name="pejabat")
    nama = models.CharField("nama dan gelar", max_length=150)
    nip = models.CharField(
        "NIP",
        max_length=18,
        blank=True,
        validators=[RegexValidator(r"^\d{18}$", "NIP terdiri atas 18 angka.")],
    )
    golongan = models.CharField("golongan", max_length=6, blank=True)
    jabatan = models.CharField("jabatan", max_length=200)
    kapasitas = models.CharField(
        "kapasitas", max_length=10, choices=Kapasitas.choices, default=Kapasitas.DEFINITIF
    )
    atas_nama = models.CharField(
        "atas nama", max_length=200, blank=True, help_text="Diisi bila menandatangani a.n. pejabat lain."
    )
    berlaku_mulai = models.DateField("berlaku mulai")
    berlaku_sampai = models.DateField("berlaku sampai", null=True, blank=True)

    objects = BerlakuQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "pejabat penanda tangan"
        ordering = ["instansi", "-berlaku_mulai"]
        constraints = [
            models.CheckConstraint(
                name="pejabat_masa_urut",
                condition=Q(berlaku_sampai=None) | Q(berlaku_sampai__gte=F("berlaku_mulai")),
                violation_error_message="Tanggal akhir mendahului tanggal mulai.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.nama} · {self.jabatan}"

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        return Q(instansi__in=pengguna.instansi_dengan(hak))
