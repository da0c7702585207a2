"""Writing lists as Excel, ready to print, in flat memory; and as csv.

Rows may come from an iterator: nothing is kept. Text is always written as text, never as a formula.
"""

import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO, Literal
from zoneinfo import ZoneInfo

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from kantor.lib import nip as lib_nip

Jenis = Literal["teks", "nip", "bulat", "angka", "rupiah", "persen", "tanggal", "tanggal_jam", "jam"]
Tulis = Callable[[int, int, object], None]

HIJAU = "#0e5a43"
GARIS = "#c9c6b8"
TEKS_MAKS = 32_767
BARIS_MAKS = 1_048_000
AWAL_RUMUS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")

_LEBAR: dict[Jenis, float] = {
    "teks": 26,
    "nip": 23,
    "bulat": 9,
    "angka": 11,
    "rupiah": 17,
    "persen": 11,
    "tanggal": 19,
    "tanggal_jam": 20,
    "jam": 9,
}
# 421 is Indonesian: the month is written in words whatever language Excel speaks.
_BENTUK: dict[Jenis, dict[str, object]] = {
    "teks": {"num_format": "@", "text_wrap": True},
    "nip": {"num_format": "@"},
    "bulat": {"num_format": "#,##0", "align": "right"},
    "angka": {"num_format": "#,##0.00", "align": "right"},
    "rupiah": {"num_format": '"Rp"#,##0', "align": "right"},
    "persen": {"num_format": "0.00%", "align": "right"},
    "tanggal": {"num_format": "[$-421]d mmmm yyyy", "align": "left"},
    "tanggal_jam": {"num_format": "[$-421]dd-mm-yyyy hh.mm", "align": "left"},
    "jam": {"num_format": "hh.mm", "align": "center"},
}
_TERLARANG = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Kolom:
    """A column: its title, what its cells hold, its width in characters (by kind when None)."""

    judul: str
    jenis: Jenis = "teks"
    lebar: float | None = None


@dataclass(frozen=True, slots=True)
class Lembar:
    """A sheet. ``judul`` are lines above the table, ``bernomor`` puts a counted column No in front.

    Each row is as long as ``kolom``; percent is given as 92.5 for 92,50%.
    """

    nama: str
    kolom: Sequence[Kolom]
    baris: Iterable[Sequence[object]]
    judul: Sequence[str] = ()
    bernomor: bool = False


def tulis(target: str | Path | BinaryIO, lembar: Sequence[Lembar], *, zona: str = "Asia/Jakarta") -> int:
    """Write a workbook to a path or a binary file; return the number of rows written.

    Aware datetimes are shown in ``zona``. Paper is A4 landscape with the head repeated on every page.
    Raises ValueError when a sheet has no column or more rows than Excel can hold.
    """
    opsi = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "dd-mm-yyyy",
    }
    jumlah = 0
    with xlsxwriter.Workbook(str(target) if isinstance(target, Path) else target, opsi) as buku:
        buku.set_properties({"title": lembar[0].nama if lembar else "", "company": ""})
        nama_dipakai: set[str] = set()
        for satu in lembar:
            lembaran = buku.add_worksheet(_nama_lembar(satu.nama, nama_dipakai))
            jumlah += _tulis_lembar(buku, lembaran, satu, ZoneInfo(zona))
    return jumlah


def jadi_bytes(lembar: Sequence[Lembar], *, zona: str = "Asia/Jakarta") -> bytes:
    """The workbook as bytes, for short lists."""
    wadah = io.BytesIO()
    tulis(wadah, lembar, zona=zona)
    return wadah.getvalue()


def netralkan(teks: str) -> str:
    """Keep a spreadsheet from reading a csv cell as a formula: an apostrophe before = + - @ tab CR."""
    bersih = _TERLARANG.sub("", teks)
    return f"'{bersih}" if bersih.lstrip(" ").startswith(AWAL_RUMUS) else bersih


# --- the sheet --------------------------------------------------------------------------------------


def _tulis_lembar(buku: Workbook, lembaran: Worksheet, lembar: Lembar, zona: ZoneInfo) -> int:
    kolom = _semua_kolom(lembar)
    if not kolom:
        raise ValueError("a sheet needs at least one column")
    for j, k in enumerate(kolom):
        lembaran.set_column(j, j, k.lebar or _LEBAR[k.jenis])
    kepala = _tulis_judul(buku, lembaran, lembar.judul)
    _siapkan_cetak(lembaran, lembar, kepala)
    gaya = buku.add_format(
        {
            "bold": True,
            "font_color": "#ffffff",
            "bg_color": HIJAU,
            "border": 1,
            "border_color": HIJAU,
            "align": "center",
            "valign": "vcenter",
            "text_wrap": True,
        }
    )
    lembaran.set_row(kepala, 30)
    for j, k in enumerate(kolom):
        lembaran.write_string(kepala, j, _teks(k.judul), gaya)
    penulis = [_penulis(buku, lembaran, k.jenis, zona) for k in kolom]
    baris = kepala
    for isi in _semua_baris(lembar):
        baris += 1
        if baris > BARIS_MAKS:
            raise ValueError("more rows than a sheet can hold")
        for j, (nilai, tulis_sel) in enumerate(zip(isi, penulis, strict=True)):
            tulis_sel(baris, j, nilai)
    lembaran.autofilter(kepala, 0, max(baris, kepala + 1), len(kolom) - 1)
    return baris - kepala


def _tulis_judul(buku: Workbook, lembaran: Worksheet, judul: Sequence[str]) -> int:
    """Lines above the table; return the row of the head."""
    for i, teks in enumerate(judul):
        gaya = buku.add_format({"bold": i == 0, "font_size": 14 if i == 0 else 11})
        lembaran.write_string(i, 0, _teks(teks), gaya)
    return len(judul) + 1 if judul else 0


def _siapkan_cetak(lembaran: Worksheet, lembar: Lembar, kepala: int) -> None:
    lembaran.freeze_panes(kepala + 1, 0)
    lembaran.repeat_rows(kepala)
    lembaran.set_landscape()
    lembaran.set_paper(9)  # A4
    lembaran.fit_to_pages(1, 0)
    lembaran.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.75)
    kiri = (lembar.judul[0] if lembar.judul else lembar.nama).replace("&", "&&")[:120]
    lembaran.set_footer(f"&L&8{_teks(kiri)}&R&8Halaman &P dari &N")


def _penulis(buku: Workbook, lembaran: Worksheet, jenis: Jenis, zona: ZoneInfo) -> Tulis:
    """The function that writes one cell of this kind."""
    bentuk = {"border": 1, "border_color": GARIS, "valign": "top", **_BENTUK[jenis]}
    gaya = buku.add_format(bentuk)
    # Without the prefix Excel would turn "=1+1" into a formula as soon as somebody edits the cell.
    gaya_awas = buku.add_format({**bentuk, "num_format": "@", "quote_prefix": True})

    def teks(baris: int, kolom: int, nilai: object) -> None:
        isi = lib_nip.cetak(str(nilai)) if jenis == "nip" else _teks(_kata(nilai))
        lembaran.write_string(baris, kolom, isi, gaya_awas if isi.startswith(AWAL_RUMUS) else gaya)

    def angka(baris: int, kolom: int, nilai: object) -> None:
        if isinstance(nilai, int | float | Decimal) and not isinstance(nilai, bool):
            lembaran.write_number(baris, kolom, float(nilai) / 100 if jenis == "persen" else nilai, gaya)
        else:
            teks(baris, kolom, nilai)

    def waktu(baris: int, kolom: int, nilai: object) -> None:
        if isinstance(nilai, date | time):
            lembaran.write_datetime(baris, kolom, _setempat(nilai, zona), gaya)
        else:
            teks(baris, kolom, nilai)

    isi = teks if jenis in {"teks", "nip"} else waktu if jenis in {"tanggal", "tanggal_jam", "jam"} else angka
    return _atau_kosong(isi, lembaran, gaya)


def _atau_kosong(isi: Tulis, lembaran: Worksheet, gaya: Format) -> Tulis:
    def tulis_sel(baris: int, kolom: int, nilai: object) -> None:
        if nilai is None or nilai == "":
            lembaran.write_blank(baris, kolom, None, gaya)
        else:
            isi(baris, kolom, nilai)

    return tulis_sel


# --- values -----------------------------------------------------------------------------------------


def _semua_kolom(lembar: Lembar) -> list[Kolom]:
    return [Kolom("No", "bulat", 5), *lembar.kolom] if lembar.bernomor else list(lembar.kolom)


def _semua_baris(lembar: Lembar) -> Iterator[Sequence[object]]:
    if not lembar.bernomor:
        yield from lembar.baris
        return
    for n, baris in enumerate(lembar.baris, start=1):
        yield (n, *baris)


def _kata(nilai: object) -> str:
    if isinstance(nilai, bool):
        return "Ya" if nilai else "Tidak"
    return str(nilai)


def _teks(teks: str) -> str:
    """Text that XML and Excel can hold."""
    bersih = _TERLARANG.sub("", teks)
    return bersih if len(bersih) <= TEKS_MAKS else bersih[: TEKS_MAKS - 1] + "…"


def _setempat(nilai: date | time, zona: ZoneInfo) -> date | time:
    if isinstance(nilai, datetime) and nilai.tzinfo is not None:
        return nilai.astimezone(zona).replace(tzinfo=None)
    return nilai.replace(tzinfo=None) if isinstance(nilai, time) else nilai


def _nama_lembar(nama: str, dipakai: set[str]) -> str:
    """A name Excel accepts: no []:*?/\\, at most 31 characters, each once."""
    dasar = re.sub(r"[\[\]:*?/\\]+", "-", _TERLARANG.sub("", nama)).strip("' ")[:31] or "Lembar"
    hasil, n = dasar, 1
    while hasil.lower() in dipakai:
        n += 1
        akhiran = f" ({n})"
        hasil = dasar[: 31 - len(akhiran)] + akhiran
    dipakai.add(hasil.lower())
    return hasil
