"""What these pages bring to the registries of the house, put in once when the room opens."""

from __future__ import annotations

from django.utils import timezone

from kantor import menu
from kantor.daftar import AngkaBeranda, angka_beranda
from peserta.queries.publik import dilatih, terselenggara


def pasang() -> None:
    """Entries of the menus, figures of the front page."""
    menu.publik(menu.Butir("Gelombang", "peserta:semua_gelombang", urutan=10))
    menu.ruang(
        menu.Butir(
            "Beranda Peserta", "peserta:saya", ikon="beranda", terlihat=lambda p: p.pegawai_id is not None
        )
    )
    angka = (
        ("peserta dilatih tahun ini", lambda: dilatih(timezone.localdate().year)),
        ("peserta dilatih seluruhnya", dilatih),
        ("gelombang terselenggara", terselenggara),
    )
    for urutan, (label, hitung) in enumerate(angka, 1):
        angka_beranda.pasang(label, AngkaBeranda(label, hitung, urutan * 10))
