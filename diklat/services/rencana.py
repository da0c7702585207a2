"""What must agree within the plan of a gelombang: its doors and deadlines against its days."""

from __future__ import annotations

import datetime

from diklat.models import Gelombang
from kantor.lib.tanggal import tanggal
from kantor.zona import hari_ini

# Each must come no later than the last day: words of its error.
SEBELUM_SELESAI = {
    "buka_pada": "Pendaftaran dibuka setelah kegiatan berakhir ({hari}).",
    "tutup_pada": "Pendaftaran ditutup setelah kegiatan berakhir ({hari}).",
    "batas_usulan": "Batas usulan OPD setelah kegiatan berakhir ({hari}).",
    "batas_ganti": "Batas penggantian setelah kegiatan berakhir ({hari}).",
}


def salah_rencana(g: Gelombang) -> dict[str, list[str]]:
    """Fields that contradict another, each with its sentence; days are those of the organiser's office.

    Asked where a plan is written, not where a gelombang changes its status: a plan of long ago must still close.
    """
    salah = {}
    for nama, kalimat in SEBELUM_SELESAI.items():
        saat: datetime.datetime | None = getattr(g, nama)
        if saat and g.selesai and hari_ini(g.instansi, saat) > g.selesai:
            salah[nama] = [kalimat.format(hari=tanggal(g.selesai))]
    if g.batas_usulan and g.buka_pada and g.batas_usulan <= g.buka_pada:
        salah["batas_usulan"] = ["Batas usulan OPD sebelum pendaftaran dibuka."]
    if g.batas_usulan and g.tutup_pada and g.batas_usulan > g.tutup_pada:
        salah.setdefault("batas_usulan", ["Batas usulan OPD setelah pendaftaran ditutup."])
    return salah
