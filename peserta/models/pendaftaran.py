"""A registration: one person, one gelombang, with the snapshot that is printed and the seat it holds."""

from __future__ import annotations

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from diklat.models import Gelombang, SyaratBerkas
from kantor.lingkup import Hak, LingkupQuerySet
from kantor.models import Berkas, Pegawai, Pengguna, Unit
from kantor.models.pegawai import BiodataMixin, RahasiaMixin, StatusKepegawaian
from kantor.riwayat import dicatat

from .pemanggilan import Pemanggilan
from .usulan import Usulan


class Status(models.TextChoices):
    """Where a registration stands. Words on screen differ from the code's (domain words of the office)."""

    DIAJUKAN = "diajukan", "Menunggu verifikasi"
    PERLU_PERBAIKAN = "perlu_perbaikan", "Berkas perlu dilengkapi"
    DITOLAK = "ditolak", "Tidak memenuhi syarat"
    DIVERIFIKASI = "diverifikasi", "Terverifikasi"
    DAFTAR_TUNGGU = "daftar_tunggu", "Peserta cadangan"
    DITAWARI = "ditawari", "Kursi ditawarkan"
    TAWARAN_LEWAT = "tawaran_lewat", "Tawaran kursi lewat batas"
    DITETAPKAN = "ditetapkan", "Ditetapkan"
    DIPANGGIL = "dipanggil", "Dipanggil"
    DIKONFIRMASI = "dikonfirmasi", "Bersedia hadir"
    BERHALANGAN = "berhalangan", "Berhalangan, menunggu pengganti"
    HADIR = "hadir", "Registrasi ulang selesai"
    DIGANTI = "diganti", "Digantikan"
    MENGUNDURKAN_DIRI = "mengundurkan_diri", "Mengundurkan diri"
    DIBATALKAN = "dibatalkan", "Dibatalkan"


S = Status
# A seat is held from the first word to the last day; BERHALANGAN keeps it for the OPD's replacement.
PEMEGANG_KURSI = [
    S.DIAJUKAN, S.PERLU_PERBAIKAN, S.DIVERIFIKASI, S.DITAWARI, S.DITETAPKAN, S.DIPANGGIL, S.DIKONFIRMASI,
    S.BERHALANGAN, S.HADIR,
]  # fmt: skip
BERAKHIR = [S.DITOLAK, S.TAWARAN_LEWAT, S.DIGANTI, S.MENGUNDURKAN_DIRI, S.DIBATALKAN]
HIDUP = [s for s in S if s not in BERAKHIR]
# Two overlapping gelombang: who is berhalangan has said he will not come.
MENGHALANGI_TANGGAL = [s for s in PEMEGANG_KURSI if s != S.BERHALANGAN]
TERPANGGIL = [S.DIPANGGIL, S.DIKONFIRMASI, S.HADIR]

ALUR: list[tuple[str, str]] = [
    (S.DIAJUKAN, S.PERLU_PERBAIKAN), (S.DIAJUKAN, S.DITOLAK), (S.DIAJUKAN, S.DIVERIFIKASI),
    (S.DIAJUKAN, S.MENGUNDURKAN_DIRI), (S.DIAJUKAN, S.DIBATALKAN), (S.DIAJUKAN, S.DIGANTI),
    (S.PERLU_PERBAIKAN, S.DIAJUKAN), (S.PERLU_PERBAIKAN, S.DITOLAK), (S.PERLU_PERBAIKAN, S.DIVERIFIKASI),
    (S.PERLU_PERBAIKAN, S.MENGUNDURKAN_DIRI), (S.PERLU_PERBAIKAN, S.DIBATALKAN), (S.PERLU_PERBAIKAN, S.DIGANTI),
    (S.DITOLAK, S.DIAJUKAN), (S.DITOLAK, S.PERLU_PERBAIKAN), (S.DITOLAK, S.DAFTAR_TUNGGU),
    (S.DIVERIFIKASI, S.DIAJUKAN), (S.DIVERIFIKASI, S.PERLU_PERBAIKAN), (S.DIVERIFIKASI, S.DITETAPKAN),
    (S.DIVERIFIKASI, S.DIPANGGIL),  # in the place of somebody who was called: on the same letter
    (S.DIVERIFIKASI, S.MENGUNDURKAN_DIRI), (S.DIVERIFIKASI, S.DIBATALKAN), (S.DIVERIFIKASI, S.DIGANTI),
    (S.DAFTAR_TUNGGU, S.DITAWARI), (S.DAFTAR_TUNGGU, S.DIAJUKAN), (S.DAFTAR_TUNGGU, S.DITOLAK),
    (S.DAFTAR_TUNGGU, S.MENGUNDURKAN_DIRI), (S.DAFTAR_TUNGGU, S.DIBATALKAN),
    (S.DITAWARI, S.DIAJUKAN), (S.DITAWARI, S.DIVERIFIKASI), (S.DITAWARI, S.TAWARAN_LEWAT),
    (S.DITAWARI, S.MENGUNDURKAN_DIRI), (S.DITAWARI, S.DIBATALKAN), (S.DITAWARI, S.DAFTAR_TUNGGU),
    (S.TAWARAN_LEWAT, S.DAFTAR_TUNGGU),
    (S.DITETAPKAN, S.DIVERIFIKASI), (S.DITETAPKAN, S.DIPANGGIL), (S.DITETAPKAN, S.MENGUNDURKAN_DIRI),
    (S.DITETAPKAN, S.DIBATALKAN), (S.DITETAPKAN, S.DIGANTI),
    (S.DIPANGGIL, S.DIKONFIRMASI), (S.DIPANGGIL, S.BERHALANGAN), (S.DIPANGGIL, S.HADIR),
    (S.DIPANGGIL, S.MENGUNDURKAN_DIRI), (S.DIPANGGIL, S.DIBATALKAN), (S.DIPANGGIL, S.DIGANTI),
    (S.DIKONFIRMASI, S.HADIR), (S.DIKONFIRMASI, S.BERHALANGAN), (S.DIKONFIRMASI, S.MENGUNDURKAN_DIRI),
    (S.DIKONFIRMASI, S.DIBATALKAN), (S.DIKONFIRMASI, S.DIGANTI),
    (S.BERHALANGAN, S.DIKONFIRMASI), (S.BERHALANGAN, S.DIGANTI), (S.BERHALANGAN, S.MENGUNDURKAN_DIRI),
    (S.BERHALANGAN, S.DIBATALKAN),
    (S.HADIR, S.DIKONFIRMASI), (S.HADIR, S.DIPANGGIL), (S.HADIR, S.DITETAPKAN), (S.HADIR, S.DIBATALKAN),
]  # fmt: skip


class PendaftaranQuerySet(LingkupQuerySet):
    """Registrations, and the words the office uses for groups of them."""

    def pemegang_kursi(self) -> PendaftaranQuerySet:
        """Those that hold a seat now."""
        return self.filter(status__in=PEMEGANG_KURSI)

    def hidup(self) -> PendaftaranQuerySet:
        """Those that have not ended: seat holders and cadangan."""
        return self.filter(status__in=HIDUP)

    def cadangan(self) -> PendaftaranQuerySet:
        """The list of cadangan in its strict order: priority first, then the number given under the lock."""
        return self.filter(status=Status.DAFTAR_TUNGGU).order_by("-prioritas", "urutan_cadangan")


@dicatat(dicari=["gelombang", "pgh_obj"])
class Pendaftaran(BiodataMixin):
    """Name, titles, golongan, jabatan and unit are the snapshot as of the registration, corrected until printed."""

    class Jalur(models.TextChoices):
        MANDIRI = "mandiri", "Mandiri"
        USULAN = "usulan", "Usulan OPD"
        IMPOR = "impor", "Nominatif"
        API = "api", "API"
        LANGSUNG = "langsung", "Di tempat"

    nomor = models.CharField("nomor pendaftaran", max_length=30, unique=True)
    gelombang = models.ForeignKey(Gelombang, models.PROTECT, related_name="pendaftaran")
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="pendaftaran")
    status = models.CharField("status", max_length=18, choices=Status.choices)
    jalur = models.CharField("jalur", max_length=8, choices=Jalur.choices)
    # The gelombang's dates, kept equal by a composite foreign key; the exclusion below compares them.
    rentang = DateRangeField(editable=False)

    status_kepegawaian = models.CharField(
        "status kepegawaian", max_length=16, choices=StatusKepegawaian.choices
    )
    nama_kunci = models.CharField(max_length=150, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="unit kerja")
    opd = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", editable=False)
    unit_nama = models.CharField("nama unit kerja", max_length=250, blank=True)

    usulan = models.ForeignKey(Usulan, models.SET_NULL, null=True, blank=True, related_name="pendaftaran")
    menggantikan = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="pengganti"
    )
    # The letter this seat was called with; a replacement takes it over and is called with it once verified.
    pemanggilan = models.ForeignKey(
        Pemanggilan, models.SET_NULL, null=True, blank=True, related_name="dipanggil", editable=False
    )
    prioritas = models.PositiveSmallIntegerField(default=0)
    urutan_cadangan = models.PositiveIntegerField(null=True, blank=True)
    tawaran_sampai = models.DateTimeField(null=True, blank=True)
    ndh = models.PositiveIntegerField("nomor daftar hadir", null=True, blank=True)
    # Where the undo of registrasi ulang leads back to; empty for a walk-in, who was nowhere before.
    status_semula = models.CharField(max_length=18, blank=True, db_default="", editable=False)
    alasan = models.CharField("alasan", max_length=300, blank=True)
    # When what had been sent back came in again; empty once the office has decided anew.
    dilengkapi = models.DateTimeField("dilengkapi pada", null=True, blank=True, editable=False)
    nama_dikonfirmasi = models.DateTimeField("nama dan gelar dikonfirmasi pada", null=True, blank=True)
    persetujuan = models.DateTimeField("persetujuan pemrosesan data", null=True, blank=True)
    dibuat = models.DateTimeField("mendaftar pada")
    dibuat_oleh = models.ForeignKey(Pengguna, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = PendaftaranQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "pendaftaran"
        ordering = ["gelombang", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["gelombang", "pegawai"],
                name="pendaftaran_sekali_per_gelombang",
                condition=Q(status__in=HIDUP),
            ),
            models.UniqueConstraint(fields=["gelombang", "ndh"], name="pendaftaran_ndh_sekali"),
            models.UniqueConstraint(
                fields=["gelombang", "urutan_cadangan"], name="pendaftaran_urutan_cadangan_sekali"
            ),
            models.CheckConstraint(
                name="pendaftaran_cadangan_berurutan",
                condition=~Q(status__in=[Status.DAFTAR_TUNGGU, Status.DITAWARI])
                | Q(urutan_cadangan__isnull=False),
            ),
            models.CheckConstraint(
                name="pendaftaran_tawaran_berbatas",
                condition=~Q(status=Status.DITAWARI) | Q(tawaran_sampai__isnull=False),
            ),
            models.CheckConstraint(
                name="pendaftaran_hadir_ber_ndh", condition=~Q(status=Status.HADIR) | Q(ndh__isnull=False)
            ),
            models.CheckConstraint(
                name="pendaftaran_bukan_pengganti_sendiri", condition=~Q(menggantikan=F("id"))
            ),
            ExclusionConstraint(
                name="pendaftaran_tanggal_tidak_bertumpukan",
                expressions=[("pegawai", RangeOperators.EQUAL), ("rentang", RangeOperators.OVERLAPS)],
                condition=Q(status__in=MENGHALANGI_TANGGAL),
            ),
        ]
        indexes = [
            models.Index(fields=["gelombang", "status"], name="pendaftaran_status"),
            models.Index(fields=["gelombang", "nama_kunci", "id"], name="pendaftaran_urut_nama"),
            models.Index(fields=["gelombang", "opd"], name="pendaftaran_opd"),
            models.Index(
                fields=["tawaran_sampai"], name="pendaftaran_tawaran", condition=Q(status=Status.DITAWARI)
            ),
        ]
        triggers = [
            pgtrigger.FSM(
                name="alur_status", field="status", transitions=[(str(a), str(b)) for a, b in ALUR]
            ),
            # A swap is a new registration (pindah_gelombang).
            pgtrigger.Protect(
                name="tetap_di_gelombang",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("gelombang"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nama_lengkap} ({self.nomor})"

    @property
    def pemegang(self) -> bool:
        """True while this registration holds a seat."""
        return self.status in PEMEGANG_KURSI

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        """Staff through the gelombang, operators through the unit, a peserta through the own pegawai row."""
        syarat = Q(gelombang__in=Gelombang.objects.untuk(pengguna, hak))
        if hak in (Hak.LIHAT, Hak.USUL):
            if unit := pengguna.unit_dengan_usul():
                syarat |= Q(unit__in=unit)
            if hak == Hak.LIHAT and pengguna.pegawai_id:
                syarat |= Q(pegawai=pengguna.pegawai_id)
        return syarat


@dicatat(kecuali=["kunci"])
class PendaftaranPribadi(RahasiaMixin):
    """Address and phone as typed at registration: encrypted, and not the pegawai's until Panitia verifies."""

    pendaftaran = models.OneToOneField(Pendaftaran, models.CASCADE, primary_key=True, related_name="pribadi")
    email = models.BinaryField(null=True, editable=False)
    ponsel = models.BinaryField(null=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "kontak pendaftaran"

    def __str__(self) -> str:
        return f"kontak {self.pk}"


@dicatat(dicari=["pendaftaran"])
class BerkasPendaftaran(models.Model):
    """A file handed in for one of the gelombang's conditions, or the paper itself shown at the desk."""

    class Keadaan(models.TextChoices):
        DITERIMA = "diterima", "Diterima"
        TIDAK_TERBACA = "tidak_terbaca", "Tidak terbaca"
        DIPERIKSA = "diperiksa", "Sesuai"
        DITUNJUKKAN = "ditunjukkan", "Asli ditunjukkan di meja"

    pendaftaran = models.ForeignKey(Pendaftaran, models.CASCADE, related_name="berkas")
    syarat = models.ForeignKey(SyaratBerkas, models.PROTECT, related_name="+")
    berkas = models.ForeignKey(Berkas, models.PROTECT, null=True, blank=True, related_name="+")
    keadaan = models.CharField(max_length=14, choices=Keadaan.choices, default=Keadaan.DITERIMA)
    catatan = models.CharField("catatan", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "berkas pendaftaran"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["pendaftaran", "syarat"], name="berkas_syarat_sekali"),
            models.CheckConstraint(
                condition=models.Q(berkas__isnull=False) | models.Q(keadaan="ditunjukkan"),
                name="berkas_atau_ditunjukkan",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="satu_gelombang",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("pendaftaran_id", "syarat_id"),
                func="""
                    IF (SELECT gelombang_id FROM peserta_pendaftaran WHERE id = NEW.pendaftaran_id)
                        IS DISTINCT FROM (SELECT gelombang_id FROM diklat_syaratberkas WHERE id = NEW.syarat_id)
                    THEN
                        RAISE EXCEPTION 'registration and condition belong to two gelombang'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return str(self.syarat)


@dicatat(kecuali=["sidik"])
class AksesPendaftaran(models.Model):
    """A key mailed to a new address: it opens this one registration and nothing else."""

    pendaftaran = models.ForeignKey(Pendaftaran, models.CASCADE, related_name="akses")
    sidik = models.CharField(max_length=64, unique=True, editable=False)
    dibuat = models.DateTimeField(auto_now_add=True)
    berlaku_sampai = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "akses pendaftaran"

    def __str__(self) -> str:
        return f"akses {self.pendaftaran_id}"
