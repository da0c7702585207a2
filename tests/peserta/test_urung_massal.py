"""A bulk act taken back frees and gives seats: everybody it may touch is locked at once, in the one order."""

from __future__ import annotations

import re
import threading

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kantor.galat import KeadaanBerubah
from peserta.services.urung_massal import dapat_diurungkan, urungkan_massal
from peserta.services.verifikasi import verifikasi_massal
from tests.peserta import buat

KUNCI = re.compile(r'FROM "kantor_pegawai" WHERE .*IN \(([\d, ]+)\).*FOR NO KEY UPDATE')


@pytest.fixture
def staf(db):
    return buat.akun("panitia")


def tolak(g, staf, *orang):
    return verifikasi_massal(
        oleh=staf, gelombang=g, pilihan=[p.pk for p in orang], keputusan="tolak", alasan="Salah."
    )


@pytest.mark.django_db
def test_the_people_of_the_act_and_of_the_list_are_locked_in_one_statement(staf):
    unit = buat.pohon()["a1"]
    g = buat.gelombang(kuota=2)
    ditolak, duduk, cadangan = (buat.daftarkan(g, n, unit) for n in (3, 2, 1))
    t = tolak(g, staf, ditolak)
    lain = buat.daftarkan(g, 4, unit)
    with CaptureQueriesContext(connection) as kueri:
        urungkan_massal(oleh=staf, tindakan=t, alasan="Salah pilih.")
    pertama = next(m for q in kueri if (m := KUNCI.search(q["sql"])))
    assert {int(pk) for pk in pertama[1].split(",")} == {ditolak.pegawai_id, lain.pegawai_id}
    assert dapat_diurungkan(t)
    t.refresh_from_db()
    assert not dapat_diurungkan(t)
    with pytest.raises(KeadaanBerubah):
        urungkan_massal(oleh=staf, tindakan=t, alasan="Lagi.")
    assert {duduk.status, cadangan.status} <= {"diajukan", "daftar_tunggu"}


@pytest.mark.django_db(transaction=True)
def test_two_gelombang_with_the_same_people_are_taken_back_at_the_same_time():
    staf, unit = buat.akun("panitia"), buat.pohon()["a1"]
    satu, dua = buat.gelombang(kuota=6), buat.gelombang(kuota=6, mulai=90)
    tindakan = []
    for g, urut in ((satu, range(12)), (dua, range(11, -1, -1))):
        semua = [buat.daftarkan(g, n, unit) for n in urut]
        tindakan.append(tolak(g, staf, *semua[:6]))
    gagal = []

    def urungkan(t):
        try:
            urungkan_massal(oleh=staf, tindakan=t, alasan="Salah pilih.")
        except Exception as galat:  # noqa: BLE001 - told to the test
            gagal.append(galat)
        finally:
            connection.close()

    benang = [threading.Thread(target=urungkan, args=(t,)) for t in tindakan]
    for b in benang:
        b.start()
    for b in benang:
        b.join()
    assert gagal == []
    for t in tindakan:
        t.refresh_from_db()
        assert all(r["diurungkan"] for r in t.rincian)
