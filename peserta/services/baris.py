"""The row of a registration: who stands in its way, how it is written, what the table says last."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import IntegrityError, connection
from django.db.models import Q

from diklat.models import Gelombang
from kantor.galat import BentrokJadwal, Galat, SudahTerdaftar
from kantor.langsung import sisip
from kantor.lib.kode import nomor_daftar
from kantor.models import Pegawai, Pengguna
from kantor.services.pribadi import buat_pribadi
from peserta.models import Pendaftaran, PendaftaranPribadi
from peserta.models.pendaftaran import HIDUP, MENGHALANGI_TANGGAL
from peserta.services.isian import Isian
from peserta.services.orang import nama_unit

P = ParamSpec("P")
R = TypeVar("R")


def sebut_pelanggaran(fungsi: Callable[P, R]) -> Callable[P, R]:
    """Say in our words what the table refused: the last guard, should a writer have gone past the locks."""

    @wraps(fungsi)
    def jalankan(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return fungsi(*args, **kwargs)
        except IntegrityError as galat:
            if "pendaftaran_tanggal_tidak_bertumpukan" in str(galat):
                raise BentrokJadwal from galat
            if "pendaftaran_sekali_per_gelombang" in str(galat):
                raise SudahTerdaftar from galat
            raise

    return jalankan


def halangan_orang(pegawai: Pegawai, gelombang: Gelombang) -> tuple[Galat, Pendaftaran] | None:
    """The living registration that keeps this (locked) person out of the gelombang, with what to say about it."""
    if not _ada_halangan(pegawai, gelombang):
        return None
    baris = list(
        Pendaftaran.objects.select_related("gelombang__kurikulum__program", "gelombang__instansi", "pribadi")
        .filter(pegawai=pegawai)
        .filter(
            Q(gelombang=gelombang, status__in=HIDUP)
            | Q(rentang__overlap=gelombang.rentang, status__in=MENGHALANGI_TANGGAL)
        )
    )
    for p in baris:
        p.pegawai = pegawai
    if sama := [p for p in baris if p.gelombang_id == gelombang.pk]:
        return SudahTerdaftar(), sama[0]
    return (BentrokJadwal(), baris[0]) if baris else None


# Asked for every person who is known, while others wait for the lock; hardly anybody has one.
_HALANGAN = """
    SELECT EXISTS (
        SELECT 1 FROM peserta_pendaftaran
        WHERE pegawai_id = %s
          AND ((gelombang_id = %s AND status = ANY(%s)) OR (rentang && %s AND status = ANY(%s)))
    )
"""
_HIDUP, _MENGHALANGI_TANGGAL = [str(s) for s in HIDUP], [str(s) for s in MENGHALANGI_TANGGAL]


def _ada_halangan(pegawai: Pegawai, gelombang: Gelombang) -> bool:
    isi = [pegawai.pk, gelombang.pk, _HIDUP, gelombang.rentang, _MENGHALANGI_TANGGAL]
    with connection.cursor() as kursor:
        kursor.execute(_HALANGAN, isi)
        return bool(kursor.fetchone()[0])


def tulis_baris(
    *,
    oleh: Pengguna | None,
    gelombang: Gelombang,
    pegawai: Pegawai,
    isian: Isian,
    jalur: str,
    status: str,
    kini: datetime.datetime,
    **lain: Any,
) -> Pendaftaran:
    """Store a registration with its snapshot and the typed contact. The caller holds the locks and has decided.

    `lain`: further columns (usulan, menggantikan, ndh, …).
    """
    p = Pendaftaran(
        nomor=nomor_daftar(),
        gelombang=gelombang,
        pegawai=pegawai,
        status=status,
        jalur=jalur,
        rentang=gelombang.rentang,
        unit_nama=nama_unit(isian.unit),
        persetujuan=kini,
        dibuat=kini,
        dibuat_oleh=oleh,
        **isian.biodata(),
        **lain,
    )
    sisip(p)
    if isian.surel or isian.ponsel:
        buat_pribadi(baris=PendaftaranPribadi(pendaftaran=p), email=isian.surel, ponsel=isian.ponsel)
    return p
