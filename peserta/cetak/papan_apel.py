"""Papan informasi apel, A3: one sheet per OPD with its figures and their trend, and no name of anybody."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kantor.cetak.kop import MARKA_CONTOH, Kop
from kantor.lib import angka, tanggal
from kantor.lib.warna import WARNA, Warna
from peserta.lib.tren import tren

# The plot in millimetres: room for its labels at the left and below.
LEBAR, TINGGI, KIRI, BAWAH, ATAS = 384.0, 112.0, 17.0, 11.0, 4.0
LABEL_MAKS = 9


@dataclass(frozen=True, slots=True)
class LembarOpd:
    """The figures of one OPD: people, present and expected at one apel on average, days in order."""

    nama: str
    pegawai: Decimal
    hari: int
    hadir: Decimal
    wajib: Decimal
    persen: Decimal | None
    tren: tuple[tuple[datetime.date, Decimal | None], ...]


@dataclass(frozen=True, slots=True)
class PapanApel:
    """What the boards of one print share, and a sheet for each OPD."""

    kop: Kop
    dari: datetime.date
    sampai: datetime.date
    tanggal: datetime.date
    lembar: tuple[LembarOpd, ...]
    jenis: str = ""
    contoh: bool = False
    warna: Warna = WARNA


def cetak(papan: PapanApel) -> bytes:
    """The boards as PDF, a page each. The same figures give the same bytes."""
    from kantor.cetak import mesin  # heavy: only where papers are printed

    gambar = {f"tren{n}": gambar_tren(satu.tren, papan.warna) for n, satu in enumerate(papan.lembar)}
    tata = {
        "kertas": "a3",
        "contoh": MARKA_CONTOH,
        "masa": tanggal.rentang(papan.dari, papan.sampai),
        "jenis": papan.jenis or "Semua jenis apel",
        "dicetak": tanggal.tanggal(papan.tanggal),
        "lembar": [_isi(n, satu) for n, satu in enumerate(papan.lembar)],
    }
    return mesin.render(
        "papan_apel.html",
        {"p": papan, "tata": tata},
        keterangan=mesin.Keterangan(
            judul=f"Papan Informasi Apel {tanggal.rentang(papan.dari, papan.sampai)}",
            penulis=f"{papan.kop.lembaga}, {papan.kop.pemda}",
            dibuat=papan.tanggal,
        ),
        gaya=("surat.css", "papan_apel.css"),
        warna=papan.warna,
        memori=papan.kop.memori | gambar,
    )


def _isi(n: int, satu: LembarOpd) -> dict[str, object]:
    return {
        "nama": satu.nama,
        "kecil": len(satu.nama) > 34,
        "pegawai": angka.ringkas(satu.pegawai, 0),
        "hari": str(satu.hari),
        "hadir": angka.ringkas(satu.hadir, 0),
        "wajib": angka.ringkas(satu.wajib, 0),
        "persen": "–" if satu.persen is None else angka.desimal(satu.persen, 1),
        "gambar": f"memori:tren{n}",
    }


def gambar_tren(hari: Sequence[tuple[datetime.date, Decimal | None]], warna: Warna = WARNA) -> bytes:
    """The trend as vector: percent from 0 to 100, the days below, the last value written at its end."""
    lebar, tinggi = LEBAR - KIRI - 12, TINGGI - ATAS - BAWAH
    nama = [f"{d.day} {tanggal.BULAN[d.month - 1][:3]}" for d, _ in hari]
    garis = tren([n for _, n in hari], nama, lebar=lebar, tinggi=tinggi, label_maks=LABEL_MAKS)
    bagian = []
    for persen in (0, 25, 50, 75, 100):
        y = ATAS + tinggi * (1 - persen / 100)
        bagian.append(
            f'<path d="M{KIRI} {y:.2f}H{KIRI + lebar:.2f}" stroke="{warna.garis}" stroke-width=".3"/>'
        )
        bagian.append(_teks(KIRI - 2.5, y + 1.8, f"{persen}%", warna.kedua, "end"))
    for urut, satu in enumerate(garis.label):
        x = KIRI + (lebar * urut / (len(garis.label) - 1) if len(garis.label) > 1 else 0)
        bagian.append(_teks(x, TINGGI - 2, satu, warna.kedua, "middle"))
    geser = f'<g transform="translate({KIRI} {ATAS})">'
    bagian.append(geser + "".join(f'<path d="{b}" fill="{warna.muda}"/>' for b in garis.bidang))
    bagian.append(
        "".join(
            f'<path d="{g}" fill="none" stroke="{warna.utama}" stroke-width="1.4" stroke-linejoin="round" '
            'stroke-linecap="round"/>'
            for g in garis.garis
        )
    )
    if garis.ruas:
        x, y = garis.ruas[-1][-1]
        bagian.append(f'<circle cx="{x:.2f}" cy="{y:.2f}" r="2" fill="{warna.emas}"/>')
    bagian.append("</g>")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEBAR:g} {TINGGI:g}" width="{LEBAR:g}mm" '
        f'height="{TINGGI:g}mm">{"".join(bagian)}</svg>'
    ).encode()


def _teks(x: float, y: float, isi: str, warna: str, rata: str) -> str:
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" font-family="Kertas Sans" font-size="5" fill="{warna}" '
        f'text-anchor="{rata}">{isi}</text>'
    )
