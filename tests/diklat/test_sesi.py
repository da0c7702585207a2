"""Sessions planned, moved, swapped, cancelled; nobody and no room is in two places, in whatever gelombang."""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction

from diklat.models import Sesi, SesiNarasumber
from diklat.services.bahan import kunci_sesi_berbahan
from diklat.services.narasumber import catat_narasumber, catat_ruang
from diklat.services.sesi import batalkan_sesi, hapus_draf, hapus_sesi, kunci_sesi, ubah_sesi
from diklat.services.tukar_sesi import tukar_sesi
from kantor.galat import BentrokJadwal, Galat, KeadaanBerubah, TidakDitemukan, TidakValid
from peserta.models import Kehadiran
from tests.diklat import jadwal
from tests.peserta import buat

pytestmark = pytest.mark.django_db


@pytest.fixture
def staf():
    return buat.akun("panitia")


@pytest.fixture
def g():
    return buat.gelombang()


# ---- clashes ------------------------------------------------------------------------------------------
def test_a_narasumber_taken_in_another_gelombang_is_refused_and_the_session_is_named(staf, g):
    lain = buat.gelombang()
    orang = jadwal.narasumber("Sondang")
    jadwal.sesi(staf, lain, 8, 10, orang, judul="Moto pelayanan")
    with pytest.raises(BentrokJadwal) as galat:
        jadwal.sesi(staf, g, 9, 11, orang)
    [kalimat] = galat.value.rincian["narasumber"]
    assert "Sondang mengisi “Moto pelayanan”" in kalimat
    assert str(lain) in kalimat
    assert "08.00–10.00 WIB" in kalimat
    assert not g.sesi.exists()
    assert jadwal.sesi(staf, g, 10, 11, orang)  # one ends, the other begins


def test_a_room_is_taken_once_and_a_cancelled_session_frees_it(staf, g):
    aula = jadwal.ruang("Aula", gedung="BKPSDM")
    pertama = jadwal.sesi(staf, g, 8, 10, ruang=aula)
    with pytest.raises(BentrokJadwal, match="Aula, BKPSDM dipakai"):
        jadwal.sesi(staf, g, 9, 11, ruang=aula)
    batalkan_sesi(oleh=staf, sesi=pertama)
    assert jadwal.sesi(staf, g, 9, 11, ruang=aula)
    with pytest.raises(BentrokJadwal):  # and cannot come back into it
        ubah_sesi(oleh=staf, sesi=pertama, judul="Tetap diadakan")


def test_whoever_is_moved_along_with_a_session_is_checked_too(staf, g):
    orang = jadwal.narasumber()
    jadwal.sesi(staf, g, 8, 10, orang)
    kedua = jadwal.sesi(staf, g, 10, 12, orang)
    with pytest.raises(BentrokJadwal):
        ubah_sesi(oleh=staf, sesi=kedua, mulai=jadwal.pukul(g, 9))
    kedua.refresh_from_db()
    assert kedua.mulai == jadwal.pukul(g, 10)


def test_the_database_keeps_the_times_of_people_equal_to_their_session(staf, g):
    sesi = jadwal.sesi(staf, g, 8, 10, jadwal.narasumber())
    Sesi.objects.filter(pk=sesi.pk).update(selesai=jadwal.pukul(g, 11))
    assert SesiNarasumber.objects.get().waktu.upper == jadwal.pukul(g, 11)
    batalkan_sesi(oleh=staf, sesi=sesi)
    assert SesiNarasumber.objects.get().waktu.isempty
    with pytest.raises(IntegrityError), transaction.atomic():
        SesiNarasumber.objects.update(waktu=(jadwal.pukul(g, 1), jadwal.pukul(g, 2)))


def _bersamaan(staf, gelombang, orang, aula) -> list[str]:
    """Two connections plan the same person and room at the same moment; what each was told."""
    mulai = Barrier(2)

    def rencanakan(g):
        try:
            mulai.wait(timeout=20)
            jadwal.sesi(staf, g, 8, 10, orang, ruang=aula)
        except Galat as galat:
            return galat.kode
        else:
            return "tersimpan"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as dua:
        return sorted(dua.map(rencanakan, gelombang))


@pytest.mark.django_db(transaction=True)
def test_of_two_who_plan_the_same_person_at_once_one_is_told_of_the_clash():
    staf, orang, aula = buat.akun("panitia"), jadwal.narasumber(), jadwal.ruang()
    gelombang = [buat.gelombang(), buat.gelombang()]
    assert _bersamaan(staf, gelombang, orang, aula) == ["bentrok_jadwal", "tersimpan"]
    assert SesiNarasumber.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("catat", "kata"),
    [(catat_narasumber, "nama dan asal ini sudah ada"), (catat_ruang, "sudah ada di gedung")],
)
def test_of_two_who_add_the_same_name_at_once_one_reads_that_it_is_there(catat, kata):
    staf = buat.akun("panitia")
    instansi, mulai = buat.instansi(), Barrier(2)

    def tambah(_):
        try:
            with transaction.atomic():
                mulai.wait(timeout=20)
                catat(oleh=staf, instansi=instansi, nama="Sondang")
                time.sleep(0.5)  # long enough for the other to have looked before this is committed
        except TidakValid as galat:
            return galat.pesan
        else:
            return ""
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as dua:
        tersimpan, ditolak = sorted(dua.map(tambah, range(2)))
    assert tersimpan == ""
    assert kata in ditolak


@pytest.mark.django_db(transaction=True)
def test_without_the_constraints_the_same_race_books_somebody_twice():
    """The control: what keeps people apart is the database, not luck."""
    staf, orang, aula = buat.akun("panitia"), jadwal.narasumber(), jadwal.ruang()
    gelombang = [buat.gelombang(), buat.gelombang()]
    with _tanpa_penjaga():
        assert _bersamaan(staf, gelombang, orang, aula) == ["tersimpan", "tersimpan"]
        Sesi.objects.all().delete()


PENJAGA = {"diklat_sesi": "sesi_ruang_tidak_bentrok", "diklat_sesinarasumber": "narasumber_tidak_bentrok"}


@contextmanager
def _tanpa_penjaga() -> Iterator[None]:
    """Both constraints replaced by ones of the same name that keep nothing."""

    def pasang(tabel: str, nama: str, isi: str) -> str:
        with connection.cursor() as kursor:
            kursor.execute("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s", [nama])
            [semula] = kursor.fetchone()
            kursor.execute(f"ALTER TABLE {tabel} DROP CONSTRAINT {nama}, ADD CONSTRAINT {nama} {isi}")
        return str(semula)

    asli = {tabel: pasang(tabel, nama, "UNIQUE (id) DEFERRABLE") for tabel, nama in PENJAGA.items()}
    try:
        yield
    finally:
        for tabel, nama in PENJAGA.items():
            pasang(tabel, nama, asli[tabel])


# ---- swapping -----------------------------------------------------------------------------------------
def test_two_sessions_change_places_and_keep_their_lengths(staf, g):
    a, b = jadwal.narasumber(), jadwal.narasumber()
    pagi, siang = jadwal.sesi(staf, g, 8, 10, a), jadwal.sesi(staf, g, 13, 14, b)
    tukar_sesi(oleh=staf, satu=pagi, dua=siang)
    assert _jam(g) == [("Sesi 13", 8, 9), ("Sesi 8", 13, 15)]


def test_neighbours_stay_neighbours(staf, g):
    pagi, siang = jadwal.sesi(staf, g, 8, 11), jadwal.sesi(staf, g, 11, 12)
    tukar_sesi(oleh=staf, satu=siang, dua=pagi)
    assert _jam(g) == [("Sesi 11", 8, 9), ("Sesi 8", 9, 12)]


def test_a_swap_of_one_room_and_one_person_is_no_clash_with_itself(staf, g):
    orang, aula = jadwal.narasumber(), jadwal.ruang()
    pagi, siang = (
        jadwal.sesi(staf, g, 8, 10, orang, ruang=aula),
        jadwal.sesi(staf, g, 10, 12, orang, ruang=aula),
    )
    tukar_sesi(oleh=staf, satu=pagi, dua=siang)
    assert _jam(g) == [("Sesi 10", 8, 10), ("Sesi 8", 10, 12)]


def test_a_swap_that_takes_somebody_from_elsewhere_is_refused(staf, g):
    orang, lain = jadwal.narasumber("Bonar"), buat.gelombang()
    pagi, siang = jadwal.sesi(staf, g, 8, 10, orang), jadwal.sesi(staf, g, 13, 15)
    jadwal.sesi(staf, lain, 14, 15, orang)
    with pytest.raises(BentrokJadwal, match="Bonar mengisi"):
        tukar_sesi(oleh=staf, satu=pagi, dua=siang)
    assert _jam(g) == [("Sesi 8", 8, 10), ("Sesi 13", 13, 15)]


def test_a_longer_session_takes_the_place_of_a_short_one_and_what_lies_between_moves_along(staf, g):
    aula = jadwal.ruang()
    pendek, panjang = jadwal.sesi(staf, g, 8, 9, ruang=aula), jadwal.sesi(staf, g, 13, 16, ruang=aula)
    jadwal.sesi(staf, g, 9, 12, judul="Di tengah", ruang=aula)
    jadwal.sesi(staf, g, 16, 17, judul="Sesudahnya", ruang=aula)
    catatan = tukar_sesi(oleh=staf, satu=pendek, dua=panjang)
    assert _jam(g) == [("Sesi 13", 8, 11), ("Di tengah", 11, 14), ("Sesi 8", 15, 16), ("Sesudahnya", 16, 17)]
    assert catatan == ["“Di tengah” ikut bergeser menjadi 11.00–14.00 WIB."]


def test_who_is_not_free_when_the_middle_moves_is_named_and_nothing_has_moved(staf, g):
    orang = jadwal.narasumber("Tiur")
    jadwal.sesi(staf, buat.gelombang(), 12, 13, orang)
    pendek, panjang = jadwal.sesi(staf, g, 8, 9), jadwal.sesi(staf, g, 12, 15)
    jadwal.sesi(staf, g, 9, 12, orang, judul="Di tengah")
    with pytest.raises(BentrokJadwal, match="Tiur mengisi"):
        tukar_sesi(oleh=staf, satu=pendek, dua=panjang)
    assert _jam(g) == [("Sesi 8", 8, 9), ("Di tengah", 9, 12), ("Sesi 12", 12, 15)]


def test_what_was_held_between_the_two_does_not_move_along(staf, g):
    pendek, panjang = jadwal.sesi(staf, g, 8, 9), jadwal.sesi(staf, g, 13, 16)
    tengah = jadwal.sesi(staf, g, 9, 12, judul="Di tengah")
    p = buat.daftarkan(g, 1, buat.pohon()["a1"])
    Kehadiran.objects.create(sesi=tengah, pendaftaran=p, kode="H")
    with pytest.raises(BentrokJadwal, match="“Di tengah” di antaranya tidak dapat ikut bergeser"):
        tukar_sesi(oleh=staf, satu=pendek, dua=panjang)


def test_on_another_day_the_longer_session_does_not_run_into_a_third_one(staf, g):
    pendek, panjang = jadwal.sesi(staf, g, 8, 9), jadwal.sesi(staf, g, 8, 11, hari=1)
    jadwal.sesi(staf, g, 9, 12, judul="Menghalangi")
    with pytest.raises(BentrokJadwal, match="bersamaan dengan “Menghalangi”"):
        tukar_sesi(oleh=staf, satu=pendek, dua=panjang)


def test_only_two_different_living_sessions_of_one_gelombang_are_swapped(staf, g):
    satu, asing = jadwal.sesi(staf, g, 8, 9), jadwal.sesi(staf, buat.gelombang(), 8, 9)
    batal = jadwal.sesi(staf, g, 9, 10)
    batalkan_sesi(oleh=staf, sesi=batal)
    for lain in (satu, asing, batal):
        with pytest.raises(TidakValid):
            tukar_sesi(oleh=staf, satu=satu, dua=lain)


def _jam(g) -> list[tuple[str, float, float]]:
    awal = jadwal.pukul(g, 0)
    jam = datetime.timedelta(hours=1)
    return [(s.judul, (s.mulai - awal) / jam, (s.selesai - awal) / jam) for s in g.sesi.order_by("mulai")]


# ---- what is refused ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("mulai", "selesai", "hari", "bidang", "kata"),
    [
        (10, 9, 0, "selesai", "berakhir sebelum dimulai"),
        (10, 10, 0, "selesai", "0 menit"),
        (8, 21, 0, "selesai", "paling lama 12 jam"),
        (8, 9, -1, "mulai", "di luar tanggal gelombang"),
        (8, 9, 5, "mulai", "di luar tanggal gelombang"),
        (22, 25, 4, "mulai", "di luar tanggal gelombang"),
    ],
)
def test_a_session_at_an_impossible_time_says_what_is_wrong(staf, g, mulai, selesai, hari, bidang, kata):
    with pytest.raises(TidakValid) as galat:
        jadwal.sesi(staf, g, mulai, selesai, hari=hari)
    assert list(galat.value.rincian) == [bidang]
    assert kata in galat.value.rincian[bidang]


def test_modules_rooms_and_people_of_others_are_refused(staf, g):
    asing = {
        "modul": buat.kurikulum("padang").modul.get(),
        "ruang": jadwal.ruang(kode="padang"),
        "narasumber": (jadwal.narasumber(kode="padang"),),
    }
    for bidang, nilai in asing.items():
        with pytest.raises(TidakValid) as galat:
            jadwal.sesi(staf, g, 8, 9, **{bidang: nilai})
        assert list(galat.value.rincian) == [bidang]
    with pytest.raises(TidakValid) as galat:
        jadwal.sesi(staf, g, 8, 9, judul=" ", jenis="menyanyi")
    assert set(galat.value.rincian) == {"judul", "jenis"}
    with pytest.raises(TidakValid):
        ubah_sesi(oleh=staf, sesi=jadwal.sesi(staf, g, 8, 9), gelombang=g)


def test_what_is_not_taught_never_counts_jp(staf, g):
    assert not jadwal.sesi(staf, g, 12, 13, jenis="ishoma", berjp=True).berjp
    sesi = jadwal.sesi(staf, g, 8, 9)
    assert sesi.berjp
    assert not ubah_sesi(oleh=staf, sesi=sesi, jenis="pembukaan").berjp


def test_another_office_finds_nothing_and_an_ended_gelombang_stays_as_it_is(staf, g):
    sesi = jadwal.sesi(staf, g, 8, 9)
    with pytest.raises(TidakDitemukan):
        ubah_sesi(oleh=buat.akun("panitia", "padang"), sesi=sesi, judul="X")
    type(g).objects.filter(pk=g.pk).update(status="dibatalkan")
    for tindakan in (
        lambda: jadwal.sesi(staf, g, 9, 10),
        lambda: ubah_sesi(oleh=staf, sesi=sesi, judul="X"),
        lambda: hapus_sesi(oleh=staf, sesi=sesi),
        lambda: hapus_draf(oleh=staf, gelombang=g),
    ):
        with pytest.raises(KeadaanBerubah):
            tindakan()


def test_a_draft_is_deleted_what_was_published_is_cancelled(staf, g):
    terbit = jadwal.sesi(staf, g, 8, 9)
    jadwal.terbitkan(staf, g)
    draf = [jadwal.sesi(staf, g, jam, jam + 1) for jam in (9, 10, 11)]
    hapus_sesi(oleh=staf, sesi=draf[0])
    assert hapus_draf(oleh=staf, gelombang=g) == 2
    with pytest.raises(KeadaanBerubah, match="Batalkan"):
        hapus_sesi(oleh=staf, sesi=terbit)
    assert [s.pk for s in g.sesi.all()] == [terbit.pk]


def test_a_session_with_attendance_is_never_deleted(staf, g):
    dihadiri, kosong = jadwal.sesi(staf, g, 8, 9), jadwal.sesi(staf, g, 9, 10)
    p = buat.daftarkan(g, 1, buat.pohon()["a1"])
    hadir = Kehadiran.objects.create(sesi=dihadiri, pendaftaran=p, kode="H")
    with pytest.raises(KeadaanBerubah, match="Kehadiran sesi ini sudah dicatat"):
        hapus_sesi(oleh=staf, sesi=dihadiri)
    assert hapus_draf(oleh=staf, gelombang=g) == 1
    assert [list(g.sesi.all()), list(Kehadiran.objects.all())] == [[dihadiri], [hadir]]
    assert not Sesi.objects.filter(pk=kosong.pk).exists()


def test_a_session_a_colleague_has_just_deleted_is_said_to_be_gone(staf, g):
    sesi = jadwal.sesi(staf, g, 8, 9)
    terbaca = Sesi.objects.select_related("gelombang").get(pk=sesi.pk)
    Sesi.objects.filter(pk=sesi.pk).delete()
    with pytest.raises(TidakDitemukan, match="baru saja dihapus"):
        kunci_sesi(terbaca)
    with pytest.raises(TidakDitemukan, match="baru saja dihapus"):
        kunci_sesi_berbahan(terbaca)
