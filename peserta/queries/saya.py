"""What somebody sees of the own registrations."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils import timezone

from diklat.models import Sesi, SyaratBerkas
from kantor.models import Pegawai
from peserta.models import BerkasPendaftaran, Kehadiran, Pendaftaran
from peserta.queries.berkas import pindaian_usulan
from peserta.queries.kehadiran import RekapKehadiran, rekap_kehadiran
from peserta.queries.kursi import dengan_posisi

BANYAK = 50  # nobody has more; a page must end somewhere


def pendaftaran_saya(pegawai: Pegawai) -> QuerySet[Pendaftaran]:
    """The registrations of one person, the latest gelombang first, each with its place on the list of cadangan."""
    return dengan_posisi(_lengkap().filter(pegawai=pegawai)).order_by("-gelombang__mulai", "-pk")[:BANYAK]


def pendaftaran_lengkap(pk: int) -> Pendaftaran:
    """One registration with all its page shows."""
    return dengan_posisi(_lengkap()).get(pk=pk)


def _lengkap() -> QuerySet[Pendaftaran]:
    return Pendaftaran.objects.select_related(
        "gelombang__kurikulum__program", "gelombang__instansi", "pegawai__akun", "unit__parent", "pribadi"
    )


@dataclass(frozen=True)
class SyaratSaya:
    """A condition of the gelombang and what was handed in for it."""

    syarat: SyaratBerkas
    diserahkan: BerkasPendaftaran | None
    usulan: bool = False  # the unit's letter satisfies it

    @property
    def kurang(self) -> bool:
        """True while something must still be done about it."""
        if self.diserahkan is None:
            return self.syarat.wajib and not self.usulan
        return self.diserahkan.keadaan == BerkasPendaftaran.Keadaan.TIDAK_TERBACA


def syarat_saya(p: Pendaftaran) -> list[SyaratSaya]:
    """Every condition, in its order, with the file handed in."""
    ada = {b.syarat_id: b for b in p.berkas.select_related("berkas")}
    return [SyaratSaya(s, ada.get(s.pk), pindaian_usulan(p, s) is not None) for s in p.gelombang.syarat.all()]


@dataclass(frozen=True)
class HariJadwal:
    """One day of the schedule: its sessions, each with what was recorded of this person."""

    hari: datetime.date
    kini: bool  # today
    sesi: list[tuple[Sesi, Kehadiran | None]] = field(default_factory=list)


def jadwal_saya(p: Pendaftaran) -> list[HariJadwal]:
    """The published sessions day by day, with the own attendance."""
    zona = ZoneInfo(p.gelombang.instansi.zona_waktu)
    sesi: Iterable[Sesi] = Sesi.objects.filter(gelombang=p.gelombang_id, terbit=True).select_related("modul")
    hadir = {k.sesi_id: k for k in p.kehadiran.all()}
    hari_ini = timezone.now().astimezone(zona).date()
    return [
        HariJadwal(hari, hari == hari_ini, [(s, hadir.get(s.pk)) for s in isi])
        for hari, isi in groupby(sesi, key=lambda s: s.mulai.astimezone(zona).date())
    ]


def kehadiran_saya(p: Pendaftaran) -> RekapKehadiran | None:
    """How the own attendance stands against the rule; None before anything counts."""
    if p.ndh is None:
        return None
    return rekap_kehadiran(p.gelombang).get(p.pk)
