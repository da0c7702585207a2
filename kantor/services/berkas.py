"""Files: checked by content when they come in, private, under a random name; deleted with their contents."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from typing import IO, Any, cast

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import ProtectedError

from kantor.daftar import pembuka_berkas
from kantor.galat import KeadaanBerubah, TidakValid
from kantor.layanan import layanan
from kantor.lib.arsip import aliran
from kantor.lib.berkas import (
    SEMUA_JENIS,
    BerkasSalah,
    JenisBerkas,
    kecilkan_gambar,
    kenali,
    nama_aman,
    ukuran_isi,
)
from kantor.models import Berkas, Instansi, Pengguna

#: What letters and papers may be handed in as.
SURAT = ("pdf", "jpeg", "png", "webp", "heic")
CSV = JenisBerkas("csv", "text/csv", ".csv", "CSV")


@layanan
def simpan_berkas(
    *,
    oleh: Pengguna | None,
    instansi: Instansi | None,
    isi: bytes | IO[bytes] | File[Any],
    nama: str,
    jenis_diizinkan: Collection[str] = SURAT,
    ukuran_maks: int | None = None,
) -> Berkas:
    """Keep an uploaded file of up to `ukuran_maks` bytes (None: BERKAS_MAKS).

    What it is is told by its content; pictures are written anew, upright and without GPS. Anything else goes to its
    place piece by piece and is never held whole, however large it is.
    Raises TidakValid with `rincian["berkas"]` for anything that is not of an allowed kind, broken, or hostile.
    A file no row points to is deleted after a day (kantor.services.kebersihan): name it by a foreign key.
    """
    maks = ukuran_maks or settings.BERKAS_MAKS
    mentah = _mentah(isi)
    try:
        jenis = kenali(mentah, nama, boleh=jenis_diizinkan, ukuran_maks=maks)
        if jenis.gambar:
            gambar = kecilkan_gambar(aliran(mentah).read())
            mentah, jenis = gambar.isi, SEMUA_JENIS["png" if gambar.akhiran == ".png" else "jpeg"]
    except BerkasSalah as galat:
        raise TidakValid(galat.pesan, rincian={"berkas": [galat.pesan]}) from galat
    return _simpan(oleh=oleh, instansi=instansi, isi=mentah, nama=nama, jenis=jenis)


@layanan
def simpan_hasil(
    *,
    oleh: Pengguna | None,
    instansi: Instansi | None,
    isi: bytes | IO[bytes] | File[Any],
    nama: str,
    jenis: str,
) -> Berkas:
    """Keep a file the portal made itself (PDF, ZIP, Excel): any size, read in pieces, content not judged."""
    macam = CSV if jenis == "csv" else SEMUA_JENIS[jenis]
    return _simpan(oleh=oleh, instansi=instansi, isi=_mentah(isi), nama=nama, jenis=macam)


@layanan
def hapus_berkas(*, oleh: Pengguna | None, berkas: Berkas) -> None:
    """Delete a file; its content goes after the commit. Raises KeadaanBerubah while a row needs it."""
    nama = str(berkas.isi.name)
    try:
        berkas.delete()
    except ProtectedError as galat:
        raise KeadaanBerubah("Berkas ini masih dipakai.") from galat
    transaction.on_commit(lambda: default_storage.delete(nama))


def boleh_buka(pengguna: Any, berkas: Berkas) -> bool:
    """Whether a row some room knows lets this account fetch the file."""
    return any(buka(pengguna, berkas) for buka in pembuka_berkas)


def _mentah(isi: bytes | IO[bytes] | File[Any]) -> bytes | IO[bytes]:
    """What lies under Django's wrapping: readers of PDFs and zips want a plain file."""
    return cast(IO[bytes], isi.file) if isinstance(isi, File) else isi


class _Bersidik(File):
    """A file on its way to its place; its fingerprint is taken from the pieces that are written."""

    def __init__(self, isi: bytes | IO[bytes]) -> None:
        super().__init__(aliran(isi))
        self.size = ukuran_isi(isi)
        self.sidik = hashlib.sha256()

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """Each piece, once."""
        for potong in super().chunks(chunk_size):
            self.sidik.update(potong)
            yield potong


def _simpan(
    *,
    oleh: Pengguna | None,
    instansi: Instansi | None,
    isi: bytes | IO[bytes],
    nama: str,
    jenis: JenisBerkas,
) -> Berkas:
    wadah = _Bersidik(isi)
    berkas = Berkas(
        instansi=instansi,
        nama=nama_aman(nama, jenis=jenis),
        akhiran=jenis.akhiran.lstrip("."),
        jenis_isi=jenis.mime,
        ukuran=wadah.size,
        pengunggah=oleh if oleh is not None and oleh.pk else None,
    )
    berkas.isi.save(berkas.nama, wadah, save=False)
    berkas.sha256 = wadah.sidik.hexdigest()
    berkas.save(force_insert=True)
    return berkas
