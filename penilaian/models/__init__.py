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
from .seminar import Giliran, Keputusan, PengujiRuang, Penugasan, RuangSeminar, Seminar

__all__ = [
    "AturanKelulusan",
    "AturanRencana",
    "BenturanKepentingan",
    "Bimbingan",
    "BobotKriteria",
    "BobotPeran",
    "BuktiInovasi",
    "ButirNaskah",
    "CaraTtd",
    "CatatanReview",
    "Giliran",
    "HalamanPratinjau",
    "Hasil",
    "Inovasi",
    "JenisNaskah",
    "Kapasitas",
    "KartuPenguji",
    "KeadaanInovasi",
    "Keputusan",
    "Klaster",
    "Komponen",
    "Kriteria",
    "LampiranRencana",
    "LaporanInovasi",
    "LembarNilai",
    "NaskahAcara",
    "Nilai",
    "NilaiKomponen",
    "Pendamping",
    "PengujiRuang",
    "Penugasan",
    "PeranPendamping",
    "PeranPenilai",
    "PihakNaskah",
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
    "StatusNaskah",
    "StatusPendamping",
    "StatusRencana",
    "SuaraWarga",
    "TahapRencana",
    "TanggapanRencana",
    "TingkatKriteria",
    "VersiNilai",
    "VersiRencana",
]
