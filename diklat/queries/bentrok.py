"""Who and what a session would clash with, in sentences."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, Q

from diklat.models import Ruang, Sesi, SesiNarasumber


@dataclass(frozen=True)
class Bentrok:
    """One clash: of the room, or of a narasumber (`orang`, the primary key), and the sentence that names it."""

    kalimat: str
    orang: int | None = None

    @property
    def bidang(self) -> str:
        """The field of a session's form it belongs to."""
        return "ruang" if self.orang is None else "narasumber"


def cari_bentrok(
    *,
    mulai: datetime.datetime,
    selesai: datetime.datetime,
    ruang: Ruang | None,
    narasumber: Collection[int],
    kecuali: Collection[int] = (),
) -> list[Bentrok]:
    """What stands in the way of a session at that time.

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
    hasil: list[Bentrok] = []
    for satu in lain:
        di = _di(satu)
        if ruang and satu.ruang_id == ruang.pk:
            hasil.append(Bentrok(f"{ruang} dipakai {di}."))
        hasil += [Bentrok(f"{o.narasumber.nama_lengkap} mengisi {di}.", o.narasumber_id) for o in satu.sibuk]
    return hasil


def per_bidang(bentrok: Iterable[Bentrok]) -> dict[str, list[str]]:
    """The sentences by field, each once."""
    hasil: dict[str, list[str]] = {}
    for satu in bentrok:
        isi = hasil.setdefault(satu.bidang, [])
        if satu.kalimat not in isi:
            isi.append(satu.kalimat)
    return hasil


def _di(sesi: Sesi) -> str:
    """“Pola pikir pelayanan” (Pelayanan Prima · Gelombang I), Senin, 10 Juli 2017, 08.00–10.15 WIB."""
    return f"“{sesi.judul}” ({sesi.gelombang}), {sesi.kapan(sesi.gelombang.instansi.zona_waktu)}"
