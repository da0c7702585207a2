"""Who leads whom: nobody comes back to themselves on the way up, whoever writes it."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import connection
from django.db.models.functions import Coalesce

from kantor.models import Pegawai

_KUNCI = (
    5_271_001  # an arbitrary number of our own; two who write links at once could close a circle between them
)


def kunci_atasan() -> None:
    """Whoever links people waits here for the one before, until that transaction ends. Before any row is locked."""
    with connection.cursor() as kursor:
        kursor.execute("SELECT pg_advisory_xact_lock(%s)", [_KUNCI])


def rantai_atasan(instansi: int | None) -> dict[str, str]:
    """The atasan of everybody of this office who has one, by number (NIP, or the internal one)."""
    nomor, atas = Coalesce("nip", "nomor_internal"), Coalesce("atasan__nip", "atasan__nomor_internal")
    ada = Pegawai.objects.filter(instansi=instansi, atasan__isnull=False)
    return dict(ada.order_by().values_list(nomor, atas))


def tolak_lingkar(ada: Mapping[str, str], baru: Mapping[str, str]) -> set[str]:
    """Whose new atasan cannot be: they would come back to themselves on the way up.

    `ada` are the links that stand. Who is refused keeps the old one, which may close another circle: so it is walked
    again until what would really stand has none.
    """
    sisa = dict(baru)
    while lingkar := _melingkar({**ada, **sisa}) & sisa.keys():
        for satu in lingkar:
            del sisa[satu]
    return baru.keys() - sisa.keys()


def _melingkar(atasan: Mapping[str, str]) -> set[str]:
    """Who comes back to themselves on the way up. Every way is walked once."""
    selesai: set[str] = set()
    lingkar: set[str] = set()
    for awal in atasan:
        jalan: dict[str, int] = {}
        kini: str | None = awal
        while kini is not None and kini not in selesai and kini not in jalan:
            jalan[kini] = len(jalan)
            kini = atasan.get(kini)
        if kini in jalan:
            lingkar |= {nip for nip, n in jalan.items() if n >= jalan[kini]}
        selesai |= jalan.keys()
    return lingkar
