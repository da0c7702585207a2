"""NIP and NI PPPK: 18 digits ``YYYYMMDD YYYYMM S NNN``.

There is no check digit. Digits 1-8 are the birth date, 9-14 the month of the appointment (PNS) or a year and
a contract number (PPPK), 15 is the sex, 16-18 a sequence number. The number only hints at the employment
status, it never decides it.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from kantor.lib.salah import Salah

PANJANG = 18
USIA_TERENDAH = 15
TAHUN_TERENDAH = 1900

_WIB = ZoneInfo("Asia/Jakarta")

_PEMISAH = re.compile(r"[\s.\-–—'’‘`\u200b\u200e\u200f\ufeff]+")
_AWALAN = re.compile(r"^\s*['’]?\s*(?:NI\s*PPPK|NIPPPK|NIP)\b[\s.:/]*", re.IGNORECASE)
_ILMIAH = re.compile(r"^\s*'?\d+(?:[.,]\d+)?\s*[eE]\s*\+?\s*\d{1,3}\s*$")

_HILANG = (
    "Angka terakhir NIP hilang karena Excel menyimpannya sebagai bilangan. "
    "Ubah format kolom menjadi Teks, lalu ketik ulang 18 digit NIP."
)

Pola = Literal["pns", "pppk", "tidak_dikenal"]


class NipSalah(Salah):
    """Not an acceptable NIP. ``posisi`` is the first wrong digit (1-18) when there is one."""

    def __init__(self, pesan: str, posisi: int | None = None) -> None:
        super().__init__(pesan)
        self.posisi = posisi


@dataclass(frozen=True, slots=True)
class Nip:
    """A checked number. ``tmt`` (year, month) is set for the PNS pattern, ``nomor_kontrak`` for PPPK."""

    digit: str
    tanggal_lahir: date
    tmt: tuple[int, int] | None
    nomor_kontrak: int | None
    jenis_kelamin: Literal["L", "P"]
    urut: int
    pola: Pola
    peringatan: tuple[str, ...] = ()

    def __str__(self) -> str:
        return cetak(self.digit)


def rapikan(teks: object) -> str:
    """Strip what offices type around a NIP: spaces, dots, dashes, a leading apostrophe, the word "NIP".

    Other characters stay, so that :func:`periksa` can name their position.
    Raises NipSalah for a number whose last digits a spreadsheet has already lost (1.98E+17).
    """
    if teks is None:
        return ""
    if isinstance(teks, float):
        if abs(teks) >= 1e15:
            raise NipSalah(_HILANG)
        return f"{teks:.0f}" if teks.is_integer() else str(teks)
    isi = unicodedata.normalize("NFKC", str(teks))
    if _ILMIAH.match(isi):
        raise NipSalah(_HILANG)
    return _PEMISAH.sub("", _AWALAN.sub("", isi))


def periksa(teks: object, *, hari_ini: date | None = None) -> Nip:
    """Check a typed or imported NIP and read what it tells.

    Raises NipSalah naming the wrong digit: length, a character that is no digit, birth month or day, sex
    digit, sequence 000, a birth date in the future or less than 15 years ago, an appointment before birth.
    What is odd but possible is only a warning in ``peringatan``.
    """
    hari_ini = hari_ini or datetime.now(_WIB).date()
    digit = rapikan(teks)
    _periksa_digit(digit)
    lahir = _tanggal_lahir(digit, hari_ini)
    if digit[14] not in "12":
        raise NipSalah(f"Digit ke-15 NIP harus 1 (pria) atau 2 (wanita), bukan {digit[14]}.", 15)
    urut = int(digit[15:])
    if urut == 0:
        raise NipSalah(
            "Digit ke-16 sampai ke-18 NIP adalah 000, seharusnya 001–999. "
            "Mungkin digit terakhir hilang saat disalin dari Excel.",
            16,
        )
    tahun, bulan = int(digit[8:12]), int(digit[12:14])
    if tahun < lahir.year:
        raise NipSalah(
            f"Digit ke-9 sampai ke-12 NIP (tahun {tahun}) lebih awal daripada tahun lahir {lahir.year}.", 9
        )
    pola = _pola(bulan)
    return Nip(
        digit=digit,
        tanggal_lahir=lahir,
        tmt=(tahun, bulan) if pola == "pns" else None,
        nomor_kontrak=bulan if pola == "pppk" else None,
        jenis_kelamin="L" if digit[14] == "1" else "P",
        urut=urut,
        pola=pola,
        peringatan=_peringatan(lahir, tahun, digit[12:14], pola, hari_ini),
    )


def cetak(nip: str | Nip) -> str:
    """``19860926 201505 1 001``; anything that has not 18 digits is returned unchanged."""
    digit = nip.digit if isinstance(nip, Nip) else nip
    if len(digit) != PANJANG:
        return digit
    return f"{digit[:8]} {digit[8:14]} {digit[14]} {digit[15:]}"


def _periksa_digit(digit: str) -> None:
    if not digit:
        raise NipSalah("NIP belum diisi.")
    for posisi, huruf in enumerate(digit, start=1):
        if not ("0" <= huruf <= "9"):
            tampak = f"“{huruf}”" if huruf.isprintable() else "huruf yang tidak terlihat"
            raise NipSalah(f"Digit ke-{posisi} NIP berisi {tampak}, seharusnya angka.", posisi)
    if len(digit) != PANJANG:
        beda = PANJANG - len(digit)
        arah = f"kurang {beda}" if beda > 0 else f"lebih {-beda}"
        raise NipSalah(f"NIP terdiri atas 18 digit; yang diisi {len(digit)} digit ({arah}).")


def _tanggal_lahir(digit: str, hari_ini: date) -> date:
    tahun, bulan, hari = int(digit[:4]), int(digit[4:6]), int(digit[6:8])
    if not TAHUN_TERENDAH <= tahun <= hari_ini.year:
        raise NipSalah(f"Digit ke-1 sampai ke-4 NIP (tahun lahir {digit[:4]}) tidak wajar.", 1)
    if not 1 <= bulan <= 12:
        raise NipSalah(f"Digit ke-5 dan ke-6 NIP (bulan lahir {digit[4:6]}) harus 01–12.", 5)
    try:
        lahir = date(tahun, bulan, hari)
    except ValueError:
        raise NipSalah(
            f"Digit ke-7 dan ke-8 NIP (tanggal lahir {digit[6:8]}) "
            f"tidak ada pada bulan {digit[4:6]}-{tahun}.",
            7,
        ) from None
    if _usia(lahir, hari_ini) < USIA_TERENDAH:
        raise NipSalah(
            f"Tanggal lahir dalam NIP ({hari:02d}-{bulan:02d}-{tahun}) terlalu muda; "
            "periksa digit ke-1 sampai ke-8.",
            1,
        )
    return lahir


def _pola(bulan: int) -> Pola:
    if 1 <= bulan <= 12:
        return "pns"
    return "pppk" if bulan >= 21 else "tidak_dikenal"


def _peringatan(lahir: date, tahun: int, bulan: str, pola: Pola, hari_ini: date) -> tuple[str, ...]:
    hasil = []
    if pola == "tidak_dikenal":
        hasil.append(
            f"Digit ke-13 dan ke-14 ({bulan}) bukan bulan (01–12) dan bukan nomor kontrak PPPK (21 ke atas)."
        )
    if tahun - lahir.year < USIA_TERENDAH:
        hasil.append(f"Menurut NIP, pengangkatan tahun {tahun} terjadi pada usia {tahun - lahir.year} tahun.")
    if tahun > hari_ini.year + 1:
        hasil.append(f"Menurut NIP, pengangkatan baru terjadi pada tahun {tahun}.")
    return tuple(hasil)


def _usia(lahir: date, pada: date) -> int:
    return pada.year - lahir.year - ((pada.month, pada.day) < (lahir.month, lahir.day))
