"""Letters of leave: they excuse on the roll calls of their days, and taken back they leave these as they were."""

from __future__ import annotations

import datetime

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from kantor.galat import TidakDitemukan, TidakValid
from kantor.layanan import layanan
from kantor.lingkup import Hak
from kantor.models import Pegawai, Pengguna
from peserta.models import CatatanApel, Halangan, KodeApel
from peserta.services.apel import HARI_OPERATOR

# The longest leave there is (cuti di luar tanggungan negara) lasts three years; a slip of the year lasts longer.
HARI_HALANGAN_MAKS = 3 * 366


@layanan
def catat_halangan(
    *,
    oleh: Pengguna,
    pegawai: Pegawai,
    jenis: str,
    mulai: datetime.date,
    selesai: datetime.date,
    nomor_surat: str = "",
) -> Halangan:
    """A letter: away on these days. Roll calls of this office already taken follow it, except where the person came.

    Raises TidakDitemukan for people of others, TidakValid for wrong days, a second letter for the same day, or an
    operator's letter that would change what another unit recorded.
    """
    pegawai = _kunci(pegawai.pk)
    if pegawai.instansi_id is None or pegawai.unit_id is None:
        raise TidakDitemukan  # on nobody's roll call
    milik = _wewenang(oleh, pegawai.instansi_id, pegawai.unit_id)
    _periksa(pegawai, jenis, mulai, selesai)
    halangan = Halangan.objects.create(
        instansi_id=pegawai.instansi_id,
        unit_id=pegawai.unit_id,
        pegawai=pegawai,
        jenis=jenis,
        mulai=mulai,
        selesai=selesai,
        nomor_surat=nomor_surat.strip(),
        dicatat_oleh=oleh,
    )
    kena = CatatanApel.objects.filter(
        pegawai=pegawai, tanggal__range=(mulai, selesai), apel__instansi=pegawai.instansi_id
    )
    _pastikan_sendiri(kena, milik)
    kena.exclude(kode=KodeApel.HADIR).update(kode=jenis, kode_asal=F("kode"), halangan=halangan)
    kena.filter(kode=KodeApel.HADIR).update(halangan=halangan)
    return halangan


@layanan
def hapus_halangan(*, oleh: Pengguna, halangan: Halangan) -> int:
    """A letter recorded by mistake: where it excused somebody the roll call says again what a clerk had written.

    A day opened after the letter came had nothing else written: it says tanpa keterangan. Returns how many rows
    changed. Raises as `catat_halangan`.
    """
    _kunci(halangan.pegawai_id)
    kini = Halangan.objects.filter(pk=halangan.pk).first()
    if kini is None:
        raise TidakDitemukan
    milik = _wewenang(oleh, kini.instansi_id, kini.unit_id)
    kena = CatatanApel.objects.filter(halangan=kini)
    _pastikan_sendiri(kena, milik)
    semula = Coalesce("kode_asal", Value(KodeApel.ALPA))
    kena.filter(kode=KodeApel.HADIR).update(halangan=None, kode_asal=None)
    kembali = kena.update(kode=semula, halangan=None, kode_asal=None)
    kini.delete()
    return kembali


def _kunci(pk: int) -> Pegawai:
    """The person as they are now. Whoever writes on a roll call holds the same lock, shared."""
    pegawai = Pegawai.objects.select_for_update(no_key=True).filter(pk=pk).first()
    if pegawai is None:
        raise TidakDitemukan
    return pegawai


def _wewenang(oleh: Pengguna, instansi: int | None, unit: int | None) -> set[int] | None:
    """None for staff of the office, else the operator's units. Raises TidakDitemukan."""
    if instansi in oleh.instansi_dengan(Hak.KERJA):
        return None
    milik = oleh.unit_dengan_usul()
    if unit not in milik:
        raise TidakDitemukan
    return milik


def _pastikan_sendiri(kena: QuerySet[CatatanApel], milik: set[int] | None) -> None:
    """An operator changes no day the person stood on the register of another unit, nor one long ago."""
    if milik is None:
        return
    lama = timezone.localdate() - datetime.timedelta(HARI_OPERATOR)
    if kena.filter(~Q(unit__in=milik) | Q(tanggal__lt=lama)).exists():
        kata = f"Apel pada hari-hari itu tercatat di unit lain, atau lebih dari {HARI_OPERATOR} hari lalu."
        raise TidakValid(rincian={"mulai": f"{kata} Hubungi Panitia."})


def _periksa(pegawai: Pegawai, jenis: str, mulai: datetime.date, selesai: datetime.date) -> None:
    salah = {}
    if jenis not in Halangan.Jenis.values:
        salah["jenis"] = "Pilih keterangannya."
    if selesai < mulai:
        salah["selesai"] = "Tanggal selesai mendahului tanggal mulai."
    elif (selesai - mulai).days >= HARI_HALANGAN_MAKS:
        salah["selesai"] = "Paling lama tiga tahun. Periksa tahunnya."
    if salah:
        raise TidakValid(rincian=salah)
    lain = Halangan.objects.filter(
        instansi=pegawai.instansi_id, pegawai=pegawai, mulai__lte=selesai, selesai__gte=mulai
    ).first()
    if lain is not None:
        raise TidakValid(
            rincian={
                "mulai": f"Sudah ada {lain.get_jenis_display().lower()} {lain.mulai:%d-%m-%Y} s.d. "
                f"{lain.selesai:%d-%m-%Y} untuk pegawai ini."
            }
        )
