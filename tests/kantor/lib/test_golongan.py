"""Golongan and pangkat in the spellings met in office files."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kantor.lib.golongan import PNS, PPPK, SEMUA, GolonganSalah, dari_kode, kenali


def test_there_are_seventeen_of_each_kind():
    assert (len(PNS), len(PPPK)) == (17, 17)
    assert PNS[0].kode == "I/a"
    assert PNS[-1].cetak() == "Pembina Utama (IV/e)"


def test_siasn_codes_follow_the_table():
    siasn = " ".join(g.siasn for g in PNS)
    assert siasn == "11 12 13 14 21 22 23 24 31 32 33 34 41 42 43 44 45"


def test_sorting_puts_the_highest_rank_last():
    kode = ["IV/a", "IX", "III/d", "II/c", "XVII", "III/a"]
    assert sorted(kode, key=lambda k: dari_kode(k).urutan) == ["IX", "XVII", "II/c", "III/a", "III/d", "IV/a"]


@pytest.mark.parametrize(
    "teks",
    [
        "III/d",
        "III.d",
        "IIId",
        "iii/D",
        "III d",
        "III - d",
        "3d",
        "3/d",
        "34",
        "Gol. III/d",
        "Gol. Ruang III/d",
        "Penata Tk. I (III/d)",
        "Penata Tk.I, III/d",
        "PENATA TK I / III d",
        "PENATA TK.1/IIId",
        "Penata TkI III.d",
        "III/d - Penata Tingkat I",
        "Penata Tkt. I",
        "Penata Tingkat I",
        "Penata  Tingkat\u00a0I\n(III/d)",
        "Penata Tk. l",
    ],
)
def test_every_spelling_of_penata_tingkat_i_is_recognised(teks):
    golongan = kenali(teks)
    assert golongan.kode == "III/d"
    assert golongan.cetak() == "Penata Tingkat I (III/d)"


@pytest.mark.parametrize(
    ("teks", "kode"),
    [
        ("Juru", "I/c"),
        ("Pengatur Muda Tk. I", "II/b"),
        ("Penata Muda (III/a)", "III/a"),
        ("Pembina Utama Madya", "IV/d"),
        ("Pembina Utama Muda, IV/c", "IV/c"),
        ("IX", "IX"),
        ("ix", "IX"),
        ("Golongan IX", "IX"),
        ("Golongan III", "III"),
        ("PPPK IV", "IV"),
        ("PPPK 9", "IX"),
        ("9", "IX"),
        ("XVII", "XVII"),
    ],
)
def test_others_are_recognised(teks, kode):
    assert kenali(teks).kode == kode


@pytest.mark.parametrize(
    ("teks", "kata"),
    [
        ("", "belum diisi"),
        (None, "belum diisi"),
        ("III/e", "a–d"),
        ("IV/f", "a–e"),
        ("III", "belum lengkap"),
        ("Penata (III/d)", "tidak cocok"),
        ("III/a III/b", "lebih dari satu"),
        ("11", "dapat berarti"),
        ("3", "tidak dikenal"),
        ("V/a", "tidak dikenal"),
        ("XVIII", "tidak dikenal"),
        ("Kepala Seksi", "tidak dikenal"),
        ("Penata Utama", "tidak dikenal"),
        ("IX III/a", "tidak dikenal"),
        ("9" * 5000, "tidak dikenal"),
        ("-", "tidak dikenal"),
    ],
)
def test_unknown_and_ambiguous_ones_are_refused(teks, kata):
    with pytest.raises(GolonganSalah, match=kata):
        kenali(teks)


def test_the_status_of_a_person_settles_a_bare_numeral():
    assert kenali("III", jenis="pppk").kode == "III"
    assert kenali("11", jenis="pns").kode == "I/a"
    assert kenali("11", jenis="pppk").kode == "XI"
    with pytest.raises(GolonganSalah, match="bukan PNS"):
        kenali("IX", jenis="pns")
    with pytest.raises(GolonganSalah, match="golongan PNS"):
        kenali("III/d", jenis="pppk")


@pytest.mark.parametrize("golongan", SEMUA.values(), ids=lambda g: g.kode)
def test_what_is_printed_can_be_read_back(golongan):
    assert kenali(golongan.cetak()) is golongan
    assert kenali(golongan.cetak().upper()) is golongan
    assert kenali(golongan.kode, jenis=golongan.jenis) is golongan


@given(st.text(max_size=40))
def test_any_text_is_either_known_or_clearly_refused(teks):
    with suppress(GolonganSalah):
        assert kenali(teks).kode in SEMUA
