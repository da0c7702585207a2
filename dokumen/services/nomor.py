"""Numbers of certificates: one register per instansi, kind and year of the certificate's date, without gaps."""

from __future__ import annotations

import datetime

from dokumen.models import JenisSertifikat, PenghitungNomor
from kantor.lib.tanggal import bulan_romawi
from kantor.models import Instansi

# Two registers count from 1 each; the letter keeps their numbers apart on paper.
AWALAN_JENIS = {JenisSertifikat.LULUS: "", JenisSertifikat.MENGIKUTI: "K"}


def ambil_nomor(instansi: Instansi, jenis: str, tahun: int, banyak: int) -> range:
    """The next `banyak` numbers of a register. The register stays locked until the transaction ends, and a
    transaction that is rolled back gives its numbers back: none is skipped, none given twice."""
    kunci = {"instansi": instansi, "jenis": jenis, "tahun": tahun}
    PenghitungNomor.objects.bulk_create([PenghitungNomor(**kunci)], ignore_conflicts=True)
    penghitung = PenghitungNomor.objects.select_for_update().get(**kunci)
    awal = penghitung.terakhir + 1
    penghitung.terakhir += banyak
    penghitung.save(update_fields=["terakhir"])
    return range(awal, awal + banyak)


def susun_nomor(pola: str, singkatan: str, jenis: str, urut: int, tanggal: datetime.date) -> str:
    """The number as printed, by the instansi's pattern: `893.3/0007/BKD/VII/2017`, `893.3/K0001/BKD/VII/2017`.

    `singkatan` is the short name of the office in force on that date.
    """
    isi = {
        "{urut}": f"{AWALAN_JENIS[JenisSertifikat(jenis)]}{urut:04d}",
        "{singkatan}": singkatan,
        "{romawi}": bulan_romawi(tanggal),
        "{bulan}": f"{tanggal.month:02d}",
        "{tahun}": str(tanggal.year),
    }
    nomor = pola if "{urut}" in pola else f"{{urut}}/{pola}"
    for tanda, nilai in isi.items():
        nomor = nomor.replace(tanda, nilai)
    return nomor
