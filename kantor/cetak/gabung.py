"""Many papers in one download: a ZIP, or one PDF for the printer. Memory stays flat for hundreds of files."""

from __future__ import annotations

import datetime
import hashlib
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    import pikepdf

_WAKTU = (1980, 1, 1, 0, 0, 0)


def nama_berkas(nomor: str, *, awalan: str = "Sertifikat") -> str:
    """File name of a numbered paper: ``Sertifikat_893.3-0001-BKD-VII-2017.pdf``.

    Named by number, not by person: namesakes exist. Only letters, digits, dot, dash and underscore remain.
    """
    bersih = re.sub(r"[^0-9A-Za-z._-]+", "-", nomor).strip("-._") or "tanpa-nomor"
    return f"{awalan}_{bersih}.pdf"


def zip_mengalir(
    berkas: Iterable[tuple[str, bytes] | tuple[str, bytes, datetime.datetime]],
) -> Iterator[bytes]:
    """Pieces of a ZIP with the given entries (name, content, when made), stored: PDFs are already compressed.

    Entries are taken one by one, so the source may read them lazily. The same entries give the same bytes. Raises
    ValueError for a name that comes twice: nothing may overwrite anything.
    """
    saluran = _Saluran()
    sudah: set[str] = set()
    with zipfile.ZipFile(saluran, "w", zipfile.ZIP_STORED) as arsip:
        for nama, isi, *saat in berkas:
            if nama in sudah:
                raise ValueError(f"Nama berkas kembar: {nama}")
            sudah.add(nama)
            arsip.writestr(zipfile.ZipInfo(nama, saat[0].timetuple()[:6] if saat else _WAKTU), isi)
            yield saluran.ambil()
    yield saluran.ambil()


class _Saluran(io.RawIOBase):
    """A write-only file that hands over what was written since it was last asked."""

    def __init__(self) -> None:
        self._potongan: list[bytes] = []
        self._letak = 0

    def writable(self) -> bool:
        return True

    def write(self, isi: bytes) -> int:  # type: ignore[override]
        self._potongan.append(bytes(isi))
        self._letak += len(isi)
        return len(isi)

    def tell(self) -> int:
        return self._letak

    def ambil(self) -> bytes:
        isi = b"".join(self._potongan)
        self._potongan.clear()
        return isi


def satu_pdf(berkas: Iterable[bytes], tujuan: IO[bytes], *, judul: str) -> int:
    """Join PDFs into one for printing and write it to ``tujuan`` (an open file); return the number of pages.

    What lies under all of them (ornament, headings, fonts of the fixed layer) is kept once, and of each source only
    what is its own: memory and file stay small for hundreds of certificates.
    """
    import pikepdf  # heavy: only where papers are joined

    with pikepdf.new() as hasil:
        kenal: dict[str, pikepdf.Object] = {}
        for isi in berkas:
            _tambah(hasil, isi, kenal)
        with hasil.open_metadata(set_pikepdf_as_editor=False) as meta:
            meta["dc:title"] = judul
        hasil.docinfo["/Title"] = judul
        hasil.save(tujuan, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return len(hasil.pages)


def _tambah(hasil: pikepdf.Pdf, isi: bytes, kenal: dict[str, pikepdf.Object]) -> None:
    """Append a file; forms met before are left out of the copy and pointed at the first one."""
    import pikepdf

    from kantor.cetak.lapisan import urai

    sisa = io.BytesIO()
    lepas: dict[int, dict[str, str]] = {}
    with pikepdf.open(io.BytesIO(isi)) as sumber:
        for nomor, halaman in enumerate(sumber.pages):
            for nama, bentuk in list(halaman.Resources.get("/XObject", {}).items()):
                if bentuk.get("/Subtype") != "/Form":
                    continue
                sidik = hashlib.sha256(repr(urai([bentuk])).encode()).hexdigest()
                if sidik not in kenal:
                    kenal[sidik] = hasil.copy_foreign(bentuk)
                lepas.setdefault(nomor, {})[nama] = sidik
        for nomor, nama in lepas.items():
            for satu in nama:
                xobjek = sumber.pages[nomor].Resources.XObject
                if satu in xobjek:
                    del xobjek[satu]
        sumber.save(sisa)
    awal = len(hasil.pages)
    with pikepdf.open(sisa) as ringkas:
        hasil.pages.extend(ringkas.pages)
    for nomor, nama in lepas.items():
        for satu, sidik in nama.items():
            hasil.pages[awal + nomor].Resources.XObject[satu] = kenal[sidik]
