"""Rows of a nominatif and the way they are kept together: the signer never stands alone on a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kantor.lib import nip as _nip

EKOR = 3  # rows that stay with the signer block


@dataclass(frozen=True, slots=True)
class BarisNominatif:
    """A person as of the day of the paper. ``urut`` is the printed number (the NDH where there is one).

    ``nomor`` is the registration behind the row, not printed; ``menggantikan`` whom the person replaces.
    """

    urut: int
    nama: str
    nip: str | None = None
    pangkat: str = ""
    jabatan: str = ""
    unit: str = ""
    nomor: str = ""
    menggantikan: str = ""


def kelompokkan(baris: Sequence[BarisNominatif]) -> list[list[dict[str, Any]]]:
    """Rows ready to print in two groups, the second kept on one page with the signer block."""
    siap = [
        {
            "urut": satu.urut,
            "nama": satu.nama,
            "nip": _nip.cetak(satu.nip) if satu.nip else "",
            # "(III/c)" must not break at its stroke.
            "pangkat": satu.pangkat.partition(" (")[0],
            "golongan": "".join(satu.pangkat.partition(" (")[1:]).strip(),
            "jabatan": satu.jabatan,
            "unit": satu.unit,
            "menggantikan": satu.menggantikan,
        }
        for satu in baris
    ]
    batas = max(0, len(siap) - EKOR)
    return [bagian for bagian in (siap[:batas], siap[batas:]) if bagian] or [[]]
