"""Is this certificate genuine: by the code of its QR, or by its number. Says no more than what is printed large."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from dokumen.cetak.data_sertifikat import DataSertifikat
from dokumen.models import Sertifikat
from kantor.lib import kode as lib_kode
from kantor.lib.kode import KodeSalah
from kantor.models import Instansi

TIDAK_DIKENAL = "tidak_dikenal"
PANJANG = 80


@dataclass(frozen=True)
class HasilVerifikasi:
    """What anyone may know of a certificate; only `status` where the code is not known."""

    status: str  # berlaku, dicabut, diganti, tidak_dikenal
    kode: str = ""
    nomor: str = ""
    nama: str = ""
    jenis: str = ""
    program: str = ""
    gelombang: str = ""
    mulai: datetime.date | None = None
    selesai: datetime.date | None = None
    tanggal: datetime.date | None = None
    penerbit: str = ""
    pengganti: str = ""
    contoh: bool = False
    instansi: Instansi | None = None

    @property
    def dikenal(self) -> bool:
        return self.status != TIDAK_DIKENAL


def verifikasi_kode(kode_atau_nomor: str) -> HasilVerifikasi:
    """The certificate of this code or, where the text is no code, of this number (published ones only).

    A number that two instansi gave is not decided here: `cari_sertifikat` lists both.
    """
    cocok = cari_sertifikat(kode_atau_nomor)
    return cocok[0] if len(cocok) == 1 else HasilVerifikasi(TIDAK_DIKENAL)


def cari_sertifikat(teks: str) -> list[HasilVerifikasi]:
    """Every certificate this text can mean: a code means at most one, a number one per instansi."""
    teks = " ".join(teks.replace("\0", "").split())[:PANJANG]
    if not teks:
        return []
    semua = Sertifikat.objects.select_related("pengganti", "instansi")
    try:
        berkode = semua.filter(kode=lib_kode.rapikan(teks)).order_by("pk").first()
    except KodeSalah:
        berkode = None
    if berkode is not None:
        return [_hasil(berkode)]
    # A number counts up and can be guessed: before it is published it answers nothing.
    bernomor = semua.filter(nomor__iexact=teks, terbit__isnull=False)
    return [_hasil(s) for s in bernomor.order_by("pk")[:10]]


def _hasil(s: Sertifikat) -> HasilVerifikasi:
    data = DataSertifikat.dari_json({k: v for k, v in s.data.items() if k != "lambang_sha256"})
    return HasilVerifikasi(
        status=s.status,
        kode=s.kode,
        nomor=s.nomor,
        nama=data.nama_lengkap,
        jenis=s.jenis,
        program=data.program,
        gelombang=data.gelombang,
        mulai=data.mulai,
        selesai=data.selesai,
        tanggal=s.tanggal,
        penerbit=f"{data.lembaga}, {data.pemda}",
        pengganti=s.pengganti.nomor if s.pengganti else "",
        contoh=data.contoh,
        instansi=s.instansi,
    )
