"""Daftar peserta of a gelombang: kop, table with repeated head, signer."""

import datetime
from dataclasses import dataclass
from typing import Literal

from kantor.cetak.kop import MARKA_CONTOH, Kop, Penandatangan
from kantor.lib import tanggal
from kantor.lib.warna import WARNA, Warna
from peserta.cetak.nominatif import BarisNominatif, kelompokkan
from peserta.cetak.surat_pemanggilan import hari_tanggal


@dataclass(frozen=True, slots=True)
class DaftarPeserta:
    """The list as of ``tanggal``; without ``penandatangan`` it ends with the last row."""

    kop: Kop
    program: str
    gelombang: str
    mulai: datetime.date
    selesai: datetime.date
    kota: str
    tanggal: datetime.date
    peserta: tuple[BarisNominatif, ...]
    tempat: str = ""
    judul: str = "Daftar Peserta"
    penandatangan: Penandatangan | None = None
    contoh: bool = False
    kertas: Literal["A4", "F4"] = "A4"
    warna: Warna = WARNA


def cetak(daftar: DaftarPeserta) -> bytes:
    """The list as PDF. The same list gives the same bytes."""
    from kantor.cetak import mesin  # heavy: only where papers are printed

    kegiatan = f"{daftar.program} {daftar.gelombang}".strip()
    tata = {
        "kertas": daftar.kertas.lower(),
        "contoh": MARKA_CONTOH,
        "kegiatan": kegiatan,
        "hari": hari_tanggal(daftar.mulai, daftar.selesai),
        "tempat_tanggal": f"{daftar.kota}, {tanggal.tanggal(daftar.tanggal)}",
    }
    return mesin.render(
        "daftar_peserta.html",
        {"d": daftar, "tata": tata, "nominatif": kelompokkan(daftar.peserta)},
        keterangan=mesin.Keterangan(
            judul=f"{daftar.judul} {kegiatan}",
            penulis=f"{daftar.kop.lembaga}, {daftar.kop.pemda}",
            dibuat=daftar.tanggal,
        ),
        warna=daftar.warna,
        memori=daftar.kop.memori,
    )
