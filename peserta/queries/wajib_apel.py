"""Who belongs on a roll call: ASN of the office in service at the OPD that day, as the office has confirmed them."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Count, F, Q

from kantor.models import Instansi, Pegawai
from kantor.models.pegawai import StatusKepegawaian
from kantor.zona import hari_ini, zona
from peserta.models import Apel

# Non-ASN are on the master only as far as they came to a training: no share can be counted of them.
WAJIB = Q(keadaan=Pegawai.Keadaan.AKTIF, terverifikasi=True, opd__instansi=F("instansi")) & ~Q(
    status_kepegawaian=StatusKepegawaian.NON_ASN
)
_SYARAT = """
    {p}.opd_id = a.opd_id AND {p}.instansi_id = a.instansi_id AND {p}.keadaan = 'aktif' AND {p}.terverifikasi
    AND {p}.status_kepegawaian <> 'non_asn'
"""
# What is asked about: roll calls, or OPD that have none yet (then `apel` is the OPD).
_APEL = "a AS (SELECT id, opd_id, instansi_id FROM peserta_apel WHERE id = ANY(%(apel)s::bigint[]))"
_OPD = "a AS (SELECT id, id AS opd_id, instansi_id FROM kantor_unit WHERE id = ANY(%(apel)s::bigint[]))"
_KINI = f"""
    semua AS (
        SELECT a.id AS apel, p.id AS pegawai, p.unit_id AS unit, TRUE AS dikenal
        FROM a JOIN kantor_pegawai p ON {_SYARAT.format(p="p")}
    ),
"""  # noqa: S608 - constants of this file
# Of a day gone by: as the history of the master has it, found by the OPD and then person by person (an index for each).
# Whom the portal came to know later is told apart.
_DULU = f"""
    dulu AS (
        SELECT s.id, e.*
        FROM (
            SELECT DISTINCT x.pgh_obj_id AS id FROM kantor_pegawaievent x
            WHERE x.opd_id IN (SELECT opd_id FROM a)
        ) s CROSS JOIN LATERAL (
            SELECT v.unit_id, v.opd_id, v.instansi_id, v.keadaan, v.terverifikasi, v.status_kepegawaian
            FROM kantor_pegawaievent v
            WHERE v.pgh_obj_id = s.id AND v.terverifikasi AND v.pgh_created_at < %(batas)s
            ORDER BY v.pgh_created_at DESC, v.pgh_id DESC LIMIT 1
        ) e
    ), semua AS (
        SELECT a.id AS apel, p.id AS pegawai, d.unit_id AS unit, TRUE AS dikenal
        FROM a JOIN dulu d ON {_SYARAT.format(p="d")} JOIN kantor_pegawai p ON p.id = d.id
        UNION ALL
        SELECT a.id, p.id, p.unit_id, FALSE
        FROM a JOIN kantor_pegawai p ON {_SYARAT.format(p="p")}
        WHERE NOT EXISTS (SELECT FROM dulu d WHERE d.id = p.id)
    ),
"""  # noqa: S608 - constants of this file
# `wajib` belongs on it. Where the master knew nobody of the OPD yet on that day, today's people stand for it.
_ORANG = """
    orang AS (
        SELECT apel, pegawai, unit, dikenal OR NOT bool_or(dikenal) OVER (PARTITION BY apel) AS wajib FROM semua
    )
"""
_BELUM = """
    SELECT count(*) FILTER (WHERE o.wajib), count(*) FILTER (WHERE NOT o.wajib)
    FROM orang o JOIN peserta_apel a ON a.id = o.apel
    WHERE (%(unit)s::bigint[] IS NULL OR o.unit = ANY(%(unit)s::bigint[])) AND NOT EXISTS (
        SELECT FROM peserta_catatanapel c
        WHERE c.pegawai_id = o.pegawai AND c.tanggal = a.tanggal AND c.jenis = a.jenis
    )
"""
_CALON = """
    SELECT o.apel, count(*) FILTER (WHERE o.wajib), count(*) FILTER (WHERE NOT o.wajib AND c.id IS NULL),
        count(*) FILTER (WHERE o.wajib AND k.opd_id = o.apel), count(*) FILTER (WHERE o.wajib AND k.opd_id <> o.apel),
        count(*) FILTER (WHERE o.wajib AND c.id IS NULL AND h.id IS NOT NULL)
    FROM orang o
    LEFT JOIN peserta_catatanapel c
        ON c.pegawai_id = o.pegawai AND c.tanggal = %(tanggal)s AND c.jenis = %(jenis)s
    LEFT JOIN peserta_apel k ON k.id = c.apel_id
    LEFT JOIN peserta_halangan h
        ON h.pegawai_id = o.pegawai AND h.instansi_id = %(instansi)s AND h.rentang @> %(tanggal)s::date
    GROUP BY o.apel
"""


@dataclass(frozen=True)
class Belum:
    """People without a row at any roll call of that day and kind: who belongs on it, and who came to be known later."""

    wajib: int
    menyusul: int


@dataclass(frozen=True)
class Calon:
    """Whom a roll call of one OPD would hold on a day: who belongs on it, and of these who has a row already, here or
    at another OPD, or stands under a letter. `menyusul` are those the portal met only later, without a row.
    """

    wajib: int = 0
    menyusul: int = 0
    di_sini: int = 0
    di_lain: int = 0
    bersurat: int = 0

    @property
    def baru(self) -> int:
        """Who would get a row."""
        return self.wajib - self.di_sini - self.di_lain


def anggota(apel: Sequence[Apel]) -> tuple[str, dict[str, Any]]:
    """The head of a statement and its values: `orang` (apel, pegawai, unit, wajib) of roll calls of one day."""
    return _kepala(_APEL, [a.pk for a in apel], apel[0].instansi, apel[0].tanggal)


def calon_apel(
    instansi: Instansi, opd: Collection[int], tanggal: datetime.date, jenis: str
) -> dict[int, Calon]:
    """Whom the roll calls of these OPD of the office would hold; an OPD without anybody is left out. One statement."""
    kepala, nilai = _kepala(_OPD, list(opd), instansi, tanggal)
    nilai |= {"instansi": instansi.pk, "tanggal": tanggal, "jenis": jenis}
    with connection.cursor() as kursor:
        kursor.execute(kepala + _CALON, nilai)
        return {pk: Calon(*angka) for pk, *angka in kursor.fetchall()}


def _kepala(
    asal: str, pk: list[int], instansi: Instansi, tanggal: datetime.date
) -> tuple[str, dict[str, Any]]:
    esok = datetime.datetime.combine(tanggal + datetime.timedelta(1), datetime.time(), tzinfo=zona(instansi))
    isi = _KINI if tanggal >= hari_ini(instansi) else _DULU
    return f"WITH {asal}, {isi}{_ORANG}", {"apel": pk, "batas": esok}


def belum_masuk(apel: Apel, milik: Collection[int] | None = None) -> Belum:
    """How many are not on this roll call yet; for an operator of the own units."""
    kepala, nilai = anggota([apel])
    with connection.cursor() as kursor:
        kursor.execute(kepala + _BELUM, nilai | {"unit": None if milik is None else list(milik)})
        return Belum(*kursor.fetchone())


def jumlah_pegawai(unit: Collection[int], *, per_unit: bool = False) -> dict[int, int]:
    """How many belong on a roll call of today, per OPD or per unit."""
    kolom = "unit" if per_unit else "opd"
    wajib = Pegawai.objects.filter(WAJIB, **{f"{kolom}__in": list(unit)})
    return dict(wajib.order_by().values_list(kolom).annotate(n=Count("pk")))
