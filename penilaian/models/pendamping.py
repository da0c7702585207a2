"""Who guides a peserta: mentor and coach, what they answered to a plan, and the log of bimbingan."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from diklat.models import Gelombang, Narasumber, Sesi
from kantor.lib import kode
from kantor.lingkup import Hak, LingkupQuerySet
from kantor.models import Instansi, Pegawai, Pengguna
from kantor.riwayat import dicatat, tanpa_riwayat
from peserta.models import Pendaftaran

from .rencana import RencanaAksi, VersiRencana


class PeranPendamping(models.TextChoices):
    """Who guides: the mentor from the own office, the coach from the training."""

    MENTOR = "mentor", "Mentor"
    COACH = "coach", "Coach"


class Kapasitas(models.TextChoices):
    """In which capacity somebody signs."""

    DEFINITIF = "definitif", "Definitif"
    PLT = "plt", "Plt."
    PLH = "plh", "Plh."


class StatusPendamping(models.TextChoices):
    """From the invitation to the handover."""

    DIUNDANG = "diundang", "Menunggu kesediaan"
    BERSEDIA = "bersedia", "Bersedia"
    MENOLAK = "menolak", "Tidak bersedia"
    BERAKHIR = "berakhir", "Digantikan"


MENDAMPINGI = (StatusPendamping.DIUNDANG, StatusPendamping.BERSEDIA)


@dicatat(dicari=["pendaftaran", "pegawai"])
class Pendamping(models.Model):
    """One person in one capacity guiding one peserta for a time. A handover ends this row and begins another."""

    pendaftaran = models.ForeignKey(Pendaftaran, models.PROTECT, related_name="pendamping")
    peran = models.CharField("peran", max_length=6, choices=PeranPendamping.choices)
    # A coach may be a widyaiswara from elsewhere, without a NIP and an account.
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, null=True, blank=True, related_name="mendampingi")
    narasumber = models.ForeignKey(
        Narasumber, models.PROTECT, null=True, blank=True, related_name="mendampingi"
    )
    kapasitas = models.CharField(
        "kapasitas", max_length=9, choices=Kapasitas.choices, default=Kapasitas.DEFINITIF
    )
    jabatan = models.CharField("jabatan", max_length=200)
    status = models.CharField(
        "status", max_length=8, choices=StatusPendamping.choices, default=StatusPendamping.DIUNDANG
    )
    sejak = models.DateTimeField("sejak", default=timezone.now)
    dijawab = models.DateTimeField("dijawab pada", null=True, blank=True)
    berakhir = models.DateTimeField("sampai", null=True, blank=True)
    # Why not, or why no longer; and whom somebody who declined named instead.
    alasan = models.CharField("alasan", max_length=200, blank=True)
    usul_pengganti = models.CharField("usul pengganti", max_length=200, blank=True)

    objects = LingkupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "pendamping"
        ordering = ["pendaftaran", "peran", "sejak", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pendaftaran", "peran"],
                name="pendamping_satu_per_peran",
                condition=Q(status__in=MENDAMPINGI),
            ),
            models.CheckConstraint(
                name="pendamping_seorang",
                condition=Q(pegawai__isnull=False, narasumber=None)
                | Q(pegawai=None, narasumber__isnull=False),
            ),
            models.CheckConstraint(
                name="pendamping_mentor_pegawai", condition=~Q(peran="mentor") | Q(pegawai__isnull=False)
            ),
            models.CheckConstraint(
                name="pendamping_berakhir_beralasan",
                condition=Q(status__in=MENDAMPINGI, berakhir=None)
                | (~Q(status__in=MENDAMPINGI) & Q(berakhir__isnull=False) & ~Q(alasan="")),
            ),
            models.CheckConstraint(
                name="pendamping_waktu_urut", condition=Q(berakhir=None) | Q(berakhir__gte=F("sejak"))
            ),
        ]
        triggers = [
            pgtrigger.FSM(
                name="alur_status",
                field="status",
                transitions=[
                    ("diundang", "bersedia"),
                    ("diundang", "menolak"),
                    ("diundang", "berakhir"),
                    ("bersedia", "berakhir"),
                ],
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_peran_display()} {self.nama_lengkap}"

    @property
    def nama_lengkap(self) -> str:
        """Name with titles."""
        orang = self.pegawai or self.narasumber
        return orang.nama_lengkap if orang else ""

    @property
    def jabatan_cetak(self) -> str:
        """`Plt. Camat Medan Kota`, as printed under a signature."""
        awalan = "" if self.kapasitas == Kapasitas.DEFINITIF else f"{self.get_kapasitas_display()} "
        return f"{awalan}{self.jabatan}"

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        """Staff of the gelombang; to read also the one who guides and the one who is guided."""
        syarat = Q(pendaftaran__gelombang__in=Gelombang.objects.untuk(pengguna, hak))
        if hak == Hak.LIHAT and pengguna.pegawai_id:
            syarat |= Q(pegawai=pengguna.pegawai_id) | Q(pendaftaran__pegawai=pengguna.pegawai_id)
        return syarat


@dicatat(kecuali=["kode"])
class PintuMentor(models.Model):
    """The one private address of a mentor: whoever has it may read what waits, nobody decides by it alone."""

    instansi = models.ForeignKey(Instansi, models.PROTECT, related_name="+")
    pegawai = models.ForeignKey(Pegawai, models.PROTECT, related_name="pintu_mentor")
    kode = models.CharField(max_length=19, unique=True, default=kode.acak, editable=False)
    sejak = models.DateTimeField("tautan sejak", default=timezone.now, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "tautan mentor"
        constraints = [
            models.UniqueConstraint(fields=["instansi", "pegawai"], name="pintu_mentor_satu"),
        ]

    def __str__(self) -> str:
        return f"tautan {self.pegawai}"


@tanpa_riwayat("tidak pernah diubah atau dihapus")
class TanggapanRencana(models.Model):
    """What was answered to a version that was sent: by whom, and in which capacity then. Stays over a handover."""

    class Keputusan(models.TextChoices):
        SETUJU = "setuju", "Disetujui"
        KEMBALIKAN = "kembalikan", "Dikembalikan untuk diperbaiki"

    versi = models.ForeignKey(VersiRencana, models.PROTECT, related_name="tanggapan")
    # Empty where Panitia sent an approved plan back.
    pendamping = models.ForeignKey(Pendamping, models.PROTECT, null=True, related_name="tanggapan")
    keputusan = models.CharField(max_length=10, choices=Keputusan.choices)
    catatan = models.TextField("catatan", blank=True)
    nama = models.CharField(max_length=250)
    jabatan = models.CharField(max_length=220)
    oleh = models.ForeignKey(Pengguna, models.SET_NULL, null=True, related_name="+")
    pada = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "tanggapan rencana aksi"
        ordering = ["versi", "pk"]
        constraints = [
            models.CheckConstraint(
                name="tanggapan_kembali_bercatatan",
                condition=Q(keputusan="setuju", pendamping__isnull=False) | ~Q(catatan=""),
            ),
            models.UniqueConstraint(
                fields=["versi", "keputusan"], name="tanggapan_setuju_sekali", condition=Q(keputusan="setuju")
            ),
        ]
        triggers = [
            # An account that is deleted leaves its decisions, less the link to itself.
            pgtrigger.Protect(
                name="tetap",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    "versi", "pendamping", "keputusan", "catatan", "nama", "jabatan", "pada"
                ),
            ),
            pgtrigger.Protect(name="tidak_dihapus", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.get_keputusan_display()} oleh {self.nama}"


@dicatat(dicari=["rencana"])
class Bimbingan(models.Model):
    """One meeting of a peserta with mentor or coach. Once it has the paraf it stays as it is."""

    rencana = models.ForeignKey(RencanaAksi, models.PROTECT, related_name="bimbingan")
    pendamping = models.ForeignKey(Pendamping, models.PROTECT, related_name="bimbingan")
    tanggal = models.DateField("tanggal")
    uraian = models.TextField("uraian")
    dicatat = models.DateTimeField(auto_now_add=True)
    paraf_pada = models.DateTimeField("diparaf pada", null=True, blank=True)
    paraf_oleh = models.ForeignKey(Pengguna, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "bimbingan"
        ordering = ["rencana", "tanggal", "pk"]
        constraints = [
            models.CheckConstraint(name="bimbingan_beruraian", condition=~Q(uraian="")),
        ]
        triggers = [
            pgtrigger.Protect(
                name="tetap_setelah_paraf",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__paraf_pada__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"bimbingan {self.tanggal}"


@dicatat(dicari=["rencana"])
class CatatanReview(models.Model):
    """What was said of a plan in a session *review action plan*."""

    sesi = models.ForeignKey(Sesi, models.PROTECT, related_name="catatan_review")
    rencana = models.ForeignKey(RencanaAksi, models.PROTECT, related_name="catatan_review")
    catatan = models.TextField("catatan")
    oleh = models.ForeignKey(Pengguna, models.SET_NULL, null=True, related_name="+")
    diperbarui = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = verbose_name_plural = "catatan review"
        ordering = ["rencana", "pk"]
        constraints = [models.UniqueConstraint(fields=["sesi", "rencana"], name="catatan_review_sekali")]

    def __str__(self) -> str:
        return f"review {self.rencana}"
