"""What the head of an office wants to see on a phone: what runs, who owes names, outcomes, certificates, coverage.

`program` limits every figure to the programs a Panitia is limited to; empty means all of them. Every figure is
computed in SQL; the number of statements does not depend on how much there is.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Count, QuerySet

from diklat.models import Gelombang
from kantor.models import Instansi, Unit
from penilaian.models import Hasil
from penilaian.queries.capaian import TERLATIH
from peserta.models.pendaftaran import HIDUP, TERPANGGIL
from peserta.queries.kuota import KuotaTerisi, kuota_terisi
from peserta.queries.kursi import dengan_kursi

G = Gelombang.Status
KINI_MAKS = 30
SELESAI_MAKS = 40


@dataclass(frozen=True)
class GelombangKini:
    """An open or running gelombang with its seats and those who have not sent their names."""

    gelombang: Any  # annotated with terisi, cadangan, sisa
    penunggak: list[KuotaTerisi] = field(default_factory=list)
    unit: int = 0  # how many units were asked for names

    @property
    def kurang(self) -> int:
        return sum(k.sisa for k in self.penunggak)


@dataclass(frozen=True)
class HasilGelombang:
    """A finished gelombang and how it ended."""

    gelombang: Gelombang
    per_putusan: dict[str, int]

    @property
    def peserta(self) -> int:
        return sum(self.per_putusan.values())

    @property
    def lulus(self) -> int:
        return self.per_putusan.get(Hasil.Putusan.LULUS, 0)

    @property
    def rincian(self) -> list[tuple[int, str]]:
        """Numbers and words of every outcome there is."""
        return [(n, Hasil.Putusan(p).label) for p in Hasil.Putusan.values if (n := self.per_putusan.get(p))]


@dataclass(frozen=True)
class SertifikatTahun:
    """Certificates in force of a year, the people who hold them and the JP they carry."""

    terbit: int
    orang: int
    jp: Decimal
    dibatalkan: int


@dataclass(frozen=True)
class Cakupan:
    """An OPD: its active pegawai, and how many of them were trained in the year."""

    opd: str
    pegawai: int
    dilatih: int

    @property
    def persen(self) -> int:
        return round(100 * self.dilatih / self.pegawai) if self.pegawai else 0


def gelombang_kini(instansi: Instansi, program: Sequence[int] = ()) -> list[GelombangKini]:
    """What is open, closed and not begun, or running; who owes names for those that take them. Two statements."""
    baris = dengan_kursi(
        _gelombang(instansi, program)
        .filter(status__in=(G.BERLANGSUNG, G.DIBUKA, G.DITUTUP))
        .select_related("kurikulum__program")
        .order_by("mulai", "pk")
    )[:KINI_MAKS]
    semua = list(baris)
    semua.sort(key=lambda g: g.status != G.BERLANGSUNG)
    kuota = _kuota([g.pk for g in semua if g.status == G.DIBUKA])
    return [GelombangKini(g, [k for k in kuota[g.pk] if k.sisa], len(kuota[g.pk])) for g in semua]


def hasil_tahun(instansi: Instansi, tahun: int, program: Sequence[int] = ()) -> list[HasilGelombang]:
    """The gelombang that ended in the year with their outcomes, newest first. Two statements."""
    selesai = list(
        _gelombang(instansi, program)
        .filter(status=G.SELESAI, selesai__range=_rentang(tahun))
        .select_related("kurikulum__program")
        .order_by("-selesai", "-pk")[:SELESAI_MAKS]
    )
    hitung: dict[int, dict[str, int]] = defaultdict(dict)
    baris = Hasil.objects.filter(
        pendaftaran__gelombang__in=selesai, pendaftaran__status__in=TERPANGGIL
    ).order_by()
    for g, putusan, n in baris.values_list("pendaftaran__gelombang", "putusan").annotate(n=Count("pk")):
        hitung[g][putusan] = n
    return [HasilGelombang(g, hitung[g.pk]) for g in selesai]


_JP = """
    SELECT count(*) FILTER (WHERE s.status = 'berlaku'),
           count(DISTINCT p.pegawai_id) FILTER (WHERE s.status = 'berlaku'),
           coalesce(sum((s.data->>'jp')::numeric) FILTER (WHERE s.status = 'berlaku'), 0),
           count(*) FILTER (WHERE s.status = 'dicabut')
    FROM dokumen_sertifikat s JOIN peserta_pendaftaran p ON p.id = s.pendaftaran_id
    JOIN diklat_gelombang g ON g.id = s.gelombang_id
    JOIN diklat_kurikulum k ON k.id = g.kurikulum_id
    WHERE s.instansi_id = %(instansi)s AND s.tahun = %(tahun)s
        AND (cardinality(%(program)s::bigint[]) = 0 OR k.program_id = ANY(%(program)s::bigint[]))
"""


def sertifikat_tahun(instansi: Instansi, tahun: int, program: Sequence[int] = ()) -> SertifikatTahun:
    """The register of the year in four figures. One statement."""
    with connection.cursor() as kursor:
        kursor.execute(_JP, {"instansi": instansi.pk, "tahun": tahun, "program": list(program)})
        return SertifikatTahun(*kursor.fetchone())


_CAKUPAN = """
    WITH dilatih AS (
        SELECT DISTINCT p.pegawai_id
        FROM penilaian_hasil h
        JOIN peserta_pendaftaran p ON p.id = h.pendaftaran_id
        JOIN diklat_gelombang g ON g.id = p.gelombang_id
        JOIN diklat_kurikulum k ON k.id = g.kurikulum_id
        WHERE h.putusan = ANY(%(lulusan)s) AND p.status = ANY(%(terpanggil)s)
            AND g.status = 'selesai' AND g.selesai BETWEEN %(mulai)s AND %(sampai)s
            AND (cardinality(%(program)s::bigint[]) = 0 OR k.program_id = ANY(%(program)s::bigint[]))
    )
    SELECT o.nama, o.jenis, count(*), count(d.pegawai_id)
    FROM kantor_pegawai pg
    JOIN kantor_unit o ON o.id = pg.opd_id
    LEFT JOIN dilatih d ON d.pegawai_id = pg.id
    WHERE pg.instansi_id = %(instansi)s AND pg.keadaan = 'aktif'
    GROUP BY o.id, o.nama, o.jenis, o.kode
    ORDER BY count(d.pegawai_id)::float / count(*) DESC, o.kode
"""


def cakupan_opd(instansi: Instansi, tahun: int, program: Sequence[int] = ()) -> list[Cakupan]:
    """Every OPD with its active pegawai and those who finished a diklat in the year, best first. One statement."""
    mulai, sampai = _rentang(tahun)
    nilai: dict[str, Any] = {
        "instansi": instansi.pk,
        "mulai": mulai,
        "sampai": sampai,
        "lulusan": [str(p) for p in TERLATIH],
        "terpanggil": [str(s) for s in TERPANGGIL],
        "program": list(program),
    }
    with connection.cursor() as kursor:
        kursor.execute(_CAKUPAN, nilai)
        return [
            Cakupan(Unit(nama=nama, jenis=jenis).nama_lengkap, pegawai, dilatih)
            for nama, jenis, pegawai, dilatih in kursor.fetchall()
        ]


def tahun_ada(instansi: Instansi, kini: int, program: Sequence[int] = ()) -> list[int]:
    """Years with a finished gelombang, and this one; newest first."""
    selesai = _gelombang(instansi, program).filter(status=G.SELESAI).order_by()
    return sorted({kini, *selesai.values_list("selesai__year", flat=True).distinct()}, reverse=True)


def _gelombang(instansi: Instansi, program: Sequence[int]) -> QuerySet[Gelombang]:
    semua = Gelombang.objects.filter(instansi=instansi)
    return semua.filter(kurikulum__program__in=program) if program else semua


def _kuota(gelombang: list[int]) -> dict[int, list[KuotaTerisi]]:
    """Every unit with a quota and how many names it has sent, who owes most first, per gelombang."""
    hasil: dict[int, list[KuotaTerisi]] = defaultdict(list)
    for k in sorted(kuota_terisi(gelombang, HIDUP), key=lambda k: -k.sisa) if gelombang else ():
        hasil[k.gelombang_id].append(k)
    return hasil


def _rentang(tahun: int) -> tuple[datetime.date, datetime.date]:
    return datetime.date(tahun, 1, 1), datetime.date(tahun, 12, 31)
