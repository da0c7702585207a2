"""Tables of who takes part."""

from .kehadiran import Kehadiran
from .massal import TindakanMassal
from .pemanggilan import Pemanggilan
from .pendaftaran import AksesPendaftaran, BerkasPendaftaran, Pendaftaran, PendaftaranPribadi
from .pindaian import DITERIMA, HasilPindai, KartuPeserta, PerangkatPindai, Pindaian, TandaPindai
from .usulan import Usulan

__all__ = [
    "DITERIMA",
    "AksesPendaftaran",
    "BerkasPendaftaran",
    "HasilPindai",
    "KartuPeserta",
    "Kehadiran",
    "Pemanggilan",
    "Pendaftaran",
    "PendaftaranPribadi",
    "PerangkatPindai",
    "Pindaian",
    "TandaPindai",
    "TindakanMassal",
    "Usulan",
]
