"""Papan nama meja: A4 on its side, folded along the middle into a tent that reads from both sides."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kantor.cetak.huruf import JUDUL, SERIF, lebar_teks, pecah
from kantor.cetak.kop import MARKA_CONTOH
from kantor.lib.warna import WARNA, Warna

RUANG = 257 * 72 / 25.4  # points across a face, less its margins
SATU_BARIS, DUA_BARIS = (84, 34), (58, 20)  # sizes of the name, largest and smallest


@dataclass(frozen=True, slots=True)
class Papan:
    """Whose card: `bawah` is the unit or office, `sudut` the NDH or the part they play."""

    nama: str
    bawah: str = ""
    sudut: str = ""


@dataclass(frozen=True, slots=True)
class LembarPapan:
    """What all cards share."""

    lembaga: str
    kegiatan: str
    dibuat: datetime.date
    contoh: bool = False
    warna: Warna = WARNA


def cetak(lembar: LembarPapan, papan: Sequence[Papan]) -> bytes:
    """The cards as PDF, a sheet each. The same cards give the same bytes."""
    from kantor.cetak import mesin  # heavy: only where papers are printed

    return mesin.render(
        "papan_nama.html",
        {
            "d": lembar,
            "tata": {"kertas": "a4", "contoh": MARKA_CONTOH, "papan": [_isi(satu) for satu in papan]},
        },
        keterangan=mesin.Keterangan(
            judul=f"Papan nama meja {lembar.kegiatan}", penulis=lembar.lembaga, dibuat=lembar.dibuat
        ),
        gaya=("papan_nama.css",),
        warna=lembar.warna,
    )


def _isi(satu: Papan) -> dict[str, Any]:
    baris, ukuran = muat(satu.nama)
    bawah = pecah(satu.bawah, RUANG, 19, SERIF) if satu.bawah else ()
    kecil = 19 if len(bawah) <= 2 else 14
    return {
        "baris": list(baris),
        "ukuran": str(ukuran),
        "bawah": list(pecah(satu.bawah, RUANG, kecil, SERIF)) if satu.bawah else [],
        "ukuran_bawah": str(kecil),
        "sudut": satu.sudut,
    }


def muat(nama: str) -> tuple[tuple[str, ...], int]:
    """The name on one line if that can be large, else on two, in the largest size that fits the face."""
    for ukuran in range(SATU_BARIS[0], SATU_BARIS[1] - 1, -2):
        if lebar_teks(nama, ukuran, JUDUL) <= RUANG and (ukuran >= DUA_BARIS[0] or len(nama.split()) == 1):
            return (nama,), ukuran
    for ukuran in range(*DUA_BARIS, -2):
        baris = pecah(nama, RUANG, ukuran, JUDUL)
        if len(baris) <= 2 and max(lebar_teks(b, ukuran, JUDUL) for b in baris) <= RUANG:
            return baris, ukuran
    return pecah(nama, RUANG, DUA_BARIS[1], JUDUL), DUA_BARIS[1]
