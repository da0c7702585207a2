"""The people and days of the demo: nothing in it makes an office smile."""

from __future__ import annotations

import datetime

import pytest

from contoh.kini import hari_kerja, senin
from contoh.orang import Orang, Penduduk


@pytest.fixture(scope="module")
def orang() -> list[Orang]:
    penduduk = Penduduk(2017)
    return [*penduduk.banyak(300), *penduduk.banyak(300, kelurahan=False)]


def test_titles_fit_the_sex_the_nip_tells(orang):
    for satu in orang:
        wanita = satu.nip[14] == "2"
        assert not (satu.gelar_depan in ("Hj.", "Dra.") and not wanita), satu
        assert not (satu.gelar_depan in ("H.", "Drs.") and wanita), satu
    assert {"H.", "Hj.", "Drs.", "Dra.", "dr."} <= {satu.gelar_depan for satu in orang}


def test_titles_fit_the_golongan(orang):
    for satu in orang:
        sarjana = satu.gelar_belakang.startswith("S.") or satu.gelar_depan in ("Drs.", "Dra.", "dr.")
        assert not (sarjana and satu.golongan.startswith("II/")), satu
        assert sarjana or not satu.golongan.startswith(("III/c", "III/d", "IV")), satu
        assert not (satu.gelar_belakang == "A.Md." and satu.golongan.startswith(("III", "IV"))), satu


def test_a_doctor_leads_a_puskesmas_and_has_no_other_first_degree(orang):
    dokter = [satu for satu in orang if satu.gelar_depan == "dr."]
    assert {(satu.gelar_belakang, satu.jabatan) for satu in dokter} == {("M.K.M.", "Kepala Puskesmas")}


def test_a_namesake_is_of_the_same_sex_and_another_person():
    penduduk = Penduduk(1)
    satu = penduduk.orang(kelurahan=True)
    dua = penduduk.orang(kelurahan=True, senama=satu)
    assert (dua.nama, dua.nip[14]) == (satu.nama, satu.nip[14])
    assert dua.nip != satu.nip


@pytest.mark.parametrize("geser", range(7))
def test_the_running_training_has_class_on_working_days_only_and_holds_today(geser):
    hari_ini = datetime.date(2026, 7, 6) + datetime.timedelta(geser)
    hari = hari_kerja(hari_ini, 3, 3)
    assert len(hari) == 6
    assert all(h.weekday() < 5 for h in hari)
    assert hari[0] < hari_ini < hari[-1]
    assert senin(hari_ini).weekday() == 0
