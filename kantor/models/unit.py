"""The unit tree: pemda → OPD (dinas, badan, setda, kecamatan) → bidang, bagian, UPT, kelurahan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Q
from tree_queries.fields import TreeNodeForeignKey
from tree_queries.query import TreeQuerySet

from kantor.lingkup import Hak, LingkupQuerySet
from kantor.riwayat import dicatat

from .instansi import Instansi

if TYPE_CHECKING:
    from .pengguna import Pengguna


class UnitQuerySet(TreeQuerySet, LingkupQuerySet):
    """Units, with their tree and their scope."""

    def di_bawah(self, akar: Any) -> UnitQuerySet:
        """The unit `akar` (object or pk) and everything under it."""
        return self.descendants(akar, include_self=True)


@dicatat()
class Unit(models.Model):
    """One unit. `opd` is the nearest unit that stands as an OPD of its own; kept by kantor.services.unit."""

    class Jenis(models.TextChoices):
        KEMENTERIAN = "kementerian", "Kementerian/Lembaga"
        PROVINSI = "provinsi", "Provinsi"
        KOTA = "kota", "Kota"
        KABUPATEN = "kabupaten", "Kabupaten"
        SETDA = "setda", "Sekretariat"
        DINAS = "dinas", "Dinas"
        BADAN = "badan", "Badan"
        KECAMATAN = "kecamatan", "Kecamatan"
        KELURAHAN = "kelurahan", "Kelurahan"
        BAGIAN = "bagian", "Bagian"
        BIDANG = "bidang", "Bidang"
        UPT = "upt", "UPT"

    JENIS_OPD = (Jenis.SETDA, Jenis.DINAS, Jenis.BADAN, Jenis.KECAMATAN)

    kode = models.CharField("kode", max_length=30, unique=True)
    nama = models.CharField("nama", max_length=150)
    jenis = models.CharField("jenis", max_length=12, choices=Jenis.choices)
    parent = TreeNodeForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="induk"
    )
    opd = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="perangkat daerah",
        editable=False,
    )
    instansi = models.ForeignKey(Instansi, models.PROTECT, null=True, blank=True, related_name="unit")
    # What the office types in a cell, folded: kantor.lib.wilayah.kunci_unit
    kunci = models.CharField("kunci pencarian", max_length=200, db_index=True, editable=False)
    berlaku_mulai = models.DateField("berlaku mulai", null=True, blank=True)
    berlaku_sampai = models.DateField("berlaku sampai", null=True, blank=True)

    objects = UnitQuerySet.as_manager(with_tree_fields=False)

    class Meta:
        verbose_name = verbose_name_plural = "unit kerja"
        ordering = ["kode"]
        constraints = [
            models.CheckConstraint(
                name="unit_masa_urut",
                condition=Q(berlaku_sampai=None)
                | Q(berlaku_mulai=None)
                | Q(berlaku_sampai__gte=F("berlaku_mulai")),
            ),
            models.CheckConstraint(name="unit_bukan_induk_sendiri", condition=~Q(parent=F("id"))),
        ]

    def __str__(self) -> str:
        return self.nama_lengkap

    @property
    def nama_lengkap(self) -> str:
        """'Kelurahan Mabar', 'Kecamatan Medan Deli', 'Dinas Kesehatan'."""
        awalan = {self.Jenis.KECAMATAN: "Kecamatan ", self.Jenis.KELURAHAN: "Kelurahan "}.get(
            self.Jenis(self.jenis), ""
        )
        return (
            self.nama
            if self.nama.lower().startswith(awalan.lower().strip() or "\0")
            else f"{awalan}{self.nama}"
        )

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        syarat = Q(instansi__in=pengguna.instansi_dengan(hak))
        if hak in (Hak.LIHAT, Hak.USUL) and (milik := pengguna.unit_dengan_usul()):
            syarat |= Q(pk__in=milik)
        return syarat


@dicatat()
class AliasUnit(models.Model):
    """Another spelling or an old name under which files know a unit."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="alias")
    teks = models.CharField("sebutan lain", max_length=200)
    kunci = models.CharField(max_length=200, db_index=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "sebutan unit"
        constraints = [models.UniqueConstraint(fields=["unit", "kunci"], name="alias_unit_sekali")]

    def __str__(self) -> str:
        return self.teks
