"""The tokens: every pair of colours in use can be read, in the portal's colours and in an office's own."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from kantor.lib.warna import AA, AA_BESAR, PUTIH, baca, kontras, turunan

STATIC = Path(settings.BASE_DIR) / "static"
TOKEN = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6})", (STATIC / "tokens.css").read_text()))

TULISAN = [
    ("tinta", "kertas"),
    ("tinta", "lembut"),
    ("tinta-2", "kertas"),
    ("tinta-2", "kartu"),
    ("tinta-2", "lembut"),
    ("utama", "kertas"),
    ("utama", "utama-tint"),
    ("utama-gelap", "utama-tint"),
    ("di-atas-utama", "utama"),
    ("di-atas-utama", "utama-gelap"),
    ("emas-tulis", "emas-tint"),
    ("baik-tulis", "baik-tint"),
    ("tunggu-tulis", "tunggu-tint"),
    ("bahaya-tulis", "bahaya-tint"),
    ("bahaya-tulis", "kertas"),
    ("info-tulis", "info-tint"),
    ("kartu", "bahaya"),
    ("kartu", "bahaya-gelap"),
]
GARIS = [
    ("emas", "kartu"),
    ("garis-isian", "kartu"),
    ("fokus", "kertas"),
    ("tinta-3", "kartu"),
    ("bahaya", "kartu"),
]


@pytest.mark.parametrize(("tulisan", "dasar"), TULISAN)
def test_words_are_readable_on_their_ground(tulisan: str, dasar: str) -> None:
    assert kontras(TOKEN[tulisan], TOKEN[dasar]) >= AA


@pytest.mark.parametrize(("garis", "dasar"), GARIS)
def test_lines_and_large_words_stand_out(garis: str, dasar: str) -> None:
    assert kontras(TOKEN[garis], TOKEN[dasar]) >= AA_BESAR


def test_contrast_is_computed_as_wcag_says() -> None:
    assert kontras("#000000", "#ffffff") == pytest.approx(21)
    assert kontras("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    ("utama", "aksen"),
    [
        ("#0e5a43", "#b3832a"),
        ("#7a1f2b", "#d4a017"),
        ("#ffe100", "#ffffff"),
        ("#87ceeb", "#ffd700"),
        ("#000000", "#000000"),
    ],
)
def test_whatever_colours_an_office_picks_its_pages_stay_readable(utama: str, aksen: str) -> None:
    hasil = turunan(utama, aksen)
    assert kontras(hasil["di-atas-utama"], hasil["utama"]) >= AA
    assert kontras(hasil["utama"], hasil["utama-tint"]) >= AA
    assert kontras(hasil["utama-gelap"], hasil["utama-tint"]) >= AA
    assert kontras(hasil["emas"], PUTIH) >= AA_BESAR
    assert kontras(hasil["emas-tulis"], hasil["emas-tint"]) >= AA


def test_a_readable_colour_is_left_as_the_office_chose_it() -> None:
    assert turunan("#7a1f2b", "#b3832a")["utama"] == "#7a1f2b"


@pytest.mark.parametrize("bukan", ["", "#fff", "red", "#12345g", "#123456;}body{display:none"])
def test_nothing_but_a_colour_reaches_a_style_sheet(bukan: str) -> None:
    with pytest.raises(ValueError, match="warna"):
        baca(bukan)
