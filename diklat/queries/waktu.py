"""What somebody should be asked who is about to do a thing before its day has come."""

from __future__ import annotations

import datetime

from diklat.models import Gelombang
from kantor.lib.tanggal import panjang
from kantor.zona import hari_ini


def terlalu_dini_mulai(gelombang: Gelombang, pada: datetime.datetime | None = None) -> str:
    """A sentence while the first day is more than a day away; the evening before is no surprise."""
    kini = hari_ini(gelombang.instansi, pada)
    sisa = (gelombang.mulai - kini).days
    if gelombang.dicatat_kemudian or sisa <= 1:
        return ""
    return f"Pelatihan baru dimulai {panjang(gelombang.mulai)}, {sisa} hari lagi."


def terlalu_dini_selesai(gelombang: Gelombang, pada: datetime.datetime | None = None) -> str:
    """A sentence until the last day has come."""
    if gelombang.dicatat_kemudian or hari_ini(gelombang.instansi, pada) >= gelombang.selesai:
        return ""
    return f"Pelatihan baru berakhir {panjang(gelombang.selesai)}."
