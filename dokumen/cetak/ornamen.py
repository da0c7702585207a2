"""The ornament of a certificate as vector: woven border, corner stars, a fine rosette behind the name.

Our own drawing in the grammar of the weaves of Sumatera: stepped lozenges (belah ketupat) and bamboo shoots (pucuk
rebung) of songket, arrows and stripes of ulos. Thin, in solid colours without transparency, on white paper: it must
survive a tired office printer.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from math import cos, pi, sin
from typing import NamedTuple

from kantor.cetak.kisi import Petak, petak
from kantor.lib.warna import Warna

Benang = str | None


class Motif(NamedTuple):
    """A woven band: ``baris`` cells across, repeating every ``ulang`` cells along; ``tenun`` names each thread."""

    ulang: int
    baris: int
    tenun: Callable[[int, int], Benang]


class Bidang(NamedTuple):
    """The sheet in mm, and whether the band at hand lies (top and bottom) or stands (left and right)."""

    lebar: float
    tinggi: float
    datar: bool = True


def _songket(x: int, y: int) -> Benang:
    """Long stepped lozenges around a gold heart, half lozenges in the gaps between them."""
    ketupat = (abs(x - 14) + 2 * abs(y - 7)) // 2
    if ketupat <= 7:
        return {0: "emas", 2: "utama", 3: "utama", 5: "emas", 7: "utama"}.get(ketupat)
    sela = (min(x, 28 - x) + 2 * min(y, 14 - y)) // 2
    return {0: "utama", 2: "emas", 4: "emas"}.get(sela)


def _ulos(x: int, y: int) -> Benang:
    """Stripes along the edges and a row of arrows between them."""
    if y in (0, 14):
        return "utama"
    if y in (2, 12):
        return "emas" if x % 2 else None
    lereng = abs(x - 6) + abs(y - 7)
    return {0: "emas", 1: "emas", 3: "utama", 4: "utama", 6: "emas"}.get(lereng) if 3 < y < 11 else None


MOTIF = {"songket": Motif(28, 15, _songket), "ulos": Motif(12, 15, _ulos)}

TEPI = 7.0
SEL = 0.4


@lru_cache(maxsize=16)
def bingkai_depan(lebar: float, tinggi: float, motif: str, warna: Warna) -> bytes:
    """The ornament of the front, ``lebar`` × ``tinggi`` mm, as SVG: rosette, lines, woven band, stars, shoots."""
    tenun, bidang = MOTIF[motif], Bidang(lebar, tinggi)
    tebal = tenun.baris * SEL
    jalur: dict[str, list[str]] = {"utama": [], "emas": []}
    for nama, isi in jalur.items():
        _pita(isi, bidang, tenun, nama)
        _pita(isi, Bidang(lebar, tinggi, False), tenun, nama)
        _bintang(isi, bidang, tenun.baris, nama)
    for datar in (True, False):
        _pucuk(jalur["emas"], Bidang(lebar, tinggi, datar), tebal)
    garis = [
        _garis(bidang, TEPI - 1.6, 0.18, warna.emas),
        _garis(bidang, TEPI - 0.85, 0.6, warna.utama),
        _garis(bidang, TEPI + tebal + 0.7, 0.3, warna.utama),
        _garis(bidang, TEPI + tebal + 1.35, 0.18, warna.emas),
    ]
    return _svg(bidang, [_roset(bidang, warna.campur("emas", 0.23)), *garis], jalur, warna)


@lru_cache(maxsize=16)
def bingkai_belakang(lebar: float, tinggi: float, warna: Warna) -> bytes:
    """The quieter ornament of the back: three lines and the corner stars."""
    bidang, sisi = Bidang(lebar, tinggi), 15
    jalur: dict[str, list[str]] = {"utama": [], "emas": []}
    for nama, isi in jalur.items():
        _bintang(isi, bidang, sisi, nama)
    for datar in (True, False):
        _pucuk(jalur["emas"], Bidang(lebar, tinggi, datar), sisi * SEL)
    garis = [
        _garis(bidang, TEPI - 1.6, 0.18, warna.emas),
        _garis(bidang, TEPI - 0.85, 0.6, warna.utama),
        _garis(bidang, TEPI + sisi * SEL + 1.35, 0.18, warna.emas),
    ]
    return _svg(bidang, garis, jalur, warna)


@lru_cache(maxsize=16)
def ukir(warna: Warna) -> bytes:
    """The small rule under a name: a tapering gold line with a star in its middle, 96 × 1.4 mm."""
    tengah = "M48 0L48.45 .25 48.7 .7 48.45 1.15 48 1.4 47.55 1.15 47.3 .7 47.55 .25z"
    garis = "M6 .7L46.4 .57V.83zM90 .7L49.6 .57V.83z"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 1.4" width="96mm" height="1.4mm">'
        f'<path fill="{warna.emas}" d="{garis}"/><path fill="{warna.utama}" d="{tengah}"/></svg>'
    ).encode()


def _svg(bidang: Bidang, bagian: list[str], jalur: dict[str, list[str]], warna: Warna) -> bytes:
    lebar, tinggi = bidang.lebar, bidang.tinggi
    bagian += [f'<path fill="{getattr(warna, nama)}" d="{"".join(isi)}"/>' for nama, isi in jalur.items()]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {lebar:g} {tinggi:g}" '
        f'width="{lebar:g}mm" height="{tinggi:g}mm">{"".join(bagian)}</svg>'
    ).encode()


def _garis(bidang: Bidang, tepi: float, tebal: float, warna: str) -> str:
    return (
        f'<rect x="{tepi:g}" y="{tepi:g}" width="{bidang.lebar - 2 * tepi:g}" '
        f'height="{bidang.tinggi - 2 * tepi:g}" fill="none" stroke="{warna}" stroke-width="{tebal:g}"/>'
    )


def _pita(jalur: list[str], bidang: Bidang, motif: Motif, nama: str) -> None:
    """One colour of the woven band on two facing sides. A whole number of tiles, stretched by a hair to fit."""
    awal = TEPI + motif.baris * SEL
    lurus = (bidang.lebar if bidang.datar else bidang.tinggi) - 2 * awal
    ubin = round(lurus / (motif.ulang * SEL))
    langkah = lurus / (ubin * motif.ulang)
    for p in petak(ubin * motif.ulang, motif.baris, lambda x, y: motif.tenun(x % motif.ulang, y) == nama):
        _dua_sisi(jalur, (awal + p.x * langkah, TEPI + p.y * SEL, p.lebar * langkah, p.tinggi * SEL), bidang)


def _bintang(jalur: list[str], bidang: Bidang, sisi: int, nama: str) -> None:
    """An eight-pointed star (bintang) in each corner: a square and a lozenge laid over each other."""
    for p in _petak_bintang(sisi, nama):
        for x in (TEPI + p.x * SEL, bidang.lebar - TEPI - (p.x + p.lebar) * SEL):
            _dua_sisi(jalur, (x, TEPI + p.y * SEL, p.lebar * SEL, p.tinggi * SEL), bidang)


def _petak_bintang(sisi: int, nama: str) -> Iterator[Petak]:
    pusat = sisi // 2

    def terisi(x: int, y: int) -> bool:
        a, b = abs(x - pusat), abs(y - pusat)
        luar = min(a + b, round(max(a, b) * 1.5))
        return {0: "emas", 1: "emas", 3: "utama", 4: "utama", 5: "utama", 7: "emas"}.get(luar) == nama

    return petak(sisi, sisi, terisi)


def _pucuk(jalur: list[str], bidang: Bidang, tebal: float) -> None:
    """Bamboo shoots (pucuk rebung): a fringe of slender stepped triangles that point inwards."""
    kaki, selang, undak = 11, 3, 0.27
    dasar = TEPI + tebal + 1.75
    awal = dasar + 2.6
    lurus = (bidang.lebar if bidang.datar else bidang.tinggi) - 2 * awal
    jumlah = round(lurus / ((kaki + selang) * undak))
    langkah = lurus / (jumlah * (kaki + selang))
    for urut in range(jumlah):
        for tingkat in range(kaki // 2 + 1):
            x = awal + (urut * (kaki + selang) + selang / 2 + tingkat) * langkah
            _dua_sisi(jalur, (x, dasar + tingkat * 2 * undak, (kaki - 2 * tingkat) * langkah, undak), bidang)


def _dua_sisi(jalur: list[str], kotak: tuple[float, float, float, float], bidang: Bidang) -> None:
    """Write a rectangle of the top band on both facing sides; for a standing band x and y change places."""
    x, y, dx, dy = kotak if bidang.datar else (kotak[1], kotak[0], kotak[3], kotak[2])
    balik = (x, bidang.tinggi - y - dy) if bidang.datar else (bidang.lebar - x - dx, y)
    for kiri, atas in ((x, y), balik):
        jalur.append(f"M{kiri:.2f} {atas:.2f}H{kiri + dx:.2f}V{atas + dy:.2f}H{kiri:.2f}z")


def _roset(bidang: Bidang, warna: str) -> str:
    """A guilloche medallion: two rings of wave curves, each turned a little against the last, long like the sheet."""
    jalur = [
        _gelombang(bidang, jari, ayun, 2 * pi * putaran / 10)
        for jari, ayun in ((60, 11), (43, 8))
        for putaran in range(10)
    ]
    return f'<path fill="none" stroke="{warna}" stroke-width="0.12" d="{"".join(jalur)}"/>'


def _gelombang(bidang: Bidang, jari: float, ayun: float, fase: float) -> str:
    """A closed wave around an oval as smooth Bézier curves (the tangents are exact)."""
    x, y = bidang.lebar / 2, bidang.tinggi / 2 + 2
    sx, sy = (1.45, 1) if bidang.lebar > bidang.tinggi else (1, 1.3)
    ombak = 16
    titik = ombak * 4
    simpul, singgung = [], []
    for urut in range(titik + 1):
        t = 2 * pi * urut / titik
        r, dr = jari + ayun * cos(ombak * t + fase), -ayun * ombak * sin(ombak * t + fase)
        simpul.append((x + sx * r * cos(t), y + sy * r * sin(t)))
        singgung.append((sx * (dr * cos(t) - r * sin(t)), sy * (dr * sin(t) + r * cos(t))))
    lengan = 2 * pi / titik / 3
    jalur = [f"M{simpul[0][0]:.2f} {simpul[0][1]:.2f}"]
    for (ax, ay), (adx, ady), (bx, by), (bdx, bdy) in zip(
        simpul, singgung, simpul[1:], singgung[1:], strict=False
    ):
        jalur.append(
            f"C{ax + adx * lengan:.2f} {ay + ady * lengan:.2f} {bx - bdx * lengan:.2f} {by - bdy * lengan:.2f}"
            f" {bx:.2f} {by:.2f}"
        )
    return "".join(jalur) + "z"
