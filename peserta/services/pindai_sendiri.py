"""Presensi by the peserta themselves: the code on the projector is signed, changes every few seconds and soon ends."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from django.core import signing
from django.db import connection
from django.utils import timezone

from diklat.models import Sesi
from kantor.galat import Galat, TidakDitemukan
from kantor.layanan import layanan
from kantor.models import Pengguna
from peserta.lib import pindai
from peserta.models import DITERIMA, HasilPindai, Pindaian, TandaPindai
from peserta.models.pendaftaran import HIDUP, Status
from peserta.queries.sesi_peserta import MILIK
from peserta.services.catat_pindaian import Pindai, baca_baris, catat
from peserta.services.pindai import nilai_waktu

BERLAKU = 15  # seconds a code is good for
BERGANTI = 5  # seconds after which the projector shows another one
GARAM = "presensi-layar"


class KodeLewat(Galat):
    """The code is not ours, or no longer good."""

    kode = "kode_lewat"
    pesan = "Kode ini sudah berganti. Pindai lagi kode yang sedang tampil di layar."


def kode_layar(sesi: Sesi) -> str:
    """The code of this moment for a session; made when it is shown, stored nowhere."""
    return signing.TimestampSigner(salt=GARAM).sign(sesi.uid.hex).replace(":", ".")


def sesi_dari_kode(kode: str) -> UUID:
    """The UID of the session of a code that is at most 15 seconds old. Raises KodeLewat."""
    try:
        bagian = signing.TimestampSigner(salt=GARAM).unsign(kode.replace(".", ":"), max_age=BERLAKU)
        return UUID(bagian)
    except (signing.BadSignature, ValueError):
        raise KodeLewat from None


# The gelombang's lock is shared, as the scanners share it.
CARI = f"""
    SELECT p.id AS pendaftaran, p.gelombang_id AS gelombang, p.status, p.ndh, p.gelar_depan, p.nama, p.gelar_belakang,
           p.unit_nama AS unit, s.id AS sesi, s.judul, t.mulai, t.selesai, g.status AS status_gelombang,
           i.zona_waktu AS zona, {MILIK} AS milik
    FROM diklat_sesi s JOIN diklat_gelombang g ON g.id = s.gelombang_id JOIN kantor_instansi i ON i.id = g.instansi_id
    JOIN peserta_pendaftaran p ON p.gelombang_id = g.id AND p.pegawai_id = %(pegawai)s AND p.status = ANY(%(hidup)s)
    LEFT JOIN diklat_terbitansesi t ON t.sesi_id = s.id AND NOT t.batal
    WHERE s.uid = %(sesi)s
"""  # noqa: S608 - only the constant


def sesi_sendiri(pengguna: Pengguna, sesi: UUID) -> dict[str, Any]:
    """The own registration and this session. Raises TidakDitemukan for somebody who does not take part."""
    baris = baca_baris(CARI, {"sesi": sesi, "pegawai": pengguna.pegawai_id, "hidup": [str(s) for s in HIDUP]})
    if pengguna.pegawai_id is None or not baris:
        raise TidakDitemukan("Anda tidak terdaftar pada pelatihan ini.")
    return baris[0]


@layanan
def pindai_sendiri(*, oleh: Pengguna, sesi: UUID, waktu: datetime.datetime, peramban: str = "") -> Pindai:
    """Record that `oleh` read the projector's code at `waktu` (by our clock, when the code was checked).

    Once per person and session; again gives what stands. A browser (`peramban`) that did it for somebody else in this
    session is flagged, not refused. Raises TidakDitemukan for somebody who does not take part.
    """
    orang = sesi_sendiri(oleh, sesi)
    with connection.cursor() as kursor:
        kursor.execute("SELECT 1 FROM diklat_gelombang WHERE id = %s FOR SHARE", [orang["gelombang"]])
    orang |= sesi_sendiri(oleh, sesi) | {"tercatat": None, "menit": None, "dipindai": None}
    kini = timezone.now()
    satu = Pindai(uuid4(), "layar", waktu, pindai.Saat(waktu, 0, meleset=False), orang, peramban=peramban)
    satu.hasil = _nilai(satu)
    if satu.hasil in DITERIMA:
        # The same for all tries of this person in this session on this day: the table keeps one.
        satu.nonce = uuid5(NAMESPACE_URL, f"layar:{orang['sesi']}:{orang['pendaftaran']}:{waktu.date()}")
        satu.tanda = _tanda(satu)
    catat([satu], perangkat=None, petugas=oleh.pk, kini=kini)
    return satu


def _nilai(satu: Pindai) -> str:
    if satu.orang["status"] != Status.HADIR:
        return HasilPindai.BELUM_REGISTRASI
    return nilai_waktu(satu.orang["status_gelombang"], satu)


def _tanda(satu: Pindai) -> list[str]:
    lain = Pindaian.objects.filter(sesi=satu.orang["sesi"], peramban=satu.peramban).exclude(
        pendaftaran=satu.orang["pendaftaran"]
    )
    return [str(TandaPindai.SATU_PONSEL)] if satu.peramban and lain.exists() else []
