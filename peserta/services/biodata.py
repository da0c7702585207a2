"""Name and titles before they are printed: confirmed by the person, corrected by the office."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Any

from django.utils import timezone

from diklat.models import Gelombang
from diklat.models.gelombang import BELUM_SELESAI
from kantor.galat import KeadaanBerubah, TidakBerhak, TidakDitemukan
from kantor.layanan import layanan
from kantor.lingkup import Hak, boleh
from kantor.models import Pengguna, Unit
from kantor.riwayat import konteks
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import HIDUP, Status
from peserta.queries.verifikasi import DITERIMA
from peserta.services.isian import DataPendaftaran, periksa_isian
from peserta.services.kunci import kunci_pendaftaran
from peserta.services.massal import wajib_alasan
from peserta.services.orang import nama_unit
from peserta.services.orang_terverifikasi import milik_penyelenggara, salin_biodata
from peserta.services.pintu import periksa_kuota_unit, periksa_unit
from peserta.services.wakil import pastikan_wakil, staf

MENUNGGU = {Status.DIAJUKAN, Status.PERLU_PERBAIKAN}
KOLOM_NAMA = ("nama", "gelar_depan", "gelar_belakang")


@layanan
def konfirmasi_nama(
    *, oleh: Pengguna | None, pendaftaran: Pendaftaran, pada: datetime.datetime | None = None
) -> Pendaftaran:
    """The person (or whoever speaks for them) says that name and titles are right as they stand.

    None is the holder of the registration's own key. Raises KeadaanBerubah for a registration that has ended.
    """
    pastikan_wakil(oleh, pendaftaran)
    _, p = kunci_pendaftaran(pendaftaran)
    if p.status not in HIDUP:
        raise KeadaanBerubah("Pendaftaran ini sudah berakhir.")
    p.nama_dikonfirmasi = pada or timezone.now()
    p.save(update_fields=["nama_dikonfirmasi"])
    return p


@layanan
def perbaiki_biodata(
    *,
    oleh: Pengguna | None,
    pendaftaran: Pendaftaran,
    alasan: str,
    nama: str | None = None,
    gelar_depan: str | None = None,
    gelar_belakang: str | None = None,
    golongan: str | None = None,
    jabatan: str | None = None,
    unit: Unit | None = None,
) -> Pendaftaran:
    """Correct what will be printed, with the reason in the history; None leaves a column as it is.

    For Panitia; also for the person (None: the holder of the registration's own key) and the unit's operator while the
    registration waits for verification or was sent back, for Panitia looks at it then. A changed name must be
    confirmed anew; a certificate already issued keeps its text and is issued again from the corrected one. Another
    unit must be one the gelombang is meant for, with room under its quota, and an operator's own. Raises TidakValid
    per field, KuotaPenuh, TidakBerhak, TidakDitemukan.
    """
    alasan = wajib_alasan(alasan)
    gelombang, p = kunci_pendaftaran(pendaftaran, dengan_pegawai=True)
    _pastikan_boleh(oleh, p)
    if unit is not None and unit.pk != p.unit_id:
        _pastikan_unit(oleh, p, gelombang, unit)
    perubahan: dict[str, Any] = {
        "nama": nama, "gelar_depan": gelar_depan, "gelar_belakang": gelar_belakang, "golongan": golongan,
        "jabatan": jabatan, "unit": unit,
    }  # fmt: skip
    sebelum = [getattr(p, kolom) for kolom in KOLOM_NAMA]
    _terapkan(p, {k: v for k, v in perubahan.items() if v is not None})
    if sebelum != [getattr(p, kolom) for kolom in KOLOM_NAMA]:
        p.nama_dikonfirmasi = None
    with konteks(oleh=oleh, alasan=alasan):
        p.save()
        if p.status in DITERIMA and milik_penyelenggara(p):
            salin_biodata(p, p.pegawai)
    return p


def _pastikan_boleh(oleh: Pengguna | None, pendaftaran: Pendaftaran) -> None:
    if pendaftaran.status in MENUNGGU:
        pastikan_wakil(oleh, pendaftaran)
    elif oleh is not None and boleh(oleh, Hak.KERJA, pendaftaran):
        return
    elif oleh is None or boleh(oleh, Hak.LIHAT, pendaftaran):
        raise TidakBerhak("Data yang sudah diverifikasi diperbaiki oleh panitia.")
    else:
        raise TidakDitemukan


def _pastikan_unit(oleh: Pengguna | None, p: Pendaftaran, gelombang: Gelombang, unit: Unit) -> None:
    sendiri = oleh is None or oleh.pegawai_id == p.pegawai_id
    if not sendiri and not staf(oleh, p) and unit.pk not in oleh.unit_dengan_usul():  # type: ignore[union-attr]
        raise TidakBerhak("Pilih salah satu unit kerja Anda.")
    if gelombang.status in BELUM_SELESAI:  # afterwards the unit is only printed
        periksa_unit(gelombang, unit)
        if p.pemegang:
            periksa_kuota_unit(gelombang, unit, kecuali=p)


def _terapkan(p: Pendaftaran, perubahan: dict[str, Any]) -> None:
    """Check the row as it would stand and take the checked spelling."""
    data = DataPendaftaran(
        nip=p.pegawai.nip or "",
        nama=p.nama,
        gelar_depan=p.gelar_depan,
        gelar_belakang=p.gelar_belakang,
        golongan=p.golongan,
        jabatan=p.jabatan,
        unit=p.unit,
        status_kepegawaian=p.status_kepegawaian,
    )
    isian = periksa_isian(dataclasses.replace(data, **perubahan), wajib_unit=False)
    for kolom, isi in isian.biodata().items():
        setattr(p, kolom, isi)
    if "unit" in perubahan:
        p.unit_nama = nama_unit(isian.unit)
