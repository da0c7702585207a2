"""What nominatif and usulan share: a row of an office list becomes checked data for a registration, and back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from diklat.models import Gelombang
from diklat.services.kunci import kunci_gelombang
from kantor.daftar import Terbaca
from kantor.galat import TidakValid
from kantor.lib import nama as lib_nama
from kantor.lib import telepon as lib_telepon
from kantor.lib.kolom import BAKU, kolom_baku
from kantor.lib.lembar import BarisTabel, Sel
from kantor.models import BarisImpor, Instansi, Unit
from kantor.models.pegawai import StatusKepegawaian
from kantor.queries.unit import cocokkan_unit
from kantor.services.impor_baca import salah_sel
from peserta.models import Pendaftaran
from peserta.services.isian import DataPendaftaran, Isian, periksa_isian
from peserta.services.kunci import kunci_dengan_cadangan
from peserta.services.orang import pegawai_dikenal

T = BarisImpor.Tindakan
KOLOM_ORANG = (
    "nip", "nama", "gelar_depan", "gelar_belakang", "golongan", "jabatan", "unit", "telepon", "surel", "status",
)  # fmt: skip
# Errors that comparing found; they are judged anew when the choices change.
BANDING = "banding"
# Fields of a registration, and the column of the list each comes from.
_KOLOM = {
    "nip": "nip", "nama": "nama", "gelar_depan": "gelar_depan", "gelar_belakang": "gelar_belakang",
    "golongan": "golongan", "jabatan": "jabatan", "unit": "unit", "ponsel": "telepon", "surel": "surel",
    "status_kepegawaian": "status",
}  # fmt: skip
_STATUS = {
    "pns": StatusKepegawaian.PNS, "cpns": StatusKepegawaian.CPNS, "pppk": StatusKepegawaian.PPPK,
    "p3k": StatusKepegawaian.PPPK, "pppkparuhwaktu": StatusKepegawaian.PPPK_PARUH_WAKTU,
    "nonasn": StatusKepegawaian.NON_ASN, "honorer": StatusKepegawaian.NON_ASN, "kepling": StatusKepegawaian.NON_ASN,
}  # fmt: skip
# What is personal is not stored readable, mistyped or not; the address of the cell leads to it in the file.
_SAMAR: dict[str, Callable[[str], str]] = {
    "ponsel": lib_telepon.samarkan,
    "surel": lambda teks: lib_telepon.samarkan_surel(teks) if teks.count("@") == 1 else lib_telepon.TITIK,
}
DIBANDINGKAN = {
    "nama": "Nama", "gelar_depan": "Gelar depan", "gelar_belakang": "Gelar belakang", "golongan": "Golongan",
    "jabatan": "Jabatan",
}  # fmt: skip


def kolom_orang(*lain: str) -> tuple[Any, ...]:
    """The columns of a list of people to be registered."""
    return kolom_baku(*KOLOM_ORANG, *lain, wajib=("nip", "nama"))


def periksa_orang(
    baris: Sequence[BarisTabel], *, instansi: Instansi, unit_bawaan: Unit | None = None
) -> list[Terbaca]:
    """Check every row by the same rules as the registration form; `unit_bawaan` where the list names no unit."""
    unit = cocokkan_unit((b.teks("unit") for b in baris), instansi=instansi)
    return [_satu(b, unit, unit_bawaan) for b in baris]


def data_pendaftaran(baris: BarisImpor, pribadi: dict[str, str], unit: Unit | None) -> DataPendaftaran:
    """The same data again when the row is stored."""
    nilai = baris.nilai
    return DataPendaftaran(
        nip=nilai["nip"],
        nama=nilai["nama"],
        golongan=nilai["golongan"],
        jabatan=nilai["jabatan"],
        unit=unit,
        surel=pribadi.get("email", ""),
        ponsel=pribadi.get("ponsel", ""),
        status_kepegawaian=nilai["status_kepegawaian"],
        gelar_depan=nilai["gelar_depan"],
        gelar_belakang=nilai["gelar_belakang"],
    )


def kunci_orang(gelombang: Gelombang, baris: list[BarisImpor]) -> list[BarisImpor]:
    """Lock what storing these rows of one gelombang may lock, at once; returns them in the order to store them.

    They are stored one by one within one transaction, so locking row by row would keep no order. Who is not known yet
    can only be inserted: in the order of their NIP, after everybody else is locked.
    """
    [g] = kunci_gelombang(gelombang.pk)
    dikenal = (pegawai_dikenal(b.nilai["nip"], b.nilai["nama"], b.nilai["unit"]) for b in baris)
    kunci_dengan_cadangan(g, pegawai=[pk for pk in dikenal if pk])
    return sorted(baris, key=lambda b: b.kunci)


def perubahan(p: Pendaftaran, nilai: dict[str, Any]) -> dict[str, list[str]]:
    """What the list would change on a registration; an empty cell changes nothing."""
    hasil = {
        label: [getattr(p, kolom), nilai[kolom]]
        for kolom, label in DIBANDINGKAN.items()
        if nilai.get(kolom) and nilai[kolom] != getattr(p, kolom)
    }
    if nilai.get("unit") and nilai["unit"] != p.unit_id:
        hasil["Unit kerja"] = [p.unit_nama, nilai["unit_nama"]]
    return hasil


def galat_banding(baris: BarisImpor, kolom: str, alasan: str) -> None:
    """Note on a row why it cannot be stored as things stand."""
    baris.tindakan = T.GALAT
    nilai = baris.kunci if kolom == "NIP" else ""
    baris.galat = [
        {"kolom": kolom, "alamat": f"baris {baris.nomor}", "nilai": nilai, "alasan": alasan, "jenis": BANDING}
    ]


def mulai_banding(impor: Any) -> list[BarisImpor]:
    """The rows that were read without error, as if they had never been compared."""
    baris = [b for b in impor.baris.order_by("pk") if all(g.get("jenis") == BANDING for g in b.galat)]
    for b in baris:
        b.galat, b.perubahan, b.tindakan, b.pegawai_id = [], {}, "", None
    return baris


def simpan_banding(baris: list[BarisImpor]) -> None:
    """Store the outcome of comparing."""
    BarisImpor.objects.bulk_update(
        baris, ["nilai", "tindakan", "perubahan", "galat", "pegawai"], batch_size=200
    )


def _satu(baris: BarisTabel, unit: dict[str, list[Unit]], bawaan: Unit | None) -> Terbaca:
    hasil = Terbaca(kunci="", nilai={})
    satu_unit = bawaan if baris["unit"].kosong else _unit(baris["unit"], unit, hasil)
    data = DataPendaftaran(
        nip=_nip(baris["nip"]),
        nama=baris.teks("nama"),
        golongan=baris.teks("golongan"),
        jabatan=baris.teks("jabatan"),
        unit=satu_unit,
        surel=baris.teks("surel"),
        ponsel=baris.teks("telepon"),
        status_kepegawaian=_STATUS.get("".join(h for h in baris.teks("status").lower() if h.isalnum())),
        gelar_depan=baris.teks("gelar_depan"),
        gelar_belakang=baris.teks("gelar_belakang"),
    )
    try:
        isian = periksa_isian(data)
    except TidakValid as galat:
        _catat(hasil, baris, galat.rincian)
        hasil.nilai |= {"nama": baris.teks("nama")[:150], "unit_nama": baris.teks("unit")[:150]}
        return hasil
    if not hasil.galat:
        _isi(hasil, isian)
    return hasil


def _isi(hasil: Terbaca, isian: Isian) -> None:
    hasil.kunci = isian.nip or f"{lib_nama.kunci(isian.nama)}:{isian.unit.pk if isian.unit else ''}"[:40]
    hasil.nilai |= {
        "nip": isian.nip or "",
        "nama": isian.nama,
        "gelar_depan": isian.gelar_depan,
        "gelar_belakang": isian.gelar_belakang,
        "golongan": isian.golongan,
        "jabatan": isian.jabatan,
        "status_kepegawaian": str(isian.status_kepegawaian),
        "unit": isian.unit.pk if isian.unit else None,
        "unit_nama": isian.unit.nama_lengkap if isian.unit else "",
    }
    hasil.pribadi = {k: v for k, v in (("email", isian.surel), ("ponsel", isian.ponsel)) if v}


def _catat(hasil: Terbaca, baris: BarisTabel, rincian: dict[str, Any]) -> None:
    sudah = {g["kolom"] for g in hasil.galat}
    for bidang, pesan in rincian.items():
        kolom = BAKU[_KOLOM.get(bidang, bidang)]
        if kolom.judul not in sudah:
            alasan = " ".join(pesan) if isinstance(pesan, list) else str(pesan)
            sel = baris[kolom.nama]
            if (samar := _SAMAR.get(bidang)) is None:
                hasil.galat.append(salah_sel(sel, kolom.judul, alasan))
            else:
                alasan = lib_telepon.tanpa_nama(alasan)
                hasil.galat.append(salah_sel(sel, kolom.judul, alasan, nilai=samar(sel.teks)))


def _nip(sel: Sel) -> Any:
    """As it stands in the cell: a number that lost its digits must not be taken for a whole one."""
    return sel.nilai if sel.hilang_digit or isinstance(sel.nilai, float) else sel.teks


def _unit(sel: Sel, unit: dict[str, list[Unit]], hasil: Terbaca) -> Unit | None:
    calon = unit.get(sel.teks, [])
    if len(calon) == 1:
        return calon[0]
    judul = BAKU["unit"].judul
    if calon:
        pilihan = "; ".join(sorted({str(u.parent or u.kode) for u in calon})[:4])
        alasan = f"Ada {len(calon)} unit bernama ini ({pilihan}). Tulis juga kecamatannya."
        hasil.galat.append(salah_sel(sel, judul, alasan))
    else:
        hasil.galat.append(salah_sel(sel, judul, "Unit kerja tidak dikenal.", jenis="unit"))
    return None
