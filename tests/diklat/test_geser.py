"""The dates of a gelombang change, and its timetable moves after them in one go."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from diklat.models import Gelombang, Sesi, TerbitanSesi
from diklat.queries.jadwal import belum_terbit, sesi_di_luar
from diklat.services.geser_jadwal import geser_jadwal
from diklat.services.kunjungan import RencanaKunjungan, tambah_kunjungan
from diklat.services.sesi import batalkan_sesi
from kantor.galat import Galat, KeadaanBerubah, TidakBerhak, TidakDitemukan, TidakValid
from peserta.services.gelombang import ubah_gelombang
from tests.diklat import jadwal
from tests.peserta import buat, langkah

pytestmark = pytest.mark.django_db

PEKAN = datetime.timedelta(days=7)


@pytest.fixture
def staf():
    return buat.akun("panitia")


@pytest.fixture
def g():
    return buat.gelombang()


def pindah(staf, g: Gelombang) -> Gelombang:
    return ubah_gelombang(oleh=staf, gelombang=g, mulai=g.mulai + PEKAN, selesai=g.selesai + PEKAN)


def test_every_session_moves_by_the_same_days_and_people_learn_when_it_is_published(staf, g):
    aula, orang = jadwal.ruang(), jadwal.narasumber()
    semula = [
        jadwal.sesi(staf, g, 8, 10, orang, ruang=aula),
        jadwal.sesi(staf, g, 8, 10, orang, ruang=aula, hari=1),
    ]
    batal = jadwal.sesi(staf, g, 13, 14)
    batalkan_sesi(oleh=staf, sesi=batal)
    jadwal.terbitkan(staf, g)
    g = pindah(staf, g)
    assert sesi_di_luar(g) == 2
    assert geser_jadwal(oleh=staf, gelombang=g, sejak=g.mulai - PEKAN, mulai=g.mulai) == []
    for satu in semula:
        baru = g.sesi.get(pk=satu.pk)
        assert (baru.mulai, baru.selesai) == (satu.mulai + PEKAN, satu.selesai + PEKAN)
        assert (baru.ruang, baru.pengajar.get().waktu) == (aula, baru.waktu)
        assert TerbitanSesi.objects.get(sesi=satu).mulai == satu.mulai
    assert sesi_di_luar(g) == 0
    batal.refresh_from_db()
    assert batal.mulai == jadwal.pukul(g, 13) - PEKAN
    assert [p.jenis for p in belum_terbit(g)] == ["berubah", "berubah"]


def test_a_move_of_one_day_lets_sessions_pass_over_each_other(staf, g):
    orang = jadwal.narasumber()
    for hari in (0, 1):
        jadwal.sesi(staf, g, 8, 10, orang, hari=hari)
    geser_jadwal(oleh=staf, gelombang=g, sejak=g.mulai, mulai=g.mulai + datetime.timedelta(days=1))
    assert g.sesi.filter(pengajar__narasumber=orang).count() == 2
    assert g.sesi.order_by("mulai").first().mulai == jadwal.pukul(g, 8, 1)


def test_who_and_what_is_taken_on_the_new_day_is_taken_off_and_named(staf, g):
    lain = buat.gelombang(mulai=37)
    aula, orang, bebas = jadwal.ruang("Aula"), jadwal.narasumber("Sondang"), jadwal.narasumber("Bonar")
    sesi, semula = jadwal.sesi(staf, g, 8, 10, orang, bebas, ruang=aula), g.mulai
    g = ubah_gelombang(oleh=staf, gelombang=g, mulai=lain.mulai, selesai=lain.selesai)
    jadwal.sesi(staf, lain, 9, 11, orang, ruang=aula)
    catatan = geser_jadwal(oleh=staf, gelombang=g, sejak=semula, mulai=g.mulai)
    assert "Aula dipakai" in catatan[0]
    assert "Sondang mengisi" in catatan[1]
    sesi = g.sesi.get(pk=sesi.pk)
    assert sesi.ruang is None
    assert [p.narasumber for p in sesi.pengajar.all()] == [bebas]


def test_what_falls_beyond_a_shorter_gelombang_is_moved_and_named(staf, g):
    jadwal.sesi(staf, g, 8, 10)
    akhir = jadwal.sesi(staf, g, 8, 10, hari=(g.selesai - g.mulai).days, judul="Penutupan")
    g = ubah_gelombang(oleh=staf, gelombang=g, mulai=g.mulai + PEKAN, selesai=g.mulai + PEKAN)
    [kalimat] = geser_jadwal(oleh=staf, gelombang=g, sejak=g.mulai - PEKAN, mulai=g.mulai)
    assert kalimat.startswith("“Penutupan” menjadi ")
    assert kalimat.endswith("di luar tanggal gelombang.")
    assert g.sesi.get(pk=akhir.pk).mulai == akhir.mulai + PEKAN


@pytest.mark.parametrize("sebab", ["kosong", "di luar", "hari itu juga"])
def test_a_move_that_makes_no_sense_is_refused(staf, g, sebab):
    hari = g.mulai + datetime.timedelta(days=1)
    if sebab != "kosong":
        jadwal.sesi(staf, g, 8, 10)
    hari = {"di luar": g.selesai + PEKAN, "hari itu juga": g.mulai}.get(sebab, hari)
    with pytest.raises(Galat) as galat:
        geser_jadwal(oleh=staf, gelombang=g, sejak=g.mulai, mulai=hari)
    assert type(galat.value) is (KeadaanBerubah if sebab == "kosong" else TidakValid)
    for siapa, jenis in (
        (buat.akun("pimpinan"), TidakBerhak),
        (buat.akun("panitia", "padang"), TidakDitemukan),
    ):
        with pytest.raises(jenis):
            geser_jadwal(oleh=siapa, gelombang=g, sejak=g.mulai, mulai=hari)


def test_new_dates_lead_to_the_offer_and_the_offer_to_the_timetable(staf, g):
    jadwal.sesi(staf, g, 8, 10)
    klien = Client()
    klien.force_login(staf)
    ubah = reverse("peserta:gelombang_ubah", args=[g.slug])
    formulir = klien.get(ubah).context["form"]
    isi = {nama: formulir[nama].value() for nama in formulir.fields}
    isi = {nama: nilai for nama, nilai in isi.items() if nilai not in (None, False, [])}
    del isi["buka_pada"]  # its widget writes no seconds
    baru = {"mulai": (g.mulai + PEKAN).isoformat(), "selesai": (g.selesai + PEKAN).isoformat()}
    halaman = klien.post(ubah, isi | baru, follow=True)
    alamat = reverse("diklat:jadwal_geser", args=[g.slug])
    assert halaman.redirect_chain[-1][0] == alamat
    assert "1 sesi jadwal kini di luar tanggal gelombang" in halaman.text
    assert alamat in klien.get(reverse("diklat:gelombang_jadwal", args=[g.slug])).text
    isi = {"sejak": klien.get(alamat).context["form"]["sejak"].value(), "mulai": baru["mulai"]}
    halaman = klien.post(alamat, isi, follow=True)
    assert "Sesi digeser" in halaman.text
    assert "di luar tanggal gelombang" not in halaman.text
    assert klien.post(alamat, {"mulai": "2001-01-01"}).status_code == 400


@pytest.fixture
def berjalan():
    g = buat.gelombang(mulai=-2, hari=8)
    for status in ("ditutup", "berlangsung"):
        Gelombang.objects.filter(pk=g.pk).update(status=status)
    return Gelombang.objects.get(pk=g.pk)


def hari(g: Gelombang, n: int) -> datetime.date:
    return g.mulai + datetime.timedelta(days=n)


def test_a_day_lost_in_the_middle_moves_what_was_not_held_and_leaves_the_rest(staf, berjalan):
    g = berjalan
    lalu, apel, siang, besok = (
        jadwal.sesi(staf, g, jam, jam + 1, hari=n, judul=judul)
        for n, jam, judul in ((1, 8, "Lalu"), (2, 8, "Apel pagi"), (2, 13, "Siang"), (3, 8, "Besok"))
    )
    langkah.hadir(apel, langkah.rombongan(g, 1, buat.unit("12.71.09"))[0], "H")  # then came the flood
    catatan = geser_jadwal(oleh=staf, gelombang=g, sejak=hari(g, 2), mulai=hari(g, 3))
    assert next(k for k in catatan if "Apel pagi" in k).endswith("kehadirannya sudah dicatat.")
    semula = {satu.pk: satu.mulai for satu in (lalu, apel, siang, besok)}
    geser = {satu.judul: satu.mulai - semula[satu.pk] for satu in g.sesi.all()}
    sehari = datetime.timedelta(days=1)
    assert geser == {"Lalu": 0 * sehari, "Apel pagi": 0 * sehari, "Siang": sehari, "Besok": sehari}


def test_what_runs_moves_neither_into_the_past_nor_out_of_what_was_held(staf, berjalan):
    g = berjalan
    dicatat = jadwal.sesi(staf, g, 8, 9, hari=1)
    jadwal.sesi(staf, g, 8, 9, hari=3)
    langkah.hadir(dicatat, langkah.rombongan(g, 1, buat.unit("12.71.09"))[0], "H")
    with pytest.raises(TidakValid, match="hari ini atau sesudahnya"):
        geser_jadwal(oleh=staf, gelombang=g, sejak=hari(g, 3), mulai=hari(g, 0))
    Sesi.objects.exclude(pk=dicatat.pk).delete()
    with pytest.raises(KeadaanBerubah, match="Tidak ada sesi"):
        geser_jadwal(oleh=staf, gelombang=g, sejak=hari(g, 1), mulai=hari(g, 4))


def test_a_move_onto_a_weekend_or_off_the_visit_is_said(staf):
    senin = -timezone.localdate().weekday() % 7 + 28
    g = buat.gelombang(mulai=senin, hari=12)
    jumat = hari(g, 4)
    rencana = RencanaKunjungan("Mal Pelayanan Publik", "Binjai", jumat, jumat)
    k = tambah_kunjungan(oleh=staf, gelombang=g, rencana=rencana)
    jadwal.sesi(staf, g, 8, 9, hari=4, jenis="benchmarking", kunjungan=k, judul="Lihat loket")
    catatan = geser_jadwal(oleh=staf, gelombang=g, sejak=jumat, mulai=hari(g, 5))
    assert "Sabtu" in catatan[0]
    assert "bukan hari kerja" in catatan[0]
    assert "di luar tanggal kunjungan ke Mal Pelayanan Publik" in catatan[1]


def test_the_page_of_a_running_gelombang_offers_what_comes_next(staf, berjalan):
    g = berjalan
    for n in (0, 1, 3):
        jadwal.sesi(staf, g, 8, 9, hari=n)
    klien = Client()
    klien.force_login(staf)
    form = klien.get(reverse("diklat:jadwal_geser", args=[g.slug])).context["form"]
    assert (form["sejak"].value(), form["mulai"].value()) == (hari(g, 3).isoformat(), hari(g, 4).isoformat())
    assert form.fields["mulai"].choices[0][0] == timezone.localdate().isoformat()
    isi = {"sejak": hari(g, 1).isoformat(), "mulai": hari(g, 2).isoformat()}
    assert "Sesi digeser" in klien.post(reverse("diklat:jadwal_geser", args=[g.slug]), isi, follow=True).text
