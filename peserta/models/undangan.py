"""A seat per OPD: who was invited, whom the OPD sends, who came, in person or mewakili."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q

from diklat.models import Gelombang
from kantor.lib import nip as lib_nip
from kantor.lingkup import Hak, LingkupQuerySet
from kantor.models import Pengguna, Unit
from kantor.riwayat import dicatat


class StatusUndangan(models.TextChoices):
    """From the letter to the chair."""

    BELUM = "belum_menjawab", "Belum menjawab"
    MENGIRIM = "mengirim", "Akan hadir"
    SENDIRI = "hadir_sendiri", "Hadir sendiri"
    DIWAKILI = "hadir_diwakili", "Hadir diwakili"
    TIDAK = "tidak_hadir", "Tidak hadir"


S = StatusUndangan
HADIR = (S.SENDIRI, S.DIWAKILI)
# Nobody sits on the seat; who once was to is in the history.
TANPA_NAMA = (S.BELUM, S.TIDAK)
ALUR = [
    (S.BELUM, S.MENGIRIM),
    (S.BELUM, S.TIDAK),
    (S.BELUM, S.SENDIRI),
    (S.BELUM, S.DIWAKILI),
    (S.MENGIRIM, S.TIDAK),
    (S.MENGIRIM, S.SENDIRI),
    (S.MENGIRIM, S.DIWAKILI),
    (S.TIDAK, S.MENGIRIM),
    (S.TIDAK, S.SENDIRI),
    (S.TIDAK, S.DIWAKILI),
    # The wrong row was tapped at the reception, or the wrong person was named: back to what the OPD had answered.
    *((hadir, semula) for hadir in HADIR for semula in (S.BELUM, S.MENGIRIM, S.TIDAK)),
    (S.SENDIRI, S.DIWAKILI),
    (S.DIWAKILI, S.SENDIRI),
]


@dicatat(kecuali=["disurati"], dicari=["pgh_obj"])
class UndanganOpd(models.Model):
    """The one seat of an OPD in a gelombang; every name that held it stays in the history."""

    gelombang = models.ForeignKey(Gelombang, models.CASCADE, related_name="undangan")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="perangkat daerah")
    nomor_surat = models.CharField("nomor surat", max_length=80, blank=True)
    tanggal_surat = models.DateField("tanggal surat", null=True, blank=True)
    status = models.CharField("status", max_length=14, choices=S.choices, default=S.BELUM)
    nama = models.CharField("nama dan gelar", max_length=190, blank=True)
    nip = models.CharField("NIP / NI PPPK", max_length=18, blank=True)
    jabatan = models.CharField("jabatan", max_length=150, blank=True)
    mewakili = models.BooleanField("mewakili pimpinan", default=False)
    # Why nobody comes. It stays while somebody of an OPD that had declined is there all the same.
    alasan = models.CharField("alasan tidak hadir", max_length=200, blank=True)
    dijawab = models.DateTimeField("dijawab", null=True, blank=True)
    hadir_pada = models.DateTimeField("hadir pada", null=True, blank=True)
    # When the operators of the OPD were told of it.
    disurati = models.DateTimeField("disurati", null=True, editable=False)
    dibuat = models.DateTimeField(auto_now_add=True)

    objects = LingkupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "undangan OPD"
        constraints = [
            models.UniqueConstraint(fields=["gelombang", "unit"], name="undangan_satu_kursi"),
            models.CheckConstraint(
                name="undangan_bernama",
                condition=Q(status__in=TANPA_NAMA, nama="", nip="", jabatan="", mewakili=False)
                | (~Q(status__in=TANPA_NAMA) & ~Q(nama="")),
            ),
            models.CheckConstraint(
                name="undangan_wakil_sesuai",
                condition=(~Q(status=S.SENDIRI) | Q(mewakili=False))
                & (~Q(status=S.DIWAKILI) | Q(mewakili=True)),
            ),
            models.CheckConstraint(
                name="undangan_hadir_berwaktu",
                condition=Q(status__in=HADIR, hadir_pada__isnull=False)
                | (~Q(status__in=HADIR) & Q(hadir_pada=None)),
            ),
            models.CheckConstraint(
                name="undangan_nip_18_angka", condition=Q(nip="") | Q(nip__regex=r"^\d{18}$")
            ),
        ]
        triggers = [pgtrigger.FSM(name="alur_status", field="status", transitions=ALUR)]

    def __str__(self) -> str:
        return f"{self.unit}"

    @property
    def hadir(self) -> bool:
        return self.status in HADIR

    @property
    def nip_cetak(self) -> str:
        return lib_nip.cetak(self.nip) if self.nip else ""

    @staticmethod
    def lingkup(pengguna: Pengguna, hak: Hak) -> Q | None:
        syarat = Q(gelombang__in=Gelombang.objects.untuk(pengguna, hak))
        if hak in (Hak.LIHAT, Hak.USUL) and (milik := pengguna.unit_dengan_usul()):
            syarat |= Q(unit__in=milik) & ~Q(gelombang__status=Gelombang.Status.DRAF)
        return syarat
