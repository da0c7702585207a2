"""Names and titles the way offices of Sumatera write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kantor.lib.nama import NamaLengkap, kunci, lengkap, pisah, wajar


@pytest.mark.parametrize(
    ("teks", "depan", "nama", "belakang"),
    [
        ("Rina Amin Sembiring, S.STP., M.Si", "", "Rina Amin Sembiring", "S.STP., M.Si."),
        ("Dr. H. Ahmad", "Dr. H.", "Ahmad", ""),
        ("Drs. Togar", "Drs.", "Togar", ""),
        ("Hj. Siti Aminah, SE, MM", "Hj.", "Siti Aminah", "S.E., M.M."),
        ("Maya Bonar Batubara, S.Ag", "", "Maya Bonar Batubara", "S.Ag."),
        ("Agus  Amin\u00a0Hutagalung ,S.Sos", "", "Agus Amin Hutagalung", "S.Sos."),
        ("Dewi Parulian Perangin-angin, S.H.", "", "Dewi Parulian Perangin-angin", "S.H."),
        ("Parlin Putri, A.Md", "", "Parlin Putri", "A.Md."),
        ("dr. Ani Wijaya, Sp.PD", "dr.", "Ani Wijaya", "Sp.PD."),
        ("DR. AHMAD YANI, S.H, M.HUM", "Dr.", "Ahmad Yani", "S.H., M.Hum."),
        ("Dr.H.Ahmad Yani", "Dr. H.", "Ahmad Yani", ""),
        ("Prof. Dr. Ir. H. Budi, M. Sc., Ph. D", "Prof. Dr. Ir. H.", "Budi", "M.Sc., Ph.D."),
        ("H.M. Yusuf", "", "H.M. Yusuf", ""),
        ("Rina Sembiring S.Sos M.Si", "", "Rina Sembiring", "S.Sos., M.Si."),
        ("RINA SEMBIRING SE", "", "Rina Sembiring", "S.E."),
        ("Togar, S. Sos., M. Si", "", "Togar", "S.Sos., M.Si."),
        ("Togar, S.E. M.Si.", "", "Togar", "S.E., M.Si."),
        ("Togar, S.Xyz", "", "Togar", "S.Xyz."),
        ("Togar, Ahli Madya", "", "Togar", "Ahli Madya"),
        ("Togar, CPA", "", "Togar", "CPA"),
        ("Suparman", "", "Suparman", ""),
        ("Ir", "", "Ir", ""),
        ("H. M. Nur", "H.", "M. Nur", ""),
        ("Made Ma", "", "Made Ma", ""),
        ("Bintang S.", "", "Bintang S.", ""),
        ("", "", "", ""),
        (",", "", "", ""),
    ],
)
def test_titles_are_split_and_spelled(teks, depan, nama, belakang):
    assert pisah(teks) == NamaLengkap(depan, nama, belakang)


@pytest.mark.parametrize(
    ("teks", "nama"),
    [
        ("DEWI PERANGIN-ANGIN", "Dewi Perangin-angin"),
        ("RINA BR. SEMBIRING", "Rina br. Sembiring"),
        ("RINA BR SITEPU", "Rina br Sitepu"),
        ("AHMAD BIN ALI", "Ahmad bin Ali"),
        ("RAJA INAL SIREGAR II", "Raja Inal Siregar II"),
        ("A.R. NASUTION", "A.R. Nasution"),
        ("M. YUSUF MA'RUF", "M. Yusuf Ma'ruf"),
        ("MARIA D'SOUZA", "Maria D'Souza"),
        ("ANI BANGUN-PURBA", "Ani Bangun-Purba"),
        ("maya sari", "Maya Sari"),
        ("SUPARMAN", "Suparman"),
        ("McDonald Siahaan", "McDonald Siahaan"),
    ],
)
def test_capitals_become_title_case_with_local_care(teks, nama):
    assert pisah(teks).nama == nama


def test_the_full_name_is_put_together_again():
    assert lengkap(pisah("DR H AHMAD YANI,SH,MSi")) == "Dr. H. Ahmad Yani, S.H., M.Si."
    assert str(pisah("Suparman")) == "Suparman"


@pytest.mark.parametrize(
    ("teks", "hasil"),
    [
        ("Drs. H. Ahmad  Yani, M.Si", "ahmad yani"),
        ("PERANGIN-ANGIN", "perangin angin"),
        ("Ma'ruf", "maruf"),
        ("Ma’ruf", "maruf"),
        ("José Peña", "jose pena"),
        ("M. Nur", "m nur"),
        ("Ir", "ir"),
        ("...", ""),
    ],
)
def test_the_key_has_no_titles_and_no_marks(teks, hasil):
    assert kunci(teks) == hasil


@pytest.mark.parametrize(
    ("teks", "kata"),
    [
        ("", "belum diisi"),
        (None, "belum diisi"),
        ("   ", "belum diisi"),
        ("A" * 500, "500 huruf"),
        ("Rina\x00Sembiring", "tidak terlihat"),
        ("Rina\u202eSembiring", "tidak terlihat"),
        ('<a href="https://contoh.example">Rina</a>', "< atau >"),
        ("=HYPERLINK(1)", "diawali tanda"),
        ("+62 Rina", "diawali tanda"),
        ("@SUM(A)", "diawali tanda"),
        ("  -Rina", "diawali tanda"),
        ("'=Rina", "diawali tanda"),
        ("Rina 2", "angka"),
        ("...", "belum memuat huruf"),
    ],
)
def test_what_is_no_name_is_refused_with_the_reason(teks, kata):
    assert kata in " ".join(wajar(teks))


@pytest.mark.parametrize(
    "teks", ["Suparman", "Dewi Perangin-angin, S.H.", "Ma'ruf", "A.R. Nasution", "José", "Rina br. Sembiring"]
)
def test_ordinary_names_are_fine(teks):
    assert wajar(teks) == ()


@given(st.text(max_size=60))
def test_any_text_can_be_split_and_gets_a_flat_key(teks):
    pisah(teks)
    wajar(teks)
    hasil = kunci(teks)
    assert hasil == " ".join(hasil.split())
    assert hasil == hasil.casefold()  # Cherokee folds to its capitals
