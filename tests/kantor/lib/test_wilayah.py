"""Unit names as offices write them, resolved against the public codes."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kantor.lib import lembar, wilayah
from kantor.lib.kolom import kolom_baku
from kantor.lib.wilayah import UraianUnit, kunci_unit, kunci_wilayah, urai_unit

NOMINATIF = Path(__file__).parents[2] / "data" / "nominatif_pelayanan_prima.xlsx"


def test_the_data_holds_three_cities():
    jumlah = {}
    for w in wilayah.semua():
        jumlah[(w.kode[:5], w.jenis)] = jumlah.get((w.kode[:5], w.jenis), 0) + 1
    assert jumlah[("12.71", "kecamatan")] == 21
    assert jumlah[("12.71", "kelurahan")] == 151
    assert {w.nama for w in wilayah.semua() if w.jenis == "kota"} == {
        "Kota Medan",
        "Kota Padang",
        "Kota Payakumbuh",
    }
    assert all(w.kode_induk in wilayah.menurut_kode() for w in wilayah.semua() if w.jenis != "kota")


def test_names_are_spelled_as_people_write_them():
    nama = {w.kode: w.nama for w in wilayah.semua()}
    assert nama["12.71.15.1001"] == "Aur"
    assert nama["12.71.20.1008"] == "Pulo Brayan Bengkel"
    assert not [n for n in nama.values() if re.search(r"\b[a-z]\b|^[A-Z] |\b[A-Z] (?![IVX]+$)", n)]


def test_no_two_units_of_the_data_share_a_key():
    kunci = [(w.kode[:5], kunci_wilayah(w)) for w in wilayah.semua()]
    assert len(kunci) == len(set(kunci))


def test_all_102_units_of_the_nominatif_resolve_to_one_unit_each():
    (tabel,) = lembar.cari_tabel(
        lembar.baca(NOMINATIF.read_bytes(), NOMINATIF.name), kolom_baku("nip", "unit")
    )
    medan = [w for w in wilayah.semua() if w.kode.startswith("12.71")]
    sumber = [replace(w, nama=w.nama_sumber) for w in medan if w.nama_sumber]
    menurut_kunci = {kunci_wilayah(w): w.kode for w in (*medan, *sumber)}
    hasil = {b.teks("unit"): menurut_kunci.get(kunci_unit(b.teks("unit"))) for b in tabel}
    assert len(hasil) == 102
    assert None not in hasil.values()
    assert len(set(hasil.values())) == 102


@pytest.mark.parametrize(
    ("teks", "hasil"),
    [
        ("Kelurahan A u r Kecamatan Medan Maimun", ("A u r", "Medan Maimun", None)),
        ("Kec. Medan Kota", (None, "Medan Kota", None)),
        ("Kecamatan Medan Kota, Kota Medan", (None, "Medan Kota", None)),
        ("Kecamatan Medan Kota Kota Medan", (None, "Medan Kota", None)),
        ("KEL. PUSAT PASAR, KEC. MEDAN KOTA", ("PUSAT PASAR", "MEDAN KOTA", None)),
        ("KEL.PUSAT PASAR KEC.MEDAN KOTA", ("PUSAT PASAR", "MEDAN KOTA", None)),
        ("Kec. Medan Kota Kel. Pusat Pasar", ("Pusat Pasar", "Medan Kota", None)),
        ("Kelurahan Pusat Pasar (Kec. Medan Kota)", ("Pusat Pasar", "Medan Kota", None)),
        ("Kelurahan Sei Mati, Medan Maimun", ("Sei Mati", "Medan Maimun", None)),
        ("Kelurahan Sei Mati - Medan Maimun", ("Sei Mati", "Medan Maimun", None)),
        ("Kantor Camat Medan Kota", (None, "Medan Kota", None)),
        ("Kantor Lurah Aur", ("Aur", None, None)),
        ("Kelurahan Kota Bangun", ("Kota Bangun", None, None)),
        ("Kelurahan Bukit Gado-gado", ("Bukit Gado-gado", None, None)),
        ("Seksi Pemerintahan Kecamatan Medan Kota", (None, "Medan Kota", "Seksi Pemerintahan")),
        ("Seksi Trantib pada Kantor Camat Medan Kota", (None, "Medan Kota", "Seksi Trantib")),
        ("Dinas Kesehatan Kota Medan", (None, None, "Dinas Kesehatan")),
        ("Dinas Kesehatan, Kab. Deli Serdang", (None, None, "Dinas Kesehatan")),
        ("Kota Medan", (None, None, "Kota Medan")),
        ("Bagian Kelembagaan Setda", (None, None, "Bagian Kelembagaan Setda")),
        ("", (None, None, None)),
        (None, (None, None, None)),
    ],
)
def test_a_unit_name_is_taken_apart(teks, hasil):
    assert urai_unit(teks) == UraianUnit(*hasil)


@pytest.mark.parametrize(
    ("satu", "dua"),
    [
        ("Kelurahan A u r Kecamatan Medan Maimun", "KEL. AUR, KEC. MEDAN MAIMUN"),
        ("Kelurahan J a t i Kecamatan Medan Maimun", "Kel. Jati Kec Medan Maimun"),
        ("Kelurahan Kotamatsum III Kec. Medan Kota", "Kel. Kota Matsum III, Kec. Medan Kota"),
        ("Kelurahan Sudirejo 1 Kecamatan Medan Kota", "Kel. Sudirejo I Kec. Medan Kota"),
        ("Kelurahan SudirejoII Kecamatan Medan Kota", "Kel. Sudirejo 2 Kec. Medan Kota"),
        ("Kelurahan Tanjungsari Kec. Medan Selayang", "Kel. Tanjung Sari Kec. Medan Selayang"),
        ("Kelurahan Gates Nan XX", "Kel. Gates Nan 20"),
        ("Kec. Medan Kota", "Kantor Camat Medan Kota, Kota Medan"),
        ("Dinkes Kota Medan", "DINAS KESEHATAN"),
        ("Setda", "Sekretariat Daerah Kota Medan"),
        ("Disdukcapil", "Dinas Kependudukan & Pencatatan Sipil"),
    ],
)
def test_spellings_of_one_unit_share_a_key(satu, dua):
    assert kunci_unit(satu) == kunci_unit(dua)


def test_different_units_keep_different_keys():
    teks = [
        "Kelurahan Sei Mati Kec. Medan Maimun",
        "Kelurahan Sei Mati Kec. Medan Labuhan",
        "Kelurahan Sei Mati",
        "Kec. Medan Kota",
        "Kel. Sudirejo I",
        "Kel. Sudirejo II",
        "Kel. Sei Sikambing B",
        "Kel. Sei Sikambing D",
        "Kec. Medan Kota Seksi A",
        "Seksi Trantib Kec. Medan Kota",
        "Seksi Umum Kec. Medan Kota",
    ]
    assert len({kunci_unit(t) for t in teks}) == len(teks)


@pytest.mark.parametrize("w", [w for w in wilayah.semua() if w.jenis != "kota"], ids=lambda w: w.kode)
def test_every_unit_is_known_by_its_own_name(w):
    if w.jenis == "kelurahan":
        teks = f"KEL. {w.nama.upper()}, KEC. {wilayah.menurut_kode()[w.kode_induk].nama}"
    else:
        teks = f"Kecamatan {w.nama}"
    assert kunci_unit(teks) == kunci_wilayah(w)


@given(st.text(max_size=60))
def test_any_text_has_a_key(teks):
    assert isinstance(kunci_unit(teks), str)
