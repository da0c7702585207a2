"""Registry of this room, filled by the rooms above in AppConfig.ready."""

from __future__ import annotations

from collections.abc import Callable, Collection

from kantor.daftar import Daftar

# Each takes primary keys of sessions and returns those that were held: they keep their day.
sesi_terlaksana: Daftar[Callable[[Collection[int]], set[int]]] = Daftar("sesi terlaksana")


def terlaksana(sesi: Collection[int]) -> set[int]:
    """Those of these sessions of which a room above says that they were held."""
    return {pk for tanya in sesi_terlaksana for pk in tanya(sesi)}
