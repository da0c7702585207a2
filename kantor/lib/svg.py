"""SVG that was uploaded, reduced to what only draws: no script, no link, no style from outside.

An allow-list of elements and attributes; whatever is not on it falls. What is left is written anew, so that nothing
hides in comments, entities or processing instructions.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from kantor.lib.salah import Salah

ET.register_namespace("", "http://www.w3.org/2000/svg")
ET.register_namespace("xlink", "http://www.w3.org/1999/xlink")

UKURAN_MAKS = 512 * 1024
UNSUR_MAKS = 5000
SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
ELEMEN = frozenset({
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "defs", "linearGradient",
    "radialGradient", "stop", "clipPath", "mask", "symbol", "use", "title", "desc", "text", "tspan", "pattern",
})  # fmt: skip
ATRIBUT = frozenset({
    "id", "d", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "width", "height",
    "viewBox", "preserveAspectRatio", "points", "transform", "fill", "fill-rule", "fill-opacity", "stroke",
    "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-dasharray", "stroke-dashoffset",
    "stroke-opacity", "opacity", "offset", "stop-color", "stop-opacity", "gradientUnits", "gradientTransform",
    "spreadMethod", "clip-path", "clip-rule", "mask", "clipPathUnits", "maskUnits", "maskContentUnits",
    "patternUnits", "patternTransform", "patternContentUnits", "href", "version", "font-family", "font-size",
    "font-weight", "text-anchor", "color", "display", "visibility", "dx", "dy", "style",
})  # fmt: skip
# Properties a drawing program writes into style=""; the same names as the attributes.
SIFAT = re.compile(r"^[a-z-]+$")
_LUAR = re.compile(r"url\(\s*['\"]?\s*(?!#)|expression|javascript:|data:|@import|\\", re.IGNORECASE)


class SvgSalah(Salah):
    """A file that is no drawing we can use."""


def bersihkan(isi: bytes) -> bytes:
    """The drawing without anything that could act or fetch. Raises SvgSalah for what is no SVG or too large."""
    if len(isi) > UKURAN_MAKS:
        raise SvgSalah("Gambar SVG paling besar 512 kB.")
    if b"<!ENTITY" in isi.upper():
        raise SvgSalah("Gambar SVG memuat deklarasi yang tidak dapat diterima.")
    try:
        # Entities are refused above, and expat neither fetches a DTD nor keeps comments and instructions.
        akar = ET.fromstring(isi)  # noqa: S314
    except (ET.ParseError, ValueError, LookupError):
        raise SvgSalah("Berkas ini bukan gambar SVG yang dapat dibaca.") from None
    if akar.tag != f"{{{SVG}}}svg":
        raise SvgSalah("Berkas ini bukan gambar SVG.")
    if sum(1 for _ in akar.iter()) > UNSUR_MAKS:
        raise SvgSalah("Gambar SVG terlalu rumit. Sederhanakan dahulu.")
    _bersihkan(akar)
    if not any(anak.tag != f"{{{SVG}}}defs" for anak in akar):
        raise SvgSalah("Gambar SVG ini kosong.")
    return ET.tostring(akar, encoding="utf-8")


def _bersihkan(unsur: ET.Element) -> None:
    for nama, nilai in list(unsur.attrib.items()):
        if not _boleh(nama, nilai):
            del unsur.attrib[nama]
    for anak in list(unsur):
        ruang, _, nama = anak.tag.rpartition("}")
        if ruang == f"{{{SVG}" and nama in ELEMEN:
            _bersihkan(anak)
        else:
            unsur.remove(anak)


def _boleh(nama: str, nilai: str) -> bool:
    if _LUAR.search(nilai):
        return False
    if nama in (f"{{{XLINK}}}href", "href"):
        return nilai.strip().startswith("#")
    if nama == "style":
        return all(SIFAT.match(satu.partition(":")[0].strip()) for satu in nilai.split(";") if satu.strip())
    return nama in ATRIBUT
