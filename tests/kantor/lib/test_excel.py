"""Lists written as Excel and csv: types, print setup, no formula from a person's text, speed."""

import io
import time as jam_dinding
import tracemalloc
import zipfile
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kantor.lib import excel, lembar
from kantor.lib.excel import Kolom, Lembar

KOLOM = (
    Kolom("Nama"),
    Kolom("NIP", "nip"),
    Kolom("Nilai", "angka"),
    Kolom("Hadir", "persen"),
    Kolom("Mulai", "tanggal"),
    Kolom("Pukul", "jam"),
    Kolom("Biaya", "rupiah"),
    Kolom("Dicatat", "tanggal_jam"),
)
BARIS = (
    "Rina",
    "198609262015051001",
    Decimal("85.22"),
    Decimal("92.5"),
    date(2017, 7, 10),
    time(7, 30),
    1250000,
    datetime(2017, 7, 10, 0, 30, tzinfo=UTC),
)


def buka(isi):
    return openpyxl.load_workbook(io.BytesIO(isi))


def tulis(baris, **opsi):
    return buka(excel.jadi_bytes([Lembar("Peserta", KOLOM, baris, **opsi)]))["Peserta"]


def test_each_kind_of_cell_keeps_its_type():
    ws = tulis([BARIS])
    sel = ws[2]
    assert [s.value for s in sel[:2]] == ["Rina", "19860926 201505 1 001"]
    assert (sel[2].value, sel[2].number_format) == (85.22, "#,##0.00")
    assert (sel[3].value, sel[3].number_format) == (0.925, "0.00%")
    assert (sel[4].value.date(), sel[4].number_format) == (date(2017, 7, 10), "[$-421]d mmmm yyyy")
    assert sel[5].value == time(7, 30)
    assert sel[6].value == 1250000
    assert sel[7].value.hour == 7, "shown in WIB"


def test_the_sheet_is_ready_to_print_and_to_filter():
    ws = tulis([BARIS], judul=["DAFTAR PESERTA", "Gelombang 1"])
    assert ws["A1"].value == "DAFTAR PESERTA"
    assert [s.value for s in ws[4]][:2] == ["Nama", "NIP"]
    assert ws.freeze_panes == "A5"
    assert ws.auto_filter.ref == "A4:H5"
    assert ws.print_title_rows == "$4:$4"
    assert ws.page_setup.orientation == "landscape"
    assert str(ws.page_setup.paperSize) == "9"
    assert ws.oddFooter.right.text == "Halaman &P dari &N"
    assert ws["A4"].fill.start_color.rgb == "FF0E5A43"
    assert ws.column_dimensions["B"].width > 18


def test_rows_can_be_counted_in_front():
    ws = tulis([BARIS, BARIS], bernomor=True)
    assert [ws.cell(r, 1).value for r in (1, 2, 3)] == ["No", 1, 2]


@pytest.mark.parametrize("teks", ["=HYPERLINK(1)", "+62", "-1", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0"])
def test_text_of_a_person_never_becomes_a_formula(teks):
    sel = tulis([(teks, *BARIS[1:])])["A2"]
    assert sel.data_type == "s"
    assert sel.value.strip() == teks.strip()
    assert sel.quotePrefix


def test_links_and_numbers_in_text_stay_text():
    ws = tulis([("https://contoh.example/", *BARIS[1:]), ("0812", *BARIS[1:])])
    assert ws["A2"].hyperlink is None
    assert ws["A3"].value == "0812"


def test_odd_values_do_not_break_the_file():
    ws = tulis([("a\x00b\x0bc\ud800", None, "tidak ada", None, "", None, True, "segera")])
    assert ws["A2"].value == "abc"
    assert ws["C2"].value == "tidak ada"
    assert ws["G2"].value == "Ya"
    assert tulis([("x" * 40_000, *BARIS[1:])])["A2"].value.endswith("…")


def test_an_empty_list_is_still_a_workbook():
    ws = tulis([])
    assert ws.max_row == 1
    assert ws.auto_filter.ref == "A1:H2"


def test_sheet_names_are_made_acceptable_and_unique():
    nama = ["Gelombang 1/2017: [A]", "gelombang 1/2017: [A]", "x" * 40, "x" * 41, ""]
    isi = excel.jadi_bytes([Lembar(n, KOLOM[:1], []) for n in nama])
    hasil = buka(isi).sheetnames
    assert hasil[:2] == ["Gelombang 1-2017- -A-", "gelombang 1-2017- -A- (2)"]
    assert len(set(hasil)) == 5


def test_a_row_of_the_wrong_length_is_a_programming_error():
    with pytest.raises(ValueError, match="zip"):
        excel.jadi_bytes([Lembar("x", KOLOM, [("satu",)])])
    with pytest.raises(ValueError, match="column"):
        excel.jadi_bytes([Lembar("x", (), [])])


def test_what_is_written_can_be_read_back_by_the_importer():
    isi = excel.jadi_bytes(
        [Lembar("Peserta", KOLOM, [BARIS], judul=["DAFTAR", "Gelombang 1"], bernomor=True)]
    )
    kolom = [lembar.Kolom("nama", "NAMA", wajib=True), lembar.Kolom("nip", "NIP", wajib=True)]
    (tabel,) = lembar.cari_tabel(lembar.baca(isi, "x.xlsx"), kolom)
    assert tabel.baris[0].teks("nip") == "19860926 201505 1 001"


def test_ten_thousand_rows_take_two_seconds_and_flat_memory(tmp_path: Path):
    def baris(n):
        return ((f"Nama {i}", *BARIS[1:]) for i in range(n))

    def puncak(n):
        tracemalloc.start()
        excel.tulis(tmp_path / f"{n}.xlsx", [Lembar("x", KOLOM, baris(n))])
        hasil = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return hasil

    mulai = jam_dinding.process_time()
    assert excel.tulis(tmp_path / "x.xlsx", [Lembar("x", KOLOM, baris(10_000))]) == 10_000
    assert jam_dinding.process_time() - mulai < 2
    assert puncak(4000) < puncak(500) * 1.5 + 1_000_000


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=5))
def test_any_text_makes_a_valid_file(teks):
    isi = excel.jadi_bytes([Lembar("x", KOLOM[:1], [(t,) for t in teks])])
    assert zipfile.ZipFile(io.BytesIO(isi)).testzip() is None
    ws = buka(isi)["x"]
    assert all(ws.cell(r, 1).data_type in {"s", "n", "inlineStr"} for r in range(2, len(teks) + 2))
