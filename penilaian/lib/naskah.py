"""The text of a rencana aksi as plain values: what a form brings, a row holds and a version keeps."""

from __future__ import annotations

import datetime
from dataclasses import asdict, dataclass, field
from typing import Any

# The parts written as text, in the order of the form and of the paper: key, label, what belongs there.
BAGIAN: dict[str, tuple[str, str]] = {
    "masalah": ("Masalah", "Apa yang dikeluhkan atau terhambat, siapa yang terkena, sejak kapan."),
    "data_awal": ("Data awal", "Angka sebelum perubahan: jumlah, lama waktu, biaya, dan sumbernya."),
    "gagasan": ("Gagasan", "Apa yang akan diubah dan bagaimana cara kerjanya nanti."),
    "manfaat": ("Manfaat", "Apa yang dirasakan warga dan unit kerja, dengan ukuran yang dapat diperiksa."),
    "sumber_daya": ("Sumber daya", "Orang, biaya, alat, dan dukungan yang diperlukan serta asalnya."),
    "risiko": ("Risiko dan cara mengatasinya", "Apa yang dapat menghambat dan langkah bila itu terjadi."),
}
JANGKA = {"pendek": "Jangka pendek", "menengah": "Jangka menengah", "panjang": "Jangka panjang"}
PANJANG_BAGIAN = 8000
PANJANG_TAHAP = 300
TAHAP_MAKS = 30


@dataclass(frozen=True)
class Tahap:
    """A step: what is done from when to when, and by what one sees that it is done."""

    jangka: str = "pendek"
    kegiatan: str = ""
    hasil: str = ""
    mulai: datetime.date | None = None
    selesai: datetime.date | None = None

    @property
    def kosong(self) -> bool:
        return not (self.kegiatan or self.hasil or self.mulai or self.selesai)

    @property
    def lengkap(self) -> bool:
        return bool(self.kegiatan and self.hasil and self.mulai and self.selesai)


@dataclass(frozen=True)
class Naskah:
    """A plan as it is being written."""

    judul: str = ""
    klaster_id: int | None = None
    unit_id: int | None = None
    masalah: str = ""
    data_awal: str = ""
    gagasan: str = ""
    manfaat: str = ""
    sumber_daya: str = ""
    risiko: str = ""
    tahap: tuple[Tahap, ...] = field(default=())

    def bagian(self) -> dict[str, str]:
        """The parts written as text."""
        return {kunci: getattr(self, kunci) for kunci in BAGIAN}


def kurang(naskah: Naskah) -> list[tuple[str, str]]:
    """What must still be written before the plan can be sent: (part, sentence)."""
    hasil = []
    if not naskah.judul:
        hasil.append(("judul", "Judul belum diisi."))
    if naskah.klaster_id is None:
        hasil.append(("klaster", "Klaster belum dipilih."))
    if naskah.unit_id is None:
        hasil.append(("unit", "Unit kerja pelaksana belum dipilih."))
    hasil += [(k, f"{BAGIAN[k][0]} belum ditulis.") for k, teks in naskah.bagian().items() if not teks]
    isi = [t for t in naskah.tahap if not t.kosong]
    if not any(t.jangka == "pendek" for t in isi):
        hasil.append(("tahap", "Tahapan jangka pendek belum diisi."))
    belum = [n for n, t in enumerate(isi, 1) if not t.lengkap]
    hasil += [("tahap", f"Tahap {n}: lengkapi kegiatan, hasil, dan kedua tanggalnya.") for n in belum]
    return hasil


def tahap_ke_isi(tahap: tuple[Tahap, ...]) -> list[dict[str, Any]]:
    """Steps as JSON, empty ones left out."""
    return [
        asdict(t) | {"mulai": t.mulai and t.mulai.isoformat(), "selesai": t.selesai and t.selesai.isoformat()}
        for t in tahap
        if not t.kosong
    ]


def tahap_dari_isi(isi: list[dict[str, Any]]) -> tuple[Tahap, ...]:
    """The reverse."""
    return tuple(
        Tahap(
            jangka=satu["jangka"],
            kegiatan=satu["kegiatan"],
            hasil=satu["hasil"],
            mulai=_tanggal(satu.get("mulai")),
            selesai=_tanggal(satu.get("selesai")),
        )
        for satu in isi
    )


def _tanggal(teks: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(teks) if teks else None
