"""Surat Pemanggilan Peserta with its nominatif.

The number of the letter comes from the agenda of the office and is often entered later: until then a dotted line
stands in its place. Everything printed is in the dataclass, so the letter can be frozen as JSON
(``kantor.cetak.beku``) and printed again.
"""

import datetime
from dataclasses import dataclass
from typing import Literal

from kantor.cetak.kop import MARKA_CONTOH, Kop, Penandatangan
from kantor.lib import tanggal
from kantor.lib.warna import WARNA, Warna
from peserta.cetak.nominatif import BarisNominatif, kelompokkan

KOSONG = "……………………………"
TUJUAN_TERBANYAK = 10


@dataclass(frozen=True, slots=True)
class SuratPemanggilan:
    """The letter. ``registrasi`` and ``pukul`` are ready sentences (``Minggu, 9 Juli 2017 pukul 14.00 WIB``);
    ``dibawa`` are things (``surat tugas``), ``ketentuan`` further full sentences."""

    kop: Kop
    kota: str
    tanggal: datetime.date
    tujuan: tuple[str, ...]
    program: str
    gelombang: str
    mulai: datetime.date
    selesai: datetime.date
    tempat: str
    penandatangan: Penandatangan
    peserta: tuple[BarisNominatif, ...]
    nomor: str = ""
    sifat: str = "Penting"
    lampiran: str = "1 (satu) berkas"
    registrasi: str = ""
    pukul: str = ""
    pakaian: str = ""
    dibawa: tuple[str, ...] = ()
    batas_konfirmasi: datetime.date | None = None
    ketentuan: tuple[str, ...] = ()
    narahubung: str = ""
    tembusan: tuple[str, ...] = ()
    contoh: bool = False
    kertas: Literal["A4", "F4"] = "A4"
    warna: Warna = WARNA


def cetak(surat: SuratPemanggilan, *, marka: str = "") -> bytes:
    """The letter and its attachment as one PDF, `marka` printed across it. The same letter gives the same bytes."""
    from kantor.cetak import mesin  # heavy: only where papers are printed

    kegiatan = f"{surat.program} {surat.gelombang}".strip()
    tata = {
        "kertas": surat.kertas.lower(),
        "marka": marka or (MARKA_CONTOH if surat.contoh else ""),
        "nomor": surat.nomor or KOSONG,
        "hal": f"Pemanggilan Peserta {kegiatan}",
        "kegiatan": kegiatan,
        "tanggal": tanggal.tanggal(surat.tanggal),
        "hari": hari_tanggal(surat.mulai, surat.selesai),
        "batas": tanggal.panjang(surat.batas_konfirmasi) if surat.batas_konfirmasi else "",
        "dibawa": deret(surat.dibawa),
        "jabatan": surat.penandatangan.baris_jabatan[-1].rstrip(","),
        "tujuan_terlampir": len(surat.tujuan) > TUJUAN_TERBANYAK,
    }
    return mesin.render(
        "surat_pemanggilan.html",
        {"s": surat, "tata": tata, "nominatif": kelompokkan(surat.peserta)},
        keterangan=mesin.Keterangan(
            judul=f"Surat Pemanggilan Peserta {kegiatan}",
            penulis=f"{surat.kop.lembaga}, {surat.kop.pemda}",
            perihal=tata["hal"],
            dibuat=surat.tanggal,
        ),
        warna=surat.warna,
        memori=surat.kop.memori,
    )


def hari_tanggal(mulai: datetime.date, selesai: datetime.date) -> str:
    """``Senin s.d. Jumat, 10 s.d. 14 Juli 2017``; one day as ``Senin, 10 Juli 2017``."""
    if mulai == selesai:
        return tanggal.panjang(mulai)
    hari = [tanggal.panjang(satu).partition(",")[0] for satu in (mulai, selesai)]
    return f"{hari[0]} s.d. {hari[1]}, {tanggal.rentang(mulai, selesai)}"


def deret(benda: tuple[str, ...]) -> str:
    """``surat tugas, pas foto, dan laptop``"""
    if len(benda) < 3:
        return " dan ".join(benda)
    return f"{', '.join(benda[:-1])}, dan {benda[-1]}"
