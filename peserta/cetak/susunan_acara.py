"""Susunan acara of a pembukaan or penutupan: kop, who opens mewakili whom, the lines with hour and petugas."""

import datetime
from dataclasses import dataclass
from typing import Literal

from kantor.cetak.kop import MARKA_CONTOH, Kop, Penandatangan
from kantor.lib import tanggal
from kantor.lib.warna import WARNA, Warna


@dataclass(frozen=True, slots=True)
class Baris:
    """One line."""

    acara: str
    jam: datetime.time | None = None
    petugas: str = ""


@dataclass(frozen=True, slots=True)
class SusunanAcara:
    """The paper; `mulai` is in the zone of the office."""

    kop: Kop
    jenis: str
    program: str
    gelombang: str
    mulai: datetime.datetime
    zona: str
    tempat: str
    kota: str
    pejabat: str
    jabatan: str
    acara: tuple[Baris, ...]
    mewakili: str = ""
    pelapor: str = ""
    jabatan_pelapor: str = ""
    penandatangan: Penandatangan | None = None
    contoh: bool = False
    kertas: Literal["A4", "F4"] = "A4"
    warna: Warna = WARNA


def cetak(s: SusunanAcara) -> bytes:
    """The paper as PDF. The same plan gives the same bytes."""
    from kantor.cetak import mesin  # heavy: only where papers are printed

    hari = s.mulai.date()
    fakta = [
        ("Hari, tanggal", tanggal.panjang(hari)),
        ("Pukul", tanggal.jam(s.mulai, s.zona)),
        ("Tempat", s.tempat),
        ("Dibuka oleh" if s.jenis == "Pembukaan" else "Ditutup oleh", f"{s.pejabat}, {s.jabatan}"),
    ]
    if s.mewakili:
        fakta.append(("Mewakili", s.mewakili))
    if s.pelapor:
        fakta.append(("Laporan panitia", ", ".join(b for b in (s.pelapor, s.jabatan_pelapor) if b)))
    tata = {
        "kertas": s.kertas.lower(),
        "contoh": MARKA_CONTOH,
        "kegiatan": f"{s.program} {s.gelombang}".strip(),
        "fakta": [{"label": label, "isi": isi} for label, isi in fakta],
        "baris": [
            {
                "jam": f"{b.jam.hour:02d}.{b.jam.minute:02d}" if b.jam else "",
                "acara": b.acara,
                "petugas": b.petugas,
            }
            for b in s.acara
        ],
        "tempat_tanggal": ", ".join(b for b in (s.kota, tanggal.tanggal(hari)) if b),
    }
    return mesin.render(
        "susunan_acara.html",
        {"s": s, "tata": tata},
        keterangan=mesin.Keterangan(
            judul=f"Susunan Acara {s.jenis} {tata['kegiatan']}",
            penulis=f"{s.kop.lembaga}, {s.kop.pemda}",
            dibuat=hari,
        ),
        gaya=("surat.css", "susunan_acara.css"),
        warna=s.warna,
        memori=s.kop.memori,
    )
