"""Pages of a long list by key: the thousandth page costs what the first costs."""

from __future__ import annotations

import base64
import binascii
import datetime
import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import FieldError, ValidationError
from django.db.models import Model, Q, QuerySet

UKURAN = 50


@dataclass(frozen=True)
class Potongan:
    """One page: its rows, and the marks of the pages before and after it (None where there is none)."""

    baris: list[Any]
    sebelumnya: str | None
    berikutnya: str | None

    def keterangan(self) -> str:
        """The words under the list."""
        return f"{len(self.baris)} baris pada halaman ini" if self.sebelumnya or self.berikutnya else ""


def potong(
    baris: QuerySet[Any],
    *,
    urutan: tuple[str, ...],
    tanda: str | None = None,
    ukuran: int = UKURAN,
    kunci_dahulu: bool = False,
) -> Potongan:
    """The page of `baris` after or before the mark `tanda`, ordered by the fields `urutan`.

    A field may stand with "-" for descending; the last one must be unique and no field may be NULL. A mark that
    cannot be read opens the first page. `kunci_dahulu`: find the page's keys first, then its rows; a search whose
    words stand in the index of `urutan` then passes over a million rows without reading one of them.
    """
    arah, nilai = _baca(tanda, len(urutan))
    mundur = arah == "<"
    kunci = [_balik(f) for f in urutan] if mundur else list(urutan)
    calon = baris.order_by(*kunci)
    try:
        calon = (calon if nilai is None else calon.filter(_setelah(kunci, nilai)))[: ukuran + 1]
        isi = list(baris.filter(pk__in=calon.values("pk")).order_by(*kunci) if kunci_dahulu else calon)
    except (ValidationError, ValueError, TypeError, FieldError):
        if nilai is None:
            raise
        return potong(baris, urutan=urutan, ukuran=ukuran, kunci_dahulu=kunci_dahulu)
    lebih = len(isi) > ukuran
    isi = isi[:ukuran]
    if mundur:
        isi.reverse()
    ada_sebelum = lebih if mundur else nilai is not None
    ada_sesudah = True if mundur else lebih
    if not isi:
        return Potongan([], None, None)
    return Potongan(
        isi,
        _tulis("<", isi[0], urutan) if ada_sebelum else None,
        _tulis(">", isi[-1], urutan) if ada_sesudah else None,
    )


def _balik(bidang: str) -> str:
    return bidang[1:] if bidang.startswith("-") else f"-{bidang}"


def _setelah(kunci: list[str], nilai: list[Any]) -> Q:
    """Rows strictly after the tuple `nilai` in the order `kunci`."""
    syarat, sama = Q(), Q()
    for bidang, isi in zip(kunci, nilai, strict=True):
        nama = bidang.lstrip("-")
        banding = "lt" if bidang.startswith("-") else "gt"
        syarat |= sama & Q(**{f"{nama}__{banding}": isi})
        sama &= Q(**{nama: isi})
    # The plain bound on the first field lets PostgreSQL start inside the index.
    pertama = kunci[0].lstrip("-")
    batas = "lte" if kunci[0].startswith("-") else "gte"
    return Q(**{f"{pertama}__{batas}": nilai[0]}) & syarat


def _tulis(arah: str, baris: Model, urutan: tuple[str, ...]) -> str:
    nilai = [_polos(_ambil(baris, f.lstrip("-"))) for f in urutan]
    return base64.urlsafe_b64encode(json.dumps([arah, *nilai]).encode()).decode().rstrip("=")


def _ambil(baris: Any, jalan: str) -> Any:
    for bagian in jalan.split("__"):
        baris = getattr(baris, bagian)
    return baris


def _polos(nilai: Any) -> Any:
    if isinstance(nilai, datetime.datetime | datetime.date):
        return nilai.isoformat()
    return str(nilai) if isinstance(nilai, Decimal | UUID) else nilai


def _baca(tanda: str | None, banyak: int) -> tuple[str, list[Any] | None]:
    if not tanda:
        return ">", None
    try:
        isi = json.loads(base64.urlsafe_b64decode(tanda + "=" * (-len(tanda) % 4)))
        arah, *nilai = isi
    except (binascii.Error, ValueError, TypeError):
        return ">", None
    tepat = (
        arah in (">", "<") and len(nilai) == banyak and all(isinstance(n, str | int | float) for n in nilai)
    )
    if not tepat or any("\0" in n for n in nilai if isinstance(n, str)):
        return ">", None
    return arah, nilai
