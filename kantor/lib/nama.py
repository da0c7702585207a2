"""Names with titles as offices write them: split, spell, order, and refuse what is no name."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kantor.lib.gelar import ejaan_belakang, ejaan_depan, tampak_gelar

PANJANG_MAKS = 150

_ROMAWI = frozenset({"II", "III", "IV", "VI", "VII", "VIII", "IX"})
_KECIL = {"bin": "bin", "binti": "binti", "br": "br", "br.": "br.", "boru": "boru", "alias": "alias"}
_DEPAN_LEKAT = re.compile(r"^(prof|drs|dra|drg|drh|dr|ir|hj|h|kh|apt|ns)\.(?=[^\W\d_]{2})", re.IGNORECASE)
_DEPAN_BERUNTUN = re.compile(r"^((?:prof|drs|dra|dr|ir|hj|h)\.)(?=(?:drs|dra|dr|ir|hj|h)\.)", re.IGNORECASE)
_JARAK_GELAR = re.compile(r"(?<![.\w])(S|M|A|D|B|Sp|Ph)\.\s+(?=[A-Za-z])")
_APOSTROF = re.compile(r"[’‘`\u00b4\u02bc]")


@dataclass(frozen=True, slots=True)
class NamaLengkap:
    """A name in three parts: ``Dr. H.`` | ``Ahmad Nasution`` | ``S.H., M.Si.``"""

    depan: str
    nama: str
    belakang: str

    def __str__(self) -> str:
        return lengkap(self)


def pisah(teks: object) -> NamaLengkap:
    """Split titles from a name, normalise spaces and spelling; a name in capitals gets title case.

    Titles behind are those after the first comma, or known ones at the end when there is no comma.
    Never raises; use :func:`wajar` to refuse what is no name.
    """
    isi = " ".join(_bersih(teks).split()).strip(" ,;")
    kepala, _, ekor = isi.partition(",")
    depan, kata = _pisah_depan(kepala.split())
    if not ekor:
        kata, ekor = _pisah_belakang(kata)
    nama = _huruf_judul(" ".join(kata))
    return NamaLengkap(" ".join(depan), nama, _rapikan_belakang(ekor))


def lengkap(nama: NamaLengkap) -> str:
    """``Dr. H. Ahmad Nasution, S.H., M.Si.``"""
    dengan_depan = f"{nama.depan} {nama.nama}".strip()
    return f"{dengan_depan}, {nama.belakang}" if nama.belakang else dengan_depan


def kunci(nama: str | NamaLengkap) -> str:
    """Lower-case key to order and search by: no titles, no diacritics, no punctuation, single spaces."""
    inti = nama.nama if isinstance(nama, NamaLengkap) else pisah(nama).nama
    return _lipat(inti) or _lipat(lengkap(nama) if isinstance(nama, NamaLengkap) else nama)


def wajar(teks: object) -> tuple[str, ...]:
    """Reasons why a text cannot be a person's name, in Indonesian; empty when it can."""
    isi = str(teks if teks is not None else "")
    if not isi.strip():
        return ("Nama belum diisi.",)
    pesan = []
    if len(isi) > PANJANG_MAKS:
        pesan.append(f"Nama paling panjang {PANJANG_MAKS} huruf; yang diisi {len(isi)} huruf.")
    if any(unicodedata.category(h) in {"Cc", "Cs", "Co", "Cn"} or h in _ARAH for h in isi.strip()):
        pesan.append("Nama memuat karakter yang tidak terlihat. Ketik ulang nama, jangan ditempel.")
    if "<" in isi or ">" in isi:
        pesan.append("Nama tidak boleh memuat tanda < atau >.")
    if isi.lstrip(" \t\r\n'")[:1] in set("=+-@"):
        pesan.append("Nama tidak boleh diawali tanda =, +, -, atau @.")
    if re.search(r"\d", isi):
        pesan.append("Nama tidak boleh memuat angka; tulis II, III, dan seterusnya dengan huruf.")
    if not any(h.isalpha() for h in pisah(isi).nama):
        pesan.append("Nama belum memuat huruf.")
    return tuple(pesan)


# Marks that change the direction of writing: what is shown is not what is stored.
_ARAH = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def _bersih(teks: object) -> str:
    isi = unicodedata.normalize("NFC", str(teks if teks is not None else ""))
    isi = "".join(h for h in isi if unicodedata.category(h) != "Cf")
    return _APOSTROF.sub("'", isi)


def _pisah_depan(kata: list[str]) -> tuple[list[str], list[str]]:
    """Titles in front, also glued to the name (``H.Ahmad``). The last word is never a title."""
    depan: list[str] = []
    sisa = list(kata)
    while sisa:
        lekat = _DEPAN_LEKAT.match(sisa[0]) or _DEPAN_BERUNTUN.match(sisa[0])
        if lekat:
            sisa[:1] = [sisa[0][: lekat.end()], sisa[0][lekat.end() :]]
        ejaan = ejaan_depan(sisa[0]) if len(sisa) > 1 else None
        if ejaan is None:
            break
        depan.append(ejaan)
        sisa = sisa[1:]
    return depan, sisa


def _pisah_belakang(kata: list[str]) -> tuple[list[str], str]:
    batas = len(kata)
    while batas > 1 and tampak_gelar(kata[batas - 1]):
        batas -= 1
    return kata[:batas], ", ".join(kata[batas:])


def _rapikan_belakang(ekor: str) -> str:
    rapat = _JARAK_GELAR.sub(r"\1.", ekor)
    hasil = []
    for bagian in re.split(r"[,;]", rapat):
        kata = bagian.split()
        # "S.STP. M.Si" is two titles, "Ahli Madya" is one.
        potong = kata if len(kata) > 1 and all("." in k or k in {"Ak", "Apt"} for k in kata) else [bagian]
        hasil += [ejaan_belakang(k) for k in potong if k.strip(" .")]
    return ", ".join(hasil)


def _huruf_judul(nama: str) -> str:
    """Title case for a name typed all in capitals or all in small letters; others stay as typed."""
    if not (nama.isupper() or nama.islower()):
        return nama
    kata = nama.split()
    return " ".join(_judul(k, awal=i == 0, akhir=i == len(kata) - 1) for i, k in enumerate(kata))


def _judul(kata: str, *, awal: bool, akhir: bool) -> str:
    if not awal:
        if kata.upper() in _ROMAWI and akhir:
            return kata.upper()
        if kata.lower() in _KECIL:
            return _KECIL[kata.lower()]
    bagian = kata.lower().split("-")
    hasil = [_besar(bagian[0])]
    for sebelum, b in pairwise(bagian):
        # Perangin-angin, Karo-karo: the second half repeats the first; Bangun-Purba are two names.
        hasil.append(b if b and sebelum.endswith(b) else _besar(b))
    return "-".join(hasil)


def _besar(kata: str) -> str:
    """Capital at the start and after a dot (``A.R.``); after an apostrophe only as in ``D'Souza``."""
    kata = re.sub(r"(^|\.)([^\W\d_])", lambda c: c[1] + c[2].upper(), kata)
    return re.sub(r"^([DO])'([^\W\d_])", lambda c: f"{c[1]}'{c[2].upper()}", kata)


def _lipat(teks: str) -> str:
    datar = unicodedata.normalize("NFKD", _APOSTROF.sub("'", teks)).casefold()
    datar = "".join(h for h in datar if not unicodedata.combining(h)).replace("'", "")
    return " ".join(re.sub(r"[\W_]+", " ", datar).split())


def sebut(nama: Sequence[str], paling_banyak: int) -> str:
    """The first of these names, and how many more there are: `A, B, dan 4 lainnya`."""
    lagi = len(nama) - paling_banyak
    return ", ".join(nama[:paling_banyak]) + (f", dan {lagi} lainnya" if lagi > 0 else "")
