"""Tables of plans and who guides them, of seminars and scores, of outcomes."""

from .hasil import Hasil
from .inovasi import (
    BuktiInovasi,
    Inovasi,
    KeadaanInovasi,
    LaporanInovasi,
    SebabInovasi,
    StatusLaporan,
    SuaraWarga,
)
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
from .pratinjau import HalamanPratinjau, Pratinjau
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
    "AturanRencana",
    "BenturanKepentingan",
    "Bimbingan",
    "BobotKriteria",
    "BobotPeran",
    "BuktiInovasi",
    "CatatanReview",
    "Giliran",
    "HalamanPratinjau",
    "Hasil",
    "Inovasi",
    "Kapasitas",
    "KartuPenguji",
    "KeadaanInovasi",
    "Klaster",
    "Kriteria",
    "LampiranRencana",
    "LaporanInovasi",
    "LembarNilai",
    "Nilai",
    "Pendamping",
    "PengujiRuang",
    "Penugasan",
    "PeranPendamping",
    "PeranPenilai",
    "PintuMentor",
    "Pratinjau",
    "RencanaAksi",
    "RuangSeminar",
    "Rubrik",
    "SebabInovasi",
    "Seminar",
    "StatusLaporan",
    "StatusLembar",
    "StatusPendamping",
    "StatusRencana",
    "SuaraWarga",
    "TahapRencana",
    "TanggapanRencana",
    "TingkatKriteria",
    "VersiNilai",
    "VersiRencana",
]
