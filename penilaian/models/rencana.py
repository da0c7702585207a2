"""The rencana aksi of a peserta: the text being written, what was sent of it, and the files beside it."""

from __future__ import annotations

import datetime

import pgtrigger
from django.db import models
from django.db.models import F, Q

from diklat.models import Gelombang
from kantor.lingkup import Hak, LingkupQuerySet
from kantor.models import Berkas, Pengguna, Unit
from kantor.riwayat import dicatat, tanpa_riwayat
from peserta.models import Pendaftaran

from .klaster import Klaster

# The parts of a plan that are written as text, in the order of the form and of the paper.
BAGIAN = ("masalah", "data_awal", "gagasan", "manfaat", "sumber_daya", "risiko")
PANJANG_BAGIAN = 8000


@dicatat(dicari=["gelombang"])
class AturanRencana(models.Model):
    """That the people of a gelombang write a rencana aksi, and what is asked of it. No row: nobody writes one."""

    gelombang = models.OneToOneField(
        Gelombang, models.CASCADE, primary_key=True, related_name="aturan_rencana"
    )
    # Only sending ends here; whoever still writes goes on, and nothing written is lost.
    batas_kirim = models.DateTimeField("batas pengiriman", null=True, blank=True)
    wajib_makalah = models.BooleanField("makalah wajib dilampirkan", default=True)
    wajib_paparan = models.BooleanField("bahan paparan wajib dilampirkan", default=True)
    petunjuk = models.TextField("petunjuk untuk peserta", blank=True)

    objects = LingkupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "aturan rencana aksi"

    def __str__(self) -> str:
        return f"rencana aksi {self.gelombang}"

    def batas_untuk(self, rencana: RencanaAksi | None) -> datetime.datetime | None:
        """Until when this plan may be sent: the day for all, or the later one given to this peserta alone."""
        sendiri = rencana.batas_khusus if rencana else None
        return max(self.batas_kirim, sendiri) if self.batas_kirim and sendiri else self.batas_kirim

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        return Q(gelombang__in=Gelombang.objects.untuk(pengguna, hak))


class StatusRencana(models.TextChoices):
    """Whose turn it is."""

    DRAF = "draf", "Sedang ditulis"
    DIAJUKAN = "diajukan", "Menunggu mentor"
    DIKEMBALIKAN = "dikembalikan", "Perlu diperbaiki"
    DISETUJUI = "disetujui", "Disetujui mentor"


S = StatusRencana
ALUR = [
    (S.DRAF, S.DIAJUKAN),
    (S.DIAJUKAN, S.DRAF),  # taken back by the peserta before the mentor has answered
    (S.DIAJUKAN, S.DIKEMBALIKAN),
    (S.DIAJUKAN, S.DISETUJUI),
    (S.DIKEMBALIKAN, S.DIAJUKAN),
    (S.DISETUJUI, S.DIKEMBALIKAN),  # opened again for what the review or the seminar asks for
]
DAPAT_DITULIS = (S.DRAF, S.DIKEMBALIKAN)


# Each press of a key saves: the versions that were sent are the history, and the last state stands in the row.
@dicatat(kecuali=[*BAGIAN, "revisi", "disimpan"], dicari=["pendaftaran"])
class RencanaAksi(models.Model):
    """One plan of one peserta as it is being written. What others read is the version that was sent last."""

    pendaftaran = models.OneToOneField(Pendaftaran, models.PROTECT, related_name="rencana")
    judul = models.CharField("judul", max_length=200, blank=True)
    klaster = models.ForeignKey(
        Klaster, models.PROTECT, null=True, blank=True, related_name="rencana", verbose_name="klaster"
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="unit kerja pelaksana"
    )
    masalah = models.TextField("masalah", blank=True)
    data_awal = models.TextField("data awal", blank=True)
    gagasan = models.TextField("gagasan", blank=True)
    manfaat = models.TextField("manfaat", blank=True)
    sumber_daya = models.TextField("sumber daya", blank=True)
    risiko = models.TextField("risiko dan cara mengatasinya", blank=True)
    status = models.CharField("status", max_length=12, choices=S.choices, default=S.DRAF)
    # Counts every save: whoever saves says which one was seen, so that two tabs never overwrite each other silently.
    revisi = models.PositiveIntegerField(default=0)
    disimpan = models.DateTimeField("terakhir disimpan", null=True, blank=True)
    diajukan = models.DateTimeField("diajukan pada", null=True, blank=True)
    # A longer time to send, given by Panitia to this peserta alone, and why.
    batas_khusus = models.DateTimeField("batas pengiriman sendiri", null=True, blank=True)
    alasan_batas = models.CharField("alasan perpanjangan", max_length=200, blank=True)
    dibuat = models.DateTimeField(auto_now_add=True)

    objects = LingkupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "rencana aksi"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="rencana_diajukan_lengkap",
                condition=Q(status__in=DAPAT_DITULIS)
                | (~Q(judul="") & Q(klaster__isnull=False, unit__isnull=False, diajukan__isnull=False)),
            ),
            models.CheckConstraint(
                name="rencana_batas_beralasan", condition=Q(batas_khusus=None) | ~Q(alasan_batas="")
            ),
        ]
        triggers = [pgtrigger.FSM(name="alur_status", field="status", transitions=ALUR)]

    def __str__(self) -> str:
        return self.judul or "(belum berjudul)"

    @property
    def dapat_ditulis(self) -> bool:
        """Whether it is the peserta's turn."""
        return self.status in DAPAT_DITULIS

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        """Staff of the gelombang; to read also whose plan it is, and who guides it now."""
        syarat = Q(pendaftaran__gelombang__in=Gelombang.objects.untuk(pengguna, hak))
        if hak == Hak.LIHAT and pengguna.pegawai_id:
            syarat |= Q(pendaftaran__pegawai=pengguna.pegawai_id)
            syarat |= Q(
                pk__in=RencanaAksi.objects.filter(
                    pendaftaran__pendamping__pegawai=pengguna.pegawai_id,
                    pendaftaran__pendamping__status__in=["diundang", "bersedia"],
                ).values("pk")
            )
        return syarat


@tanpa_riwayat("bagian dari naskah yang disimpan otomatis; versi yang dikirim menyimpannya")
class TahapRencana(models.Model):
    """A step of the plan: what is done by when, and by what one sees that it is done."""

    class Jangka(models.TextChoices):
        PENDEK = "pendek", "Jangka pendek"
        MENENGAH = "menengah", "Jangka menengah"
        PANJANG = "panjang", "Jangka panjang"

    rencana = models.ForeignKey(RencanaAksi, models.CASCADE, related_name="tahap")
    jangka = models.CharField("jangka", max_length=8, choices=Jangka.choices)
    urutan = models.PositiveSmallIntegerField()
    kegiatan = models.CharField("kegiatan", max_length=300, blank=True)
    hasil = models.CharField("hasil yang terukur", max_length=300, blank=True)
    mulai = models.DateField("mulai", null=True, blank=True)
    selesai = models.DateField("selesai", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "tahapan"
        ordering = ["rencana", "urutan"]
        constraints = [
            models.UniqueConstraint(
                fields=["rencana", "urutan"],
                name="tahap_urutan_sekali",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                name="tahap_tanggal_urut",
                condition=Q(mulai=None) | Q(selesai=None) | Q(selesai__gte=F("mulai")),
                violation_error_message="Tahap selesai sebelum dimulai.",
            ),
        ]

    def __str__(self) -> str:
        return self.kegiatan


@tanpa_riwayat("tidak pernah diubah atau dihapus")
class VersiRencana(models.Model):
    """A plan as it was sent, whole: text, steps and files. A mentor approves one of these, an examiner scores one."""

    rencana = models.ForeignKey(RencanaAksi, models.PROTECT, related_name="versi")
    nomor = models.PositiveSmallIntegerField("versi")
    judul = models.CharField(max_length=200)
    # `klaster` and `unit` by name, the texts of BAGIAN; lists of `tahap` (jangka, kegiatan, hasil, mulai, selesai) and
    # `lampiran` (jenis, nama, berkas).
    isi = models.JSONField()
    oleh = models.ForeignKey(Pengguna, models.SET_NULL, null=True, related_name="+")
    dibuat = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "versi rencana aksi"
        ordering = ["rencana", "nomor"]
        constraints = [models.UniqueConstraint(fields=["rencana", "nomor"], name="versi_rencana_sekali")]
        triggers = [
            # An account that is deleted leaves what it sent, less the link to itself.
            pgtrigger.Protect(
                name="tetap",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("rencana", "nomor", "judul", "isi", "dibuat"),
            ),
            pgtrigger.Protect(name="tidak_dihapus", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.judul} (versi {self.nomor})"


@dicatat(dicari=["rencana"])
class LampiranRencana(models.Model):
    """Paper or slides. A newer file takes the place of an older one, which versions that were sent still show."""

    class Jenis(models.TextChoices):
        MAKALAH = "makalah", "Makalah"
        PAPARAN = "paparan", "Bahan paparan"

    rencana = models.ForeignKey(RencanaAksi, models.PROTECT, related_name="lampiran")
    jenis = models.CharField("jenis", max_length=8, choices=Jenis.choices)
    berkas = models.ForeignKey(Berkas, models.PROTECT, related_name="+")
    diunggah = models.DateTimeField()
    dilepas = models.DateTimeField("tidak dipakai lagi sejak", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "lampiran rencana aksi"
        ordering = ["rencana", "jenis", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["rencana", "jenis"], name="lampiran_terpakai_satu", condition=Q(dilepas=None)
            )
        ]

    def __str__(self) -> str:
        return self.berkas.nama
