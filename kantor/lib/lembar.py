"""Reading tables out of office workbooks.

``baca`` opens the file, ``cari_kepala`` finds the table in a sheet, ``cari_tabel`` in all its sheets.
Offices put a letterhead above the table, a row 1 2 3 under the head, group rows between, signatures below.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from kantor.lib.buku import BATAS, Baris, Batas, BukuKerja, Lembaran, LembarSalah, Nilai, baca

__all__ = [
    "BATAS",
    "BarisTabel",
    "Batas",
    "BukuKerja",
    "Kolom",
    "KolomHilang",
    "LembarSalah",
    "Lembaran",
    "Sel",
    "Tabel",
    "baca",
    "cari_kepala",
    "cari_tabel",
    "huruf_kolom",
]

BARIS_KEPALA_MAKS = 40
_NOMOR = frozenset({"no", "nomor", "nourut", "nomorurut", "nour"})
_ILMIAH = re.compile(r"\d[.,]?\d*[eE]\+?\d{2,3}")


@dataclass(frozen=True, slots=True)
class Kolom:
    """A column that is looked for, by its title or any alias; case, spaces and punctuation do not matter."""

    nama: str
    judul: str
    alias: tuple[str, ...] = ()
    wajib: bool = False

    def sebutan(self) -> tuple[str, ...]:
        return tuple(lipat(s) for s in (self.judul, *self.alias))


@dataclass(frozen=True, slots=True)
class Sel:
    """A cell: its value, its text as a person would read it, and where it stands.

    ``hilang_digit`` is set when a spreadsheet kept a long number (a NIP) as a float and lost its last digits.
    """

    nilai: Nilai
    teks: str
    baris: int
    kolom: str
    hilang_digit: bool = False

    @property
    def alamat(self) -> str:
        """``C12``; empty for a column the sheet does not have."""
        return f"{self.kolom}{self.baris}" if self.kolom else ""

    @property
    def kosong(self) -> bool:
        return not self.teks

    def __str__(self) -> str:
        return self.teks


@dataclass(frozen=True, slots=True)
class BarisTabel:
    """One row of a table; every asked column has a cell, an empty one where the sheet lacks the column."""

    nomor: int
    sel: Mapping[str, Sel]

    def __getitem__(self, nama: str) -> Sel:
        return self.sel[nama]

    def teks(self, nama: str) -> str:
        return self.sel[nama].teks


@dataclass(frozen=True, slots=True)
class Tabel:
    """A table found in a sheet.

    ``kepala`` is the row number of the head, ``kolom`` maps found columns to their letters, ``dilewati``
    tells which rows were left out as furniture (row number, text), ``tak_dikenal`` which titles say nothing.
    """

    lembar: str
    kepala: int
    kolom: Mapping[str, str]
    baris: tuple[BarisTabel, ...]
    dilewati: tuple[tuple[int, str], ...] = ()
    tak_dikenal: tuple[tuple[str, str], ...] = ()

    def __iter__(self) -> Iterator[BarisTabel]:
        return iter(self.baris)

    def __len__(self) -> int:
        return len(self.baris)


@dataclass(frozen=True, slots=True)
class _Kepala:
    letak: int
    tinggi: int
    kolom: dict[str, int]
    judul: tuple[str, ...]


def lipat(teks: object) -> str:
    """Fold a title: ``NO. HP / WA`` and ``No Hp/Wa`` are one."""
    datar = unicodedata.normalize("NFKD", str(teks if teks is not None else "")).casefold()
    return re.sub(r"[\W_]", "", "".join(h for h in datar if not unicodedata.combining(h)))


def huruf_kolom(nomor: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    huruf = ""
    nomor += 1
    while nomor:
        nomor, sisa = divmod(nomor - 1, 26)
        huruf = chr(65 + sisa) + huruf
    return huruf


def cari_tabel(buku: BukuKerja, kolom: Sequence[Kolom]) -> list[Tabel]:
    """Tables of all visible sheets that have the head. Raises LembarSalah when none has."""
    hasil: list[Tabel] = []
    galat: LembarSalah | None = None
    for lembaran in buku.terlihat or buku.lembar:
        try:
            hasil.append(cari_kepala(lembaran.baris, kolom, lembar=lembaran.nama))
        except LembarSalah as e:
            # A missing column in the one sheet that has a head says more than "no head" of another.
            galat = e if galat is None or isinstance(e, KolomHilang) else galat
    if not hasil:
        raise galat or LembarSalah("Berkas Excel ini kosong.")
    return hasil


class KolomHilang(LembarSalah):
    """The head was found, but columns that are needed are missing from it."""


def cari_kepala(baris: Sequence[Baris], kolom: Sequence[Kolom], *, lembar: str = "") -> Tabel:
    """Find the head within the first 40 rows by its titles and read the table under it.

    The head may stand on two rows. The row of column numbers, blank rows, group rows, repeated heads and
    whatever stands below the last row of data are left out and listed in ``dilewati``.
    Raises LembarSalah when there is no head, KolomHilang when a ``wajib`` column is missing.
    """
    kepala = _pilih_kepala(baris, kolom)
    if kepala is None:
        contoh = ", ".join(k.judul for k in kolom[:6])
        raise LembarSalah(
            f"Baris judul tabel tidak ditemukan dalam {BARIS_KEPALA_MAKS} baris pertama. Judul yang dicari: {contoh}."
        )
    hilang = [k.judul for k in kolom if k.wajib and k.nama not in kepala.kolom]
    if hilang:
        terbaca = ", ".join(j for j in kepala.judul if j)
        raise KolomHilang(
            f"Kolom {', '.join(hilang)} tidak ditemukan. "
            f"Judul yang terbaca di baris {kepala.letak + 1}: {terbaca[:300]}."
        )
    isi, dilewati = _saring(baris, kepala, kolom)
    dipakai = set(kepala.kolom.values())
    return Tabel(
        lembar=lembar,
        kepala=kepala.letak + 1,
        kolom={nama: huruf_kolom(i) for nama, i in kepala.kolom.items()},
        baris=tuple(_baris_tabel(baris[i], i + 1, kolom, kepala) for i in isi),
        dilewati=tuple((i + 1, _ringkas(baris[i])) for i in dilewati),
        tak_dikenal=tuple(
            (huruf_kolom(i), judul)
            for i, judul in enumerate(kepala.judul)
            if judul and i not in dipakai and lipat(judul) not in _NOMOR
        ),
    )


def teks_sel(nilai: Nilai) -> str:
    """A value as text: whole floats without ``.0``, dates day first, spaces and line breaks as one space."""
    if nilai is None or nilai == "":
        return ""
    if isinstance(nilai, bool):
        return "YA" if nilai else "TIDAK"
    if isinstance(nilai, float):
        return f"{nilai:.0f}" if nilai.is_integer() and abs(nilai) < 1e15 else repr(nilai)
    if isinstance(nilai, datetime):
        pola = "%d-%m-%Y" if nilai.time() == time() else "%d-%m-%Y %H:%M"
        return nilai.strftime(pola)
    if isinstance(nilai, date):
        return nilai.strftime("%d-%m-%Y")
    if isinstance(nilai, time | timedelta | int):
        return str(nilai)
    return " ".join(unicodedata.normalize("NFC", nilai).split())


def _hilang_digit(nilai: Nilai) -> bool:
    if isinstance(nilai, float):
        return abs(nilai) >= 1e15
    return isinstance(nilai, str) and bool(_ILMIAH.fullmatch(nilai.strip().lstrip("'")))


# --- the head ---------------------------------------------------------------------------------------


def _pilih_kepala(baris: Sequence[Baris], kolom: Sequence[Kolom]) -> _Kepala | None:
    """The best head: most columns found, by their best titles; then one row rather than two, then the upper."""
    calon: list[tuple[tuple[int, int, int, int], _Kepala]] = []
    perlu = min(2, len(kolom))
    for i, isi in enumerate(baris[:BARIS_KEPALA_MAKS]):
        tunggal: list[tuple[str, ...]] = [(lipat(j),) for j in isi]
        pilihan = [(1, tunggal, tuple(teks_sel(j) for j in isi))]
        if i + 1 < len(baris):
            pilihan.append((2, *_gabung(isi, baris[i + 1])))
        for tinggi, sebutan, judul in pilihan:
            cocok, peringkat = _cocokkan(sebutan, kolom)
            if len(cocok) >= perlu:
                calon.append(((len(cocok), -peringkat, -tinggi, -i), _Kepala(i, tinggi, cocok, judul)))
    return max(calon, key=lambda c: c[0])[1] if calon else None


def _gabung(atas: Baris, bawah: Baris) -> tuple[list[tuple[str, ...]], tuple[str, ...]]:
    """Titles of a head on two rows: a merged upper cell counts for the empty cells on its right."""
    lebar = max(len(atas), len(bawah))
    sebutan: list[tuple[str, ...]] = []
    judul: list[str] = []
    induk = ""
    for i in range(lebar):
        a = teks_sel(atas[i]) if i < len(atas) else ""
        b = teks_sel(bawah[i]) if i < len(bawah) else ""
        induk = a or (induk if b else "")
        if not b:
            sebutan.append((lipat(a),))
        elif induk:
            sebutan.append((lipat(induk + b), lipat(b + induk), lipat(b)))
        else:
            sebutan.append((lipat(b),))
        judul.append(f"{induk} {b}".strip() if b else a)
    return sebutan, tuple(judul)


def _cocokkan(sebutan: Sequence[tuple[str, ...]], kolom: Sequence[Kolom]) -> tuple[dict[str, int], int]:
    """Which column of the sheet each wanted one is, and the sum of the ranks of the titles used.

    Titles win over aliases, left over right.
    """
    hasil: dict[str, int] = {}
    jumlah = 0
    terpakai: set[int] = set()
    peringkat = max((len(k.alias) for k in kolom), default=0) + 1
    for ke in range(peringkat):
        for k in kolom:
            nama = k.sebutan()
            if k.nama in hasil or ke >= len(nama) or not nama[ke]:
                continue
            for i, calon in enumerate(sebutan):
                if i not in terpakai and nama[ke] in calon:
                    hasil[k.nama] = i
                    terpakai.add(i)
                    jumlah += ke
                    break
    return hasil, jumlah


# --- the rows ---------------------------------------------------------------------------------------


def _saring(baris: Sequence[Baris], kepala: _Kepala, kolom: Sequence[Kolom]) -> tuple[list[int], list[int]]:
    """Indexes of the rows of data, and of rows with text that are none."""
    wajib = [kepala.kolom[k.nama] for k in kolom if k.wajib and k.nama in kepala.kolom]
    dicari = wajib or list(kepala.kolom.values())
    perlu = min(2, len(dicari))
    nomor = next((i for i, j in enumerate(kepala.judul) if lipat(j) in _NOMOR), None)
    kepala_lipat = {
        i: lipat(baris[kepala.letak][i]) for i in kepala.kolom.values() if i < len(baris[kepala.letak])
    }

    calon: list[tuple[int, bool]] = []
    dilewati: list[int] = []
    awal = kepala.letak + kepala.tinggi
    for i in range(awal, len(baris)):
        isi = baris[i]
        terisi = {j for j, sel in enumerate(isi) if teks_sel(sel)}
        bernomor = nomor is not None and nomor in terisi and teks_sel(isi[nomor]).rstrip(".").isdecimal()
        if not terisi or (bernomor and len(terisi) == 1) or (i <= awal + 1 and _baris_nomor(isi)):
            continue
        dipetakan = terisi & set(kepala.kolom.values()) - {nomor}
        ulangan = sum(
            1 for j, judul in kepala_lipat.items() if judul and j in terisi and lipat(isi[j]) == judul
        )
        kuat = len(terisi & set(dicari)) >= perlu or (bernomor and bool(dipetakan))
        kelompok = len(terisi - {nomor}) == 1 and not bernomor and len(dicari) > 1
        # A second row of titles that says nothing about the wanted columns.
        kelompok = kelompok or (i == awal and nomor is not None and not bernomor)
        if not dipetakan or ulangan >= 2 or (kelompok and not kuat):
            dilewati.append(i)
        else:
            calon.append((i, kuat))
    terakhir = max((i for i, kuat in calon if kuat), default=-1)
    dilewati += [i for i, _ in calon if i > terakhir]
    return [i for i, _ in calon if i <= terakhir], sorted(dilewati)


def _baris_nomor(isi: Baris) -> bool:
    """The row 1 2 3 … under a head, also ``(1) (2) (3)``."""
    angka = [re.sub(r"[().\s]", "", t) for t in (teks_sel(sel) for sel in isi) if t]
    if len(angka) < 2 or not all(a.isascii() and a.isdecimal() and len(a) < 4 for a in angka):
        return False
    return int(angka[0]) <= 2 and all(int(b) - int(a) == 1 for a, b in pairwise(angka))


def _baris_tabel(isi: Baris, nomor: int, kolom: Sequence[Kolom], kepala: _Kepala) -> BarisTabel:
    sel = {}
    for k in kolom:
        i = kepala.kolom.get(k.nama)
        nilai = isi[i] if i is not None and i < len(isi) else None
        huruf = huruf_kolom(i) if i is not None else ""
        sel[k.nama] = Sel(nilai, teks_sel(nilai), nomor, huruf, _hilang_digit(nilai))
    return BarisTabel(nomor, sel)


def _ringkas(isi: Baris) -> str:
    return " ".join(t for t in (teks_sel(sel) for sel in isi) if t)[:120]
