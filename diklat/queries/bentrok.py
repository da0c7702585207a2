"""Who and what a session would clash with, in sentences."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from django.db.models import Prefetch, Q

from diklat.models import Ruang, Sesi, SesiNarasumber


def kalimat_bentrok(
    *,
    mulai: datetime.datetime,
    selesai: datetime.datetime,
    ruang: Ruang | None,
    narasumber: Collection[int],
    kecuali: Collection[int] = (),
) -> dict[str, list[str]]:
    """What stands in the way of a session at that time, per field (`ruang`, `narasumber`): one sentence each.

    Sessions of every gelombang count, cancelled ones and those in `kecuali` (primary keys) do not.
    """
    pengajar = Prefetch(
        "pengajar",
        SesiNarasumber.objects.filter(narasumber__in=narasumber).select_related("narasumber"),
        to_attr="sibuk",
    )
    lain = (
        Sesi.objects.filter(
            Q(ruang=ruang) & Q(ruang__isnull=False) | Q(pengajar__narasumber__in=narasumber),
            batal=False,
            mulai__lt=selesai,
            selesai__gt=mulai,
        )
        .exclude(pk__in=kecuali)
        .select_related("gelombang__kurikulum__program", "gelombang__instansi")
        .prefetch_related(pengajar)
        .distinct()
        .order_by("mulai", "pk")
    )
    hasil: dict[str, list[str]] = {}
    for satu in lain:
        di = _di(satu)
        if ruang and satu.ruang_id == ruang.pk:
            hasil.setdefault("ruang", []).append(f"{ruang} dipakai {di}.")
        for orang in satu.sibuk:
            hasil.setdefault("narasumber", []).append(f"{orang.narasumber.nama_lengkap} mengisi {di}.")
    return hasil


def _di(sesi: Sesi) -> str:
    """“Pola pikir pelayanan” (Pelayanan Prima · Gelombang I), Senin, 10 Juli 2017, 08.00–10.15 WIB."""
    return f"“{sesi.judul}” ({sesi.gelombang}), {sesi.kapan(sesi.gelombang.instansi.zona_waktu)}"
