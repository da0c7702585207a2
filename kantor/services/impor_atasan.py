"""The atasan langsung of a SIMPEG list: a NIP beside each person, who may be new in the same file."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db import connection

from kantor.lib import nip as lib_nip
from kantor.lib.lembar import Sel
from kantor.lib.salah import Salah
from kantor.models import BarisImpor, Impor, Pegawai
from kantor.services.impor_baca import salah_sel

JUDUL = "NIP ATASAN"
AWAL = "Atasan langsung tidak disimpan: "

# What a row would change, once all rows are compared: who is named must be in service here, by the master or by this
# file. Where they are not, the rest of the row counts and a warning says why.
BANDING = """
UPDATE kantor_barisimpor AS b SET
    nilai = CASE WHEN c.alasan IS NULL THEN b.nilai || jsonb_build_object('atasan_sah', c.atasan)
        ELSE b.nilai - 'atasan_sah' END,
    peringatan = coalesce((SELECT jsonb_agg(w) FROM jsonb_array_elements(b.peringatan) w
            WHERE NOT starts_with(w #>> '{}', %(awal)s)), '[]'::jsonb)
        || CASE WHEN c.alasan IS NULL THEN '[]'::jsonb
            ELSE jsonb_build_array(
                %(awal)s || 'kolom NIP ATASAN baris ' || b.nomor || ', ' || c.atasan || ' ' || c.alasan) END,
    perubahan = CASE WHEN c.ubah THEN b.perubahan || jsonb_build_object('Atasan langsung',
        jsonb_build_array(c.dari, c.ke)) ELSE b.perubahan END,
    tindakan = CASE WHEN c.ubah AND b.tindakan = 'sama' THEN 'berubah' ELSE b.tindakan END
FROM (
    SELECT r.*, r.alasan IS NULL AND r.kini IS DISTINCT FROM r.atasan AS ubah FROM (
        SELECT x.id, x.nilai->>'atasan' AS atasan, l.nip AS kini, coalesce(l.nama, '') AS dari,
            coalesce(y.nilai->>'nama', t.nama) AS ke, CASE
            WHEN x.kunci = ANY(%(lingkar)s) THEN 'menjadi bawahannya sendiri melalui atasan lain.'
            WHEN y.id IS NULL AND t.id IS NULL THEN 'bukan pegawai aktif instansi ini.' END AS alasan
        FROM kantor_barisimpor x
        LEFT JOIN kantor_barisimpor y ON y.impor_id = x.impor_id AND y.nomor IS NOT NULL
            AND y.kunci = x.nilai->>'atasan' AND y.tindakan <> 'galat'
        LEFT JOIN kantor_pegawai t ON t.nip = x.nilai->>'atasan' AND t.instansi_id = %(instansi)s
            AND t.keadaan = 'aktif' AND t.terverifikasi AND NOT EXISTS (SELECT FROM kantor_barisimpor k
                WHERE k.impor_id = x.impor_id AND k.tindakan = 'keluar' AND k.pegawai_id = t.id)
        LEFT JOIN kantor_pegawai p ON p.id = x.pegawai_id
        LEFT JOIN kantor_pegawai l ON l.id = p.atasan_id
        WHERE x.impor_id = %(impor)s AND x.nomor IS NOT NULL AND x.tindakan <> 'galat' AND x.nilai ? 'atasan'
    ) r
) c
WHERE b.id = c.id
"""
# After a piece: its own rows, and rows before it whose atasan came or moved with it.
PASANG = """
UPDATE kantor_pegawai p SET atasan_id = t.id, diperbarui = now()
FROM kantor_barisimpor b JOIN kantor_pegawai t ON t.nip = b.nilai->>'atasan_sah'
WHERE b.impor_id = %(impor)s AND b.nomor IS NOT NULL AND b.tindakan <> 'galat' AND p.nip = b.kunci
    AND p.instansi_id = %(instansi)s AND t.instansi_id = %(instansi)s
    AND p.keadaan = 'aktif' AND t.keadaan = 'aktif' AND t.terverifikasi
    AND p.id <> t.id AND p.atasan_id IS DISTINCT FROM t.id
    AND (b.kunci = ANY(%(kunci)s)
        OR (b.nilai->>'atasan_sah' = ANY(%(kunci)s) AND (b.diterapkan OR b.tindakan = 'sama')))
"""


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
    baris = impor.baris.exclude(tindakan=BarisImpor.Tindakan.GALAT).filter(nomor__isnull=False)
    isi: dict[str | None, str | None] = dict(
        baris.filter(nilai__has_key="atasan").values_list("kunci", "nilai__atasan")
    )
    if not isi:
        return
    ada = Pegawai.objects.filter(instansi=impor.instansi_id, atasan__isnull=False).values_list(
        "nip", "atasan__nip"
    )
    lingkar = [nip for nip in _melingkar({**dict(ada), **isi}) if nip in isi]
    with connection.cursor() as kursor:
        kursor.execute(
            BANDING, {"impor": impor.pk, "instansi": impor.instansi_id, "lingkar": lingkar, "awal": AWAL}
        )


def pasang_atasan(impor: Impor, kunci: Collection[str]) -> None:
    """Store the atasan of these people, and of those before them in the file whom these lead."""
    with connection.cursor() as kursor:
        kursor.execute(PASANG, {"impor": impor.pk, "instansi": impor.instansi_id, "kunci": list(kunci)})


def bawahan_di_berkas(impor: Impor, kunci: Collection[str]) -> list[str]:
    """The numbers of those whom the file puts under these people: they are locked together."""
    return list(impor.baris.filter(nilai__atasan_sah__in=list(kunci)).values_list("kunci", flat=True))


def _melingkar(atasan: Mapping[str | None, str | None]) -> set[str]:
    """Who comes back to themselves on the way up. Every way is walked once."""
    selesai: set[str | None] = set()
    lingkar: set[str] = set()
    for awal in atasan:
        jalan: dict[str | None, int] = {}
        kini: str | None = awal
        while kini is not None and kini not in selesai and kini not in jalan:
            jalan[kini] = len(jalan)
            kini = atasan.get(kini)
        if kini in jalan:
            lingkar |= {nip for nip, n in jalan.items() if n >= jalan[kini] and nip is not None}
        selesai |= jalan.keys()
    return lingkar
