"""Rubrics: weights that sum to 100, versions, frozen once used."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from kantor.galat import KeadaanBerubah, TidakBerhak, TidakDitemukan, TidakValid
from penilaian.models import BobotKriteria, Kriteria, Rubrik
from penilaian.queries.rubrik import isi_rubrik
from penilaian.services.rubrik import (
    IsiKriteria,
    buat_rubrik,
    buat_rubrik_contoh,
    hapus_rubrik,
    kekurangan,
    salin_rubrik,
)
from tests.penilaian import siap
from tests.peserta import buat

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture
def panitia():
    return buat.akun("panitia")


def test_the_example_is_that_of_the_field_and_says_whose_it_is(panitia):
    rubrik = buat_rubrik_contoh(oleh=panitia, instansi=buat.instansi())
    isi = isi_rubrik(rubrik)
    assert isi.peran == {"penguji": 60, "mentor": 20, "coach": 20}
    assert list(isi.bobot_untuk("penguji").values()) == [15, 20, 20, 20, 10, 15]
    assert kekurangan(isi) == []
    assert "bukan dari LAN" in rubrik.keterangan
    assert [len(isi.tingkat(k.pk)) for k in isi.kriteria] == [4] * 6


def test_weights_that_do_not_sum_to_100_are_kept_but_no_seminar_takes_them(panitia):
    rubrik = siap.isi_ulang(
        panitia, buat_rubrik(oleh=panitia, instansi=buat.instansi(), nama="R"), {"penguji": D("99.99")}
    )
    assert kekurangan(isi_rubrik(rubrik)) == ["Bobot peran berjumlah 99,99, seharusnya 100."]
    with pytest.raises(TidakValid, match="99,99"):
        siap.seminar(panitia, siap.gelombang(), rubrik_=rubrik)


def test_criteria_are_counted_for_each_role_that_scores(panitia):
    rubrik = buat_rubrik(oleh=panitia, instansi=buat.instansi(), nama="R")
    kriteria = [
        IsiKriteria("A", "", {"penguji": D(60), "mentor": D(100)}),
        IsiKriteria("B", "", {"penguji": D(30)}),
    ]
    siap.isi_ulang(panitia, rubrik, {"penguji": D(80), "mentor": D(20)}, kriteria=kriteria)
    assert kekurangan(isi_rubrik(rubrik)) == ["Bobot kriteria untuk penguji berjumlah 90, seharusnya 100."]


@pytest.mark.parametrize(
    ("peran", "kriteria", "kata"),
    [
        ({"penguji": D(101)}, [], "antara 0 dan 100"),
        ({"penguji": D("33.333")}, [], "dua angka"),
        ({}, [IsiKriteria("Baru"), IsiKriteria("baru")], "dua kali"),
        ({}, [IsiKriteria("A", "", {}, ((D(1), "x"), (D(1), "y")))], "nilai yang sama"),
        ({}, [IsiKriteria(str(n)) for n in range(31)], "Paling banyak 30"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(panitia, peran, kriteria, kata):
    rubrik = buat_rubrik(oleh=panitia, instansi=buat.instansi(), nama="R")
    with pytest.raises(TidakValid, match=kata):
        siap.isi_ulang(panitia, rubrik, peran, kriteria=kriteria)


def test_a_used_rubric_stays_and_its_next_version_may_change(panitia):
    rubrik = siap.rubrik(panitia)
    Rubrik.objects.filter(pk=rubrik.pk).update(beku=True)
    with pytest.raises(KeadaanBerubah, match="versi barunya"):
        siap.isi_ulang(panitia, rubrik, {"penguji": D(100)})
    with pytest.raises(DatabaseError), transaction.atomic():
        Kriteria.objects.filter(rubrik=rubrik).update(nama="Lain")
    with pytest.raises(KeadaanBerubah):
        hapus_rubrik(oleh=panitia, rubrik=rubrik)
    baru = salin_rubrik(oleh=panitia, rubrik=rubrik)
    assert (baru.versi, baru.beku) == (2, False)
    lama, salinan = isi_rubrik(rubrik), isi_rubrik(baru)
    assert [k.nama for k in salinan.kriteria] == [k.nama for k in lama.kriteria]
    assert salinan.peran == lama.peran
    assert [t.uraian for t in salinan.tingkat(salinan.kriteria[0].pk)] == ["Kurang", "Baik"]
    siap.isi_ulang(panitia, baru, {"penguji": D(100)})
    assert isi_rubrik(rubrik).peran == {"penguji": 80, "mentor": 20}


def test_another_office_sees_no_rubric_and_pimpinan_changes_none(panitia):
    rubrik = siap.rubrik(panitia)
    with pytest.raises(TidakDitemukan):
        salin_rubrik(oleh=buat.akun("panitia", "padang"), rubrik=rubrik)
    with pytest.raises(TidakBerhak):
        salin_rubrik(oleh=buat.akun("pimpinan"), rubrik=rubrik)


# ---- the pages


@pytest.fixture
def klien(client: Client, panitia) -> Client:
    client.force_login(panitia)
    return client


def isian(**lain: str) -> dict[str, str]:
    dasar = {
        "nama": "Rubrik", "keterangan": "", "batas_selisih": "12,5", "peran_penguji": "80", "peran_mentor": "20",
        "peran_coach": "", "kriteria-TOTAL_FORMS": "3", "kriteria-INITIAL_FORMS": "0",
        "kriteria-0-nama": "Kebaruan", "kriteria-0-bobot_penguji": "62,5", "kriteria-0-bobot_mentor": "50",
        "kriteria-0-tingkat": "75 Cara baru\n0: Sama saja", "kriteria-1-nama": "Manfaat",
        "kriteria-1-bobot_penguji": "37.5", "kriteria-1-bobot_mentor": "50",
    }  # fmt: skip
    return dasar | lain


def test_a_rubric_is_written_on_one_page(klien, panitia):
    rubrik = buat_rubrik(oleh=panitia, instansi=buat.instansi(), nama="Rubrik")
    alamat = reverse("penilaian:rubrik_satu", args=[rubrik.pk])
    jawaban = klien.post(alamat, isian(), follow=True)
    assert "Bobotnya genap 100" in jawaban.content.decode()
    isi = isi_rubrik(rubrik)
    assert [k.nama for k in isi.kriteria] == ["Kebaruan", "Manfaat"]
    assert list(isi.bobot_untuk("penguji").values()) == [D("62.5"), D("37.5")]
    assert [(t.batas_bawah, t.uraian) for t in isi.tingkat(isi.kriteria[0].pk)] == [
        (0, "Sama saja"),
        (75, "Cara baru"),
    ]
    halaman = klien.get(alamat).content.decode()
    assert "0 Sama saja\n75 Cara baru" in halaman


def test_a_wrong_row_is_named_and_nothing_is_lost(klien, panitia):
    rubrik = buat_rubrik(oleh=panitia, instansi=buat.instansi(), nama="Rubrik")
    alamat = reverse("penilaian:rubrik_satu", args=[rubrik.pk])
    for salah, kata in (
        ({"kriteria-0-tingkat": "Cara baru"}, "Tulis nilai awalnya"),
        ({"kriteria-0-bobot_penguji": "120"}, "di luar skala"),
        ({"kriteria-1-nama": "", "kriteria-1-keterangan": "sesuatu"}, "Tuliskan nama kriterianya"),
    ):
        jawaban = klien.post(alamat, isian(**salah))
        assert jawaban.status_code == 400
        assert kata in jawaban.content.decode()
        assert 'value="Kebaruan"' in jawaban.content.decode()
    assert not rubrik.kriteria.exists()


def test_the_list_says_which_may_be_used(klien, panitia):
    siap.rubrik(panitia)
    buat_rubrik(oleh=panitia, instansi=buat.instansi(), nama="Kosong")
    halaman = klien.get(reverse("penilaian:rubrik")).content.decode()
    assert "Dapat dipakai" in halaman
    assert "Belum lengkap" in halaman
    klien.post(reverse("penilaian:rubrik_contoh"))
    assert Rubrik.objects.filter(nama__contains="contoh").exists()


def test_the_database_freezes_no_rubric_whose_weights_do_not_sum_to_100(panitia):
    utuh = siap.rubrik(panitia)
    peran = siap.rubrik(panitia, 80, 10, nama="Peran kurang")
    kriteria = siap.rubrik(panitia, nama="Kriteria kurang")
    BobotKriteria.objects.filter(kriteria__rubrik=kriteria, peran="mentor", bobot=40).update(bobot=30)
    for satu in (peran, kriteria):
        with pytest.raises(IntegrityError), transaction.atomic():
            Rubrik.objects.filter(pk=satu.pk).update(beku=True)
    assert Rubrik.objects.filter(pk=utuh.pk).update(beku=True) == 1


def test_a_form_that_arrives_in_pieces_is_refused_in_plain_words(klien, panitia):
    rubrik = siap.rubrik(panitia)
    jawaban = klien.post(reverse("penilaian:rubrik_satu", args=[rubrik.pk]))
    assert jawaban.status_code == 400
    assert "Total forms" not in jawaban.content.decode()
    assert isi_rubrik(rubrik).kriteria
