"""Pegawai entered and corrected by the office."""

from __future__ import annotations

import pytest

from kantor.galat import TidakValid
from kantor.models import Pegawai
from kantor.services.pegawai import tambah_pegawai, ubah_pegawai
from tests.kantor import bantu

pytestmark = pytest.mark.django_db


def test_titles_are_split_off_and_the_unit_brings_its_opd_along() -> None:
    kecamatan = bantu.unit("12.71.01", "Medan Kota", "kecamatan")
    kelurahan = bantu.unit("12.71.01.1", "Pusat Pasar", "kelurahan", kecamatan)
    rina = tambah_pegawai(
        oleh=None, nip="19860926 201505 2 001", nama="dr. RINA SIREGAR, M.Kes", golongan="3c", unit=kelurahan
    )
    assert (rina.gelar_depan, rina.nama, rina.gelar_belakang) == ("dr.", "Rina Siregar", "M.Kes.")
    assert (rina.nip, rina.golongan, rina.status_kepegawaian) == ("198609262015052001", "III/c", "pns")
    assert (rina.opd, rina.instansi, rina.terverifikasi) == (kecamatan, bantu.instansi(), True)


def test_the_number_hints_at_pppk() -> None:
    assert tambah_pegawai(oleh=None, nip="199001012023211001", nama="Budi").status_kepegawaian == "pppk"


@pytest.mark.parametrize(
    ("isian", "bidang"),
    [
        ({"nip": "123", "nama": "Rina"}, "nip"),
        ({"nip": None, "nama": "Rina"}, "nip"),
        ({"nip": "198609262015052001", "nama": "<b>Rina</b>"}, "nama"),
        ({"nip": "198609262015052001", "nama": "x" * 500}, "nama"),
        ({"nip": "198609262015052001", "nama": "Rina", "golongan": "V/z"}, "golongan"),
    ],
)
def test_what_does_not_fit_is_named_by_its_field(isian: dict[str, str], bidang: str) -> None:
    with pytest.raises(TidakValid) as galat:
        tambah_pegawai(oleh=None, **isian)
    assert bidang in galat.value.rincian
    assert not Pegawai.objects.exists()


def test_a_nip_is_taken_once() -> None:
    tambah_pegawai(oleh=None, nip="198609262015052001", nama="Rina")
    with pytest.raises(TidakValid):
        tambah_pegawai(oleh=None, nip="198609262015052001", nama="Rini")


def test_non_asn_get_an_internal_number() -> None:
    kepling = tambah_pegawai(oleh=None, nip=None, nama="Togar", status_kepegawaian="non_asn")
    assert (kepling.nip, kepling.nomor_internal[:3]) == (None, "NA-")


def test_a_correction_changes_what_it_names_and_verifies_the_row() -> None:
    orang = bantu.pegawai(1, nama="Siti", gelar_belakang="S.Sos.", jabatan="Pelaksana")
    ubah_pegawai(oleh=None, pegawai=orang, nama="Siti Nursiah")
    orang.refresh_from_db()
    assert (orang.nama, orang.nama_kunci, orang.gelar_belakang) == ("Siti Nursiah", "siti nursiah", "S.Sos.")
    assert (orang.jabatan, orang.terverifikasi) == ("Pelaksana", True)
    with pytest.raises(TypeError):
        ubah_pegawai(oleh=None, pegawai=orang, nip="1")
