"""The final value against plain fractions, the bands at their limits, a block pasted from Excel."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penilaian.lib.angka import baca_nilai
from penilaian.lib.kelulusan import (
    SEBUTAN_BAWAAN,
    Aturan,
    Bagian,
    NilaiAkhir,
    SebutanSalah,
    hitung,
    periksa_sebutan,
)
from penilaian.lib.nilai import Pita
from penilaian.lib.tempel import BarisKisi, Kisi, KolomKisi

D = Decimal
PITA = tuple(Pita(batas, nama) for batas, nama in SEBUTAN_BAWAAN)


def aturan(*bobot: str) -> Aturan:
    return Aturan(
        tuple(Bagian(n, f"Komponen {n}", D(b), "isian") for n, b in enumerate(bobot)),
        D("70.01"),
        "tidak_lulus",
        PITA,
    )


def nilai(bobot: tuple[str, ...], *angka: str | None) -> NilaiAkhir:
    return hitung(aturan(*bobot), {n: None if a is None else D(a) for n, a in enumerate(angka)})


def test_the_worked_example_of_the_field():
    hasil = nilai(("10", "20", "20", "30", "20"), "88.50", "76.00", "84.25", "90.40", "86.00")
    assert (hasil.akhir, hasil.sebutan, hasil.lulus, hasil.alasan) == (D("85.22"), "Memuaskan", True, "")


@pytest.mark.parametrize(
    ("angka", "akhir", "sebutan", "lulus"),
    [
        # weights 50 and 50: the sum of the two halves is 90,004 or 90,005 before it is rounded once
        (("90.00", "90.00"), "90.00", "Memuaskan", True),
        (("90.00", "90.01"), "90.01", "Sangat Memuaskan", True),
        (("80.00", "80.00"), "80.00", "Cukup Memuaskan", True),
        (("80.01", "80.01"), "80.01", "Memuaskan", True),
        (("70.00", "70.00"), "70.00", "Kurang Memuaskan", False),
        (("70.00", "70.01"), "70.01", "Cukup Memuaskan", True),
        (("0", "0"), "0.00", "Tidak Memuaskan", False),
        (("100", "100"), "100.00", "Sangat Memuaskan", True),
    ],
)
def test_bands_are_told_after_rounding(angka, akhir, sebutan, lulus):
    hasil = nilai(("50", "50"), *angka)
    assert (hasil.akhir, hasil.sebutan, hasil.lulus) == (D(akhir), sebutan, lulus)


def test_it_is_rounded_once_and_half_up():
    # 60 % of 90,00 and 40 % of 90,01 is 90,004; 50 % of 90,00 and 50 % of 90,01 is 90,005.
    assert nilai(("60", "40"), "90.00", "90.01").akhir == D("90.00")
    assert nilai(("50", "50"), "90.00", "90.01").akhir == D("90.01")


def test_a_missing_component_blocks_and_is_named():
    hasil = nilai(("50", "30", "20"), "90", None, None)
    assert hasil.akhir is None
    assert not hasil.lulus
    assert hasil.alasan == "Belum ada nilai Komponen 1 dan Komponen 2."
    assert nilai(("50", "50"), "0", "90").akhir == D("45.00")  # a zero is a score


dua_tempat = st.integers(0, 10_000).map(lambda n: D(n).scaleb(-2))


@given(st.lists(st.tuples(st.integers(1, 5000), dua_tempat), min_size=1, max_size=8))
def test_any_value_is_that_of_plain_fractions(isi):
    jumlah = sum(b for b, _ in isi)
    bobot = [b * 10_000 // jumlah for b, _ in isi]
    bobot[0] += 10_000 - sum(bobot)
    angka = [n for _, n in isi]
    hasil = hitung(
        Aturan(
            tuple(Bagian(n, str(n), D(b).scaleb(-2), "isian") for n, b in enumerate(bobot)),
            D(70),
            "mengikuti",
            PITA,
        ),
        dict(enumerate(angka)),
    )
    tepat = sum((Fraction(b, 10_000) * Fraction(n) for b, n in zip(bobot, angka, strict=True)), Fraction(0))
    sen = (tepat * 200 + 1) // 2  # half up
    assert hasil.akhir == D(int(sen)).scaleb(-2)
    assert hasil.lulus == (Fraction(int(sen), 100) >= 70)
    assert hasil.sebutan == next(
        nama for batas, nama in SEBUTAN_BAWAAN if Fraction(int(sen), 100) >= Fraction(batas)
    )


def test_bands_cover_the_scale_once():
    periksa_sebutan(SEBUTAN_BAWAAN)
    for salah in (
        [(D(80), "Baik")],
        [(D(0), "Kurang"), (D(0), "Baik")],
        [(D(0), "Baik"), (D(80), "baik")],
    ):
        with pytest.raises(SebutanSalah):
            periksa_sebutan(salah)


# --- a block from Excel ---

BARIS = [
    BarisKisi(11, 1, "198609262015051001", "Rina Siregar"),
    BarisKisi(12, 2, "198609262015051002", "Togar Nasution"),
    BarisKisi(13, 3, "", "Budi Lubis"),
]
KOLOM = [KolomKisi(1, "Sikap"), KolomKisi(2, "Akademik"), KolomKisi(3, "Kehadiran", terisi_sendiri=True)]


def tempel(teks: str, mulai: tuple[int, int] = (0, 0)):
    return Kisi(BARIS, KOLOM, baca_nilai).tempel(teks, mulai)


def test_numbers_alone_go_down_and_right_from_the_cell():
    hasil = tempel("80,5\t90.25\r\n70\t\r\n")
    assert hasil.galat == []
    assert hasil.nilai == {(11, 1): D("80.5"), (11, 2): D("90.25"), (12, 1): D(70)}
    assert tempel("75", (1, 1)).nilai == {(12, 2): D(75)}


def test_nip_or_ndh_finds_the_person_in_any_order():
    menurut_nip = tempel("19860926 201505 1 002\t81\n'198609262015051001\t82")
    assert menurut_nip.nilai == {(12, 1): D(81), (11, 1): D(82)}
    menurut_judul = tempel("NDH\tNama\tAkademik\n3\tBudi Lubis\t77,5\n01\tRina\t66")
    assert menurut_judul.nilai == {(13, 2): D("77.5"), (11, 2): D(66)}
    bernama = tempel("2\tTogar Nasution\t88\t99")
    assert bernama.nilai == {(12, 1): D(88), (12, 2): D(99)}


def test_the_whole_table_pasted_back_passes_over_what_is_computed():
    hasil = tempel("NDH\tNIP\tNAMA\tSikap\tAkademik\tKehadiran\n1\t198609262015051001\tRina\t80\t90\t100")
    assert hasil.nilai == {(11, 1): D(80), (11, 2): D(90)}


def test_every_mistake_names_its_row_and_column_and_nothing_counts():
    hasil = tempel("80\t101\nabc9\t70,555\n60\t50\n40\t30")
    assert hasil.galat == [
        "Baris 1 (Rina Siregar), kolom Akademik: 101 di luar skala. Isi angka 0 sampai 100.",
        "Baris 2 (Togar Nasution), kolom Sikap: “abc9” bukan angka. Contoh: 85,5.",
        "Baris 2 (Togar Nasution), kolom Akademik: Paling banyak dua angka di belakang koma.",
        "Baris 4: melewati peserta terakhir pada tabel.",
    ]


@pytest.mark.parametrize(
    ("teks", "galat"),
    [
        (
            "NIP\tSikap\n199901012020011001\t80",
            "Baris 2, kolom NIP: “199901012020011001” bukan peserta pada tabel ini.",
        ),
        ("NDH\tSikap\n\t80", "Baris 2, kolom NDH: kosong."),
        ("NDH\tSikap\n1\t80\n1\t81", "Baris 3: Rina Siregar sudah ada pada baris 2."),
        ("80\t70\t60", "Baris 1 (Rina Siregar), kolom Kehadiran: dihitung portal dan tidak diisi."),
        ("80\t70\t60\t50", "Kolom 4 tidak ada tempatnya: tabel berhenti pada kolom Kehadiran."),
        ("\n \n", "Tidak ada yang ditempel."),
        ("NDH\tSikap", "Tidak ada nilai pada yang ditempel."),
        ("Rina\tTogar", "Tidak ada nilai pada yang ditempel."),
    ],
)
def test_what_cannot_be_placed_is_said(teks, galat):
    assert galat in tempel(teks).galat


def test_a_person_without_nip_is_not_found_by_an_empty_one():
    assert tempel("NIP\tSikap\n \t80").galat == ["Baris 2, kolom NIP: kosong."]


@given(st.text(max_size=300))
def test_no_text_breaks_it(teks):
    hasil = tempel(teks, (1, 1))
    assert hasil.galat or hasil.nilai
