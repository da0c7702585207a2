"""The first lock of the house: gelombang by pk, before unit quota, before pegawai."""

from __future__ import annotations

from diklat.models import Gelombang
from kantor.galat import TidakDitemukan
from kantor.langsung import baca

# Every registration of a gelombang waits here for the one before it: one plain statement, for building this SELECT of
# four tables by Django takes longer than PostgreSQL needs to answer it. Beside the whole row it brings what letters
# and doors ask of its relations; the rest of these is read when somebody asks.
_BACA = """
    SELECT g.*, k.program_id AS kurikulum__program_id, p.nama AS kurikulum__program__nama, i.nama AS instansi__nama,
           i.zona_waktu AS instansi__zona_waktu
    FROM diklat_gelombang g
    JOIN diklat_kurikulum k ON k.id = g.kurikulum_id
    JOIN diklat_program p ON p.id = k.program_id
    JOIN kantor_instansi i ON i.id = g.instansi_id
    WHERE g.id = ANY(%s) ORDER BY g.id FOR {kekuatan} OF g
"""


def kunci_gelombang(*pk: int, ubah_tanggal: bool = False) -> list[Gelombang]:
    """Lock these gelombang until the transaction ends and read them afresh, in the order of the arguments.

    Rows are always locked by ascending pk, so two callers with the same pair never wait for each other.
    FOR NO KEY UPDATE keeps two registrations apart but lets rows that merely point at the gelombang (a session, a
    letter) be inserted meanwhile. A change of dates rewrites the key registrations point at and needs the full lock
    (`ubah_tanggal`) from the start: growing into it later would deadlock with such an insert.
    """
    sql = _BACA.format(kekuatan="UPDATE" if ubah_tanggal else "NO KEY UPDATE")
    terkunci = {g.pk: g for g in baca(Gelombang, sql, [list(pk)])}
    if len(terkunci) != len(set(pk)):
        raise TidakDitemukan("Gelombang tidak ditemukan.")
    return [terkunci[k] for k in pk]
