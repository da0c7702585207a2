"""Score sheets: saved at each change, sent, taken back, opened again, from paper; blind until all are in."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from kantor.galat import KeadaanBerubah, TidakBerhak, TidakDitemukan, TidakValid
from kantor.langsung import baca
from kantor.services.berkas import simpan_berkas
from penilaian.models import LembarNilai, Nilai, VersiNilai
from penilaian.queries.nilai import keadaan_tim, lembar_terbaca, semua_masuk, tertutup_bagi, tugas_saya
from penilaian.queries.rubrik import isi_rubrik
from penilaian.services import lembar as layanan
from penilaian.services.lembar import (
    LembarBerbeda,
    abstain,
    buka_lembar,
    jelaskan_selisih,
    kirim_lembar,
    periksa_kertas,
    salin_kertas,
    simpan_lembar,
    tarik_lembar,
)
from penilaian.services.penugasan import cabut_tugas, tugaskan
from tests.penilaian import siap
from tests.penilaian.rencana import pdf
from tests.peserta import buat

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture
def panitia():
    return buat.akun("panitia")


@pytest.fixture
def tim():
    return siap.penguji(3)


@pytest.fixture
def s(panitia, tim):
    """Two plans scored by three examiners and their mentor."""
    g = siap.gelombang()
    siap.rencana(g, 2, buat.pohon()["a1"])
    return siap.berjalan(panitia, g, tim)


def isi(lembar: LembarNilai) -> list[str]:
    return [str(n.angka) for n in Nilai.objects.filter(lembar=lembar).order_by("kriteria__urutan")]


def test_every_change_is_stored_at_once(s, tim):
    tugas = siap.tugas(s, tim[0])
    satu, dua = siap.kriteria(s)
    simpan_lembar(oleh=tim[0], tugas=tugas.pk, revisi=0, nilai={satu: D("85.5")})
    lembar = simpan_lembar(oleh=tim[0], tugas=tugas.pk, revisi=1, nilai={dua: D(70)}, catatan="Bagus")
    assert (lembar.revisi, lembar.catatan, isi(lembar)) == (2, "Bagus", ["85.50", "70.00"])
    simpan_lembar(oleh=tim[0], tugas=tugas.pk, revisi=2, nilai={satu: None})
    assert isi(lembar) == ["70.00"]


def test_a_second_tab_is_told_what_stands_and_overwrites_nothing(s, tim):
    tugas = siap.tugas(s, tim[0])
    satu, _ = siap.kriteria(s)
    simpan_lembar(oleh=tim[0], tugas=tugas.pk, revisi=0, nilai={satu: D(80)})
    with pytest.raises(LembarBerbeda) as salah:
        simpan_lembar(oleh=tim[0], tugas=tugas.pk, revisi=0, nilai={satu: D(60)})
    assert (salah.value.lembar.revisi, salah.value.nilai) == (1, {satu: D(80)})
    assert isi(tugas.lembar) == ["80.00"]


def test_an_answer_lost_on_its_way_is_asked_for_again_without_a_conflict(s, tim):
    tugas = siap.tugas(s, tim[0])
    satu, _ = siap.kriteria(s)
    for _ in range(2):
        lembar = simpan_lembar(oleh=tim[0], tugas=tugas.pk, revisi=0, nilai={satu: D(80)}, catatan="Ya")
        assert lembar.revisi == 1


@pytest.mark.parametrize("angka", [D("100.01"), D("-1"), D("80.555"), D("NaN"), D("Infinity")])
def test_a_score_off_the_scale_is_refused(s, tim, angka):
    tugas = siap.tugas(s, tim[0])
    with pytest.raises(TidakValid):
        simpan_lembar(oleh=tim[0], tugas=tugas.pk, revisi=0, nilai={siap.kriteria(s)[0]: angka})
    assert isi(tugas.lembar) == []


def test_a_criterion_of_another_rubric_is_refused(s, tim, panitia):
    lain = siap.rubrik(panitia, nama="Lain").kriteria.first()
    with pytest.raises(TidakValid):
        simpan_lembar(oleh=tim[0], tugas=siap.tugas(s, tim[0]).pk, revisi=0, nilai={lain.pk: D(80)})


def test_nobody_else_writes_on_a_sheet(s, tim, panitia):
    tugas = siap.tugas(s, tim[0])
    for siapa in (tim[1], panitia, buat.akun("penguji", "padang")):
        with pytest.raises(TidakDitemukan):
            simpan_lembar(oleh=siapa, tugas=tugas.pk, revisi=0, nilai={})
        with pytest.raises(TidakDitemukan):
            abstain(oleh=siapa, tugas=tugas.pk, alasan="x")


def test_sending_names_what_is_missing_and_then_stands(s, tim):
    tugas = siap.tugas(s, tim[0])
    satu, dua = siap.kriteria(s)
    with pytest.raises(TidakValid, match="1 kriteria belum"):
        kirim_lembar(oleh=tim[0], tugas=tugas.pk, revisi=0, nilai={satu: D(80)})
    assert isi(tugas.lembar) == []  # nothing half done
    lembar = kirim_lembar(oleh=tim[0], tugas=tugas.pk, revisi=0, nilai={satu: D(80), dua: D(90)})
    assert lembar.versi.get().isi["nilai"] == {str(satu): "80.00", str(dua): "90.00"}
    with pytest.raises(KeadaanBerubah, match="sudah dikirim"):
        simpan_lembar(oleh=tim[0], tugas=tugas.pk, revisi=lembar.revisi, nilai={satu: D(10)})
    with pytest.raises(DatabaseError), transaction.atomic():
        Nilai.objects.filter(lembar=lembar).update(angka=10)


def test_abstaining_needs_a_reason_and_a_plan_all_abstained_is_in(s, tim):
    tugas = siap.tugas(s, tim[0])
    with pytest.raises(TidakValid):
        abstain(oleh=tim[0], tugas=tugas.pk, alasan=" ")
    assert abstain(oleh=tim[0], tugas=tugas.pk, alasan="Ipar").status == "abstain"
    assert semua_masuk([tugas.giliran_id]) == set()


def masukkan_semua(s, giliran):
    for tugas in giliran.penugasan.filter(dicabut=None, lembar__status="draf").select_related(
        "penilai", "giliran__seminar"
    ):
        siap.kirim(tugas)


def test_the_own_sheet_comes_back_until_the_last_has_sent_then_only_panitia_opens(s, tim, panitia):
    tugas = siap.tugas(s, tim[0])
    siap.kirim(tugas)
    lembar = tarik_lembar(oleh=tim[0], tugas=tugas.pk)
    assert lembar.status == "draf"
    assert lembar.versi.get().alasan_dibuka == "Ditarik kembali oleh penilai"
    masukkan_semua(s, tugas.giliran)
    with pytest.raises(KeadaanBerubah, match="Minta Panitia"):
        tarik_lembar(oleh=tim[0], tugas=tugas.pk)
    lembar.refresh_from_db()
    with pytest.raises(TidakValid):
        buka_lembar(oleh=panitia, lembar=lembar, alasan="")
    with pytest.raises(TidakBerhak):
        buka_lembar(oleh=buat.akun("pimpinan"), lembar=lembar, alasan="x")
    buka_lembar(oleh=panitia, lembar=lembar, alasan="Salah ketik 8 menjadi 80")
    siap.kirim(tugas, "10", "20")
    assert [v.isi["nilai"][str(siap.kriteria(s)[0])] for v in lembar.versi.order_by("nomor")] == [
        "80.00",
        "80.00",
        "10.00",
    ]
    assert lembar.versi.get(nomor=2).alasan_dibuka == "Salah ketik 8 menjadi 80"


def test_whoever_has_seen_the_mean_takes_nothing_back_when_another_is_asked_later(s, tim, panitia):
    tugas = siap.tugas(s, tim[0])
    masukkan_semua(s, tugas.giliran)
    [baru] = siap.penguji(1)
    tugaskan(oleh=panitia, seminar=s, giliran=[tugas.giliran_id], penguji=[baru.pk])
    assert not semua_masuk([tugas.giliran_id])
    with pytest.raises(KeadaanBerubah, match="Minta Panitia"):
        tarik_lembar(oleh=tim[0], tugas=tugas.pk)


def test_the_last_one_taken_off_also_closes_the_way_back(s, tim, panitia):
    tugas = siap.tugas(s, tim[0])
    siap.kirim(tugas)
    lain = list(tugas.giliran.penugasan.exclude(pk=tugas.pk))
    for satu in lain:
        cabut_tugas(oleh=panitia, penugasan=satu, alasan="Berhalangan")
    with pytest.raises(KeadaanBerubah, match="Minta Panitia"):
        tarik_lembar(oleh=tim[0], tugas=tugas.pk)
    with pytest.raises(KeadaanBerubah, match="sudah dicabut"):
        cabut_tugas(oleh=panitia, penugasan=lain[0], alasan="Alasan lain")


def test_the_scan_of_a_colleagues_sheet_is_closed_to_staff_who_score_the_same_plan(s, tim, panitia):
    tugas = siap.tugas(s, tim[1])
    berkas = simpan_berkas(oleh=panitia, instansi=s.gelombang.instansi, isi=pdf(), nama="lembar.pdf")
    salin_kertas(oleh=panitia, lembar=tugas.lembar, nilai=siap.angka(s, "70", "75"), pindaian=berkas)
    tim[0].peran.create(jenis="panitia", instansi=buat.instansi())
    klien = Client()

    def buka(siapa) -> int:
        klien.force_login(siapa)
        return klien.get(reverse("berkas", args=[berkas.pk])).status_code

    assert (buka(panitia), buka(tim[0])) == (200, 404)
    masukkan_semua(s, tugas.giliran)
    assert buka(tim[0]) == 200


def test_a_sheet_taken_off_after_sending_keeps_its_scores(s, tim, panitia):
    tugas = siap.tugas(s, tim[0])
    siap.kirim(tugas)
    cabut_tugas(oleh=panitia, penugasan=tugas, alasan="Berhalangan")
    assert isi(tugas.lembar) == ["80.00", "90.00"]
    with pytest.raises(TidakDitemukan):
        tarik_lembar(oleh=tim[0], tugas=tugas.pk)


def test_paper_is_keyed_in_by_one_and_checked_by_another(s, tim, panitia):
    tugas = siap.tugas(s, tim[0])
    lembar = salin_kertas(
        oleh=panitia, lembar=tugas.lembar, nilai=siap.angka(s, "70", "75.5"), catatan="Dari kertas"
    )
    assert (lembar.sumber, lembar.status, lembar.disalin_oleh) == ("kertas", "terkirim", panitia)
    with pytest.raises(KeadaanBerubah, match="orang lain"):
        periksa_kertas(oleh=panitia, lembar=lembar)
    lain = buat.akun("admin")
    assert periksa_kertas(oleh=lain, lembar=lembar).diperiksa_oleh == lain
    assert lembar.versi.get().isi["sumber"] == "kertas"


def test_a_difference_of_examiners_gets_its_word(s, panitia):
    giliran = s.giliran.first()
    with pytest.raises(TidakValid):
        jelaskan_selisih(oleh=panitia, giliran=giliran, penjelasan="")
    assert (
        jelaskan_selisih(oleh=panitia, giliran=giliran, penjelasan="Sudah dibahas").penjelasan_selisih
        == "Sudah dibahas"
    )


# ---- blind


def test_an_examiner_reads_the_own_tasks_alone_and_the_team_after_the_last(s, tim):
    isi_ = isi_rubrik(s.rubrik_id)
    tugas = siap.tugas(s, tim[0])
    assert {t.penilai_id for t in tugas_saya(tim[0])} == {tim[0].pk}
    for n, siapa in enumerate(tim):
        siap.kirim(siap.tugas(s, siapa, tugas.giliran.rencana), str(70 + n), "90")
        assert keadaan_tim(isi_, [tugas.giliran_id]) == {}
    masukkan_semua(s, tugas.giliran)  # the mentor was the last
    assert keadaan_tim(isi_, [tugas.giliran_id]) == {tugas.giliran_id: (3, D("78.60"))}


def test_staff_who_score_a_plan_read_nothing_of_it_before_all_are_in(s, tim, panitia):
    tim[0].peran.create(jenis="panitia", instansi=buat.instansi())
    tim[0].__dict__.pop("daftar_peran", None)
    siap.kirim(siap.tugas(s, tim[1]))
    assert lembar_terbaca(panitia, s).count() == 1
    assert lembar_terbaca(tim[0], s).count() == 0
    assert tertutup_bagi(tim[0], s) == set(s.giliran.values_list("pk", flat=True))


def test_drafts_are_read_by_nobody(s, tim, panitia):
    tugas = siap.tugas(s, tim[0])
    simpan_lembar(oleh=tim[0], tugas=tugas.pk, revisi=0, nilai={siap.kriteria(s)[0]: D(80)})
    assert lembar_terbaca(panitia, s).count() == 0


# ---- at once


@pytest.mark.django_db(transaction=True)
class TestBersamaan:
    """Nine examiners save all day; two tabs of one meet on one sheet."""

    KALI = 6

    @pytest.fixture
    def hari(self, panitia):
        g = siap.gelombang()
        semua = [siap.penguji(3) for _ in range(3)]
        siap.rencana(g, 3, buat.pohon()["a1"], mentor=False)
        return siap.berjalan(panitia, g, *semua, rubrik_=siap.rubrik(panitia, 100, 0)), [
            p for t in semua for p in t
        ]

    def jalankan(self, pekerjaan):
        def satu(kerja):
            try:
                return kerja()
            finally:
                connection.close()

        with ThreadPoolExecutor(9) as kumpulan:
            return [f.result(timeout=60) for f in [kumpulan.submit(satu, k) for k in pekerjaan]]

    def test_nine_examiners_saving_at_once_lose_nothing(self, hari):
        s, semua = hari
        kriteria = siap.kriteria(s)

        def kerja(siapa):
            def lakukan():
                tugas = siap.tugas(s, siapa)
                for n in range(self.KALI):
                    lembar = simpan_lembar(
                        oleh=siapa,
                        tugas=tugas.pk,
                        revisi=n,
                        nilai={kriteria[n % 2]: D(60 + n)},
                        catatan=str(n),
                    )
                return kirim_lembar(oleh=siapa, tugas=tugas.pk, revisi=lembar.revisi)

            return lakukan

        hasil = self.jalankan([kerja(p) for p in semua])
        assert {lb.status for lb in hasil} == {"terkirim"}
        assert {tuple(isi(lb)) for lb in hasil} == {("64.00", "65.00")}
        assert VersiNilai.objects.count() == 9
        assert semua_masuk(list(s.giliran.values_list("pk", flat=True))) == set(
            s.giliran.values_list("pk", flat=True)
        )

    def beradu(self, s, siapa):
        """Two devices of one examiner change the same sheet from the same state, each at its own criterion."""
        tugas = siap.tugas(s, siapa)

        def kerja(kriteria):
            def lakukan():
                try:
                    return simpan_lembar(oleh=siapa, tugas=tugas.pk, revisi=0, nilai={kriteria: D(80)})
                except LembarBerbeda:
                    return None

            return lakukan

        return self.jalankan([kerja(k) for k in siap.kriteria(s)])

    def test_of_two_devices_one_saves_and_one_is_told(self, hari):
        s, semua = hari
        for siapa in semua[:3]:
            assert [h is None for h in self.beradu(s, siapa)].count(True) == 1

    def test_control_without_the_lock_both_believe_to_have_saved(self, hari, monkeypatch):
        s, semua = hari

        def tanpa_kunci(model, sql, nilai):
            assert " FOR NO KEY UPDATE OF l" in sql
            baris = baca(model, sql.replace(" FOR NO KEY UPDATE OF l", ""), nilai)
            time.sleep(0.3)
            return baris

        monkeypatch.setattr(layanan, "baca", tanpa_kunci)
        assert all(h is not None for h in self.beradu(s, semua[0]))

    def test_the_last_to_send_and_one_who_takes_back_go_one_after_the_other(self, hari):
        s, semua = hari
        tugas = siap.tugas(s, semua[0])
        rekan = [
            t
            for t in tugas.giliran.penugasan.select_related("penilai", "giliran__seminar")
            if t.pk != tugas.pk
        ]
        siap.kirim(tugas)
        siap.kirim(rekan[0])

        def tarik():
            try:
                return tarik_lembar(oleh=semua[0], tugas=tugas.pk).status
            except KeadaanBerubah:
                return "terlambat"

        [hasil, _] = self.jalankan([tarik, lambda: siap.kirim(rekan[1])])
        masuk = bool(semua_masuk([tugas.giliran_id]))
        assert (hasil == "terlambat") == masuk
