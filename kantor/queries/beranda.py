"""The figures of the front page, brought by every room."""

from __future__ import annotations

from django.core.cache import cache
from django.db import connection

from kantor.daftar import angka_beranda

SIMPAN_DETIK = 300  # they are counted over whole tables and change slowly


def angka_tampil() -> list[tuple[str, int]]:
    """Label and figure of each that is above 0, in their order; counted at most once in five minutes."""
    kunci = f"angka-beranda:{connection.settings_dict['NAME']}"
    angka: list[tuple[str, int]] | None = cache.get(kunci)
    if angka is None:
        angka = [(a.label, a.hitung()) for a in sorted(angka_beranda, key=lambda a: a.urutan)]
        cache.set(kunci, angka, SIMPAN_DETIK)
    return [(label, n) for label, n in angka if n > 0]
