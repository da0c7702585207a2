"""Registries of this room, filled by the rooms above in AppConfig.ready."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from kantor.daftar import Daftar

# Each takes primary keys of sessions and returns those that were held: they keep their day.
sesi_terlaksana: Daftar[Callable[[Collection[int]], set[int]]] = Daftar("sesi terlaksana")


def terlaksana(sesi: Collection[int]) -> set[int]:
    """Those of these sessions of which a room above says that they were held."""
    return {pk for tanya in sesi_terlaksana for pk in tanya(sesi)}


# Each gives the sets of visits (primary keys) that one and the same person of a gelombang goes on.
rombongan_kunjungan: Daftar[Callable[[Any], set[frozenset[int]]]] = Daftar("rombongan kunjungan")


def rombongan(gelombang: Any) -> set[frozenset[int]]:
    """Who goes together: each set of visits that somebody of this gelombang goes on, once."""
    return {satu for tanya in rombongan_kunjungan for satu in tanya(gelombang)}


# Each says of a gelombang that offices send delegates to it, and nobody registers.
acara_utusan: Daftar[Callable[[Any], bool]] = Daftar("acara utusan")


def utusan(gelombang: Any) -> bool:
    """True for an event of delegates: it has no registrations to go through; remembered while a page is made."""
    if not hasattr(gelombang, "_utusan"):
        gelombang._utusan = any(tanya(gelombang) for tanya in acara_utusan)
    return bool(gelombang._utusan)


def berpeserta(gelombang: Any) -> bool:
    """The opposite: what the steps of a training ask."""
    return not utusan(gelombang)


@dataclass(frozen=True)
class BagianKurikulum:
    """A page of a room above about a version of a program; its address takes the kurikulum's primary key."""

    label: str
    nama_url: str


bagian_kurikulum: Daftar[BagianKurikulum] = Daftar("bagian kurikulum")
# Each takes (asal, baru) and gives the copy of a kurikulum what it keeps of it, in the same transaction.
penyalin_kurikulum: Daftar[Callable[[Any, Any], None]] = Daftar("penyalin kurikulum")
