"""Colours of the papers: the same tokens as on the screen, changeable per instansi."""

import re
from dataclasses import dataclass, fields

from kantor.lib.warna import turunan

_HEX = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class Warna:
    """Six-digit hex colours; anything else raises ValueError (the values are written into style sheets)."""

    tinta: str = "#17211d"
    kedua: str = "#51605a"
    utama: str = "#0e5a43"
    gelap: str = "#0a4634"
    muda: str = "#e3efe9"
    emas: str = "#b3832a"
    emas_muda: str = "#f6edd9"
    garis: str = "#d9d5c6"
    lembut: str = "#f2f0e7"
    bahaya: str = "#a8322a"

    def __post_init__(self) -> None:
        for satu in fields(self):
            if not _HEX.fullmatch(getattr(self, satu.name)):
                raise ValueError(f"Warna {satu.name} bukan #rrggbb: {getattr(self, satu.name)!r}")

    def campur(self, nama: str, bagian: float) -> str:
        """The colour ``nama`` thinned with white: 0 is white, 1 the colour itself. Solid, no transparency in print."""
        utuh = bytes.fromhex(getattr(self, nama)[1:])
        return "#" + "".join(f"{round(255 - (255 - kanal) * bagian):02x}" for kanal in utuh)

    @classmethod
    def instansi(cls, utama: str, aksen: str) -> "Warna":
        """The colours of an instansi, derived from its main and accent colour as on its pages."""
        token = turunan(utama, aksen)
        return cls(
            utama=token["utama"],
            gelap=token["utama-gelap"],
            muda=token["utama-tint"],
            emas=token["emas"],
            emas_muda=token["emas-tint"],
        )


WARNA = Warna()
