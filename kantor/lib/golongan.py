"""Golongan of civil servants (PNS I/a-IV/e with their pangkat) and of contract staff (PPPK I-XVII)."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from kantor.lib.salah import Salah

Jenis = Literal["pns", "pppk"]

# fmt: off
_ROMAWI = (
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX",
    "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII",
)
# fmt: on
_PANGKAT = {
    "I": ("Juru Muda", "Juru Muda Tingkat I", "Juru", "Juru Tingkat I"),
    "II": ("Pengatur Muda", "Pengatur Muda Tingkat I", "Pengatur", "Pengatur Tingkat I"),
    "III": ("Penata Muda", "Penata Muda Tingkat I", "Penata", "Penata Tingkat I"),
    "IV": (
        "Pembina",
        "Pembina Tingkat I",
        "Pembina Utama Muda",
        "Pembina Utama Madya",
        "Pembina Utama",
    ),
}


class GolonganSalah(Salah):
    """Unknown, contradictory or ambiguous golongan."""


@dataclass(frozen=True, slots=True)
class Golongan:
    """One golongan. ``urutan`` sorts upwards: PPPK I-XVII, then I/a-IV/e. PPPK has no pangkat name."""

    kode: str
    pangkat: str
    jenis: Jenis
    urutan: int
    siasn: str = ""

    def cetak(self) -> str:
        """``Penata Tingkat I (III/d)`` or ``Golongan IX``."""
        return f"{self.pangkat} ({self.kode})" if self.pangkat else f"Golongan {self.kode}"

    def __str__(self) -> str:
        return self.cetak()


def _susun() -> dict[str, Golongan]:
    semua = [Golongan(kode, "", "pppk", n) for n, kode in enumerate(_ROMAWI, start=1)]
    for n, (romawi, nama) in enumerate(_PANGKAT.items(), start=1):
        for m, (ruang, pangkat) in enumerate(zip("abcde", nama, strict=False), start=1):
            semua.append(Golongan(f"{romawi}/{ruang}", pangkat, "pns", 100 + 10 * n + m, f"{n}{m}"))
    return {golongan.kode: golongan for golongan in semua}


SEMUA: dict[str, Golongan] = _susun()
PNS = tuple(g for g in SEMUA.values() if g.jenis == "pns")
PPPK = tuple(g for g in SEMUA.values() if g.jenis == "pppk")
#: (kode, label) for form fields, PNS first.
PILIHAN_BERKELOMPOK = (
    ("PNS", tuple((g.kode, g.cetak()) for g in PNS)),
    ("PPPK", tuple((g.kode, g.cetak()) for g in PPPK)),
)

_PANGKAT_KE_KODE = {g.pangkat.lower(): g.kode for g in PNS}
_SIASN_KE_KODE = {g.siasn: g.kode for g in PNS}
_ANGKA_ROMAWI = {"1": "I", "2": "II", "3": "III", "4": "IV", "i": "I", "ii": "II", "iii": "III", "iv": "IV"}
_BERTANDA = re.compile(r"(iii|ii|iv|i|[1-4])([a-h])")
_HIASAN = frozenset({"gol", "golongan", "ruang", "pangkat", "pppk", "pns", "p3k"})
_KATA_PANGKAT = frozenset(kata for pangkat in _PANGKAT_KE_KODE for kata in pangkat.split()) - {"i"}
_TINGKAT = frozenset({"tk", "tkt", "tingkat", "tngkt", "tkat"})


def dari_kode(kode: str) -> Golongan:
    """The golongan of a stored code (``III/d``, ``IX``). Raises GolonganSalah."""
    try:
        return SEMUA[kode]
    except KeyError:
        raise GolonganSalah(f"Golongan “{kode}” tidak dikenal.") from None


def kenali(teks: object, *, jenis: Jenis | None = None) -> Golongan:
    """Recognise a golongan or pangkat as offices spell it.

    ``III/d``, ``III.d``, ``IIId``, ``3d``, ``Penata Tk. I (III/d)``, ``Penata Tkt. I``, ``IX``,
    SIASN codes 11-45.
    A bare I-IV may be a PPPK golongan or a PNS golongan without its ruang: it is refused unless ``jenis``
    is "pppk" or the text says "Golongan" or "PPPK". Raises GolonganSalah.
    """
    asli = " ".join(str(teks if teks is not None else "").split())
    if not asli:
        raise GolonganSalah("Pangkat/golongan belum diisi.")
    hiasan, pangkat, kode, angka, sisa = _urai(asli)
    if sisa or len(asli) > 100:
        raise _tak_dikenal(asli)
    if pangkat or kode:
        if jenis == "pppk":
            raise GolonganSalah(f"“{asli}” adalah golongan PNS; golongan PPPK ditulis I sampai XVII.")
        if angka:
            raise _tak_dikenal(asli)
        return _pns(asli, pangkat, kode)
    if len(angka) != 1:
        raise _tak_dikenal(asli)
    return _angka(asli, angka[0], jenis, tegas=bool(hiasan & {"pppk", "p3k", "golongan"}))


def _urai(asli: str) -> tuple[set[str], list[str], list[str], list[str], list[str]]:
    """Sort the words into decoration, pangkat words, codes, bare numerals, and what is left."""
    kata = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", asli).lower())
    kata = [bagian for k in kata for bagian in _belah(k)]
    hiasan: set[str] = set()
    pangkat: list[str] = []
    kode: list[str] = []
    angka: list[str] = []
    sisa: list[str] = []
    i = 0
    while i < len(kata):
        k, berikut = kata[i], kata[i + 1] if i + 1 < len(kata) else ""
        if k in _TINGKAT and berikut in {"i", "1", "l"}:
            pangkat.append("tingkat i")
            i += 1
        elif cocok := _BERTANDA.fullmatch(k):
            kode.append(f"{_ANGKA_ROMAWI[cocok[1]]}/{cocok[2]}")
        elif k in _ANGKA_ROMAWI and len(berikut) == 1 and berikut in "abcdefgh":
            kode.append(f"{_ANGKA_ROMAWI[k]}/{berikut}")
            i += 1
        elif k in _HIASAN:
            hiasan.add(k)
        elif k in _KATA_PANGKAT:
            pangkat.append(k)
        elif k.upper() in _ROMAWI or k.isdecimal():
            angka.append(k)
        else:
            sisa.append(k)
        i += 1
    return hiasan, pangkat, kode, angka, sisa


def _belah(kata: str) -> list[str]:
    """``tki`` and ``tk1`` are two words."""
    cocok = re.fullmatch(r"(tk|tkt|tingkat)(i|1|l)", kata)
    return [cocok[1], cocok[2]] if cocok else [kata]


def _pns(asli: str, pangkat: list[str], kode: list[str]) -> Golongan:
    nama = " ".join(pangkat)
    dari_nama = _PANGKAT_KE_KODE.get(nama)
    if nama and dari_nama is None:
        raise GolonganSalah(f"Pangkat “{asli}” tidak dikenal. Contoh: Penata Tingkat I (III/d).")
    for k in kode:
        if k not in SEMUA:
            romawi = k.split("/")[0]
            batas = "e" if romawi == "IV" else "d"
            raise GolonganSalah(f"Golongan {k} tidak ada; ruang golongan {romawi} adalah a–{batas}.")
    pilihan = set(kode) | ({dari_nama} if dari_nama else set())
    if len(pilihan) > 1:
        if dari_nama and len(set(kode)) == 1:
            raise GolonganSalah(f"Pangkat {SEMUA[dari_nama].cetak()} tidak cocok dengan golongan {kode[0]}.")
        raise GolonganSalah(f"“{asli}” menyebut lebih dari satu golongan. Tulis satu saja.")
    return SEMUA[pilihan.pop()]


def _angka(asli: str, angka: str, jenis: Jenis | None, *, tegas: bool) -> Golongan:
    romawi = angka.upper()
    if romawi in _ROMAWI:
        if jenis != "pns" and (romawi not in _PANGKAT or jenis == "pppk" or tegas):
            return SEMUA[romawi]
        if romawi in _PANGKAT:
            raise GolonganSalah(
                f"Golongan “{asli}” belum lengkap: tulis ruangnya (misalnya {romawi}/a) untuk PNS, "
                f"atau “PPPK {romawi}” untuk PPPK."
            )
        raise GolonganSalah(f"Golongan {romawi} adalah golongan PPPK, bukan PNS.")
    pppk = SEMUA[_ROMAWI[int(angka) - 1]] if 1 <= int(angka) <= len(_ROMAWI) else None
    pns = SEMUA.get(_SIASN_KE_KODE.get(angka, ""))
    if jenis == "pppk" or tegas:
        pns = None
    elif jenis == "pns":
        pppk = None
    if pns and pppk:
        raise GolonganSalah(
            f"Golongan “{asli}” dapat berarti {pns.kode} atau PPPK {pppk.kode}. Tulis lengkap."
        )
    hasil = pns or (pppk if jenis == "pppk" or tegas or int(angka) > 4 else None)
    if hasil is None:
        raise _tak_dikenal(asli)
    return hasil


def _tak_dikenal(asli: str) -> GolonganSalah:
    potong = asli if len(asli) <= 60 else asli[:60] + "…"
    return GolonganSalah(
        f"Pangkat/golongan “{potong}” tidak dikenal. "
        "Contoh: Penata Tingkat I (III/d), III/d, atau IX untuk PPPK."
    )
