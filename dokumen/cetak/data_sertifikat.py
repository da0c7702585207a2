"""What is printed on a certificate, frozen at issue and stored as JSON: the paper can be made again from it alone."""

import dataclasses
import datetime
import hashlib
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from dokumen.cetak.letak import Arah
from kantor.cetak import beku
from kantor.cetak.kop import Penandatangan
from kantor.lib.warna import WARNA, Warna


@dataclass(frozen=True, slots=True)
class Modul:
    """A line of the back page."""

    nama: str
    jp: Decimal


@dataclass(frozen=True, slots=True)
class DataSertifikat:
    """One certificate. Names, titles and ranks are those of the day of issue and are printed as given.

    ``lambang`` is the picture itself; ``ukuran_nama`` the size (pt) chosen for the whole group, so that a single
    re-print looks like the first (``dokumen.cetak.nama.ukuran_kelompok``). ``nip`` is stored as 18 digits.
    """

    jenis: Literal["lulus", "mengikuti"]
    nomor: str
    nama_lengkap: str
    pemda: str
    lembaga: str
    program: str
    gelombang: str
    mulai: datetime.date
    selesai: datetime.date
    tempat: str
    jp: Decimal
    modul: tuple[Modul, ...]
    kota: str
    tanggal_terbit: datetime.date
    penandatangan: Penandatangan
    alamat_verifikasi: str
    kode: str
    kode_registrasi_lan: str = ""
    nip: str | None = None
    label_nip: Literal["NIP", "NI PPPK"] = "NIP"
    tempat_tanggal_lahir: str = ""
    pangkat_golongan: str = ""
    jabatan: str = ""
    instansi: str = ""
    kualifikasi: str = ""
    penandatangan_belakang: Penandatangan | None = None
    menit_jp: int = 45
    contoh: bool = False
    motif: Literal["songket", "ulos"] = "songket"
    warna: Warna = WARNA
    kertas: Literal["A4", "F4"] = "A4"
    arah: Arah = "mendatar"
    ukuran_nama: Decimal | None = None
    lambang: bytes | None = None

    def ke_json(self, *, sertakan_lambang: bool = False) -> dict[str, Any]:
        """JSON of the frozen data. The picture is left out unless asked for; its SHA-256 always stands there."""
        isi = beku.ke_json(self)
        lambang = isi.pop("lambang")
        if self.lambang is not None:
            isi["lambang_sha256"] = hashlib.sha256(self.lambang).hexdigest()
            if sertakan_lambang:
                isi["lambang"] = lambang
        return isi

    @classmethod
    def dari_json(cls, isi: dict[str, Any], *, lambang: bytes | None = None) -> "DataSertifikat":
        """Read frozen data back. ``lambang`` is the stored picture when the JSON holds only its hash.

        Raises ValueError when the picture is not the one that was frozen, TypeError or ValueError for foreign JSON.
        """
        isi = dict(isi)
        sidik = isi.pop("lambang_sha256", None)
        data = beku.dari_json(cls, isi)
        if sidik is None:
            return data
        gambar = data.lambang if data.lambang is not None else lambang
        if gambar is None or hashlib.sha256(gambar).hexdigest() != sidik:
            raise ValueError("Lambang bukan yang dibekukan bersama sertifikat ini.")
        return data if data.lambang is not None else dataclasses.replace(data, lambang=gambar)
