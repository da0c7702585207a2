"""The history of a whole gelombang: one entry per act, however many rows it touched."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db import connection

from diklat.models import Gelombang
from kantor.models import Pengguna
from kantor.queries.riwayat import SISTEM
from peserta.daftar import SumberRiwayat, kalimat_riwayat, sumber_riwayat

UKURAN = 40
# Everything one transaction wrote carries the same time: that is one act.
_SUMBER = """
    SELECT pgh_created_at AS waktu, '{nama}' AS sumber, pgh_obj_id::text AS obj, {sebut} AS nama, {isi} AS isi,
           pgh_context->>'oleh_nama' AS oleh, pgh_context->>'tindakan' AS tindakan,
           coalesce(pgh_context->>'alasan', nullif({alasan}, '')) AS alasan,
           pgh_context->>(pgh_context->>'tindakan') AS tentang
    FROM {tabel} WHERE {syarat} AND pgh_created_at < %(sebelum)s
"""
_RINGKAS = """
    WITH e AS ({semua}),
    w AS (SELECT DISTINCT waktu FROM e ORDER BY waktu DESC LIMIT %(batas)s)
    SELECT e.waktu, e.sumber, count(DISTINCT e.obj), (array_remove(array_agg(DISTINCT e.nama), NULL))[:3], max(e.oleh),
           array_remove(array_agg(DISTINCT e.tindakan), NULL), max(e.alasan), max(e.tentang),
           array_agg(ARRAY[e.nama, e.isi] ORDER BY e.nama, e.isi) FILTER (WHERE e.isi IS NOT NULL)
    FROM e JOIN w USING (waktu) GROUP BY e.waktu, e.sumber ORDER BY e.waktu DESC, e.sumber
"""
# The table that tells best whom an act was about.
ORANG = ("pendaftaran", "kehadiran", "hasil", "sertifikat", "berkas")
UTAMA = (*ORANG, "seminar", "ruang seminar", "tim penguji", "giliran")
DISEBUT = 4  # changes told one by one
AKHIR = datetime.datetime(9999, 1, 1, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Perbuatan:
    """One act: when, who, what in a sentence, and what it touched."""

    waktu: datetime.datetime
    oleh: str
    kalimat: str
    rincian: str


def riwayat_gelombang(
    gelombang: Gelombang, *, pembaca: Pengguna, sebelum: datetime.datetime | None = None
) -> tuple[list[Perbuatan], datetime.datetime | None]:
    """The acts before that moment, newest first, and the mark of the next page (None: no more). One statement.

    `pembaca` reads it: what is hidden from that account elsewhere (scores of others) is not told here.
    """
    semua = " UNION ALL ".join(_sql(nama, sumber_riwayat[nama]) for nama in sumber_riwayat.nama())
    nilai: dict[str, Any] = {"gelombang": gelombang.pk, "sebelum": sebelum or AKHIR, "batas": UKURAN + 1}
    nilai["pembaca"] = pembaca.pk
    with connection.cursor() as kursor:
        kursor.execute(_RINGKAS.format(semua=semua), nilai)
        baris = kursor.fetchall()
    perbuatan = [_perbuatan(waktu, list(isi)) for waktu, isi in groupby(baris, key=lambda b: b[0])]
    lagi = len(perbuatan) > UKURAN
    perbuatan = perbuatan[:UKURAN]
    return perbuatan, perbuatan[-1].waktu if lagi else None


def _sql(nama: str, sumber: SumberRiwayat) -> str:
    return _SUMBER.format(
        nama=nama,
        sebut=sumber.nama,
        isi=sumber.isi,
        alasan=sumber.alasan,
        tabel=sumber.tabel,
        syarat=sumber.syarat,
    )


def _perbuatan(waktu: datetime.datetime, baris: list[Any]) -> Perbuatan:
    per_sumber = {b[1]: b for b in baris}
    tokoh = next((per_sumber[s] for s in UTAMA if s in per_sumber), baris[0])
    siapa = next((b[7] for b in baris if b[7]), "") or _siapa(*tokoh[1:4])
    tindakan = {t for b in baris for t in b[5]}
    pola = next((kalimat_riwayat[t] for t in kalimat_riwayat.nama() if t in tindakan), None)
    pola = pola or sumber_riwayat[tokoh[1]].bawaan
    isi = [satu for b in baris for satu in b[8] or ()]
    jumlah = ", ".join(f"{b[2]} {sumber_riwayat[b[1]].sebutan}" for b in baris)
    return Perbuatan(
        waktu,
        next((b[4] for b in baris if b[4]), SISTEM),
        pola.format(siapa=siapa) if pola else f"Mengubah {jumlah}",
        next((b[6] for b in baris if b[6]), "")
        or (jumlah if pola and tokoh[2] > 1 and jumlah != siapa and len(isi) < tokoh[2] else "")
        or _perubahan(isi),
    )


def _perubahan(isi: list[tuple[str, str]]) -> str:
    """What changed, from what to what; whose, where they are several."""
    banyak_orang = len({nama for nama, _ in isi}) > 1
    kata = [f"{nama}, {satu}" if banyak_orang else satu for nama, satu in isi[:DISEBUT]]
    lagi = [f"dan {len(isi) - DISEBUT} lainnya"] if len(isi) > DISEBUT else []
    return "; ".join([*kata, *lagi])


def _siapa(sumber: str, banyak: int, nama: list[str]) -> str:
    """One or two by name, more in number."""
    if nama and len(nama) <= 2 and (banyak <= 2 or len(nama) == 1):
        return " dan ".join(nama)
    return f"{banyak} {'orang' if sumber in ORANG else sumber_riwayat[sumber].sebutan}"
