"""The lembar nilai on paper, for a day without network: one per examiner and plan, keyed in and compared afterwards."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kantor.cetak.kop import MARKA_CONTOH
from kantor.lib import tanggal
from kantor.lib.warna import WARNA, Warna

if TYPE_CHECKING:
    from kantor.cetak.kode_lembar import KodeLembar


@dataclass(frozen=True, slots=True)
class Kriteria:
    """One thing that is scored, what it weighs, what its levels mean."""

    nama: str
    bobot: str
    keterangan: str
    tingkat: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LembarNilai:
    """The sheet of one examiner and one plan."""

    lembaga: str
    kegiatan: str
    seminar: str
    hari: datetime.date
    ruang: str
    urutan: int
    pukul: str
    peserta: str
    unit: str
    judul: str
    klaster: str
    penilai: str
    peran: str
    kriteria: tuple[Kriteria, ...]
    contoh: bool = False
    kertas: Literal["A4", "F4"] = "A4"
    warna: Warna = WARNA


def cetak(lembar: LembarNilai, kode: Callable[[int], Sequence[KodeLembar]]) -> bytes:
    """The sheet as PDF; `kode(pages)` gives the codes of its pages."""
    from kantor.cetak import mesin, templat  # heavy: only where papers are printed
    from kantor.cetak.kode_lembar import tulis_berkode

    keterangan = mesin.Keterangan(
        judul=f"Lembar Nilai {lembar.peserta}, {lembar.penilai}", penulis=lembar.lembaga, dibuat=lembar.hari
    )
    fakta = [
        ("Peserta", lembar.peserta),
        ("Unit kerja", lembar.unit),
        ("Judul", lembar.judul),
        ("Klaster", lembar.klaster),
        ("Waktu", f"{tanggal.panjang(lembar.hari)}, {lembar.pukul}, {lembar.ruang}, urutan {lembar.urutan}"),
        ("Penilai", f"{lembar.penilai} ({lembar.peran.lower()})"),
    ]
    tata = {
        "kertas": lembar.kertas.lower(),
        "contoh": MARKA_CONTOH,
        "fakta": [{"label": k, "isi": v} for k, v in fakta if v],
    }
    html = templat.susun(
        "lembar_nilai.html", {"l": lembar, "tata": tata, "ket": keterangan, "warna": lembar.warna}
    )
    dokumen = mesin.tata(html, gaya=("surat.css", "naskah_acara.css", "lembar_nilai.css"), warna=lembar.warna)
    return tulis_berkode(dokumen, kode(len(dokumen.pages)), lembar.kertas)
