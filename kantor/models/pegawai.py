"""Pegawai: one row per NIP, nationwide; what is personal stands apart and encrypted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from kantor.lib import golongan as lib_golongan
from kantor.lib import nama as lib_nama
from kantor.lib import nip as lib_nip
from kantor.lingkup import Hak, LingkupQuerySet
from kantor.riwayat import dicatat, tanpa_riwayat

from .instansi import Instansi
from .unit import Unit

if TYPE_CHECKING:
    from .pengguna import Pengguna


class StatusKepegawaian(models.TextChoices):
    """How somebody is employed; NIP or NI PPPK is required for ASN only."""

    PNS = "pns", "PNS"
    CPNS = "cpns", "CPNS"
    PPPK = "pppk", "PPPK"
    PPPK_PARUH_WAKTU = "pppk_paruh_waktu", "PPPK Paruh Waktu"
    NON_ASN = "non_asn", "Non-ASN"


class BiodataMixin(models.Model):
    """What is printed of a person: the columns a pegawai and a registration's snapshot share."""

    nama = models.CharField("nama", max_length=150)
    gelar_depan = models.CharField("gelar depan", max_length=40, blank=True)
    gelar_belakang = models.CharField("gelar belakang", max_length=80, blank=True)
    golongan = models.CharField("golongan", max_length=6, blank=True)
    jabatan = models.CharField("jabatan", max_length=150, blank=True)

    class Meta:
        abstract = True

    @property
    def nama_lengkap(self) -> str:
        """Name with its titles, as printed on a certificate."""
        return lib_nama.lengkap(lib_nama.NamaLengkap(self.gelar_depan, self.nama, self.gelar_belakang))

    @property
    def pangkat_golongan(self) -> str:
        """'Penata Tingkat I (III/d)', or '' when unknown."""
        return lib_golongan.kenali(self.golongan).cetak() if self.golongan else ""


# Who worked at an OPD on a day gone by, and how each stood that day, is asked of the history (roll calls entered late).
@dicatat(dicari=[("opd", "pgh_obj"), ("pgh_obj", "pgh_created_at")])
class Pegawai(BiodataMixin):
    """Somebody who works for the state. The NIP is the identity; Non-ASN get an internal number."""

    class Keadaan(models.TextChoices):
        AKTIF = "aktif", "Aktif"
        PINDAH = "pindah", "Pindah"
        PENSIUN = "pensiun", "Pensiun"
        BERHENTI = "berhenti", "Berhenti"
        MENINGGAL = "meninggal", "Meninggal dunia"

    nip = models.CharField("NIP / NI PPPK", max_length=18, unique=True, null=True, blank=True)
    nomor_internal = models.CharField("nomor internal", max_length=20, unique=True, null=True, blank=True)
    status_kepegawaian = models.CharField(
        "status kepegawaian", max_length=16, choices=StatusKepegawaian.choices
    )
    nama_kunci = models.CharField(max_length=150, editable=False)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="pegawai", verbose_name="unit kerja"
    )
    opd = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="perangkat daerah",
        editable=False,
    )
    instansi = models.ForeignKey(Instansi, models.PROTECT, null=True, blank=True, related_name="pegawai")
    atasan = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="bawahan", verbose_name="atasan langsung"
    )
    keadaan = models.CharField("keadaan", max_length=10, choices=Keadaan.choices, default=Keadaan.AKTIF)
    # True once an office list (SIMPEG, nominatif) or Panitia has confirmed the row; a stranger's typing never does.
    terverifikasi = models.BooleanField("terverifikasi", default=False)
    diperbarui = models.DateTimeField("diperbarui", auto_now=True)

    objects = LingkupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "pegawai"
        ordering = ["nama_kunci", "pk"]
        constraints = [
            models.CheckConstraint(
                name="pegawai_nip_18_angka", condition=Q(nip=None) | Q(nip__regex=r"^\d{18}$")
            ),
            models.CheckConstraint(
                name="pegawai_punya_nomor",
                condition=Q(nip__isnull=False) | Q(nomor_internal__isnull=False),
            ),
            models.CheckConstraint(
                name="pegawai_asn_punya_nip",
                condition=Q(nip__isnull=False) | Q(status_kepegawaian=StatusKepegawaian.NON_ASN),
            ),
        ]
        indexes = [
            models.Index(fields=["instansi", "nama_kunci", "id"], name="pegawai_urut_nama"),
            models.Index(fields=["unit"], name="pegawai_unit", condition=Q(keadaan="aktif")),
            # Who has left is few among many.
            models.Index(
                fields=["instansi", "keadaan", "nama_kunci", "id"],
                name="pegawai_keluar",
                condition=~Q(keadaan="aktif"),
            ),
            GinIndex(fields=["nama_kunci"], opclasses=["gin_trgm_ops"], name="pegawai_cari_nama"),
        ]

    def __str__(self) -> str:
        return self.nama_lengkap

    def save(self, *args: object, **kwargs: object) -> None:
        self.nama_kunci = lib_nama.kunci(self.nama)
        if (fields := kwargs.get("update_fields")) and "nama" in fields:  # type: ignore[operator]
            kwargs["update_fields"] = {*fields, "nama_kunci"}  # type: ignore[misc]
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def nip_cetak(self) -> str:
        """`19860926 201505 1 001`, or the internal number."""
        return lib_nip.cetak(self.nip) if self.nip else (self.nomor_internal or "")

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        syarat = Q(instansi__in=pengguna.instansi_dengan(hak))
        if hak in (Hak.LIHAT, Hak.USUL) and (milik := pengguna.unit_dengan_usul()):
            syarat |= Q(unit__in=milik)
        return syarat


class RahasiaMixin(models.Model):
    """Ciphertext columns with a key of their own row. Forgetting the key forgets the person."""

    # The key wrapped by the master key; NULL once destroyed. Never in the history, which keeps the ciphertext.
    kunci = models.BinaryField(null=True, editable=False)

    class Meta:
        abstract = True


@dicatat(kecuali=["kunci"])
class PegawaiPribadi(RahasiaMixin):
    """What is nobody's business: encrypted, read through kantor.services.pribadi only."""

    pegawai = models.OneToOneField(Pegawai, models.CASCADE, primary_key=True, related_name="pribadi")
    nik = models.BinaryField(null=True, editable=False)
    ponsel = models.BinaryField(null=True, editable=False)
    email = models.BinaryField(null=True, editable=False)
    alamat = models.BinaryField(null=True, editable=False)
    tempat_lahir = models.BinaryField(null=True, editable=False)
    # HMAC of the address, to find an account by e-mail without storing it readable; not unique: addresses are shared.
    sidik_email = models.BinaryField(null=True, editable=False, db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "data pribadi"

    def __str__(self) -> str:
        return f"data pribadi {self.pk}"


@tanpa_riwayat("baris ini sendiri catatan, dan tidak pernah berubah")
class PembukaanKontak(models.Model):
    """Somebody of the office looked at the contact of a pegawai."""

    pegawai = models.ForeignKey(Pegawai, models.CASCADE, related_name="pembukaan_kontak")
    oleh = models.ForeignKey("kantor.Pengguna", models.SET_NULL, null=True, related_name="+")
    # The name as of then: an account may be renamed or go.
    oleh_nama = models.CharField(max_length=150)
    pada = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "pembukaan kontak"
        triggers = [
            pgtrigger.Protect(
                name="tetap",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("pegawai", "oleh_nama", "pada"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.oleh_nama}: {self.pegawai_id}"


@tanpa_riwayat("baris ini sendiri catatan, dan tidak pernah berubah")
class PenghapusanPribadi(models.Model):
    """The personal data of a pegawai were erased at their request (UU 27/2022 article 8): who did it, when, why."""

    pegawai = models.ForeignKey(Pegawai, models.CASCADE, related_name="penghapusan_pribadi")
    oleh = models.ForeignKey("kantor.Pengguna", models.SET_NULL, null=True, related_name="+")
    oleh_nama = models.CharField(max_length=150)
    alasan = models.CharField(max_length=300)
    pada = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "penghapusan data pribadi"
        triggers = [
            pgtrigger.Protect(
                name="tetap",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("pegawai", "oleh_nama", "alasan", "pada"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.oleh_nama}: {self.pegawai_id}"
