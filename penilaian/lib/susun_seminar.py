"""Who speaks where and when: talks kept together by klaster, rooms of even size, nobody in two rooms at once.

Two steps. `bagi` puts the talks into rooms: a klaster goes whole where it fits and is split only to fill a room, and
a talk leaves a room it has to avoid (its mentor examines there) for another. `jadwalkan` then gives the times: the
room that is free first takes the next of its talks whose people are free, and waits where nobody is. As it waits for
a talk that ends, an order is always found; waiting is what a timetable with the same people in two rooms costs.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

Orang = frozenset[Hashable]


@dataclass(frozen=True, slots=True)
class Paparan:
    """A talk: its klaster, who has to sit in it beside the room's team, the rooms it should not be in."""

    kunci: int
    klaster: int | None = None
    orang: Orang = frozenset()
    hindari: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class RuangPaparan:
    """A room, from when it is free, and the team that sits in it all day."""

    kunci: int
    mulai: datetime.datetime
    orang: Orang = frozenset()


@dataclass(frozen=True, slots=True)
class Istirahat:
    """A rest of all rooms."""

    mulai: datetime.datetime
    selesai: datetime.datetime


@dataclass(frozen=True, slots=True)
class Tempat:
    """A talk's place: its room and its time."""

    kunci: int
    ruang: int
    mulai: datetime.datetime
    selesai: datetime.datetime


Antrean = dict[int, list[Paparan]]


def susun(
    paparan: Sequence[Paparan],
    ruang: Sequence[RuangPaparan],
    lama: datetime.timedelta,
    istirahat: Istirahat | None = None,
) -> list[Tempat]:
    """An order of all talks over at least one room."""
    return jadwalkan(bagi(paparan, ruang), ruang, lama, istirahat)


def bagi(paparan: Sequence[Paparan], ruang: Sequence[RuangPaparan]) -> Antrean:
    """The talks of each room, by klaster. Rooms differ by one talk at most, unless one is avoided."""
    antrean: Antrean = {r.kunci: [] for r in ruang}
    sisa = {
        r.kunci: len(paparan) // len(ruang) + (n < len(paparan) % len(ruang)) for n, r in enumerate(ruang)
    }
    kelompok: dict[int | None, list[Paparan]] = defaultdict(list)
    for satu in paparan:
        kelompok[satu.klaster].append(satu)
    for isi in sorted(kelompok.values(), key=len, reverse=True):
        while isi:
            muat = [k for k, kursi in sisa.items() if kursi >= len(isi)]
            # Whole into the tightest room that takes it, else as much as the emptiest one holds.
            tujuan = min(muat, key=sisa.__getitem__) if muat else max(sisa, key=sisa.__getitem__)
            bagian, isi = isi[: sisa[tujuan]], isi[sisa[tujuan] :]
            antrean[tujuan] += bagian
            sisa[tujuan] -= len(bagian)
    _hindarkan(antrean)
    return antrean


def _hindarkan(antrean: Antrean) -> None:
    """Take talks out of rooms they should avoid: by a swap that suits both, else by moving alone."""
    for asal in antrean:
        for satu in [p for p in antrean[asal] if asal in p.hindari]:
            boleh = [k for k in antrean if k not in satu.hindari]
            tukar = [(k, lain) for k in boleh for lain in antrean[k] if asal not in lain.hindari]
            if tukar:
                ruang, lain = min(tukar, key=lambda t: t[1].klaster != satu.klaster)
                antrean[asal][antrean[asal].index(satu)] = lain
                antrean[ruang][antrean[ruang].index(lain)] = satu
            elif boleh:
                antrean[asal].remove(satu)
                antrean[min(boleh, key=lambda k: len(antrean[k]))].append(satu)


def jadwalkan(
    antrean: Mapping[int, Sequence[Paparan]],
    ruang: Sequence[RuangPaparan],
    lama: datetime.timedelta,
    istirahat: Istirahat | None = None,
    *,
    tetap: bool = False,
) -> list[Tempat]:
    """Times for the talks of each room, in the order of time. `tetap` keeps the order in which they are given."""
    menunggu = {r.kunci: list(antrean.get(r.kunci, ())) for r in ruang}
    bebas = {r.kunci: r.mulai for r in ruang}
    tim = {r.kunci: r.orang for r in ruang}
    sibuk = Counter(o for isi in menunggu.values() for p in isi for o in p.orang)
    kini: dict[
        int, tuple[Tempat, Orang]
    ] = {}  # what each room took last; an earlier talk of it is over by now
    klaster: dict[int, int | None] = {}
    hasil: list[Tempat] = []
    while any(menunggu.values()):
        tempat = min((k for k in menunggu if menunggu[k]), key=bebas.__getitem__)
        mulai = _setelah_istirahat(bebas[tempat], lama, istirahat)
        berjalan = [(t, o) for k, (t, o) in kini.items() if k != tempat and t.selesai > mulai]
        terpakai = frozenset().union(*(o for _, o in berjalan))
        calon = menunggu[tempat][:1] if tetap else _urut(menunggu[tempat], klaster.get(tempat), sibuk)
        satu = next((p for p in calon if not (p.orang | tim[tempat]) & terpakai), None)
        if satu is None:
            bebas[tempat] = min(t.selesai for t, _ in berjalan)
            continue
        menunggu[tempat].remove(satu)
        sibuk.subtract(satu.orang)
        letak = Tempat(satu.kunci, tempat, mulai, mulai + lama)
        kini[tempat], klaster[tempat], bebas[tempat] = (
            (letak, satu.orang | tim[tempat]),
            satu.klaster,
            letak.selesai,
        )
        hasil.append(letak)
    return hasil


def _urut(menunggu: list[Paparan], klaster: int | None, sibuk: Counter[Hashable]) -> list[Paparan]:
    """First those of the klaster the room is at, of these first whose people have most talks to come."""
    return sorted(
        menunggu, key=lambda p: (p.klaster != klaster, -max((sibuk[o] for o in p.orang), default=0))
    )


def _setelah_istirahat(
    mulai: datetime.datetime, lama: datetime.timedelta, istirahat: Istirahat | None
) -> datetime.datetime:
    if istirahat and mulai < istirahat.selesai and mulai + lama > istirahat.mulai:
        return istirahat.selesai
    return mulai
