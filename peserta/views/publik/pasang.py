"""What these pages bring to the registries of the house, put in once when the room opens."""

from __future__ import annotations

from kantor import menu
from kantor.daftar import AngkaBeranda, KartuSaya, angka_beranda, kartu_saya
from kantor.models import Pengguna
from peserta.models import Pendaftaran
from peserta.queries.kehadiran import RekapKehadiran
from peserta.queries.publik import terselenggara
from peserta.queries.saya import berjalan_saya


def pasang() -> None:
    """Entries of the menus, figures of the front page."""
    menu.publik(menu.Butir("Gelombang", "peserta:semua_gelombang", urutan=10))
    menu.ruang(
        menu.Butir(
            "Beranda Peserta", "peserta:saya", ikon="beranda", terlihat=lambda p: p.pegawai_id is not None
        )
    )
    kartu_saya.pasang("kehadiran", KartuSaya("peserta/saya/kartu_hadir.html", _kehadiran, 5))
    angka_beranda.pasang("gelombang", AngkaBeranda("gelombang terselenggara", terselenggara, 30))


def _kehadiran(pengguna: Pengguna, p: Pendaftaran | None) -> list[tuple[Pendaftaran, RekapKehadiran]] | None:
    """On the page of one registration its timetable says it already."""
    if p is not None or pengguna.pegawai is None:
        return None
    return berjalan_saya(pengguna.pegawai)
