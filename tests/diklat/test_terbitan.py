"""What publishing changes: told in sentences, the same by Python and by SQL, and to calendars by the rules."""

from __future__ import annotations

import datetime

import pytest
from django.apps import apps
from icalendar import Calendar

from diklat.lib.kalender import berkas_kalender
from diklat.models import TerbitanSesi
from diklat.queries.hari_ini import sesi_berbeda
from diklat.queries.jadwal import belum_terbit, jadwal_terbit, sidik
from diklat.queries.kalender import acara
from diklat.services.narasumber import catat_ruang
from diklat.services.sesi import batalkan_sesi, ubah_sesi
from diklat.services.terbitan import catat_terbitan
from kantor.galat import KeadaanBerubah
from peserta.queries.hari_ini import menunggu
from peserta.services.gelombang import ubah_gelombang
from tests.diklat import jadwal
from tests.peserta import buat

pytestmark = pytest.mark.django_db


@pytest.fixture
def staf():
    return buat.akun("panitia")


@pytest.fixture
def g():
    return buat.gelombang()


def kalender(g) -> dict[str, dict]:
    isi = berkas_kalender(str(g), g.instansi.zona_waktu, acara(jadwal_terbit(g), gelombang=g))
    return {str(e["uid"]): e for e in Calendar.from_ical(isi).walk("VEVENT")}


def test_nothing_shows_before_it_is_published_and_then_the_whole_plan(staf, g):
    orang = jadwal.narasumber()
    sesi = jadwal.sesi(staf, g, 8, 10, orang, ruang=jadwal.ruang("Aula"))
    assert not jadwal_terbit(g).exists()
    assert [p.jenis for p in belum_terbit(g)] == ["baru"]
    jadwal.terbitkan(staf, g)
    terbit = jadwal_terbit(g).get()
    assert (terbit.sesi, terbit.judul, str(terbit.ruang), list(terbit.narasumber.all())) == (
        sesi,
        "Sesi 8",
        "Aula",
        [orang],
    )
    assert belum_terbit(g) == []
    with pytest.raises(KeadaanBerubah, match="Tidak ada perubahan"):
        catat_terbitan(oleh=staf, gelombang=g)


UBAHAN = {
    "ruang": (
        lambda staf, s: {"ruang": jadwal.ruang("Kelas 2")},
        "Ruang semula belum ditentukan, menjadi Kelas 2.",
    ),
    "judul": (lambda staf, s: {"judul": "Baru"}, "Judul semula “Sesi 8”, menjadi “Baru”."),
    "jenis": (lambda staf, s: {"jenis": "seminar"}, "Metode semula Klasikal, menjadi Seminar."),
    "berjp": (lambda staf, s: {"berjp": False}, "Tidak lagi dihitung JP."),
    "waktu": (lambda staf, s: {"mulai": s.mulai + datetime.timedelta(minutes=30)}, "08.30–10.00 WIB."),
    "orang": (
        lambda staf, s: {"narasumber": (jadwal.narasumber("Made"),)},
        "Narasumber semula Bonar, menjadi Made.",
    ),
    "tanpa orang": (lambda staf, s: {"narasumber": ()}, "menjadi belum ditentukan."),
}


@pytest.mark.parametrize("nama", UBAHAN)
def test_each_kind_of_change_is_told_counted_and_found_by_sql(staf, g, nama):
    ubahan, kalimat = UBAHAN[nama]
    sesi = jadwal.sesi(staf, g, 8, 10, jadwal.narasumber("Bonar"))
    jadwal.terbitkan(staf, g)
    assert not sesi_berbeda().exists()
    ubah_sesi(oleh=staf, sesi=sesi, **ubahan(staf, sesi))
    assert list(sesi_berbeda()) == [sesi]
    jadwal.terbitkan(staf, g)
    terbit = TerbitanSesi.objects.get()
    assert len(terbit.perubahan) == 1
    assert kalimat in terbit.perubahan[0]
    assert terbit.urutan == 1
    assert not sesi_berbeda().exists()


def test_a_cancelled_session_stays_cancelled_on_calendars_and_may_come_back(staf, g):
    sesi = jadwal.sesi(staf, g, 8, 10)
    draf = jadwal.sesi(staf, g, 13, 14)
    batalkan_sesi(oleh=staf, sesi=draf)
    jadwal.terbitkan(staf, g)
    assert [t.sesi for t in jadwal_terbit(g)] == [sesi]  # a draft that is cancelled was never there
    batalkan_sesi(oleh=staf, sesi=sesi)
    assert list(sesi_berbeda()) == [sesi]
    [perubahan] = jadwal.terbitkan(staf, g)
    assert perubahan.jenis == "batal"
    [satu] = kalender(g).values()
    assert (satu["status"], satu["sequence"]) == ("CANCELLED", 1)
    ubah_sesi(oleh=staf, sesi=sesi)
    assert list(sesi_berbeda()) == [sesi]
    jadwal.terbitkan(staf, g)
    [satu] = kalender(g).values()
    assert (satu["status"], satu["sequence"]) == ("CONFIRMED", 2)
    assert TerbitanSesi.objects.get().perubahan == ["Sesi yang dibatalkan diadakan kembali."]


def test_calendars_know_a_session_by_the_same_uid_over_every_change(staf, g):
    sesi = jadwal.sesi(
        staf,
        g,
        8,
        10,
        jadwal.narasumber("Sondang"),
        ruang=jadwal.ruang("Aula"),
        judul="Moto, pelayanan; prima",
    )
    tetap = jadwal.sesi(staf, g, 10, 11)
    jadwal.terbitkan(staf, g)
    awal = kalender(g)
    ubah_sesi(oleh=staf, sesi=sesi, mulai=jadwal.pukul(g, 7), selesai=jadwal.pukul(g, 9))
    jadwal.terbitkan(staf, g)
    kini = kalender(g)
    assert set(kini) == set(awal) == {f"{s.uid}@portal-diklat" for s in g.sesi.all()}
    satu, lain = kini[f"{_uid(sesi)}@portal-diklat"], kini[f"{_uid(tetap)}@portal-diklat"]
    assert (satu["sequence"], lain["sequence"]) == (1, 0)
    assert satu["dtstart"].dt == jadwal.pukul(g, 7)
    assert satu["dtstart"].params["tzid"] == "Asia/Jakarta"
    assert satu["summary"] == "Moto, pelayanan; prima"
    assert satu["location"] == "Aula, Balai Diklat"
    assert "Narasumber: Sondang" in satu["description"]
    assert "Waktu semula" in satu["description"]


def test_a_room_spelled_better_is_no_change_of_the_sessions_held_there(staf, g):
    aula = jadwal.ruang("Aula")
    jadwal.sesi(staf, g, 8, 10, ruang=aula)
    jadwal.sesi(staf, g, 10, 12)
    jadwal.terbitkan(staf, g)
    catat_ruang(oleh=staf, instansi=g.instansi, ruang=aula, nama="Aula Utama")
    assert belum_terbit(g) == []
    assert not sesi_berbeda().exists()
    assert [str(t.ruang or "") for t in jadwal_terbit(g)] == ["Aula Utama", ""]


def test_a_place_that_changes_counts_as_a_change_on_every_phone(staf, g):
    jadwal.sesi(staf, g, 8, 10, ruang=jadwal.ruang("Aula", gedung="Hotel Baru"))
    jadwal.terbitkan(staf, g)
    [sebelum] = kalender(g).values()
    ubah_gelombang(oleh=staf, gelombang=g, tempat="Hotel Baru")
    g.refresh_from_db()
    [sesudah] = kalender(g).values()
    assert (sebelum["sequence"], sesudah["sequence"]) == (0, 1)
    assert sebelum["last-modified"].dt <= sesudah["last-modified"].dt
    assert (sebelum["location"], sesudah["location"]) == (
        "Aula, Hotel Baru, Balai Diklat",
        "Aula, Hotel Baru",
    )
    ubah_gelombang(oleh=staf, gelombang=g, sebutan="Gelombang Lain")
    assert TerbitanSesi.objects.get().urutan == 1


def test_who_was_published_to_teach_is_in_the_history(staf, g):
    lama, baru = jadwal.narasumber(), jadwal.narasumber()
    sesi = jadwal.sesi(staf, g, 8, 10, lama)
    jadwal.terbitkan(staf, g)
    ubah_sesi(oleh=staf, sesi=sesi, narasumber=(baru,))
    jadwal.terbitkan(staf, g)
    riwayat = apps.get_model("diklat", "TerbitanNarasumberEvent").objects.order_by("pgh_id")
    assert {(r.pgh_label, r.narasumber_id) for r in riwayat} == {
        ("insert", lama.pk), ("delete", lama.pk), ("insert", baru.pk),
    }  # fmt: skip


def _uid(sesi):
    sesi.refresh_from_db()
    return sesi.uid


@pytest.mark.parametrize(("zona", "nama"), [("Asia/Makassar", "WITA"), ("Asia/Jayapura", "WIT")])
def test_an_office_further_east_keeps_its_own_hours(staf, g, zona, nama):
    type(g.instansi).objects.filter(pk=g.instansi_id).update(zona_waktu=zona)
    g.refresh_from_db()
    jadwal.sesi(staf, g, 8, 10)
    jadwal.terbitkan(staf, g)
    isi = berkas_kalender("X", zona, acara(jadwal_terbit(g), gelombang=g))
    terbaca = Calendar.from_ical(isi)
    assert [str(z["tzid"]) for z in terbaca.walk("VTIMEZONE")] == [zona]
    [satu] = terbaca.walk("VEVENT")
    assert satu["dtstart"].dt == jadwal.pukul(g, 8)
    assert nama in TerbitanSesi.objects.get().kapan(zona)


def test_a_change_made_after_the_preview_is_not_published_unseen(staf, g):
    sesi = jadwal.sesi(staf, g, 8, 10)
    dilihat = sidik(belum_terbit(g))
    ubah_sesi(oleh=staf, sesi=sesi, judul="Lain")
    with pytest.raises(KeadaanBerubah, match="baru saja diubah"):
        catat_terbitan(oleh=staf, gelombang=g, dilihat=dilihat)
    assert catat_terbitan(oleh=staf, gelombang=g, dilihat=sidik(belum_terbit(g)))


@pytest.mark.parametrize("ubahan", ["ruang", "orang", "jenis"])
def test_a_new_session_is_published_only_with_the_room_the_people_and_the_method_seen(staf, g, ubahan):
    sesi = jadwal.sesi(staf, g, 8, 10, jadwal.narasumber("Bonar"))
    dilihat = sidik(belum_terbit(g))
    ubah_sesi(oleh=staf, sesi=sesi, **UBAHAN[ubahan][0](staf, sesi))
    with pytest.raises(KeadaanBerubah, match="baru saja diubah"):
        catat_terbitan(oleh=staf, gelombang=g, dilihat=dilihat)


def test_today_names_what_begins_soon_without_timetable_and_what_waits_to_be_published(staf):
    dekat, jauh = buat.gelombang(mulai=7), buat.gelombang(mulai=8)
    jadwal.sesi(staf, dekat, 8, 9)
    assert menanti(staf) == {"jadwal": {dekat.slug: 1}, "perubahan": {}}
    jadwal.terbitkan(staf, dekat)
    jadwal.sesi(staf, jauh, 8, 9)  # a plan nobody has seen yet does not press
    assert menanti(staf) == {"jadwal": {}, "perubahan": {}}
    for jam in (9, 11):
        jadwal.sesi(staf, dekat, jam, jam + 1)
    assert menanti(staf) == {"jadwal": {}, "perubahan": {dekat.slug: 2}}
    assert menanti(buat.akun("panitia", "padang")) == {"jadwal": {}, "perubahan": {}}


def menanti(pengguna) -> dict[str, dict[str, int]]:
    semua = menunggu(pengguna)
    return {apa: {m.slug: m.jumlah for m in semua[apa]} for apa in ("jadwal", "perubahan")}
