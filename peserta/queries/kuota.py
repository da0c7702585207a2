"""Quota per unit ("sebaran peserta"), counted over the unit and everything below it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from diklat.models import Gelombang
from kantor.models import Unit

_KUOTA = """
    WITH RECURSIVE cabang AS (
        SELECT id AS kuota_id, unit_id FROM diklat_kuotaunit WHERE gelombang_id = ANY(%(gelombang)s)
        UNION ALL
        SELECT cabang.kuota_id, u.id FROM cabang JOIN kantor_unit u ON u.parent_id = cabang.unit_id
    )
    SELECT k.gelombang_id, k.unit_id, a.nama, a.jenis, k.kuota, array_agg(DISTINCT cabang.unit_id), count(p.id)
    FROM diklat_kuotaunit k
    JOIN kantor_unit a ON a.id = k.unit_id
    JOIN cabang ON cabang.kuota_id = k.id
    LEFT JOIN peserta_pendaftaran p
        ON p.gelombang_id = k.gelombang_id AND p.unit_id = cabang.unit_id AND p.status = ANY(%(status)s)
        AND p.id IS DISTINCT FROM %(kecuali)s
    GROUP BY k.id, a.nama, a.jenis, a.kode
    ORDER BY k.gelombang_id, a.kode
"""


@dataclass(frozen=True)
class KuotaTerisi:
    """A unit's quota, its subtree, and how many registrations of the asked states stand in it."""

    gelombang_id: int
    unit_id: int
    nama: str
    kuota: int
    cabang: frozenset[int]
    terisi: int

    @property
    def sisa(self) -> int:
        """Places left, or names still owed."""
        return max(self.kuota - self.terisi, 0)


def kuota_terisi(
    gelombang: Iterable[int], status: Iterable[str], *, kecuali: int | None = None
) -> list[KuotaTerisi]:
    """Every quota of these gelombang (by pk), by the unit's code, with the registrations in these states.

    `kecuali`: a registration that is not counted. One statement.
    """
    nilai: dict[str, Any] = {
        "gelombang": list(gelombang),
        "status": [str(s) for s in status],
        "kecuali": kecuali,
    }
    with connection.cursor() as kursor:
        kursor.execute(_KUOTA, nilai)
        return [
            KuotaTerisi(g, pk, Unit(nama=nama, jenis=jenis).nama_lengkap, kuota, frozenset(cabang), terisi)
            for g, pk, nama, jenis, kuota, cabang, terisi in kursor.fetchall()
        ]


def kuota_unit(gelombang: Gelombang, status: Iterable[str]) -> list[KuotaTerisi]:
    """The same for one gelombang."""
    return kuota_terisi([gelombang.pk], status)


def yang_berutang(gelombang: Iterable[int], status: Iterable[str]) -> list[KuotaTerisi]:
    """Only those that owe names, who owes most first."""
    kurang = [k for k in kuota_terisi(gelombang, status) if k.sisa]
    return sorted(kurang, key=lambda k: -k.sisa)
