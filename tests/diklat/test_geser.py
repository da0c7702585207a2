"""The dates of a gelombang change, and its timetable moves after them in one go."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from diklat.models import Gelombang, TerbitanSesi
from diklat.queries.jadwal import belum_terbit, sesi_di_luar
from diklat.services.geser_jadwal import geser_jadwal
from diklat.services.sesi import batalkan_sesi
from kantor.galat import Galat, KeadaanBerubah, TidakBerhak, TidakDitemukan, TidakValid
from peserta.services.gelombang import ubah_gelombang
from tests.diklat import jadwal
from tests.peserta import buat

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
    assert geser_jadwal(oleh=staf, gelombang=g, mulai=g.mulai) == []
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
    geser_jadwal(oleh=staf, gelombang=g, mulai=g.mulai + datetime.timedelta(days=1))
    assert g.sesi.filter(pengajar__narasumber=orang).count() == 2
    assert g.sesi.order_by("mulai").first().mulai == jadwal.pukul(g, 8, 1)


def test_who_and_what_is_taken_on_the_new_day_is_taken_off_and_named(staf, g):
    lain = buat.gelombang(mulai=37)
    aula, orang, bebas = jadwal.ruang("Aula"), jadwal.narasumber("Sondang"), jadwal.narasumber("Bonar")
    sesi = jadwal.sesi(staf, g, 8, 10, orang, bebas, ruang=aula)
    g = ubah_gelombang(oleh=staf, gelombang=g, mulai=lain.mulai, selesai=lain.selesai)
    jadwal.sesi(staf, lain, 9, 11, orang, ruang=aula)
    catatan = geser_jadwal(oleh=staf, gelombang=g, mulai=g.mulai)
    assert "Aula dipakai" in catatan[0]
    assert "Sondang mengisi" in catatan[1]
    sesi = g.sesi.get(pk=sesi.pk)
    assert sesi.ruang is None
    assert [p.narasumber for p in sesi.pengajar.all()] == [bebas]


def test_what_falls_beyond_a_shorter_gelombang_is_moved_and_named(staf, g):
    jadwal.sesi(staf, g, 8, 10)
    akhir = jadwal.sesi(staf, g, 8, 10, hari=(g.selesai - g.mulai).days, judul="Penutupan")
    g = ubah_gelombang(oleh=staf, gelombang=g, mulai=g.mulai + PEKAN, selesai=g.mulai + PEKAN)
    [kalimat] = geser_jadwal(oleh=staf, gelombang=g, mulai=g.mulai)
    assert kalimat.startswith("“Penutupan” menjadi ")
    assert kalimat.endswith("di luar tanggal gelombang.")
    assert g.sesi.get(pk=akhir.pk).mulai == akhir.mulai + PEKAN


@pytest.mark.parametrize("sebab", ["kosong", "berjalan", "di luar", "hari itu juga"])
def test_a_move_that_makes_no_sense_is_refused(staf, g, sebab):
    hari = g.mulai + datetime.timedelta(days=1)
    if sebab != "kosong":
        jadwal.sesi(staf, g, 8, 10)
    if sebab == "berjalan":
        for status in ("ditutup", "berlangsung"):
            Gelombang.objects.filter(pk=g.pk).update(status=status)
    hari = {"di luar": g.selesai + PEKAN, "hari itu juga": g.mulai}.get(sebab, hari)
    with pytest.raises(Galat) as galat:
        geser_jadwal(oleh=staf, gelombang=g, mulai=hari)
    assert type(galat.value) is (KeadaanBerubah if sebab in {"kosong", "berjalan"} else TidakValid)
    for siapa, jenis in (
        (buat.akun("pimpinan"), TidakBerhak),
        (buat.akun("panitia", "padang"), TidakDitemukan),
    ):
        with pytest.raises(jenis):
            geser_jadwal(oleh=siapa, gelombang=g, mulai=hari)


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
    halaman = klien.post(alamat, {"mulai": baru["mulai"]}, follow=True)
    assert "Semua sesi digeser" in halaman.text
    assert "di luar tanggal gelombang" not in halaman.text
    assert klien.post(alamat, {"mulai": "2001-01-01"}).status_code == 400
