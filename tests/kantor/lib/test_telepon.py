"""Mobile numbers and e-mail addresses as people type them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kantor.lib import telepon
from kantor.lib.telepon import SurelSalah, TeleponSalah


@pytest.mark.parametrize(
    "teks",
    [
        "081234567890",
        "0812-3456-7890",
        "0812 3456 7890",
        "+62 812-3456-7890",
        "6281234567890",
        "+62 (0) 812 3456 7890",
        "0062 81234567890",
        "81234567890",
        "'081234567890",
        "WA: 0812.3456.7890",
        "Hp 081234567890",
        "\u200e081234567890",
        81234567890,
        81234567890.0,
        6281234567890.0,
    ],
)
def test_every_way_to_write_a_mobile_number_becomes_one(teks):
    assert telepon.rapikan(teks) == "081234567890"


@pytest.mark.parametrize(
    ("teks", "kata"),
    [
        ("", "belum diisi"),
        (None, "belum diisi"),
        ("-", "hanya boleh berisi angka"),
        ("tidak ada", "hanya boleh berisi angka"),
        ("061-4512345", "telepon kantor"),
        ("0812345", "terlalu pendek"),
        ("08123456789012", "terlalu panjang"),
        ("+65 9123 4567", "nomor Indonesia"),
        ("081234567890 / 081398765432", "satu nomor"),
        ("081234567890, 081398765432", "satu nomor"),
        ("080123456789", "080"),
        ("0812x4567890", "hanya boleh"),
        (8.1e30, "pendek|panjang"),
        (1.5, "hanya boleh|telepon kantor"),
    ],
)
def test_what_is_no_mobile_number_is_refused(teks, kata):
    with pytest.raises(TeleponSalah, match=kata):
        telepon.rapikan(teks)


def test_a_whatsapp_link_carries_the_text():
    assert telepon.wa("081234567890") == "https://wa.me/6281234567890"
    hasil = telepon.wa("0812 3456 7890", "Selamat pagi, Ibu Rina & tim\n100%")
    assert hasil == "https://wa.me/6281234567890?text=Selamat%20pagi%2C%20Ibu%20Rina%20%26%20tim%0A100%25"
    assert telepon.bagikan_wa("Halo") == "https://wa.me/?text=Halo"
    assert telepon.ajak_wa("081234567890", "Halo") == "https://wa.me/6281234567890?text=Halo"
    assert telepon.ajak_wa("", "Halo") == telepon.ajak_wa("12", "Halo") == "https://wa.me/?text=Halo"
    assert telepon.internasional("081234567890") == "+6281234567890"


def test_masks_keep_just_enough_to_recognise():
    assert telepon.samarkan("081234565678") == "0812••••5678"
    assert telepon.samarkan("0812") == "••••"
    assert telepon.samarkan_surel("rina@contoh.example") == "r•••@contoh.example"
    assert telepon.samarkan_surel("bukan") == "•••"


@pytest.mark.parametrize(
    ("teks", "hasil"),
    [
        ("Peserta001@Contoh.Example", "peserta001@contoh.example"),
        (" mailto:rina@contoh.example ", "rina@contoh.example"),
        ("<rina.s+diklat@bkd.contoh.go.id>", "rina.s+diklat@bkd.contoh.go.id"),
    ],
)
def test_an_address_is_normalised(teks, hasil):
    assert telepon.rapikan_surel(teks) == hasil


@pytest.mark.parametrize(
    ("teks", "kata"),
    [
        ("", "belum diisi"),
        ("rina", "tidak lengkap"),
        ("rina@contoh", "tidak lengkap"),
        ("rina@.example", "tidak lengkap"),
        ("ri na@contoh.example", "tidak lengkap"),
        ("rina@contoh.example\nBcc: x", "tidak lengkap"),
        ("rina..s@contoh.example", "tidak lengkap"),
        ("a" * 65 + "@contoh.example", "tidak lengkap"),
        ("a@contoh.example; b@contoh.example", "satu alamat"),
        ("rina@gmail.con", "Maksud Anda rina@gmail.com"),
        ("-", "tidak lengkap"),
    ],
)
def test_what_is_no_address_is_refused(teks, kata):
    with pytest.raises(SurelSalah, match=kata):
        telepon.rapikan_surel(teks)


@given(st.text(max_size=40) | st.floats() | st.integers())
def test_anything_is_either_normalised_for_good_or_refused(nilai):
    with suppress(TeleponSalah):
        hasil = telepon.rapikan(nilai)
        assert telepon.rapikan(hasil) == hasil
    with suppress(SurelSalah):
        surel = telepon.rapikan_surel(nilai)
        assert telepon.rapikan_surel(surel) == surel
