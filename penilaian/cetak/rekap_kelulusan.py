"""Rekap kelulusan: all scores of a gelombang with what follows from them, on its side, signed."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from kantor.cetak.kop import MARKA_CONTOH, Kop, Penandatangan
from kantor.lib import nip as _nip
from kantor.lib import tanggal
from kantor.lib.angka import desimal, ringkas
from kantor.lib.warna import WARNA, Warna

EKOR = 3  # rows that stay with the signer
MUAT = 6  # components beside which the columns of words keep their widths


@dataclass(frozen=True, slots=True)
class Rekap:
    """A recap as it was locked: `isi` is what `RekapKelulusan.isi` holds; `menggantikan` the day of the one before and
    why it was opened."""

    kop: Kop
    program: str
    gelombang: str
    kota: str
    tanggal: datetime.date
    ke: int
    isi: dict[str, Any]
    menggantikan: tuple[datetime.date, str] | None = None
    penandatangan: Penandatangan | None = None
    contoh: bool = False
    kertas: Literal["A4", "F4"] = "A4"
    warna: Warna = WARNA


def cetak(rekap: Rekap) -> bytes:
    """The recap as PDF. The same recap gives the same bytes."""
    from kantor.cetak import mesin  # heavy: only where papers are printed

    kegiatan = f"{rekap.program} {rekap.gelombang}".strip()
    komponen = rekap.isi["komponen"]
    baris = [_baris(b, komponen) for b in rekap.isi["baris"]]
    batas = max(0, len(baris) - EKOR)
    tata = {
        "kertas": f"rekap-{rekap.kertas.lower()}",
        "contoh": MARKA_CONTOH,
        "kegiatan": kegiatan,
        "pengganti": _pengganti(rekap),
        "komponen": [{"nama": k["nama"], "bobot": ringkas(Decimal(k["bobot"]))} for k in komponen],
        "kelompok": [satu for satu in (baris[:batas], baris[batas:]) if satu],
        "lebar": len(komponen) + 7,
        "tetap": len(komponen) <= MUAT,
        "syarat": _syarat(rekap),
        "jumlah": _jumlah(rekap.isi["baris"]),
        "tempat_tanggal": f"{rekap.kota}, {tanggal.tanggal(rekap.tanggal)}",
    }
    return mesin.render(
        "rekap_kelulusan.html",
        {"d": rekap, "tata": tata},
        keterangan=mesin.Keterangan(
            judul=f"Rekap Kelulusan {kegiatan}",
            penulis=f"{rekap.kop.lembaga}, {rekap.kop.pemda}",
            dibuat=rekap.tanggal,
        ),
        gaya=("surat.css", "rekap_kelulusan.css"),
        warna=rekap.warna,
        memori=rekap.kop.memori,
    )


def _baris(b: dict[str, Any], komponen: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {
        "ndh": "" if b["ndh"] is None else str(b["ndh"]),
        "nama": b["nama"],
        "nip": _nip.cetak(b["nip"]) if b["nip"] else "",
        "unit": b["unit"],
        "nilai": [_angka(b["nilai"].get(str(k["pk"]))) for k in komponen],
        "akhir": _angka(b["akhir"]),
        "kehadiran": b["kehadiran"],
        "hasil": b["label"],
        "kualifikasi": b["kualifikasi"],
        "alasan": b["alasan"],
    }


def _pengganti(rekap: Rekap) -> str:
    if rekap.menggantikan is None:
        return ""
    hari, alasan = rekap.menggantikan
    lama = f"menggantikan rekap ke-{rekap.ke - 1} tanggal {tanggal.tanggal(hari)}"
    return f"Rekap ke-{rekap.ke}, {lama}, alasan: {alasan}"


def _syarat(rekap: Rekap) -> str:
    lulus = f"Nilai lulus {_angka(rekap.isi['nilai_lulus'])}"
    hadir = rekap.isi["hadir_minimal"]
    return f"{lulus}; kehadiran minimal {ringkas(Decimal(hadir))} % JP." if hadir else f"{lulus}."


def _jumlah(baris: Sequence[dict[str, Any]]) -> str:
    hitung: dict[str, int] = {}
    for b in baris:
        hitung[b["label"]] = hitung.get(b["label"], 0) + 1
    return "; ".join(f"{label}: {n} orang" for label, n in hitung.items())


def _angka(teks: str | None) -> str:
    return desimal(Decimal(teks)) if teks else "–"
