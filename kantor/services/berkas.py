"""Files: checked by content when they come in, private, under a random name; deleted with their contents."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from typing import IO, Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import ProtectedError

from kantor.daftar import pembuka_berkas
from kantor.galat import KeadaanBerubah, TidakValid
from kantor.layanan import layanan
from kantor.lib.berkas import SEMUA_JENIS, BerkasSalah, JenisBerkas, kecilkan_gambar, kenali, nama_aman
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

    What it is is told by its content; pictures are written anew, upright and without GPS.
    Raises TidakValid with `rincian["berkas"]` for anything that is not of an allowed kind, broken, or hostile.
    A file no row points to is deleted after a day (kantor.services.kebersihan): name it by a foreign key.
    """
    maks = ukuran_maks or settings.BERKAS_MAKS
    try:
        bita = _baca(isi, maks)
        jenis = kenali(bita, nama, boleh=jenis_diizinkan, ukuran_maks=maks)
        if jenis.gambar:
            gambar = kecilkan_gambar(bita)
            bita, jenis = gambar.isi, SEMUA_JENIS["png" if gambar.akhiran == ".png" else "jpeg"]
    except BerkasSalah as galat:
        raise TidakValid(galat.pesan, rincian={"berkas": [galat.pesan]}) from galat
    sidik = hashlib.sha256(bita).hexdigest()
    return _simpan(oleh=oleh, instansi=instansi, isi=ContentFile(bita), nama=nama, jenis=jenis, sidik=sidik)


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
    berkas = isi if isinstance(isi, File) else File(isi) if not isinstance(isi, bytes) else ContentFile(isi)
    sidik = hashlib.sha256()
    for potong in berkas.chunks():
        sidik.update(potong)
    berkas.seek(0)
    macam = CSV if jenis == "csv" else SEMUA_JENIS[jenis]
    return _simpan(oleh=oleh, instansi=instansi, isi=berkas, nama=nama, jenis=macam, sidik=sidik.hexdigest())


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


def _baca(isi: Any, maks: int) -> bytes:
    """The whole upload, but never more than is allowed."""
    if isinstance(isi, bytes):
        return isi
    isi.seek(0)
    bita: bytes = isi.read(maks + 1)
    return bita


def _simpan(
    *,
    oleh: Pengguna | None,
    instansi: Instansi | None,
    isi: File[Any],
    nama: str,
    jenis: JenisBerkas,
    sidik: str,
) -> Berkas:
    berkas = Berkas(
        instansi=instansi,
        nama=nama_aman(nama, jenis=jenis),
        akhiran=jenis.akhiran.lstrip("."),
        jenis_isi=jenis.mime,
        ukuran=isi.size,
        sha256=sidik,
        pengunggah=oleh if oleh is not None and oleh.pk else None,
    )
    berkas.isi.save(berkas.nama, isi, save=False)
    berkas.save(force_insert=True)
    return berkas
