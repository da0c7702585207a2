"""What this room brings to the registries of the house, put in once when the room opens."""

from __future__ import annotations

from diklat.daftar import berpeserta
from diklat.queries.jadwal import sudah_terbit
from diklat.queries.sasaran import penyelenggara, unit_sasaran
from diklat.services import surat_narasumber
from diklat.services.bahan import buka_bahan
from kantor import menu
from kantor.daftar import (
    LangkahGelombang,
    TabGelombang,
    instansi_lingkup,
    langkah_gelombang,
    pembuka_berkas,
    sasaran_unit,
    tab_gelombang,
)

TAB = "diklat:gelombang_jadwal"


def pasang() -> None:
    """Fill the registries; called once from AppConfig.ready."""
    sasaran_unit.pasang("gelombang", unit_sasaran)
    instansi_lingkup.pasang("gelombang", penyelenggara)
    surat_narasumber.pasang_jenis()
    pembuka_berkas.pasang("bahan tayang", buka_bahan)
    tab_gelombang.pasang(TAB, TabGelombang("Jadwal", TAB, 45))
    langkah = LangkahGelombang("Jadwal", TAB, 45, sudah_terbit, "Susun jadwal", tampak=berpeserta)
    langkah_gelombang.pasang("Jadwal", langkah)
    _menu()


def _menu() -> None:
    for butir in (
        menu.Butir("Narasumber", "diklat:narasumber", ikon="orang", kelompok="Kantor", urutan=52),
        menu.Butir("Ruang", "diklat:ruang", ikon="gedung", kelompok="Kantor", urutan=54),
        menu.Butir("Program dan kurikulum", "diklat:program", ikon="program", kelompok="Kantor", urutan=50),
    ):
        menu.staf(butir)
