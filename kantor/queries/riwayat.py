"""Who changed what on one row, read from the history that triggers write."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kantor.lib.tanggal import tanggal_jam

SISTEM = "Sistem"


@dataclass(frozen=True)
class Kejadian:
    """One line of a history, as komponen/riwayat.html shows it."""

    waktu: str
    oleh: str
    kalimat: str
    rincian: str = ""


def pelaku(konteks: dict[str, Any] | None) -> str:
    """Who did it: the account's name at that time, or the portal itself."""
    return (konteks or {}).get("oleh_nama") or SISTEM


def kejadian(
    pada: datetime.datetime, konteks: Any, kalimat: str, *, zona: str, rincian: str = ""
) -> Kejadian:
    """A line for something that happened at that time."""
    return Kejadian(tanggal_jam(pada, zona), pelaku(konteks), kalimat, rincian)


def perubahan(
    baris: Iterable[Any],
    kolom: Mapping[str, str],
    *,
    awal: str,
    sebut: Callable[[str, Any], str] = lambda kolom, nilai: str(nilai),
) -> list[tuple[datetime.datetime, Any, str]]:
    """When, by whom and what, of the event rows of one object (oldest first); rows that change nothing of `kolom` fall.

    `kolom` maps a column to its word, `sebut` says a value of it.
    """
    hasil = []
    lama: Any = None
    for baru in baris:
        kalimat = awal if lama is None else "; ".join(_beda(lama, baru, kolom, sebut))
        if kalimat:
            hasil.append((baru.pgh_created_at, baru.pgh_context, kalimat))
        lama = baru
    return hasil


def _beda(lama: Any, baru: Any, kolom: Mapping[str, str], sebut: Callable[[str, Any], str]) -> Iterable[str]:
    for nama, kata in kolom.items():
        dari, ke = getattr(lama, nama), getattr(baru, nama)
        if dari != ke:
            yield f"{kata}: {sebut(nama, dari) if dari else 'kosong'} → {sebut(nama, ke) if ke else 'kosong'}"
