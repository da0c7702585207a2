"""Widths of text in the fonts of the papers, to choose a size before anything is laid out."""

from functools import cache

from fontTools.ttLib import TTFont

from kantor.cetak.pengambil import DIR_ASET

JUDUL = "SourceSerif4Display-Semibold.ttf"
SERIF = "SourceSerif4-Regular.ttf"


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
