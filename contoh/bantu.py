"""Small helps of the scenes."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from contoh.orang import Orang
from diklat.models import Gelombang
from kantor.models import Pekerjaan, Pengguna, Unit
from kantor.services.pekerjaan import lanjutkan
from peserta.models import Pendaftaran
from peserta.services.isian import DataPendaftaran
from peserta.services.usulan import buat_usulan, usulkan

WIB = ZoneInfo("Asia/Jakarta")


def waktu(hari: datetime.date, jam: int = 9, menit: int = 0) -> datetime.datetime:
    """That day at that hour in Medan."""
    return datetime.datetime.combine(hari, datetime.time(jam, menit), tzinfo=WIB)


def data_dari(orang: Orang, unit: Unit) -> DataPendaftaran:
    """What an operator types of this person."""
    return DataPendaftaran(
        nip=orang.nip,
        nama=orang.lengkap,
        golongan=orang.golongan,
        jabatan=orang.jabatan,
        unit=unit,
        surel=orang.email,
        ponsel=orang.ponsel,
        status_kepegawaian="pns",
    )


def usulkan_semua(
    *, oleh: Pengguna, gelombang: Gelombang, orang: Sequence[tuple[Orang, Unit]], tanggal: datetime.date
) -> list[Pendaftaran]:
    """Each OPD sends one letter with its names."""
    surat: dict[int, object] = {}
    hasil = []
    for satu, unit in orang:
        opd = unit.opd or unit
        if opd.pk not in surat:
            surat[opd.pk] = buat_usulan(
                oleh=oleh,
                gelombang=gelombang,
                unit=opd,
                nomor_surat=f"800/{len(surat) + 101}/{tanggal.year}",
                tanggal_surat=tanggal,
            )
        hasil.append(
            usulkan(
                oleh=oleh,
                gelombang=gelombang,
                unit=opd,
                data=data_dari(satu, unit),
                usulan=surat[opd.pk],  # type: ignore[arg-type]
                pada=waktu(tanggal),
            )
        )
    return hasil


def selesaikan(pekerjaan: Pekerjaan) -> None:
    """Do the job here and now: the demo is whole when the portal opens. Raises when the job failed."""
    for _ in range(200):
        pekerjaan.refresh_from_db()
        if pekerjaan.status not in (Pekerjaan.Status.ANTRE, Pekerjaan.Status.BERJALAN):
            break
        lanjutkan(pekerjaan.pk, irisan=60)
    if pekerjaan.status != Pekerjaan.Status.SELESAI:
        raise RuntimeError(f"{pekerjaan.judul}: {pekerjaan.status} {pekerjaan.galat}")
