"""Dates and times in Indonesian, and numbers as words and Roman numerals."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite
from zoneinfo import ZoneInfo

from num2words import num2words

from kantor.lib.salah import Salah

HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
# fmt: off
BULAN = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)
_SINGKATAN = {
    "jan": 1, "feb": 2, "peb": 2, "pebruari": 2, "mar": 3, "mrt": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7,
    "agu": 8, "agt": 8, "ags": 8, "agust": 8, "aug": 8, "sep": 9, "sept": 9, "okt": 10, "oct": 10,
    "nov": 11, "nop": 11, "nopember": 11, "des": 12, "dec": 12,
}
# fmt: on
_NAMA_BULAN = {nama.lower(): n for n, nama in enumerate(BULAN, start=1)} | _SINGKATAN
ZONA = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
_NAMA_ZONA = {iana: singkat for singkat, iana in ZONA.items()} | {"Asia/Pontianak": "WIB"}

_HARI_DEPAN = re.compile(r"^(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad)\s*,?\s+", re.IGNORECASE)
_DENGAN_KATA = re.compile(r"(\d{1,2})[\s\-/.]*([a-z]+)\.?[\s\-/.,]*(\d{4})")
_HARI_DULU = re.compile(r"(\d{1,2})[\-/. ](\d{1,2})[\-/. ](\d{4})")
_TAHUN_DULU = re.compile(r"(\d{4})[\-/.](\d{1,2})[\-/.](\d{1,2})(?:[t ]00:00(?::00(?:\.0+)?)?)?")
# Excel counts days from here; serials below are the years before 1927, above those after 2119.
_AWAL_EXCEL = date(1899, 12, 30)
_SERIAL = range(10_000, 80_001)


class TanggalSalah(Salah):
    """Not a date."""


def tanggal(hari: date) -> str:
    """``10 Juli 2017``"""
    return f"{hari.day} {BULAN[hari.month - 1]} {hari.year}"


def panjang(hari: date) -> str:
    """``Senin, 10 Juli 2017``"""
    return f"{HARI[hari.weekday()]}, {tanggal(hari)}"


def pendek(hari: date) -> str:
    """``10-07-2017``, also the form of SIASN."""
    return f"{hari.day:02d}-{hari.month:02d}-{hari.year:04d}"


def rentang(mulai: date, selesai: date) -> str:
    """``10 s.d. 14 Juli 2017``, ``30 Juli s.d. 2 Agustus 2017``, one day as one date."""
    a, b = sorted((_hari(mulai), _hari(selesai)))
    if a == b:
        return tanggal(a)
    if (a.year, a.month) == (b.year, b.month):
        return f"{a.day} s.d. {tanggal(b)}"
    if a.year == b.year:
        return f"{a.day} {BULAN[a.month - 1]} s.d. {tanggal(b)}"
    return f"{tanggal(a)} s.d. {tanggal(b)}"


def jam(waktu: datetime | time, zona: str = "WIB") -> str:
    """``07.30 WIB``. ``zona`` is WIB, WITA, WIT or an IANA name; an aware datetime is converted to it."""
    setempat = _setempat(waktu, zona) if isinstance(waktu, datetime) else waktu
    return f"{setempat.hour:02d}.{setempat.minute:02d} {nama_zona(zona)}"


def tanggal_jam(waktu: datetime, zona: str = "WIB") -> str:
    """``10 Juli 2017 pukul 07.30 WIB``"""
    return f"{tanggal(_setempat(waktu, zona))} pukul {jam(waktu, zona)}"


def rentang_jam(mulai: datetime | time, selesai: datetime | time, zona: str = "WIB") -> str:
    """``07.30–09.00 WIB``"""
    return f"{jam(mulai, zona).split()[0]}–{jam(selesai, zona)}"


def nama_zona(zona: str) -> str:
    """WIB, WITA or WIT of a zone's short or IANA name. Raises ValueError for a zone outside Indonesia."""
    if zona in ZONA:
        return zona
    try:
        return _NAMA_ZONA[zona]
    except KeyError:
        raise ValueError(f"not an Indonesian time zone: {zona!r}") from None


def romawi(n: int) -> str:
    """Roman numeral of 1-3999. Raises ValueError outside."""
    if not 1 <= n <= 3999:
        raise ValueError(f"no Roman numeral for {n}")
    hasil = ""
    # fmt: off
    for nilai, huruf in (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
        (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ):
        hasil += huruf * (n // nilai)
        n %= nilai
    # fmt: on
    return hasil


def bulan_romawi(hari: date) -> str:
    """Month of a letter's number: VII for July."""
    return romawi(hari.month)


def terbilang(n: int | Decimal) -> str:
    """``empat puluh``; decimals as ``empat koma lima``."""
    if isinstance(n, Decimal) and n != n.to_integral_value():
        bulat, pecahan = f"{abs(n).normalize():f}".split(".")
        angka = " ".join(terbilang(int(p)) for p in pecahan)
        return f"{'minus ' if n < 0 else ''}{terbilang(int(bulat))} koma {angka}"
    return " ".join(str(num2words(int(n), lang="id")).replace("min ", "minus ").split())


def angka_terbilang(n: int | Decimal) -> str:
    """``40 (empat puluh)``, as certificates print a number of JP."""
    if isinstance(n, Decimal):
        angka = f"{n.normalize():f}".replace(".", ",")
        return f"{angka} ({terbilang(n)})"
    return f"{n} ({terbilang(n)})"


def urai(nilai: object) -> date:
    """Read a date: ``10 Juli 2017``, ``10-07-2017``, ``10/7/2017`` (day first), ``2017-07-10``, Excel's own.

    Raises TanggalSalah. Two-digit years are refused: a birth year must not be guessed.
    """
    if isinstance(nilai, datetime):
        return nilai.date()
    if isinstance(nilai, date):
        return nilai
    if isinstance(nilai, int | float) and not isinstance(nilai, bool):
        return _dari_serial(nilai)
    asli = " ".join(str(nilai if nilai is not None else "").replace("’", "'").split()).strip("' ,.")
    if not asli:
        raise TanggalSalah("Tanggal belum diisi.")
    isi = _HARI_DEPAN.sub("", asli).lower()
    if cocok := _DENGAN_KATA.fullmatch(isi):
        bulan = _NAMA_BULAN.get(cocok[2])
        if bulan is None:
            raise TanggalSalah(f"Nama bulan “{cocok[2]}” tidak dikenal.")
        return _susun(int(cocok[3]), bulan, int(cocok[1]), asli)
    if cocok := _HARI_DULU.fullmatch(isi):
        return _susun(int(cocok[3]), int(cocok[2]), int(cocok[1]), asli)
    if cocok := _TAHUN_DULU.fullmatch(isi):
        return _susun(int(cocok[1]), int(cocok[2]), int(cocok[3]), asli)
    if re.fullmatch(r"\d{5}", isi):
        return _dari_serial(int(isi))
    raise TanggalSalah(f"“{asli[:60]}” bukan tanggal. Contoh: 10 Juli 2017 atau 10-07-2017.")


def _dari_serial(nilai: float) -> date:
    if isfinite(nilai) and int(nilai) in _SERIAL:
        return _AWAL_EXCEL + timedelta(days=int(nilai))
    raise TanggalSalah(f"Bilangan {nilai:g} bukan tanggal. Contoh: 10 Juli 2017 atau 10-07-2017.")


def _susun(tahun: int, bulan: int, hari: int, asli: str) -> date:
    if not 1 <= bulan <= 12:
        raise TanggalSalah(f"Bulan pada “{asli}” harus 1–12; tulis tanggal lebih dahulu, lalu bulan.")
    try:
        hasil = date(tahun, bulan, hari)
    except ValueError:
        raise TanggalSalah(f"Tanggal “{asli}” tidak ada di kalender.") from None
    if not 1900 <= tahun <= 2200:
        raise TanggalSalah(f"Tahun {tahun} pada “{asli}” tidak wajar.")
    return hasil


def _setempat(waktu: datetime, zona: str) -> datetime:
    if waktu.tzinfo is None:
        return waktu
    return waktu.astimezone(ZoneInfo(ZONA.get(zona, zona)))


def _hari(nilai: date) -> date:
    return nilai.date() if isinstance(nilai, datetime) else nilai
