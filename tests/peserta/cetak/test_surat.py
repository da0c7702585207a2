"""The letter that calls the participants, and the list of them."""

import datetime
import io
from typing import Any

import pikepdf
import pytest

from kantor.cetak import beku
from kantor.cetak.kop import Kop
from peserta.cetak import daftar_peserta, surat_pemanggilan
from peserta.cetak.nominatif import BarisNominatif
from peserta.cetak.surat_pemanggilan import KOSONG, SuratPemanggilan, deret, hari_tanggal
from tests.dokumen.cetak.bahan import KEPALA, LAMBANG, kata, teks

KOP = Kop("Pemerintah Kota Contoh", "Badan Kepegawaian Daerah", "Jalan Contoh Nomor 1 Kota Contoh", LAMBANG)


def peserta(banyak: int) -> tuple[BarisNominatif, ...]:
    return tuple(
        BarisNominatif(
            n, f"Peserta Ke-{n}, S.Sos.", "198801252010082008", "Penata (III/c)", "Lurah", f"Kelurahan {n}"
        )
        for n in range(1, banyak + 1)
    )


def surat(**lain: Any) -> SuratPemanggilan:
    isi: dict[str, Any] = {
        "kop": KOP,
        "kota": "Kota Contoh",
        "tanggal": datetime.date(2017, 7, 3),
        "tujuan": ("Camat Contoh Utara", "Camat Contoh Selatan"),
        "program": "Diklat Pelayanan Prima",
        "gelombang": "Gelombang I",
        "mulai": datetime.date(2017, 7, 10),
        "selesai": datetime.date(2017, 7, 14),
        "tempat": "Hotel Contoh",
        "penandatangan": KEPALA,
        "peserta": peserta(5),
        "dibawa": ("surat tugas", "pas foto", "laptop"),
        "batas_konfirmasi": datetime.date(2017, 7, 6),
        "contoh": True,
    }
    return SuratPemanggilan(**(isi | lain))


def test_the_letter_says_who_when_where_and_what_to_bring() -> None:
    isi = " ".join(teks(surat_pemanggilan.cetak(surat(nomor="893.3/77/BKD/VII/2017"))).split())
    for satu in (
        "PEMERINTAH KOTA CONTOH",
        "893.3/77/BKD/VII/2017",
        "Kota Contoh, 3 Juli 2017",
        "1. Camat Contoh Utara",
        "Senin s.d. Jumat, 10 s.d. 14 Juli 2017",
        "Hotel Contoh",
        "membawa surat tugas, pas foto, dan laptop.",
        "paling lambat Kamis, 6 Juli 2017.",
        "DAFTAR NOMINATIF PESERTA",
        "19880125 201008 2 008",
        "CONTOH – bukan dokumen resmi",
    ):
        assert satu in isi


def test_a_number_still_to_come_is_a_dotted_line() -> None:
    isi = teks(surat_pemanggilan.cetak(surat()))
    assert isi.count(KOSONG) == 2


def test_many_units_are_listed_in_the_attachment() -> None:
    tujuan = tuple(f"Camat Contoh {n}" for n in range(21))
    isi = surat_pemanggilan.cetak(surat(tujuan=tujuan))
    assert "(daftar terlampir)" in teks(isi, 1)
    assert "Camat Contoh 20" not in teks(isi, 1)
    assert "Camat Contoh 20" in teks(isi)


@pytest.mark.parametrize(
    ("banyak", "kertas"), [*((banyak, "A4") for banyak in range(17, 24)), (51, "A4"), (22, "F4"), (102, "F4")]
)
def test_the_signer_never_stands_alone_and_every_page_has_head_and_number(banyak: int, kertas: str) -> None:
    isi = surat_pemanggilan.cetak(surat(peserta=peserta(banyak), kertas=kertas))
    with pikepdf.open(io.BytesIO(isi)) as pdf:
        jumlah = len(pdf.pages)
    for halaman in range(1, jumlah + 1):
        isi_halaman = teks(isi, halaman)
        assert f"Halaman {halaman} dari {jumlah}" in isi_halaman
        if halaman > 1:
            assert "Nama / NIP" in isi_halaman
            assert "Peserta Ke-" in isi_halaman
    akhir = teks(isi, jumlah)
    assert "Pejabat Contoh, S.H., M.Si." in akhir
    assert akhir.count("Peserta Ke-") >= 3
    semua = [satu.isi for halaman in range(2, jumlah + 1) for satu in kata(isi, halaman)]
    assert [satu for satu in semua if satu.startswith("Ke-")] == [f"Ke-{n}," for n in range(1, banyak + 1)]


def test_the_letter_can_be_frozen_and_printed_again() -> None:
    asli = surat()
    kembali = beku.dari_json(SuratPemanggilan, beku.ke_json(asli))
    assert kembali == asli
    assert surat_pemanggilan.cetak(kembali) == surat_pemanggilan.cetak(asli)


def test_the_list_of_participants_has_its_own_title_and_no_signer_unless_given() -> None:
    daftar = daftar_peserta.DaftarPeserta(
        kop=KOP,
        program="Diklat Pelayanan Prima",
        gelombang="Gelombang I",
        mulai=datetime.date(2017, 7, 10),
        selesai=datetime.date(2017, 7, 10),
        kota="Kota Contoh",
        tanggal=datetime.date(2017, 7, 10),
        peserta=peserta(2),
    )
    isi = teks(daftar_peserta.cetak(daftar))
    assert "DAFTAR PESERTA" in isi
    assert "Senin, 10 Juli 2017" in isi
    assert "Pejabat" not in isi


def test_an_empty_list_is_still_a_page() -> None:
    assert "Nama / NIP" in teks(surat_pemanggilan.cetak(surat(peserta=())))


def test_days_and_things_read_as_in_a_letter() -> None:
    assert hari_tanggal(datetime.date(2017, 7, 10), datetime.date(2017, 7, 10)) == "Senin, 10 Juli 2017"
    assert deret(()) == ""
    assert deret(("laptop",)) == "laptop"
    assert deret(("laptop", "pas foto")) == "laptop dan pas foto"
