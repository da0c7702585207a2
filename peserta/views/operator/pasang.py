"""What the operator's room brings: its entry in the menu, and its units as a choice in forms."""

from __future__ import annotations

from kantor import menu
from kantor.daftar import sasaran_unit
from kantor.models import Unit
from peserta.queries.operator import jumlah_tindak_lanjut

AWALAN = "unit:"
UNIT_MAKS = 20


def pasang() -> None:
    """Called once when the app is ready."""
    menu.ruang(
        menu.Butir(
            "Operator OPD",
            "peserta:operator",
            ikon="unit",
            urutan=20,
            lencana=jumlah_tindak_lanjut,
            terlihat=lambda pengguna: pengguna.operator,
        )
    )
    sasaran_unit.pasang("unit", unit_bernama)


def unit_bernama(nama: str) -> list[int]:
    """The units of a limit `unit:<kode>,<kode>`, by which a form searches below some units only."""
    if not nama.startswith(AWALAN):
        return []
    kode = nama.removeprefix(AWALAN).split(",")[:UNIT_MAKS]
    return list(Unit.objects.filter(kode__in=kode).values_list("pk", flat=True))
