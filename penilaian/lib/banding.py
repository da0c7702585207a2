"""The difference between two texts, word by word, for reading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_KATA = re.compile(r"\s+|[^\s]+")
SAMA, HAPUS, TAMBAH = "sama", "hapus", "tambah"


@dataclass(frozen=True)
class Potongan:
    """A stretch of text: `sama`, `hapus` (only in the old one) or `tambah` (only in the new one)."""

    jenis: str
    teks: str


def beda_kata(lama: str, baru: str) -> list[Potongan]:
    """Stretches that read in order give both texts: without `tambah` the old one, without `hapus` the new one."""
    a, b = _KATA.findall(lama), _KATA.findall(baru)
    hasil: list[Potongan] = []
    for tanda, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tanda == "equal":
            hasil.append(Potongan(SAMA, "".join(a[a1:a2])))
            continue
        if a2 > a1:
            hasil.append(Potongan(HAPUS, "".join(a[a1:a2])))
        if b2 > b1:
            hasil.append(Potongan(TAMBAH, "".join(b[b1:b2])))
    return hasil
