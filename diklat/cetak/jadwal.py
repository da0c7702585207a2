"""Jadwal of a gelombang: kop, a table per day with hour, mata pelatihan, JP, method, place and narasumber, signer."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from kantor.cetak.kop import MARKA_CONTOH, Kop, Penandatangan
from kantor.lib import angka, tanggal
from kantor.lib.warna import WARNA, Warna

RANCANGAN = "RANCANGAN – jadwal belum diterbitkan"


@dataclass(frozen=True, slots=True)
class SesiCetak:
    """One session; `pukul` is ready to print, `jp` None for what has none."""

    pukul: str
    judul: str
    metode: str
    jp: Decimal | None = None
    tempat: str = ""
    narasumber: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hari:
    """The sessions of a day in order of time."""

    tanggal: datetime.date
    sesi: tuple[SesiCetak, ...]


@dataclass(frozen=True, slots=True)
class Jadwal:
    """The timetable as of `tanggal`; `rancangan` says that nobody has published it yet."""

    kop: Kop
    program: str
    gelombang: str
    mulai: datetime.date
    selesai: datetime.date
    tempat: str
    kota: str
    tanggal: datetime.date
    hari: tuple[Hari, ...]
    penandatangan: Penandatangan
    rancangan: bool = False
    contoh: bool = False
    kertas: Literal["A4", "F4"] = "A4"
    warna: Warna = WARNA


def cetak(j: Jadwal) -> bytes:
    """The timetable as PDF. The same timetable gives the same bytes."""
    from kantor.cetak import mesin  # heavy: only where papers are printed

    kegiatan = f"{j.program} {j.gelombang}".strip()
    tata = {
        "kertas": j.kertas.lower(),
        "contoh": MARKA_CONTOH,
        "rancangan": RANCANGAN,
        "kegiatan": kegiatan,
        "waktu": tanggal.rentang(j.mulai, j.selesai),
        "hari": [_hari(satu) for satu in j.hari],
        "jumlah": _jp(sum((_jumlah(satu) for satu in j.hari), Decimal(0))),
        "tempat_tanggal": f"{j.kota}, {tanggal.tanggal(j.tanggal)}",
    }
    return mesin.render(
        "jadwal.html",
        {"j": j, "tata": tata},
        keterangan=mesin.Keterangan(
            judul=f"Jadwal {kegiatan}", penulis=f"{j.kop.lembaga}, {j.kop.pemda}", dibuat=j.tanggal
        ),
        gaya=("surat.css", "jadwal.css"),
        warna=j.warna,
        memori=j.kop.memori,
    )


def _hari(satu: Hari) -> dict[str, object]:
    return {
        "judul": tanggal.panjang(satu.tanggal),
        "jumlah": _jp(_jumlah(satu)),
        "sesi": [
            {
                "pukul": s.pukul,
                "judul": s.judul,
                "metode": s.metode,
                "jp": "" if s.jp is None else _jp(s.jp),
                "tempat": s.tempat,
                "narasumber": list(s.narasumber),
            }
            for s in satu.sesi
        ],
    }


def _jumlah(satu: Hari) -> Decimal:
    return sum((s.jp for s in satu.sesi if s.jp is not None), Decimal(0))


def _jp(nilai: Decimal) -> str:
    return angka.ringkas(nilai, 2)
