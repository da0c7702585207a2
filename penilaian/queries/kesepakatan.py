"""How the examiners of each room score beside each other; for Panitia alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from penilaian.lib.kesepakatan import alfa
from penilaian.queries.dasbor import PENGUJI, BarisHasil

# Where the author of the measure draws the lines: good for conclusions, for tentative ones, for none.
KATA = (
    (0.8, "Kuat"),
    (0.667, "Cukup, perlu kehati-hatian"),
    (-1.0, "Lemah, bicarakan ukuran penilaian di tim"),
)


@dataclass(frozen=True)
class PengujiRuang:
    """One examiner: the mean distance from the team's mean, over how many plans."""

    nama: str
    jarak: Decimal
    banyak: int


@dataclass(frozen=True)
class KesepakatanRuang:
    """One room. `alfa` is None while too little was scored to say."""

    ruang: str
    rencana: int
    alfa: float | None
    kata: str
    penguji: list[PengujiRuang]


def kesepakatan(baris: Iterable[BarisHasil]) -> list[KesepakatanRuang]:
    """Per room, of the plans at least two examiners have sent; what is closed to this account is not in it."""
    per_ruang: dict[str, list[BarisHasil]] = defaultdict(list)
    for b in baris:
        per_ruang[b.giliran.ruang.nama].append(b)
    return [hasil for nama, isi in sorted(per_ruang.items()) if (hasil := _satu(nama, isi)).penguji]


def _satu(ruang: str, baris: list[BarisHasil]) -> KesepakatanRuang:
    nilai = [{x.penilai: x for x in b.lembar if x.peran == PENGUJI and x.selisih is not None} for b in baris]
    nama = {pk: x.nama for satu in nilai for pk, x in satu.items()}
    urut = sorted(nama, key=lambda pk: nama[pk])
    terukur = alfa([[satu[pk].nilai if pk in satu else None for pk in urut] for satu in nilai])
    return KesepakatanRuang(
        ruang,
        sum(len(satu) >= 2 for satu in nilai),
        terukur,
        next(kata for batas, kata in KATA if terukur >= batas) if terukur is not None else "",
        [
            _penguji(nama[pk], [j for satu in nilai if pk in satu and (j := satu[pk].selisih) is not None])
            for pk in urut
        ],
    )


def _penguji(nama: str, jarak: list[Decimal]) -> PengujiRuang:
    return PengujiRuang(nama, sum(jarak, Decimal(0)) / len(jarak), len(jarak))
