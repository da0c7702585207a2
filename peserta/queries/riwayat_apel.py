"""Who changed what on a roll call after it was opened, read from the history that triggers write."""

from __future__ import annotations

import json

from django.db import connection

from kantor.queries.riwayat import Kejadian, kejadian
from peserta.models import Apel, KodeApel

UBAHAN_MAKS = 50
_UBAHAN = """
    SELECT e.pgh_created_at, e.pgh_context, e.pgh_label, p.nama, e.lama, e.kode
    FROM (
        SELECT *, lag(kode) OVER (PARTITION BY pgh_obj_id ORDER BY pgh_id) AS lama
        FROM peserta_catatanapelevent WHERE apel_id = %s
    ) e JOIN kantor_pegawai p ON p.id = e.pegawai_id
    WHERE e.pgh_label = 'delete' OR e.lama <> e.kode
    ORDER BY e.pgh_id DESC LIMIT %s
"""


def riwayat_apel(apel: Apel) -> list[Kejadian]:
    """The newest changes of a code, and rows taken back; by whom and when."""
    with connection.cursor() as kursor:
        kursor.execute(_UBAHAN, [apel.pk, UBAHAN_MAKS])
        semua = kursor.fetchall()
    return [
        kejadian(
            pada,
            json.loads(konteks) if isinstance(konteks, str) else konteks,
            f"{nama}: {KodeApel(lama or kode).label} → {'dihapus' if laku == 'delete' else KodeApel(kode).label}",
            zona=apel.instansi.zona_waktu,
        )
        for pada, konteks, laku, nama, lama, kode in semua
    ]
