"""The report: findings that follow from the numbers, on the first page."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest

from dokumen.cetak import laporan
from dokumen.cetak.laporan import BarisPeserta, KehadiranSesi, LaporanPenyelenggaraan, temuan
from kantor.cetak.grafik import Bilah
from kantor.cetak.kop import Kop
from tests.dokumen.cetak.bahan import KEPALA, LAMBANG, teks

LAPORAN = LaporanPenyelenggaraan(
    kop=Kop("Pemerintah Kota Contoh", "Badan Kepegawaian Daerah", "Jalan Contoh Nomor 1", LAMBANG),
    program="Diklat Pelayanan Prima",
    gelombang="Gelombang I",
    mulai=datetime.date(2017, 7, 10),
    selesai=datetime.date(2017, 7, 14),
    tempat="Hotel Contoh",
    jp=Decimal(40),
    kota="Kota Contoh",
    tanggal=datetime.date(2017, 7, 28),
    penandatangan=KEPALA,
    kuota=51,
    pendaftar=54,
    peserta=51,
    diganti=2,
    per_unit=(Bilah("Kecamatan Utara", 20), Bilah("Kecamatan <Selatan>", 31)),
    per_golongan=(Bilah("III", 47), Bilah("IV", 4)),
    per_kelamin=(Bilah("Perempuan", 27), Bilah("Laki-laki", 24)),
    hasil=(Bilah("Lulus", 49), Bilah("Telah mengikuti", 1), Bilah("Gugur", 1)),
    kualifikasi=(Bilah("Sangat Memuaskan", 9), Bilah("Memuaskan", 40)),
    sesi=(
        KehadiranSesi("Konsep Pelayanan Prima", datetime.date(2017, 7, 10), Decimal(6), 51, 51),
        KehadiranSesi("Moto Pelayanan", datetime.date(2017, 7, 11), Decimal("4.5"), 44, 51),
    ),
    kehadiran_rata=Decimal("97.454999"),
    batas_kehadiran=Decimal(90),
    sertifikat=50,
    lulus=49,
    daftar=tuple(
        BarisPeserta(
            n, f"Peserta {n}", "198801252010082008", "Kecamatan", Decimal("97.5"), "Lulus", f"893.3/{n}"
        )
        for n in range(1, 52)
    ),
    contoh=True,
)


def test_the_findings_stand_on_the_first_page_in_plain_sentences() -> None:
    isi = laporan.cetak(LAPORAN)
    depan = " ".join(teks(isi, 1).split())
    assert "Ringkasan temuan" in depan
    assert "Pejabat Contoh, S.H., M.Si." in depan
    assert "Halaman 1 dari" in depan
    for kalimat in temuan(LAPORAN):
        assert kalimat[:40] in depan


def test_the_findings_say_what_the_numbers_say() -> None:
    assert temuan(LAPORAN) == (
        (
            "51 orang mengikuti kegiatan ini dari kuota 51 (100,0%); 54 orang diusulkan atau mendaftar; "
            "2 nama diganti oleh perangkat daerahnya sebelum kegiatan dimulai."
        ),
        "Peserta berasal dari 2 unit kerja; terbanyak dari Kecamatan <Selatan> (31 orang).",
        "Menurut jenis kelamin, peserta terdiri atas 27 perempuan (52,9%) dan 24 laki-laki (47,1%).",
        (
            "Rata-rata kehadiran 97,45% dari jam pelajaran (batas paling sedikit 90%); "
            "kehadiran paling rendah pada sesi Moto Pelayanan, 44 dari 51 orang (86,3%)."
        ),
        (
            "49 dari 51 peserta (96,1%) dinyatakan lulus; selebihnya 1 orang telah mengikuti, 1 orang gugur. "
            "Kualifikasi terbanyak Memuaskan (40 orang)."
        ),
        "50 sertifikat diterbitkan; 1 peserta tidak menerima sertifikat.",
    )


def test_what_is_not_known_is_not_said() -> None:
    kosong = replace(
        LAPORAN, per_unit=(), per_golongan=(), per_kelamin=(), hasil=(), kualifikasi=(), sesi=(), daftar=(),
        kehadiran_rata=None, batas_kehadiran=None, sertifikat=0, lulus=0, peserta=0, diganti=0, pendaftar=0, kuota=0,
    )  # fmt: skip
    assert temuan(kosong) == (
        "0 orang mengikuti kegiatan ini dari kuota 0 (–).",
        "Sertifikat belum diterbitkan.",
    )
    assert "Kehadiran\n" not in teks(laporan.cetak(kosong))


def test_chapters_tables_and_plot_carry_the_numbers() -> None:
    isi = " ".join(teks(laporan.cetak(LAPORAN)).split())
    for satu in (
        "1. Peserta",
        "Kecamatan <Selatan> 31 60,8%",
        "2. Kehadiran",
        "2 Moto Pelayanan 11 Juli 2017 4,5 44 dari 51 86,27%",
    ):
        assert satu in isi
    for satu in ("3. Hasil", "Gugur 1 2,0%", "4. Daftar peserta dan hasil", "Peserta 51", "893.3/51"):
        assert satu in isi


@pytest.mark.parametrize("kertas", ["A4", "F4"])
def test_the_same_report_is_the_same_file(kertas: str) -> None:
    data = replace(LAPORAN, kertas=kertas)  # type: ignore[arg-type]
    assert laporan.cetak(data) == laporan.cetak(data)
