"""What somebody sees of the own registrations."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from diklat.models import BahanTayang, Gelombang, SyaratBerkas, TerbitanSesi
from diklat.queries.jadwal import jadwal_terbit
from diklat.queries.papan import Tayangan, tayangkan
from kantor.models import Pegawai
from peserta.models import BerkasPendaftaran, Kehadiran, Pendaftaran
from peserta.queries.berkas import pindaian_usulan
from peserta.queries.jadwal import bahan_peserta
from peserta.queries.kehadiran import RekapKehadiran, rekap_kehadiran
from peserta.queries.kursi import dengan_posisi
from peserta.queries.sesi_peserta import sesi_milik

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
class SesiSaya:
    """A published session, what was recorded there of this person, and its files."""

    sesi: TerbitanSesi
    hadir: Kehadiran | None
    bahan: list[BahanTayang]


def jadwal_saya(p: Pendaftaran) -> Tayangan[SesiSaya]:
    """The own published timetable around today, with the own attendance and, once called, the files."""
    hadir = {k.sesi_id: k for k in p.kehadiran.all()}
    bahan: dict[int, list[BahanTayang]] = defaultdict(list)
    for satu in bahan_peserta(p):
        bahan[satu.sesi_id].append(satu)
    isi = [SesiSaya(s, hadir.get(s.pk), bahan[s.pk]) for s in sesi_milik(jadwal_terbit(p.gelombang), [p.pk])]
    return tayangkan(isi, p.gelombang.instansi.zona_waktu, timezone.now(), lambda satu: satu.sesi.mulai)


def kehadiran_saya(p: Pendaftaran) -> RekapKehadiran | None:
    """How the own attendance stands against the rule; None before anything counts."""
    if p.ndh is None:
        return None
    return rekap_kehadiran(p.gelombang, peserta=[p.pk]).get(p.pk)


def berjalan_saya(pegawai: Pegawai) -> list[tuple[Pendaftaran, RekapKehadiran]]:
    """How somebody stands in the trainings that go on now."""
    berjalan = Gelombang.Status.BERLANGSUNG
    duduk = _lengkap().filter(pegawai=pegawai, ndh__isnull=False, gelombang__status=berjalan)
    semua = [(p, kehadiran_saya(p)) for p in duduk.order_by("gelombang__mulai", "pk")[:5]]
    return [(p, rekap) for p, rekap in semua if rekap is not None and rekap.hitungan.sesi]
