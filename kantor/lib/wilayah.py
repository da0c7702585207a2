"""Units by name: keys that forgive spacing, abbreviations and numerals, and the public codes of three cities.

``kantor/data/wilayah.csv`` holds Medan, Padang and Payakumbuh (see ATRIBUSI.md beside it).
"""

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import NamedTuple

# Numerals at the end of a name: Sudirejo 1 is Sudirejo I. More than twenty never occurs.
# fmt: off
_ROMAWI = {
    huruf: str(n) for n, huruf in enumerate((
        "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x",
        "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx",
    ), start=1)
}
# fmt: on
_ROMAWI_LEKAT = re.compile(r"(?<=[a-z])(?=(?:I{1,3}|IV|VI{0,3}|IX|XI{0,3}|XX)\b)")
_KANTOR = r"(?:(?:pada|di)\s+)?(?:(?:kantor|kntr\.?)\s+)?"
_TANDA = re.compile(
    rf"\b{_KANTOR}(?:(?P<kel>kelurahan|kel|lurah)|(?P<kec>kecamatan|kec|kcamatan|camat))\b\s*[.:]?\s*",
    re.IGNORECASE,
)
_PEMDA_BERKOMA = re.compile(r",\s*(?:kota|kabupaten|kab\.?|provinsi|prov\.?)\s+[^,]+$", re.IGNORECASE)
_TEPI = " \t\r\n,;:.-–—/()"
_SINGKATAN = {
    "setda": "sekretariat daerah",
    "setdako": "sekretariat daerah",
    "setwan": "sekretariat dprd",
    "disdik": "dinas pendidikan",
    "dinkes": "dinas kesehatan",
    "dishub": "dinas perhubungan",
    "dinsos": "dinas sosial",
    "disdukcapil": "dinas kependudukan dan pencatatan sipil",
    "diskominfo": "dinas komunikasi dan informatika",
    "satpol": "satuan polisi",
    "pp": "pamong praja",
    "bag": "bagian",
    "bid": "bidang",
    "sek": "sekretariat",
    "sekr": "sekretariat",
}


@dataclass(frozen=True, slots=True)
class Wilayah:
    """A row of the data: ``kode`` like 12.71.01.1002, ``jenis`` kota, kecamatan or kelurahan.

    ``nama_sumber`` is the source's own spelling where ours is another.
    """

    kode: str
    kode_induk: str
    jenis: str
    nama: str
    nama_sumber: str = ""


class UraianUnit(NamedTuple):
    """What a unit's name says: kelurahan, kecamatan, and whatever else (an OPD, a section)."""

    kelurahan: str | None
    kecamatan: str | None
    lainnya: str | None


@cache
def semua() -> tuple[Wilayah, ...]:
    """All rows of the data, upper units before lower ones of the same city."""
    teks = resources.files("kantor").joinpath("data/wilayah.csv").read_text(encoding="utf-8")
    return tuple(Wilayah(**baris) for baris in csv.DictReader(teks.splitlines()))


@cache
def menurut_kode() -> dict[str, Wilayah]:
    return {w.kode: w for w in semua()}


def urai_unit(teks: object) -> UraianUnit:
    """Split a unit's name as offices write it.

    ``KEL. PUSAT PASAR, KEC. MEDAN KOTA`` → (PUSAT PASAR, MEDAN KOTA, None);
    ``Seksi Pemerintahan Kecamatan Medan Kota`` → (None, Medan Kota, Seksi Pemerintahan);
    ``Dinas Kesehatan Kota Medan`` → (None, None, Dinas Kesehatan).
    """
    isi = " ".join(unicodedata.normalize("NFKC", str(teks if teks is not None else "")).split())
    isi = _tanpa_pemda(isi)
    tanda = list(_TANDA.finditer(isi))
    bagian: dict[str, str] = {}
    for i, t in enumerate(tanda):
        akhir = tanda[i + 1].start() if i + 1 < len(tanda) else len(isi)
        jenis = "kel" if t["kel"] else "kec"
        bagian.setdefault(jenis, isi[t.end() : akhir].strip(_TEPI))
    kelurahan, kecamatan = bagian.get("kel"), bagian.get("kec")
    if kelurahan and not kecamatan:
        # "Kelurahan Sei Mati, Medan Maimun": the kecamatan without its word.
        kiri, *kanan = re.split(r"\s*[,(/]\s*|\s+[-–—]\s+", kelurahan, maxsplit=1)
        kelurahan, kecamatan = kiri, kanan[0].strip(_TEPI) if kanan else None
    lainnya = isi[: tanda[0].start()].strip(_TEPI) if tanda else isi.strip(_TEPI)
    return UraianUnit(kelurahan or None, kecamatan or None, lainnya or None)


def kunci_unit(teks: object) -> str:
    """A key under which all spellings of one unit meet; "" for an empty text.

    ``Kelurahan A u r Kecamatan Medan Maimun`` and ``KEL. AUR, KEC. MEDAN MAIMUN`` both give
    ``kel:aur|kec:medanmaimun``. Store it beside unit names and aliases.
    """
    return kunci_uraian(urai_unit(teks))


def kunci_uraian(uraian: UraianUnit) -> str:
    """The key of a unit that is already split."""
    bagian = []
    if uraian.lainnya:
        bagian.append(_lipat(_panjangkan(uraian.lainnya)))
    if uraian.kelurahan:
        bagian.append(f"kel:{_lipat(uraian.kelurahan)}")
    if uraian.kecamatan:
        bagian.append(f"kec:{_lipat(uraian.kecamatan)}")
    return "|".join(b for b in bagian if b)


def kunci_wilayah(wilayah: Wilayah) -> str:
    """The full key of a row of the data, a kelurahan with its kecamatan."""
    if wilayah.jenis == "kelurahan":
        induk = menurut_kode()[wilayah.kode_induk]
        return kunci_uraian(UraianUnit(wilayah.nama, induk.nama, None))
    if wilayah.jenis == "kecamatan":
        return kunci_uraian(UraianUnit(None, wilayah.nama, None))
    return _lipat(wilayah.nama)


@cache
def _akhir_pemda() -> re.Pattern[str]:
    """``… Kota Medan`` at the end. Only known cities: "Kelurahan Kota Bangun" keeps its name."""
    kota = "|".join(re.escape(w.nama.removeprefix("Kota ")) for w in semua() if w.jenis == "kota")
    return re.compile(
        rf"(?:,\s*|\s+|^)(?:(?:pemerintah|pemkot|pemko|pemda)\s+)?(?:kota|pemkot|pemko)\s+(?:{kota})\s*$",
        re.IGNORECASE,
    )


def _tanpa_pemda(isi: str) -> str:
    """Drop the name of the city behind a unit, but not a text that is only that name."""
    tanpa = _PEMDA_BERKOMA.sub("", isi)
    tanpa = _akhir_pemda().sub("", tanpa).strip(_TEPI)
    return tanpa or isi


def _panjangkan(teks: str) -> str:
    return " ".join(_SINGKATAN.get(k.strip(".,").lower(), k) for k in teks.split())


def _lipat(teks: str) -> str:
    """``Kota Matsum III`` and ``Kotamatsum 3`` → ``kotamatsum3``; ``A u r`` → ``aur``; ``J a t i`` → ``jati``."""
    datar = unicodedata.normalize("NFKD", _ROMAWI_LEKAT.sub(" ", teks))
    datar = "".join(h for h in datar if not unicodedata.combining(h)).casefold().replace("&", " dan ")
    kata = re.findall(r"[^\W_]+", datar)
    if len(kata) > 1 and not all(len(k) == 1 for k in kata):
        kata[-1] = _ROMAWI.get(kata[-1], kata[-1])
    return "".join(kata)
