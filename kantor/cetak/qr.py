"""QR codes as vector paths: crisp on any printer, error level M, quiet zone of four modules.

The content is a plain web address, so any phone opens it without an app of ours.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

import zxingcpp

TENANG = 4
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
    return KodeQR(sisi, _jalur([isi[awal : awal + sisi] for awal in range(0, sisi * sisi, sisi)]))


def _jalur(baris: list[bytes]) -> str:
    """Dark runs of each row, joined downwards where the next row has the same run: few and large rectangles."""
    terbuka: dict[tuple[int, int], int] = {}
    jalur = []
    for y, isi in enumerate([*baris, b""]):
        deret = {m.span() for m in re.finditer(rb"\x00+", isi)}
        for (kiri, kanan), mulai in list(terbuka.items()):
            if (kiri, kanan) not in deret:
                jalur.append(f"M{kiri} {mulai}h{kanan - kiri}v{y - mulai}h{kiri - kanan}z")
                del terbuka[kiri, kanan]
        for satu in sorted(deret):
            terbuka.setdefault(satu, y)
    return "".join(jalur)
