"""Where a newcomer lands: on a seat, on the list of cadangan, or nowhere."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from diklat.models import Gelombang
from kantor.galat import KuotaPenuh
from kantor.models import Unit
from peserta.models.pendaftaran import Status
from peserta.queries.kursi import antrean, unit_penuh
from peserta.services.cadangan import isi_kursi_kosong
from peserta.services.pintu import periksa_unit


@dataclass(frozen=True)
class Tempat:
    """A seat (`diajukan`), or a number on the list with the present position."""

    status: str
    urutan: int | None = None
    posisi: int | None = None


def tempat_untuk(
    gelombang: Gelombang,
    unit: Unit | None,
    *,
    prioritas: int = 0,
    bersama: Callable[[], Iterable[int]] = tuple,
    pada: datetime.datetime | None = None,
) -> Tempat:
    """Decide for one newcomer; the caller holds the gelombang's lock. `bersama`: as for `isi_kursi_kosong`.

    A free seat belongs first to the cadangan who fits it: the seats are offered down the list, and only what
    nobody there can take is left for the newcomer. Raises KuotaPenuh where no list is kept, TidakValid for a unit the
    gelombang is not meant for.
    """
    keadaan = antrean(gelombang, prioritas)
    if keadaan.bersasaran:
        periksa_unit(gelombang, unit)
    if keadaan.sisa and keadaan.cadangan and isi_kursi_kosong(gelombang, bersama=bersama, pada=pada):
        keadaan = antrean(gelombang, prioritas)
    penuh_unit = keadaan.berbatas_unit and unit is not None and unit.pk in unit_penuh(gelombang)
    if keadaan.sisa and not penuh_unit:
        return Tempat(Status.DIAJUKAN)
    if not gelombang.pakai_cadangan:
        raise KuotaPenuh("Kuota untuk unit kerja ini sudah penuh." if penuh_unit and keadaan.sisa else None)
    return Tempat(Status.DAFTAR_TUNGGU, urutan=keadaan.urutan_terakhir + 1, posisi=keadaan.di_depan + 1)
