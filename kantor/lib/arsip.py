"""Zip files looked into with care: office documents are zips, and a small zip can unfold without end."""

import io
import zipfile
import zlib
from collections.abc import Callable
from typing import IO

from kantor.lib.salah import Salah

POTONGAN = 1 << 20
BERKAS_MAKS = 5_000


class ArsipSalah(Salah):
    """A broken, locked or hostile zip."""


def telusuri(
    isi: bytes | IO[bytes], *, batas_terbuka: int, lihat: Callable[[str, bytes], None] | None = None
) -> tuple[str, ...]:
    """Unfold every entry once in pieces, counting; return the names.

    ``lihat`` is shown each piece as (name, bytes) and may raise to stop. Sizes written in the zip are not
    believed. Raises ArsipSalah when it is broken, encrypted, or unfolds beyond ``batas_terbuka`` bytes.
    """
    try:
        with zipfile.ZipFile(aliran(isi)) as arsip:
            daftar = arsip.infolist()
            if len(daftar) > BERKAS_MAKS:
                raise ArsipSalah("Berkas memuat terlalu banyak bagian dan tidak dibuka.")
            terbuka = 0
            for info in daftar:
                if info.flag_bits & 1:
                    raise ArsipSalah("Berkas dikunci dengan kata sandi. Buka kuncinya, lalu simpan ulang.")
                with arsip.open(info) as bagian:
                    while potong := bagian.read(POTONGAN):
                        terbuka += len(potong)
                        if terbuka > batas_terbuka:
                            raise ArsipSalah("Isi berkas terlalu besar setelah dibuka dan tidak dibaca.")
                        if lihat:
                            lihat(info.filename, potong)
            return tuple(info.filename for info in daftar)
    except Salah:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as galat:
        raise ArsipSalah("Berkas rusak atau tidak lengkap. Simpan ulang, lalu unggah lagi.") from galat


def aliran(isi: bytes | IO[bytes]) -> IO[bytes]:
    """Content to read in pieces, from its beginning: a file is never read whole for it."""
    if isinstance(isi, bytes):
        return io.BytesIO(isi)
    isi.seek(0)
    return isi


def nama_isi(isi: bytes | IO[bytes]) -> frozenset[str]:
    """Names in the zip's own list, without unfolding anything; empty when it is no readable zip."""
    try:
        with zipfile.ZipFile(aliran(isi)) as arsip:
            return frozenset(arsip.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return frozenset()
