"""Parts every office paper shares: the kop surat, the signer block, the mark CONTOH.

The templates ``_kop.html``, ``_penandatangan.html`` and ``_contoh.html`` draw them; ``kop.css`` styles them.
"""

from dataclasses import dataclass
from typing import Literal

from kantor.cetak.huruf import SERIF, TEBAL, lebar_teks, pecah
from kantor.lib import nip as _nip

PEMISAH = " · "
# Room for the name of the office on A4 in points, beside the lambang and without; sizes tried, most lines first.
LEBAR_LEMBAGA, LEBAR_TANPA_LAMBANG = 115 * 72 / 25.4, 165 * 72 / 25.4
UKURAN_LEMBAGA = (
    *((1, s / 2) for s in range(33, 27, -1)),
    *((2, s / 2) for s in range(33, 17, -1)),
)
UKURAN_ALAMAT = 8.8  # points, as in surat.css
MARKA_CONTOH = "CONTOH – bukan dokumen resmi"

Kapasitas = Literal["definitif", "plt", "plh", "an"]


@dataclass(frozen=True, slots=True)
class Kop:
    """Head of a letter: the pemda, the name of the office in force on the date of the paper, address lines.

    ``lambang`` is the picture itself (SVG, PNG or JPEG); without it the lines stand alone.
    """

    pemda: str
    lembaga: str
    alamat: str = ""
    lambang: bytes | None = None

    @property
    def baris_lembaga(self) -> tuple[str, ...]:
        """The name of the office on one line, or evenly on two."""
        return self._lembaga()[0]

    @property
    def ukuran_lembaga(self) -> str:
        """The size in points that keeps it there."""
        return f"{self._lembaga()[1]:.1f}"

    @property
    def baris_alamat(self) -> tuple[str, ...]:
        """Address, telephone, email, site on as few lines as hold them; no line ends with the dot between two."""
        lebar = LEBAR_LEMBAGA if self.lambang else LEBAR_TANPA_LAMBANG
        baris: list[str] = []
        for bagian in self.alamat.split(PEMISAH) if self.alamat else ():
            sambung = PEMISAH.join([*baris[-1:], bagian])
            if baris and lebar_teks(sambung, UKURAN_ALAMAT, SERIF) > lebar:
                baris.append(bagian)
            else:
                baris[-1:] = [sambung]
        return tuple(baris)

    def _lembaga(self) -> tuple[tuple[str, ...], float]:
        lebar = (LEBAR_LEMBAGA if self.lambang else LEBAR_TANPA_LAMBANG) * 0.94  # the letters are spaced
        teks = self.lembaga.upper()
        for terbanyak, ukuran in UKURAN_LEMBAGA:
            baris = pecah(teks, lebar, ukuran, TEBAL)
            if len(baris) <= terbanyak and max(lebar_teks(b, ukuran, TEBAL) for b in baris or ("",)) <= lebar:
                break
        return baris, ukuran

    @property
    def memori(self) -> dict[str, bytes]:
        """What the renderer must be given for ``memori:lambang``."""
        return {"lambang": self.lambang} if self.lambang else {}


@dataclass(frozen=True, slots=True)
class Penandatangan:
    """Who signs, as of the date of the paper. ``atas_nama`` is the office signed for when ``kapasitas`` is ``an``."""

    jabatan: str
    nama: str
    pangkat: str = ""
    nip: str | None = None
    kapasitas: Kapasitas = "definitif"
    atas_nama: str = ""

    @property
    def baris_jabatan(self) -> tuple[str, ...]:
        """The title as printed: ``Plt. Kepala …,`` or ``a.n. Wali Kota …`` above the signer's own title."""
        if self.kapasitas == "an":
            return (
                (f"a.n. {self.atas_nama}", f"{self.jabatan},")
                if self.atas_nama
                else (f"a.n. {self.jabatan},",)
            )
        awalan = {"plt": "Plt. ", "plh": "Plh. "}.get(self.kapasitas, "")
        return (f"{awalan}{self.jabatan},",)

    @property
    def nip_cetak(self) -> str:
        return _nip.cetak(self.nip) if self.nip else ""
