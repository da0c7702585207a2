"""Makers for the tests of timetables: narasumber, rooms, sessions on a day at an hour."""

from __future__ import annotations

import datetime
import io
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from python_calamine import CalamineWorkbook

from diklat.models import Gelombang, Narasumber, Ruang, Sesi
from diklat.services.sesi import RencanaSesi, tambah_sesi
from kantor.models import Pengguna
from peserta.services.jadwal import terbitkan_jadwal
from tests.peserta import buat

_nomor = count(1)


def narasumber(nama: str = "", kode: str = "medan", **lain: Any) -> Narasumber:
    nama = nama or f"Narasumber {next(_nomor)}"
    return Narasumber.objects.create(instansi=buat.instansi(kode), nama=nama, **lain)


def ruang(nama: str = "", kode: str = "medan", **lain: Any) -> Ruang:
    return Ruang.objects.create(instansi=buat.instansi(kode), nama=nama or f"Ruang {next(_nomor)}", **lain)


def pukul(g: Gelombang, jam: float, hari: int = 0) -> datetime.datetime:
    """That hour (9.5 is half past nine) of the n-th day, in Medan."""
    awal = datetime.datetime.combine(g.mulai, datetime.time(), ZoneInfo("Asia/Jakarta"))
    return awal + datetime.timedelta(days=hari, hours=jam)


def rencana(
    g: Gelombang, mulai: float, selesai: float, *orang: Narasumber, hari: int = 0, **lain: Any
) -> RencanaSesi:
    isi: dict[str, Any] = {"judul": f"Sesi {mulai:g}", "narasumber": orang} | lain
    return RencanaSesi(mulai=pukul(g, mulai, hari), selesai=pukul(g, selesai, hari), **isi)


def sesi(staf: Pengguna, g: Gelombang, mulai: float, selesai: float, *orang: Narasumber, **lain: Any) -> Sesi:
    return tambah_sesi(oleh=staf, gelombang=g, rencana=rencana(g, mulai, selesai, *orang, **lain))


def terbitkan(staf: Pengguna, g: Gelombang) -> list[Any]:
    return terbitkan_jadwal(oleh=staf, gelombang=g)


def baca(jawaban: Any) -> list[list[Any]]:
    """The rows of a downloaded Excel file."""
    buku = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(jawaban.streaming_content)))
    return buku.get_sheet_by_index(0).to_python()
