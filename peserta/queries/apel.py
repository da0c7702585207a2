"""Recaps of the apel: per unit, per day and per person, each in one statement that reads the index alone."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Count, Exists, OuterRef, QuerySet

from kantor.lib.angka import persentase
from kantor.lingkup import Hak
from kantor.models import Instansi, Pegawai, Pengguna, Unit
from kantor.queries.pegawai import cocok_pegawai, rapi_cari
from peserta.models import Apel, CatatanApel, Halangan, KodeApel
from peserta.models.apel import bawahan as orang_bawahan

# A rolling look back when nobody asks for other days.
PEKAN_BAWAAN = 8
# Of fewer people a figure would point at one of them.
PAPAN_MIN = 5
SABTU = 5


@dataclass(frozen=True)
class SaringanApel:
    """Which roll calls count: of this office, in these days; of one kind, these OPD, these units alone.

    `publik`: what may hang on a wall. Only whole registers, and only those on which enough people were expected.
    `terjaga`: for who may not know persons. See `rekap_apel`.
    """

    instansi: int
    dari: datetime.date
    sampai: datetime.date
    jenis: str = ""
    opd: Collection[int] | None = None
    unit: Collection[int] | None = None
    publik: bool = False
    terjaga: bool = False

    @property
    def nilai(self) -> dict[str, Any]:
        """The values of SARING."""
        return {
            "instansi": self.instansi,
            "dari": self.dari,
            "sampai": self.sampai,
            "jenis": self.jenis,
            "opd": None if self.opd is None else list(self.opd),
            "unit": None if self.unit is None else list(self.unit),
            "minimal": PAPAN_MIN if self.publik else 0,
            "jaga": PAPAN_MIN if self.terjaga else 0,
        }


@dataclass(frozen=True)
class HitunganApel:
    """Counted rows. `wajib` is everybody but those on leave or on duty; `apel` says at how many roll calls."""

    apel: int = 0
    tercatat: int = 0
    hadir: int = 0
    sakit: int = 0
    izin: int = 0
    cuti: int = 0
    dinas_luar: int = 0
    alpa: int = 0

    @property
    def wajib(self) -> int:
        return self.tercatat - self.cuti - self.dinas_luar

    @property
    def persen(self) -> Decimal | None:
        """Present of those expected; None while nobody was."""
        return persentase(self.hadir, self.wajib) if self.wajib else None

    @property
    def tercatat_rata(self) -> Decimal:
        """How many have a row at one roll call, on average."""
        return Decimal(self.tercatat) / max(1, self.apel)

    @property
    def hadir_rata(self) -> Decimal:
        """How many come to one roll call, on average."""
        return Decimal(self.hadir) / max(1, self.apel)

    @property
    def wajib_rata(self) -> Decimal:
        return Decimal(self.wajib) / max(1, self.apel)


@dataclass(frozen=True)
class RekapApel:
    """The same rows counted thrice. `per_kelompok` by primary key of the OPD or the unit, `per_tanggal` in order.

    `tertutup`: those of whom at least one roll call was left out of their figures.
    """

    semua: HitunganApel = HitunganApel()
    per_kelompok: dict[int, HitunganApel] = field(default_factory=dict)
    per_tanggal: list[tuple[datetime.date, HitunganApel]] = field(default_factory=list)
    tertutup: set[int] = field(default_factory=set)

    @property
    def hadir_rata(self) -> Decimal:
        """How many come on average, of groups that do not all meet on the same days."""
        return sum((h.hadir_rata for h in self.per_kelompok.values()), Decimal(0))

    @property
    def wajib_rata(self) -> Decimal:
        return sum((h.wajib_rata for h in self.per_kelompok.values()), Decimal(0))

    @property
    def persen_harian(self) -> list[tuple[datetime.date, Decimal | None]]:
        """The trend: every working day from the first recorded to the last, None where nothing was recorded."""
        ada = {d: h.persen for d, h in self.per_tanggal}
        if not ada:
            return []
        awal, akhir = min(ada), max(ada)
        semua = (awal + datetime.timedelta(n) for n in range((akhir - awal).days + 1))
        return [(d, ada.get(d)) for d in semua if d in ada or d.weekday() < SABTU]


_SARING = """
    a.instansi_id = %(instansi)s AND a.tanggal BETWEEN %(dari)s AND %(sampai)s
    AND (%(jenis)s = '' OR a.jenis = %(jenis)s)
    AND (%(opd)s::bigint[] IS NULL OR a.opd_id = ANY(%(opd)s::bigint[]))
    AND (%(unit)s::bigint[] IS NULL OR c.unit_id = ANY(%(unit)s::bigint[]))
"""
_HITUNG = """count(*) AS n, count(*) FILTER (WHERE c.kode = 'H') AS h, count(*) FILTER (WHERE c.kode = 'S') AS s,
    count(*) FILTER (WHERE c.kode = 'I') AS i, count(*) FILTER (WHERE c.kode = 'C') AS c,
    count(*) FILTER (WHERE c.kode = 'DL') AS dl, count(*) FILTER (WHERE c.kode = 'A') AS alpa"""
# First per roll call and unit (some thousand rows of half a million), then these three ways. A joint apel of all OPD
# is one apel of the office: days and kinds are counted, not rows of Apel. What is left out of a group's figures comes
# under its negative key, and never out of `rekap_apel`.
REKAP = f"""
    WITH per AS MATERIALIZED (
        SELECT a.tanggal, a.jenis, a.opd_id AS opd, CASE WHEN %(per_unit)s THEN c.unit_id ELSE a.opd_id END AS kelompok,
            {_HITUNG}, count(*) FILTER (WHERE c.kode NOT IN ('C', 'DL')) AS wajib
        FROM peserta_apel a JOIN peserta_catatanapel c ON c.apel_id = a.id
        WHERE {_SARING} AND (%(minimal)s = 0 OR a.kurang = 0)
        GROUP BY 1, 2, 3, 4
        HAVING count(*) FILTER (WHERE c.kode NOT IN ('C', 'DL')) >= %(minimal)s
    ), jaga AS (
        SELECT tanggal, jenis, n, h, s, i, c, dl, alpa, sum(wajib) OVER satu >= %(jaga)s AS tampak,
            CASE WHEN wajib < %(jaga)s OR (min(wajib) OVER satu < %(jaga)s
                    AND (row_number() OVER urut <= 2 OR sum(wajib) OVER urut - wajib < %(jaga)s))
                THEN -kelompok ELSE kelompok END AS kelompok
        FROM per
        WINDOW satu AS (PARTITION BY tanggal, jenis, opd),
            urut AS (PARTITION BY tanggal, jenis, opd ORDER BY wajib, kelompok)
    )
    SELECT kelompok, tampak, tanggal, count(DISTINCT (tanggal, jenis)), sum(n)::bigint, sum(h)::bigint, sum(s)::bigint,
        sum(i)::bigint, sum(c)::bigint, sum(dl)::bigint, sum(alpa)::bigint
    FROM jaga GROUP BY GROUPING SETS ((kelompok), (tampak, tanggal), (tampak)) ORDER BY tanggal, kelompok
"""  # noqa: S608 - constants of this file
PER_ORANG = f"""
    SELECT c.pegawai_id, count(*), {_HITUNG}
    FROM peserta_apel a JOIN peserta_catatanapel c ON c.apel_id = a.id
    WHERE {_SARING} AND (%(pegawai)s::bigint[] IS NULL OR c.pegawai_id = ANY(%(pegawai)s::bigint[]))
    GROUP BY c.pegawai_id
"""  # noqa: S608 - constants of this file


def rekap_apel(saringan: SaringanApel, *, per_unit: bool = False) -> RekapApel:
    """Everything a page of recaps shows: whole, per OPD (or per unit), per day. One statement.

    `terjaga`: the roll call of an OPD on which fewer than PAPAN_MIN were expected counts nowhere, not in a total
    either. So each figure, of whatever days, kind and OPD, is a sum over roll calls of at least that many, and no
    difference of two of them is about fewer. Of the units of an OPD, whose whole is shown, those too small at a roll
    call are left out of it together with the next smallest, until two or more are gone and they are of that many
    people (complementary cell suppression: A. Hundepool et al., Statistical Disclosure Control, Wiley 2012).
    """
    rekap = RekapApel()
    with connection.cursor() as kursor:
        kursor.execute(REKAP, saringan.nilai | {"per_unit": per_unit})
        for kelompok, tampak, tanggal, *angka in kursor.fetchall():
            hitungan = HitunganApel(*angka)
            if kelompok is not None and kelompok < 0:
                rekap.tertutup.add(-kelompok)
            elif kelompok is not None:
                rekap.per_kelompok[kelompok] = hitungan
            elif not tampak:
                continue
            elif tanggal is not None:
                rekap.per_tanggal.append((tanggal, hitungan))
            else:
                rekap = replace(rekap, semua=hitungan)
    return rekap


def rekap_orang(saringan: SaringanApel, *, pegawai: Collection[int] | None = None) -> dict[int, HitunganApel]:
    """The same per person, of everybody or of these alone. One statement."""
    nilai = saringan.nilai | {"pegawai": None if pegawai is None else list(pegawai)}
    with connection.cursor() as kursor:
        kursor.execute(PER_ORANG, nilai)
        return {pk: HitunganApel(*angka) for pk, *angka in kursor.fetchall()}


def orang_apel(
    pengguna: Pengguna, saringan: SaringanApel, *, q: str = "", bawahan: bool = False
) -> QuerySet[Pegawai]:
    """Whose attendance at the apel this account may read by name, of those with a row in these days.

    People of this office as it stands today: who left it is found where they went. `bawahan`: only those whose atasan
    langsung the account's own pegawai is.
    """
    baris = CatatanApel.objects.untuk(pengguna, Hak.LIHAT).filter(
        pegawai=OuterRef("pk"),
        tanggal__range=(saringan.dari, saringan.sampai),
        apel__instansi=saringan.instansi,
    )
    if saringan.jenis:
        baris = baris.filter(jenis=saringan.jenis)
    if saringan.opd is not None:
        baris = baris.filter(apel__opd__in=list(saringan.opd))
    if saringan.unit is not None:
        baris = baris.filter(unit__in=list(saringan.unit))
    if bawahan:
        orang = orang_bawahan(pengguna.pegawai_id) if pengguna.pegawai_id else Pegawai.objects.none()
    else:
        orang = Pegawai.objects.filter(instansi=saringan.instansi)
    if teks := rapi_cari(q):
        orang = orang.filter(cocok_pegawai(teks))
    return orang.filter(Exists(baris)).select_related("unit__parent", "opd")


def opd_apel(instansi: Instansi, milik: Collection[int] | None = None) -> QuerySet[Unit]:
    """The OPD that hold apel; of an operator those the own units belong to."""
    opd = Unit.objects.filter(instansi=instansi, jenis__in=Unit.JENIS_OPD)
    if milik is not None:
        opd = opd.filter(pk__in=Unit.objects.filter(pk__in=list(milik)).order_by().values("opd"))
    return opd.order_by("nama", "kode")


def apel_pada(opd: Unit, tanggal: datetime.date, jenis: str) -> Apel | None:
    """The roll call of that day, if it was opened."""
    return (
        Apel.objects.filter(opd=opd, tanggal=tanggal, jenis=jenis).select_related("opd", "instansi").first()
    )


def catatan_apel(apel: Apel, milik: Collection[int] | None = None, q: str = "") -> QuerySet[CatatanApel]:
    """The rows of one roll call with the person and the letter; of an operator those of the own units."""
    baris = apel.catatan.select_related("pegawai", "unit", "halangan")
    if milik is not None:
        baris = baris.filter(unit__in=list(milik))
    if teks := rapi_cari(q):
        baris = baris.filter(pegawai__in=Pegawai.objects.filter(cocok_pegawai(teks)))
    return baris


def per_kode(catatan: QuerySet[CatatanApel]) -> list[tuple[str, int]]:
    """How many rows have which code, in the order of the codes, by its word."""
    jumlah = dict(catatan.order_by().values_list("kode").annotate(n=Count("pk")))
    return [(kata, jumlah[kode]) for kode, kata in KodeApel.choices if kode in jumlah]


def halangan_tampak(
    pengguna: Pengguna, instansi: Instansi, milik: Collection[int] | None, q: str
) -> QuerySet[Halangan]:
    """Letters of leave this account may see, newest first by the caller's order."""
    baris = Halangan.objects.untuk(pengguna, Hak.LIHAT).filter(instansi=instansi)
    if milik is not None:
        baris = baris.filter(unit__in=list(milik))
    if teks := rapi_cari(q):
        baris = baris.filter(pegawai__in=Pegawai.objects.filter(cocok_pegawai(teks)))
    return baris.select_related("pegawai", "unit", "dicatat_oleh")
