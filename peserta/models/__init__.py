"""Tables of who takes part."""

from .kehadiran import Kehadiran
from .massal import TindakanMassal
from .pemanggilan import Pemanggilan
from .pendaftaran import AksesPendaftaran, BerkasPendaftaran, Pendaftaran, PendaftaranPribadi
from .usulan import Usulan

__all__ = [
    "AksesPendaftaran",
    "BerkasPendaftaran",
    "Kehadiran",
    "Pemanggilan",
    "Pendaftaran",
    "PendaftaranPribadi",
    "TindakanMassal",
    "Usulan",
]
