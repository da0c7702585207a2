"""NIP and NI PPPK: what is accepted, what is refused, and which digit is named."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kantor.lib import nip
from kantor.lib.nip import NipSalah

HARI_INI = date(2025, 6, 1)
BENAR = "198609262015051001"


def periksa(teks):
    return nip.periksa(teks, hari_ini=HARI_INI)


def test_a_pns_number_tells_birth_date_appointment_sex_and_sequence():
    hasil = periksa(BENAR)
    assert hasil.tanggal_lahir == date(1986, 9, 26)
    assert hasil.tmt == (2015, 5)
    assert hasil.nomor_kontrak is None
    assert (hasil.jenis_kelamin, hasil.urut, hasil.pola, hasil.peringatan) == ("L", 1, "pns", ())
    assert str(hasil) == "19860926 201505 1 001"


def test_a_pppk_number_has_a_contract_number_instead_of_a_month():
    hasil = periksa("19900102 202321 2 014")
    assert (hasil.pola, hasil.nomor_kontrak, hasil.tmt, hasil.jenis_kelamin) == ("pppk", 21, None, "P")
    assert hasil.peringatan == ()


def test_an_unknown_pattern_warns_and_does_not_block():
    hasil = periksa("19900102 202315 2 014")
    assert hasil.pola == "tidak_dikenal"
    assert "ke-13" in hasil.peringatan[0]


@pytest.mark.parametrize(
    "teks",
    [
        198609262015051001,
        "19860926 201505 1 001",
        "'198609262015051001",
        "’19860926.201505.1.001",
        "1986-0926-2015-05-1-001",
        "19860926\u00a0201505\u00a01\u00a0001",
        "  NIP. 19860926 201505 1 001 ",
        "NIP : 198609262015051001",
        "NI PPPK 198609262015051001",
        "\ufeff198609262015051001\t",
        "\uff11\uff19\uff18\uff16\uff10\uff19\uff12\uff16\uff12\uff10\uff11\uff15\uff10\uff15\uff11\uff10\uff10\uff11",
    ],
)
def test_the_ways_offices_type_it_are_all_accepted(teks):
    assert periksa(teks).digit == BENAR


@pytest.mark.parametrize(
    "teks",
    [
        1.98609262015051e17,
        198609262015059999.0,
        "1.98609E+17",
        "1,98609262015051E+17",
        "1.98e17",
        "'1.98E+17",
    ],
)
def test_a_number_that_lost_its_last_digits_in_excel_is_refused(teks):
    with pytest.raises(NipSalah, match="hilang karena Excel"):
        nip.rapikan(teks)


@pytest.mark.parametrize(
    ("teks", "posisi", "kata"),
    [
        ("", None, "belum diisi"),
        (None, None, "belum diisi"),
        ("19860926201505100", None, "17 digit (kurang 1)"),
        ("1986092620150510011", None, "19 digit (lebih 1)"),
        (12345.0, None, "5 digit"),
        ("198613262015051001", 5, "bulan lahir 13"),
        ("198600262015051001", 5, "bulan lahir 00"),
        ("198602302015051001", 7, "tanggal lahir 30"),
        ("198609002015051001", 7, "tanggal lahir 00"),
        ("198702292015051001", 7, "tanggal lahir 29"),
        ("198609262015053001", 15, "ke-15"),
        ("198609262015050001", 15, "bukan 0"),
        ("198609262015051000", 16, "000"),
        ("19860926201505100O", 18, "“O”"),
        ("l98609262015051001", 1, "“l”"),
        ("\u066198609262015051001", 1, "seharusnya angka"),
        ("1986\x00926201505100", 5, "tidak terlihat"),
        ("209909262015051001", 1, "tidak wajar"),
        ("018609262015051001", 1, "tidak wajar"),
        ("201801012040011001", 1, "terlalu muda"),
        ("198609261970051001", 9, "lebih awal daripada tahun lahir"),
    ],
)
def test_a_wrong_number_is_refused_and_the_digit_is_named(teks, posisi, kata):
    with pytest.raises(NipSalah) as galat:
        periksa(teks)
    assert galat.value.posisi == posisi
    assert kata in galat.value.pesan


def test_an_odd_but_possible_appointment_only_warns():
    assert "usia 14 tahun" in periksa("198609262000051001").peringatan[0]
    assert "2035" in periksa("198609262035051001").peringatan[0]


def test_what_is_no_nip_is_printed_as_it_is():
    assert nip.cetak("PD-123") == "PD-123"


@given(
    lahir=st.dates(date(1940, 1, 1), date(2005, 12, 31)),
    tahun=st.integers(2006, 2025),
    bulan=st.integers(1, 99),
    kelamin=st.sampled_from("12"),
    urut=st.integers(1, 999),
)
def test_every_well_formed_number_survives_printing(lahir, tahun, bulan, kelamin, urut):
    digit = f"{lahir:%Y%m%d}{tahun}{bulan:02d}{kelamin}{urut:03d}"
    hasil = periksa(digit)
    assert periksa(nip.cetak(hasil)) == hasil
    assert hasil.tanggal_lahir == lahir


@given(st.text(max_size=30))
def test_any_text_is_either_a_nip_or_a_clear_refusal(teks):
    with suppress(NipSalah):
        assert len(periksa(teks).digit) == 18
