"""Tables of what is handed out."""

from .laporan import Laporan
from .sertifikat import PenghitungNomor, Sertifikat

__all__ = ["Laporan", "PenghitungNomor", "Sertifikat"]
