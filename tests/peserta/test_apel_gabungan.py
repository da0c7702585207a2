"""Apel gabungan: many OPD on one field, opened at once by Panitia after a look at the figures."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from kantor.galat import TidakBerhak, TidakDitemukan, TidakValid
from kantor.models import Unit
from peserta.models import Apel, CatatanApel
from peserta.services.apel import buka_apel
from peserta.services.apel_gabungan import buka_apel_gabungan
from peserta.services.halangan import catat_halangan
from tests.peserta import buat
from tests.peserta.test_apel import HARI, kode, pegawai
from tests.peserta.test_halaman_apel import isi, masuk

pytestmark = pytest.mark.django_db
ALAMAT = "/admin/apel/gabungan/"


@pytest.fixture
def pohon():
    return buat.pohon()


@pytest.fixture
def panitia():
    return buat.akun("panitia")


@pytest.fixture
def hari():
    return timezone.localdate()


def buka(panitia, hari, opd, **lain):
    return buka_apel_gabungan(oleh=panitia, instansi=buat.instansi(), opd=opd, tanggal=hari, **lain)


def test_every_chosen_opd_gets_its_roll_call_and_letters_fill_in_themselves(pohon, panitia, hari):
    satu, dua = pegawai(2, pohon["a1"])
    [tiga] = pegawai(1, pohon["b1"])
    catat_halangan(oleh=panitia, pegawai=dua, jenis="C", mulai=hari, selesai=hari)
    kosong = buat.unit("12.71.03", pohon["kota"], "kecamatan")
    hasil = buka(panitia, hari, [pohon["a"], pohon["b"], kosong])
    assert (hasil.orang, hasil.opd, hasil.calon[pohon["a"].pk].bersurat) == (3, 2, 1)
    assert kosong.pk not in hasil.calon
    assert {a.opd_id: a.jenis for a in Apel.objects.all()} == dict.fromkeys(
        (pohon["a"].pk, pohon["b"].pk), "gabungan"
    )
    assert dict(CatatanApel.objects.values_list("pegawai", "kode")) == {
        satu.pk: "H",
        dua.pk: "C",
        tiga.pk: "H",
    }
    assert set(Apel.objects.values_list("kurang", flat=True)) == {0}


def test_what_was_recorded_before_stays_and_a_second_time_changes_nothing(pohon, panitia, hari):
    [satu], [dua] = pegawai(1, pohon["a1"]), pegawai(1, pohon["b1"])
    lama = buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari, jenis="gabungan", semua_hadir=False)
    [baru] = pegawai(1, pohon["a2"])
    hasil = buka(panitia, hari, [pohon["a"], pohon["b"]])
    assert (hasil.orang, hasil.opd, hasil.calon[pohon["a"].pk].di_sini) == (2, 2, 1)
    assert kode(lama) == {satu.pk: "A", baru.pk: "H"}
    lagi = buka(panitia, hari, [pohon["a"], pohon["b"]], semua_hadir=False)
    assert (lagi.orang, lagi.opd) == (0, 0)
    assert kode(lama) == {satu.pk: "A", baru.pk: "H"}
    assert CatatanApel.objects.get(pegawai=dua).kode == "H"


def test_who_stands_elsewhere_that_day_is_counted_once_and_leaves_no_empty_roll_call(pohon, panitia, hari):
    [satu] = pegawai(1, pohon["a1"])
    buka(panitia, hari, [pohon["a"]])
    satu.unit, satu.opd = pohon["b1"], pohon["b"]
    satu.save()
    hasil = buka(panitia, hari, [pohon["b"]])
    assert (hasil.orang, hasil.calon[pohon["b"].pk].di_lain) == (0, 1)
    assert Apel.objects.get().opd == pohon["a"]


def test_others_offices_days_to_come_and_nobody_are_refused(pohon, panitia, hari):
    with pytest.raises(TidakValid):
        buka(panitia, hari, [pohon["a"]])
    pegawai(1, pohon["a1"])
    asing = buat.unit("13.71.01", None, "kecamatan", "padang")
    for opd, tanggal in (
        ([], hari), ([pohon["a"], asing], hari), ([pohon["a1"]], hari), ([pohon["a"]], hari + 2 * HARI),
    ):  # fmt: skip
        with pytest.raises(TidakValid):
            buka(panitia, tanggal, opd)
    for akun, galat in (
        (buat.akun("pimpinan"), TidakBerhak),
        (buat.akun("panitia", "padang"), TidakDitemukan),
        (buat.akun("operator", unit=pohon["a"]), TidakDitemukan),
    ):
        with pytest.raises(galat):
            buka(akun, hari, [pohon["a"]])
    assert not Apel.objects.exists()


def test_opening_costs_as_many_statements_for_many_opd_as_for_one(
    pohon, panitia, hari, django_assert_max_num_queries
):
    for kunci in ("a1", "b1"):
        pegawai(3, pohon[kunci])
    for n in range(10):
        pegawai(2, buat.unit(f"12.71.2{n}", pohon["kota"], "kecamatan"))
    opd = list(Unit.objects.filter(jenis="kecamatan"))
    with django_assert_max_num_queries(18):
        assert buka(panitia, hari, opd).orang == 26


def test_panitia_unticks_looks_at_the_figures_and_opens(pohon, panitia, hari):
    pegawai(2, pohon["a1"])
    pegawai(3, pohon["b1"])
    client = masuk(panitia)
    assert ALAMAT in isi(client.get("/admin/apel/"))
    halaman = isi(client.get(ALAMAT))
    assert re.findall(r'name="opd"\s+value="(\d+)"\s+checked', halaman) == [str(pohon[k].pk) for k in "ab"]
    kirim = {"tanggal": f"{hari:%d-%m-%Y}", "jenis": "gabungan", "awal": "hadir", "opd": [pohon["b"].pk]}
    tinjau = " ".join(isi(client.post(ALAMAT, kirim)).split())
    assert "Ya, buka 1 apel" in tinjau
    assert re.search(r"orang akan dicatat</dt> <dd> 3 </dd>", tinjau)
    assert not Apel.objects.exists()
    kembali = isi(client.post(ALAMAT, kirim | {"kembali": "ya"}))
    assert re.findall(r'name="opd"\s+value="(\d+)"\s+checked', kembali) == [str(pohon["b"].pk)]
    jadi = isi(client.post(ALAMAT, kirim | {"buka": "ya"}))
    assert Apel.objects.get().catatan.filter(kode="H").count() == 3
    assert "jenis=gabungan" in jadi
    lagi = " ".join(isi(client.post(ALAMAT, kirim | {"opd": [pohon["a"].pk, pohon["b"].pk]})).split())
    assert "3 orang sudah tercatat, tidak diubah" in lagi


@pytest.mark.parametrize(
    ("lain", "kata"),
    [
        ({"opd": []}, "Pilih sedikitnya satu perangkat daerah"),
        ({"tanggal": "99-99-2020"}, "Tanggal"),
        ({"jenis": "x"}, "Pilih"),
        ({"besok": True}, "belum berlangsung"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_typed_is_lost(pohon, panitia, hari, lain, kata):
    pegawai(1, pohon["a1"])
    if lain.pop("besok", False):
        lain = {"tanggal": f"{hari + 2 * HARI:%d-%m-%Y}"}
    kirim = {"tanggal": f"{hari:%d-%m-%Y}", "jenis": "sore", "awal": "kosong", "opd": [pohon["a"].pk]} | lain
    jawaban = masuk(panitia).post(ALAMAT, kirim)
    assert jawaban.status_code == 400
    assert kata in jawaban.content.decode()
    assert '<option value="kosong" selected' in jawaban.content.decode()


def test_only_who_works_there_finds_the_page(pohon):
    for akun in (buat.akun("pimpinan"), buat.akun("operator", unit=pohon["a"])):
        assert masuk(akun).get(ALAMAT).status_code == 404
    assert ALAMAT not in isi(masuk(buat.akun("pimpinan")).get("/admin/apel/"))


@pytest.mark.parametrize(
    ("mundur", "kata"), [(0, "setelah apelnya selesai"), (7, "bukan hari kerja"), (2, None)]
)
def test_a_date_that_is_odd_for_an_apel_is_pointed_out_before_it_is_opened(
    pohon, panitia, hari, mundur, kata
):
    senin = hari - timedelta(days=hari.weekday())
    hari_itu = {0: hari, 7: senin - timedelta(days=1), 2: senin - timedelta(days=4)}[mundur]
    pegawai(1, pohon["a1"])
    data = {"tanggal": f"{hari_itu:%d-%m-%Y}", "jenis": "gabungan", "awal": "hadir", "opd": [pohon["a"].pk]}
    jawaban = isi(masuk(panitia).post(ALAMAT, data))
    semua = ("setelah apelnya selesai", "bukan hari kerja")
    if mundur == 0 and hari.weekday() >= 5:
        kata = "bukan hari kerja"
    assert [satu for satu in semua if satu in jawaban] == ([kata] if kata else [])
