"""Tables of who takes part."""

from .apel import Apel, CatatanApel, Halangan, KodeApel
from .kehadiran import Kehadiran
from .kunjungan import PesertaKunjungan
from .massal import TindakanMassal
from .pemanggilan import Pemanggilan
from .pendaftaran import AksesPendaftaran, BerkasPendaftaran, Pendaftaran, PendaftaranPribadi
from .pindaian import DITERIMA, HasilPindai, KartuPeserta, PerangkatPindai, Pindaian, TandaPindai
from .undangan import StatusUndangan, UndanganOpd
from .upacara import MataAcara, Tamu, Upacara
from .usulan import Usulan

__all__ = [
    "DITERIMA",
    "AksesPendaftaran",
    "Apel",
    "BerkasPendaftaran",
    "CatatanApel",
    "Halangan",
    "HasilPindai",
    "KartuPeserta",
    "Kehadiran",
    "KodeApel",
    "MataAcara",
    "Pemanggilan",
    "Pendaftaran",
    "PendaftaranPribadi",
    "PerangkatPindai",
    "PesertaKunjungan",
    "Pindaian",
    "StatusUndangan",
    "Tamu",
    "TandaPindai",
    "TindakanMassal",
    "UndanganOpd",
    "Upacara",
    "Usulan",
]
