"""The menus: registries the rooms fill in AppConfig.ready, so that no frame names an upper room.

`staf` is the sidebar of the staff frame and the admin, `publik` the head of public pages, `ruang` the rooms of a
signed-in person (Operator OPD, penguji, peserta) in that same head.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.cache import cache
from django.urls import reverse

from kantor.daftar import Daftar

KELOMPOK = ("", "Penilaian", "Dokumen", "Kantor")
LENCANA_DETIK = 20

Lencana = Callable[[Any], "int | str | None"]


@dataclass(frozen=True)
class Butir:
    """One entry. `lencana(pengguna)` is the small count beside it, `terlihat(pengguna)` hides it."""

    label: str
    nama_url: str
    ikon: str = ""
    kelompok: str = ""
    urutan: int = 100
    lencana: Lencana | None = None
    terlihat: Callable[[Any], bool] = field(default=lambda pengguna: True)

    @property
    def alamat(self) -> str:
        return reverse(self.nama_url)


@dataclass(frozen=True)
class ButirTampil:
    """An entry as one page shows it."""

    label: str
    alamat: str
    ikon: str
    lencana: int | str | None
    aktif: bool


@dataclass(frozen=True)
class KelompokTampil:
    """A group of entries under its heading; the first group has none."""

    nama: str
    butir: list[ButirTampil]


_staf: Daftar[Butir] = Daftar("butir menu staf")
_publik: Daftar[Butir] = Daftar("butir menu publik")
_ruang: Daftar[Butir] = Daftar("butir menu ruang")


def staf(butir: Butir) -> None:
    """Put an entry into the sidebar of staff."""
    _staf.pasang(butir.nama_url, butir)


def publik(butir: Butir) -> None:
    """Put an entry into the head of public pages."""
    _publik.pasang(butir.nama_url, butir)


def ruang(butir: Butir) -> None:
    """Put a room of signed-in people into the head of public pages."""
    _ruang.pasang(butir.nama_url, butir)


def menu_staf(pengguna: Any, jalan: str) -> list[KelompokTampil]:
    """The sidebar for this account on the page `jalan`, groups in their fixed order."""
    if not pengguna.is_authenticated:
        return []
    tampil = _tampil(_staf, pengguna, jalan)
    nama = list(dict.fromkeys([*KELOMPOK, *(butir.kelompok for butir, _ in tampil)]))
    kelompok = [KelompokTampil(n, [siap for butir, siap in tampil if butir.kelompok == n]) for n in nama]
    return [satu for satu in kelompok if satu.butir]


def menu_publik(pengguna: Any, jalan: str) -> list[ButirTampil]:
    """The entries of the public head that everybody has."""
    return [siap for _, siap in _tampil(_publik, pengguna, jalan)]


def menu_ruang(pengguna: Any, jalan: str) -> list[ButirTampil]:
    """The rooms of a signed-in person; none for strangers."""
    if not pengguna.is_authenticated:
        return []
    return [siap for _, siap in _tampil(_ruang, pengguna, jalan)]


def _tampil(daftar: Daftar[Butir], pengguna: Any, jalan: str) -> list[tuple[Butir, ButirTampil]]:
    butir = sorted((b for b in daftar if b.terlihat(pengguna)), key=lambda b: (b.urutan, b.label))
    alamat = {b.nama_url: b.alamat for b in butir}
    aktif = _aktif(list(alamat.values()), jalan)
    lencana = _lencana(butir, pengguna)
    return [
        (
            b,
            ButirTampil(
                b.label, alamat[b.nama_url], b.ikon, lencana.get(b.nama_url), alamat[b.nama_url] == aktif
            ),
        )
        for b in butir
    ]


def _aktif(alamat: list[str], jalan: str) -> str | None:
    """The entry whose address is the longest beginning of this page's; `/` only for itself."""
    cocok = [satu for satu in alamat if jalan == satu or (satu != "/" and jalan.startswith(satu))]
    return max(cocok, key=len, default=None)


def _lencana(butir: list[Butir], pengguna: Any) -> dict[str, int | str | None]:
    """The counts, kept for some seconds: they are asked for on every page of the staff."""
    hitung = {b.nama_url: b.lencana for b in butir if b.lencana}
    if not hitung:
        return {}
    kunci = {f"lencana:{pengguna.pk}:{nama}": nama for nama in hitung}
    ada = {kunci[k]: nilai for k, nilai in cache.get_many(kunci).items()}
    baru = {nama: cara(pengguna) for nama, cara in hitung.items() if nama not in ada}
    if baru:
        cache.set_many({f"lencana:{pengguna.pk}:{nama}": n for nama, n in baru.items()}, LENCANA_DETIK)
    return {nama: nilai or None for nama, nilai in (ada | baru).items()}
