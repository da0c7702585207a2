"""Papers of a seminar that people sign: berita acara of a plan or a room, Surat Kesepakatan of three parties.

A paper that is made says what it says: another text is another version, with a reason. As long as a berita acara lives
the scores it tells cannot change, and its last signature locks them; both are held by the database.
"""

from __future__ import annotations

from decimal import Decimal

import pgtrigger
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from diklat.models import Gelombang
from kantor.lingkup import Hak, LingkupQuerySet
from kantor.models import Berkas, Pegawai, Pengguna
from kantor.riwayat import dicatat, tanpa_riwayat

from .pendamping import Kapasitas
from .seminar import Giliran, Keputusan, RuangSeminar, Seminar


class JenisNaskah(models.TextChoices):
    """Which paper."""

    BERITA_ACARA = "berita_acara", "Berita acara"
    KESEPAKATAN = "kesepakatan", "Surat Kesepakatan"


class StatusNaskah(models.TextChoices):
    """From the day it is made to its last signature; what was replaced stays readable."""

    MENUNGGU = "menunggu", "Menunggu tanda tangan"
    LENGKAP = "lengkap", "Ditandatangani lengkap"
    DIGANTI = "diganti", "Diganti versi lain"


BERLAKU = (StatusNaskah.MENUNGGU, StatusNaskah.LENGKAP)


@dicatat(kecuali=["isi", "berkas"], dicari=["seminar"])
class NaskahAcara(models.Model):
    """One version of a paper: `isi` is all that is printed, `sidik` the SHA-256 of its text (lib.naskah_acara)."""

    seminar = models.ForeignKey(Seminar, models.PROTECT, related_name="naskah")
    jenis = models.CharField("jenis", max_length=12, choices=JenisNaskah.choices)
    # A berita acara is of one plan or of a whole room, a kesepakatan of one plan.
    giliran = models.ForeignKey(Giliran, models.PROTECT, null=True, blank=True, related_name="naskah")
    ruang = models.ForeignKey(RuangSeminar, models.PROTECT, null=True, blank=True, related_name="naskah")
    versi = models.PositiveSmallIntegerField("versi")
    alasan = models.CharField("alasan versi ini", max_length=300, blank=True)
    isi = models.JSONField()
    sidik = models.CharField(max_length=64)
    status = models.CharField(
        "status", max_length=8, choices=StatusNaskah.choices, default=StatusNaskah.MENUNGGU
    )
    dibuat = models.DateTimeField("dibuat pada")
    dibuat_oleh = models.ForeignKey(Pengguna, models.SET_NULL, null=True, related_name="+")
    lengkap = models.DateTimeField("ditandatangani lengkap pada", null=True, blank=True)
    alasan_diganti = models.CharField("alasan diganti", max_length=300, blank=True)
    # The paper as it was printed last.
    berkas = models.ForeignKey(Berkas, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = LingkupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "naskah seminar"
        ordering = ["seminar", "jenis", "pk"]
        constraints = [
            models.CheckConstraint(
                name="naskah_satu_hal",
                condition=Q(giliran__isnull=False, ruang=None)
                | Q(giliran=None, ruang__isnull=False, jenis="berita_acara"),
            ),
            models.UniqueConstraint(
                fields=["jenis", "giliran", "ruang", "versi"],
                name="naskah_versi_sekali",
                nulls_distinct=False,
            ),
            models.UniqueConstraint(
                fields=["jenis", "giliran", "ruang"],
                name="naskah_berlaku_satu",
                condition=Q(status__in=BERLAKU),
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="naskah_lengkap_berwaktu", condition=~Q(status="lengkap") | Q(lengkap__isnull=False)
            ),
            models.CheckConstraint(
                name="naskah_diganti_beralasan", condition=~Q(status="diganti") | ~Q(alasan_diganti="")
            ),
            models.CheckConstraint(name="naskah_versi_beralasan", condition=Q(versi=1) | ~Q(alasan="")),
        ]
        triggers = [
            pgtrigger.FSM(
                name="alur_status",
                field="status",
                transitions=[("menunggu", "lengkap"), ("menunggu", "diganti"), ("lengkap", "diganti")],
            ),
            pgtrigger.Protect(
                name="tetap",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    "seminar", "jenis", "giliran", "ruang", "versi", "alasan", "isi", "sidik", "dibuat"
                ),
            ),
            pgtrigger.Protect(name="tidak_dihapus", operation=pgtrigger.Delete),
            # Whole is a paper everybody has signed, whoever says so.
            pgtrigger.Trigger(
                name="lengkap_benar",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("status"),
                condition=pgtrigger.Q(new__status="lengkap"),
                func="""
                    IF EXISTS (SELECT 1 FROM penilaian_pihaknaskah WHERE naskah_id = NEW.id AND cara = '')
                       OR NOT EXISTS (SELECT 1 FROM penilaian_pihaknaskah WHERE naskah_id = NEW.id) THEN
                        RAISE EXCEPTION 'somebody has not signed this paper' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            # The last signature locks the scores in the same statement; a correction unlocks them.
            pgtrigger.Trigger(
                name="kunci_nilai",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("status"),
                condition=pgtrigger.Q(new__jenis="berita_acara"),
                func="""
                    UPDATE penilaian_lembarnilai l
                    SET terkunci = CASE WHEN NEW.status = 'lengkap' THEN NEW.lengkap END
                    FROM penilaian_penugasan p
                    JOIN penilaian_butirnaskah b ON b.giliran_id = p.giliran_id AND b.naskah_id = NEW.id
                    WHERE l.penugasan_id = p.id AND l.status <> 'draf'
                      AND (l.terkunci IS NULL) = (NEW.status = 'lengkap');
                    RETURN NULL;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} {self.hal}"

    @property
    def hal(self) -> str:
        """Whom or which room it is about, as it was written."""
        return str(self.isi.get("hal", ""))

    @property
    def berlaku(self) -> bool:
        return self.status in BERLAKU

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        """Staff of the gelombang; to read also whoever signs it."""
        syarat = Q(seminar__gelombang__in=Gelombang.objects.untuk(pengguna, hak))
        if hak == Hak.LIHAT:
            milik = Q(pengguna=pengguna)
            if pengguna.pegawai_id:
                milik |= Q(pegawai=pengguna.pegawai_id)
            syarat |= Q(pk__in=PihakNaskah.objects.filter(milik).values("naskah"))
        return syarat


@tanpa_riwayat("ditulis sekali bersama naskahnya")
class ButirNaskah(models.Model):
    """What a berita acara says of one plan, in figures: the decision, and the value it rests on."""

    naskah = models.ForeignKey(NaskahAcara, models.PROTECT, related_name="butir")
    giliran = models.ForeignKey(Giliran, models.PROTECT, related_name="butir")
    keputusan = models.CharField("keputusan", max_length=9, choices=Keputusan.choices)
    batas_perbaikan = models.DateField("diperbaiki paling lambat", null=True, blank=True)
    nilai = models.DecimalField(
        "nilai",
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
    )

    class Meta:
        verbose_name = verbose_name_plural = "butir naskah"
        ordering = ["naskah", "pk"]
        constraints = [models.UniqueConstraint(fields=["naskah", "giliran"], name="butir_naskah_sekali")]
        triggers = [
            pgtrigger.Protect(name="tetap", operation=pgtrigger.Update | pgtrigger.Delete),
            # One plan is told by one living berita acara, its own or that of its room.
            pgtrigger.Trigger(
                name="satu_berita_acara",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF EXISTS (
                        SELECT 1 FROM penilaian_butirnaskah b JOIN penilaian_naskahacara n ON n.id = b.naskah_id
                        WHERE b.giliran_id = NEW.giliran_id AND n.status IN ('menunggu', 'lengkap')
                    ) THEN
                        RAISE EXCEPTION 'this plan has a berita acara' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_keputusan_display())


class CaraTtd(models.TextChoices):
    """How somebody signed. What is done in the portal is an internal approval, no certified signature."""

    ELEKTRONIK = "elektronik", "Persetujuan elektronik internal"
    TINTA = "tinta", "Tanda tangan basah"


@tanpa_riwayat("ditandatangani sekali, lalu tidak pernah berubah")
class PihakNaskah(models.Model):
    """One who signs a paper, and the signature: when, from where, upon which text, proven by what."""

    naskah = models.ForeignKey(NaskahAcara, models.PROTECT, related_name="pihak")
    urutan = models.PositiveSmallIntegerField()
    sebagai = models.CharField("selaku", max_length=60)
    # An examiner is an account; peserta and mentor are pegawai, who may get their account later.
    pengguna = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, null=True, blank=True, related_name="+")
    nama = models.CharField(max_length=250)
    jabatan = models.CharField(max_length=220, blank=True)
    nip = models.CharField(max_length=18, blank=True)

    cara = models.CharField(max_length=10, choices=CaraTtd.choices, blank=True)
    pada = models.DateTimeField("ditandatangani pada", null=True, blank=True)
    # As of the signature: the capacity may have changed since the paper was made.
    kapasitas = models.CharField(max_length=9, choices=Kapasitas.choices, blank=True)
    oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")
    alamat = models.GenericIPAddressField(null=True, blank=True)
    bukti = models.CharField("cara membuktikan diri", max_length=20, blank=True)
    sidik = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "pihak naskah"
        ordering = ["naskah", "urutan"]
        constraints = [
            models.UniqueConstraint(fields=["naskah", "urutan"], name="pihak_urutan_sekali"),
            models.CheckConstraint(
                name="pihak_seorang",
                condition=Q(pengguna__isnull=False, pegawai=None) | Q(pengguna=None, pegawai__isnull=False),
            ),
            models.CheckConstraint(
                name="pihak_bertanda_lengkap",
                condition=Q(cara="", pada=None, oleh=None)
                | Q(cara="tinta", pada__isnull=False, oleh__isnull=False)
                | (
                    Q(cara="elektronik", pada__isnull=False, oleh__isnull=False, alamat__isnull=False)
                    & ~Q(bukti="")
                    & ~Q(sidik="")
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["pengguna"], name="pihak_belum_akun", condition=Q(cara="")),
            models.Index(fields=["pegawai"], name="pihak_belum_pegawai", condition=Q(cara="")),
        ]
        triggers = [
            pgtrigger.Protect(
                name="tetap_setelah_tanda",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__pada__isnull=False),
            ),
            pgtrigger.Protect(
                name="orangnya_tetap",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("naskah", "urutan", "sebagai", "pengguna", "pegawai"),
            ),
            pgtrigger.Protect(name="tidak_dihapus", operation=pgtrigger.Delete),
            # Nobody signs a paper that was replaced, or another text than the one that stands.
            pgtrigger.Trigger(
                name="naskah_berlaku",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("cara"),
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM penilaian_naskahacara
                        WHERE id = NEW.naskah_id AND status = 'menunggu' AND NEW.sidik IN ('', sidik)
                    ) THEN
                        RAISE EXCEPTION 'this paper cannot be signed' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nama} selaku {self.sebagai}"

    @property
    def sudah(self) -> bool:
        return bool(self.cara)
