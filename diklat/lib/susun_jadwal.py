"""A timetable from modules, hours and people, or the reason why there is none.

A gelombang sits in one class, so each slot of its days takes one module at most, and a module may use every slot in
which all its narasumber are free. Whether everything still fits is a flow of slots into modules, so the answer for
slots of one length is exact (Hall's theorem names the modules that are short of time). The slots are then filled in
the order of time, a module at a stretch and in the order of the kurikulum, as long as what remains still fits.

Slots of one JP make the best timetable, but people come and go at other moments. So what does not fit in these is
tried in slots that measure everything (`susun_menit`): "no timetable exists" is said of time itself, not of a grid.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from math import gcd


@dataclass(frozen=True, slots=True)
class Kebutuhan:
    """A module that still needs `satuan` slots, and the narasumber who must all be free in each."""

    kunci: int
    satuan: int
    narasumber: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Ruas:
    """A stretch of a day without a break."""

    mulai: datetime.datetime
    selesai: datetime.datetime


@dataclass(frozen=True, slots=True)
class Potongan:
    """A session to be: a module from one moment to another."""

    kunci: int
    mulai: datetime.datetime
    selesai: datetime.datetime


@dataclass(frozen=True, slots=True)
class _Petak:
    mulai: datetime.datetime
    selesai: datetime.datetime
    ruas: int
    boleh: frozenset[int]


class TidakMuat(Exception):
    """No timetable exists: the modules `kunci` need `perlu` slots (or minutes) and may use only `ada`."""

    def __init__(self, kunci: frozenset[int], perlu: int, ada: int) -> None:
        super().__init__(f"{perlu} > {ada}")
        self.kunci, self.perlu, self.ada = kunci, perlu, ada


MENIT = datetime.timedelta(minutes=1)
TERPENDEK = 5  # minutes: shorter slots only where nothing else leads to a timetable


def susun_menit(
    kebutuhan: Sequence[Kebutuhan],
    ruas: Iterable[Ruas],
    jp: int,
    sibuk: Mapping[int, Sequence[Ruas]],
) -> list[Potongan]:
    """As `susun`, for needs in minutes (`Kebutuhan.satuan`) and a JP of `jp` minutes; every boundary is a whole minute.

    Slots are as long as measures all modules: a JP, else a part of it. Where these do not fit, slots as short as the
    comings and goings of people ask for. Raises TidakMuat, in minutes, when there is no timetable in these either.
    """
    ruas = [satu for satu in map(_dalam, ruas) if satu.mulai < satu.selesai]
    sibuk = {orang: [_luar(satu) for satu in waktu] for orang, waktu in sibuk.items()}
    perlu = {k.kunci: k.satuan for k in kebutuhan}
    terhalus = gcd(*perlu.values(), *_selisih(ruas, sibuk))
    panjang = _panjang(jp, list(perlu.values()))
    for lama in dict.fromkeys((panjang, terhalus)):
        petak = [replace(k, satuan=-(-k.satuan // lama)) for k in kebutuhan]
        try:
            return _pangkas(susun(petak, ruas, lama * MENIT, sibuk), perlu)
        except TidakMuat as galat:
            kurang = TidakMuat(galat.kunci, sum(perlu[k] for k in galat.kunci), galat.ada * lama)
    raise kurang


def _dalam(ruas: Ruas) -> Ruas:
    """The whole minutes within a stretch."""
    return Ruas(_menit(ruas.mulai + MENIT - ruas.mulai.resolution), _menit(ruas.selesai))


def _luar(ruas: Ruas) -> Ruas:
    """The whole minutes a stretch touches."""
    return Ruas(_menit(ruas.mulai), _menit(ruas.selesai + MENIT - ruas.mulai.resolution))


def _menit(waktu: datetime.datetime) -> datetime.datetime:
    return waktu.replace(second=0, microsecond=0)


def _selisih(ruas: Sequence[Ruas], sibuk: Mapping[int, Sequence[Ruas]]) -> list[int]:
    """Minutes from the beginning of each stretch to everything that happens in it."""
    waktu = [w for isi in sibuk.values() for satu in isi for w in (satu.mulai, satu.selesai)]
    return [
        (w - satu.mulai) // MENIT
        for satu in ruas
        for w in (*waktu, satu.selesai)
        if satu.mulai < w <= satu.selesai
    ]


def _panjang(jp: int, perlu: Sequence[int]) -> int:
    """The longest part of a JP that measures every module; else a few minutes, of which the last are cut off."""
    bagian = [lama for lama in range(jp, 0, -1) if jp % lama == 0 and lama >= min(TERPENDEK, jp)]
    return next((lama for lama in bagian if all(n % lama == 0 for n in perlu)), bagian[-1])


def _pangkas(potongan: list[Potongan], perlu: Mapping[int, int]) -> list[Potongan]:
    """Take off the end of each module what its slots are longer than it needs."""
    lebih = {kunci: -menit for kunci, menit in perlu.items()}
    for satu in potongan:
        lebih[satu.kunci] += (satu.selesai - satu.mulai) // MENIT
    hasil = []
    for satu in reversed(potongan):
        buang = lebih.pop(satu.kunci, 0)  # shorter than a slot, so something is left of every session
        hasil.append(replace(satu, selesai=satu.selesai - buang * MENIT))
    return hasil[::-1]


def susun(
    kebutuhan: Sequence[Kebutuhan],
    ruas: Iterable[Ruas],
    satuan: datetime.timedelta,
    sibuk: Mapping[int, Sequence[Ruas]],
) -> list[Potongan]:
    """Place all modules, in their order where possible, and spread them evenly over the days.

    `satuan` is the length of a slot; `sibuk` says when each narasumber is elsewhere. Raises TidakMuat when no
    timetable exists.
    """
    petak = _petak(kebutuhan, ruas, satuan, sibuk)
    sisa = {k.kunci: k.satuan for k in kebutuhan}
    if (perlu := sum(sisa.values())) > len(petak):
        raise TidakMuat(frozenset(sisa), perlu, len(petak))
    return _gabung(_isi(kebutuhan, _ringankan(petak, sisa), sisa))


def _petak(
    kebutuhan: Sequence[Kebutuhan],
    ruas: Iterable[Ruas],
    satuan: datetime.timedelta,
    sibuk: Mapping[int, Sequence[Ruas]],
) -> list[_Petak]:
    """All slots in the order of time, each with the modules it may take; a slot nobody can use is left out."""
    hasil = []
    for nomor, satu in enumerate(sorted(ruas, key=lambda r: r.mulai)):
        mulai = satu.mulai
        while mulai + satuan <= satu.selesai:
            selesai = mulai + satuan
            pergi = {
                orang for orang, waktu in sibuk.items() if any(_bertemu(w, mulai, selesai) for w in waktu)
            }
            boleh = frozenset(k.kunci for k in kebutuhan if not k.narasumber & pergi)
            if boleh:
                hasil.append(_Petak(mulai, selesai, nomor, boleh))
            mulai = selesai
    return hasil


def _bertemu(waktu: Ruas, mulai: datetime.datetime, selesai: datetime.datetime) -> bool:
    return waktu.mulai < selesai and mulai < waktu.selesai


def _ringankan(petak: list[_Petak], sisa: Mapping[int, int]) -> list[_Petak]:
    """The slots of the lightest days that still hold everything: the first n of each day, n as small as can be."""
    per_hari = [list(isi) for _, isi in groupby(petak, key=lambda p: p.mulai.date())]
    terpanjang = max((len(hari) for hari in per_hari), default=0)
    rata = -(-sum(sisa.values()) // max(1, len(per_hari)))
    for n in range(min(rata, terpanjang), terpanjang + 1):
        pilihan = [p for hari in per_hari for p in hari[:n]]
        kurang = _kurang(sisa, Counter(p.boleh for p in pilihan))
        if kurang is None:
            return pilihan
    raise kurang or AssertionError


def _isi(
    kebutuhan: Sequence[Kebutuhan], petak: list[_Petak], sisa: dict[int, int]
) -> list[tuple[_Petak, int]]:
    """One module per slot, in order of time; a slot stays empty only where nothing else leads to the end."""
    urutan = [k.kunci for k in kebutuhan]
    tersisa = Counter(p.boleh for p in petak)
    hasil: list[tuple[_Petak, int]] = []
    for satu in petak:
        tersisa[satu.boleh] -= 1
        berjalan = hasil[-1][1] if hasil and hasil[-1][0].ruas == satu.ruas else None
        for calon in sorted(urutan, key=lambda k: k != berjalan):
            if not sisa[calon] or calon not in satu.boleh:
                continue
            sisa[calon] -= 1
            if _kurang(sisa, tersisa) is None:
                hasil.append((satu, calon))
                break
            sisa[calon] += 1
    return hasil


def _gabung(isi: list[tuple[_Petak, int]]) -> list[Potongan]:
    """Neighbouring slots of one module in one stretch are one session."""
    hasil: list[Potongan] = []
    ruas = None
    for petak, kunci in isi:
        if hasil and ruas == petak.ruas and hasil[-1].kunci == kunci and hasil[-1].selesai == petak.mulai:
            hasil[-1] = Potongan(kunci, hasil[-1].mulai, petak.selesai)
        else:
            hasil.append(Potongan(kunci, petak.mulai, petak.selesai))
        ruas = petak.ruas
    return hasil


def _kurang(perlu: Mapping[int, int], petak: Mapping[frozenset[int], int]) -> TidakMuat | None:
    """None when every module can get its slots, else the set of modules that cannot (slots are alike per set).

    The modules reachable from one that stays hungry are a set whose slots do not suffice.
    """
    aliran = _Aliran({jenis: n for jenis, n in petak.items() if n})
    for kunci, banyak in perlu.items():
        if capai := aliran.beri(kunci, banyak):
            total = sum(n for jenis, n in petak.items() if jenis & capai)
            return TidakMuat(capai, sum(perlu[k] for k in capai), total)
    return None


class _Aliran:
    """Slots handed out to modules, by augmenting paths on modules × kinds of slots (Ford and Fulkerson)."""

    def __init__(self, luang: dict[frozenset[int], int]) -> None:
        self.luang = luang
        self.terisi: Counter[tuple[frozenset[int], int]] = Counter()

    def beri(self, kunci: int, banyak: int) -> frozenset[int]:
        """Give a module so many slots, moving others if need be; the modules asked in vain when there are too few."""
        while banyak:
            asal: dict[int, tuple[int, frozenset[int]] | None] = {kunci: None}
            ujung = self._cari(asal, kunci)
            if ujung is None:
                return frozenset(asal)
            banyak -= self._pindahkan(asal, ujung, banyak)
        return frozenset()

    def _cari(
        self, asal: dict[int, tuple[int, frozenset[int]] | None], kunci: int
    ) -> tuple[int, frozenset[int]] | None:
        """Breadth first from the hungry module: who could take a free slot of which kind, if any."""
        antrean = [kunci]
        for satu in antrean:
            for jenis in {*self.luang, *(j for j, _ in self.terisi)}:
                if satu not in jenis:
                    continue
                if self.luang.get(jenis, 0):
                    return satu, jenis
                for (milik, pemakai), banyak in self.terisi.items():
                    if milik == jenis and banyak and pemakai not in asal:
                        asal[pemakai] = (satu, jenis)
                        antrean.append(pemakai)
        return None

    def _pindahkan(
        self,
        asal: Mapping[int, tuple[int, frozenset[int]] | None],
        ujung: tuple[int, frozenset[int]],
        kurang: int,
    ) -> int:
        """Walk the path back from the free slots to the hungry module; returns how many slots moved along it."""
        langkah = [ujung]
        while (sebelum := asal[langkah[-1][0]]) is not None:
            langkah.append(sebelum)
        jenis = ujung[1]
        banyak = min(kurang, self.luang[jenis], *(self.terisi[j, k] for (k, _), (_, j) in pairwise(langkah)))
        self.luang[jenis] -= banyak
        for (pemakai, diambil), lepas in zip(langkah, [*(j for _, j in langkah[1:]), None], strict=True):
            self.terisi[diambil, pemakai] += banyak
            if lepas is not None:
                self.terisi[lepas, pemakai] -= banyak
        return banyak
