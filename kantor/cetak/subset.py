"""Names of embedded font subsets that tell different subsets apart.

WeasyPrint derives the six letters before the ``+`` from the style alone, so two certificates, or a certificate and
its fixed layer, carry different glyphs under one name. Joined into one print job that confuses the font cache of
printers. Here the letters follow from the glyphs: the same subset keeps its name, another gets another.
"""

import hashlib

import pydyf


def namai_subset(pdf: pydyf.PDF) -> None:
    """Rename every embedded subset of a PDF that is about to be written."""
    for huruf in list(pdf.objects):
        if isinstance(huruf, dict) and huruf.get("Subtype") == "/Type0":
            _namai(pdf, huruf)


def _namai(pdf: pydyf.PDF, huruf: pydyf.Dictionary) -> None:
    turunan = pdf.objects[int(huruf["DescendantFonts"][0].split()[0])]
    uraian = pdf.objects[int(turunan["FontDescriptor"].split()[0])]
    glif = pdf.objects[int(huruf["ToUnicode"].split()[0])].stream
    asli = huruf["BaseFont"].lstrip(b"/")
    sidik = hashlib.sha256(asli + b"\n".join(glif)).digest()
    nama = b"/" + bytes(65 + satu % 26 for satu in sidik[:6]) + b"+" + asli.partition(b"+")[2]
    huruf["BaseFont"] = turunan["BaseFont"] = uraian["FontName"] = nama
