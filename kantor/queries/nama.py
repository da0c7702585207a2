"""Finding people by the words of their name."""

from __future__ import annotations

from django.db.models import Q

from kantor.lib import nama as lib_nama


def cocok_nama(teks: str, *, lewat: str = "") -> Q:
    """Every word of the name, in any order, so that the index over `nama_kunci` serves.

    `lewat`: the way to the row that has a name, `pendaftaran__` from a certificate.
    """
    syarat = Q()
    for kata in lib_nama.kunci(teks).split() or [teks.lower()]:
        syarat &= Q((f"{lewat}nama_kunci__contains", kata))
    return syarat
