"""The person behind a registration: found by NIP, or made unverified; never changed by what was typed."""

from __future__ import annotations

from django.db import connection

from kantor.langsung import sisip
from kantor.lib import nama as lib_nama
from kantor.lib.kode import acak
from kantor.models import Pegawai, Unit
from peserta.services.isian import Isian


def pegawai_untuk(isian: Isian) -> tuple[Pegawai, bool]:
    """The pegawai, locked, and whether the row is new. The caller holds the gelombang's lock.

    A new NIP is inserted ON CONFLICT DO NOTHING: of two who type it at once in two gelombang, the second waits for the
    first and then finds the row. What a registration says about a known person changes nothing of theirs, and where
    a new one works is not believed before the office has verified it (peserta.services.orang_terverifikasi).
    """
    if pk := _kunci(isian):
        return _baca(pk), False
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
    return _baca(_kunci(isian) or 0), False


def pegawai_dikenal(nip: str | None, nama: str, unit: int | None) -> int | None:
    """Whose row `pegawai_untuk` would lock, as of now; None for somebody new. For who locks many at once."""
    return _cari(nip, lib_nama.kunci(nama), unit)


def _baca(pk: int) -> Pegawai:
    return Pegawai.objects.select_related("akun", "pribadi").get(pk=pk)


_CARI_NIP = "SELECT id FROM kantor_pegawai WHERE nip = %s"
_CARI_NON_ASN = """
    SELECT id FROM kantor_pegawai
    WHERE nip IS NULL AND status_kepegawaian = 'non_asn' AND nama_kunci = %s AND unit_id IS NOT DISTINCT FROM %s
    ORDER BY id LIMIT 1
"""
_KUNCI = " FOR NO KEY UPDATE"


def _kunci(isian: Isian) -> int | None:
    unit = isian.unit.pk if isian.unit else None
    return _cari(isian.nip, isian.nama_kunci, unit, kunci=_KUNCI)


def _cari(nip: str | None, nama_kunci: str, unit: int | None, *, kunci: str = "") -> int | None:
    """By NIP; a Non-ASN has none and is recognised by name and unit, so that a file read twice makes nobody twice."""
    with connection.cursor() as kursor:
        if nip:
            kursor.execute(_CARI_NIP + kunci, [nip])
        else:
            kursor.execute(_CARI_NON_ASN + kunci, [nama_kunci, unit])
        baris = kursor.fetchone()
    return baris[0] if baris else None


def nama_unit(unit: Unit | None) -> str:
    """The unit as printed: 'Kelurahan Mabar, Kecamatan Medan Deli'."""
    if unit is None:
        return ""
    if unit.opd is None or unit.opd_id == unit.pk:
        return unit.nama_lengkap
    return f"{unit.nama_lengkap}, {unit.opd.nama_lengkap}"
