"""A program, its curriculum versions, and the modules with their JP."""

from __future__ import annotations

from decimal import Decimal

import pgtrigger
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q, Sum

from kantor.lingkup import Hak, LingkupQuerySet
from kantor.models import Instansi, Pengguna
from kantor.riwayat import dicatat


@dicatat()
class Program(models.Model):
    """A training an instansi gives again and again, in gelombang."""

    class Jenis(models.IntegerChoices):
        """Codes of jenisDiklatId at SIASN/BKN."""

        STRUKTURAL = 1, "Struktural"
        FUNGSIONAL = 2, "Fungsional"
        TEKNIS = 3, "Teknis"
        WORKSHOP = 4, "Workshop"
        MANAJERIAL = 5, "Manajerial"
        SOSIAL_KULTURAL = 6, "Sosial kultural"
        SOSIALISASI = 7, "Sosialisasi"
        BIMTEK = 8, "Bimbingan teknis"
        SEMINAR = 9, "Seminar"
        MAGANG = 10, "Magang"

    class Arah(models.TextChoices):
        MENDATAR = "mendatar", "Mendatar"
        TEGAK = "tegak", "Tegak"

    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="program")
    kode = models.SlugField("kode", max_length=60)
    nama = models.CharField("nama program", max_length=200)
    jenis = models.PositiveSmallIntegerField("jenis", choices=Jenis.choices, default=Jenis.TEKNIS)
    deskripsi = models.TextField("uraian singkat", blank=True)
    sasaran = models.CharField("sasaran peserta", max_length=200, blank=True)
    arah_sertifikat = models.CharField(
        "bentuk sertifikat",
        max_length=8,
        choices=Arah.choices,
        default=Arah.MENDATAR,
        # Also in the database: a portal that still runs the old code while this arrives may go on adding programs.
        db_default=Arah.MENDATAR,
        help_text="Arah kertas. Sertifikat yang sudah terbit tidak berubah.",
    )
    aktif = models.BooleanField("aktif", default=True)

    objects = LingkupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "program"
        ordering = ["nama"]
        constraints = [models.UniqueConstraint(fields=["instansi", "kode"], name="program_kode_sekali")]
        # A gelombang carries the instansi of its program (gelombang_milik_program).
        triggers = [
            pgtrigger.Protect(
                name="tetap_di_instansi",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("instansi"),
            )
        ]

    def __str__(self) -> str:
        return self.nama

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        return Q(instansi__in=pengguna.instansi_dengan(hak))


@dicatat()
class Kurikulum(models.Model):
    """One version of a program: its modules and the rules of attendance. Frozen once a gelombang has started."""

    program = models.ForeignKey(Program, models.PROTECT, related_name="kurikulum")
    versi = models.CharField("versi", max_length=20, help_text="Misalnya: 2017")
    menit_per_jp = models.PositiveSmallIntegerField(
        "menit per JP",
        default=45,
        validators=[MinValueValidator(30), MaxValueValidator(60)],
        help_text="Lazimnya 45 menit; dapat diubah.",
    )
    hadir_minimal = models.DecimalField(
        "kehadiran minimal (% JP)",
        max_digits=5,
        decimal_places=2,
        default=Decimal(90),
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text="Dapat diubah menurut pedoman program.",
    )
    maks_tanpa_izin = models.PositiveSmallIntegerField(
        "maksimal sesi tanpa keterangan", default=2, help_text="Dapat diubah menurut pedoman program."
    )
    toleransi_terlambat = models.PositiveSmallIntegerField(
        "toleransi terlambat (menit)", default=15, help_text="Dapat diubah menurut pedoman program."
    )
    contoh = models.BooleanField("kurikulum contoh", default=False)
    beku = models.BooleanField("sudah dipakai", default=False, editable=False)

    objects = LingkupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "kurikulum"
        ordering = ["program", "-versi"]
        constraints = [
            models.UniqueConstraint(fields=["program", "versi"], name="kurikulum_versi_sekali"),
            models.CheckConstraint(
                name="kurikulum_hadir_persen", condition=Q(hadir_minimal__gte=0, hadir_minimal__lte=100)
            ),
            models.CheckConstraint(
                name="kurikulum_menit_jp", condition=Q(menit_per_jp__gte=30, menit_per_jp__lte=60)
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="tetap_di_program", operation=pgtrigger.Update, condition=pgtrigger.AnyChange("program")
            )
        ]

    def __str__(self) -> str:
        return f"{self.program} · kurikulum {self.versi}"

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        return Q(program__instansi__in=pengguna.instansi_dengan(hak))

    @property
    def total_jp(self) -> Decimal:
        """Sum of the JP of all modules."""
        return self.modul.aggregate(j=Sum("jp"))["j"] or Decimal(0)


@dicatat()
class Modul(models.Model):
    """A mata pelatihan with its JP."""

    kurikulum = models.ForeignKey(Kurikulum, models.CASCADE, related_name="modul")
    urutan = models.PositiveSmallIntegerField("urutan")
    nama = models.CharField("mata pelatihan", max_length=200)
    jp = models.DecimalField(
        "JP", max_digits=5, decimal_places=2, validators=[MinValueValidator(Decimal("0.25"))]
    )

    class Meta:
        verbose_name = verbose_name_plural = "mata pelatihan"
        ordering = ["kurikulum", "urutan"]
        constraints = [
            models.UniqueConstraint(
                fields=["kurikulum", "urutan"],
                name="modul_urutan_sekali",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(name="modul_jp_positif", condition=Q(jp__gt=0)),
        ]
        # Certificates print the modul of a kurikulum that has been used.
        triggers = [
            pgtrigger.Trigger(
                name="modul_beku",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func="""
                    IF EXISTS (
                        SELECT 1 FROM diklat_kurikulum
                        WHERE id IN (OLD.kurikulum_id, NEW.kurikulum_id) AND beku
                    ) THEN
                        RAISE EXCEPTION 'the kurikulum of this modul has been used and is frozen'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN COALESCE(NEW, OLD);
                """,
            )
        ]

    def __str__(self) -> str:
        return self.nama


@dicatat()
class PanitiaProgram(models.Model):
    """A Panitia limited to some programs; without a row the role reaches all programs of the instansi."""

    pengguna = models.ForeignKey(Pengguna, models.CASCADE, related_name="program_panitia")
    program = models.ForeignKey(Program, models.CASCADE, related_name="panitia")

    class Meta:
        verbose_name = verbose_name_plural = "panitia program"
        constraints = [models.UniqueConstraint(fields=["pengguna", "program"], name="panitia_program_sekali")]

    def __str__(self) -> str:
        return f"{self.pengguna} · {self.program}"
