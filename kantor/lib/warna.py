"""Colours: contrast by WCAG 2.2 and the shades that follow from an instansi's two colours.

Screens and papers take their shades from here, so that a colour chosen by an office stays readable everywhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

AA = 4.5
AA_BESAR = 3.0
PUTIH = "#ffffff"
TINTA = "#17211d"

_HEX = re.compile(r"#[0-9a-fA-F]{6}")

Rgb = tuple[float, float, float]


def baca(warna: str) -> Rgb:
    """`#0e5a43` as three parts of 0 to 1. Raises ValueError for anything else: values end up in style sheets."""
    if not _HEX.fullmatch(warna):
        raise ValueError(f"bukan warna #rrggbb: {warna!r}")
    merah, hijau, biru = (kanal / 255 for kanal in bytes.fromhex(warna[1:]))
    return merah, hijau, biru


def campur(warna: str, dengan: str, bagian: float) -> str:
    """`warna` mixed with `dengan`, of which `bagian` (0 to 1) is taken."""
    pasangan = zip(baca(warna), baca(dengan), strict=True)
    return "#" + "".join(f"{round((a * (1 - bagian) + b * bagian) * 255):02x}" for a, b in pasangan)


def terang(warna: str) -> float:
    """Relative luminance, 0 black to 1 white."""
    merah, hijau, biru = (k / 12.92 if k <= 0.04045 else ((k + 0.055) / 1.055) ** 2.4 for k in baca(warna))
    return 0.2126 * merah + 0.7152 * hijau + 0.0722 * biru


def kontras(satu: str, dua: str) -> float:
    """Contrast ratio, 1 to 21."""
    rendah, tinggi = sorted((terang(satu), terang(dua)))
    return (tinggi + 0.05) / (rendah + 0.05)


def cukup_gelap(warna: str, di_atas: str, batas: float = AA) -> str:
    """`warna`, darkened in small steps until words in it can be read on `di_atas`."""
    langkah = 0.0
    hasil = warna
    while kontras(hasil, di_atas) < batas and langkah < 1:
        langkah = min(1.0, langkah + 0.04)
        hasil = campur(warna, "#000000", langkah)
    return hasil


def turunan(utama: str, aksen: str) -> dict[str, str]:
    """The tokens that follow from an instansi's main and accent colour, every pair in use at least AA.

    White stands on `utama` (buttons) and `utama` stands as words on paper and on its own tint.
    """
    tint_emas = campur(aksen, PUTIH, 0.82)
    tint = campur(utama, PUTIH, 0.88)
    utama = cukup_gelap(utama, tint)
    return {
        "utama": utama,
        "utama-gelap": campur(utama, "#000000", 0.22),
        "utama-tint": tint,
        "di-atas-utama": PUTIH,
        "emas": cukup_gelap(aksen, PUTIH, AA_BESAR),
        "emas-tint": tint_emas,
        "emas-tulis": cukup_gelap(campur(aksen, "#000000", 0.35), tint_emas, 6.0),
    }


@dataclass(frozen=True, slots=True)
class Warna:
    """The colours of a paper, the same tokens as on the screen. Raises ValueError for what is no six-digit hex."""

    tinta: str = TINTA
    kedua: str = "#51605a"
    utama: str = "#0e5a43"
    gelap: str = "#0a4634"
    muda: str = "#e3efe9"
    emas: str = "#b3832a"
    emas_muda: str = "#f6edd9"
    garis: str = "#d9d5c6"
    lembut: str = "#f2f0e7"
    bahaya: str = "#a8322a"

    def __post_init__(self) -> None:
        for satu in fields(self):
            try:
                baca(getattr(self, satu.name))
            except ValueError as galat:
                raise ValueError(f"{satu.name}: {galat}") from None

    def campur(self, nama: str, bagian: float) -> str:
        """The colour ``nama`` thinned with white: 0 is white, 1 the colour itself. Solid, no transparency in print."""
        return campur(PUTIH, getattr(self, nama), bagian)

    @classmethod
    def instansi(cls, utama: str, aksen: str) -> Warna:
        """The colours of an instansi, derived from its main and accent colour as on its pages."""
        token = turunan(utama, aksen)
        return cls(
            utama=token["utama"],
            gelap=token["utama-gelap"],
            muda=token["utama-tint"],
            emas=token["emas"],
            emas_muda=token["emas-tint"],
        )


WARNA = Warna()
