"""Laporan penyelenggaraan of a gelombang: one page of findings first, then peserta, attendance and outcomes.

Every sentence of the findings follows from the numbers handed in (``temuan``); nothing is written that the numbers
do not say. Shares are computed exactly and rounded only for print.
"""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from kantor.cetak import grafik
from kantor.cetak.grafik import Bilah
from kantor.cetak.kop import MARKA_CONTOH, Kop, Penandatangan
from kantor.lib import angka, nip, tanggal
from kantor.lib.warna import WARNA, Warna


@dataclass(frozen=True, slots=True)
class KehadiranSesi:
    """One published session: how many of those expected were counted present."""

    nama: str
    tanggal: datetime.date
    jp: Decimal
    hadir: int
    seharusnya: int

    @property
    def persen(self) -> Decimal | None:
        """Share present, unrounded; None when nobody was expected."""
        return angka.persentase(self.hadir, self.seharusnya)


@dataclass(frozen=True, slots=True)
class BarisPeserta:
    """A line of the last chapter. ``kehadiran`` in percent, ``hasil`` and ``sertifikat`` as printed."""

    urut: int
    nama: str
    nip: str | None
    unit: str
    kehadiran: Decimal | None
    hasil: str
    sertifikat: str = ""


@dataclass(frozen=True, slots=True)
class LaporanPenyelenggaraan:
    """Numbers and lists of one gelombang as of ``tanggal``.

    ``hasil`` counts people per outcome and sums to ``peserta``; ``kehadiran_rata`` is the mean attendance in percent
    of JP; ``batas_kehadiran`` the minimum that was in force.
    """

    kop: Kop
    program: str
    gelombang: str
    mulai: datetime.date
    selesai: datetime.date
    tempat: str
    jp: Decimal
    kota: str
    tanggal: datetime.date
    penandatangan: Penandatangan
    kuota: int
    pendaftar: int
    peserta: int
    diganti: int
    per_unit: tuple[Bilah, ...]
    per_golongan: tuple[Bilah, ...]
    per_kelamin: tuple[Bilah, ...]
    hasil: tuple[Bilah, ...]
    kualifikasi: tuple[Bilah, ...]
    sesi: tuple[KehadiranSesi, ...]
    kehadiran_rata: Decimal | None
    batas_kehadiran: Decimal | None
    sertifikat: int
    lulus: int
    diganti_di_tempat: int = 0
    daftar: tuple[BarisPeserta, ...] = ()
    catatan: tuple[str, ...] = ()
    contoh: bool = False
    kertas: Literal["A4", "F4"] = "A4"
    warna: Warna = WARNA


def cetak(laporan: LaporanPenyelenggaraan) -> bytes:
    """The report as PDF. The same report gives the same bytes."""
    from kantor.cetak import mesin  # heavy: only where papers are printed

    kegiatan = f"{laporan.program} {laporan.gelombang}".strip()
    return mesin.render(
        "laporan.html",
        {"l": laporan, "tata": _tata(laporan, kegiatan)},
        keterangan=mesin.Keterangan(
            judul=f"Laporan Penyelenggaraan {kegiatan}",
            penulis=f"{laporan.kop.lembaga}, {laporan.kop.pemda}",
            dibuat=laporan.tanggal,
        ),
        gaya=("surat.css", "laporan.css"),
        warna=laporan.warna,
        memori=laporan.kop.memori | {"kehadiran": _plot_kehadiran(laporan)},
    )


def temuan(laporan: LaporanPenyelenggaraan) -> tuple[str, ...]:
    """The findings as plain sentences. A number that is missing or zero leaves its sentence out."""
    calon = (
        _kursi(laporan),
        _asal(laporan),
        _kelamin(laporan),
        _kehadiran(laporan),
        _hasil(laporan),
        _sertifikat(laporan),
    )
    return tuple(satu for satu in calon if satu)


def _kursi(satu: LaporanPenyelenggaraan) -> str:
    terisi = _persen(satu.peserta, satu.kuota)
    kalimat = f"{satu.peserta} orang mengikuti kegiatan ini dari kuota {satu.kuota} ({terisi})"
    if satu.pendaftar > satu.peserta:
        kalimat += f"; {satu.pendaftar} orang diusulkan atau mendaftar"
    if satu.diganti:
        kalimat += f"; {satu.diganti} nama diganti oleh perangkat daerahnya sebelum kegiatan dimulai"
    if satu.diganti_di_tempat:
        kalimat += (
            f"; {satu.diganti_di_tempat} nama digantikan di tempat oleh pegawai yang membawa surat tugas"
        )
    return f"{kalimat}."


def _asal(satu: LaporanPenyelenggaraan) -> str:
    if not satu.per_unit:
        return ""
    terbesar = max(satu.per_unit, key=lambda bilah: bilah.jumlah)
    kalimat = f"Peserta berasal dari {len(satu.per_unit)} unit kerja"
    if len(satu.per_unit) > 1:
        kalimat += f"; terbanyak dari {terbesar.label} ({terbesar.jumlah} orang)"
    return f"{kalimat}."


def _kelamin(satu: LaporanPenyelenggaraan) -> str:
    seluruh = sum(bilah.jumlah for bilah in satu.per_kelamin)
    bagian = [
        f"{bilah.jumlah} {bilah.label.lower()} ({_persen(bilah.jumlah, seluruh)})"
        for bilah in satu.per_kelamin
        if bilah.jumlah
    ]
    return f"Menurut jenis kelamin, peserta terdiri atas {' dan '.join(bagian)}." if bagian else ""


def _kehadiran(satu: LaporanPenyelenggaraan) -> str:
    if satu.kehadiran_rata is None:
        return ""
    kalimat = f"Rata-rata kehadiran {angka.persen(satu.kehadiran_rata)} dari jam pelajaran"
    if satu.batas_kehadiran is not None:
        kalimat += f" (batas paling sedikit {angka.ringkas(satu.batas_kehadiran)}%)"
    terisi = [sesi for sesi in satu.sesi if sesi.persen is not None]
    if terisi:
        rendah = min(terisi, key=lambda sesi: sesi.persen or Decimal(0))
        if rendah.hadir < rendah.seharusnya:
            kalimat += (
                f"; kehadiran paling rendah pada sesi {rendah.nama}, "
                f"{rendah.hadir} dari {rendah.seharusnya} orang ({_persen(rendah.hadir, rendah.seharusnya)})"
            )
        else:
            kalimat += "; seluruh peserta hadir pada setiap sesi"
    return f"{kalimat}."


def _hasil(satu: LaporanPenyelenggaraan) -> str:
    if not satu.peserta:
        return ""
    kalimat = (
        f"{satu.lulus} dari {satu.peserta} peserta ({_persen(satu.lulus, satu.peserta)}) dinyatakan lulus"
    )
    lain = [
        f"{b.jumlah} orang {b.label.lower()}" for b in satu.hasil if b.jumlah and b.label.lower() != "lulus"
    ]
    if lain:
        kalimat += f"; selebihnya {', '.join(lain)}"
    kualifikasi = [bilah for bilah in satu.kualifikasi if bilah.jumlah]
    if kualifikasi:
        utama = max(kualifikasi, key=lambda bilah: bilah.jumlah)
        kalimat += f". Kualifikasi terbanyak {utama.label} ({utama.jumlah} orang)"
    return f"{kalimat}."


def _sertifikat(satu: LaporanPenyelenggaraan) -> str:
    if not satu.sertifikat:
        return "Sertifikat belum diterbitkan."
    tanpa = satu.peserta - satu.sertifikat
    akhir = f"; {tanpa} peserta tidak menerima sertifikat" if tanpa > 0 else ""
    return f"{satu.sertifikat} sertifikat diterbitkan{akhir}."


def _persen(bagian: int, seluruh: int) -> str:
    nilai = angka.persentase(bagian, seluruh)
    return "–" if nilai is None else angka.persen(nilai, 1)


def _plot_kehadiran(laporan: LaporanPenyelenggaraan) -> bytes:
    return grafik.kolom_persen(
        [sesi.persen for sesi in laporan.sesi],
        [str(urut) for urut in range(1, len(laporan.sesi) + 1)],
        batas=laporan.batas_kehadiran,
        warna=laporan.warna,
    )


def _tata(laporan: LaporanPenyelenggaraan, kegiatan: str) -> dict[str, Any]:
    rata = laporan.kehadiran_rata
    return {
        "kertas": laporan.kertas.lower(),
        "contoh": MARKA_CONTOH,
        "kegiatan": kegiatan,
        "waktu": tanggal.rentang(laporan.mulai, laporan.selesai),
        "jp": angka.ringkas(laporan.jp),
        "tempat_tanggal": f"{laporan.kota}, {tanggal.tanggal(laporan.tanggal)}",
        "temuan": temuan(laporan),
        "ubin": [
            {"angka": str(laporan.peserta), "label": f"peserta dari kuota {laporan.kuota}"},
            {"angka": angka.persen(rata) if rata is not None else "–", "label": "rata-rata kehadiran"},
            {"angka": _persen(laporan.lulus, laporan.peserta), "label": f"lulus ({laporan.lulus} orang)"},
            {"angka": str(laporan.sertifikat), "label": "sertifikat terbit"},
        ],
        "unit": grafik.panjang_bilah(
            sorted(laporan.per_unit, key=lambda bilah: (-bilah.jumlah, bilah.label))
        ),
        "golongan": grafik.panjang_bilah(laporan.per_golongan),
        "kelamin": grafik.panjang_bilah(laporan.per_kelamin),
        "hasil": grafik.panjang_bilah(laporan.hasil),
        "kualifikasi": grafik.panjang_bilah(laporan.kualifikasi),
        "batas": angka.ringkas(laporan.batas_kehadiran) if laporan.batas_kehadiran is not None else "",
        "sesi": [_baris_sesi(sesi) for sesi in laporan.sesi],
        "daftar": [_baris_peserta(satu) for satu in laporan.daftar],
    }


def _baris_sesi(sesi: KehadiranSesi) -> dict[str, str]:
    return {
        "nama": sesi.nama,
        "tanggal": tanggal.tanggal(sesi.tanggal),
        "jp": angka.ringkas(sesi.jp),
        "hadir": f"{sesi.hadir} dari {sesi.seharusnya}",
        "persen": "–" if sesi.persen is None else angka.persen(sesi.persen),
    }


def _baris_peserta(satu: BarisPeserta) -> dict[str, Any]:
    return {
        "urut": satu.urut,
        "nama": satu.nama,
        "nip": nip.cetak(satu.nip) if satu.nip else "",
        "unit": satu.unit,
        "kehadiran": "–" if satu.kehadiran is None else angka.persen(satu.kehadiran),
        "hasil": satu.hasil,
        "sertifikat": satu.sertifikat,
    }
