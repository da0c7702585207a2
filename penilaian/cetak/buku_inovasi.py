"""Buku inovasi: cover, table of contents by klaster, one page for each innovation."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from kantor.cetak.kop import MARKA_CONTOH, Kop
from kantor.lib import tanggal
from kantor.lib.warna import WARNA, Warna


@dataclass(frozen=True, slots=True)
class IsiInovasi:
    """One innovation as printed; `keadaan` is empty before a report was confirmed."""

    judul: str
    klaster: str
    unit: str
    penggagas: str
    masalah: str
    perubahan: str
    cara_memakai: str
    sejak: str
    keadaan: str = ""


@dataclass(frozen=True, slots=True)
class BukuInovasi:
    """All of the booklet; `inovasi` in the order of their klaster."""

    kop: Kop
    kegiatan: str
    pada: datetime.date
    inovasi: tuple[IsiInovasi, ...]
    contoh: bool = False
    warna: Warna = WARNA


def cetak(buku: BukuInovasi) -> bytes:
    """The booklet as PDF. The same innovations on the same day give the same bytes."""
    from kantor.cetak import mesin  # heavy: only where papers are printed

    return mesin.render(
        "buku_inovasi.html",
        {"b": buku, "tata": _tata(buku)},
        keterangan=mesin.Keterangan(
            judul=f"Buku Inovasi {buku.kegiatan}",
            penulis=f"{buku.kop.lembaga}, {buku.kop.pemda}",
            dibuat=buku.pada,
        ),
        gaya=("buku_inovasi.css",),
        warna=buku.warna,
        memori=buku.kop.memori,
    )


def _tata(buku: BukuInovasi) -> dict[str, Any]:
    bernomor = list(enumerate(buku.inovasi, 1))
    return {
        "kertas": "a5",
        "contoh": MARKA_CONTOH,
        "banyak": len(buku.inovasi),
        "banyak_klaster": len({i.klaster for i in buku.inovasi}),
        "tahun": buku.pada.year,
        "tanggal": tanggal.tanggal(buku.pada),
        "klaster": [
            {"nama": nama, "isi": [{"n": n, "i": i} for n, i in semua]}
            for nama, semua in groupby(bernomor, key=lambda satu: satu[1].klaster)
        ],
    }
