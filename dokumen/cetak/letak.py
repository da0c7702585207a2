"""How much room a certificate gives to each of its parts: across (landscape) or upright (portrait)."""

from dataclasses import dataclass
from typing import Literal

Arah = Literal["mendatar", "tegak"]
MM_PER_PT = 25.4 / 72


@dataclass(frozen=True, slots=True)
class RuangNama:
    """Room for the name and the lines under it, in pt; sizes between which a name is set."""

    lebar: float
    terbesar: float
    terkecil_satu_baris: float
    terbesar_dua_baris: float
    lebar_identitas: float
    tinggi_identitas: float
    utama_terpisah: bool = False  # place of birth, NIP and pangkat may take two lines


@dataclass(frozen=True, slots=True)
class Letak:
    """Widths in pt, heights in mm. `program`: (class, size in pt, most lines) to be tried in this order."""

    nama: RuangNama
    nomor: float
    uraian: float
    tinggi_uraian: float  # from the outcome to the number of JP, clear of the signer below
    baris_tempat: int  # lines the sentence with dates and place may take in the usual size
    program: tuple[tuple[str, float, int], ...]
    modul: float
    tinggi_tabel: tuple[float, float]  # of the back: without and with a signer
    baris_tabel: float


LETAK: dict[Arah, Letak] = {
    "mendatar": Letak(
        nama=RuangNama(655, 34, 25, 25, 640, 41),  # of the 257 mm between the ornaments of A4
        nomor=245 / MM_PER_PT,
        uraian=241 / MM_PER_PT,
        tinggi_uraian=30.6,
        baris_tempat=1,
        program=(("", 19.5, 1), (" program-sedang", 15, 2), (" program-kecil", 12, 99)),
        modul=160 / MM_PER_PT,
        tinggi_tabel=(124, 94),
        baris_tabel=7.4,
    ),
    "tegak": Letak(
        nama=RuangNama(454, 30, 20, 22, 454, 62, utama_terpisah=True),  # of the 170 mm of A4
        nomor=160 / MM_PER_PT,
        uraian=160 / MM_PER_PT,
        tinggi_uraian=45,
        baris_tempat=2,
        program=(("", 19.5, 2), (" program-sedang", 15, 3), (" program-kecil", 12, 99)),
        modul=118 / MM_PER_PT,
        tinggi_tabel=(184, 122),
        baris_tabel=8.2,
    ),
}
