"""After the seminar: what became of a plan at 3, 6 and 12 months, and how it stands in the public catalogue."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone

from diklat.models import Gelombang
from kantor.lingkup import Hak, LingkupQuerySet
from kantor.models import Berkas, Pengguna, Unit
from kantor.riwayat import dicatat, tanpa_riwayat

from .klaster import Klaster
from .pendamping import Pendamping
from .rencana import RencanaAksi

BULAN = (3, 6, 12)  # months after the seminar at which the office asks
PANJANG_KATALOG = 2000
PANJANG_SUARA = 300


class KeadaanInovasi(models.TextChoices):
    """Whether the innovation runs."""

    BERJALAN = "berjalan", "Berjalan"
    SEBAGIAN = "sebagian", "Berjalan sebagian"
    BERHENTI = "berhenti", "Berhenti"


class SebabInovasi(models.TextChoices):
    """Why it does not run, or not all of it."""

    PETUGAS = "petugas", "Penanggung jawab pindah tugas"
    ANGGARAN = "anggaran", "Anggaran tidak tersedia"
    SARANA = "sarana", "Sarana atau sistem rusak atau belum ada"
    ATURAN = "aturan", "Aturan atau kebijakan berubah"
    SEPI = "sepi", "Kurang dipakai warga"
    LAIN = "lain", "Sebab lain"


class StatusLaporan(models.TextChoices):
    """Whose turn it is."""

    DIAJUKAN = "diajukan", "Menunggu konfirmasi mentor"
    DIKEMBALIKAN = "dikembalikan", "Perlu diperbaiki"
    DIKONFIRMASI = "dikonfirmasi", "Dikonfirmasi"


L = StatusLaporan
# What a report says; once it is confirmed this stays as it is.
ISI_LAPORAN = ("rencana_id", "bulan", "keadaan", "sebab", "uraian", "pengguna", "dikirim")


@dicatat(dicari=["rencana"])
class LaporanInovasi(models.Model):
    """What the peserta reports of the plan at 3, 6 or 12 months. The mentor confirms it or sends it back."""

    rencana = models.ForeignKey(RencanaAksi, models.PROTECT, related_name="laporan")
    bulan = models.PositiveSmallIntegerField("bulan ke", choices=[(b, f"Bulan ke-{b}") for b in BULAN])
    keadaan = models.CharField("keadaan", max_length=8, choices=KeadaanInovasi.choices)
    sebab = models.CharField("sebab", max_length=8, choices=SebabInovasi.choices, blank=True)
    uraian = models.TextField("uraian")
    # How many people were served since the report before; not every innovation can count them.
    pengguna = models.PositiveIntegerField("banyak orang yang terlayani", null=True, blank=True)
    status = models.CharField("status", max_length=12, choices=L.choices, default=L.DIAJUKAN)
    dikirim = models.DateTimeField("dikirim pada")
    # Who answered, as named then; `pendamping` is empty where Panitia confirmed in the mentor's place.
    pendamping = models.ForeignKey(
        Pendamping, models.PROTECT, null=True, blank=True, related_name="laporan_inovasi"
    )
    dijawab = models.DateTimeField("dijawab pada", null=True, blank=True)
    nama_penjawab = models.CharField(max_length=250, blank=True)
    jabatan_penjawab = models.CharField(max_length=220, blank=True)
    catatan = models.TextField("catatan", blank=True)

    objects = LingkupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "laporan inovasi"
        ordering = ["rencana", "bulan"]
        constraints = [
            models.UniqueConstraint(fields=["rencana", "bulan"], name="laporan_inovasi_sekali"),
            models.CheckConstraint(name="laporan_inovasi_bulan", condition=Q(bulan__in=BULAN)),
            models.CheckConstraint(
                name="laporan_inovasi_beralasan", condition=Q(keadaan=KeadaanInovasi.BERJALAN) ^ ~Q(sebab="")
            ),
            models.CheckConstraint(name="laporan_inovasi_beruraian", condition=~Q(uraian="")),
            models.CheckConstraint(
                name="laporan_inovasi_dijawab",
                condition=Q(status=L.DIAJUKAN)
                | (
                    Q(dijawab__isnull=False)
                    & ~Q(nama_penjawab="")
                    & (Q(pendamping__isnull=False) | ~Q(catatan=""))
                ),
            ),
            models.CheckConstraint(
                name="laporan_inovasi_kembali_bercatatan",
                condition=~Q(status=L.DIKEMBALIKAN) | ~Q(catatan=""),
            ),
        ]
        triggers = [
            pgtrigger.FSM(
                name="alur_status",
                field="status",
                transitions=[
                    (L.DIAJUKAN, L.DIKONFIRMASI),
                    (L.DIAJUKAN, L.DIKEMBALIKAN),
                    (L.DIKEMBALIKAN, L.DIAJUKAN),
                    (L.DIKONFIRMASI, L.DIKEMBALIKAN),  # Panitia opens it again, with a reason
                ],
            ),
            pgtrigger.Protect(
                name="tetap_setelah_dikonfirmasi",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    f"OLD.status = '{L.DIKONFIRMASI}' AND ("
                    + " OR ".join(f"OLD.{k} IS DISTINCT FROM NEW.{k}" for k in ISI_LAPORAN)
                    + ")"
                ),
            ),
            pgtrigger.Protect(name="tidak_dihapus", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"laporan bulan ke-{self.bulan} {self.rencana}"

    @property
    def dapat_ditulis(self) -> bool:
        """Whether the peserta may still change it."""
        return self.status != L.DIKONFIRMASI

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        """Staff of the gelombang; to read also whose plan it is, and who guides it now."""
        syarat = Q(rencana__pendaftaran__gelombang__in=Gelombang.objects.untuk(pengguna, hak))
        if hak == Hak.LIHAT and pengguna.pegawai_id:
            syarat |= Q(rencana__in=RencanaAksi.objects.untuk(pengguna, hak))
        return syarat


@dicatat(dicari=["laporan"])
class BuktiInovasi(models.Model):
    """A photo or paper that shows what a report says."""

    laporan = models.ForeignKey(LaporanInovasi, models.PROTECT, related_name="bukti")
    berkas = models.ForeignKey(Berkas, models.PROTECT, related_name="+")
    diunggah = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "bukti laporan inovasi"
        ordering = ["laporan", "pk"]
        constraints = [models.UniqueConstraint(fields=["laporan", "berkas"], name="bukti_inovasi_sekali")]

    def __str__(self) -> str:
        return self.berkas.nama


@dicatat(dicari=["rencana"])
class Inovasi(models.Model):
    """A plan as people read of it in the Katalog Inovasi, in plain words. Public once `diterbitkan` is set."""

    rencana = models.OneToOneField(RencanaAksi, models.PROTECT, related_name="inovasi")
    slug = models.SlugField("alamat", max_length=80, unique=True)
    judul = models.CharField("judul", max_length=200)
    klaster = models.ForeignKey(Klaster, models.PROTECT, related_name="inovasi", verbose_name="klaster")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="kelurahan atau unit")
    masalah = models.TextField("masalah", max_length=PANJANG_KATALOG, blank=True)
    perubahan = models.TextField("perubahan", max_length=PANJANG_KATALOG, blank=True)
    cara_memakai = models.TextField("cara memakai", max_length=PANJANG_KATALOG, blank=True)
    sejak = models.DateField("dipakai sejak", null=True, blank=True)
    diterbitkan = models.DateTimeField("diterbitkan pada", null=True, blank=True)

    objects = LingkupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "inovasi"
        ordering = ["judul", "pk"]
        constraints = [
            models.CheckConstraint(
                name="inovasi_terbit_lengkap",
                condition=Q(diterbitkan=None)
                | (~Q(masalah="") & ~Q(perubahan="") & ~Q(cara_memakai="") & Q(sejak__isnull=False)),
            )
        ]

    def __str__(self) -> str:
        return self.judul

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        return Q(rencana__pendaftaran__gelombang__in=Gelombang.objects.untuk(pengguna, hak))


@tanpa_riwayat("suara warga tanpa nama, tidak pernah diubah")
class SuaraWarga(models.Model):
    """ "Apakah layanan ini berjalan?", answered by somebody without an account. Holds nothing about the person."""

    class Jawaban(models.TextChoices):
        YA = "ya", "Ya, berjalan"
        SEBAGIAN = "sebagian", "Berjalan sebagian"
        TIDAK = "tidak", "Tidak berjalan"

    inovasi = models.ForeignKey(Inovasi, models.CASCADE, related_name="suara")
    jawaban = models.CharField("jawaban", max_length=8, choices=Jawaban.choices)
    catatan = models.CharField("catatan", max_length=PANJANG_SUARA, blank=True)
    hari = models.DateField()
    # Hash of the browser's own random mark, the innovation and the day: one voice a day, and no trace over days.
    asal = models.CharField(max_length=32)

    class Meta:
        verbose_name = verbose_name_plural = "suara warga"
        ordering = ["inovasi", "-pk"]
        constraints = [models.UniqueConstraint(fields=["inovasi", "asal"], name="suara_sekali_sehari")]

    def __str__(self) -> str:
        return self.get_jawaban_display()
