"""What a paper may load: our own assets and what is handed over in memory, nothing else.

Two schemes exist. ``berkas:huruf/X.ttf`` is a file below ``static/kertas/``; ``memori:lambang`` is an entry of the
mapping given to the renderer. Every other address (file, http, https, data, ftp, …) is refused, and a refusal is
remembered: WeasyPrint swallows errors inside SVG pictures, the engine does not.
"""

import mimetypes
from collections.abc import Mapping
from pathlib import Path

from weasyprint.urls import URLFetcher, URLFetcherResponse

from kantor.cetak.aset import DIR_ASET

_JENIS = {
    ".ttf": "font/ttf",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".css": "text/css",
}


def jenis_isi(isi: bytes) -> str:
    """Media type of a picture by its first bytes (a lambang comes as SVG, PNG or JPEG)."""
    if isi.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if isi.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if isi.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return "image/svg+xml"
    return "application/octet-stream"


class PengambilTertutup(URLFetcher):
    """URL fetcher of the papers. ``ditolak`` lists every address that was refused or not found."""

    def __init__(self, memori: Mapping[str, bytes] | None = None) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self.memori = dict(memori or {})
        self.ditolak: list[str] = []

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Return the asset behind ``berkas:`` or ``memori:``; refuse the rest with ValueError."""
        skema, _, nama = url.partition(":")
        isi = {"berkas": self._berkas, "memori": self.memori.get}.get(skema, lambda _: None)(nama)
        if isi is None:
            self.ditolak.append(url[:200])
            raise ValueError(f"Alamat ditolak: {url[:200]}")
        jenis = _JENIS.get(Path(nama).suffix) if skema == "berkas" else jenis_isi(isi)
        return URLFetcherResponse(
            url, isi, {"Content-Type": jenis or mimetypes.guess_type(nama)[0] or "text/plain"}
        )

    @staticmethod
    def _berkas(nama: str) -> bytes | None:
        jalur = (DIR_ASET / nama).resolve()
        if jalur.suffix in _JENIS and jalur.is_relative_to(DIR_ASET) and jalur.is_file():
            return jalur.read_bytes()
        return None
