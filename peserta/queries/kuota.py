"""Quota per unit ("sebaran peserta"), counted over the unit and everything below it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from diklat.models import Gelombang
from kantor.models import Unit

_KUOTA = """
    WITH RECURSIVE cabang AS (
        SELECT unit_id AS akar, unit_id FROM diklat_kuotaunit WHERE gelombang_id = %(gelombang)s
        UNION ALL
        SELECT cabang.akar, u.id FROM cabang JOIN kantor_unit u ON u.parent_id = cabang.unit_id
    )
    SELECT k.unit_id, a.nama, a.jenis, k.kuota, array_agg(DISTINCT cabang.unit_id), count(p.id)
    FROM diklat_kuotaunit k
    JOIN kantor_unit a ON a.id = k.unit_id
    JOIN cabang ON cabang.akar = k.unit_id
    LEFT JOIN peserta_pendaftaran p
        ON p.gelombang_id = k.gelombang_id AND p.unit_id = cabang.unit_id AND p.status = ANY(%(status)s)
    WHERE k.gelombang_id = %(gelombang)s
    GROUP BY k.unit_id, a.nama, a.jenis, a.kode, k.kuota
    ORDER BY a.kode
"""


@dataclass(frozen=True)
class KuotaTerisi:
    """A unit's quota, its subtree, and how many registrations of the asked states stand in it."""

    unit_id: int
    nama: str
    kuota: int
    cabang: frozenset[int]
    terisi: int

    @property
    def sisa(self) -> int:
        return max(self.kuota - self.terisi, 0)


def kuota_unit(gelombang: Gelombang, status: Iterable[str]) -> list[KuotaTerisi]:
    """Every quota of the gelombang, by the unit's code, with the registrations in these states."""
    with connection.cursor() as kursor:
        kursor.execute(_KUOTA, {"gelombang": gelombang.pk, "status": [str(s) for s in status]})
        return [
            KuotaTerisi(pk, Unit(nama=nama, jenis=jenis).nama_lengkap, kuota, frozenset(cabang), terisi)
            for pk, nama, jenis, kuota, cabang, terisi in kursor.fetchall()
        ]
