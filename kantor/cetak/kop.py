"""Parts every office paper shares: the kop surat, the signer block, the mark CONTOH.

The templates ``_kop.html``, ``_penandatangan.html`` and ``_contoh.html`` draw them; ``kop.css`` styles them.
"""

from dataclasses import dataclass
from typing import Literal

from kantor.lib import nip as _nip

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
