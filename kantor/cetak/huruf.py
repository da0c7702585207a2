"""Widths of text in the fonts of the papers, to choose a size before anything is laid out."""

from collections.abc import Sequence
from functools import cache

from fontTools.ttLib import TTFont

from kantor.cetak.aset import DIR_ASET

JUDUL = "SourceSerif4Display-Semibold.ttf"
SERIF = "SourceSerif4-Regular.ttf"
TEBAL = "SourceSerif4-Semibold.ttf"


@cache
def _majuan(berkas: str) -> tuple[dict[int, int], int, int]:
    with TTFont(DIR_ASET / "huruf" / berkas, lazy=True) as huruf:
        lebar = huruf["hmtx"].metrics
        peta = {kode: lebar[glif][0] for kode, glif in huruf.getBestCmap().items()}
        return peta, max(peta.values()), huruf["head"].unitsPerEm


def lebar_teks(teks: str, ukuran: float, berkas: str = JUDUL) -> float:
    """Width in points of ``teks`` set in ``ukuran`` points: advances without kerning, so rather too wide.

    A letter the font lacks counts as the widest one, for whatever font steps in.
    """
    peta, terlebar, em = _majuan(berkas)
    return sum(peta.get(ord(huruf), terlebar) for huruf in teks) * ukuran / em


def pecah(teks: str, lebar: float, ukuran: float, berkas: str = JUDUL) -> tuple[str, ...]:
    """``teks`` in as few lines of ``lebar`` points as it needs, then as even as they can be (no lonely last word).

    A single word wider than the line stays whole on a line of its own.
    """
    kata = teks.split()
    baris = _isi(kata, lebar, ukuran, berkas)
    sempit, luas = lebar / max(1, len(baris)) * 0.9, lebar
    while luas - sempit > 1:
        coba = (sempit + luas) / 2
        isi = _isi(kata, coba, ukuran, berkas)
        if len(isi) == len(baris) and max(lebar_teks(satu, ukuran, berkas) for satu in isi) <= lebar:
            baris, luas = isi, coba
        else:
            sempit = coba
    return baris


def paling_besar(
    teks: str, lebar: float, ukuran: Sequence[float], terbanyak: int, huruf: str
) -> tuple[tuple[str, ...], float]:
    """Lines and size: the first of these sizes at which the text takes no more lines than it may."""
    for satu in ukuran:
        baris = pecah(teks, lebar, satu, huruf)
        if len(baris) <= terbanyak:
            break
    return baris, satu


def _isi(kata: list[str], lebar: float, ukuran: float, berkas: str) -> tuple[str, ...]:
    baris: list[str] = []
    for satu in kata:
        calon = f"{baris[-1]} {satu}" if baris else satu
        if baris and lebar_teks(calon, ukuran, berkas) <= lebar:
            baris[-1] = calon
        else:
            baris.append(satu)
    return tuple(baris)
