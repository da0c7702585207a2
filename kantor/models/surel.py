"""The outbox (Kotak Keluar): a letter per person, claimed like a job and sent once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pgtrigger
from django.db import models
from django.db.models import Q

from kantor.lingkup import Hak, LingkupQuerySet
from kantor.riwayat import tanpa_riwayat

from .instansi import Instansi

if TYPE_CHECKING:
    from .pengguna import Pengguna


@tanpa_riwayat("baris ini sendiri catatan pengiriman; isi dan alamat dihapus setelah masa simpan")
class Surel(models.Model):
    """One e-mail to one person. Address and text are erased some weeks after sending."""

    class Status(models.TextChoices):
        ANTRE = "antre", "Dalam antrean"
        DIAMBIL = "diambil", "Sedang dikirim"
        TERKIRIM = "terkirim", "Terkirim"
        # The worker vanished between sending and noting it: the letter may have gone out; only a person resends it.
        PERIKSA = "periksa", "Perlu diperiksa"
        GAGAL = "gagal", "Gagal dikirim"
        DIBATALKAN = "dibatalkan", "Dibatalkan"

    instansi = models.ForeignKey(Instansi, models.CASCADE, null=True, related_name="surel")
    jenis = models.CharField(max_length=40)
    kepada = models.EmailField("kepada", max_length=254, blank=True)
    nama = models.CharField("nama penerima", max_length=200, blank=True)
    subjek = models.CharField("subjek", max_length=200)
    isi = models.TextField("isi")
    # A login code inside the letter, for the demo's letter page; empty in production.
    kode = models.CharField(max_length=40, blank=True)
    # What the letter is about, to list it there.
    perihal = models.CharField(max_length=60, blank=True, db_index=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.ANTRE)
    percobaan = models.PositiveSmallIntegerField(default=0)
    kirim_setelah = models.DateTimeField(null=True)
    diambil = models.DateTimeField(null=True)
    terkirim = models.DateTimeField(null=True)
    galat = models.TextField(blank=True)
    dibuat = models.DateTimeField(auto_now_add=True)

    objects = LingkupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "surat elektronik"
        ordering = ["-pk"]
        indexes = [
            models.Index(
                fields=["status", "kirim_setelah"],
                name="surel_antre",
                condition=Q(status__in=["antre", "diambil"]),
            ),
            models.Index(fields=["instansi", "-id"], name="surel_terbaru"),
        ]
        triggers = [
            pgtrigger.FSM(
                name="alur_status",
                field="status",
                transitions=[
                    ("antre", "diambil"),
                    ("antre", "dibatalkan"),
                    ("diambil", "terkirim"),
                    ("diambil", "gagal"),
                    ("diambil", "antre"),
                    ("diambil", "periksa"),
                    ("periksa", "antre"),
                    ("periksa", "terkirim"),
                    ("periksa", "dibatalkan"),
                    ("gagal", "antre"),
                    ("gagal", "dibatalkan"),
                ],
            )
        ]

    def __str__(self) -> str:
        return self.subjek

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        return Q(instansi__in=pengguna.instansi_dengan(hak))
