"""The atasan langsung of a SIMPEG list: a NIP beside each person, who may be new in the same file."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import connection

from kantor.lib import nip as lib_nip
from kantor.lib.lembar import Sel
from kantor.lib.salah import Salah
from kantor.models import Impor
from kantor.services.atasan import rantai_atasan, tolak_lingkar
from kantor.services.impor_baca import salah_sel

JUDUL = "NIP ATASAN"
AWAL = "Atasan langsung tidak disimpan: "

# Who is named must be in service here, by the master or by this file (`sah`).
_CALON = """
    SELECT x.id, x.kunci, x.nilai->>'atasan' AS atasan, l.nip AS kini, coalesce(l.nama, '') AS dari,
        coalesce(y.nilai->>'nama', t.nama) AS ke, y.id IS NOT NULL OR t.id IS NOT NULL AS sah
    FROM kantor_barisimpor x
    LEFT JOIN kantor_barisimpor y ON y.impor_id = x.impor_id AND y.nomor IS NOT NULL
        AND y.kunci = x.nilai->>'atasan' AND y.tindakan <> 'galat'
    LEFT JOIN kantor_pegawai t ON t.nip = x.nilai->>'atasan' AND t.instansi_id = %(instansi)s
        AND t.keadaan = 'aktif' AND t.terverifikasi AND NOT EXISTS (SELECT FROM kantor_barisimpor k
            WHERE k.impor_id = x.impor_id AND k.tindakan = 'keluar' AND k.pegawai_id = t.id)
    LEFT JOIN kantor_pegawai p ON p.id = x.pegawai_id
    LEFT JOIN kantor_pegawai l ON l.id = p.atasan_id
    WHERE x.impor_id = %(impor)s AND x.nomor IS NOT NULL AND x.tindakan <> 'galat' AND x.nilai ? 'atasan'
"""
SAH = f"SELECT kunci, atasan FROM ({_CALON}) c WHERE sah"  # noqa: S608 - a constant of this file
# What a row would change, once all rows are compared. Where the atasan cannot be, the rest of the row counts and a
# warning says why.
BANDING = f"""
UPDATE kantor_barisimpor AS b SET
    nilai = CASE WHEN c.alasan IS NULL THEN b.nilai || jsonb_build_object('atasan_sah', c.atasan)
        ELSE b.nilai - 'atasan_sah' END,
    peringatan = coalesce((SELECT jsonb_agg(w) FROM jsonb_array_elements(b.peringatan) w
            WHERE NOT starts_with(w #>> '{{}}', %(awal)s)), '[]'::jsonb)
        || CASE WHEN c.alasan IS NULL THEN '[]'::jsonb
            ELSE jsonb_build_array(
                %(awal)s || 'kolom NIP ATASAN baris ' || b.nomor || ', ' || c.atasan || ' ' || c.alasan) END,
    perubahan = CASE WHEN c.ubah THEN b.perubahan || jsonb_build_object('Atasan langsung',
        jsonb_build_array(c.dari, c.ke)) ELSE b.perubahan END,
    tindakan = CASE WHEN c.ubah AND b.tindakan = 'sama' THEN 'berubah' ELSE b.tindakan END
FROM (
    SELECT r.*, r.alasan IS NULL AND r.kini IS DISTINCT FROM r.atasan AS ubah FROM (
        SELECT x.*, CASE WHEN NOT x.sah THEN 'bukan pegawai aktif instansi ini.'
            WHEN x.kunci = ANY(%(lingkar)s) THEN 'menjadi bawahannya sendiri melalui atasan lain.' END AS alasan
        FROM ({_CALON}) x
    ) r
) c
WHERE b.id = c.id
"""  # noqa: S608 - constants of this file
# After a piece: its own rows, and rows before it whose atasan came or moved with it, or who waited for another to go.
_SIAP = """
FROM kantor_barisimpor b JOIN kantor_pegawai t ON t.nip = b.nilai->>'atasan_sah'
    JOIN kantor_pegawai p ON p.nip = b.kunci
WHERE b.impor_id = %(impor)s AND b.nomor IS NOT NULL AND b.tindakan <> 'galat'
    AND p.instansi_id = %(instansi)s AND t.instansi_id = %(instansi)s
    AND p.keadaan = 'aktif' AND t.keadaan = 'aktif' AND t.terverifikasi
    AND p.id <> t.id AND p.atasan_id IS DISTINCT FROM t.id
    AND (b.kunci = ANY(%(kunci)s) OR b.diterapkan OR b.tindakan = 'sama')
"""
SIAP = f"SELECT p.nip, t.nip {_SIAP}"
PASANG = f"""
UPDATE kantor_pegawai SET atasan_id = s.atas, diperbarui = now()
FROM (SELECT p.id, p.nip, t.id AS atas {_SIAP}) s
WHERE kantor_pegawai.id = s.id AND s.nip <> ALL(%(lingkar)s)
"""  # noqa: S608 - constants of this file


def baca_atasan(sel: Sel, nip: str, nilai: dict[str, str]) -> dict[str, str] | None:
    """Put the number into `nilai`; returns what is wrong with the cell: no NIP, or the person's own."""
    try:
        digit = lib_nip.periksa(sel.nilai).digit
    except Salah as galat:
        return salah_sel(sel, JUDUL, galat.pesan)
    if digit == nip:
        return salah_sel(sel, JUDUL, "Atasan langsung adalah orang lain.")
    nilai["atasan"] = digit
    return None


def bandingkan_atasan(impor: Impor) -> None:
    """Show whose atasan changes, and who is named in vain. After all else is compared; nothing without the column."""
    _kerjakan(impor, SAH, BANDING, {"awal": AWAL})


def pasang_atasan(impor: Impor, kunci: Collection[str]) -> None:
    """Store the atasan of these people, and of those before them in the file who waited for these.

    The master may be another one than when the list was compared, and other pieces of the file are still to come:
    nobody is linked whom this makes their own bawahan now. The caller holds `kunci_atasan`.
    """
    _kerjakan(impor, SIAP, PASANG, {"kunci": list(kunci)})


def _kerjakan(impor: Impor, calon: str, tulis: str, lain: dict[str, Any]) -> None:
    """Write the links that may be, of those that `calon` finds."""
    isian = {"impor": impor.pk, "instansi": impor.instansi_id, **lain}
    with connection.cursor() as kursor:
        kursor.execute(calon, isian)
        lingkar = tolak_lingkar(rantai_atasan(impor.instansi_id), dict(kursor.fetchall()))
        kursor.execute(tulis, isian | {"lingkar": list(lingkar)})


def bawahan_di_berkas(impor: Impor, kunci: Collection[str]) -> list[str]:
    """The numbers of those whom the file puts under these people: they are locked together."""
    return list(impor.baris.filter(nilai__atasan_sah__in=list(kunci)).values_list("kunci", flat=True))
