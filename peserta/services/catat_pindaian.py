"""Writing scans: attendance moves to an earlier time only, never to a later one, so the order of arrival is no matter.

Scanners share the lock of the gelombang; who writes attendance by hand, or publishes another time, takes it alone.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection

from diklat.models import Gelombang
from kantor.lib import nama
from peserta.lib import pindai
from peserta.models import DITERIMA, HasilPindai, TandaPindai

HADIR_KODE = frozenset({"H", "T", "DL"})


@dataclass
class Pindai:
    """One scan on its way: what was read and when, whom and what it means, and in the end what became of it.

    `orang` is the row the caller's statement read: person, session, what is recorded.
    """

    nonce: UUID
    kode: str
    waktu_perangkat: datetime.datetime
    saat: pindai.Saat
    orang: dict[str, Any]
    hasil: str = ""
    tanda: list[str] = field(default_factory=list)
    peramban: str = ""

    @property
    def pasangan(self) -> tuple[int, int]:
        """Session and registration: what attendance is recorded of."""
        return self.orang["sesi"], self.orang["pendaftaran"]

    @property
    def nama(self) -> str:
        """Name with titles; empty for a stranger."""
        o = self.orang
        if o["pendaftaran"] is None:
            return ""
        return nama.lengkap(nama.NamaLengkap(o["gelar_depan"], o["nama"], o["gelar_belakang"]))


def catat(
    semua: Collection[Pindai], *, perangkat: int | None, petugas: int | None, kini: datetime.datetime
) -> None:
    """Write attendance for those whose `hasil` is HADIR, then every scan as it was.

    Sets HADIR for the first scan of a person in a session, SUDAH for all others, and in `orang` what stands now.
    """
    diterima = [p for p in semua if p.hasil == HasilPindai.HADIR]
    if diterima:
        _tulis_kehadiran(diterima, petugas, kini)
    if semua:
        _tulis_pindaian(semua, perangkat, kini)


# The earliest scan stays, a hand's word stays, "semua hadir" gives way.
TULIS_KEHADIRAN = """
    INSERT INTO peserta_kehadiran AS k
        (sesi_id, pendaftaran_id, kode, menit_terlambat, sumber, dipindai, catatan, dicatat_oleh_id, diperbarui)
    SELECT m.sesi, m.pendaftaran, CASE WHEN m.menit > 0 THEN 'T' ELSE 'H' END, nullif(m.menit, 0), 'pindai', m.waktu,
           '', %(petugas)s, %(kini)s
    FROM unnest(%(sesi)s::bigint[], %(pendaftaran)s::bigint[], %(menit)s::int[], %(waktu)s::timestamptz[])
        AS m (sesi, pendaftaran, menit, waktu)
    ORDER BY m.sesi, m.pendaftaran
    ON CONFLICT (sesi_id, pendaftaran_id) DO UPDATE SET
        dipindai = excluded.dipindai,
        kode = CASE WHEN k.sumber = 'tangan' THEN k.kode ELSE excluded.kode END,
        menit_terlambat = CASE WHEN k.sumber = 'tangan' THEN k.menit_terlambat ELSE excluded.menit_terlambat END,
        sumber = CASE WHEN k.sumber = 'tangan' THEN k.sumber ELSE excluded.sumber END,
        dicatat_oleh_id = CASE WHEN k.sumber = 'tangan' THEN k.dicatat_oleh_id ELSE excluded.dicatat_oleh_id END,
        diperbarui = excluded.diperbarui
    WHERE {lebih_awal}
    RETURNING sesi_id, pendaftaran_id, old.dipindai IS NULL AND new.sumber <> 'tangan' AS pertama, new.kode,
              new.menit_terlambat AS menit, new.dipindai
"""
LEBIH_AWAL = "k.dipindai IS NULL OR excluded.dipindai < k.dipindai"
TERTULIS = """
    SELECT sesi_id, pendaftaran_id, false AS pertama, kode, menit_terlambat AS menit, dipindai
    FROM peserta_kehadiran
    WHERE (sesi_id, pendaftaran_id) IN (SELECT * FROM unnest(%(sesi)s::bigint[], %(pendaftaran)s::bigint[]))
"""


def _tulis_kehadiran(diterima: list[Pindai], petugas: int | None, kini: datetime.datetime) -> None:
    awal: dict[tuple[int, int], Pindai] = {}
    for satu in sorted(diterima, key=lambda p: p.saat.waktu):
        awal.setdefault(satu.pasangan, satu)
    berlaku = {pasangan: _terbaca(satu) for pasangan, satu in awal.items() if _sudah_lebih_awal(satu)}
    if baru := {pasangan: satu for pasangan, satu in awal.items() if pasangan not in berlaku}:
        berlaku |= _tulis(baru, petugas, kini)
    for satu in diterima:
        _jawab(satu, berlaku[satu.pasangan])


def _sudah_lebih_awal(satu: Pindai) -> bool:
    """An earlier scan stands already. Under the gelombang's lock it may only become an earlier one still."""
    dipindai = satu.orang["dipindai"]
    return dipindai is not None and dipindai <= satu.saat.waktu


def _terbaca(satu: Pindai) -> dict[str, Any]:
    o = satu.orang
    return {"pertama": False, "kode": o["tercatat"], "menit": o["menit"], "dipindai": o["dipindai"]}


def _tulis(
    baru: dict[tuple[int, int], Pindai], petugas: int | None, kini: datetime.datetime
) -> dict[tuple[int, int], dict[str, Any]]:
    """Write the earliest scan of each; returns what stands then."""
    isi = _kunci(baru) | {
        "menit": [pindai.menit_terlambat(p.saat.waktu, p.orang["mulai"]) for p in baru.values()],
        "waktu": [p.saat.waktu for p in baru.values()],
        "petugas": petugas,
        "kini": kini,
    }
    berlaku = _per_pasangan(baca_baris(TULIS_KEHADIRAN.format(lebih_awal=LEBIH_AWAL), isi))
    if lain := [
        satu for satu in baru if satu not in berlaku
    ]:  # an earlier one came meanwhile: nothing was written
        berlaku |= _per_pasangan(baca_baris(TERTULIS, _kunci(lain)))
    return berlaku


def _kunci(pasangan: Collection[tuple[int, int]]) -> dict[str, Any]:
    return {"sesi": [s for s, _ in pasangan], "pendaftaran": [p for _, p in pasangan]}


def _per_pasangan(baris: list[dict[str, Any]]) -> dict[tuple[int, int], dict[str, Any]]:
    return {(b["sesi_id"], b["pendaftaran_id"]): b for b in baris}


def _jawab(satu: Pindai, berlaku: dict[str, Any]) -> None:
    satu.hasil = HasilPindai.HADIR if berlaku["pertama"] else HasilPindai.SUDAH
    berlaku["pertama"] = False
    satu.orang |= {"tercatat": berlaku["kode"], "menit": berlaku["menit"], "dipindai": berlaku["dipindai"]}
    if berlaku["kode"] not in HADIR_KODE:  # which only a hand writes
        satu.tanda.append(str(TandaPindai.CATATAN_BERBEDA))


TULIS_PINDAIAN = """
    INSERT INTO peserta_pindaian (perangkat_id, nonce, sesi_id, pendaftaran_id, kode, waktu, waktu_perangkat, diterima,
                                  selisih, hasil, tanda, peramban)
    SELECT %(perangkat)s, m.nonce, m.sesi, m.pendaftaran, m.kode, m.waktu, m.jam, %(kini)s, m.selisih, m.hasil,
           string_to_array(m.tanda, ','), m.peramban
    FROM unnest(%(nonce)s::uuid[], %(sesi)s::bigint[], %(pendaftaran)s::bigint[], %(kode)s::text[],
                %(waktu)s::timestamptz[], %(jam)s::timestamptz[], %(selisih)s::int[], %(hasil)s::text[],
                %(tanda)s::text[], %(peramban)s::text[])
        AS m (nonce, sesi, pendaftaran, kode, waktu, jam, selisih, hasil, tanda, peramban)
    ON CONFLICT (perangkat_id, nonce) DO NOTHING
"""


def _tulis_pindaian(semua: Collection[Pindai], perangkat: int | None, kini: datetime.datetime) -> None:
    isi = {
        "perangkat": perangkat,
        "kini": kini,
        "nonce": [p.nonce for p in semua],
        "sesi": [p.orang["sesi"] for p in semua],
        "pendaftaran": [p.orang["pendaftaran"] for p in semua],
        "kode": [p.kode for p in semua],
        "waktu": [p.saat.waktu for p in semua],
        "jam": [p.waktu_perangkat for p in semua],
        "selisih": [p.saat.selisih for p in semua],
        "hasil": [str(p.hasil) for p in semua],
        "tanda": [",".join(p.tanda) for p in semua],
        "peramban": [p.peramban for p in semua],
    }
    with connection.cursor() as kursor:
        kursor.execute(TULIS_PINDAIAN, isi)


# Accepted scans stay with a session as long as it stays on their day. Refused ones count when they fit now that the
# session has another time, or is held after all. Whom no scan keeps in a session has no scanned attendance there: what
# "semua hadir" said of them before stands again.
SUSUN_ULANG = """
    WITH m AS (
        SELECT p.sesi_id AS sesi, p.pendaftaran_id AS pendaftaran, t.mulai, t.selesai, min(p.waktu) AS waktu
        FROM peserta_pindaian p JOIN diklat_sesi s ON s.id = p.sesi_id JOIN diklat_terbitansesi t ON t.sesi_id = s.id
        WHERE s.gelombang_id = %(gelombang)s AND p.pendaftaran_id IS NOT NULL AND NOT t.batal
          AND (p.hasil = ANY(%(dihitung)s) AND p.waktu BETWEEN t.mulai - %(buka)s AND t.selesai
               OR p.hasil = ANY(%(diterima)s)
                  AND (p.waktu AT TIME ZONE %(zona)s)::date = (t.mulai AT TIME ZONE %(zona)s)::date)
        GROUP BY p.sesi_id, p.pendaftaran_id, t.mulai, t.selesai
    ), n AS (
        SELECT *, floor(extract(epoch FROM greatest(least(waktu, selesai) - mulai, interval '0')) / 60)::int AS menit
        FROM m
    ), lepas AS (
        SELECT k.id, k.sumber, k.semua
        FROM peserta_kehadiran k JOIN diklat_sesi s ON s.id = k.sesi_id JOIN diklat_terbitansesi t ON t.sesi_id = s.id
        WHERE s.gelombang_id = %(gelombang)s AND NOT t.batal AND k.dipindai IS NOT NULL
          AND NOT EXISTS (SELECT FROM m WHERE m.sesi = k.sesi_id AND m.pendaftaran = k.pendaftaran_id)
    ), hapus AS (
        DELETE FROM peserta_kehadiran k USING lepas
        WHERE k.id = lepas.id AND lepas.sumber = 'pindai' AND NOT lepas.semua RETURNING k.id
    ), lupa AS (
        UPDATE peserta_kehadiran k SET
            dipindai = NULL,
            kode = CASE WHEN k.sumber = 'pindai' THEN 'H' ELSE k.kode END,
            menit_terlambat = CASE WHEN k.sumber = 'pindai' THEN NULL ELSE k.menit_terlambat END,
            sumber = CASE WHEN k.sumber = 'pindai' THEN 'semua' ELSE k.sumber END
        FROM lepas WHERE k.id = lepas.id AND (lepas.sumber <> 'pindai' OR lepas.semua) RETURNING k.id
    ), tulis AS (
        INSERT INTO peserta_kehadiran AS k
            (sesi_id, pendaftaran_id, kode, menit_terlambat, sumber, dipindai, catatan, diperbarui)
        SELECT sesi, pendaftaran, CASE WHEN menit > 0 THEN 'T' ELSE 'H' END, nullif(menit, 0), 'pindai', waktu, '',
               now()
        FROM n ORDER BY sesi, pendaftaran
        ON CONFLICT (sesi_id, pendaftaran_id) DO UPDATE SET
            dipindai = excluded.dipindai,
            kode = CASE WHEN k.sumber = 'tangan' THEN k.kode ELSE excluded.kode END,
            menit_terlambat = CASE WHEN k.sumber = 'tangan' THEN k.menit_terlambat ELSE excluded.menit_terlambat END,
            sumber = CASE WHEN k.sumber = 'tangan' THEN k.sumber ELSE excluded.sumber END,
            diperbarui = excluded.diperbarui
        WHERE k.dipindai IS DISTINCT FROM excluded.dipindai
           OR k.sumber <> 'tangan' AND (k.sumber, k.kode, k.menit_terlambat)
              IS DISTINCT FROM (excluded.sumber, excluded.kode, excluded.menit_terlambat)
        RETURNING k.id
    )
    SELECT count(*) AS banyak FROM (TABLE hapus UNION ALL TABLE lupa UNION ALL TABLE tulis) berubah
"""
# Refusals that a later publication may take back; all others are about the badge or the person.
SUSULAN = [HasilPindai.DI_LUAR_WAKTU, HasilPindai.SESI_TIDAK_BERLAKU]


def susun_ulang(gelombang: Gelombang) -> int:
    """Derive attendance from all scans of a gelombang anew; a hand's word stays. Returns how many rows changed.

    The caller holds the lock of the gelombang.
    """
    isi: dict[str, Any] = {
        "gelombang": gelombang.pk,
        "zona": gelombang.instansi.zona_waktu,
        "diterima": [str(h) for h in DITERIMA],
        "dihitung": [str(h) for h in [*DITERIMA, *SUSULAN]],
        "buka": pindai.BUKA,
    }
    return int(baca_baris(SUSUN_ULANG, isi)[0]["banyak"])


def baca_baris(sql: str, nilai: dict[str, Any] | list[Any]) -> list[dict[str, Any]]:
    """Rows of a statement as dictionaries."""
    with connection.cursor() as kursor:
        kursor.execute(sql, nilai)
        kolom = [satu.name for satu in kursor.description or ()]
        return [dict(zip(kolom, baris, strict=True)) for baris in kursor.fetchall()]
