"""Whose a session is: everybody's, or, where it is part of a visit, only theirs who go there. Said here alone.

Who goes on no visit has no session of any. What counts is the publication (`TerbitanSesi.kunjungan`), not the plan.
The scanners' function in the database says the same (migration 0014).
"""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection
from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from diklat.models import TerbitanSesi
from peserta.models import Pendaftaran, PesertaKunjungan
from peserta.models.pendaftaran import Status

# In SQL: `t` is the publication (diklat_terbitansesi), `p` the registration (peserta_pendaftaran).
MILIK = """(t.kunjungan_id IS NULL OR EXISTS (
    SELECT FROM peserta_pesertakunjungan i WHERE i.kunjungan_id = t.kunjungan_id AND i.pendaftaran_id = p.id))"""

BUKAN_MILIK = f"""
SELECT p.id, t.sesi_id
FROM peserta_pendaftaran p JOIN diklat_sesi s ON s.gelombang_id = p.gelombang_id
    JOIN diklat_terbitansesi t ON t.sesi_id = s.id
WHERE p.id = ANY(%s) AND NOT {MILIK}
"""  # noqa: S608 - only the constant above


def pemilik(orang: QuerySet[Pendaftaran], sesi: TerbitanSesi) -> QuerySet[Pendaftaran]:
    """Those of these people of its gelombang whose session this is."""
    return orang.filter(kunjungan__kunjungan=sesi.kunjungan_id) if sesi.kunjungan_id else orang


def sesi_milik(
    sesi: QuerySet[TerbitanSesi], orang: QuerySet[Pendaftaran] | Collection[int]
) -> QuerySet[TerbitanSesi]:
    """Those of these sessions that are somebody's of `orang`, in the gelombang they belong to."""
    ikut = PesertaKunjungan.objects.filter(pendaftaran__in=orang)
    return sesi.filter(Q(kunjungan=None) | Q(kunjungan__in=ikut.values("kunjungan")))


def bukan_milik(orang: Collection[int]) -> set[tuple[int, int]]:
    """Registration and session of every published session of their gelombang that is not theirs."""
    with connection.cursor() as kursor:
        kursor.execute(BUKAN_MILIK, [list(orang)])
        return set(kursor.fetchall())


def catatan_milik() -> Q:
    """For recorded attendance: it is of somebody whose session it is."""
    ikut = PesertaKunjungan.objects.filter(
        kunjungan=OuterRef("sesi__terbitan__kunjungan"), pendaftaran=OuterRef("pendaftaran")
    )
    return Q(sesi__terbitan__kunjungan=None) | Q(Exists(ikut))


def banyak_pemilik(status: Collection[str] = (Status.HADIR,)) -> Case:
    """For publications, as an annotation: how many people of these states the session is of."""
    semua = Pendaftaran.objects.filter(gelombang=OuterRef("sesi__gelombang"), status__in=status)
    ikut = PesertaKunjungan.objects.filter(kunjungan=OuterRef("kunjungan"), pendaftaran__status__in=status)
    return Case(When(kunjungan=None, then=_hitung(semua, "gelombang")), default=_hitung(ikut, "kunjungan"))


def berpemilik() -> Q:
    """For publications: somebody is seated whose session it is."""
    duduk = Pendaftaran.objects.filter(gelombang=OuterRef("sesi__gelombang"), status=Status.HADIR)
    ikut = PesertaKunjungan.objects.filter(kunjungan=OuterRef("kunjungan"), pendaftaran__status=Status.HADIR)
    return Q(Exists(duduk), kunjungan=None) | Q(Exists(ikut))


def _hitung(baris: QuerySet, kolom: str) -> Coalesce:
    return Coalesce(Subquery(baris.order_by().values(kolom).annotate(n=Count("pk")).values("n")), 0)
