"""The person behind a registration: found by NIP, or made unverified; never changed by what was typed."""

from __future__ import annotations

from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection

from kantor.langsung import baca, sisip
from kantor.lib import nama as lib_nama
from kantor.lib.kode import acak
from kantor.models import Pegawai, Pengguna, Unit
from peserta.services.isian import Isian


def pegawai_untuk(isian: Isian) -> tuple[Pegawai, bool]:
    """The pegawai, locked, and whether the row is new. The caller holds the gelombang's lock.

    A new NIP is inserted ON CONFLICT DO NOTHING: of two who type it at once in two gelombang, the second waits for the
    first and then finds the row. What a registration says about a known person changes nothing of theirs, and where
    a new one works is not believed before the office has verified it (peserta.services.orang_terverifikasi).
    """
    if dikenal := _kunci(isian):
        return dikenal, False
    baru = Pegawai(
        nip=isian.nip,
        nomor_internal=None if isian.nip else f"NON-{acak(12)}",
        **isian.biodata(),
    )
    if baru.nip:  # by the unit a Non-ASN is known again
        baru.unit = baru.opd = None
    if sisip(baru, lewati_kembar=True):
        baru._state.fields_cache |= {"akun": None, "pribadi": None}  # nobody has asked, and nobody need to
        return baru, True
    if dikenal := _kunci(isian):
        return dikenal, False
    raise Pegawai.DoesNotExist


def pegawai_dikenal(nip: str | None, nama: str, unit: int | None) -> int | None:
    """Whose row `pegawai_untuk` would lock, as of now; None for somebody new. For who locks many at once."""
    syarat, nilai = _siapa(nip, lib_nama.kunci(nama), unit)
    with connection.cursor() as kursor:
        kursor.execute(f"SELECT p.id FROM kantor_pegawai p WHERE {syarat}", nilai)  # noqa: S608
        baris = kursor.fetchone()
    return baris[0] if baris else None


_NON_ASN = """
    p.id = (
        SELECT id FROM kantor_pegawai
        WHERE nip IS NULL AND status_kepegawaian = 'non_asn' AND nama_kunci = %s AND unit_id IS NOT DISTINCT FROM %s
        ORDER BY id LIMIT 1
    )
"""
# With what a letter asks of the account: it goes there, whatever somebody typed.
_KUNCI = """
    SELECT p.*, a.id AS _akun, a.email AS _email, a.is_active AS _aktif
    FROM kantor_pegawai p LEFT JOIN kantor_pengguna a ON a.pegawai_id = p.id
    WHERE {syarat} FOR NO KEY UPDATE OF p
"""


def _siapa(nip: str | None, nama_kunci: str, unit: int | None) -> tuple[str, list[Any]]:
    """By NIP; a Non-ASN has none and is recognised by name and unit, so that a file read twice makes nobody twice."""
    return ("p.nip = %s", [nip]) if nip else (_NON_ASN, [nama_kunci, unit])


def _kunci(isian: Isian) -> Pegawai | None:
    syarat, nilai = _siapa(isian.nip, isian.nama_kunci, isian.unit.pk if isian.unit else None)
    terbaca: list[Any] = baca(Pegawai, _KUNCI.format(syarat=syarat), nilai)
    if not terbaca:
        return None
    [pegawai] = terbaca
    kolom = ["id", "email", "is_active", "pegawai_id"]
    isi = [pegawai._akun, pegawai._email, pegawai._aktif, pegawai.pk]
    akun = None if pegawai._akun is None else Pengguna.from_db(DEFAULT_DB_ALIAS, kolom, isi)
    pegawai._state.fields_cache["akun"] = akun
    return pegawai


def nama_unit(unit: Unit | None) -> str:
    """The unit as printed: 'Kelurahan Mabar, Kecamatan Medan Deli'."""
    if unit is None:
        return ""
    if unit.opd is None or unit.opd_id == unit.pk:
        return unit.nama_lengkap
    return f"{unit.nama_lengkap}, {unit.opd.nama_lengkap}"
