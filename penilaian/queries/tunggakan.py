"""Whose sheets of a seminar are still out, person by person, read from the rows of the dashboard."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from penilaian.models import Giliran
from penilaian.queries.dasbor import BarisHasil
from penilaian.queries.seminar import Perhatian


@dataclass
class Tunggakan:
    """One who scores and has not sent all sheets; `penilai` is None for a coach without an account."""

    nama: str
    peran: str
    penilai: int | None
    giliran: list[tuple[int, Giliran]] = field(default_factory=list)  # task and talk

    @property
    def jumlah(self) -> int:
        return len(self.giliran)

    @property
    def ruang(self) -> str:
        """The rooms it is about, each once."""
        return ", ".join(dict.fromkeys(str(g.ruang) for _, g in self.giliran))


def belum_mengirim(baris: Iterable[BarisHasil]) -> list[Tunggakan]:
    """Who is waited for, whoever holds up most first; nothing of talks that are closed to the reader."""
    per: dict[tuple[int | None, str, str], Tunggakan] = {}
    for b in baris:
        for x in b.lembar if not b.tertutup else ():
            if x.menunggu:
                kunci = (x.penilai, x.nama, x.peran)
                satu = per.setdefault(kunci, Tunggakan(x.nama, x.sebutan_peran, x.penilai))
                satu.giliran.append((x.tugas, b.giliran))
    return sorted(per.values(), key=lambda t: (-t.jumlah, t.nama))


def perhatian_akhir(baris: Collection[BarisHasil]) -> list[Perhatian]:
    """What stands in the way of ending the scoring, and what will be missing after it."""
    menunggu = sum(any(x.menunggu for x in b.lembar) for b in baris)
    kurang = sum(bool(b.kurang) for b in baris) - menunggu
    hasil = []
    if menunggu:
        hasil.append(
            Perhatian(
                f"{menunggu} dari {len(baris)} rencana aksi masih menunggu lembar nilai. Ingatkan penilainya, "
                "salin lembar kertasnya, atau lepas tugasnya pada halaman paparan.",
                menghalangi=True,
            )
        )
    if kurang:
        hasil.append(
            Perhatian(
                f"{kurang} rencana aksi belum bernilai karena hal lain, misalnya lembar kertas yang belum dicocokkan."
            )
        )
    return hasil
