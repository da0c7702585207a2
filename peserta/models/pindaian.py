"""Attendance by scanning: the badge, the device that reads it, and every scan as it was."""

from __future__ import annotations

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from diklat.models import Gelombang, Sesi
from kantor.lingkup import Hak, LingkupQuerySet
from kantor.models import Pengguna
from kantor.riwayat import dicatat, tanpa_riwayat

from .pendaftaran import Pendaftaran


@dicatat(dicari=["pendaftaran"])
class KartuPeserta(models.Model):
    """The code on a badge: 80 random bits. A lost badge is revoked and another one is issued."""

    pendaftaran = models.ForeignKey(Pendaftaran, models.CASCADE, related_name="kartu")
    kode = models.CharField(max_length=19, unique=True, editable=False)
    dibuat = models.DateTimeField(default=timezone.now, editable=False)
    dicabut = models.DateTimeField("dicabut pada", null=True, blank=True)
    alasan = models.CharField("alasan", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "kartu tanda peserta"
        constraints = [
            models.UniqueConstraint(
                fields=["pendaftaran"], name="kartu_berlaku_satu", condition=Q(dicabut=None)
            ),
        ]

    def __str__(self) -> str:
        return self.kode


@dicatat(kecuali=["sidik", "dipakai"], dicari=["gelombang"])
class PerangkatPindai(models.Model):
    """A phone that scans for one gelombang. It proves itself by a key, not by a login; only the hash is stored."""

    gelombang = models.ForeignKey(Gelombang, models.CASCADE, related_name="perangkat_pindai")
    nama = models.CharField("nama", max_length=80)
    petugas = models.ForeignKey(Pengguna, models.PROTECT, related_name="+", verbose_name="petugas")
    sidik = models.CharField(max_length=64, unique=True, editable=False)
    dibuat = models.DateTimeField(auto_now_add=True)
    dicabut = models.DateTimeField("dicabut pada", null=True, blank=True)
    dipakai = models.DateTimeField("terakhir mengirim", null=True, blank=True, editable=False)

    objects = LingkupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "perangkat pindai"
        ordering = ["gelombang", "pk"]

    def __str__(self) -> str:
        return self.nama

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        return Q(gelombang__in=Gelombang.objects.untuk(pengguna, hak))


class HasilPindai(models.TextChoices):
    """What became of a scan. All but the first two are refusals; they are kept too."""

    HADIR = "hadir", "Hadir"
    SUDAH = "sudah", "Sudah tercatat"
    BUKAN_GELOMBANG_INI = "bukan_gelombang_ini", "Kartu gelombang lain"
    DICABUT = "dicabut", "Kartu tidak berlaku lagi"
    TIDAK_DIKENAL = "tidak_dikenal", "Kode tidak dikenal"
    DI_LUAR_WAKTU = "di_luar_waktu", "Di luar waktu sesi"
    BELUM_REGISTRASI = "belum_registrasi", "Belum registrasi ulang"
    BUKAN_KUNJUNGAN_INI = "bukan_kunjungan_ini", "Bukan peserta kunjungan ini"
    SESI_TIDAK_BERLAKU = "sesi_tidak_berlaku", "Sesi dibatalkan atau tidak ada"
    GELOMBANG_BERAKHIR = "gelombang_berakhir", "Gelombang sudah berakhir"


DITERIMA = [HasilPindai.HADIR, HasilPindai.SUDAH]


class TandaPindai(models.TextChoices):
    """What makes a scan worth a second look. It counts all the same."""

    JAM_MELESET = "jam_meleset", "Jam perangkat meleset"
    KODE_DIKETIK = "kode_diketik", "Nomor diketik"
    CATATAN_BERBEDA = "catatan_berbeda", "Panitia mencatat lain"
    SATU_PONSEL = "satu_ponsel", "Satu ponsel untuk beberapa orang"


@tanpa_riwayat("catatan pindaian tidak pernah diubah atau dihapus")
class Pindaian(models.Model):
    """One scan as it was read and answered; nothing of it ever changes. Attendance follows from these rows.

    `nonce` is drawn where the scan was made, so that one sent twice is stored once. `waktu` is the moment by our
    clock: the device's own, less what it is off when that is much.
    """

    # The foreign keys have no indexes of their own: those below serve, and a scan is written while somebody waits.
    perangkat = models.ForeignKey(
        PerangkatPindai, models.PROTECT, null=True, related_name="pindaian", db_index=False
    )
    nonce = models.UUIDField()
    sesi = models.ForeignKey(Sesi, models.PROTECT, null=True, related_name="pindaian", db_index=False)
    pendaftaran = models.ForeignKey(
        Pendaftaran, models.PROTECT, null=True, related_name="pindaian", db_index=False
    )
    kode = models.CharField("yang terbaca", max_length=80)
    waktu = models.DateTimeField("waktu pindai")
    waktu_perangkat = models.DateTimeField("jam perangkat")
    diterima = models.DateTimeField("diterima portal")
    selisih = models.IntegerField("jam perangkat meleset (detik)", default=0)
    hasil = models.CharField(max_length=20, choices=HasilPindai.choices)
    tanda = ArrayField(models.CharField(max_length=16, choices=TandaPindai.choices), default=list)
    # Of a peserta's own scan: a random mark of the browser, to see one phone that scans for many.
    peramban = models.CharField(max_length=32, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "pindaian"
        constraints = [
            models.UniqueConstraint(
                fields=["perangkat", "nonce"], name="pindaian_sekali", nulls_distinct=False
            ),
        ]
        indexes = [
            models.Index(fields=["sesi", "pendaftaran", "waktu"], name="pindaian_per_sesi"),
            models.Index(fields=["pendaftaran"], name="pindaian_per_orang"),
        ]
        triggers = [
            pgtrigger.Protect(name="tetap", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.kode} {self.hasil}"

    @property
    def kata_tanda(self) -> list[str]:
        """The flags in words."""
        return [TandaPindai(satu).label for satu in self.tanda]
