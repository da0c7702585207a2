"""Scans by a wrong clock, scans that come in late, sessions and roles that changed meanwhile: what counts."""

from __future__ import annotations

import datetime
import re
import threading
import time

import pytest
from django.db import connection, transaction
from django.utils import timezone

from diklat.models import Gelombang, PanitiaProgram, Program, TerbitanSesi
from diklat.services.kunci import kunci_gelombang
from kantor.galat import TidakDitemukan
from kantor.models import Pengguna, Peran
from peserta.models import HasilPindai, KartuPeserta, Kehadiran, PerangkatPindai, Pindaian
from peserta.services.catat_pindaian import susun_ulang
from peserta.services.kartu import ganti_kartu
from peserta.services.kehadiran import catat_kehadiran, catat_semua_hadir
from peserta.services.perangkat_pindai import cabut_perangkat, tambah_perangkat
from peserta.services.pindai import PerangkatDitolak
from tests.peserta import buat, langkah
from tests.peserta.pintu import MENIT, badan, hasil, kirim, kirim_http, kode, scan, sesi_lalu

pytestmark = pytest.mark.django_db

H = HasilPindai
JAM = 60 * MENIT


@pytest.fixture
def staf():
    return buat.akun("panitia")


@pytest.fixture
def g():
    return buat.gelombang(mulai=-1, dibuka=False)


@pytest.fixture
def orang(g):
    return langkah.rombongan(g, 3, buat.pohon()["a1"])


@pytest.fixture
def sesi(g, orang):
    return sesi_lalu(g)


@pytest.fixture
def kunci(g, staf, orang):
    return tambah_perangkat(oleh=staf, gelombang=g, nama="HP Ibu Rina")[1]


# --- Clocks ---


def test_a_clock_set_right_before_the_upload_is_corrected_by_what_was_known_at_the_scan(kunci, sesi, orang):
    benar = sesi.mulai - 5 * MENIT
    kirim(kunci, scan(sesi, kode(orang[0]), benar - 2 * JAM, selisih=-2 * JAM))
    baris = Pindaian.objects.get()
    assert (baris.hasil, baris.waktu, baris.selisih, baris.tanda) == (H.HADIR, benar, -7200, ["jam_meleset"])


def test_a_clock_known_to_be_right_is_believed_although_the_upload_says_otherwise(kunci, sesi, orang):
    kirim(kunci, scan(sesi, kode(orang[0]), selisih=datetime.timedelta()), jam=timezone.now() + 2 * JAM)
    baris = Pindaian.objects.get()
    assert (baris.hasil, baris.waktu, baris.tanda) == (H.HADIR, sesi.mulai - 5 * MENIT, ["jam_meleset"])


def test_what_would_put_a_scan_in_the_future_is_not_believed(kunci, sesi, orang):
    kirim(kunci, scan(sesi, kode(orang[0]), sesi.mulai + 80 * MENIT, selisih=-9 * JAM))
    assert Kehadiran.objects.get().menit_terlambat == 80


def test_a_scan_by_a_dead_clock_is_kept_and_flagged(client, kunci, sesi, orang):
    for waktu, jam, selisih in (
        ("1970-01-01T00:05:00+00:00", None, None),
        ("0001-01-01T00:00:00+07:00", "9999-12-31T23:59:59-07:00", None),
        ("1970-01-01T00:05:00+00:00", "2200-01-01T00:00:00+00:00", 10**15),
    ):
        isi = badan(sesi, kode(orang[0]), waktu=waktu, selisih=selisih)
        jawaban = kirim_http(client, kunci, isi | ({"jam": jam} if jam else {}))
        assert jawaban.json()["hasil"][0]["hasil"] == H.DI_LUAR_WAKTU
    assert [p.tanda for p in Pindaian.objects.all()] == [["jam_meleset"]] * 3


# --- Badges and devices that end ---


def test_a_badge_counts_until_the_moment_it_was_revoked_whenever_the_scan_arrives(kunci, sesi, orang, staf):
    lama = kode(orang[0])
    ganti_kartu(oleh=staf, pendaftaran=orang[0], alasan="Hilang")
    KartuPeserta.objects.filter(kode=lama).update(dicabut=sesi.mulai)
    jawaban = kirim(kunci, scan(sesi, lama, sesi.mulai + MENIT), scan(sesi, lama, sesi.mulai - MENIT))
    assert hasil(jawaban) == [H.DICABUT, H.HADIR]
    assert Kehadiran.objects.get().dipindai == sesi.mulai - MENIT


def test_a_device_ends_with_the_role_of_its_officer(client, kunci, sesi, orang, staf):
    Peran.objects.create(pengguna=staf, jenis="pimpinan", instansi=buat.instansi())
    Peran.objects.create(pengguna=staf, jenis="panitia", instansi=buat.instansi("padang"))
    Peran.objects.filter(pengguna=staf, jenis="panitia", instansi=buat.instansi()).update(aktif=False)
    with pytest.raises(PerangkatDitolak):
        kirim(kunci, scan(sesi, kode(orang[0])))
    assert client.get("/pindai/data/", headers={"X-Kunci-Perangkat": kunci}).status_code == 401
    assert not Pindaian.objects.exists()


def test_a_device_ends_when_its_officer_is_limited_to_other_programs(client, kunci, sesi, orang, staf, g):
    lain = Program.objects.create(instansi=buat.instansi(), kode="lain", nama="Diklat Lain")
    alamat, kepala = "/pindai/data/", {"X-Kunci-Perangkat": kunci}
    batas = PanitiaProgram.objects.create(pengguna=staf, program=lain)
    with pytest.raises(PerangkatDitolak):
        kirim(kunci, scan(sesi, kode(orang[0])))
    assert client.get(alamat, headers=kepala).status_code == 401
    assert not Pindaian.objects.exists()
    terbatas = Pengguna.objects.get(pk=staf.pk)
    with pytest.raises(TidakDitemukan):
        tambah_perangkat(oleh=terbatas, gelombang=g, nama="HP lain")
    client.force_login(terbatas)
    assert client.post(f"/admin/gelombang/{g.slug}/presensi/perangkat/", {"nama": "HP"}).status_code == 404
    # On this program too, without a limit, or as an Admin, who is never limited, it goes on.
    PanitiaProgram.objects.create(pengguna=staf, program=g.kurikulum.program)
    assert client.get(alamat, headers=kepala).status_code == 200
    PanitiaProgram.objects.filter(pengguna=staf).exclude(pk=batas.pk).delete()
    assert client.get(alamat, headers=kepala).status_code == 401
    Peran.objects.create(pengguna=staf, jenis="admin", instansi=buat.instansi())
    assert client.get(alamat, headers=kepala).status_code == 200


def test_after_the_gelombang_has_ended_no_names_are_handed_out(client, kunci, sesi, orang, g):
    for status in ("dibuka", "ditutup", "berlangsung", "selesai"):
        Gelombang.objects.filter(pk=g.pk).update(status=status)
    jawaban = client.get("/pindai/data/", headers={"X-Kunci-Perangkat": kunci})
    assert (jawaban.status_code, orang[0].nama in jawaban.text) == (409, False)
    assert hasil(kirim(kunci, scan(sesi, kode(orang[0])))) == [H.GELOMBANG_BERAKHIR]


@pytest.mark.django_db(transaction=True)
def test_a_device_revoked_while_its_upload_waits_is_refused(g, kunci, sesi, orang, staf):
    ditolak = []

    def unggah():
        try:
            kirim(kunci, scan(sesi, kode(orang[0])))
        except PerangkatDitolak as galat:
            ditolak.append(galat)
        finally:
            connection.close()

    with transaction.atomic():
        kunci_gelombang(g.pk)
        benang = threading.Thread(target=unggah)
        benang.start()
        _tunggu_antre()
        cabut_perangkat(oleh=staf, perangkat=PerangkatPindai.objects.get())
    benang.join()
    assert len(ditolak) == 1
    assert not Pindaian.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_one_scan_sent_twice_at_the_same_moment_is_answered_twice_the_same(g, kunci, sesi, orang):
    satu, jawaban = scan(sesi, kode(orang[0])), []

    def unggah():
        jawaban.append(hasil(kirim(kunci, satu)))
        connection.close()

    benang = [threading.Thread(target=unggah) for _ in range(2)]
    with transaction.atomic():
        kunci_gelombang(g.pk)
        for b in benang:
            b.start()
        _tunggu_antre(2)
    for b in benang:
        b.join()
    assert jawaban == [[H.HADIR], [H.HADIR]]
    assert Pindaian.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("sifat", "terbaca"),
    [("VOLATILE", H.SESI_TIDAK_BERLAKU), pytest.param("STABLE", H.HADIR, id="control: read before the lock")],
)
def test_a_session_cancelled_while_an_upload_waits_takes_none_of_it(g, kunci, sesi, orang, sifat, terbaca):
    _baca_dengan(sifat)
    jawaban = []

    def unggah():
        jawaban.extend(hasil(kirim(kunci, scan(sesi, kode(orang[0])))))
        connection.close()

    try:
        with transaction.atomic():
            kunci_gelombang(g.pk)
            benang = threading.Thread(target=unggah)
            benang.start()
            _tunggu_antre()
            TerbitanSesi.objects.filter(sesi=sesi).update(batal=True)
        benang.join()
    finally:
        _baca_dengan("VOLATILE")
    assert jawaban == [terbaca]


def _baca_dengan(sifat: str) -> None:
    with connection.cursor() as kursor:
        kursor.execute(f"ALTER FUNCTION pindai_cari(bigint, bigint, uuid[], text[], int[], uuid[]) {sifat}")


def _tunggu_antre(berapa: int = 1) -> None:
    """Until so many wait for a lock that somebody holds."""
    for _ in range(200):
        with connection.cursor() as kursor:
            kursor.execute("SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted")
            if kursor.fetchone()[0] >= berapa:
                return
        time.sleep(0.05)
    raise AssertionError("nobody waits")


# --- Sessions that change ---


def _geser(sesi, lama) -> None:
    TerbitanSesi.objects.filter(sesi=sesi).update(mulai=sesi.mulai + lama, selesai=sesi.selesai + lama)


def test_a_session_moved_to_another_day_leaves_its_scans_behind(kunci, sesi, orang, staf, g):
    kirim(kunci, *(scan(sesi, kode(p)) for p in orang[:2]))
    catat_kehadiran(oleh=staf, sesi=sesi, pendaftaran=orang[1], kode="S")
    catat_semua_hadir(oleh=staf, sesi=sesi)
    _geser(sesi, datetime.timedelta(days=-2))
    assert susun_ulang(g) == 2
    kini = {k.pendaftaran_id: (k.kode, k.sumber, k.dipindai) for k in Kehadiran.objects.all()}
    assert kini == {orang[1].pk: ("S", "tangan", None), orang[2].pk: ("H", "semua", None)}
    kirim(kunci, scan(sesi, kode(orang[0]), sesi.mulai - datetime.timedelta(days=2)))
    assert susun_ulang(g) == 0
    _geser(sesi, 0 * MENIT)
    assert susun_ulang(g) == 2
    assert Kehadiran.objects.get(pendaftaran=orang[0]).dipindai == sesi.mulai - 5 * MENIT
    assert Kehadiran.objects.get(pendaftaran=orang[1]).dipindai == sesi.mulai - 5 * MENIT


def test_scans_of_a_session_cancelled_by_mistake_count_once_it_is_held_after_all(kunci, sesi, orang, g):
    TerbitanSesi.objects.filter(sesi=sesi).update(batal=True)
    assert hasil(kirim(kunci, scan(sesi, kode(orang[0])))) == [H.SESI_TIDAK_BERLAKU]
    assert susun_ulang(g) == 0
    TerbitanSesi.objects.filter(sesi=sesi).update(batal=False)
    assert susun_ulang(g) == 1
    assert Kehadiran.objects.get().kode == "H"


def test_a_scan_of_another_day_is_answered_with_its_date(client, kunci, sesi, orang):
    _geser(sesi, datetime.timedelta(days=-2))
    waktu = (sesi.mulai - datetime.timedelta(days=2)).isoformat()
    [satu] = kirim_http(client, kunci, badan(sesi, kode(orang[0]), waktu=waktu)).json()["hasil"]
    assert re.fullmatch(r"Tersimpan \d+ \w+ \d{4} pukul \d\d\.\d\d WIB", satu["pesan"])
