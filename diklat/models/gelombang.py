"""A gelombang: one run of a program, with its quota, its doors, and what it asks of people."""

from __future__ import annotations

import pgtrigger
from django.contrib.postgres.fields import DateRangeField
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from kantor.lingkup import Hak, LingkupQuerySet
from kantor.models import Instansi, Pejabat, Pengguna, Unit
from kantor.riwayat import dicatat

from .program import Kurikulum, PanitiaProgram


def program_terbatas(pengguna: Pengguna) -> list[int]:
    """Programs a Panitia is limited to; empty means no limit. Admins are never limited."""
    if not hasattr(pengguna, "_program_terbatas"):
        dibatasi = (
            []
            if pengguna.instansi_dengan(Hak.KELOLA)
            else list(PanitiaProgram.objects.filter(pengguna=pengguna).values_list("program_id", flat=True))
        )
        pengguna._program_terbatas = dibatasi
    return pengguna._program_terbatas


# draf → dibuka → ditutup → berlangsung → selesai, with the ways back an office needs.
ALUR = [
    ("draf", "dibuka"),
    ("draf", "dibatalkan"),
    ("dibuka", "ditutup"),
    ("dibuka", "draf"),
    ("dibuka", "dibatalkan"),
    ("ditutup", "dibuka"),
    ("ditutup", "berlangsung"),
    ("ditutup", "dibatalkan"),
    ("berlangsung", "ditutup"),
    ("berlangsung", "selesai"),
    ("berlangsung", "dibatalkan"),
    ("selesai", "berlangsung"),
]


@dicatat(kecuali=["rentang"], dicari=["pgh_obj"])
class Gelombang(models.Model):
    """One run of a program. The label ("Gelombang I", "Angkatan 2", "Tahap 3") is free text."""

    class Status(models.TextChoices):
        DRAF = "draf", "Draf"
        DIBUKA = "dibuka", "Pendaftaran dibuka"
        DITUTUP = "ditutup", "Pendaftaran ditutup"
        BERLANGSUNG = "berlangsung", "Berlangsung"
        SELESAI = "selesai", "Selesai"
        DIBATALKAN = "dibatalkan", "Dibatalkan"

    kurikulum = models.ForeignKey(Kurikulum, models.PROTECT, related_name="gelombang")
    instansi = models.ForeignKey(
        Instansi, models.PROTECT, related_name="gelombang", verbose_name="penyelenggara"
    )
    slug = models.SlugField("alamat halaman", max_length=80, unique=True)
    sebutan = models.CharField(
        "sebutan", max_length=60, help_text="Misalnya: Gelombang I, Angkatan 2, Tahap 3"
    )
    status = models.CharField("status", max_length=12, choices=Status.choices, default=Status.DRAF)
    kuota = models.PositiveIntegerField("kuota", validators=[MinValueValidator(1)])
    pakai_cadangan = models.BooleanField("daftar cadangan", default=True)
    mulai = models.DateField("tanggal mulai")
    selesai = models.DateField("tanggal selesai")
    # What the database compares; follows mulai and selesai, and registrations follow it (ON UPDATE CASCADE).
    rentang = models.GeneratedField(
        expression=models.Func(F("mulai"), F("selesai"), models.Value("[]"), function="daterange"),
        output_field=DateRangeField(),
        db_persist=True,
    )
    tempat = models.CharField("tempat", max_length=200)
    alamat_tempat = models.CharField("alamat tempat", max_length=250, blank=True)
    kota_tempat = models.CharField("kota", max_length=80, blank=True)
    sasaran = models.CharField("peserta yang dituju", max_length=200, blank=True)
    keterangan = models.TextField("keterangan untuk peserta", blank=True)
    kontak = models.CharField("narahubung", max_length=150, blank=True)
    jalur_usulan = models.BooleanField("menerima usulan OPD", default=True)
    jalur_mandiri = models.BooleanField("menerima pendaftaran mandiri", default=True)
    # Units (with everything below) whose people may register; none: every unit in the country's list.
    unit_sasaran = models.ManyToManyField(Unit, blank=True, related_name="+", verbose_name="unit sasaran")
    buka_pada = models.DateTimeField("pendaftaran dibuka pada", null=True, blank=True)
    tutup_pada = models.DateTimeField("pendaftaran ditutup pada", null=True, blank=True)
    batas_usulan = models.DateTimeField("batas usulan OPD", null=True, blank=True)
    batas_ganti = models.DateTimeField(
        "batas penggantian peserta", null=True, blank=True, help_text="Kosong: sampai registrasi ulang."
    )
    jam_tawaran = models.PositiveSmallIntegerField(
        "batas jawab tawaran kursi (jam)", default=48, validators=[MinValueValidator(1)]
    )
    penanda_tangan = models.ForeignKey(
        Pejabat, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="penanda tangan"
    )
    # Paper of a year long past is entered late and says so.
    dicatat_kemudian = models.BooleanField("dicatat kemudian", default=False)
    dibuat = models.DateTimeField(auto_now_add=True)

    objects = LingkupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "gelombang"
        ordering = ["-mulai", "pk"]
        constraints = [
            models.CheckConstraint(
                name="gelombang_tanggal_urut",
                condition=Q(selesai__gte=F("mulai")),
                violation_error_message="Tanggal selesai mendahului tanggal mulai.",
            ),
            models.CheckConstraint(
                name="gelombang_pendaftaran_urut",
                condition=Q(buka_pada=None) | Q(tutup_pada=None) | Q(tutup_pada__gt=F("buka_pada")),
                violation_error_message="Pendaftaran ditutup sebelum dibuka.",
            ),
            models.CheckConstraint(name="gelombang_kuota_positif", condition=Q(kuota__gt=0)),
            models.CheckConstraint(
                name="gelombang_ada_jalur",
                condition=Q(jalur_usulan=True) | Q(jalur_mandiri=True),
                violation_error_message="Pilih sedikitnya satu jalur: usulan OPD atau mandiri.",
            ),
            # Target of the composite foreign key of registrations.
            models.UniqueConstraint(fields=["id", "rentang"], name="gelombang_id_rentang"),
        ]
        indexes = [
            models.Index(fields=["instansi", "-mulai", "id"], name="gelombang_terbaru"),
            models.Index(fields=["status", "mulai"], name="gelombang_status"),
        ]
        triggers = [
            pgtrigger.FSM(name="alur_status", field="status", transitions=ALUR),
            pgtrigger.Trigger(
                name="milik_program",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("instansi_id", "kurikulum_id"),
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM diklat_kurikulum k JOIN diklat_program p ON p.id = k.program_id
                        WHERE k.id = NEW.kurikulum_id AND p.instansi_id = NEW.instansi_id
                    ) THEN
                        RAISE EXCEPTION 'a gelombang belongs to the instansi of its program'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kurikulum.program.nama} · {self.sebutan}"

    def clean(self) -> None:
        """Name the field, and spare the database a range it cannot even compute."""
        salah = {}
        if self.mulai and self.selesai and self.selesai < self.mulai:
            salah["selesai"] = "Tanggal selesai mendahului tanggal mulai."
        if self.buka_pada and self.tutup_pada and self.tutup_pada <= self.buka_pada:
            salah["tutup_pada"] = "Pendaftaran ditutup sebelum dibuka."
        if not (self.jalur_usulan or self.jalur_mandiri):
            salah["jalur_usulan"] = "Pilih sedikitnya satu jalur: usulan OPD atau mandiri."
        if salah:
            raise ValidationError(salah)

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        syarat = Q(instansi__in=pengguna.instansi_dengan(hak))
        if terbatas := program_terbatas(pengguna):
            syarat &= Q(kurikulum__program__in=terbatas)
        return syarat


# Before the first day seats are offered and taken; until the end people come, are replaced and leave.
BELUM_MULAI = (Gelombang.Status.DRAF, Gelombang.Status.DIBUKA, Gelombang.Status.DITUTUP)
BELUM_SELESAI = (*BELUM_MULAI, Gelombang.Status.BERLANGSUNG)


@dicatat(dicari=["gelombang"])
class KuotaUnit(models.Model):
    """A cap over a unit's subtree ("sebaran peserta"), and the number its OPD is asked for."""

    gelombang = models.ForeignKey(Gelombang, models.CASCADE, related_name="kuota_unit")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kuota = models.PositiveIntegerField("kuota")

    class Meta:
        verbose_name = verbose_name_plural = "kuota unit"
        ordering = ["gelombang", "unit"]
        constraints = [
            models.UniqueConstraint(fields=["gelombang", "unit"], name="kuota_unit_sekali"),
            models.CheckConstraint(name="kuota_unit_positif", condition=Q(kuota__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.kuota}"


@dicatat()
class SyaratBerkas(models.Model):
    """A file a gelombang asks for, and when it is due."""

    class Kapan(models.TextChoices):
        PENDAFTARAN = "pendaftaran", "saat mendaftar"
        REGISTRASI_ULANG = "registrasi_ulang", "saat registrasi ulang"

    gelombang = models.ForeignKey(Gelombang, models.CASCADE, related_name="syarat")
    nama = models.CharField("nama berkas", max_length=100)
    kapan = models.CharField("diserahkan", max_length=16, choices=Kapan.choices)
    wajib = models.BooleanField("wajib", default=True)
    penjelasan = models.CharField("penjelasan", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "syarat berkas"
        ordering = ["gelombang", "pk"]
        constraints = [models.UniqueConstraint(fields=["gelombang", "nama"], name="syarat_sekali")]
        # Files handed in for it are of that gelombang (peserta: berkas_satu_gelombang).
        triggers = [
            pgtrigger.Protect(
                name="tetap_di_gelombang",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("gelombang"),
            )
        ]

    def __str__(self) -> str:
        return self.nama
