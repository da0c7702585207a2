"""What somebody typed to register a person: checked field by field, without touching the database."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from kantor.galat import TidakValid
from kantor.lib import golongan as lib_golongan
from kantor.lib import nama as lib_nama
from kantor.lib import nip as lib_nip
from kantor.lib import telepon as lib_telepon
from kantor.lib.salah import Salah
from kantor.models import Unit
from kantor.models.pegawai import StatusKepegawaian

PANJANG = {"nama": 150, "gelar_depan": 40, "gelar_belakang": 80, "jabatan": 150}
_KOSONG = {"", "-", "--", "–", "n/a"}


@dataclass(frozen=True)
class DataPendaftaran:
    """As typed. `nama` may carry titles, they are split; status_kepegawaian None: by the number's pattern."""

    nip: str
    nama: str
    golongan: str = ""
    jabatan: str = ""
    unit: Unit | None = None
    surel: str = ""
    ponsel: str = ""
    status_kepegawaian: str | None = None
    persetujuan: bool = True
    gelar_depan: str = ""
    gelar_belakang: str = ""


@dataclass(frozen=True)
class Isian:
    """The same, checked and in the spelling that is stored."""

    nip: str | None
    nama: str
    gelar_depan: str
    gelar_belakang: str
    golongan: str
    jabatan: str
    unit: Unit | None
    surel: str
    ponsel: str
    status_kepegawaian: str

    @cached_property
    def nama_kunci(self) -> str:
        """The name as lists are ordered and searched by."""
        return lib_nama.kunci(self.nama)

    def biodata(self) -> dict[str, Any]:
        """Columns shared by a pegawai and a registration."""
        return {
            "nama": self.nama,
            "nama_kunci": self.nama_kunci,
            "gelar_depan": self.gelar_depan,
            "gelar_belakang": self.gelar_belakang,
            "golongan": self.golongan,
            "jabatan": self.jabatan,
            "status_kepegawaian": self.status_kepegawaian,
            "unit": self.unit,
            "opd_id": self.unit.opd_id if self.unit else None,
        }


def periksa_isian(data: DataPendaftaran, *, wajib_nip: bool = False, wajib_unit: bool = True) -> Isian:
    """Check every field and return the clean values.

    `wajib_nip`: a person without an office number cannot register alone. Raises TidakValid; `rincian` maps each
    field that does not fit to its messages, so that a form can show all of them at once.
    """
    salah: dict[str, list[str]] = {}
    status = _status(data, salah)
    nip = _nip(data, status, wajib_nip, salah)
    golongan, status = _golongan(data.golongan, status, nip, salah)
    nama = _nama(data, salah)
    isian = Isian(
        nip=nip.digit if nip else None,
        nama=nama.nama,
        gelar_depan=nama.depan,
        gelar_belakang=nama.belakang,
        golongan=golongan,
        jabatan=_jabatan(data.jabatan, salah),
        unit=data.unit,
        surel=_coba("surel", data.surel, _surel, salah),
        ponsel=_coba("ponsel", data.ponsel, lib_telepon.rapikan, salah),
        status_kepegawaian=status or StatusKepegawaian.PNS,
    )
    if data.unit is None and wajib_unit:
        salah["unit"] = ["Pilih unit kerja."]
    if not data.persetujuan:
        salah["persetujuan"] = ["Pendaftaran memerlukan persetujuan pemrosesan data pribadi."]
    if salah:
        raise TidakValid(rincian=salah)
    return isian


def _status(data: DataPendaftaran, salah: dict[str, list[str]]) -> str | None:
    if not data.status_kepegawaian:
        return None
    if data.status_kepegawaian not in StatusKepegawaian.values:
        salah["status_kepegawaian"] = [f"Pilih salah satu: {', '.join(StatusKepegawaian.values)}."]
        return None
    return data.status_kepegawaian


def _nip(
    data: DataPendaftaran, status: str | None, wajib: bool, salah: dict[str, list[str]]
) -> lib_nip.Nip | None:
    kosong = str(data.nip or "").strip() in _KOSONG
    if status == StatusKepegawaian.NON_ASN and not wajib:
        if not kosong:
            salah["nip"] = ["Non-ASN tidak memiliki NIP. Kosongkan NIP, atau pilih status kepegawaian lain."]
        return None
    try:
        return lib_nip.periksa("" if kosong else data.nip)
    except Salah as galat:
        salah["nip"] = [galat.pesan]
        return None


def _golongan(
    teks: str, status: str | None, nip: lib_nip.Nip | None, salah: dict[str, list[str]]
) -> tuple[str, str | None]:
    """The golongan, and the employment status: as given, else as number and golongan suggest."""
    dari_nip = (
        None if nip is None else {"pns": StatusKepegawaian.PNS, "pppk": StatusKepegawaian.PPPK}.get(nip.pola)
    )
    if str(teks or "").strip() in _KOSONG or status == StatusKepegawaian.NON_ASN:
        return "", status or dari_nip
    jenis: lib_golongan.Jenis | None = None
    if status:
        jenis = "pns" if status in (StatusKepegawaian.PNS, StatusKepegawaian.CPNS) else "pppk"
    try:
        golongan = _kenali(teks, jenis, bila_ragu="pppk" if dari_nip == StatusKepegawaian.PPPK else "pns")
    except Salah as galat:
        salah["golongan"] = [galat.pesan]
        return "", status or dari_nip
    # The number only hints: a golongan that only PPPK have says more than digits 13 and 14.
    return golongan.kode, status or (
        StatusKepegawaian.PPPK if golongan.jenis == "pppk" else StatusKepegawaian.PNS
    )


def _kenali(
    teks: str, jenis: lib_golongan.Jenis | None, *, bila_ragu: lib_golongan.Jenis
) -> lib_golongan.Golongan:
    if jenis:
        return lib_golongan.kenali(teks, jenis=jenis)
    try:
        return lib_golongan.kenali(teks)
    except Salah:
        return lib_golongan.kenali(teks, jenis=bila_ragu)


def _nama(data: DataPendaftaran, salah: dict[str, list[str]]) -> lib_nama.NamaLengkap:
    if alasan := lib_nama.wajar(data.nama):
        salah["nama"] = list(alasan)
        return lib_nama.NamaLengkap("", "", "")
    terpisah = lib_nama.pisah(data.nama)
    hasil = lib_nama.NamaLengkap(
        data.gelar_depan.strip() or terpisah.depan,
        terpisah.nama,
        data.gelar_belakang.strip() or terpisah.belakang,
    )
    for kolom, nilai in (("gelar_depan", hasil.depan), ("gelar_belakang", hasil.belakang)):
        if len(nilai) > PANJANG[kolom] or not teks_wajar(nilai):
            salah[kolom if getattr(data, kolom) else "nama"] = [
                f"Gelar tidak wajar atau terlalu panjang (paling panjang {PANJANG[kolom]} huruf)."
            ]
    return hasil


def _jabatan(teks: str, salah: dict[str, list[str]]) -> str:
    isi = " ".join(str(teks or "").split())
    if isi in _KOSONG:
        return ""
    if len(isi) > PANJANG["jabatan"]:
        salah["jabatan"] = [
            f"Jabatan paling panjang {PANJANG['jabatan']} huruf; yang diisi {len(isi)} huruf."
        ]
    elif not teks_wajar(isi):
        salah["jabatan"] = ["Jabatan memuat tanda yang tidak dapat diterima (< > atau diawali =, +, -, @)."]
    return isi


def _surel(teks: object) -> str:
    """An address the outbox takes too: it judges by Django's rule, and only after the person was looked up."""
    alamat = lib_telepon.rapikan_surel(teks)
    try:
        validate_email(alamat)
    except ValidationError:
        raise lib_telepon.SurelSalah("Alamat email tidak lengkap atau salah tulis.") from None
    return alamat


def _coba(kolom: str, nilai: str, baca: Callable[[object], str], salah: dict[str, list[str]]) -> str:
    if str(nilai or "").strip() in _KOSONG:
        return ""
    try:
        return baca(nilai)
    except Salah as galat:
        salah[kolom] = [galat.pesan]
        return ""


def teks_wajar(teks: str) -> bool:
    """False for what no office types into a line: control characters, tags, the start of a formula."""
    return not (
        re.search(r"[<>]", teks)
        or teks[:1] in set("=+-@")
        or any(unicodedata.category(huruf) in {"Cc", "Cs", "Co", "Cn"} for huruf in teks)
    )
