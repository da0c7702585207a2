"""Letters of leave stay with the office that recorded them, and taken back they leave the days as they were."""

from __future__ import annotations

import pytest
from django.db import InternalError, transaction

from kantor.galat import TidakDitemukan, TidakValid
from kantor.lingkup import Hak, boleh
from kantor.services.pegawai import ubah_pegawai
from peserta.models import Halangan
from peserta.queries.apel import halangan_tampak
from peserta.services.apel import buka_apel, catat_apel
from peserta.services.halangan import catat_halangan, hapus_halangan
from tests.peserta import buat
from tests.peserta.test_apel import HARI, hari, kode, panitia, pegawai, pohon

__all__ = ["hari", "panitia", "pohon"]
pytestmark = pytest.mark.django_db


def test_a_mistaken_letter_taken_back_leaves_the_ill_ill(pohon, panitia, hari):
    orang = pegawai(4, pohon["a"])
    apel = buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari)
    semula = dict(zip((p.pk for p in orang), ("S", "I", "A", "H"), strict=True))
    catat_apel(oleh=panitia, apel=apel, catatan=semula)
    surat = [catat_halangan(oleh=panitia, pegawai=p, jenis="C", mulai=hari, selesai=hari) for p in orang]
    assert list(kode(apel).values()).count("C") == 3
    assert [hapus_halangan(oleh=panitia, halangan=s) for s in surat] == [1, 1, 1, 0]
    assert kode(apel) == semula
    assert not apel.catatan.exclude(kode_asal=None).exists()


def test_a_day_opened_under_a_letter_has_no_former_code(pohon, panitia, hari):
    [satu] = pegawai(1, pohon["a"])
    surat = catat_halangan(oleh=panitia, pegawai=satu, jenis="DL", mulai=hari, selesai=hari)
    apel = buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari)
    hapus_halangan(oleh=panitia, halangan=surat)
    assert kode(apel) == {satu.pk: "A"}


def test_a_letter_stays_with_the_office_that_recorded_it(pohon, panitia, hari):
    [satu] = pegawai(1, pohon["a1"])
    buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari - HARI, semua_hadir=False)
    apel = buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari, semua_hadir=False)
    surat = catat_halangan(oleh=panitia, pegawai=satu, jenis="C", mulai=hari, selesai=hari)
    padang = buat.akun("panitia", "padang")
    tujuan = buat.unit("13.71.01", jenis="kecamatan", kode_instansi="padang")
    ubah_pegawai(oleh=None, pegawai=satu, unit=tujuan)
    satu.refresh_from_db()
    assert boleh(panitia, Hak.LIHAT, surat)
    assert not boleh(padang, Hak.LIHAT, surat)
    assert list(halangan_tampak(panitia, buat.instansi(), None, "")) == [surat]
    assert not halangan_tampak(padang, buat.instansi("padang"), None, "").exists()
    with pytest.raises(TidakDitemukan):
        hapus_halangan(oleh=padang, halangan=surat)
    # Padang's own letter of the same days is theirs, and touches nothing of Medan's
    catat_halangan(oleh=padang, pegawai=satu, jenis="DL", mulai=hari - HARI, selesai=hari)
    assert kode(apel) == {satu.pk: "C"}
    assert satu.catatan_apel.get(tanggal=hari - HARI).kode == "A"
    assert hapus_halangan(oleh=panitia, halangan=surat) == 1
    with pytest.raises(InternalError), transaction.atomic():
        Halangan.objects.update(instansi=buat.instansi())


def test_operators_of_two_opd_change_nothing_of_each_others_days(pohon, panitia, hari):
    [satu] = pegawai(1, pohon["a1"])
    lama, baru = (buat.akun("operator", unit=pohon[u]) for u in ("a1", "b1"))
    kemarin = buka_apel(oleh=lama, opd=pohon["a"], tanggal=hari - HARI, semua_hadir=False)
    surat = catat_halangan(oleh=lama, pegawai=satu, jenis="S", mulai=hari - 3 * HARI, selesai=hari - 2 * HARI)
    ubah_pegawai(oleh=None, pegawai=satu, unit=pohon["b1"])
    satu.refresh_from_db()
    with pytest.raises(TidakValid, match="Hubungi Panitia"):
        catat_halangan(oleh=baru, pegawai=satu, jenis="C", mulai=hari - HARI, selesai=hari)
    with pytest.raises(TidakDitemukan):
        catat_halangan(oleh=lama, pegawai=satu, jenis="C", mulai=hari - HARI, selesai=hari)
    assert kode(kemarin) == {satu.pk: "A"}
    assert boleh(lama, Hak.LIHAT, surat)
    assert not boleh(baru, Hak.LIHAT, surat)
    catat_halangan(oleh=baru, pegawai=satu, jenis="C", mulai=hari, selesai=hari)
    catat_halangan(oleh=panitia, pegawai=satu, jenis="DL", mulai=hari - HARI, selesai=hari - HARI)
    assert kode(kemarin) == {satu.pk: "DL"}


def test_the_right_is_asked_of_the_person_as_they_are_now(pohon, panitia, hari):
    [satu] = pegawai(1, pohon["a1"])
    operator = buat.akun("operator", unit=pohon["a1"])
    ubah_pegawai(oleh=None, pegawai=satu, unit=pohon["b1"])
    with pytest.raises(TidakDitemukan):  # `satu` is as the page had read it
        catat_halangan(oleh=operator, pegawai=satu, jenis="C", mulai=hari, selesai=hari)
    surat = catat_halangan(oleh=panitia, pegawai=satu, jenis="C", mulai=hari, selesai=hari)
    hapus_halangan(oleh=panitia, halangan=surat)
    surat.pk = surat.pk or 1
    with pytest.raises(TidakDitemukan):
        hapus_halangan(oleh=panitia, halangan=surat)
