"""One request, one effect: what was answered to an Idempotency-Key is answered again for 24 hours.

The row of the key is inserted in the transaction that does the work. A second request with the same key waits at the
unique index until the first has committed (and is answered from its row) or rolled back (and does the work itself).
So an effect and its remembered answer are stored together, or neither is.
"""

from __future__ import annotations

import json
import logging
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.db import OperationalError, connection, transaction
from django.utils import timezone

from kantor.galat import KeadaanBerubah, KunciDipakaiUlang, TidakValid
from kantor.layanan import DAPAT_DIULANG, PERCOBAAN
from kantor.models import KunciApi, PermintaanIdempoten

log = logging.getLogger(__name__)

BERLAKU = timedelta(hours=24)
PANJANG_MAKS = 120
BARU = """
INSERT INTO kantor_permintaanidempoten (kunci_api_id, kunci, sidik_isi, dibuat) VALUES (%s, %s, %s, now())
ON CONFLICT (kunci_api_id, kunci) DO NOTHING RETURNING id
"""


@dataclass(frozen=True)
class Jawaban:
    """What was answered: HTTP status and body; `ulangan` when nothing was done this time."""

    status: int
    isi: Any
    ulangan: bool = False


class _Batal(Exception):
    """Carries an answer out of a transaction that must leave nothing behind."""

    def __init__(self, jawaban: Jawaban) -> None:
        self.jawaban = jawaban


def sekali(*, kunci_api: KunciApi, kunci: str, sidik_isi: str, kerjakan: Callable[[], Jawaban]) -> Jawaban:
    """Do the work once for this key of this API key, or give the answer it got.

    `kerjakan` runs inside the transaction; an answer from 500 up is not remembered and what it did is undone. Raises
    TidakValid for a key that cannot be one, KunciDipakaiUlang for the same key with another body, KeadaanBerubah when
    the first request is still at work after the database's lock timeout.
    """
    if not (0 < len(kunci) <= PANJANG_MAKS) or not kunci.isascii() or not kunci.isprintable():
        raise TidakValid(f"Idempotency-Key harus 1 sampai {PANJANG_MAKS} huruf, angka, atau tanda biasa.")
    for percobaan in range(1, PERCOBAAN + 1):
        try:
            with transaction.atomic():
                return _sekali(kunci_api, kunci, sidik_isi, kerjakan)
        except _Batal as batal:
            return batal.jawaban
        except OperationalError as galat:
            kode = getattr(galat.__cause__, "pgcode", None)
            if kode not in DAPAT_DIULANG or percobaan == PERCOBAAN:
                if kode == "55P03":
                    raise KeadaanBerubah("Permintaan pertama dengan kunci ini masih dikerjakan.") from galat
                raise
            log.warning("permintaan dengan Idempotency-Key diulang karena %s", kode)
            time.sleep(random.uniform(0.02, 0.1) * percobaan)  # noqa: S311
    raise AssertionError("tidak tercapai")


def sidik_permintaan(metode: str, alamat: str, isi: Any) -> str:
    """The fingerprint by which two requests are the same: method, address and values, however they are laid out."""
    teks = json.dumps([metode, alamat, isi], sort_keys=True, ensure_ascii=False, default=str)
    return sha256(teks.encode(errors="surrogatepass")).hexdigest()


def _sekali(kunci_api: KunciApi, kunci: str, sidik_isi: str, kerjakan: Callable[[], Jawaban]) -> Jawaban:
    nomor = _baris_baru(kunci_api, kunci, sidik_isi)
    if nomor is None:
        lama = PermintaanIdempoten.objects.select_for_update().get(kunci_api=kunci_api, kunci=kunci)
        if lama.dibuat > timezone.now() - BERLAKU:
            if lama.sidik_isi != sidik_isi:
                raise KunciDipakaiUlang
            return Jawaban(lama.status or 500, lama.jawaban, ulangan=True)
        nomor = lama.pk
    jawaban = kerjakan()
    if jawaban.status >= 500:
        raise _Batal(jawaban)
    PermintaanIdempoten.objects.filter(pk=nomor).update(
        sidik_isi=sidik_isi, dibuat=timezone.now(), status=jawaban.status, jawaban=jawaban.isi
    )
    return jawaban


def _baris_baru(kunci_api: KunciApi, kunci: str, sidik_isi: str) -> int | None:
    """Insert the row, waiting for whoever is inserting the same one; None when it is there already."""
    with connection.cursor() as kursor:
        kursor.execute(BARU, [kunci_api.pk, kunci, sidik_isi])
        baris = kursor.fetchone()
    return baris[0] if baris else None
