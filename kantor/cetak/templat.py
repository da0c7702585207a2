"""Sandboxed templates: an engine of our own that sees only ``templates/kertas/`` and plain values.

No context processors, no template libraries, no loader outside the folder, autoescape always on. A context holds
text, numbers, dates, lists, dicts and dataclasses; a model, a queryset or pre-marked safe text is refused, so no
template can reach the database or smuggle markup. Variables that do not exist are errors, never empty text.
"""

import dataclasses
import datetime
import secrets
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from django.template import Context, Engine, Template
from django.utils.safestring import SafeData

from kantor.cetak.aset import AKAR
from kantor.cetak.galat import KonteksTidakPolos, TemplatCacat

DIR_TEMPLAT = AKAR / "templates" / "kertas"

_POLOS = (str, int, float, Decimal, bool, datetime.date, datetime.time, datetime.timedelta, type(None))
# What Django prints for a variable that does not exist; drawn per process, so that no text of a person can be it.
_BUKA, _TUTUP = f"\x02{secrets.token_hex(8)}", "\x03"
# Control characters mean nothing on paper; a stray one in a name must not spoil it.
_KENDALI = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127])


@cache
def _mesin() -> Engine:
    return Engine(
        dirs=[str(DIR_TEMPLAT)], app_dirs=False, autoescape=True, string_if_invalid=f"{_BUKA}%s{_TUTUP}"
    )


@cache
def _templat(nama: str) -> Template:
    return _mesin().get_template(nama)


def pastikan_polos(nilai: Any, jalur: str = "konteks") -> None:
    """Raise KonteksTidakPolos, naming the place, unless ``nilai`` is made of plain values all through."""
    if isinstance(nilai, SafeData):
        raise KonteksTidakPolos(f"{jalur}: teks bertanda aman tidak diterima")
    if isinstance(nilai, bytes):
        return
    if isinstance(nilai, _POLOS):
        return
    for nama, isi in _isi(nilai, jalur):
        pastikan_polos(isi, f"{jalur}.{nama}")


def _isi(nilai: Any, jalur: str) -> Iterator[tuple[object, Any]]:
    if dataclasses.is_dataclass(nilai) and not isinstance(nilai, type):
        return iter([(f.name, getattr(nilai, f.name)) for f in dataclasses.fields(nilai)])
    if isinstance(nilai, dict):
        return iter(nilai.items())
    if isinstance(nilai, (list, tuple)):
        return iter(enumerate(nilai))
    raise KonteksTidakPolos(f"{jalur}: {type(nilai).__name__} bukan nilai polos")


def susun(nama: str, konteks: Mapping[str, Any]) -> str:
    """Fill the template ``nama`` with plain values and return the HTML.

    Raises TemplatCacat when a printed variable does not exist, KonteksTidakPolos for anything but plain values.
    """
    pastikan_polos(dict(konteks))
    hasil = _templat(nama).render(Context(dict(konteks), use_l10n=False, use_tz=False))
    if _BUKA in hasil:
        raise TemplatCacat(nama, uji_kering(nama, konteks))
    return hasil.translate(_KENDALI)


def uji_kering(nama: str, konteks: Mapping[str, Any]) -> list[str]:
    """Dry run: the names of all variables the template uses and the context lacks, sorted.

    Also finds the ones that only stand in ``{% if %}`` and ``{% for %}``, where Django itself keeps silent.
    """
    hilang: set[str] = set()
    isi = {kunci: _awasi(nilai, kunci, hilang) for kunci, nilai in konteks.items()}
    hasil = _templat(nama).render(_KonteksDiawasi(isi, hilang))
    hilang.update(potong.split(_TUTUP)[0] for potong in hasil.split(_BUKA)[1:])
    return sorted(hilang)


class _KonteksDiawasi(Context):
    def __init__(self, isi: dict[str, Any], hilang: set[str]) -> None:
        super().__init__(isi, use_l10n=False, use_tz=False)
        self.hilang = hilang

    def __getitem__(self, kunci: str) -> Any:
        try:
            return super().__getitem__(kunci)
        except KeyError:
            # Django looks up its own switches under names no template can write.
            if not kunci.startswith("_"):
                self.hilang.add(kunci)
            raise


class _Diawasi:
    """Stands in for a dataclass during the dry run and notes attributes it does not have."""

    def __init__(self, nilai: Any, jalur: str, hilang: set[str]) -> None:
        self.__dict__.update(_nilai=nilai, _jalur=jalur, _hilang=hilang)

    def __getattr__(self, nama: str) -> Any:
        try:
            return _awasi(getattr(self._nilai, nama), f"{self._jalur}.{nama}", self._hilang)
        except AttributeError:
            self._hilang.add(f"{self._jalur}.{nama}")
            raise


def _awasi(nilai: Any, jalur: str, hilang: set[str]) -> Any:
    if dataclasses.is_dataclass(nilai) and not isinstance(nilai, type):
        return _Diawasi(nilai, jalur, hilang)
    if isinstance(nilai, (list, tuple)):
        return [_awasi(isi, f"{jalur}.{nomor}", hilang) for nomor, isi in enumerate(nilai)]
    return nilai
