"""Certificates: the register, gap-free per instansi, kind and year; data frozen at issue."""

from __future__ import annotations

from decimal import Decimal

import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from diklat.models import Gelombang
from kantor.lingkup import Hak, LingkupQuerySet
from kantor.models import Berkas, Instansi, Pengguna
from kantor.riwayat import dicatat, tanpa_riwayat
from peserta.models import Pendaftaran


class JenisSertifikat(models.TextChoices):
    """Two kinds, two registers."""

    LULUS = "lulus", "Sertifikat kelulusan"
    MENGIKUTI = "mengikuti", "Sertifikat keikutsertaan"


@dicatat()
class PenghitungNomor(models.Model):
    """The last number given in a register. Locked while a number is taken, so that none is skipped or doubled."""

    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="+")
    jenis = models.CharField(max_length=10, choices=JenisSertifikat.choices)
    tahun = models.PositiveSmallIntegerField()
    terakhir = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = "penghitung nomor"
        constraints = [
            models.UniqueConstraint(fields=["instansi", "jenis", "tahun"], name="penghitung_sekali")
        ]
        triggers = [
            pgtrigger.Protect(
                name="tak_mundur",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(new__terakhir__lt=pgtrigger.F("old__terakhir")),
            ),
            pgtrigger.Protect(name="tak_terhapus", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.jenis} {self.tahun}: {self.terakhir}"


@tanpa_riwayat("tidak pernah berubah: kuncinya sidik isi itu sendiri")
class GambarBeku(models.Model):
    """A lambang as it was when papers were issued with it, kept once under the hash of its content."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    isi = models.BinaryField()
    dibuat = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "gambar beku"
        triggers = [pgtrigger.Protect(name="tak_berubah", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.sha256[:12]


@dicatat(dicari=["gelombang"])
class Sertifikat(models.Model):
    """One certificate. What is printed stands in `data` and never changes; a correction is a new row."""

    class Status(models.TextChoices):
        BERLAKU = "berlaku", "Berlaku"
        DICABUT = "dicabut", "Dibatalkan, tidak berlaku"
        DIGANTI = "diganti", "Telah diganti"

    pendaftaran = models.ForeignKey(Pendaftaran, models.PROTECT, related_name="sertifikat")
    gelombang = models.ForeignKey(Gelombang, models.PROTECT, related_name="sertifikat")
    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="+")
    jenis = models.CharField("jenis", max_length=10, choices=JenisSertifikat.choices)
    tahun = models.PositiveSmallIntegerField()
    urut = models.PositiveIntegerField("nomor urut")
    nomor = models.CharField("nomor", max_length=80)
    kode_registrasi = models.CharField("kode registrasi LAN", max_length=60, blank=True)
    kode = models.CharField("kode verifikasi", max_length=24, unique=True)
    alamat = models.URLField("alamat verifikasi", max_length=200)
    tanggal = models.DateField("tanggal sertifikat")
    data = models.JSONField("data tercetak")
    # Place and date of birth as printed, under the key of the person's row: forgotten with it.
    lahir = models.BinaryField(null=True, editable=False)
    status = models.CharField("status", max_length=8, choices=Status.choices, default=Status.BERLAKU)
    berkas = models.ForeignKey(Berkas, models.SET_NULL, null=True, related_name="+")
    terbit = models.DateTimeField("diumumkan kepada peserta", null=True, blank=True)
    pengganti = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="menggantikan"
    )
    alasan = models.CharField("alasan", max_length=300, blank=True)
    dibuat_oleh = models.ForeignKey(Pengguna, models.SET_NULL, null=True, related_name="+")
    dibuat = models.DateTimeField(auto_now_add=True)

    objects = LingkupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "sertifikat"
        ordering = ["gelombang", "jenis", "urut"]
        constraints = [
            models.UniqueConstraint(
                fields=["instansi", "jenis", "tahun", "urut"], name="sertifikat_urut_sekali"
            ),
            models.UniqueConstraint(fields=["instansi", "nomor"], name="sertifikat_nomor_sekali"),
            models.UniqueConstraint(
                fields=["pendaftaran"], condition=Q(status="berlaku"), name="sertifikat_satu_berlaku"
            ),
            models.CheckConstraint(
                name="sertifikat_dicabut_beralasan", condition=Q(status="berlaku") | ~Q(alasan="")
            ),
        ]
        indexes = [
            models.Index(fields=["instansi", "-tanggal", "-id"], name="sertifikat_terbaru"),
            # The public page looks a number up as it was typed, small letters or capitals.
            models.Index(Upper("nomor"), name="sertifikat_cari_nomor"),
        ]
        triggers = [
            pgtrigger.FSM(
                name="alur_status",
                field="status",
                transitions=[("berlaku", "dicabut"), ("berlaku", "diganti")],
            ),
            pgtrigger.Protect(
                name="data_beku",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    "nomor",
                    "urut",
                    "tahun",
                    "jenis",
                    "kode",
                    "alamat",
                    "tanggal",
                    "data",
                    "lahir",
                    "pendaftaran",
                    "gelombang",
                    "instansi",
                ),
            ),
            pgtrigger.Protect(name="tak_terhapus", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.nomor

    @property
    def jp(self) -> Decimal:
        """The JP printed on it."""
        return Decimal(str(self.data.get("jp") or 0))

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        syarat = Q(gelombang__in=Gelombang.objects.untuk(pengguna, hak))
        if hak == Hak.LIHAT and pengguna.pegawai_id:
            syarat |= Q(pendaftaran__pegawai=pengguna.pegawai_id, terbit__isnull=False)
        return syarat
