"""Codes that cannot be guessed and can be read aloud: Crockford's base 32, in groups of four."""

import re
import secrets
import unicodedata

from kantor.lib.salah import Salah

#: No I, L, O, U: nothing is taken for a digit, no word arises.
ABJAD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
HURUF = 16  # × 5 bits = 80
AWALAN_NOMOR = "PD"

_NILAI = {huruf: n for n, huruf in enumerate(ABJAD)}
_MIRIP = str.maketrans("OIL", "011")
_PEMISAH = re.compile(r"[\s\-–—−_.\u200b]+")


class KodeSalah(Salah):
    """A code that was typed wrongly."""


def acak(huruf: int = HURUF) -> str:
    """A random code of ``huruf`` characters in groups: ``7K4M-XQ2P-9TRC-WDEH`` (80 bits)."""
    return _kelompok("".join(secrets.choice(ABJAD) for _ in range(huruf)))


def rapikan(teks: object, *, huruf: int = HURUF) -> str:
    """A typed code in its one spelling; forgives small letters, O for 0, I and L for 1, dashes and spaces.

    Raises KodeSalah for a wrong length or a character that never occurs.
    """
    isi = _bersih(teks)
    if not isi:
        raise KodeSalah("Kode belum diisi.")
    asing = next((h for h in isi if h not in _NILAI), None)
    if asing:
        tampak = f"“{asing}”" if asing.isprintable() else "karakter yang tidak terlihat"
        raise KodeSalah(f"Kode tidak memakai {tampak}. Periksa kembali kode Anda.")
    if len(isi) != huruf:
        raise KodeSalah(f"Kode terdiri atas {huruf} huruf dan angka; yang diisi {len(isi)}.")
    return _kelompok(isi)


def nomor_daftar() -> str:
    """A registration number: ``PD-7K4M-XQ2P-9TRC-WDEH-5``, 80 random bits and a check character.

    It stands in addresses, so it carries no count; the check character finds a slip when it is read aloud.
    """
    isi = acak().replace("-", "")
    return f"{AWALAN_NOMOR}-{_kelompok(isi)}-{huruf_uji(isi)}"


def huruf_uji(isi: str) -> str:
    """Check character by Luhn's rule over the 32 characters: finds every single slip, nearly every swap."""
    jumlah = 0
    for i, huruf in enumerate(reversed(isi)):
        nilai = _NILAI[huruf] * (2 if i % 2 == 0 else 1)
        jumlah += nilai // 32 + nilai % 32
    return ABJAD[-jumlah % 32]


def _bersih(teks: object) -> str:
    isi = unicodedata.normalize("NFKC", str(teks if teks is not None else ""))
    return _PEMISAH.sub("", isi).upper().translate(_MIRIP)


def _kelompok(isi: str) -> str:
    return "-".join(isi[i : i + 4] for i in range(0, len(isi), 4))
