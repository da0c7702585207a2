"""The tone of a status: which colour its chip wears. What it says comes from the model's own choices."""

from __future__ import annotations

from collections.abc import Mapping

NADA = ("baik", "utama", "tunggu", "emas", "bahaya", "info", "")

_nada: dict[str, str] = {
    # a gelombang
    "draf": "",
    "dibuka": "utama",
    "ditutup": "info",
    "berlangsung": "emas",
    "selesai": "baik",
    "dibatalkan": "bahaya",
    # a job, a letter
    "antre": "",
    "berjalan": "info",
    "diambil": "info",
    "terkirim": "baik",
    "gagal": "bahaya",
    "periksa": "tunggu",
    # a person
    "aktif": "baik",
}


def daftarkan_nada(nada: Mapping[str, str]) -> None:
    """Give statuses of an upper room their tones, from its AppConfig.ready. Raises ValueError for an unknown tone."""
    for status, satu in nada.items():
        if satu not in NADA:
            raise ValueError(f"nada {satu!r} tidak dikenal; pilih satu dari {NADA}")
        _nada[status] = satu


def nada_status(status: str) -> str:
    """The tone of a status; one nobody has named is neutral."""
    return _nada.get(status, "")
