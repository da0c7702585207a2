"""How often something may be tried: an exact log of the last tries, in Valkey, or in PostgreSQL while Valkey is down.

A key names who or what is guarded (an account, a NIP), rarely an address: a whole office shares one.
"""

from __future__ import annotations

import logging
import time
from datetime import timedelta
from functools import cache
from hashlib import sha256
from typing import Any

import redis
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from kantor.galat import TerlaluSering
from kantor.models import Hitungan

log = logging.getLogger(__name__)

TUNGGU_VALKEY = 0.5  # seconds; a hanging Valkey must not hold up a sign-in
BASI = timedelta(hours=24)

# Drops tries older than the window; records as many as asked if all of them fit. The clock is Valkey's.
SKRIP = """
local waktu = redis.call('TIME')
local kini = waktu[1] * 1000000 + waktu[2]
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', kini - ARGV[2] * 1000000)
local ada, bobot = redis.call('ZCARD', KEYS[1]), tonumber(ARGV[3])
if bobot > 0 and ada + bobot <= tonumber(ARGV[1]) then
    for n = ada, ada + bobot - 1 do
        redis.call('ZADD', KEYS[1], kini, waktu[1] .. '.' .. waktu[2] .. '.' .. n)
    end
    redis.call('EXPIRE', KEYS[1], ARGV[2])
end
return ada
"""


def catat(kunci: str, batas: int, jendela: int, *, bobot: int = 1) -> bool:
    """Record a try at `kunci`, or one that counts for `bobot` of them.

    False, and nothing recorded, when more than `batas` would stand within `jendela` seconds.
    """
    return _hitung(kunci, batas, jendela, bobot=bobot) + bobot <= batas


def penuh(kunci: str, batas: int, jendela: int) -> bool:
    """True if the next try at `kunci` would be one too many. Records nothing."""
    return _hitung(kunci, batas, jendela, bobot=0) >= batas


def wajib_longgar(kunci: str, batas: int, jendela: int, pesan: str | None = None, *, bobot: int = 1) -> None:
    """Record a try; raises TerlaluSering when it is one too many."""
    if not catat(kunci, batas, jendela, bobot=bobot):
        raise TerlaluSering(pesan)


def bersihkan_hitungan() -> int:
    """Drop what was counted while Valkey was down. Returns the number of rows."""
    return Hitungan.objects.filter(diubah__lt=timezone.now() - BASI).delete()[0]


def _hitung(kunci: str, batas: int, jendela: int, *, bobot: int) -> int:
    """How many tries stood within the window before this one."""
    cache_utama = settings.CACHES["default"]
    # Two portals may share one Valkey; their databases tell them apart.
    nama = f"batas:{connection.settings_dict['NAME']}:{sha256(kunci.encode()).hexdigest()}"
    try:
        return int(_skrip(cache_utama["LOCATION"])(keys=[nama], args=[batas, jendela, bobot]))
    except (redis.RedisError, OSError) as galat:
        log.warning("Valkey tidak terjangkau, percobaan dihitung di PostgreSQL: %s", galat)
        return _hitung_di_basisdata(nama, batas, jendela, bobot=bobot)


@cache
def _skrip(alamat: str) -> Any:
    klien = redis.Redis.from_url(alamat, socket_timeout=TUNGGU_VALKEY, socket_connect_timeout=TUNGGU_VALKEY)
    return klien.register_script(SKRIP)


def _hitung_di_basisdata(nama: str, batas: int, jendela: int, *, bobot: int) -> int:
    with transaction.atomic():
        if bobot:
            Hitungan.objects.bulk_create([Hitungan(kunci=nama)], ignore_conflicts=True)
        baris = Hitungan.objects.select_for_update().filter(kunci=nama).first()
        kini = time.time()
        segar = [t for t in baris.jejak if t > kini - jendela] if baris else []
        if baris and bobot and len(segar) + bobot <= batas:
            baris.jejak = [*segar, *[kini] * bobot]
            baris.save(update_fields=["jejak", "diubah"])
        return len(segar)
