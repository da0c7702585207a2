"""Sizes and line breaks of names."""

from decimal import Decimal

import pytest

from dokumen.cetak.letak import LETAK
from dokumen.cetak.nama import baris_identitas, baris_nama, ukuran_kelompok
from kantor.cetak.huruf import JUDUL, lebar_teks, pecah


def test_a_group_of_short_names_gets_the_largest_size() -> None:
    assert ukuran_kelompok(["Suharto", "Rina Handayani Siregar, S.Sos."]) == Decimal(34)


def test_the_longest_reasonable_name_sets_the_size_for_all() -> None:
    panjang = "Dr. Muhammad Fadli Rahman Harahap, S.STP., M.Si."
    ukuran = ukuran_kelompok(["Suharto", panjang])
    assert Decimal(25) <= ukuran < Decimal(34)
    assert lebar_teks(panjang, float(ukuran), JUDUL) <= LETAK["mendatar"].nama.lebar


def test_one_extreme_name_does_not_shrink_the_others() -> None:
    assert ukuran_kelompok(["Suharto", "Prof. Dr. " + "Nasution Batubara " * 6]) == Decimal(34)


def test_an_empty_group_has_a_size_too() -> None:
    assert ukuran_kelompok([]) == Decimal(34)


def test_a_long_name_breaks_before_the_gelar() -> None:
    baris, ukuran = baris_nama(
        "Dr. Siti Nurhaliza Khairunnisa Batubara, S.E., M.M., M.Si., Ak., CA., Ph.D.", Decimal(34)
    )
    assert baris == ("Dr. Siti Nurhaliza Khairunnisa Batubara,", "S.E., M.M., M.Si., Ak., CA., Ph.D.")
    assert ukuran == Decimal(25)


@pytest.mark.parametrize("nama", ["W" * 200, "Abdul " * 40, "A", "Dr. X, " + "M.Si., " * 30])
def test_every_line_fits_and_no_letter_is_lost(nama: str) -> None:
    baris, ukuran = baris_nama(nama, Decimal(34))
    assert "".join("".join(baris).split()) == "".join(nama.split())
    assert all(lebar_teks(satu, float(ukuran), JUDUL) <= LETAK["mendatar"].nama.lebar for satu in baris)


def test_jabatan_and_unit_share_a_line_while_there_is_room() -> None:
    baris, ukuran = baris_identitas(["NIP 1", "Penata (III/c)"], "Lurah", "Kelurahan Contoh")
    assert baris == ("NIP 1\u2002·\u2002Penata (III/c)", "Lurah, Kelurahan Contoh")
    assert ukuran == 11.5


def test_a_broken_text_has_no_lonely_last_word() -> None:
    baris = pecah(
        "Pelatihan Revolusi Mental untuk Pelayanan Publik bagi Aparatur Sipil Negara Medan", 500, 15
    )
    assert len(baris) == 2
    assert min(map(len, baris)) > 30
