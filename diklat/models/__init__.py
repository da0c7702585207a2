"""Tables of what is offered."""

from .gelombang import Gelombang, KuotaUnit, SyaratBerkas
from .program import Kurikulum, Modul, PanitiaProgram, Program
from .sesi import Sesi

__all__ = [
    "Gelombang",
    "KuotaUnit",
    "Kurikulum",
    "Modul",
    "PanitiaProgram",
    "Program",
    "Sesi",
    "SyaratBerkas",
]
