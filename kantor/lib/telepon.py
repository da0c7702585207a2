"""Mobile numbers and e-mail addresses: normalise, check, mask, and links to WhatsApp."""

import re
import unicodedata
from urllib.parse import quote

from kantor.lib.salah import Salah

TITIK = "••••"

_PEMISAH = re.compile(r"[\s.\-–—()'’‘/\u200b\u200e\u200f\ufeff]+")
_SUREL = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?"
)
_SALAH_KETIK = {
    "gmail.con": "gmail.com",
    "gmail.co": "gmail.com",
    "gmail.cm": "gmail.com",
    "gmial.com": "gmail.com",
    "gmai.com": "gmail.com",
    "gmal.com": "gmail.com",
    "gnail.com": "gmail.com",
    "gmail.co.id": "gmail.com",
    "yaho.com": "yahoo.com",
    "yahoo.con": "yahoo.com",
    "yahoo.co": "yahoo.com",
    "hotmail.con": "hotmail.com",
}


class TeleponSalah(Salah):
    """Not an Indonesian mobile number."""


class SurelSalah(Salah):
    """Not an e-mail address."""


def rapikan(nilai: object) -> str:
    """Normalise an Indonesian mobile number to ``08…``.

    Accepts ``08…``, ``+62…``, ``62…``, ``0062…``, ``8123…`` whose zero a spreadsheet dropped, any separators.
    Operators are not checked, new prefixes appear. Raises TeleponSalah.
    """
    if isinstance(nilai, float) and nilai.is_integer():
        nilai = int(nilai)
    asli = unicodedata.normalize("NFKC", str(nilai if nilai is not None else "")).strip()
    asli = re.sub(r"^(?:no\.?|hp|wa|telp?\.?|tel:)[\s.:/]*", "", asli, flags=re.IGNORECASE)
    if not asli:
        raise TeleponSalah("No. HP/WhatsApp belum diisi.")
    if re.search(r"\d{8,}\D*[/,;]\D*\d{8,}|\d{8,}.*\b(?:atau|dan)\b.*\d{8,}", asli):
        raise TeleponSalah("Tulis satu nomor HP/WhatsApp saja.")
    digit = _PEMISAH.sub("", asli)
    asing = digit.startswith("+") and not digit.startswith("+62")
    digit = digit.removeprefix("+")
    if not digit.isascii() or not digit.isdecimal():
        raise TeleponSalah("No. HP/WhatsApp hanya boleh berisi angka. Contoh: 081234567890.")
    if asing:
        raise TeleponSalah("No. HP/WhatsApp harus nomor Indonesia (diawali 08 atau +62).")
    lokal = _lokal(digit)
    if not lokal.startswith("08"):
        raise TeleponSalah(
            "No. HP/WhatsApp harus diawali 08 atau +62; nomor telepon kantor tidak dapat dipakai."
        )
    if not 10 <= len(lokal) <= 13:
        ukuran = "pendek" if len(lokal) < 10 else "panjang"
        raise TeleponSalah(
            f"No. HP/WhatsApp terlalu {ukuran} ({len(lokal)} angka); seharusnya 10 sampai 13 angka."
        )
    if lokal[2] == "0":
        raise TeleponSalah("No. HP/WhatsApp tidak mungkin diawali 080. Periksa kembali.")
    return lokal


def wa(nomor: str, teks: str = "") -> str:
    """``https://wa.me/62812…?text=…`` of a number as :func:`rapikan` gives it. Raises TeleponSalah."""
    tujuan = "62" + rapikan(nomor)[1:]
    return f"https://wa.me/{tujuan}?text={quote(teks, safe='')}" if teks else f"https://wa.me/{tujuan}"


def bagikan_wa(teks: str) -> str:
    """A link that lets the sender choose the person or group in WhatsApp."""
    return f"https://wa.me/?text={quote(teks, safe='')}"


def ajak_wa(nomor: str, teks: str) -> str:
    """A chat with this number; without one, or with one that cannot exist, the sender chooses whom."""
    try:
        return wa(nomor, teks) if nomor else bagikan_wa(teks)
    except TeleponSalah:
        return bagikan_wa(teks)


def internasional(nomor: str) -> str:
    """``+62812…`` of a normalised number, for ``tel:`` links and exports."""
    return "+62" + rapikan(nomor)[1:]


def samarkan(nomor: str) -> str:
    """``0812••••5678``; short or odd values are hidden whole."""
    return f"{nomor[:4]}{TITIK}{nomor[-4:]}" if len(nomor) >= 10 else TITIK


def rapikan_surel(nilai: object) -> str:
    """Check an e-mail address and give it in lower case. Raises SurelSalah, with a hint for known slips."""
    surel = unicodedata.normalize("NFKC", str(nilai if nilai is not None else "")).strip().lower()
    surel = surel.removeprefix("mailto:").strip("<>;, '")
    if not surel:
        raise SurelSalah("Email belum diisi.")
    if surel.count("@") > 1:
        raise SurelSalah("Tulis satu alamat email saja.")
    nama, _, domain = surel.partition("@")
    if len(surel) > 254 or len(nama) > 64 or not _SUREL.fullmatch(surel):
        raise SurelSalah("Alamat email tidak lengkap atau salah tulis. Contoh: nama@contoh.example.")
    if domain in _SALAH_KETIK:
        raise SurelSalah(f"Alamat email berakhir “{domain}”. Maksud Anda {nama}@{_SALAH_KETIK[domain]}?")
    return surel


def samarkan_surel(surel: str) -> str:
    """``r•••@contoh.example``"""
    nama, tanda, domain = surel.partition("@")
    return f"{nama[:1]}•••@{domain}" if tanda and nama else "•••"


def tanpa_nama(kalimat: str) -> str:
    """A sentence of ours without the name part of the addresses in it: ``Maksud Anda •••@gmail.com?``"""
    return re.sub(r"[^\s“”]+@", f"{TITIK}@", kalimat)


def _lokal(digit: str) -> str:
    """``62812``, ``0062812``, ``620812`` and ``812`` all as ``0812``."""
    tanpa_nol = digit.removeprefix("00") if digit.startswith("0062") else digit
    if tanpa_nol.startswith("62") and len(tanpa_nol) > 9:
        return "0" + tanpa_nol[2:].removeprefix("0")
    return "0" + digit if digit.startswith("8") else digit
