"""What a measurement hands back, and the one table at the end of a run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Baris:
    """One line: what was measured, ours, the floor of the same run (None: there is none), and what we owe."""

    apa: str
    portal: float
    polos: float | None = None
    sasaran: str = ""


def tabel(baris: Iterable[Baris]) -> str:
    """The lines as columns; `kali` is ours over the floor."""
    isi = [("Yang diukur", "portal", "polos", "kali", "sasaran")]
    for b in baris:
        kali = f"{b.portal / b.polos:.2f}" if b.polos else ""
        isi.append((b.apa, _angka(b.portal), "" if b.polos is None else _angka(b.polos), kali, b.sasaran))
    lebar = [max(len(satu[n]) for satu in isi) for n in range(4)]
    return "\n".join(
        f"{apa:<{lebar[0]}}  {p:>{lebar[1]}}  {q:>{lebar[2]}}  {k:>{lebar[3]}}  {s}".rstrip()
        for apa, p, q, k, s in isi
    )


def _angka(nilai: float) -> str:
    return f"{nilai:.0f}" if nilai == int(nilai) or nilai >= 100 else f"{nilai:.2f}"
