"""The content of a berita acara or kesepakatan as plain values, its exact text, and the fingerprint of that text.

One structure feeds the page, the paper and the text, so whoever signs one signs all of them:
`judul`, `hal`, `kegiatan`, `versi` ("" for the first), `pembuka`, `bagian`, `penutup`, `tempat_tanggal`, `pihak`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

Isi = dict[str, Any]
BUKAN_TTE = (
    "Persetujuan di dalam portal adalah persetujuan elektronik internal, bukan tanda tangan elektronik "
    "tersertifikasi."
)


def bagian(
    judul: str,
    *,
    paragraf: Sequence[str] = (),
    fakta: Sequence[tuple[str, str]] = (),
    kepala: Sequence[str] = (),
    baris: Sequence[Sequence[str]] = (),
    butir: Sequence[str] = (),
) -> Isi:
    """One part of a paper: words, facts, a table, numbered points; what is empty is not printed."""
    return {
        "judul": judul,
        "paragraf": list(paragraf),
        "fakta": [[k, v] for k, v in fakta if v],
        "kepala": list(kepala),
        "baris": [list(satu) for satu in baris],
        "butir": list(butir),
    }


def pihak(sebagai: str, nama: str, jabatan: str = "", nip: str = "") -> Isi:
    """One who signs."""
    return {"sebagai": sebagai, "nama": nama, "jabatan": jabatan, "nip": nip}


def teks(isi: Isi) -> str:
    """The exact text of a paper: every word that is printed above the signatures, line by line."""
    return "\n".join(_baris(isi)) + "\n"


def sidik(isi: Isi) -> str:
    """SHA-256 of the exact text."""
    return hashlib.sha256(teks(isi).encode()).hexdigest()


def _baris(isi: Isi) -> Iterator[str]:
    yield from (satu for satu in (isi["judul"], isi["kegiatan"], isi["versi"]) if satu)
    yield from isi["pembuka"]
    for satu in isi["bagian"]:
        if satu["judul"]:
            yield f"# {satu['judul']}"
        yield from satu["paragraf"]
        yield from (f"{k}: {v}" for k, v in satu["fakta"])
        if satu["kepala"]:
            yield " | ".join(satu["kepala"])
        yield from (" | ".join(sel) for sel in satu["baris"])
        yield from (f"{n}. {kata}" for n, kata in enumerate(satu["butir"], 1))
    yield from isi["penutup"]
    yield isi["tempat_tanggal"]
    for satu in isi["pihak"]:
        yield " | ".join(bagian for bagian in satu.values() if bagian)
