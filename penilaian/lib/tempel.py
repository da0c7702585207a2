"""A block pasted from a spreadsheet onto the grid of scores: which cell each number is for, or what is wrong with it.

Rows are found by a column NIP or NDH if the block has one, else they go down from where it was pasted. A first row of
titles names the columns, else they go right from there. Errors name row and column; with any of them nothing counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kantor.lib.lembar import lipat
from kantor.lib.salah import Salah

BARIS_MAKS, SEL_MAKS = 500, 5000
GALAT_MAKS = 20


@dataclass(frozen=True)
class BarisKisi:
    """A row of the grid."""

    pk: int
    ndh: int | None
    nip: str
    nama: str


@dataclass(frozen=True)
class KolomKisi:
    """A column of the grid; those that are computed take nothing."""

    pk: int
    nama: str
    terisi_sendiri: bool = False


@dataclass
class Tempelan:
    """What a block says: numbers by (row, column) of the grid, or sentences about what cannot be read."""

    nilai: dict[tuple[int, int], Decimal | None] = field(default_factory=dict)
    galat: list[str] = field(default_factory=list)


Penanda = tuple[int, str] | None  # where a row says whose it is, and by what
Tujuan = dict[int, KolomKisi]  # by position in the block


@dataclass
class Kisi:
    """The grid a block is pasted on. `baca` reads one number or raises Salah."""

    baris: Sequence[BarisKisi]
    kolom: Sequence[KolomKisi]
    baca: Callable[[str], Decimal]

    def tempel(self, teks: str, mulai: tuple[int, int] = (0, 0)) -> Tempelan:
        """Read a block; `mulai` are row and column (by position) it was pasted on."""
        isi = [[sel.strip() for sel in satu.split("\t")] for satu in teks.replace("\r", "").split("\n")]
        while isi and not any(isi[-1]):
            isi.pop()
        if not isi:
            return Tempelan(galat=["Tidak ada yang ditempel."])
        if len(isi) > BARIS_MAKS or sum(map(len, isi)) > SEL_MAKS:
            return Tempelan(galat=[f"Terlalu banyak: paling banyak {BARIS_MAKS} baris sekali tempel."])
        hasil = Tempelan()
        kepala = self._kepala(isi[0])
        data = isi[1:] if kepala else isi
        tujuan, penanda = kepala or self._menurut_letak(data, mulai[1], hasil)
        self._baca_baris(data, 2 if kepala else 1, _Letak(tujuan, penanda, mulai[0]), hasil)
        if not (hasil.galat or hasil.nilai):
            hasil.galat.append("Tidak ada nilai pada yang ditempel.")
        lebih = len(hasil.galat) - GALAT_MAKS
        if lebih > 0:
            hasil.galat[GALAT_MAKS:] = [f"Dan {lebih} kesalahan lain."]
        return hasil

    def _baca_baris(
        self, data: Sequence[Sequence[str]], pertama: int, letak: _Letak, hasil: Tempelan
    ) -> None:
        dipakai: dict[int, int] = {}
        for ke, satu in enumerate(data):
            if not any(satu):
                continue
            nomor = pertama + ke
            orang = self._orang(satu, letak, ke)
            if isinstance(orang, str):
                hasil.galat.append(f"Baris {nomor}{orang}")
            elif orang.pk in dipakai:
                hasil.galat.append(f"Baris {nomor}: {orang.nama} sudah ada pada baris {dipakai[orang.pk]}.")
            else:
                dipakai[orang.pk] = nomor
                self._baca_sel(satu, f"Baris {nomor} ({orang.nama})", orang, letak.tujuan, hasil)

    def _kepala(self, sel: Sequence[str]) -> tuple[Tujuan, Penanda] | None:
        """Titles, if the first row is some: columns by position, and where NIP or NDH stands."""
        dikenal = {lipat(k.nama): k for k in self.kolom}
        bernama = {i: dikenal[kunci] for i, satu in enumerate(sel) if (kunci := lipat(satu)) in dikenal}
        if not bernama:
            return None
        letak = {kunci: i for i, satu in enumerate(sel) if (kunci := _judul_penanda(satu))}
        penanda = next(((letak[jenis], jenis) for jenis in ("nip", "ndh") if jenis in letak), None)
        # What the portal computes comes along when the whole table is copied; it is passed over.
        return {i: k for i, k in bernama.items() if not k.terisi_sendiri}, penanda

    def _menurut_letak(
        self, data: Sequence[Sequence[str]], mulai: int, hasil: Tempelan
    ) -> tuple[Tujuan, Penanda]:
        """Without titles: a NIP, or an NDH beside a name, tells the person; columns of words are passed over; numbers
        go right from where the block was pasted."""
        penanda = _penanda(data, self.baris)
        lebar = max(map(len, data))
        berisi = [i for i in range(lebar) if not (penanda and i == penanda[0]) and not _bernama(data, i)]
        tujuan = dict(zip(berisi, self.kolom[mulai:], strict=False))
        for letak in berisi[len(tujuan) :]:
            if any(len(satu) > letak and satu[letak] for satu in data):
                akhir = self.kolom[-1].nama
                hasil.galat.append(
                    f"Kolom {letak + 1} tidak ada tempatnya: tabel berhenti pada kolom {akhir}."
                )
        return tujuan, penanda

    def _orang(self, sel: Sequence[str], letak: _Letak, ke: int) -> BarisKisi | str:
        """Whose row it is, or why nobody's."""
        if letak.penanda is None:
            ke += letak.baris
            return self.baris[ke] if ke < len(self.baris) else ": melewati peserta terakhir pada tabel."
        tempat, jenis = letak.penanda
        teks = sel[tempat] if len(sel) > tempat else ""
        for b in self.baris:
            if teks and teks_penanda(b, jenis) == (digit(teks) if jenis == "nip" else teks.lstrip("0")):
                return b
        kata = f"“{teks[:30]}” bukan peserta pada tabel ini" if teks else "kosong"
        return f", kolom {jenis.upper()}: {kata}."

    def _baca_sel(
        self, sel: Sequence[str], sebut: str, orang: BarisKisi, tujuan: Tujuan, hasil: Tempelan
    ) -> None:
        for letak, kolom in tujuan.items():
            teks = sel[letak] if letak < len(sel) else ""
            if not teks:
                continue
            if kolom.terisi_sendiri:
                hasil.galat.append(f"{sebut}, kolom {kolom.nama}: dihitung portal dan tidak diisi.")
                continue
            try:
                hasil.nilai[orang.pk, kolom.pk] = self.baca(teks)
            except Salah as salah:
                hasil.galat.append(f"{sebut}, kolom {kolom.nama}: {salah.pesan}")


@dataclass(frozen=True)
class _Letak:
    """Where the columns of a block go, what tells its rows apart, the row of the grid it begins on."""

    tujuan: Tujuan
    penanda: Penanda
    baris: int


def teks_penanda(baris: BarisKisi, jenis: str) -> str:
    """What a row is found by; "" where it has none."""
    return baris.nip if jenis == "nip" else "" if baris.ndh is None else str(baris.ndh)


def digit(teks: str) -> str:
    """The digits of a NIP however it is written."""
    return re.sub(r"[\s.'’]", "", teks)


def _judul_penanda(teks: str) -> str:
    kunci = lipat(teks)
    if kunci.startswith("nip"):
        return "nip"
    return "ndh" if kunci in {"ndh", "nomordaftarhadir"} else ""


def _penanda(data: Sequence[Sequence[str]], baris: Sequence[BarisKisi]) -> Penanda:
    isi = [list(satu) for satu in data if any(satu)]
    for letak in range(min(3, min(map(len, isi), default=0))):
        if all(re.fullmatch(r"\d{18}", digit(satu[letak])) for satu in isi):
            return letak, "nip"
    # A name beside it tells an NDH from a score.
    ndh = {str(b.ndh) for b in baris}
    if all(len(satu) > 2 and satu[0] in ndh and re.search(r"[A-Za-z]{2}", satu[1]) for satu in isi):
        return 0, "ndh"
    return None


def _bernama(data: Sequence[Sequence[str]], letak: int) -> bool:
    """A column of words: names, units. One with any number is a column of scores, wrong cells and all."""
    isi = [satu[letak] for satu in data if len(satu) > letak and satu[letak]]
    return bool(isi) and not any(re.search(r"\d", satu) for satu in isi)
