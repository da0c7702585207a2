"""Who teaches and where: narasumber and rooms, kept once per instansi."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from kantor.lib import kode
from kantor.lib import nama as lib_nama
from kantor.lingkup import Hak, LingkupQuerySet
from kantor.models import Instansi, Pengguna
from kantor.models.pegawai import RahasiaMixin
from kantor.riwayat import dicatat


@dicatat(kecuali=["kode"])
class Narasumber(models.Model):
    """Somebody who speaks, coaches or guides. May come from elsewhere and have no NIP; needs no account."""

    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="narasumber")
    nama = models.CharField("nama", max_length=150)
    gelar_depan = models.CharField("gelar depan", max_length=40, blank=True)
    gelar_belakang = models.CharField("gelar belakang", max_length=80, blank=True)
    jabatan = models.CharField("jabatan", max_length=150, blank=True)
    asal = models.CharField("instansi asal", max_length=150, blank=True)
    # Opens the own timetable without an account, on a phone or in a calendar; can be given anew.
    kode = models.CharField(max_length=19, unique=True, default=kode.acak, editable=False)
    tautan_sejak = models.DateTimeField("tautan pribadi sejak", default=timezone.now, editable=False)
    aktif = models.BooleanField("aktif", default=True)

    objects = LingkupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "narasumber"
        ordering = ["nama", "pk"]
        constraints = [
            models.UniqueConstraint(
                "instansi",
                Lower("nama"),
                Lower("asal"),
                name="narasumber_sekali",
                violation_error_message="Narasumber dengan nama dan asal ini sudah ada.",
            )
        ]

    def __str__(self) -> str:
        return self.nama_lengkap

    @property
    def nama_lengkap(self) -> str:
        """Name with its titles, as printed on a timetable."""
        return lib_nama.lengkap(lib_nama.NamaLengkap(self.gelar_depan, self.nama, self.gelar_belakang))

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        """Staff of the instansi; a narasumber comes by the own address (`kode`)."""
        return Q(instansi__in=pengguna.instansi_dengan(hak))


@dicatat(kecuali=["kunci"])
class NarasumberPribadi(RahasiaMixin):
    """How to reach a narasumber: encrypted with a key of its own."""

    narasumber = models.OneToOneField(Narasumber, models.CASCADE, primary_key=True, related_name="pribadi")
    email = models.BinaryField(null=True, editable=False)
    ponsel = models.BinaryField(null=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "kontak narasumber"

    def __str__(self) -> str:
        return f"kontak {self.pk}"


@dicatat()
class Ruang(models.Model):
    """A room, a hall or a field where sessions take place."""

    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="ruang")
    nama = models.CharField("nama ruang", max_length=100)
    gedung = models.CharField("gedung atau alamat", max_length=150, blank=True)
    kapasitas = models.PositiveSmallIntegerField(
        "kapasitas", null=True, blank=True, validators=[MinValueValidator(1)]
    )
    aktif = models.BooleanField("aktif", default=True)

    objects = LingkupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ruang"
        ordering = ["gedung", "nama"]
        constraints = [
            models.UniqueConstraint(
                "instansi",
                Lower("nama"),
                Lower("gedung"),
                name="ruang_sekali",
                violation_error_message="Ruang dengan nama ini sudah ada di gedung itu.",
            ),
            models.CheckConstraint(
                name="ruang_kapasitas_positif", condition=Q(kapasitas=None) | Q(kapasitas__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nama}, {self.gedung}" if self.gedung else self.nama

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        return Q(instansi__in=pengguna.instansi_dengan(hak))
