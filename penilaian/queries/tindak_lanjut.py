"""After the seminar: which report is due, what was reported, what people say, how many innovations run."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from diklat.models import Gelombang
from kantor.lingkup import Hak
from kantor.models import Berkas, Instansi, Pengguna
from penilaian.lib.tindak_lanjut import jatuh_tempo, terbuka
from penilaian.models import (
    Giliran,
    KeadaanInovasi,
    LaporanInovasi,
    RencanaAksi,
    SebabInovasi,
    StatusLaporan,
    StatusRencana,
    SuaraWarga,
)
from penilaian.models.inovasi import BULAN
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import TERPANGGIL

SUARA_HARI = 90  # what people say of a service is about now, not about last year
SUARA_CUKUP = 3  # fewer voices than these say nothing
TERLAMBAT, MENUNGGU, BELUM_TERBIT, BERBEDA = "terlambat", "menunggu", "belum_terbit", "berbeda"
SARING = [
    ("", "Semua"),
    *KeadaanInovasi.choices,
    (TERLAMBAT, "Laporan terlambat"),
    (MENUNGGU, "Menunggu konfirmasi"),
    (BERBEDA, "Warga berkata lain"),
    (BELUM_TERBIT, "Belum di katalog"),
]


@dataclass(frozen=True)
class Tonggak:
    """One of the three reports of a plan, there or not."""

    bulan: int
    tempo: datetime.date
    laporan: LaporanInovasi | None
    terbuka: bool
    terlambat: bool

    @property
    def dapat_ditulis(self) -> bool:
        """Whether the peserta may send it now."""
        return self.terbuka and (self.laporan is None or self.laporan.dapat_ditulis)


@dataclass(frozen=True)
class Suara:
    """What people answered in the last 90 days."""

    ya: int = 0
    sebagian: int = 0
    tidak: int = 0

    @property
    def semua(self) -> int:
        return self.ya + self.sebagian + self.tidak

    @property
    def menyangkal(self) -> bool:
        """Most of those who answered say that it does not run."""
        return self.semua >= SUARA_CUKUP and self.tidak * 2 > self.semua


@dataclass(frozen=True)
class BarisTindakLanjut:
    """One innovation on the dashboard."""

    rencana: RencanaAksi
    tonggak: list[Tonggak]
    suara: Suara

    @property
    def p(self) -> Pendaftaran:
        return self.rencana.pendaftaran

    @property
    def terakhir(self) -> LaporanInovasi | None:
        """The newest report there is, whoever's turn it is."""
        ada = [t.laporan for t in self.tonggak if t.laporan is not None]
        return ada[-1] if ada else None

    @property
    def berbeda(self) -> bool:
        """Reported as running while people say it does not."""
        terakhir = self.terakhir
        return terakhir is not None and terakhir.keadaan != KeadaanInovasi.BERHENTI and self.suara.menyangkal


def ditindaklanjuti() -> QuerySet[Any]:
    """Plans that are followed: approved, of people who are still counted; each with `dasar`, the day counted from."""
    seminar = Giliran.objects.filter(rencana=OuterRef("pk")).order_by("-seminar__tanggal")
    return (
        RencanaAksi.objects.filter(
            status=StatusRencana.DISETUJUI, pendaftaran__status__in=TERPANGGIL,
        )
        .exclude(pendaftaran__gelombang__status=Gelombang.Status.DIBATALKAN)
        .annotate(
            dasar=Coalesce(Subquery(seminar.values("seminar__tanggal")[:1]), F("pendaftaran__gelombang__selesai"))
        )
    )  # fmt: skip


def tonggak(rencana: RencanaAksi, hari_ini: datetime.date) -> list[Tonggak]:
    """The three reports of a plan of `ditindaklanjuti`, in their order."""
    dasar: datetime.date = rencana.dasar  # type: ignore[attr-defined]
    ada = {satu.bulan: satu for satu in rencana.laporan.all()}
    return [_tonggak(b, dasar, ada.get(b), hari_ini) for b in BULAN]


def _tonggak(
    bulan: int, dasar: datetime.date, laporan: LaporanInovasi | None, hari_ini: datetime.date
) -> Tonggak:
    tempo = jatuh_tempo(dasar, bulan)
    terlambat = laporan is None and tempo < hari_ini
    return Tonggak(bulan, tempo, laporan, terbuka(dasar, bulan, hari_ini), terlambat)


def tindak_lanjut_untuk(p: Pendaftaran) -> RencanaAksi | None:
    """The plan of this registration with its reports; None where nothing is followed up."""
    return (
        ditindaklanjuti()
        .filter(pendaftaran=p)
        .select_related("klaster", "unit", "inovasi__klaster", "inovasi__unit")
        .prefetch_related(Prefetch("laporan", LaporanInovasi.objects.prefetch_related("bukti__berkas")))
        .first()
    )


def suara_untuk(rencana: Collection[int]) -> dict[int, Suara]:
    """Voices of the last 90 days by plan; one statement."""
    sejak = timezone.localdate() - datetime.timedelta(days=SUARA_HARI)
    baris = (
        SuaraWarga.objects.filter(inovasi__rencana__in=rencana, hari__gte=sejak)
        .values_list("inovasi__rencana", "jawaban")
        .annotate(n=Count("pk"))
    )
    hitung: dict[int, dict[str, int]] = {}
    for pk, jawaban, n in baris:
        hitung.setdefault(pk, {})[jawaban] = n
    return {pk: Suara(**satu) for pk, satu in hitung.items()}


def daftar_tindak_lanjut(
    gelombang: Gelombang, hari_ini: datetime.date, *, saring: str = ""
) -> QuerySet[RencanaAksi]:
    """The innovations of a gelombang, narrowed as asked for, in the order of their klaster."""
    semua = ditindaklanjuti().filter(pendaftaran__gelombang=gelombang)
    terakhir = LaporanInovasi.objects.filter(rencana=OuterRef("pk")).order_by("-bulan").values("keadaan")[:1]
    semua = semua.annotate(keadaan=Subquery(terakhir))
    if saring in KeadaanInovasi.values:
        semua = semua.filter(keadaan=saring)
    elif saring == MENUNGGU:
        semua = semua.filter(laporan__status=StatusLaporan.DIAJUKAN).distinct()
    elif saring == BELUM_TERBIT:
        semua = semua.filter(Q(inovasi=None) | Q(inovasi__diterbitkan=None))
    elif saring == TERLAMBAT:
        semua = semua.filter(pk__in=_terlambat(semua, hari_ini))
    elif saring == BERBEDA:
        semua = semua.filter(pk__in=_berbeda(semua))
    return semua.select_related(
        "pendaftaran__pegawai", "pendaftaran__unit", "klaster", "unit", "inovasi"
    ).prefetch_related("laporan").order_by("klaster__urutan", "klaster__nama", "judul", "pk")  # fmt: skip


def baris_tindak_lanjut(semua: Iterable[RencanaAksi], hari_ini: datetime.date) -> list[BarisTindakLanjut]:
    """Rows of the dashboard; two statements for any number of plans."""
    rencana = list(semua)
    suara = suara_untuk([r.pk for r in rencana])
    return [BarisTindakLanjut(r, tonggak(r, hari_ini), suara.get(r.pk, Suara())) for r in rencana]


@dataclass(frozen=True)
class RingkasTindakLanjut:
    """How many innovations run: at each of the three times, and by the newest report of each."""

    semua: int
    per_bulan: dict[int, Counter[str]]
    terakhir: Counter[str]
    sebab: list[tuple[str, int]] = field(default_factory=list)

    @property
    def kini(self) -> list[tuple[str, int]]:
        """How many in each state, by the newest report."""
        return [(str(label), self.terakhir[nilai]) for nilai, label in KeadaanInovasi.choices]

    @property
    def belum(self) -> int:
        """Without any report."""
        return self.semua - sum(self.terakhir.values())

    @property
    def tabel(self) -> list[tuple[int, list[int], int]]:
        """Per month: how many in each state, and how many have not reported."""
        return [
            (b, [hitung[k] for k in KeadaanInovasi.values], self.semua - sum(hitung.values()))
            for b, hitung in self.per_bulan.items()
        ]


def ringkas_tindak_lanjut(gelombang: Gelombang) -> RingkasTindakLanjut:
    """The figures above the list; one statement."""
    return _ringkas(ditindaklanjuti().filter(pendaftaran__gelombang=gelombang))


def ringkas_inovasi(instansi: Instansi, program: Sequence[int] = ()) -> RingkasTindakLanjut:
    """The same over all closed gelombang of an office, or of these programs of it; one statement."""
    semua = ditindaklanjuti().filter(
        pendaftaran__gelombang__instansi=instansi, pendaftaran__gelombang__status=Gelombang.Status.SELESAI
    )
    return _ringkas(
        semua.filter(pendaftaran__gelombang__kurikulum__program__in=program) if program else semua
    )


def _ringkas(semua: QuerySet[Any]) -> RingkasTindakLanjut:
    baris = list(
        semua.order_by("pk", "laporan__bulan").values_list(
            "pk", "laporan__bulan", "laporan__keadaan", "laporan__sebab"
        )
    )
    per_bulan: dict[int, Counter[str]] = {b: Counter() for b in BULAN}
    terakhir: dict[int, tuple[str, str]] = {}
    for pk, bulan, keadaan, sebab in baris:
        if bulan is not None:
            per_bulan[bulan][keadaan] += 1
            terakhir[pk] = (keadaan, sebab)
    sebab_dihitung = Counter(sebab for _, sebab in terakhir.values() if sebab)
    return RingkasTindakLanjut(
        semua=len({pk for pk, *_ in baris}),
        per_bulan=per_bulan,
        terakhir=Counter(keadaan for keadaan, _ in terakhir.values()),
        sebab=[(SebabInovasi(s).label, n) for s, n in sebab_dihitung.most_common()],
    )


def _terlambat(semua: QuerySet[Any], hari_ini: datetime.date) -> list[int]:
    return [r.pk for r in semua.prefetch_related("laporan") if any(t.terlambat for t in tonggak(r, hari_ini))]


def _berbeda(semua: QuerySet[Any]) -> list[int]:
    pk = list(
        semua.exclude(keadaan=KeadaanInovasi.BERHENTI).exclude(keadaan=None).values_list("pk", flat=True)
    )
    return [satu for satu, suara in suara_untuk(pk).items() if suara.menyangkal]


def menunggu_konfirmasi(pendaftaran: Collection[int]) -> list[LaporanInovasi]:
    """Reports of these registrations that wait for the mentor, oldest first."""
    return list(
        LaporanInovasi.objects.filter(
            rencana__pendaftaran__in=pendaftaran, status=StatusLaporan.DIAJUKAN
        )
        .select_related("rencana__pendaftaran__gelombang__instansi")
        .order_by("dikirim", "pk")
    )  # fmt: skip


def laporan_jatuh_tempo(
    hari_ini: datetime.date, *, sejak: datetime.timedelta
) -> list[tuple[RencanaAksi, Tonggak]]:
    """Reports nobody has sent whose day came within `sejak`; for reminders."""
    semua = (
        ditindaklanjuti()
        .filter(dasar__gte=hari_ini - datetime.timedelta(days=31 * max(BULAN)) - sejak)
        .filter(dasar__lte=hari_ini)
        .select_related(
            "pendaftaran__pegawai__akun", "pendaftaran__pegawai__pribadi", "pendaftaran__pribadi",
            "pendaftaran__gelombang__instansi", "pendaftaran__gelombang__kurikulum__program",
        )
        .prefetch_related("laporan")
    )  # fmt: skip
    return [
        (r, t)
        for r in semua
        for t in tonggak(r, hari_ini)
        if t.laporan is None and hari_ini - sejak <= t.tempo <= hari_ini
    ]


def buka_bukti(pengguna: Any, berkas: Berkas) -> bool:
    """Evidence is for those who may read the report."""
    if not isinstance(pengguna, Pengguna):
        return False
    milik = LaporanInovasi.objects.untuk(pengguna, Hak.LIHAT).filter(bukti__berkas=berkas)
    return bool(milik.exists())
