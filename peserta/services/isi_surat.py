"""Number and date of a surat usulan: what they may be, and the same letter recorded twice."""

from __future__ import annotations

import datetime

from diklat.models import Gelombang
from kantor.galat import TidakValid
from kantor.lib.tanggal import tanggal
from kantor.models import Berkas
from kantor.zona import hari_ini
from peserta.models import Usulan


def periksa_surat(gelombang: Gelombang, nomor_surat: str, tanggal_surat: datetime.date | None) -> str:
    """The number, tidied. Raises TidakValid for one that is too long or a date that has not come."""
    nomor_surat = " ".join(nomor_surat.split())
    if len(nomor_surat) > 80:
        raise TidakValid(rincian={"nomor_surat": "Nomor surat paling panjang 80 huruf."})
    if tanggal_surat and tanggal_surat > hari_ini(gelombang.instansi):
        pesan = f"Tanggal surat {tanggal(tanggal_surat)} belum tiba. Periksa tanggal dan tahunnya."
        raise TidakValid(rincian={"tanggal_surat": pesan})
    return nomor_surat


def lengkapi_surat(ada: Usulan, tanggal_surat: datetime.date | None, berkas: Berkas | None) -> Usulan:
    """The letter that is there, with the date and scan it lacked. Raises TidakValid when the dates differ."""
    if ada.tanggal_surat and tanggal_surat and ada.tanggal_surat != tanggal_surat:
        pesan = (
            f"Surat nomor {ada.nomor_surat} sudah dicatat dengan tanggal {tanggal(ada.tanggal_surat)}. "
            "Buka surat itu bila tanggalnya keliru."
        )
        raise TidakValid(rincian={"nomor_surat": pesan})
    ada.tanggal_surat = ada.tanggal_surat or tanggal_surat
    ada.berkas = berkas or ada.berkas
    ada.save(update_fields=["tanggal_surat", "berkas"])
    return ada
