"""Units and pegawai are changed by their own office only, whichever page or program asks."""

from __future__ import annotations

import pytest

from kantor.galat import TidakBerhak, TidakDitemukan
from kantor.services.pegawai import tambah_pegawai, ubah_pegawai
from kantor.services.unit import (
    gabung_unit,
    hapus_alias,
    pindah_unit,
    tambah_alias,
    tambah_unit,
    ubah_nama_unit,
)
from tests.peserta import buat

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return buat.pohon()


def test_the_tree_is_changed_by_who_manages_that_office(unit):
    a, b = unit["a"], unit["b"]
    tambah_alias(oleh=None, unit=a, teks="Kec. Lama")
    tindakan = [
        lambda oleh: tambah_unit(oleh=oleh, kode="X.1", nama="Baru", jenis="kelurahan", induk=a),
        lambda oleh: ubah_nama_unit(oleh=oleh, unit=a, nama="Lain"),
        lambda oleh: pindah_unit(oleh=oleh, unit=unit["a1"], induk=b),
        lambda oleh: gabung_unit(oleh=oleh, unit=unit["a1"], ke=b),
    ]
    ejaan = [
        lambda oleh: tambah_alias(oleh=oleh, unit=a, teks="Ejaan"),
        lambda oleh: hapus_alias(oleh=oleh, alias=a.alias.first()),
    ]
    asing, panitia, pimpinan = buat.akun("admin", "padang"), buat.akun("panitia"), buat.akun("pimpinan")
    for lakukan in [*tindakan, *ejaan]:
        with pytest.raises(TidakDitemukan):
            lakukan(asing)
    for lakukan in tindakan:
        with pytest.raises(TidakBerhak):
            lakukan(panitia)
    for lakukan in ejaan:
        with pytest.raises(TidakBerhak):
            lakukan(pimpinan)
        lakukan(panitia)
    for lakukan in tindakan[:3]:
        lakukan(buat.akun("admin"))


def test_nobody_moves_a_unit_into_another_office(unit):
    lain = buat.unit("13.71", jenis="kota", kode_instansi="padang")
    with pytest.raises(TidakDitemukan):
        pindah_unit(oleh=buat.akun("admin"), unit=unit["a"], induk=lain)


def test_a_unit_of_no_office_is_kept_by_who_manages_one():
    with pytest.raises(TidakBerhak):
        tambah_unit(oleh=buat.akun("panitia"), kode="00", nama="Kementerian", jenis="kementerian")
    assert tambah_unit(oleh=buat.akun("admin"), kode="00", nama="Kementerian", jenis="kementerian").pk


def test_pegawai_are_entered_and_corrected_by_their_own_office(unit):
    asing, panitia = buat.akun("panitia", "padang"), buat.akun("panitia")
    isi = {"nip": buat.nip(1), "nama": "Rina Siregar", "unit": unit["a1"]}
    for oleh in (asing, buat.akun("pimpinan")):
        with pytest.raises(TidakBerhak):
            tambah_pegawai(oleh=oleh, **isi)
    pegawai = tambah_pegawai(oleh=panitia, **isi)
    with pytest.raises(TidakBerhak):
        ubah_pegawai(oleh=asing, pegawai=pegawai, jabatan="Lurah")
    lain = buat.unit("13.71", jenis="kota", kode_instansi="padang")
    with pytest.raises(TidakBerhak):
        ubah_pegawai(oleh=panitia, pegawai=pegawai, unit=lain)
    assert ubah_pegawai(oleh=panitia, pegawai=pegawai, jabatan="Lurah").jabatan == "Lurah"
