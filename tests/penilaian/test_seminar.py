"""Rooms, teams, the order, who scores what, conflicts of interest, examiners replaced, the start."""

from __future__ import annotations

import datetime
from itertools import pairwise

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from kantor.galat import BentrokJadwal, KeadaanBerubah, TidakValid
from penilaian.models import Giliran, LembarNilai, Pendamping, PengujiRuang, Penugasan, Seminar, VersiRencana
from penilaian.queries.nilai import tugas_saya
from penilaian.services.kartu import buat_kartu
from penilaian.services.lembar import simpan_lembar
from penilaian.services.pendamping import jawab_kesediaan, serah_terima
from penilaian.services.penugasan import (
    cabut_tugas,
    ganti_penguji,
    lengkapi_pendamping,
    nyatakan_benturan,
    tetap_bertugas,
    tugaskan,
)
from penilaian.services.seminar import (
    akhiri_seminar,
    hapus_seminar,
    mulai_seminar,
    simpan_ruang,
    ubah_seminar,
)
from penilaian.services.urutan import (
    keluarkan_giliran,
    pindah_giliran,
    susun_urutan,
    tambah_giliran,
    tukar_giliran,
)
from tests.penilaian import siap
from tests.peserta import buat

pytestmark = pytest.mark.django_db


@pytest.fixture
def panitia():
    return buat.akun("panitia")


@pytest.fixture
def unit():
    return buat.pohon()


@pytest.fixture
def g():
    return siap.gelombang()


@pytest.fixture
def tim():
    return siap.penguji(2), siap.penguji(2)


@pytest.fixture
def tersusun(panitia, unit, g, tim):
    """Six plans in two rooms, nobody scored yet."""
    siap.rencana(g, 6, unit["a1"])
    s = siap.seminar(panitia, g, *tim)
    susun_urutan(oleh=panitia, seminar=s)
    return s


def urut(s: Seminar) -> dict[str, list[str]]:
    hasil: dict[str, list[str]] = {}
    for g in (
        Giliran.objects.filter(seminar=s).select_related("ruang", "rencana").order_by("ruang__nama", "urutan")
    ):
        hasil.setdefault(g.ruang.nama, []).append(g.rencana.judul)
    return hasil


def test_the_proposal_gives_every_plan_a_turn_and_the_team_of_its_room(tersusun, tim):
    semua = list(Giliran.objects.filter(seminar=tersusun).order_by("ruang", "urutan"))
    assert len(semua) == 6
    assert Penugasan.objects.filter(giliran__seminar=tersusun).count() == 12
    for a, b in pairwise([g for g in semua if g.ruang_id == semua[0].ruang_id]):
        assert b.mulai == a.selesai
    penilai = set(semua[0].penugasan.values_list("penilai", flat=True))
    assert penilai == {p.pk for p in tim[0]}


def test_a_proposal_needs_rooms_and_plans(panitia, g, unit):
    s = siap.seminar(panitia, g)
    with pytest.raises(KeadaanBerubah, match="Tambahkan ruang"):
        susun_urutan(oleh=panitia, seminar=s)
    simpan_ruang(oleh=panitia, seminar=s, nama="A", mulai=datetime.time(8), tim=[])
    with pytest.raises(KeadaanBerubah, match="Belum ada rencana aksi"):
        susun_urutan(oleh=panitia, seminar=s)


def test_a_talk_moves_within_its_room_and_the_times_follow(panitia, tersusun):
    sebelum = urut(tersusun)["Ruang A"]
    akhir = Giliran.objects.filter(seminar=tersusun, ruang__nama="Ruang A").order_by("urutan").last()
    pindah_giliran(oleh=panitia, giliran=akhir, ruang=akhir.ruang, urutan=1)
    assert urut(tersusun)["Ruang A"] == [sebelum[-1], *sebelum[:-1]]
    akhir.refresh_from_db()
    assert akhir.mulai == akhir.ruang.mulai
    tugas = akhir.penugasan.first()
    assert (tugas.waktu.lower, tugas.waktu.upper) == (akhir.mulai, akhir.selesai)


def test_a_talk_that_goes_to_another_room_is_scored_by_that_team(panitia, tersusun, tim):
    satu = Giliran.objects.filter(seminar=tersusun, ruang__nama="Ruang A").order_by("urutan").first()
    ruang_b = tersusun.ruang.get(nama="Ruang B")
    pindah_giliran(oleh=panitia, giliran=satu, ruang=ruang_b, urutan=2)
    assert urut(tersusun)["Ruang B"][1] == satu.rencana.judul
    assert [len(v) for v in urut(tersusun).values()] == [2, 4]
    assert set(satu.penugasan.values_list("penilai", flat=True)) == {p.pk for p in tim[1]}


def test_two_talks_change_places_across_rooms(panitia, tersusun, tim):
    a = Giliran.objects.filter(seminar=tersusun, ruang__nama="Ruang A").order_by("urutan").first()
    b = Giliran.objects.filter(seminar=tersusun, ruang__nama="Ruang B").order_by("urutan").last()
    tukar_giliran(oleh=panitia, satu=a, dua=b)
    assert urut(tersusun)["Ruang A"][0] == b.rencana.judul
    assert urut(tersusun)["Ruang B"][-1] == a.rencana.judul
    assert set(b.penugasan.values_list("penilai", flat=True)) == {p.pk for p in tim[0]}


def test_a_plan_leaves_the_order_and_comes_back_last(panitia, tersusun):
    satu = Giliran.objects.filter(seminar=tersusun, ruang__nama="Ruang A").order_by("urutan").first()
    rencana = satu.rencana
    keluarkan_giliran(oleh=panitia, giliran=satu)
    assert list(
        Giliran.objects.filter(ruang__nama="Ruang A").order_by("urutan").values_list("urutan", flat=True)
    ) == [1, 2]
    tambah_giliran(oleh=panitia, rencana=rencana, ruang=tersusun.ruang.get(nama="Ruang A"))
    assert urut(tersusun)["Ruang A"][-1] == rencana.judul
    with pytest.raises(KeadaanBerubah, match="sudah mendapat giliran"):
        tambah_giliran(oleh=panitia, rencana=rencana, ruang=tersusun.ruang.get(nama="Ruang B"))


def test_no_talk_stands_in_the_rest_and_a_mentor_is_in_one_room_at_a_time(panitia, unit, g, tim):
    siap.rencana(g, 6, unit["a1"], mentor_per=6)
    s = siap.seminar(
        panitia, g, *tim, istirahat_mulai=datetime.time(8, 20), istirahat_selesai=datetime.time(9)
    )
    [kalimat] = susun_urutan(oleh=panitia, seminar=s)
    assert "mendampingi 6 peserta" in kalimat
    semua = list(Giliran.objects.filter(seminar=s).order_by("mulai"))
    for a, b in pairwise(semua):
        assert b.mulai >= a.selesai  # one mentor sits in all six
    zona = semua[0].mulai.astimezone(datetime.timezone(datetime.timedelta(hours=7)))
    assert zona.hour == 8
    pukul = [x.mulai.astimezone(zona.tzinfo).time() for x in semua]
    assert not [p for p in pukul if datetime.time(8, 6) <= p < datetime.time(9)]


def test_rooms_do_not_wait_for_a_coach_who_does_not_score(panitia, unit, g, tim):
    coach = siap.pegawai_berakun("Coach Semua", 70_020)
    for satu in siap.rencana(g, 6, unit["a1"], mentor=False):
        siap.dampingi(satu, coach.pegawai, "coach")
    s = siap.seminar(panitia, g, *tim)
    assert susun_urutan(oleh=panitia, seminar=s) == []
    mulai = [satu.mulai for satu in Giliran.objects.filter(seminar=s, urutan=1)]
    assert mulai[0] == mulai[1]


def test_another_date_moves_rooms_and_talks(panitia, tersusun):
    awal = Giliran.objects.filter(seminar=tersusun).order_by("mulai").first().mulai
    besok = tersusun.tanggal + datetime.timedelta(days=1)
    ubah_seminar(oleh=panitia, seminar=tersusun, rubrik=tersusun.rubrik, tanggal=besok, menit_paparan=30)
    semua = list(Giliran.objects.filter(seminar=tersusun).order_by("mulai"))
    assert semua[0].mulai == awal + datetime.timedelta(days=1)
    assert semua[0].selesai - semua[0].mulai == datetime.timedelta(minutes=30)


def test_nobody_examines_in_two_rooms_at_once(panitia, tersusun, tim):
    ruang = tersusun.ruang.get(nama="Ruang B")
    satu = Giliran.objects.filter(ruang=ruang).order_by("urutan").first()
    hasil = tugaskan(oleh=panitia, seminar=tersusun, giliran=[satu.pk], penguji=[tim[0][0].pk])
    assert hasil.ditugaskan == 0
    assert "ruang lain" in hasil.dilewati[0]


def test_a_team_that_sits_elsewhere_keeps_a_second_seminar_off_that_day(panitia, tersusun, tim):
    besok = tersusun.tanggal + datetime.timedelta(days=1)
    lain = siap.seminar(
        panitia, tersusun.gelombang, tim[0], nama="Dua", rubrik_=tersusun.rubrik, tanggal=besok
    )
    susun_urutan(oleh=panitia, seminar=lain)
    assert Penugasan.objects.filter(giliran__seminar=lain).exists()
    with pytest.raises(BentrokJadwal):
        ubah_seminar(oleh=panitia, seminar=lain, rubrik=lain.rubrik, tanggal=tersusun.tanggal)


# ---- conflicts of interest


def test_own_mentee_and_same_unit_are_left_out_and_named(panitia, unit, g):
    rencana = siap.rencana(g, 2, unit["a1"], mentor=False)
    mentor = siap.pegawai_berakun("Mentor Penguji", 70_001, jenis="penguji")
    sekantor = siap.pegawai_berakun("Sekantor", 70_002, unit=unit["a1"], jenis="penguji")
    siap.dampingi(rencana[0], mentor.pegawai)
    s = siap.seminar(panitia, g, [mentor, sekantor])
    kalimat = susun_urutan(oleh=panitia, seminar=s)
    assert any("Mentor Penguji" in k and "mentor peserta ini" in k for k in kalimat)
    assert sum("satu unit kerja" in k for k in kalimat) == 2
    assert Penugasan.objects.filter(giliran__seminar=s).count() == 1


def test_a_conflict_is_overridden_only_with_a_reason_that_stays(panitia, unit, g):
    [satu] = siap.rencana(g, 1, unit["a1"], mentor=False)
    mentor = siap.pegawai_berakun("Mentor", 70_003, jenis="penguji")
    siap.dampingi(satu, mentor.pegawai)
    s = siap.seminar(panitia, g, [])
    susun_urutan(oleh=panitia, seminar=s)
    giliran = [Giliran.objects.get(seminar=s).pk]
    assert tugaskan(oleh=panitia, seminar=s, giliran=giliran, penguji=[mentor.pk]).ditugaskan == 0
    tugaskan(
        oleh=panitia, seminar=s, giliran=giliran, penguji=[mentor.pk], alasan_tetap="Tidak ada penguji lain"
    )
    tugas = Penugasan.objects.get(giliran__seminar=s)
    assert (tugas.konflik, tugas.alasan_tetap) == ("mentor peserta ini", "Tidak ada penguji lain")


def test_the_proposal_puts_a_plan_into_the_room_where_its_mentor_does_not_examine(panitia, unit, g, tim):
    rencana = siap.rencana(g, 4, unit["a1"], mentor=False)
    mentor = siap.pegawai_berakun("Mentor", 70_004, jenis="penguji")
    for satu in rencana[:2]:
        siap.dampingi(satu, mentor.pegawai)
    s = siap.seminar(panitia, g, [mentor, tim[0][0]], tim[1])
    assert susun_urutan(oleh=panitia, seminar=s) == []
    assert set(urut(s)["Ruang B"]) == {"Inovasi 1", "Inovasi 2"}


def test_what_an_examiner_declares_waits_for_panitia(panitia, tersusun, tim):
    mulai_seminar(oleh=panitia, seminar=tersusun)
    tugas = siap.tugas(tersusun, tim[0][0])
    with pytest.raises(TidakValid):
        nyatakan_benturan(oleh=tim[0][0], penugasan=tugas, uraian="  ")
    nyatakan_benturan(oleh=tim[0][0], penugasan=tugas, uraian="Ipar peserta")
    with pytest.raises(TidakValid, match="alasannya"):
        tetap_bertugas(oleh=panitia, penugasan=tugas, alasan="")
    tetap_bertugas(oleh=panitia, penugasan=tugas, alasan="Tim sepakat")
    tugas.refresh_from_db()
    assert (tugas.konflik, tugas.alasan_tetap) == ("Ipar peserta", "Tim sepakat")


# ---- the start, and what comes after


def test_the_start_freezes_rubric_and_version_and_opens_a_sheet_for_everybody(panitia, tersusun):
    s = mulai_seminar(oleh=panitia, seminar=tersusun)
    s.rubrik.refresh_from_db()
    assert s.rubrik.beku
    assert LembarNilai.objects.filter(penugasan__giliran__seminar=s).count() == 12 + 6  # and each mentor
    rencana = Giliran.objects.filter(seminar=s).first().rencana
    VersiRencana.objects.create(rencana=rencana, nomor=2, judul="Lain", isi={}, dibuat=timezone.now())
    assert Giliran.objects.get(seminar=s, rencana=rencana).versi.nomor == 1
    with pytest.raises(KeadaanBerubah, match="sudah dimulai"):
        susun_urutan(oleh=panitia, seminar=s)
    with pytest.raises(KeadaanBerubah):
        hapus_seminar(oleh=panitia, seminar=s)


def test_a_plan_never_sent_and_a_talk_without_examiner_hold_the_start_by_name(panitia, unit, g):
    rencana = siap.rencana(g, 2, unit["a1"], belum_dikirim=1)
    s = siap.seminar(panitia, g, [])
    susun_urutan(oleh=panitia, seminar=s)
    nama = rencana[0].pendaftaran.nama_lengkap
    with pytest.raises(KeadaanBerubah, match=f"Belum pernah dikirim: {nama}. Belum ada penguji"):
        mulai_seminar(oleh=panitia, seminar=s)
    assert not LembarNilai.objects.exists()


def test_an_examiner_replaced_on_the_morning_leaves_what_was_sent(panitia, tersusun, tim):
    s = mulai_seminar(oleh=panitia, seminar=tersusun)
    lama, [baru] = tim[0][0], siap.penguji(1)
    dikirim = siap.tugas(s, lama)
    siap.kirim(dikirim)
    ruang = s.ruang.get(nama="Ruang A")
    with pytest.raises(TidakValid):
        ganti_penguji(oleh=panitia, ruang=ruang, lama=lama, baru=baru, alasan="")
    hasil = ganti_penguji(oleh=panitia, ruang=ruang, lama=lama, baru=baru, alasan="Sakit")
    assert hasil.ditugaskan == 2
    assert Penugasan.objects.filter(penilai=lama, dicabut=None).get() == dikirim
    assert Penugasan.objects.filter(penilai=baru, dicabut=None, lembar__status="draf").count() == 2
    assert PengujiRuang.objects.get(ruang=ruang, penguji=lama).alasan == "Sakit"
    assert PengujiRuang.objects.get(ruang=ruang, penguji=baru).ketua


def test_a_mentor_who_takes_over_gets_the_sheet_that_was_not_sent(panitia, tersusun):
    s = mulai_seminar(oleh=panitia, seminar=tersusun)
    tugas = Penugasan.objects.filter(giliran__seminar=s, peran="mentor").order_by("pk").first()
    lama = tugas.pendamping
    lama.status, lama.berakhir, lama.alasan = "berakhir", lama.sejak, "Mutasi"
    lama.save()
    baru = siap.pegawai_berakun("Camat Baru", 70_010)
    siap.dampingi(tugas.giliran.rencana, baru.pegawai)
    assert lengkapi_pendamping(oleh=panitia, seminar=s) == 1
    tugas.refresh_from_db()
    assert tugas.dicabut is not None
    assert Penugasan.objects.get(penilai=baru).lembar.status == "draf"
    assert lengkapi_pendamping(oleh=panitia, seminar=s) == 0


def test_a_mentor_named_while_the_seminar_runs_takes_over_by_saying_yes(panitia, tersusun):
    s = mulai_seminar(oleh=panitia, seminar=tersusun)
    tugas = Penugasan.objects.filter(giliran__seminar=s, peran="mentor").order_by("pk").first()
    milik = Penugasan.objects.filter(giliran__seminar=s, penilai=tugas.penilai).order_by("pk")
    satu, dua = milik[:2]
    siap.kirim(satu)
    baru = siap.pegawai_berakun("Camat Baru", 70_010)
    serah_terima(
        oleh=panitia, gelombang=s.gelombang, dari=tugas.pendamping.pegawai, ke=baru.pegawai, alasan="Mutasi"
    )
    # Relieved: nothing more is written, and the sheet waits for the other one.
    with pytest.raises(KeadaanBerubah, match="beralih"):
        simpan_lembar(oleh=dua.penilai, tugas=dua.pk, revisi=0, nilai={})
    assert list(tugas_saya(dua.penilai)) == [satu]
    for baris in Pendamping.objects.filter(pegawai=baru.pegawai, status="diundang"):
        jawab_kesediaan(oleh=baru, pendamping=baris, bersedia=True)
    assert [t.giliran_id for t in tugas_saya(baru)] == [dua.giliran_id]
    satu.refresh_from_db()
    assert satu.dicabut is None  # what was sent stays with whoever sent it


def test_a_rest_has_both_its_times(panitia, g):
    rubrik = siap.rubrik(panitia)
    with pytest.raises(TidakValid):
        siap.seminar(panitia, g, rubrik_=rubrik, istirahat_mulai=datetime.time(12))
    s = siap.seminar(panitia, g, rubrik_=rubrik)
    with pytest.raises(IntegrityError), transaction.atomic():
        Seminar.objects.filter(pk=s.pk).update(istirahat_mulai=datetime.time(12))


def test_no_talk_is_scored_by_the_version_of_another_plan(panitia, tersusun):
    satu, dua = Giliran.objects.filter(seminar=tersusun).order_by("pk")[:2]
    with pytest.raises(IntegrityError), transaction.atomic():
        Giliran.objects.filter(pk=satu.pk).update(versi=dua.rencana.versi.get())


def test_the_card_of_a_guest_moves_with_the_day(panitia, tersusun):
    kartu = buat_kartu(oleh=panitia, seminar=tersusun, nama="Dr. Tamu").kartu
    besok = tersusun.tanggal + datetime.timedelta(days=1)
    ubah_seminar(oleh=panitia, seminar=tersusun, rubrik=tersusun.rubrik, tanggal=besok)
    kartu.refresh_from_db()
    assert kartu.berlaku == besok


def test_a_task_is_taken_back_simply_before_and_with_a_reason_after_the_start(panitia, tersusun, tim):
    cabut_tugas(oleh=panitia, penugasan=siap.tugas(tersusun, tim[0][0]))
    assert Penugasan.objects.filter(penilai=tim[0][0]).count() == 2
    s = mulai_seminar(oleh=panitia, seminar=tersusun)
    tugas = siap.tugas(s, tim[0][0])
    with pytest.raises(TidakValid):
        cabut_tugas(oleh=panitia, penugasan=tugas)
    cabut_tugas(oleh=panitia, penugasan=tugas, alasan="Berhalangan")
    tugas.refresh_from_db()
    assert tugas.alasan_dicabut == "Berhalangan"


def test_the_end_waits_for_every_sheet_and_names_whose(panitia, unit, g):
    siap.rencana(g, 1, unit["a1"], mentor=False)
    [penguji] = siap.penguji(1)
    s = siap.berjalan(panitia, g, [penguji], rubrik_=siap.rubrik(panitia, 100, 0))
    with pytest.raises(KeadaanBerubah, match=penguji.nama):
        akhiri_seminar(oleh=panitia, seminar=s)
    siap.kirim(siap.tugas(s, penguji))
    assert akhiri_seminar(oleh=panitia, seminar=s).status == "selesai"
