"""Reading what offices send as Excel: letterheads, merged heads, signatures, and files that are none."""

import io
import struct
import zipfile
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from msoffcrypto.format.ooxml import OOXMLFile

from kantor.lib import lembar
from kantor.lib.kolom import BAKU, kolom_baku
from kantor.lib.lembar import Batas, Kolom, KolomHilang, LembarSalah, baca, cari_kepala, cari_tabel

DATA = Path(__file__).parents[2] / "data"
KOLOM = kolom_baku("nip", "nama", "golongan", "unit", wajib=("nip", "nama"))
NIP = "19860926 201505 1 001"


def xlsx(baris, *, nama="Sheet1", lain=()):
    """A workbook of these rows; ``lain`` are further (name, rows, hidden)."""
    isi = io.BytesIO()
    with xlsxwriter.Workbook(isi) as buku:
        for judul, sel, tersembunyi in ((nama, baris, False), *lain):
            ws = buku.add_worksheet(judul)
            for i, b in enumerate(sel):
                ws.write_row(i, 0, b)
            if tersembunyi:
                ws.hide()
    return isi.getvalue()


def zip_dari(**isi):
    wadah = io.BytesIO()
    with zipfile.ZipFile(wadah, "w", zipfile.ZIP_DEFLATED) as arsip:
        for nama, teks in isi.items():
            cara = zipfile.ZIP_STORED if nama == "mimetype" else zipfile.ZIP_DEFLATED
            arsip.writestr(nama.replace("__", "/").replace("_xml", ".xml"), teks, cara)
    return wadah.getvalue()


def ods(baris, terkunci=""):
    return zip_dari(
        mimetype="application/vnd.oasis.opendocument.spreadsheet",
        **{
            "META-INF__manifest_xml": '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:'
            'manifest:1.0"><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">'
            f"{terkunci}</manifest:file-entry></manifest:manifest>"
        },
        content_xml='<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="Lembar1">{baris}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>",
    )


def sel_ods(teks, ulang=""):
    return f'<table:table-cell office:value-type="string"{ulang}><text:p>{teks}</text:p></table:table-cell>'


def satu_tabel(isi, nama="daftar.xlsx", kolom=KOLOM):
    (tabel,) = cari_tabel(baca(isi, nama), kolom)
    return tabel


def sebab(isi, nama="daftar.xlsx", **opsi):
    with pytest.raises(LembarSalah) as galat:
        baca(isi, nama, **opsi)
    return galat.value.pesan


# --- the nominatif of the office --------------------------------------------------------------------


def test_the_nominatif_is_read_whole_without_its_furniture():
    isi = (DATA / "nominatif_pelayanan_prima.xlsx").read_bytes()
    tabel = satu_tabel(isi, kolom=kolom_baku(*BAKU, wajib=("nip", "nama", "unit")))
    assert (tabel.lembar, tabel.kepala, len(tabel)) == ("NOMINATIF", 7, 102)
    assert tabel.kolom["nama"] == "B"
    assert tabel.kolom["telepon"] == "H"
    assert tabel.kolom["surel"] == "I"
    pertama, terakhir = tabel.baris[0], tabel.baris[-1]
    assert (pertama.nomor, terakhir.nomor) == (9, 110)
    assert pertama["nama"].teks == "Maya Bonar Batubara, S.Ag"
    assert pertama["nip"].alamat == "C9"
    assert pertama["gelombang"].teks == "1"
    assert [n for n, _ in tabel.dilewati] == [113, 114, 116]
    assert tabel.tak_dikenal == ()


# --- where the table stands -------------------------------------------------------------------------


def test_titles_are_found_whatever_case_and_punctuation():
    tabel = satu_tabel(
        xlsx(
            [
                ["Daftar"],
                [],
                ["no.", "Nama  Lengkap", "n.i.p", "gol/ruang", "Unit\nKerja"],
                [1, "A", NIP, "IX", "X"],
            ]
        )
    )
    assert tabel.kepala == 3
    assert tabel.baris[0].teks("unit") == "X"


def test_a_head_on_two_rows_with_merged_cells_is_understood():
    tabel = satu_tabel(
        xlsx(
            [
                ["DAFTAR PESERTA"],
                ["NO", "NAMA", "NIP", "PANGKAT", "", "UNIT KERJA"],
                ["", "", "", "GOL. RUANG", "TMT", ""],
                [1, 2, 3, 4, 5, 6],
                [1, "Suparman", NIP, "III/d", "01-04-2015", "Dinas"],
            ]
        )
    )
    assert tabel.kolom == {"nip": "C", "nama": "B", "golongan": "D", "unit": "F"}
    assert [b.nomor for b in tabel] == [5]
    assert tabel.tak_dikenal == (("E", "PANGKAT TMT"),)


def test_a_second_row_of_titles_that_says_nothing_is_no_data():
    kepala = [["NO", "NAMA", "NIP", "UNIT KERJA", "", "KET"], ["", "", "", "ESELON", "TMT", ""]]
    tabel = satu_tabel(xlsx([*kepala, [1, "Suparman", NIP, "Dinas", "", ""]]))
    assert [b.teks("nama") for b in tabel] == ["Suparman"]


def test_group_rows_blank_rows_repeated_heads_and_signatures_are_left_out_and_named():
    kepala = ["NO", "NAMA", "NIP", "UNIT KERJA"]
    tabel = satu_tabel(
        xlsx(
            [
                kepala,
                ["(1)", "(2)", "(3)", "(4)"],
                ["A. KECAMATAN MEDAN KOTA"],
                ["I", "KECAMATAN MEDAN AREA"],
                [1, "Suparman", NIP, "Kec. A"],
                [],
                kepala,
                [2, "Rina", "19900102 202321 2 014", "Kec. B"],
                [3, "Tanpa Nip", "", "Kec. B"],
                [4],
                ["JUMLAH", "", "", 3],
                [],
                ["", "Mengetahui,", "", "Medan, 10 Juli 2017"],
                ["", "KEPALA DINAS", "", "CAMAT"],
                ["", "NIP. 19700101 199001 1 001", "", ""],
            ]
        )
    )
    assert [b.teks("nama") for b in tabel] == ["Suparman", "Rina", "Tanpa Nip"]
    assert [n for n, _ in tabel.dilewati] == [3, 4, 7, 11, 13, 14, 15]
    assert dict(tabel.dilewati)[13] == "Mengetahui, Medan, 10 Juli 2017"


def test_a_row_in_the_middle_that_lacks_its_nip_is_kept_for_its_error():
    tabel = satu_tabel(xlsx([["NAMA", "NIP", "UNIT"], ["A", "", "X"], ["B", NIP, "Y"]]))
    assert [b.teks("nama") for b in tabel] == ["A", "B"]


def test_a_nip_kept_as_a_number_is_flagged():
    tabel = satu_tabel(xlsx([["NAMA", "NIP"], ["A", 198609262015051001], ["B", "1,98609E+17"], ["C", NIP]]))
    assert [b["nip"].hilang_digit for b in tabel] == [True, True, False]


def test_a_column_the_sheet_lacks_gives_empty_cells():
    baris = satu_tabel(xlsx([["NAMA", "NIP"], ["A", NIP]])).baris[0]
    assert baris["unit"].kosong
    assert baris["unit"].alamat == ""
    assert str(baris["nama"]) == "A"


def test_a_missing_column_is_named_beside_the_titles_that_were_read():
    with pytest.raises(KolomHilang, match=r"Kolom NIP tidak ditemukan.*baris 2: NAMA, GOLONGAN, ALAMAT"):
        satu_tabel(xlsx([["Daftar"], ["NAMA", "GOLONGAN", "ALAMAT"], ["A", "IX", "Jl."]]))


def test_a_sheet_without_a_head_says_what_is_looked_for():
    with pytest.raises(LembarSalah, match="Baris judul tabel tidak ditemukan"):
        satu_tabel(xlsx([["halo"], [1, 2, 3]]))


def test_all_visible_sheets_with_a_head_are_read():
    isi = xlsx(
        [["NAMA", "NIP"], ["A", NIP]],
        nama="GEL 1",
        lain=[
            ("Petunjuk", [["baca dulu"]], False),
            ("GEL 2", [["NAMA", "NIP"], ["B", NIP]], False),
            ("Lama", [["NAMA", "NIP"], ["C", NIP]], True),
        ],
    )
    assert [(t.lembar, t.baris[0].teks("nama")) for t in cari_tabel(baca(isi), KOLOM)] == [
        ("GEL 1", "A"),
        ("GEL 2", "B"),
    ]


def test_the_title_wins_over_aliases_and_left_over_right():
    kolom = [Kolom("unit", "UNIT KERJA", ("OPD",)), Kolom("nip", "NIP")]
    tabel = cari_kepala([("OPD", "UNIT KERJA", "NIP", "NIP"), ("a", "b", "c", "d")], kolom)
    assert tabel.kolom == {"unit": "B", "nip": "C"}


def test_a_table_with_a_head_and_no_rows_is_empty():
    assert len(satu_tabel(xlsx([["NAMA", "NIP"], ["", ""]]))) == 0


def test_column_letters():
    assert [lembar.huruf_kolom(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


# --- kinds of files ---------------------------------------------------------------------------------


def test_an_old_xls_is_read_with_its_dates():
    buku = baca((DATA / "daftar_lama.xls").read_bytes(), "daftar.xls")
    (tabel,) = cari_tabel(buku, kolom_baku("nip", "nama", "golongan", "tanggal_lahir", wajib=("nip",)))
    assert buku.jenis == "xls"
    assert [b.teks("nama") for b in tabel] == ["Suparman", "Rina br. Sitepu"]
    assert tabel.baris[0]["tanggal_lahir"].nilai == date(1986, 9, 26)
    assert tabel.baris[0]["tanggal_lahir"].teks == "26-09-1986"


def test_an_ods_with_its_usual_million_empty_rows_is_read():
    baris = (
        f"<table:table-row>{sel_ods('NAMA')}{sel_ods('NIP')}</table:table-row>"
        f"<table:table-row>{sel_ods('A')}{sel_ods(NIP)}</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048570">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    tabel = satu_tabel(ods(baris), "daftar.ods")
    assert tabel.baris[0].teks("nip") == NIP


@pytest.mark.parametrize(
    "teks",
    [
        f"\ufeffNAMA;NIP\r\nA;{NIP}\r\n".encode(),
        f"NAMA,NIP\nA,'{NIP}\n".encode(),
        f'sep=;\nNAMA;NIP\n"A";="{NIP}"\n'.encode(),
        f"NAMA\tNIP\nA\t{NIP}\n".encode("utf-16"),
        f'"NAMA";"NIP"\n"A";"{NIP}"\n"Ibu; S.H., M.H.";"x"'.encode("cp1252"),
    ],
)
def test_csv_is_read_with_any_separator_and_mark(teks):
    tabel = satu_tabel(teks, "daftar.csv")
    assert tabel.baris[0].teks("nama") == "A"
    assert tabel.baris[0].teks("nip").strip("'") == NIP


def test_row_numbers_of_a_csv_agree_with_what_excel_shows():
    assert satu_tabel(f"sep=,\nNAMA,NIP\nA,{NIP}".encode(), "x.csv").baris[0].nomor == 3


def test_what_it_is_is_told_by_content_not_by_name():
    assert baca(xlsx([["NAMA", "NIP"], ["A", "B"]]), "salah.csv").jenis == "xlsx"


def test_neutralised_cells_of_a_csv_get_their_text_back():
    assert baca(b"a;b\n'=1+1;'+62", "x.csv").lembar[0].baris[1] == ("=1+1", "+62")


# --- what is refused --------------------------------------------------------------------------------


def terkunci():
    isi = io.BytesIO()
    OOXMLFile(io.BytesIO(xlsx([["NAMA"]]))).encrypt("rahasia", isi)
    return isi.getvalue()


@pytest.mark.parametrize(
    ("isi", "nama", "kata"),
    [
        (b"", "x.xlsx", "kosong"),
        (b"\0\0 \n", "x.xlsx", "kosong"),
        (b"MZ\x90\x00\x03" + b"\0" * 500, "daftar.xlsx", "bukan Excel"),
        (b"MZ tanpa nol", "daftar.csv", "bukan Excel"),
        (b"%PDF-1.7\n...", "daftar.xlsx", "PDF"),
        (b"<html><table><tr><td>NIP</td></tr></table>", "daftar.xls", "halaman web"),
        (b"NAMA,NIP\nA,1\n", "daftar.xlsx", "CSV"),
        (b"PK\x03\x04 rusak", "daftar.xlsx", "rusak"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "daftar.xls", "rusak|bukan Excel"),
        (b"\x89PNG\r\n\x1a\n123", "daftar.csv", "bukan Excel"),
        (b"\x01\x02\x03\x04\x05\x06\x07\x0e\x0f\x10 abc", "daftar.csv", "bukan Excel"),
        (b";;;\n;;\n", "daftar.csv", "kosong"),
    ],
)
def test_files_that_are_no_workbook_are_refused_clearly(isi, nama, kata):
    with pytest.raises(LembarSalah, match=kata):
        baca(isi, nama)


def test_a_workbook_with_a_password_says_so():
    assert "kata sandi" in sebab(terkunci())


def test_an_ods_with_a_password_says_so():
    isi = ods("", "<manifest:encryption-data></manifest:encryption-data>")
    assert "kata sandi" in sebab(isi, "x.ods")


def test_an_old_workbook_with_a_password_says_so():
    isi = bytearray((DATA / "daftar_lama.xls").read_bytes())
    # The record after BOF becomes FILEPASS, as Excel writes it.
    awal = isi.index(struct.pack("<HHHH", 0x0809, 16, 0x0600, 0x0005)) + 20
    isi[awal : awal + 2] = struct.pack("<H", 0x002F)
    assert "kata sandi" in sebab(bytes(isi), "x.xls")


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        ({"word__document_xml": "x"}, "Word"),
        ({"foto.jpg": "x"}, "ZIP"),
        ({"xl__workbook.bin": "x"}, "xlsb"),
        ({"xl__workbook_xml": "bukan xml"}, "rusak"),
    ],
)
def test_other_zips_are_told_apart(isi, kata):
    assert kata in sebab(zip_dari(**isi))


def test_an_empty_workbook_is_said_to_be_empty():
    assert "kosong" in sebab(xlsx([]))


def test_size_limits_hold():
    isi = xlsx([["NAMA", "NIP"]] + [["A", NIP]] * 30)
    assert "terlalu besar" in sebab(isi, batas=Batas(bita=100))
    assert "setelah dibuka" in sebab(isi, batas=Batas(terbuka=1000))
    assert "lebih dari 20 baris" in sebab(isi, batas=Batas(baris=20))
    assert "lebih dari 20 baris" in sebab(b"a,b\n" * 30, "x.csv", batas=Batas(baris=20))


def test_a_zip_bomb_is_stopped_while_unfolding():
    bom = zip_dari(xl__workbook_xml="x", xl__worksheets__sheet1_xml=b"\0" * 210_000_000)
    assert len(bom) < 400_000
    assert "setelah dibuka" in sebab(bom)


def test_two_cells_far_apart_do_not_take_the_memory_of_the_rectangle():
    isi = io.BytesIO()
    with xlsxwriter.Workbook(isi) as buku:
        ws = buku.add_worksheet()
        ws.write(0, 0, "a")
        ws.write(40_000, 16_000, "b")
    assert "terlalu luas" in sebab(isi.getvalue())


def test_formats_far_below_and_right_of_the_table_do_no_harm():
    isi = io.BytesIO()
    with xlsxwriter.Workbook(isi) as buku:
        ws = buku.add_worksheet()
        ws.write_row(0, 0, ["NAMA", "NIP"])
        ws.write_row(1, 0, ["A", NIP])
        ws.write_blank(1_000_000, 16_000, None, buku.add_format({"bold": True}))
    assert len(satu_tabel(isi.getvalue())) == 1


def test_an_ods_that_repeats_a_cell_without_end_is_refused():
    baris = (
        '<table:table-row table:number-rows-repeated="1000000">'
        + sel_ods("A", ' table:number-columns-repeated="1000"')
        + "</table:table-row>"
    )
    assert "terlalu luas" in sebab(ods(baris), "x.ods")


def test_an_xls_with_a_cell_in_the_last_corner_is_refused():
    isi = bytearray((DATA / "daftar_lama.xls").read_bytes())
    sel = isi.index(struct.pack("<HHHH", 0x00FD, 10, 5, 1))
    isi[sel + 4 : sel + 8] = struct.pack("<HH", 65535, 255)
    assert "lebih dari" in sebab(bytes(isi), "x.xls")


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_file_is_read_or_refused_never_a_crash(data):
    asal = data.draw(st.sampled_from(["nominatif_pelayanan_prima.xlsx", "daftar_lama.xls"]))
    isi = bytearray((DATA / asal).read_bytes())
    for _ in range(data.draw(st.integers(1, 20))):
        isi[data.draw(st.integers(0, len(isi) - 1))] = data.draw(st.integers(0, 255))
    with suppress(LembarSalah):
        cari_tabel(baca(bytes(isi[: data.draw(st.integers(0, len(isi)))]), asal), KOLOM)


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["x.csv", "x.xlsx", ""]))
def test_any_bytes_are_read_or_refused(isi, nama):
    with suppress(LembarSalah):
        cari_tabel(baca(isi, nama), KOLOM)
