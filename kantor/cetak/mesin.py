"""Rendering of papers: template and plain values in, PDF bytes out.

The costly parts are made once per process and kept: the font configuration with our TTF files and the parsed style
sheets. The same call with the same values gives the same bytes: the creation date comes from the caller and the PDF
identifier from the content.
"""

import datetime
import os
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import pydyf
from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration

from kantor.cetak import templat as _templat
from kantor.cetak.galat import AlamatDitolak
from kantor.cetak.pengambil import PengambilTertutup
from kantor.cetak.subset import namai_subset
from kantor.lib.warna import WARNA, Warna

Penyelesai = Callable[[Document, pydyf.PDF], None]


@dataclass(frozen=True, slots=True)
class Keterangan:
    """What the file says about itself: title, author, subject, creation date, language."""

    judul: str
    penulis: str = ""
    perihal: str = ""
    dibuat: datetime.date | None = None
    bahasa: str = "id"

    @property
    def dibuat_iso(self) -> str:
        return self.dibuat.isoformat() if self.dibuat else ""


@dataclass
class Bengkel:
    """Fonts and parsed style sheets of one process. Not shared over a fork: the child makes its own."""

    huruf: FontConfiguration = field(default_factory=FontConfiguration)
    kunci: threading.RLock = field(default_factory=threading.RLock)

    def __post_init__(self) -> None:
        # Parsed first: it holds the @font-face rules, once for all papers.
        self.gaya_huruf = self._urai("huruf.css", WARNA)
        self.gaya = lru_cache(maxsize=64)(self._urai)

    def _urai(self, nama: str, warna: Warna) -> CSS:
        pengambil = PengambilTertutup()
        css = CSS(
            string=_templat.susun(nama, {"warna": warna}),
            base_url="berkas:",
            url_fetcher=pengambil,
            font_config=self.huruf,
        )
        _tolak(pengambil)
        return css

    def lembar(self, nama: tuple[str, ...], warna: Warna) -> list[CSS]:
        return [self.gaya(satu, warna) for satu in nama]


_bengkel: dict[int, Bengkel] = {}
_kunci = threading.Lock()


def bengkel() -> Bengkel:
    """The workshop of this process, made at the first paper."""
    with _kunci:
        return _bengkel.setdefault(os.getpid(), _bengkel.get(os.getpid()) or Bengkel())


def _tolak(pengambil: PengambilTertutup) -> None:
    if pengambil.ditolak:
        raise AlamatDitolak(", ".join(sorted(set(pengambil.ditolak))))


def tata(
    html: str, *, gaya: tuple[str, ...], warna: Warna = WARNA, memori: Mapping[str, bytes] | None = None
) -> Document:
    """Lay out ready HTML and return WeasyPrint's document; for callers that need pages or a finisher of their own."""
    toko, pengambil = bengkel(), PengambilTertutup(memori)
    with toko.kunci:
        sumber = HTML(string=html, base_url="berkas:", url_fetcher=pengambil)
        dokumen = sumber.render(font_config=toko.huruf, stylesheets=toko.lembar(gaya, warna))
    _tolak(pengambil)
    return dokumen


def tulis(dokumen: Document, *, penyelesai: Penyelesai | None = None, pdf_a: bool = False) -> bytes:
    """Write a laid out document. ``pdf_a`` asks for PDF/A-3b. Same document, same bytes."""

    def selesaikan(satu: Document, pdf: pydyf.PDF) -> None:
        namai_subset(pdf)
        if penyelesai:
            penyelesai(satu, pdf)

    with bengkel().kunci:
        isi = dokumen.write_pdf(
            finisher=selesaikan, pdf_identifier=True, pdf_variant="pdf/a-3b" if pdf_a else None
        )
    if isinstance(dokumen.url_fetcher, PengambilTertutup):
        # Pictures inside an SVG are asked for only while it is drawn.
        _tolak(dokumen.url_fetcher)
    return isi


def render(
    templat: str,
    konteks: Mapping[str, Any],
    *,
    keterangan: Keterangan,
    gaya: tuple[str, ...] = ("surat.css",),
    warna: Warna = WARNA,
    memori: Mapping[str, bytes] | None = None,
    pdf_a: bool = False,
) -> bytes:
    """Render ``templates/kertas/<templat>`` with plain values to a PDF.

    ``gaya`` are style sheets (templates too, they see ``warna``), ``memori`` the pictures behind ``memori:<nama>``.
    Raises TemplatCacat, KonteksTidakPolos or AlamatDitolak; never returns a paper with a hole.
    """
    html = _templat.susun(templat, {**konteks, "ket": keterangan, "warna": warna})
    return tulis(tata(html, gaya=gaya, warna=warna, memori=memori), pdf_a=pdf_a)


def uji_kering(
    templat: str, konteks: Mapping[str, Any], *, keterangan: Keterangan | None = None
) -> list[str]:
    """Names of the variables ``templat`` uses and the context lacks (empty: the template is whole)."""
    ket = keterangan or Keterangan("Uji")
    return _templat.uji_kering(templat, {**konteks, "ket": ket, "warna": WARNA})
