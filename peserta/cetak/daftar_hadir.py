"""Daftar hadir of a session, to sign with a pen: zig-zag boxes 11 mm high, a QR of its own on every sheet.

Pages are counted before anything is laid out, for each sheet carries its number and code: every row is as high as its
box, and words are set as small as their column asks. Measures are in millimetres.
"""

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from kantor.cetak.huruf import SERIF, TEBAL, paling_besar, pecah
from kantor.cetak.kop import MARKA_CONTOH, Kop
from kantor.lib import nip as _nip
from kantor.lib import tanggal
from kantor.lib.warna import WARNA, Warna

TINGGI = {"A4": 297, "F4": 330}
ATAS, BAWAH, KOP, KEPALA, KEPALA_TABEL, BARIS = 12, 16, 36, 33, 9, 11
EKOR = 3  # rows that stay with the signer block
SEBARIS_TTD, TINGGI_TTD = 3, 33  # signers side by side, and how high such a line of them is
MM = 72 / 25.4
LEBAR_JABATAN, LEBAR_UNIT, LEBAR_NAMA, LEBAR_FAKTA, LEBAR_TTD = 25 * MM, 28 * MM, 57 * MM, 116 * MM, 56 * MM
UKURAN = (8.4, 7.8, 7.2, 6.6, 6.0, 5.4, 5.0, 4.6)
RUANG_SEL, JARAK_BARIS = 10.4 * MM, 1.14  # as in daftar_hadir.css


@dataclass(frozen=True, slots=True)
class Orang:
    """Who sits there, in order of the NDH."""

    ndh: int
    nama: str
    nip: str | None
    jabatan: str
    unit: str


@dataclass(frozen=True, slots=True)
class Lembar:
    """The code of one sheet, and the address its QR says."""

    kode: str
    alamat: str


@dataclass(frozen=True, slots=True)
class DaftarHadir:
    """The list of one session; `pukul` is ready to print."""

    kop: Kop
    program: str
    gelombang: str
    sesi: str
    hari: datetime.date
    pukul: str
    tempat: str
    kota: str
    narasumber: tuple[str, ...]
    peserta: tuple[Orang, ...]
    contoh: bool = False
    kertas: Literal["A4", "F4"] = "A4"
    warna: Warna = WARNA


def bagi(d: DaftarHadir) -> list[int]:
    """How many people stand on each page. The last page has room for the signers and never holds them alone."""
    ruang = TINGGI[d.kertas] - BAWAH - ATAS - KEPALA - KEPALA_TABEL
    lanjut, awal = ruang // BARIS, (ruang - KOP) // BARIS
    penutup = math.ceil((math.ceil((len(d.narasumber) + 1) / SEBARIS_TTD) * TINGGI_TTD + 8) / BARIS)
    sisa, hasil = len(d.peserta), []
    while True:
        muat = lanjut if hasil else awal
        if sisa + penutup <= muat or sisa <= 1:
            return [*hasil, sisa]
        hasil.append(max(1, min(muat, sisa - EKOR)))
        sisa -= hasil[-1]


def cetak(d: DaftarHadir, lembar: Sequence[Lembar]) -> bytes:
    """The list as PDF, a sheet for each entry of `lembar` (as many as `bagi` says)."""
    from kantor.cetak import mesin  # heavy: only where papers are printed
    from kantor.cetak.qr import kode_qr

    banyak = bagi(d)
    awal = [sum(banyak[:n]) for n in range(len(banyak))]
    kegiatan = f"{d.program} {d.gelombang}".strip()
    judul_kegiatan, ukuran_kegiatan = paling_besar(kegiatan, 138 * MM, (10.5, 9.5, 8.5, 7.5), 1, TEBAL)
    tata = {
        "kertas": d.kertas.lower(),
        "contoh": MARKA_CONTOH,
        "kegiatan": " ".join(judul_kegiatan),
        "ukuran_kegiatan": f"{ukuran_kegiatan:.1f}",
        "fakta": _fakta(d),
        "ttd": _penanda_tangan(d),
        "tempat_tanggal": f"{d.kota}, {tanggal.tanggal(d.hari)}",
        "dari": len(banyak),
        "lembar": [
            {
                "n": n + 1,
                "kode": satu.kode,
                "qr": f"memori:qr{n}",
                "baris": [
                    _baris(p, awal[n] + i) for i, p in enumerate(d.peserta[awal[n] : awal[n] + banyak[n]])
                ],
            }
            for n, satu in enumerate(lembar)
        ],
    }
    return mesin.render(
        "daftar_hadir.html",
        {"d": d, "tata": tata},
        keterangan=mesin.Keterangan(
            judul=f"Daftar Hadir {d.sesi} {kegiatan}",
            penulis=f"{d.kop.lembaga}, {d.kop.pemda}",
            dibuat=d.hari,
        ),
        gaya=("surat.css", "daftar_hadir.css"),
        warna=d.warna,
        memori=d.kop.memori | {f"qr{n}": kode_qr(satu.alamat).svg() for n, satu in enumerate(lembar)},
    )


def _fakta(d: DaftarHadir) -> list[dict[str, Any]]:
    isi = [
        ("Sesi", d.sesi, 2),
        ("Hari, tanggal", tanggal.panjang(d.hari), 1),
        ("Pukul", d.pukul, 1),
        ("Tempat", d.tempat, 1),
    ]
    return [
        {"label": label, **_muat(teks, LEBAR_FAKTA, banyak, (9.0, *UKURAN))} for label, teks, banyak in isi
    ]


def _baris(p: Orang, urut: int) -> dict[str, Any]:
    return {
        "ndh": p.ndh,
        "nama": _muat(p.nama, LEBAR_NAMA, 2, (9.2, *UKURAN), TEBAL),
        "nip": _nip.cetak(p.nip) if p.nip else "",
        "jabatan": _sel(p.jabatan, LEBAR_JABATAN),
        "unit": _sel(p.unit, LEBAR_UNIT),
        "kiri": urut % 2 == 0,
    }


def _penanda_tangan(d: DaftarHadir) -> list[list[dict[str, Any]]]:
    """Every narasumber, and Panitia last; three side by side."""
    semua = [
        {"sebagai": "Narasumber,", **_muat(n, LEBAR_TTD, 2, (9.2, *UKURAN), TEBAL)} for n in d.narasumber
    ]
    semua.append({"sebagai": "Panitia,", "baris": [], "ukuran": "9.2"})
    return [semua[n : n + SEBARIS_TTD] for n in range(0, len(semua), SEBARIS_TTD)]


def _sel(teks: str, lebar: float) -> dict[str, Any]:
    """Words in as many lines as a row is high, in the largest size at which they are not higher."""
    for ukuran in UKURAN:
        baris = pecah(teks, lebar, ukuran, SERIF)
        if len(baris) * ukuran * JARAK_BARIS <= RUANG_SEL:
            break
    return {"baris": list(baris), "ukuran": f"{ukuran:.1f}"}


def _muat(
    teks: str, lebar: float, baris: int, ukuran: Sequence[float] = UKURAN, huruf: str = SERIF
) -> dict[str, Any]:
    """Words in no more lines than there are, in the largest of these sizes."""
    isi, besar = paling_besar(teks, lebar, ukuran, baris, huruf)
    return {"baris": list(isi), "ukuran": f"{besar:.1f}"}
