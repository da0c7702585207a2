"""Tables of what is offered."""

from .gelombang import Gelombang, KuotaUnit, SyaratBerkas
from .kunjungan import Kunjungan
from .narasumber import Narasumber, NarasumberPribadi, Ruang
from .program import Kurikulum, Modul, PanitiaProgram, Program
from .sesi import BahanTayang, JenisSesi, Sesi, SesiNarasumber, TerbitanNarasumber, TerbitanSesi

__all__ = [
    "BahanTayang",
    "Gelombang",
    "JenisSesi",
    "Kunjungan",
    "KuotaUnit",
    "Kurikulum",
    "Modul",
    "Narasumber",
    "NarasumberPribadi",
    "PanitiaProgram",
    "Program",
    "Ruang",
    "Sesi",
    "SesiNarasumber",
    "SyaratBerkas",
    "TerbitanNarasumber",
    "TerbitanSesi",
]
