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
    "AturanKelulusan",
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
    "Komponen",
    "Kriteria",
    "LampiranRencana",
    "LaporanInovasi",
    "LembarNilai",
    "Nilai",
    "NilaiKomponen",
    "Pendamping",
    "PengujiRuang",
    "Penugasan",
    "PeranPendamping",
    "PeranPenilai",
    "PintuMentor",
    "Pratinjau",
    "RekapKelulusan",
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
