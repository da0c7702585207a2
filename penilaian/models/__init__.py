"""Tables of plans and who guides them, of seminars and scores, of outcomes."""

from .hasil import Hasil
from .kelulusan import AturanKelulusan, Komponen, NilaiKomponen, RekapKelulusan
from .klaster import Klaster
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
from .seminar import Giliran, PengujiRuang, Penugasan, RuangSeminar, Seminar

__all__ = [
    "AturanKelulusan",
    "AturanRencana",
    "BenturanKepentingan",
    "Bimbingan",
    "BobotKriteria",
    "BobotPeran",
    "CatatanReview",
    "Giliran",
    "Hasil",
    "Kapasitas",
    "KartuPenguji",
    "Klaster",
    "Komponen",
    "Kriteria",
    "LampiranRencana",
    "LembarNilai",
    "Nilai",
    "NilaiKomponen",
    "Pendamping",
    "PengujiRuang",
    "Penugasan",
    "PeranPendamping",
    "PeranPenilai",
    "PintuMentor",
    "RekapKelulusan",
    "RencanaAksi",
    "RuangSeminar",
    "Rubrik",
    "Seminar",
    "StatusLembar",
    "StatusPendamping",
    "StatusRencana",
    "TahapRencana",
    "TanggapanRencana",
    "TingkatKriteria",
    "VersiNilai",
    "VersiRencana",
]
