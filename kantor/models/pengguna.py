"""Accounts and their roles within an instansi or unit."""

from __future__ import annotations

from functools import cache, cached_property

import pgtrigger
from django.contrib.auth.models import AbstractBaseUser, UserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from kantor.langsung import baca, kolom
from kantor.lingkup import Hak, LingkupQuerySet
from kantor.riwayat import dicatat

from .instansi import Instansi
from .pegawai import Pegawai
from .unit import Unit


class PenggunaManager(UserManager.from_queryset(LingkupQuerySet)):  # type: ignore[misc]
    """Accounts are made by kantor.services.akun; this manager only knows the natural key."""

    def create_superuser(self, username: str, password: str | None = None, **lain: object) -> Pengguna:  # type: ignore[override]
        """There is no account above the roles: `manage.py siapkan` makes the first admin of an instansi."""
        raise NotImplementedError("Pakai `manage.py siapkan`.")


@dicatat(kecuali=["password", "last_login"])
class Pengguna(AbstractBaseUser):
    """An account. What it may do stands in its roles; a peserta's account has none and belongs to a pegawai."""

    username = models.CharField(
        "nama pengguna",
        max_length=40,
        unique=True,
        validators=[
            RegexValidator(r"^[a-z0-9][a-z0-9._-]*$", "Pakai huruf kecil, angka, titik, atau tanda hubung.")
        ],
    )
    nama = models.CharField("nama", max_length=150)
    email = models.EmailField("email", blank=True)
    pegawai = models.OneToOneField(Pegawai, models.PROTECT, null=True, blank=True, related_name="akun")
    is_active = models.BooleanField("aktif", default=True)
    date_joined = models.DateTimeField("dibuat", auto_now_add=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []
    objects = PenggunaManager()

    class Meta:
        verbose_name = verbose_name_plural = "pengguna"
        ordering = ["nama", "pk"]

    def __str__(self) -> str:
        return self.sebutan

    @property
    def sebutan(self) -> str:
        """How history and screens call the account's owner."""
        return self.nama or self.username

    @property
    def nama_resmi(self) -> str:
        """As under a signature: the pegawai by name and titles, an account of nobody on file by its own name."""
        return self.pegawai.nama_lengkap if self.pegawai else self.sebutan

    @cached_property
    def daftar_peran(self) -> list[Peran]:
        """The roles in force, read once per request."""
        peran = baca(Peran, _peran_berlaku(), [timezone.localdate()] * 2 + [self.pk])
        for satu in peran:
            satu.pengguna = self
        return peran

    # An API key may carry fewer rights than its owner has (kantor.api.autentikasi); None leaves them whole.
    hanya_hak: frozenset[str] | None = None

    def instansi_dengan(self, hak: Hak) -> set[int]:
        """Primary keys of the instansi in which this account has `hak`."""
        if self.hanya_hak is not None and hak not in self.hanya_hak:
            return set()
        return {p.instansi_id for p in self.daftar_peran if hak in Peran.HAK[Peran.Jenis(p.jenis)]}

    @cached_property
    def _unit_usul(self) -> set[int]:
        if self.hanya_hak is not None and Hak.USUL not in self.hanya_hak:
            return set()
        akar = [p.unit_id for p in self.daftar_peran if p.jenis == Peran.Jenis.OPERATOR and p.unit_id]
        return {pk for a in akar for pk in Unit.objects.di_bawah(a).values_list("pk", flat=True)}

    def unit_dengan_usul(self) -> set[int]:
        """Primary keys of the units (with everything below) this account proposes people for."""
        return self._unit_usul

    @property
    def staf(self) -> bool:
        """True for Admin BKPSDM, Panitia and Pimpinan: they have the admin frame."""
        return bool(self.instansi_dengan(Hak.LIHAT))

    @property
    def operator(self) -> bool:
        """True for an Operator OPD."""
        return any(p.jenis == Peran.Jenis.OPERATOR for p in self.daftar_peran)

    @property
    def is_staff(self) -> bool:
        """Django's word for whoever may enter the admin."""
        return self.is_active and self.staf

    is_superuser = False

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Admin pages ask the scope (kantor.admin.dasar), never Django's permission rows."""
        return False

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_staff

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        milik = pengguna.instansi_dengan(hak)
        # A subquery, not a join: an account with two roles is still one account.
        berperan = Peran.objects.filter(instansi__in=milik).values("pengguna")
        return Q(pk__in=berperan) | Q(pegawai__instansi__in=milik)


@dicatat()
class Peran(models.Model):
    """What an account may do, where."""

    class Jenis(models.TextChoices):
        ADMIN = "admin", "Admin BKPSDM"
        PANITIA = "panitia", "Panitia"
        PIMPINAN = "pimpinan", "Pimpinan"
        OPERATOR = "operator", "Operator OPD"
        PENGUJI = "penguji", "Penguji"
        MENTOR = "mentor", "Mentor"

    HAK = {
        Jenis.ADMIN: {Hak.LIHAT, Hak.KERJA, Hak.KELOLA},
        Jenis.PANITIA: {Hak.LIHAT, Hak.KERJA},
        Jenis.PIMPINAN: {Hak.LIHAT},
        Jenis.OPERATOR: set[Hak](),  # reaches rows through its units: Pengguna.unit_dengan_usul
        Jenis.PENGUJI: set[Hak](),
        Jenis.MENTOR: set[Hak](),
    }

    pengguna = models.ForeignKey(Pengguna, models.CASCADE, related_name="peran")
    jenis = models.CharField("peran", max_length=10, choices=Jenis.choices)
    instansi = models.ForeignKey(Instansi, models.CASCADE, related_name="peran")
    unit = models.ForeignKey(
        Unit, models.CASCADE, null=True, blank=True, related_name="operator", verbose_name="unit kerja"
    )
    aktif = models.BooleanField("aktif", default=True)

    objects = LingkupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "peran"
        constraints = [
            models.UniqueConstraint(
                fields=["pengguna", "jenis", "instansi", "unit"], name="peran_sekali", nulls_distinct=False
            ),
            models.CheckConstraint(
                name="peran_operator_punya_unit",
                condition=Q(jenis="operator", unit__isnull=False) | (~Q(jenis="operator") & Q(unit=None)),
                violation_error_message="Operator OPD harus memiliki unit kerja, peran lain tidak.",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="unit_milik_instansi",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("unit_id", "instansi_id"),
                condition=pgtrigger.Q(new__unit__isnull=False),
                func="""
                    IF (SELECT instansi_id FROM kantor_unit WHERE id = NEW.unit_id)
                        IS DISTINCT FROM NEW.instansi_id
                    THEN
                        RAISE EXCEPTION 'the unit of a role belongs to another instansi'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} {self.unit or self.instansi}"

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        return Q(instansi__in=pengguna.instansi_dengan(hak))


@cache
def _peran_berlaku() -> str:
    """Asked at every request of somebody who is signed in; with what each office is called today, for its pages."""
    return f"""
        SELECT {kolom(Peran, "r")}, {kolom(Instansi, "i", "instansi")}, {kolom(Unit, "u", "unit")},
            (SELECT singkatan FROM kantor_namalembaga n
             WHERE n.instansi_id = i.id AND berlaku_mulai <= %s AND (berlaku_sampai IS NULL OR berlaku_sampai >= %s)
             ORDER BY berlaku_mulai DESC LIMIT 1) AS instansi__lembaga_kini
        FROM kantor_peran r JOIN kantor_instansi i ON i.id = r.instansi_id LEFT JOIN kantor_unit u ON u.id = r.unit_id
        WHERE r.pengguna_id = %s AND r.aktif
    """  # noqa: S608 - only names of columns
