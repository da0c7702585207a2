"""The first lock of the house: gelombang by pk, before unit quota, before pegawai."""

from __future__ import annotations

from diklat.models import Gelombang
from kantor.galat import TidakDitemukan


def kunci_gelombang(*pk: int, ubah_tanggal: bool = False) -> list[Gelombang]:
    """Lock these gelombang until the transaction ends and read them afresh, in the order of the arguments.

    Rows are always locked by ascending pk, so two callers with the same pair never wait for each other.
    FOR NO KEY UPDATE keeps two registrations apart but lets rows that merely point at the gelombang (a session, a
    letter) be inserted meanwhile. A change of dates rewrites the key registrations point at and needs the full lock
    (`ubah_tanggal`) from the start: growing into it later would deadlock with such an insert.
    """
    baris = (
        Gelombang.objects.select_for_update(of=("self",), no_key=not ubah_tanggal)
        .select_related("kurikulum__program", "instansi")
        .filter(pk__in=pk)
        .order_by("pk")
    )
    terkunci = {g.pk: g for g in baris}
    if len(terkunci) != len(set(pk)):
        raise TidakDitemukan("Gelombang tidak ditemukan.")
    return [terkunci[k] for k in pk]
