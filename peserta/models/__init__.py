"""Tables of who takes part."""

from .apel import Apel, CatatanApel, Halangan, KodeApel
from .kehadiran import Kehadiran
from .massal import TindakanMassal
from .pemanggilan import Pemanggilan
from .pendaftaran import AksesPendaftaran, BerkasPendaftaran, Pendaftaran, PendaftaranPribadi
from .undangan import StatusUndangan, UndanganOpd
from .upacara import MataAcara, Tamu, Upacara
from .usulan import Usulan

__all__ = [
    "AksesPendaftaran",
    "Apel",
    "BerkasPendaftaran",
    "CatatanApel",
    "Halangan",
    "Kehadiran",
    "KodeApel",
    "MataAcara",
    "Pemanggilan",
    "Pendaftaran",
    "PendaftaranPribadi",
    "StatusUndangan",
    "Tamu",
    "TindakanMassal",
    "UndanganOpd",
    "Upacara",
    "Usulan",
]
