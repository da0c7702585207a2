"""Frozen dataclasses to JSON and back, so that what was printed can be stored and printed again.

Decimals, dates and bytes become text (bytes as base64); tuples become lists. The way back follows the annotations of
the dataclass and refuses what does not fit.
"""

import base64
import dataclasses
import datetime
import types
import typing
from decimal import Decimal
from functools import cache
from typing import Any


def ke_json(nilai: Any) -> Any:
    """A dataclass (or a value of one) as JSON-ready dicts, lists and text."""
    if dataclasses.is_dataclass(nilai) and not isinstance(nilai, type):
        return {satu.name: ke_json(getattr(nilai, satu.name)) for satu in dataclasses.fields(nilai)}
    if isinstance(nilai, (tuple, list)):
        return [ke_json(isi) for isi in nilai]
    if isinstance(nilai, Decimal):
        return str(nilai)
    if isinstance(nilai, (datetime.date, datetime.time)):
        return nilai.isoformat()
    if isinstance(nilai, bytes):
        return base64.b64encode(nilai).decode()
    return nilai


def dari_json(jenis: Any, nilai: Any) -> Any:
    """Build ``jenis`` (a dataclass type or an annotation in one) from what ``ke_json`` wrote.

    Raises TypeError or ValueError when the JSON does not fit. Fields that are missing take their default, so papers
    frozen before a field existed can still be printed.
    """
    if dataclasses.is_dataclass(jenis):
        petunjuk = _petunjuk(jenis)
        if asing := nilai.keys() - petunjuk.keys():
            raise TypeError(f"{jenis.__name__} tidak mengenal {', '.join(sorted(asing))}")
        return jenis(**{nama: dari_json(petunjuk[nama], isi) for nama, isi in nilai.items()})
    asal, isi_jenis = typing.get_origin(jenis), typing.get_args(jenis)
    if asal in (typing.Union, types.UnionType):
        if nilai is None:
            return None
        (sisa,) = [satu for satu in isi_jenis if satu is not type(None)]
        return dari_json(sisa, nilai)
    if asal is tuple:
        if len(isi_jenis) == 2 and isi_jenis[1] is Ellipsis:
            return tuple(dari_json(isi_jenis[0], isi) for isi in nilai)
        return tuple(dari_json(satu, isi) for satu, isi in zip(isi_jenis, nilai, strict=True))
    if asal is typing.Literal:
        if nilai not in isi_jenis:
            raise ValueError(f"{nilai!r} bukan salah satu dari {isi_jenis}")
        return nilai
    return _nilai(jenis, nilai)


def _nilai(jenis: Any, nilai: Any) -> Any:
    if jenis is Decimal:
        return Decimal(nilai)
    if jenis in (datetime.date, datetime.time):
        return jenis.fromisoformat(nilai)
    if jenis is bytes:
        return base64.b64decode(nilai, validate=True)
    if not isinstance(nilai, jenis):
        raise TypeError(f"{nilai!r} bukan {jenis.__name__}")
    return nilai


@cache
def _petunjuk(jenis: type) -> dict[str, Any]:
    return typing.get_type_hints(jenis)
