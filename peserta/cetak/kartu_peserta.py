"""Kartu tanda peserta: A4, eight to a page with cut marks, the QR that Panitia scans.

What all cards share lies as a fixed layer (``kantor.cetak.lapisan``) under every sheet; per person only the name, the
unit, the NDH, the QR and the code are set.
"""

import datetime
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pydyf
from weasyprint import Document

from kantor.cetak import mesin, templat
from kantor.cetak.huruf import SERIF, TEBAL, lebar_teks, paling_besar, pecah
from kantor.cetak.kop import MARKA_CONTOH
from kantor.cetak.lapisan import Lapisan
from kantor.cetak.qr import kode_qr
from kantor.lib import tanggal
from kantor.lib.warna import WARNA, Warna

KOLOM, BARIS = 2, 4
SELEMBAR = KOLOM * BARIS
LEBAR, TINGGI = 90, 65  # mm
KIRI, ATAS = (210 - KOLOM * LEBAR) / 2, (297 - BARIS * TINGGI) / 2
MM_PER_PT = 25.4 / 72
RUANG_NAMA = 50 / MM_PER_PT
RUANG_ATAS = 70 / MM_PER_PT
TERBESAR, TERKECIL = 15.0, 10.0
BARIS_NAMA, BARIS_UNIT = 3, 3
UKURAN_UNIT = (8.6, 8.0, 7.4, 6.8, 6.2)
GAYA = ("kartu_peserta.css",)


@dataclass(frozen=True, slots=True)
class Kartu:
    """One badge. ``alamat`` is what the QR says, ``kode`` the same for typing; ``ndh`` may come later."""

    nama: str
    unit: str
    ndh: int | None
    kode: str
    alamat: str


@dataclass(frozen=True, slots=True)
class LembarKartu:
    """What all badges of a gelombang share."""

    lembaga: str
    program: str
    gelombang: str
    mulai: datetime.date
    selesai: datetime.date
    tempat: str = ""
    lambang: bytes | None = None
    contoh: bool = False
    warna: Warna = WARNA


def cetak(lembar: LembarKartu, kartu: Sequence[Kartu]) -> bytes:
    """All badges as one PDF. The same badges give the same bytes."""
    ukuran = ukuran_nama([k.nama for k in kartu])
    halaman = [[_orang(k, ukuran) for k in kartu[n : n + SELEMBAR]] for n in range(0, len(kartu), SELEMBAR)]
    dokumen = mesin.tata(_susun(lembar, halaman=halaman, ukuran=ukuran), gaya=GAYA, warna=lembar.warna)

    def selesaikan(satu: Document, pdf: pydyf.PDF) -> None:
        _lapisan(lembar).ulangi(satu, pdf)
        for n in range(0, len(kartu), SELEMBAR):
            _gambar_qr(pdf, n // SELEMBAR, kartu[n : n + SELEMBAR])

    return mesin.tulis(dokumen, penyelesai=selesaikan)


# Where the QR stands on a card, from its left upper corner, in mm.
QR_KIRI, QR_ATAS, QR_SISI = 57.6, 18.0, 30.0
_PETAK = re.compile(r"M(\d+) (\d+)h(\d+)v(\d+)h-\d+z")


def _gambar_qr(pdf: pydyf.PDF, halaman: int, kartu: Sequence[Kartu]) -> None:
    """The codes of one sheet as rectangles of the page itself: as SVG pictures they took half of all the time."""
    isi = []
    for urut, satu in enumerate(kartu):
        kode, tempat = kode_qr(satu.alamat), _sudut(urut)
        besar = QR_SISI / kode.sisi / MM_PER_PT
        x, y = (tempat[0] + QR_KIRI) / MM_PER_PT, (297 - tempat[1] - QR_ATAS) / MM_PER_PT
        petak = " ".join(f"{a} {b} {c} {d} re" for a, b, c, d in _PETAK.findall(kode.jalur))
        isi.append(f"q 0 g {besar:.5f} 0 0 {-besar:.5f} {x:.3f} {y:.3f} cm {petak} f Q".encode())
    gambar = pydyf.Stream(isi, compress=True)
    pdf.add_object(gambar)
    kamus = pdf.objects[pdf.pages["Kids"][3 * halaman]]
    kamus["Contents"].insert(
        1, gambar.reference
    )  # before what WeasyPrint drew: it leaves the page turned over


def ukuran_nama(nama: Sequence[str]) -> float:
    """The one size for all names: the largest at which each fits its lines; a rare longer one is set smaller alone."""
    muat = [_muat(satu) for satu in nama]
    return max(min(muat, default=TERBESAR), TERKECIL)


def _muat(nama: str) -> float:
    """The largest size, by half points, at which this name takes no more lines than there are."""
    kata = [lebar_teks(satu, 1) for satu in nama.split()]
    spasi = lebar_teks(" ", 1)
    for setengah in range(int(TERBESAR * 2), 9, -1):
        if _banyak_baris(kata, spasi, RUANG_NAMA * 2 / setengah) <= BARIS_NAMA:
            return setengah / 2
    return 5.0


def _banyak_baris(kata: Sequence[float], spasi: float, ruang: float) -> float:
    """Lines these words take in so much room; infinitely many where one word alone is too wide."""
    if kata and max(kata) > ruang:
        return math.inf
    baris, sisa = 0, 0.0
    for satu in kata:
        if baris and satu + spasi <= sisa:
            sisa -= satu + spasi
        else:
            baris, sisa = baris + 1, ruang - satu
    return baris


@lru_cache(maxsize=8)
def _lapisan(lembar: LembarKartu) -> Lapisan:
    """A sheet of eight empty badges with cut marks."""
    html = _susun(lembar, tetap=_tetap(lembar))
    memori = {"lambang": lembar.lambang} if lembar.lambang else {}
    return Lapisan.dari_pdf(mesin.tulis(mesin.tata(html, gaya=GAYA, warna=lembar.warna, memori=memori)))


def _tetap(lembar: LembarKartu) -> dict[str, Any]:
    kegiatan = f"{lembar.program} {lembar.gelombang}".strip()
    baris, ukuran = paling_besar(kegiatan, RUANG_ATAS, (9.6, 8.8, 8.0, 7.2, 6.4), 2, TEBAL)
    waktu = tanggal.rentang(lembar.mulai, lembar.selesai)
    kaki, kecil = paling_besar(f"{waktu} · {lembar.tempat}" if lembar.tempat else waktu, 48 / MM_PER_PT,
                                (7.2, 6.6, 6.0, 5.4), 2, SERIF)  # fmt: skip
    return {
        "kartu": list(range(SELEMBAR)),
        "potong": list(_tanda_potong()),
        "kegiatan": baris,
        "ukuran": f"{ukuran:.1f}",
        "kaki": kaki,
        "ukuran_kaki": f"{kecil:.1f}",
        "contoh": MARKA_CONTOH,
    }


def _sudut(urut: int) -> tuple[float, float]:
    """Left upper corner of a card on its sheet, in mm."""
    return KIRI + urut % KOLOM * LEBAR, ATAS + urut // KOLOM * TINGGI


def _tanda_potong() -> Iterator[dict[str, str]]:
    """Short lines outside the cards, in line with every cut."""
    panjang = 6
    for n in range(KOLOM + 1):
        for atas in (ATAS - panjang - 1, ATAS + BARIS * TINGGI + 1):
            yield {"kiri": f"{KIRI + n * LEBAR:.2f}", "atas": f"{atas:.2f}", "kelas": "tegak"}
    for n in range(BARIS + 1):
        for kiri in (KIRI - panjang - 1, KIRI + KOLOM * LEBAR + 1):
            yield {"kiri": f"{kiri:.2f}", "atas": f"{ATAS + n * TINGGI:.2f}", "kelas": "datar"}


def _orang(kartu: Kartu, ukuran: float) -> dict[str, Any]:
    besar = min(ukuran, _muat(kartu.nama))
    unit, kecil = paling_besar(kartu.unit, RUANG_NAMA, UKURAN_UNIT, BARIS_UNIT, SERIF)
    return {
        "nama": "\n".join(pecah(kartu.nama, RUANG_NAMA, besar)),
        "ukuran": f"{besar:.1f}",
        "unit": "\n".join(unit),
        "ukuran_unit": UKURAN_UNIT.index(kecil),
        "ndh": kartu.ndh,
        "kode": kartu.kode,
    }


def _susun(
    lembar: LembarKartu,
    *,
    halaman: Sequence[Any] = (),
    tetap: dict[str, Any] | None = None,
    ukuran: float = TERBESAR,
) -> str:
    kegiatan = f"{lembar.program} {lembar.gelombang}".strip()
    konteks = {
        "d": lembar,
        "halaman": list(halaman),
        "tetap": tetap,
        "ukuran": f"{ukuran:.1f}",
        "ket": mesin.Keterangan(
            judul=f"Kartu tanda peserta {kegiatan}", penulis=lembar.lembaga, dibuat=lembar.mulai
        ),
        "warna": lembar.warna,
        "tata": {"kertas": "a4"},
    }
    return templat.susun("kartu_peserta.html", konteks)
