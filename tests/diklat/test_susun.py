"""A whole timetable proposed, and one copied to other dates."""

from __future__ import annotations

import datetime
from itertools import pairwise

import pytest

from diklat.models import Modul
from diklat.queries.jadwal import jp_per_modul
from diklat.services.salin_jadwal import salin_jadwal
from diklat.services.susun import AturanSusun, susun_otomatis
from kantor.galat import KeadaanBerubah, TidakValid
from tests.diklat import jadwal
from tests.peserta import buat

pytestmark = pytest.mark.django_db


@pytest.fixture
def staf():
    return buat.akun("panitia")


@pytest.fixture
def kurikulum():
    k = buat.kurikulum()
    for n, jp in enumerate(["10", "13.50", "8.50"], 2):
        Modul.objects.create(kurikulum=k, urutan=n, nama=f"Modul {n}", jp=jp)
    return k


@pytest.fixture
def g(kurikulum):
    return buat.gelombang(kurikulum=kurikulum, mulai=(7 - datetime.date.today().weekday()) % 7 + 28)  # noqa: DTZ011


def berjp(g):
    return list(g.sesi.filter(berjp=True).order_by("mulai"))


def test_every_jp_is_planned_without_overlap_around_what_stands_and_within_the_hours(staf, g, kurikulum):
    jadwal.sesi(staf, g, 8, 9, judul="Pembukaan", jenis="pembukaan")
    susun_otomatis(oleh=staf, gelombang=g)
    # Half a JP of 45 minutes ends on a half minute: those modules are rounded up to the whole one, the others exact.
    assert [round(m.kurang * 45, 3) for m in jp_per_modul(g)] == [0, 0, -0.5, -0.5]
    assert not any(w.second for s in g.sesi.all() for w in (s.mulai, s.selesai))
    semua = list(g.sesi.order_by("mulai"))
    assert all(a.selesai <= b.mulai for a, b in pairwise(semua))
    wib = [(s.mulai + datetime.timedelta(hours=7), s.selesai + datetime.timedelta(hours=7)) for s in berjp(g)]
    assert all(datetime.time(8) <= a.time() and b.time() <= datetime.time(16, 30) for a, b in wib)
    assert {a.date() for a, _ in wib} == {g.mulai + datetime.timedelta(days=n) for n in range(5)}
    assert g.sesi.filter(jenis="ishoma").count() == 5
    with pytest.raises(KeadaanBerubah):
        susun_otomatis(oleh=staf, gelombang=g)


def test_the_time_left_after_somebody_is_back_is_used_to_the_minute(staf):
    g, lain, orang = buat.gelombang(mulai=28, hari=1), buat.gelombang(mulai=28), jadwal.narasumber()
    jadwal.sesi(staf, lain, 8, 9, orang)
    [modul] = g.kurikulum.modul.all()
    Modul.objects.filter(pk=modul.pk).update(jp=4)
    jam = datetime.time
    aturan = AturanSusun(jam_selesai=jam(12), hari=frozenset({g.mulai}), pengajar={modul.pk: (orang,)})
    [sesi] = susun_otomatis(oleh=staf, gelombang=g, aturan=aturan)
    assert (sesi.mulai, sesi.selesai) == (jadwal.pukul(g, 9), jadwal.pukul(g, 12))


def test_what_was_planned_in_thirds_leaves_no_crumbs(staf):
    g = buat.gelombang(mulai=28)
    [modul] = g.kurikulum.modul.all()
    for n in range(23):  # 23 × 15 minutes of 8 JP: 15 minutes are left
        jadwal.sesi(staf, g, 8 + (n % 12) / 4, 8.25 + (n % 12) / 4, modul=modul, hari=n // 12)
    [sesi] = susun_otomatis(oleh=staf, gelombang=g)
    assert sesi.selesai - sesi.mulai == datetime.timedelta(minutes=15)
    [jp] = jp_per_modul(g)
    assert jp.kurang == 0
    with pytest.raises(KeadaanBerubah):
        susun_otomatis(oleh=staf, gelombang=g)


def test_people_and_rooms_taken_elsewhere_are_planned_around(staf, g):
    orang, aula, lain = jadwal.narasumber(), jadwal.ruang(), buat.gelombang(kurikulum=g.kurikulum, mulai=28)
    type(lain).objects.filter(pk=lain.pk).update(mulai=g.mulai, selesai=g.selesai)
    lain.refresh_from_db()
    jadwal.sesi(staf, lain, 8, 12, orang)
    jadwal.sesi(staf, lain, 13, 16, ruang=aula, hari=1)
    modul = g.kurikulum.modul.order_by("urutan").first()
    susun_otomatis(
        oleh=staf,
        gelombang=g,
        aturan=AturanSusun(ruang=aula, pengajar={modul.pk: (orang,)}, jam_selesai=datetime.time(17)),
    )
    assert not g.sesi.filter(modul=modul, mulai__lt=jadwal.pukul(g, 12)).exists()
    assert not g.sesi.filter(
        mulai__lt=jadwal.pukul(g, 16, 1), selesai__gt=jadwal.pukul(g, 13, 1), ruang=aula
    ).exists()


def test_days_fridays_and_methods_are_as_asked_for(staf, g):
    modul = list(g.kurikulum.modul.order_by("urutan"))
    hari = frozenset({g.mulai + datetime.timedelta(days=n) for n in range(1, 5)})
    jam = datetime.time
    aturan = AturanSusun(
        hari=hari,
        jam_selesai=jam(19),
        istirahat_jumat=((jam(11, 30), jam(13, 30)),),
        metode={modul[3].pk: "seminar"},
    )
    susun_otomatis(oleh=staf, gelombang=g, aturan=aturan)
    assert {(s.mulai + datetime.timedelta(hours=7)).date() for s in g.sesi.all()} == hari
    jumat = g.sesi.get(jenis="ishoma", mulai__gte=jadwal.pukul(g, 0, 4))
    assert (jumat.mulai, jumat.selesai) == (jadwal.pukul(g, 11.5, 4), jadwal.pukul(g, 13.5, 4))
    assert {s.jenis for s in g.sesi.filter(modul=modul[3])} == {"seminar"}


def test_where_none_is_possible_modules_and_people_are_named_and_nothing_is_stored(staf, g):
    orang, lain = jadwal.narasumber("Aisyah"), buat.gelombang(kurikulum=g.kurikulum, mulai=28)
    type(lain).objects.filter(pk=lain.pk).update(mulai=g.mulai, selesai=g.selesai)
    lain.refresh_from_db()
    for hari in range(5):
        jadwal.sesi(staf, lain, 8, 16, orang, hari=hari)
    modul = g.kurikulum.modul.order_by("urutan").first()
    with pytest.raises(TidakValid) as galat:
        susun_otomatis(oleh=staf, gelombang=g, aturan=AturanSusun(pengajar={modul.pk: (orang,)}))
    assert f"“{modul.nama}” memerlukan 8 JP" in galat.value.pesan
    assert "saat Aisyah luang" in galat.value.pesan
    assert not g.sesi.exists()


def test_too_few_hours_and_hours_that_run_backwards_are_refused(staf, g):
    jam = datetime.time
    with pytest.raises(TidakValid, match="Seluruh mata pelatihan memerlukan 40 JP"):
        susun_otomatis(oleh=staf, gelombang=g, aturan=AturanSusun(jam_selesai=jam(11)))
    for aturan, bidang in (
        (AturanSusun(jam_mulai=jam(16), jam_selesai=jam(8)), "jam_selesai"),
        (AturanSusun(istirahat=((jam(13), jam(12)),)), "istirahat_selesai"),
    ):
        with pytest.raises(TidakValid) as galat:
            susun_otomatis(oleh=staf, gelombang=g, aturan=aturan)
        assert list(galat.value.rincian) == [bidang]


# ---- copying ------------------------------------------------------------------------------------------
def test_a_copy_moves_every_session_with_people_rooms_and_methods(staf, g):
    orang, aula = jadwal.narasumber(), jadwal.ruang()
    jadwal.sesi(staf, g, 8, 10, orang, ruang=aula, jenis="coaching", modul=g.kurikulum.modul.first())
    ke = buat.gelombang(kurikulum=g.kurikulum, mulai=90)
    assert salin_jadwal(oleh=staf, dari=g, ke=ke) == []
    [sesi] = ke.sesi.all()
    assert (sesi.mulai, sesi.selesai, sesi.jenis, sesi.ruang) == (
        jadwal.pukul(ke, 8), jadwal.pukul(ke, 10), "coaching", aula,
    )  # fmt: skip
    assert [p.narasumber for p in sesi.pengajar.all()] == [orang]
    assert not hasattr(sesi, "terbitan")
    with pytest.raises(TidakValid, match="sudah memiliki sesi"):
        salin_jadwal(oleh=staf, dari=g, ke=ke)


def test_who_is_taken_then_is_left_out_alone_and_named(staf, g):
    sibuk, luang, aula = jadwal.narasumber("Made"), jadwal.narasumber(), jadwal.ruang()
    jadwal.sesi(staf, g, 8, 10, sibuk, luang, ruang=aula)
    ke, lain = buat.gelombang(kurikulum=g.kurikulum, mulai=90), buat.gelombang(mulai=90)
    jadwal.sesi(staf, lain, 9, 11, sibuk)
    [catatan] = salin_jadwal(oleh=staf, dari=g, ke=ke)
    assert "Made mengisi" in catatan
    [sesi] = ke.sesi.all()
    assert [p.narasumber for p in sesi.pengajar.all()] == [luang]
    assert sesi.ruang == aula


def test_a_session_outside_the_dates_stops_no_copy(staf, g):
    jadwal.sesi(staf, g, 8, 10, hari=0, judul="Dahulu")
    jadwal.sesi(staf, g, 8, 10, hari=1, judul="Kini")
    mulai = g.mulai + datetime.timedelta(days=1)
    type(g).objects.filter(pk=g.pk).update(mulai=mulai)
    g.refresh_from_db()
    ke = buat.gelombang(kurikulum=g.kurikulum, mulai=90)
    [catatan] = salin_jadwal(oleh=staf, dari=g, ke=ke)
    assert "“Dahulu” tidak disalin" in catatan
    assert "sebelum hari pertama" in catatan
    assert [(s.judul, s.mulai) for s in ke.sesi.all()] == [("Kini", jadwal.pukul(ke, 8))]


def test_sessions_beyond_the_last_day_and_other_kurikulum_are_told(staf, g):
    jadwal.sesi(staf, g, 8, 10, hari=4)
    pendek = buat.gelombang(kurikulum=g.kurikulum, mulai=90, hari=2)
    [catatan] = salin_jadwal(oleh=staf, dari=g, ke=pendek)
    assert "sesudah hari terakhir" in catatan
    versi_lain = g.kurikulum.program.kurikulum.create(versi="2")
    Modul.objects.create(kurikulum=versi_lain, urutan=1, nama="Lain", jp=1)
    with pytest.raises(TidakValid, match="kurikulum yang sama"):
        salin_jadwal(oleh=staf, dari=buat.gelombang(kurikulum=versi_lain), ke=pendek)
