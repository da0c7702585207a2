"""Who belongs on a roll call: ASN of the office in service at the OPD that day, as the office has confirmed them."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Count, F, Q

from kantor.models import Pegawai
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
_KINI = f"""
    WITH semua AS (
        SELECT a.id AS apel, p.id AS pegawai, p.unit_id AS unit, TRUE AS dikenal
        FROM peserta_apel a JOIN kantor_pegawai p ON {_SYARAT.format(p="p")}
        WHERE a.id = ANY(%(apel)s::bigint[])
    ),
"""  # noqa: S608 - constants of this file
# Of a day gone by: as the history of the master has it, found by the OPD and then person by person (an index for each).
# Whom the portal came to know later is told apart.
_DULU = f"""
    WITH dulu AS (
        SELECT s.id, e.*
        FROM (
            SELECT DISTINCT x.pgh_obj_id AS id FROM kantor_pegawaievent x
            WHERE x.opd_id IN (SELECT opd_id FROM peserta_apel WHERE id = ANY(%(apel)s::bigint[]))
        ) s CROSS JOIN LATERAL (
            SELECT v.unit_id, v.opd_id, v.instansi_id, v.keadaan, v.terverifikasi, v.status_kepegawaian
            FROM kantor_pegawaievent v
            WHERE v.pgh_obj_id = s.id AND v.terverifikasi AND v.pgh_created_at < %(batas)s
            ORDER BY v.pgh_created_at DESC, v.pgh_id DESC LIMIT 1
        ) e
    ), semua AS (
        SELECT a.id AS apel, p.id AS pegawai, d.unit_id AS unit, TRUE AS dikenal
        FROM peserta_apel a JOIN dulu d ON {_SYARAT.format(p="d")} JOIN kantor_pegawai p ON p.id = d.id
        WHERE a.id = ANY(%(apel)s::bigint[])
        UNION ALL
        SELECT a.id, p.id, p.unit_id, FALSE
        FROM peserta_apel a JOIN kantor_pegawai p ON {_SYARAT.format(p="p")}
        WHERE a.id = ANY(%(apel)s::bigint[]) AND NOT EXISTS (SELECT FROM dulu d WHERE d.id = p.id)
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


@dataclass(frozen=True)
class Belum:
    """People without a row at any roll call of that day and kind: who belongs on it, and who came to be known later."""

    wajib: int
    menyusul: int


def anggota(apel: Sequence[Apel]) -> tuple[str, dict[str, Any]]:
    """The head of a statement and its values: `orang` (apel, pegawai, unit, wajib) of roll calls of one day."""
    tanggal, instansi = apel[0].tanggal, apel[0].instansi
    esok = tanggal + datetime.timedelta(1)
    nilai = {
        "apel": [a.pk for a in apel],
        "batas": datetime.datetime.combine(esok, datetime.time(), tzinfo=zona(instansi)),
    }
    return (_KINI if tanggal >= hari_ini(instansi) else _DULU) + _ORANG, nilai


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
