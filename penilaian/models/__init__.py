"""Tables of plans and who guides them, of seminars and scores, of outcomes."""

from .hasil import Hasil
from .klaster import Klaster
from .naskah_acara import (
    ButirNaskah,
    CaraTtd,
    JenisNaskah,
    NaskahAcara,
    PihakNaskah,
    StatusNaskah,
)
from .nilai import LembarNilai, Nilai, StatusLembar, VersiNilai
from .pendamping import (
    Bimbingan,
    CatatanReview,
    Kapasitas,
    Pendamping,
    PeranPendamping,
    PintuMentor,
    StatusPendamping,
    TanggapanRencana,
)
from .penguji import BenturanKepentingan, KartuPenguji
from .rencana import (
    AturanRencana,
    LampiranRencana,
    RencanaAksi,
    StatusRencana,
    TahapRencana,
    VersiRencana,
)
from .rubrik import BobotKriteria, BobotPeran, Kriteria, PeranPenilai, Rubrik, TingkatKriteria
from .seminar import Giliran, Keputusan, PengujiRuang, Penugasan, RuangSeminar, Seminar

__all__ = [
    "AturanRencana",
    "BenturanKepentingan",
    "Bimbingan",
    "BobotKriteria",
    "BobotPeran",
    "ButirNaskah",
    "CaraTtd",
    "CatatanReview",
    "Giliran",
    "Hasil",
    "JenisNaskah",
    "Kapasitas",
    "KartuPenguji",
    "Keputusan",
    "Klaster",
    "Kriteria",
    "LampiranRencana",
    "LembarNilai",
    "NaskahAcara",
    "Nilai",
    "Pendamping",
    "PengujiRuang",
    "Penugasan",
    "PeranPendamping",
    "PeranPenilai",
    "PihakNaskah",
    "PintuMentor",
    "RencanaAksi",
    "RuangSeminar",
    "Rubrik",
    "Seminar",
    "StatusLembar",
    "StatusNaskah",
    "StatusPendamping",
    "StatusRencana",
    "TahapRencana",
    "TanggapanRencana",
    "TingkatKriteria",
    "VersiNilai",
    "VersiRencana",
]
