"""QR codes as vector paths: crisp on any printer, error level M, quiet zone of four modules.

The content is a plain web address, so any phone opens it without an app of ours.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

import zxingcpp

from kantor.cetak.kisi import petak

_ALAMAT = re.compile(r"https?://[!-~]+")


@dataclass(frozen=True, slots=True)
class KodeQR:
    """``sisi`` modules wide with the quiet zone; ``jalur`` is the path of the dark modules in module units."""

    sisi: int
    jalur: str

    def svg(self, tinta: str = "#000000") -> bytes:
        """The code as a stand-alone SVG picture without background (paper is white)."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.sisi} {self.sisi}" '
            f'width="{self.sisi}" height="{self.sisi}"><path fill="{tinta}" d="{self.jalur}"/></svg>'
        ).encode()


@lru_cache(maxsize=256)
def kode_qr(alamat: str) -> KodeQR:
    """QR code of a web address. Raises ValueError for anything that is no plain http(s) address."""
    if not _ALAMAT.fullmatch(alamat):
        raise ValueError(f"Bukan alamat web polos: {alamat[:100]!r}")
    kode = zxingcpp.create_barcode(alamat, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    titik = memoryview(kode.to_image(scale=1, add_quiet_zones=True))
    sisi = titik.shape[0]
    isi = titik.tobytes()
    gelap = petak(sisi, sisi, lambda x, y: not isi[y * sisi + x])
    return KodeQR(sisi, "".join(f"M{p.x} {p.y}h{p.lebar}v{p.tinggi}h{-p.lebar}z" for p in gelap))
