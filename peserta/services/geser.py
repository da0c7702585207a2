"""Moving a timetable, kept as one act that can be taken back as a whole."""

from __future__ import annotations

import datetime
from typing import Any

from diklat.models import Gelombang
from diklat.queries.geser import Pindahan
from diklat.services.geser_jadwal import Semula, geser_jadwal, kembalikan_geser
from kantor.layanan import layanan
from kantor.models import Pengguna
from peserta.models import TindakanMassal

JENIS_GESER = "geser_jadwal"


@layanan
def geser_sesi(
    *,
    oleh: Pengguna,
    gelombang: Gelombang,
    sejak: datetime.date,
    mulai: datetime.date,
    dilihat: str | None = None,
) -> TindakanMassal:
    """Move sessions to other days as `geser_jadwal`, with what became of each on record. Raises as that."""
    rencana = geser_jadwal(oleh=oleh, gelombang=gelombang, sejak=sejak, mulai=mulai, dilihat=dilihat)
    rincian = [_baris(p) for p in rencana.pindah]
    rincian += [
        {
            "sesi": s.pk,
            "nama": s.judul,
            "dari": s.mulai.isoformat(),
            "ke": s.mulai.isoformat(),
            "berhasil": False,
            "pesan": "Tetap: kehadirannya sudah dicatat.",
        }
        for s in rencana.tetap
    ]
    return TindakanMassal.objects.create(gelombang=gelombang, jenis=JENIS_GESER, oleh=oleh, rincian=rincian)


def _baris(p: Pindahan) -> dict[str, Any]:
    semula = [satu.narasumber_id for satu in p.sesi.pengajar.all()]  # as read before the move
    return {
        "sesi": p.sesi.pk,
        "nama": p.sesi.judul,
        "dari": p.dari.isoformat(),
        "ke": p.ke.isoformat(),
        "ruang": p.ruang if p.lepas_ruang else None,
        "lepas": [pk for pk in semula if pk in p.lepas_orang],
        "sisa": [pk for pk in semula if pk not in p.lepas_orang],
        "berhasil": True,
        "pesan": " ".join(p.catatan),
    }


def urungkan_geser(oleh: Pengguna, gelombang: Gelombang, rincian: list[dict[str, Any]]) -> None:
    """Take a move back row by row; each row says whether it went back (`diurungkan`) and what is to be said of it."""
    baris = {r["sesi"]: r for r in rincian if r["berhasil"]}
    semula = [
        Semula(
            pk,
            datetime.datetime.fromisoformat(r["dari"]),
            datetime.datetime.fromisoformat(r["ke"]),
            r["ruang"],
            tuple(r["lepas"]),
            tuple(r["sisa"]),
        )
        for pk, r in baris.items()
    ]
    for pk, (kembali, pesan) in kembalikan_geser(oleh=oleh, gelombang=gelombang, semula=semula).items():
        baris[pk]["diurungkan"], baris[pk]["pesan"] = kembali, pesan
