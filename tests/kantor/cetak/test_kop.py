"""The head of an office's papers: long names, whole addresses, words a search finds, CONTOH on every page."""

from __future__ import annotations

import io

import pikepdf
import pytest

from dokumen.cetak.sertifikat import PencetakSertifikat
from kantor.cetak.kop import Kop
from peserta.cetak import surat_pemanggilan
from tests.dokumen.cetak.bahan import LAMBANG, kata, sertifikat, teks
from tests.peserta.cetak.test_surat import peserta, surat

PANJANG = "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia"
ALAMAT = (
    "Jalan Contoh Raya Nomor 100, Kelurahan Contoh Timur · Telepon (061) 5550-1234"
    " · Email bkpsdm@kota-contoh.example · bkpsdm.kota-contoh.example"
)


@pytest.mark.parametrize("lambang", [LAMBANG, None])
@pytest.mark.parametrize(
    ("lembaga", "terbanyak"),
    [
        ("Badan Kepegawaian Daerah", 1),
        (PANJANG, 2),
        (f"{PANJANG} serta Pendidikan dan Pelatihan Aparatur", 2),
    ],
)
def test_the_name_of_the_office_takes_one_line_or_two(lembaga, terbanyak, lambang):
    isi = surat_pemanggilan.cetak(surat(kop=Kop("Pemerintah Kota Contoh", lembaga, ALAMAT, lambang)))
    nama = set(lembaga.upper().split())
    atas = {round(satu.atas) for satu in kata(isi, 1) if satu.isi in nama and satu.atas < 110}
    assert len(atas) <= terbanyak


def test_an_e_mail_address_is_never_broken():
    isi = surat_pemanggilan.cetak(surat(kop=Kop("Pemerintah Kota Contoh", PANJANG, ALAMAT, LAMBANG)))
    semua = {satu.isi for satu in kata(isi, 1)}
    assert {"bkpsdm@kota-contoh.example", "bkpsdm.kota-contoh.example"} <= semua


@pytest.mark.parametrize("lambang", [LAMBANG, None])
def test_no_line_of_the_address_ends_with_the_dot_between_two(lambang):
    isi = surat_pemanggilan.cetak(surat(kop=Kop("Pemerintah Kota Contoh", PANJANG, ALAMAT, lambang)))
    baris: dict[int, list[str]] = {}
    for satu in kata(isi, 1):
        if satu.atas < 140:
            baris.setdefault(round(satu.atas), []).append(satu.isi)
    beralamat = [b for b in baris.values() if "@" in "".join(b) or "Jalan" in b or "·" in b]
    assert sum(b.count("·") for b in beralamat) in {1, 2}  # three dots, less one for every line that ends
    assert all(b[-1] != "·" and b[0] != "·" for b in beralamat)


def test_every_page_of_a_demo_letter_is_marked():
    isi = surat_pemanggilan.cetak(surat(peserta=peserta(60)))
    with pikepdf.open(io.BytesIO(isi)) as pdf:
        halaman = range(1, len(pdf.pages) + 1)
    assert len(halaman) >= 4
    assert all("CONTOH – bukan dokumen resmi" in teks(isi, n) for n in halaman)
    assert "bukan dokumen resmi" not in teks(surat_pemanggilan.cetak(surat(contoh=False)))


def test_spaced_headings_of_a_certificate_are_words_for_a_search():
    data = sertifikat()
    isi = PencetakSertifikat([data]).cetak_polos(data)
    semua = " ".join(teks(isi).split()).lower()
    for satu in (
        "pemerintah kota contoh",
        "sertifikat",
        "daftar mata pelatihan",
        "jumlah 40 (empat puluh) jp",
    ):
        assert satu in semua
