"""Tables of the office and the invariants they keep."""

from .akses import Hitungan, KunciApi, PermintaanIdempoten, TautanMasuk
from .berkas import Berkas
from .impor import BarisImpor, Impor
from .instansi import Instansi, NamaLembaga, Pejabat
from .lembar_kertas import HalamanPindaian, LembarCetak, PindaianKertas
from .pegawai import Pegawai, PegawaiPribadi, PembukaanKontak, PenghapusanPribadi
from .pekerjaan import Pekerjaan, PotonganPekerjaan
from .pengguna import Pengguna, Peran
from .pensiun import UsiaPensiun, usia_pensiun_awal
from .surel import Surel
from .unit import AliasUnit, Unit

__all__ = [
    "AliasUnit",
    "BarisImpor",
    "Berkas",
    "HalamanPindaian",
    "Hitungan",
    "Impor",
    "Instansi",
    "KunciApi",
    "LembarCetak",
    "NamaLembaga",
    "Pegawai",
    "PegawaiPribadi",
    "Pejabat",
    "Pekerjaan",
    "PembukaanKontak",
    "Pengguna",
    "PenghapusanPribadi",
    "Peran",
    "PermintaanIdempoten",
    "PindaianKertas",
    "PotonganPekerjaan",
    "Surel",
    "TautanMasuk",
    "Unit",
    "UsiaPensiun",
    "usia_pensiun_awal",
]
