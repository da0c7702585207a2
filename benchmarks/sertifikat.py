"""Certificates a second on one core, beside the naive way and the steps between, in the same run.

Naive is what one writes first: for each person the same HTML with its style sheet through
``HTML(...).write_pdf()``, with TTF fonts and ``libharfbuzz-subset0`` present. Times are CPU time of this process,
medians of three rounds; every round takes other people.
"""

import datetime
import statistics
import time
from collections.abc import Callable
from decimal import Decimal

from weasyprint import CSS, HTML
from weasyprint.text.ffi import harfbuzz_subset
from weasyprint.text.fonts import FontConfiguration

from benchmarks.peladen import Lapangan
from benchmarks.tabel import Baris
from dokumen.cetak.data_sertifikat import DataSertifikat, Modul
from dokumen.cetak.sertifikat import GAYA, Bagian, PencetakSertifikat, memori
from kantor.cetak import templat
from kantor.cetak.kop import Penandatangan
from kantor.cetak.pengambil import PengambilTertutup

PUTARAN = 3
MATERI = (
    "Konsep dan Kebijakan Pelayanan Prima",
    "Pola Penyelenggaraan Pelayanan Publik",
    "Membangun Pola Pikir Pelayanan",
    "Moto Pelayanan",
    "Revolusi Mental dalam Inovasi Pelayanan",
    "Pengembangan Inovasi Pelayanan Publik",
    "Pembukaan dan Pengarahan",
    "Evaluasi dan Penutupan",
)
NAMA = ("Suharto", "Rina Handayani Siregar, S.Sos.", "Muhammad Fadli Rahman Harahap, S.STP., M.Si.")
LAMBANG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 120"><path fill="#0e5a43" stroke="#b3832a" '
    b'stroke-width="4" d="M6 6h88v62c0 26-22 38-44 48C28 106 6 94 6 68z"/></svg>'
)
KOSONG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'


def contoh(urut: int) -> DataSertifikat:
    """The certificate of person ``urut``."""
    kode = f"7K4M-XQ2P-{urut:04}-WD"
    return DataSertifikat(
        jenis="lulus",
        nomor=f"893.3/{urut:04}/BKD/VII/2017",
        nama_lengkap=NAMA[urut % len(NAMA)],
        pemda="Pemerintah Kota Contoh",
        lembaga="Badan Kepegawaian Daerah",
        program="Diklat Pelayanan Prima",
        gelombang="Gelombang I",
        mulai=datetime.date(2017, 7, 10),
        selesai=datetime.date(2017, 7, 14),
        tempat="Hotel Contoh",
        jp=Decimal(40),
        modul=tuple(Modul(materi, Decimal(5)) for materi in MATERI),
        kota="Kota Contoh",
        tanggal_terbit=datetime.date(2017, 7, 14),
        penandatangan=Penandatangan("Kepala Badan Kepegawaian Daerah", "Pejabat Contoh, S.H., M.Si."),
        alamat_verifikasi=f"https://diklat.contoh.example/verifikasi/{kode}/",
        kode=kode,
        nip=f"1988012520100820{urut % 100:02}",
        pangkat_golongan="Penata (III/c)",
        jabatan="Kepala Seksi Pelayanan Umum",
        instansi=f"Kecamatan Contoh {urut % 21}",
        kualifikasi="Memuaskan",
        contoh=True,
        lambang=LAMBANG,
    )


def _naif(pencetak: PencetakSertifikat, ornamen: bool) -> Callable[[DataSertifikat], bytes]:
    tanpa = {} if ornamen else dict.fromkeys(("bingkai-depan", "bingkai-belakang", "ukir"), KOSONG)

    def satu(data: DataSertifikat) -> bytes:
        pengambil, huruf = PengambilTertutup(memori(data) | tanpa), FontConfiguration()
        lembar = [
            CSS(
                string=templat.susun(nama, {"warna": data.warna}),
                base_url="berkas:",
                url_fetcher=pengambil,
                font_config=huruf,
            )
            for nama in ("huruf.css", *GAYA["mendatar"])
        ]
        html = HTML(string=pencetak.html(data, Bagian()), base_url="berkas:", url_fetcher=pengambil)
        return html.write_pdf(font_config=huruf, stylesheets=lembar)

    return satu


def _per_detik(cara: Callable[[DataSertifikat], bytes], banyak: int, mulai: int) -> float:
    awal = time.process_time()
    for urut in range(mulai, mulai + banyak):
        cara(contoh(urut))
    return banyak / (time.process_time() - awal)


def jalankan(_: Lapangan) -> list[Baris]:
    """Certificates a second beside naive, which is the floor here, and what the steps between bring."""
    hasil = ukur()
    pustaka = "ada" if harfbuzz_subset is not None else "tidak ada"
    naif = f"naif, libharfbuzz-subset0 {pustaka}"
    return [
        Baris(f"sertifikat per detik per inti ({naif})", hasil["lapisan"], hasil["naif"], "3 kali naif"),
        Baris("sertifikat, naif tanpa ornamen sama sekali", hasil["lapisan"], hasil["naif_tanpa_ornamen"]),
        Baris("sertifikat, hanya huruf dan CSS dipakai bersama", hasil["bersama"], hasil["naif"]),
        Baris("ukuran berkas sertifikat, kB", hasil["kilobita"], None, "500 kB"),
    ]


def ukur(banyak: int = 60) -> dict[str, float]:
    """Certificates per second per core: ``naif`` (with our ornament and without any), ``bersama`` (fonts and
    CSS kept), ``lapisan`` (ours)."""
    pencetak = PencetakSertifikat([contoh(urut) for urut in range(len(NAMA))])
    pencetak.cetak(contoh(0))
    cara = {
        "naif": _naif(pencetak, True),
        "naif_tanpa_ornamen": _naif(pencetak, False),
        "bersama": pencetak.cetak_polos,
        "lapisan": pencetak.cetak,
    }
    laju: dict[str, list[float]] = {nama: [] for nama in cara}
    for putaran in range(PUTARAN):
        for nama, satu in cara.items():
            laju[nama].append(
                _per_detik(satu, banyak if nama == "lapisan" else max(3, banyak // 10), putaran * 1000)
            )
    hasil = {nama: statistics.median(nilai) for nama, nilai in laju.items()}
    return hasil | {"kilobita": len(pencetak.cetak(contoh(1))) / 1000}
