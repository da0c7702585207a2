"""How a name and the lines under it are set: sizes and line breaks chosen before layout, so nothing overflows.

One size serves the whole group where possible. Names too long for one line get two, broken before the gelar if that
fits, else in the middle. Nothing is ever cut: an extreme name is set smaller.
"""

import math
from collections.abc import Iterable, Sequence
from decimal import Decimal

from dokumen.cetak.letak import LETAK, RuangNama
from kantor.cetak.huruf import JUDUL, SERIF, lebar_teks, pecah

UKURAN_IDENTITAS = (11.5, 10.8, 10.0, 9.0, 8.0, 7.0, 6.0)
TITIK = "\u2002·\u2002"
MENDATAR = LETAK["mendatar"].nama


def ukuran_kelompok(nama: Iterable[str], ruang: RuangNama = MENDATAR) -> Decimal:
    """The one size in pt for a group: the largest at which every name that can stand on one line does.

    Names that would press the rest below the smallest one-line size are left out; they are set on two lines.
    """
    muat = [ruang.lebar / lebar_teks(satu, 1, JUDUL) for satu in nama if satu]
    sebaris = [satu for satu in muat if satu >= ruang.terkecil_satu_baris]
    return Decimal(math.floor(min([ruang.terbesar, *sebaris]) * 2)) / 2


def baris_nama(nama: str, ukuran: Decimal, ruang: RuangNama = MENDATAR) -> tuple[tuple[str, ...], Decimal]:
    """The lines of a name and their size: one line in the group's size, or two in at most the two-line size."""
    nama = " ".join(nama.split())
    if lebar_teks(nama, float(ukuran), JUDUL) <= ruang.lebar:
        return (nama,), ukuran
    baris = _dua_baris(nama, min(float(ukuran), ruang.terbesar_dua_baris), ruang.lebar)
    terlebar = max(lebar_teks(satu, 1, JUDUL) for satu in baris)
    muat = min(float(ukuran), ruang.terbesar_dua_baris, ruang.lebar / terlebar)
    return baris, Decimal(math.floor(muat * 4)) / 4


def _dua_baris(nama: str, ukuran: float, lebar: float) -> tuple[str, ...]:
    orang, koma, gelar = nama.partition(", ")
    if koma and max(lebar_teks(f"{orang},", ukuran, JUDUL), lebar_teks(gelar, ukuran, JUDUL)) <= lebar:
        return f"{orang},", gelar
    kata = nama.split(" ")
    belahan = [(" ".join(kata[:n]), " ".join(kata[n:])) for n in range(1, len(kata))]
    return min(belahan, key=lambda dua: max(lebar_teks(satu, 1, JUDUL) for satu in dua), default=(nama,))


def baris_identitas(
    utama: Sequence[str], jabatan: str, instansi: str, ruang: RuangNama = MENDATAR
) -> tuple[tuple[str, ...], float]:
    """Lines under the name and their size: ``utama`` (birth, NIP, pangkat) on one, then jabatan and unit.

    The largest size is taken at which everything fits the room under the name.
    """
    for ukuran in UKURAN_IDENTITAS:
        baris = (*_atas(utama, ukuran, ruang), *_bawah(jabatan, instansi, ukuran, ruang.lebar_identitas))
        sempit = all(_muat(satu, ukuran, ruang.lebar_identitas) for satu in baris)
        if sempit and len(baris) * ukuran * 1.3 <= ruang.tinggi_identitas:
            break
    return baris, ukuran


def _atas(utama: Sequence[str], ukuran: float, ruang: RuangNama) -> tuple[str, ...]:
    isi = [satu for satu in utama if satu]
    satu_baris = TITIK.join(isi)
    if len(isi) > 1 and ruang.utama_terpisah and not _muat(satu_baris, ukuran, ruang.lebar_identitas):
        return isi[0], TITIK.join(isi[1:])
    return (satu_baris,) if satu_baris else ()


def _bawah(jabatan: str, instansi: str, ukuran: float, lebar: float) -> tuple[str, ...]:
    gabung = ", ".join(satu for satu in (jabatan, instansi) if satu)
    terpisah = (f"{jabatan},", instansi)
    if not _muat(gabung, ukuran, lebar) and all(satu and _muat(satu, ukuran, lebar) for satu in terpisah):
        return terpisah
    return pecah(gabung, lebar, ukuran, SERIF)


def _muat(teks: str, ukuran: float, lebar: float) -> bool:
    return lebar_teks(teks, ukuran, SERIF) <= lebar
