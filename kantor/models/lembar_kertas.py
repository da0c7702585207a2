"""Paper that comes back: sheets printed with a code of their own, scans of them, the pages of a scan."""

from __future__ import annotations

import uuid

import pgtrigger
from django.db import models
from django.db.models import Q

from kantor.lib import kode
from kantor.lingkup import Hak, LingkupQuerySet
from kantor.riwayat import dicatat, tanpa_riwayat

from .berkas import Berkas
from .instansi import Instansi
from .pengguna import Pengguna


@tanpa_riwayat("Written once when a sheet is printed and never changed.")
class LembarCetak(models.Model):
    """One printed sheet. Its code, 80 random bits, says which thing it is about and which page of it it is.

    `jenis` is a name of `kantor.daftar.jenis_lembar`, `acuan` the key of the thing (a session), `perihal` what the
    thing belongs to (`gelombang:12`, as a job says it). Both are named in words as they were when it was printed.
    """

    kode = models.CharField(max_length=19, unique=True, default=kode.acak, editable=False)
    instansi = models.ForeignKey(Instansi, models.CASCADE, related_name="+")
    jenis = models.CharField(max_length=30)
    perihal = models.CharField(max_length=60)
    perihal_nama = models.CharField(max_length=300)
    acuan = models.BigIntegerField()
    acuan_nama = models.CharField(max_length=300)
    cetakan = models.UUIDField(default=uuid.uuid4)  # the sheets that came out of the printer together
    halaman = models.PositiveSmallIntegerField()
    dari = models.PositiveSmallIntegerField()
    dibuat = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "lembar tercetak"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cetakan", "jenis", "acuan", "halaman"], name="lembar_halaman_sekali"
            ),
            models.CheckConstraint(
                name="lembar_halaman_wajar",
                condition=Q(halaman__gte=1) & Q(halaman__lte=models.F("dari")),
            ),
        ]
        indexes = [models.Index(fields=["perihal", "jenis", "acuan"], name="lembar_per_acuan")]
        triggers = [pgtrigger.Protect(name="tetap", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.acuan_nama}, halaman {self.halaman} dari {self.dari}"


@dicatat(dicari=["perihal"])
class PindaianKertas(models.Model):
    """A scan as it was uploaded: one PDF with signed sheets of one kind in any order."""

    instansi = models.ForeignKey(Instansi, models.CASCADE, related_name="+")
    jenis = models.CharField(max_length=30)
    perihal = models.CharField(max_length=60)
    berkas = models.ForeignKey(Berkas, models.PROTECT, related_name="+")
    banyak = models.PositiveSmallIntegerField("banyaknya halaman")
    pengunggah = models.ForeignKey(Pengguna, models.SET_NULL, null=True, related_name="+")
    dibuat = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "pindaian kertas"
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(name="pindaian_kertas_berhalaman", condition=Q(banyak__gt=0))]
        indexes = [models.Index(fields=["perihal", "jenis"], name="pindaian_kertas_perihal")]

    def __str__(self) -> str:
        return f"pindaian {self.pk}"


class Keadaan(models.TextChoices):
    """What became of a scanned page."""

    TERLAMPIR = "terlampir", "Terlampir"
    DIGANTI = "diganti", "Diganti pindaian lain"
    BELUM = "belum", "Perlu dipilah"
    KOSONG = "kosong", "Halaman kosong"
    ASING = "asing", "Bukan dari sini"
    DIBUANG = "dibuang", "Dibuang"


MELEKAT = (Keadaan.TERLAMPIR, Keadaan.DIGANTI)  # pages that belong to a thing
DAPAT_DIPILAH = (Keadaan.BELUM, Keadaan.KOSONG, Keadaan.DIBUANG)
_K = Keadaan
ALUR = [
    *((asal, _K.TERLAMPIR) for asal in (*DAPAT_DIPILAH, _K.DIGANTI)),
    *((asal, _K.DIBUANG) for asal in (_K.BELUM, _K.KOSONG, _K.ASING)),
    (_K.TERLAMPIR, _K.DIGANTI),
    (_K.TERLAMPIR, _K.BELUM),
]


@dicatat(dicari=["pindaian"])
class HalamanPindaian(models.Model):
    """One page of a scan: as a PDF of its own, with a picture to look at, and where it belongs.

    `lembar` is the sheet its code named or a person found; a page without one was put to its `acuan` by hand alone.
    """

    pindaian = models.ForeignKey(PindaianKertas, models.CASCADE, related_name="halaman")
    urutan = models.PositiveSmallIntegerField()  # its place in the scan, from 1
    berkas = models.ForeignKey(Berkas, models.PROTECT, related_name="+")
    # None where nothing of the page can be shown: its PDF is there all the same.
    gambar = models.ForeignKey(Berkas, models.PROTECT, null=True, blank=True, related_name="+")
    keadaan = models.CharField(max_length=9, choices=Keadaan.choices)
    lembar = models.ForeignKey(LembarCetak, models.PROTECT, null=True, blank=True, related_name="pindaian")
    acuan = models.BigIntegerField(null=True, blank=True)
    dipilah_oleh = models.ForeignKey(Pengguna, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = LingkupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "halaman pindaian"
        ordering = ["pindaian", "urutan"]
        constraints = [
            models.UniqueConstraint(fields=["pindaian", "urutan"], name="halaman_pindaian_sekali"),
            models.UniqueConstraint(
                fields=["lembar"], name="lembar_satu_pindaian", condition=Q(keadaan=Keadaan.TERLAMPIR)
            ),
            models.CheckConstraint(
                name="halaman_melekat_beracuan",
                condition=Q(keadaan__in=MELEKAT, acuan__isnull=False)
                | (~Q(keadaan__in=MELEKAT) & Q(acuan=None)),
            ),
            models.CheckConstraint(
                name="halaman_asing_dikenal", condition=~Q(keadaan=Keadaan.ASING) | Q(lembar__isnull=False)
            ),
        ]
        indexes = [models.Index(fields=["acuan"], name="halaman_pindaian_acuan")]
        triggers = [pgtrigger.FSM(name="alur_keadaan", field="keadaan", transitions=ALUR)]

    def __str__(self) -> str:
        return f"halaman {self.urutan}"

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        return Q(pindaian__instansi__in=pengguna.instansi_dengan(hak))
