"""What these pages bring to the registries of the house, put in once when the room opens."""

from __future__ import annotations

from kantor import menu
from kantor.daftar import AngkaBeranda, angka_beranda
from peserta.queries.publik import terselenggara


def pasang() -> None:
    """Entries of the menus, figures of the front page."""
    menu.publik(menu.Butir("Gelombang", "peserta:semua_gelombang", urutan=10))
    menu.ruang(
        menu.Butir(
            "Beranda Peserta", "peserta:saya", ikon="beranda", terlihat=lambda p: p.pegawai_id is not None
        )
    )
    angka_beranda.pasang("gelombang", AngkaBeranda("gelombang terselenggara", terselenggara, 30))
