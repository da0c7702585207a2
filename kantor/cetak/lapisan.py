"""A finished page as a fixed layer under other pages: a Form XObject, made once and drawn by name.

What is the same on hundreds of papers (ornament, lambang, headings, the text that does not change) is laid out and
painted once. Its objects are kept as ready bytes and copied into each file by a finisher, the public hook of
WeasyPrint's ``write_pdf``; the result looks exactly as if the page had been drawn anew.
"""

import io
import re
import zlib
from collections.abc import Sequence

import pikepdf
import pydyf
from weasyprint import Document

_A = rb"(-?[\d.]+)"
# A rectangle as WeasyPrint writes the paths of an SVG: move, three lines, close.
_KOTAK = re.compile(rb"%s %s m\n%s \2 l\n\3 %s l\n\1 \4 l\nh" % (_A, _A, _A, _A))
_ACUAN = re.compile(rb"(?<![\w.])(\d+) 0 R\b")

# An object as bytes with its references cut out (numbers count within the layer), and its stream if it has one.
Potongan = tuple[list[bytes | int], bytes | None]


class _Mentah(pydyf.Object):
    """An object copied from another file; references inside point at siblings by their place in the layer."""

    def __init__(self, potongan: list[bytes | int], aliran: bytes | None, mulai: int) -> None:
        super().__init__()
        self._potongan, self._aliran, self._mulai = potongan, aliran, mulai

    @property
    def data(self) -> bytes:
        kamus = b"".join(
            satu if isinstance(satu, bytes) else b"%d 0 R" % (self._mulai + satu) for satu in self._potongan
        )
        return kamus if self._aliran is None else b"\n".join((kamus, b"stream", self._aliran, b"endstream"))

    @property
    def compressible(self) -> bool:
        return self._aliran is None


class Lapisan:
    """The pages of a PDF, ready to lie under the pages of another. What they share is carried once."""

    def __init__(self, potongan: list[Potongan], halaman: int) -> None:
        # The first entries are the forms, one a page; then what they need: fonts, images, graphic states.
        self._potongan, self._halaman = potongan, halaman

    @classmethod
    def dari_pdf(cls, isi: bytes) -> "Lapisan":
        """Take all pages of a PDF file as layers."""
        with pikepdf.open(io.BytesIO(isi)) as pdf:
            return cls(urai([halaman.as_form_xobject() for halaman in pdf.pages]), len(pdf.pages))

    def pasang(self, _dokumen: Document, pdf: pydyf.PDF) -> None:
        """Draw each page beneath the same page of a PDF about to be written: a finisher for ``write_pdf``."""
        self._pasang(pdf, range(self._halaman))

    def ulangi(self, _dokumen: Document, pdf: pydyf.PDF) -> None:
        """Draw the first page beneath every page of a PDF about to be written: sheets that are all alike."""
        self._pasang(pdf, [0] * (len(pdf.pages["Kids"]) // 3))

    def _pasang(self, pdf: pydyf.PDF, bentuk: Sequence[int]) -> None:
        """Page by page, the form that goes beneath it."""
        mulai = len(pdf.objects)
        for potongan, aliran in self._potongan:
            pdf.add_object(_Mentah(potongan, aliran, mulai))
        for urut, satu in enumerate(bentuk):
            kamus = pdf.objects[pdf.pages["Kids"][3 * urut]]
            sumber = pdf.objects[int(kamus["Resources"].split()[0])]
            sumber["XObject"][f"tetap{satu}"] = b"%d 0 R" % (mulai + satu)
            gambar = pydyf.Stream([b"q /tetap%d Do Q" % satu])
            pdf.add_object(gambar)
            kamus["Contents"] = pydyf.Array([gambar.reference, kamus["Contents"]])


def urai(akar: Sequence[pikepdf.Object]) -> list[Potongan]:
    """``akar`` and every object below them as bytes, in an order that follows from the content alone."""
    tunggu, nomor = list(akar), {satu.objgen: urut for urut, satu in enumerate(akar)}
    # The list grows while it is walked: every object brings those it names.
    return [_serialkan(objek, tunggu, nomor) for objek in tunggu]


def _serialkan(
    objek: pikepdf.Object, tunggu: list[pikepdf.Object], nomor: dict[tuple[int, int], int]
) -> Potongan:
    """Bytes of one object with its references cut out; objects met for the first time join ``tunggu``."""
    aliran = objek.read_raw_bytes() if isinstance(objek, pikepdf.Stream) else None
    kamus = objek.stream_dict if aliran is not None else objek
    for anak in _acuan(kamus):
        if anak.objgen not in nomor:
            nomor[anak.objgen] = len(tunggu)
            tunggu.append(anak)
    teks = kamus.unparse(resolved=True)
    if aliran is not None:
        tambahan = b""
        if "/Filter" not in kamus:
            aliran, tambahan = zlib.compress(_KOTAK.sub(_kotak, aliran), 9), b"/Filter /FlateDecode "
        teks = re.sub(rb"/Length \d+( 0 R)?", b"", teks).rstrip().removesuffix(b">>")
        teks += tambahan + b"/Length %d >>" % len(aliran)
    hasil: list[bytes | int] = []
    for urut, bagian in enumerate(_ACUAN.split(teks)):
        hasil.append(nomor[(int(bagian), 0)] if urut % 2 else bagian)
    return hasil, aliran


def _kotak(cocok: re.Match[bytes]) -> bytes:
    """The same rectangle by the operator made for it: a woven border shrinks to half."""
    x, y, x2, y2 = (float(satu) for satu in cocok.groups())
    return b"%s %s %.6g %.6g re" % (cocok[1], cocok[2], round(x2 - x, 6), round(y2 - y, 6))


def _acuan(objek: pikepdf.Object) -> list[pikepdf.Object]:
    """Indirect objects named directly inside ``objek``, in order."""
    anak = []
    isi = list(objek.as_dict().values()) if isinstance(objek, pikepdf.Dictionary) else []
    isi = list(objek.as_list()) if isinstance(objek, pikepdf.Array) else isi
    for satu in isi:
        if not isinstance(satu, pikepdf.Object):
            continue
        anak += [satu] if satu.is_indirect else _acuan(satu)
    return anak
