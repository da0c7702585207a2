"""Attendance per session: one code per person and session, whatever it was recorded by."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from diklat.models import Sesi
from kantor.models import Berkas, Pengguna
from kantor.riwayat import dicatat

from .pendaftaran import Pendaftaran


@dicatat(dicari=["sesi"])
class Kehadiran(models.Model):
    """Whether this person was in this session."""

    class Kode(models.TextChoices):
        HADIR = "H", "Hadir"
        IZIN = "I", "Izin"
        SAKIT = "S", "Sakit"
        DINAS_LUAR = "DL", "Dinas luar"
        ALPA = "A", "Tanpa keterangan"
        TERLAMBAT = "T", "Terlambat"

    class Sumber(models.TextChoices):
        """Where a code comes from. A hand's word wins over scans, a scan over "semua hadir"."""

        TANGAN = "tangan", "Dicatat Panitia"
        PINDAI = "pindai", "Pindai kartu"
        SEMUA = "semua", "Semua hadir"

    # A session whose attendance was taken is cancelled, never deleted; it goes only together with its gelombang.
    # No indexes of their own: those of the pair, either way round, serve. A hall writes a hundred rows a minute here.
    sesi = models.ForeignKey(Sesi, models.RESTRICT, related_name="kehadiran", db_index=False)
    pendaftaran = models.ForeignKey(Pendaftaran, models.CASCADE, related_name="kehadiran", db_index=False)
    kode = models.CharField("kode", max_length=2, choices=Kode.choices)
    menit_terlambat = models.PositiveSmallIntegerField("menit terlambat", null=True, blank=True)
    catatan = models.CharField("catatan", max_length=200, blank=True)
    sumber = models.CharField(
        "sumber", max_length=6, choices=Sumber.choices, default=Sumber.TANGAN, db_default=Sumber.TANGAN
    )
    # "Semua hadir" once said so of this person; it also stays where a scan or a hand's word stands instead.
    semua = models.BooleanField("disebut semua hadir", default=False, db_default=False)
    # The earliest accepted scan; it also stays where a hand's word stands instead.
    dipindai = models.DateTimeField("dipindai pada", null=True, blank=True)
    surat = models.ForeignKey(
        Berkas, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="surat keterangan"
    )
    dicatat_oleh = models.ForeignKey(Pengguna, models.SET_NULL, null=True, related_name="+")
    diperbarui = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "kehadiran"
        constraints = [
            models.UniqueConstraint(fields=["sesi", "pendaftaran"], name="kehadiran_sekali"),
            models.CheckConstraint(
                name="kehadiran_terlambat_bermenit",
                condition=Q(kode="T", menit_terlambat__gt=0) | (~Q(kode="T") & Q(menit_terlambat=None)),
            ),
            models.CheckConstraint(
                name="kehadiran_pindai_berwaktu", condition=~Q(sumber="pindai") | Q(dipindai__isnull=False)
            ),
            models.CheckConstraint(
                name="kehadiran_semua_tercatat", condition=~Q(sumber="semua") | Q(semua=True)
            ),
        ]
        indexes = [models.Index(fields=["pendaftaran", "sesi"], name="kehadiran_per_orang")]

    def __str__(self) -> str:
        return self.kode
