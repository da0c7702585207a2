"""Codes on sheets that come back: a QR of its own at the foot of every page of a paper that is laid out already.

The paper is laid out first, for only then its pages are known; the codes are a layer of as many pages beneath it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from weasyprint import Document

from kantor.cetak import mesin
from kantor.cetak.lapisan import Lapisan
from kantor.cetak.qr import kode_qr


@dataclass(frozen=True, slots=True)
class KodeLembar:
    """The code of one sheet, and the address its QR says."""

    kode: str
    alamat: str


def tulis_berkode(dokumen: Document, kode: Sequence[KodeLembar], kertas: str) -> bytes:
    """The PDF of a document with one code on each of its pages (as many as it has)."""
    if len(kode) != len(dokumen.pages):
        raise ValueError(f"{len(kode)} kode untuk {len(dokumen.pages)} halaman")
    lapisan = mesin.render(
        "kode_lembar.html",
        {
            "tata": {"kertas": kertas.lower()},
            "lembar": [{"kode": satu.kode, "qr": f"memori:qr{n}"} for n, satu in enumerate(kode)],
        },
        keterangan=mesin.Keterangan("Kode lembar"),
        gaya=("kode_lembar.css",),
        memori={f"qr{n}": kode_qr(satu.alamat).svg() for n, satu in enumerate(kode)},
    )
    return mesin.tulis(dokumen, penyelesai=Lapisan.dari_pdf(lapisan).pasang)
