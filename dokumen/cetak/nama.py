"""How a name and the lines under it are set: sizes and line breaks chosen before layout, so nothing overflows.

One size serves the whole group where possible. Names too long for one line get two, broken before the gelar if that
fits, else in the middle. Nothing is ever cut: an extreme name is set smaller.
"""

import math
from collections.abc import Iterable
from decimal import Decimal

from kantor.cetak.huruf import JUDUL, SERIF, lebar_teks, pecah

LEBAR_NAMA = 655.0  # pt, of the 257 mm between the ornaments of A4
TERBESAR, TERKECIL_SATU_BARIS, TERBESAR_DUA_BARIS = 34.0, 25.0, 25.0
LEBAR_IDENTITAS = 640.0
UKURAN_IDENTITAS = (11.5, 10.8, 10.0, 9.0, 8.0, 7.0, 6.0)
TINGGI_IDENTITAS = 41.0  # pt: three lines of nearly the usual size


def ukuran_kelompok(nama: Iterable[str]) -> Decimal:
    """The one size in pt for a group: the largest at which every name that can stand on one line does.

    Names that would press the rest below the smallest one-line size are left out; they are set on two lines.
    """
    muat = [LEBAR_NAMA / lebar_teks(satu, 1, JUDUL) for satu in nama if satu]
    sebaris = [satu for satu in muat if satu >= TERKECIL_SATU_BARIS]
    return Decimal(math.floor(min([TERBESAR, *sebaris]) * 2)) / 2


def baris_nama(nama: str, ukuran: Decimal) -> tuple[tuple[str, ...], Decimal]:
    """The lines of a name and their size: one line in the group's size, or two in at most the two-line size."""
    nama = " ".join(nama.split())
    if lebar_teks(nama, float(ukuran), JUDUL) <= LEBAR_NAMA:
        return (nama,), ukuran
    baris = _dua_baris(nama, min(float(ukuran), TERBESAR_DUA_BARIS))
    terlebar = max(lebar_teks(satu, 1, JUDUL) for satu in baris)
    muat = min(float(ukuran), TERBESAR_DUA_BARIS, LEBAR_NAMA / terlebar)
    return baris, Decimal(math.floor(muat * 4)) / 4


def _dua_baris(nama: str, ukuran: float) -> tuple[str, ...]:
    orang, koma, gelar = nama.partition(", ")
    if koma and max(lebar_teks(f"{orang},", ukuran, JUDUL), lebar_teks(gelar, ukuran, JUDUL)) <= LEBAR_NAMA:
        return f"{orang},", gelar
    kata = nama.split(" ")
    belahan = [(" ".join(kata[:n]), " ".join(kata[n:])) for n in range(1, len(kata))]
    return min(belahan, key=lambda dua: max(lebar_teks(satu, 1, JUDUL) for satu in dua), default=(nama,))


def baris_identitas(utama: Iterable[str], jabatan: str, instansi: str) -> tuple[tuple[str, ...], float]:
    """Lines under the name and their size: ``utama`` (NIP, pangkat) on one, then jabatan and unit.

    The largest size is taken at which everything fits the room under the name.
    """
    atas = "\u2002·\u2002".join(satu for satu in utama if satu)
    bawah = ", ".join(satu for satu in (jabatan, instansi) if satu)
    for ukuran in UKURAN_IDENTITAS:
        baris = (*([atas] if atas else []), *_bawah(jabatan, instansi, bawah, ukuran))
        sempit = max((lebar_teks(satu, ukuran, SERIF) for satu in baris), default=0) <= LEBAR_IDENTITAS
        if sempit and len(baris) * ukuran * 1.3 <= TINGGI_IDENTITAS:
            break
    return baris, ukuran


def _bawah(jabatan: str, instansi: str, gabung: str, ukuran: float) -> tuple[str, ...]:
    terpisah = (f"{jabatan},", instansi)
    if lebar_teks(gabung, ukuran, SERIF) > LEBAR_IDENTITAS and all(
        satu and lebar_teks(satu, ukuran, SERIF) <= LEBAR_IDENTITAS for satu in terpisah
    ):
        return terpisah
    return pecah(gabung, LEBAR_IDENTITAS, ukuran, SERIF)
