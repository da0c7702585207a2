"""Tables of what is handed out."""

from .laporan import Laporan
from .sertifikat import GambarBeku, JenisSertifikat, PenghitungNomor, Sertifikat

__all__ = ["GambarBeku", "JenisSertifikat", "Laporan", "PenghitungNomor", "Sertifikat"]
