"""Codes read aloud, typed on a phone, and never guessed."""

import math
import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kantor.lib import kode
from kantor.lib.kode import ABJAD, KodeSalah

CONTOH = "7K4M-XQ2P-9TRC-WDEH"


def test_a_code_has_eighty_random_bits_in_four_groups():
    semua = {kode.acak() for _ in range(2000)}
    assert len(semua) == 2000
    assert all(re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}", k) for k in semua)
    assert kode.HURUF * math.log2(len(ABJAD)) >= 80
    assert set("".join(semua)) == set(ABJAD) | {"-"}


@pytest.mark.parametrize(
    "teks",
    [
        CONTOH,
        "7k4mxq2p9trcwdeh",
        " 7k4m xq2p 9trc wdeh ",
        "7K4M–XQ2P–9TRC–WDEH",
        "7K4M.XQ2P_9TRC−WDEH",
        "\uff17K4M-XQ2P-9TRC-WDEH",
    ],
)
def test_the_ways_people_type_it_are_forgiven(teks):
    assert kode.rapikan(teks) == CONTOH


def test_letters_taken_for_digits_are_forgiven():
    assert kode.rapikan("OIL0-oil0-0000-1111") == "0110-0110-0000-1111"


@pytest.mark.parametrize(
    ("teks", "kata"),
    [
        ("", "belum diisi"),
        (None, "belum diisi"),
        ("7K4M", "yang diisi 4"),
        (CONTOH + "7", "yang diisi 17"),
        ("7K4M-XQ2P-9TRC-WDEU", "“U”"),
        ("7K4M-XQ2P-9TRC-WD\x00H", "tidak terlihat"),
        ("<script>", "“<”"),
    ],
)
def test_a_wrong_code_says_what_is_wrong(teks, kata):
    with pytest.raises(KodeSalah, match=kata):
        kode.rapikan(teks)


def test_a_registration_number_ends_with_its_check_character():
    nomor = kode.nomor_daftar()
    assert re.fullmatch(r"PD(-[0-9A-Z]{4}){4}-[0-9A-Z]", nomor)
    assert kode.huruf_uji(nomor[3:-2].replace("-", "")) == nomor[-1]


@given(st.text(ABJAD, min_size=16, max_size=16), st.integers(0, 15), st.sampled_from(ABJAD))
def test_any_single_slip_is_found(isi, letak, huruf):
    salah = isi[:letak] + huruf + isi[letak + 1 :]
    assert (kode.huruf_uji(salah) == kode.huruf_uji(isi)) is (salah == isi)


@given(st.text(max_size=30))
def test_any_text_is_a_code_or_a_refusal(teks):
    with suppress(KodeSalah):
        assert kode.rapikan(kode.rapikan(teks)) == kode.rapikan(teks)
