"""Who belongs on a roll call: the office's own ASN of that day, once, and nobody it has not confirmed."""

from __future__ import annotations

import datetime

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from kantor.galat import TidakDitemukan, TidakValid
from kantor.models import Pegawai, Unit
from kantor.services.pegawai import ubah_pegawai
from peserta.models import Apel, CatatanApel
from peserta.queries.apel import rekap_apel
from peserta.queries.wajib_apel import Belum, anggota, belum_masuk, jumlah_pegawai
from peserta.services.apel import batalkan_apel, buka_apel, catat_apel, catat_apel_serentak
from tests.peserta import buat
from tests.peserta.test_apel import HARI, hari, kode, panitia, pegawai, pohon, saringan

__all__ = ["hari", "panitia", "pohon"]
pytestmark = pytest.mark.django_db


def tercatat_pada(orang: Pegawai, hari: datetime.date, unit: Unit, keadaan: str = "aktif") -> None:
    """Let the history of the master say that somebody worked there since this day."""
    model = apps.get_model("kantor", "PegawaiEvent")
    baru = {"pgh_created_at": hari, "unit_id": unit.pk, "opd_id": unit.opd_id, "keadaan": keadaan}
    sama = [f.column for f in model._meta.concrete_fields if f.column not in {"pgh_id", *baru}]
    with connection.cursor() as kursor:
        kursor.execute(
            f"INSERT INTO kantor_pegawaievent ({', '.join([*baru, *sama])}) "
            f"SELECT %s, %s, %s, %s, {', '.join(sama)} FROM kantor_pegawaievent WHERE pgh_obj_id = %s "
            "ORDER BY pgh_id DESC LIMIT 1",
            [*baru.values(), orang.pk],
        )


def test_a_late_entry_takes_the_people_of_that_day(pohon, panitia, hari):
    tetap, pindah, pensiun = pegawai(3, pohon["a1"])
    for satu, dulu in ((tetap, "a1"), (pindah, "b1"), (pensiun, "a1")):
        tercatat_pada(satu, hari - 30 * HARI, pohon[dulu])
    ubah_pegawai(oleh=None, pegawai=pensiun, keadaan="pensiun")
    lalu = hari - 2 * HARI
    apel = buka_apel(oleh=panitia, opd=pohon["a"], tanggal=lalu, semua_hadir=False)
    assert set(kode(apel)) == {tetap.pk, pensiun.pk}
    assert belum_masuk(apel) == Belum(0, 0)
    lain = buka_apel(oleh=panitia, opd=pohon["b"], tanggal=lalu)
    assert set(kode(lain)) == {pindah.pk}
    assert lain.catatan.get().unit == pohon["b1"]
    assert set(kode(buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari))) == {tetap.pk, pindah.pk}


def test_whom_the_portal_met_after_that_day_is_added_by_a_persons_word_only(pohon, panitia, hari):
    [lama], [baru] = pegawai(1, pohon["a1"]), pegawai(1, pohon["a1"])
    tercatat_pada(lama, hari - 30 * HARI, pohon["a1"])
    apel = buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari - HARI)
    assert kode(apel) == {lama.pk: "H"}
    assert belum_masuk(apel) == Belum(0, 1)
    assert Apel.objects.get().kurang == 0
    buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari - HARI, semua_hadir=False, menyusul=True)
    assert kode(apel) == {lama.pk: "H", baru.pk: "A"}


def test_nobody_stands_on_two_roll_calls_of_one_day_and_kind(pohon, panitia, hari):
    [satu], [tetap] = pegawai(1, pohon["a1"]), pegawai(1, pohon["b1"])
    pagi = buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari)
    ubah_pegawai(oleh=None, pegawai=satu, unit=pohon["b1"])
    sesudah = buka_apel(oleh=panitia, opd=pohon["b"], tanggal=hari, semua_hadir=False)
    assert set(kode(sesudah)) == {tetap.pk}
    assert belum_masuk(sesudah) == Belum(0, 0)
    assert rekap_apel(saringan(hari)).semua.tercatat == 2
    sore = buka_apel(oleh=panitia, opd=pohon["b"], tanggal=hari, jenis="sore")
    assert satu.pk in kode(sore)
    isi = {"pegawai": satu, "unit": pohon["b1"], "kode": "A", "tanggal": hari}
    for salah in ({"apel": sesudah, "jenis": "pagi"}, {"apel": sesudah, "jenis": "upacara"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            CatatanApel.objects.create(**isi, **salah)
    Apel.objects.filter(pk=pagi.pk).update(tanggal=hari - HARI)
    assert pagi.catatan.get().tanggal == hari - HARI


def test_only_asn_the_office_has_confirmed_belong_on_it(pohon, panitia, hari):
    [ada] = pegawai(1, pohon["a1"])
    padang = buat.instansi("padang")
    for lain in (
        {"terverifikasi": False, "instansi": None},
        {"terverifikasi": False},
        {"instansi": padang},
        {"status_kepegawaian": "non_asn"},
        {"keadaan": "pindah"},
    ):
        pegawai(1, pohon["a1"], **lain)
    apel = buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari)
    assert set(kode(apel)) == {ada.pk}
    assert belum_masuk(apel) == Belum(0, 0)
    assert jumlah_pegawai([pohon["a"].pk]) == {pohon["a"].pk: 1}
    batalkan_apel(oleh=panitia, apel=apel)
    assert catat_apel_serentak(oleh=panitia, instansi=buat.instansi(), tanggal=hari, hadir=[]) == 1


def test_a_roll_call_opened_by_mistake_is_taken_back_by_each_for_their_own(pohon, panitia, hari):
    pegawai(2, pohon["a1"]), pegawai(1, pohon["a"])
    operator = buat.akun("operator", unit=pohon["a1"])
    apel = buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari)
    assert batalkan_apel(oleh=operator, apel=apel) == 2
    apel.refresh_from_db()
    assert (apel.catatan.count(), apel.kurang) == (1, 2)
    assert batalkan_apel(oleh=panitia, apel=apel) == 1
    assert not Apel.objects.exists()
    assert rekap_apel(saringan(hari)).semua.tercatat == 0
    with pytest.raises(TidakDitemukan):
        batalkan_apel(oleh=panitia, apel=apel)
    terhapus = apps.get_model("peserta", "CatatanApelEvent").objects.filter(pgh_label="delete")
    assert terhapus.count() == 3
    buka_apel(oleh=operator, opd=pohon["a"], tanggal=hari)
    batalkan_apel(oleh=operator, apel=Apel.objects.get())
    assert not Apel.objects.exists()
    apel = buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari)
    for asing in (buat.akun("operator", unit=pohon["b"]), buat.akun("panitia", "padang")):
        with pytest.raises(TidakDitemukan):
            batalkan_apel(oleh=asing, apel=apel)


def test_an_operator_leaves_days_long_ago_to_panitia(pohon, panitia, hari):
    [satu] = pegawai(1, pohon["a1"])
    operator = buat.akun("operator", unit=pohon["a1"])
    lama = hari - 40 * HARI
    apel = buka_apel(oleh=panitia, opd=pohon["a"], tanggal=lama)
    for laku in (
        lambda: buka_apel(oleh=operator, opd=pohon["a"], tanggal=lama, jenis="sore"),
        lambda: catat_apel(oleh=operator, apel=apel, catatan={satu.pk: "A"}),
        lambda: batalkan_apel(oleh=operator, apel=apel),
    ):
        with pytest.raises(TidakValid, match="lewat Panitia"):
            laku()


def test_a_register_says_whether_it_is_whole(pohon, panitia, hari):
    pegawai(3, pohon["a1"]), pegawai(4, pohon["a"])
    apel = buka_apel(oleh=buat.akun("operator", unit=pohon["a1"]), opd=pohon["a"], tanggal=hari)
    apel.refresh_from_db()
    assert apel.kurang == 4
    buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari)
    apel.refresh_from_db()
    assert apel.kurang == 0


def test_a_day_gone_by_is_found_by_index_however_long_the_history(pohon, panitia, hari):
    """Two looks: who ever stood at the OPD, and how each stood that day; neither reads the whole history."""
    for satu in pegawai(200, pohon["b1"]):
        tercatat_pada(satu, hari - 30 * HARI, pohon["b1"])
    [satu] = pegawai(1, pohon["a1"])
    tercatat_pada(satu, hari - 30 * HARI, pohon["a1"])
    apel = buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari - HARI)
    kolom = [f.column for f in apps.get_model("kantor", "PegawaiEvent")._meta.concrete_fields]
    kolom = ", ".join(k for k in kolom if k not in {"pgh_id", "opd_id"})
    with connection.cursor() as kursor:
        kursor.execute(
            f"INSERT INTO kantor_pegawaievent (opd_id, {kolom}) "  # forty other OPD, as a city has them
            f"SELECT 900000 + n, {kolom} FROM kantor_pegawaievent, generate_series(1, 40) n"
        )
        kursor.execute("ANALYZE kantor_pegawaievent")
        kepala, nilai = anggota([Apel.objects.select_related("instansi").get(pk=apel.pk)])
        kursor.execute(f"EXPLAIN {kepala} SELECT count(*) FROM orang", nilai)
        rencana = "\n".join(baris for (baris,) in kursor.fetchall())
    assert "Seq Scan on kantor_pegawaievent" not in rencana, rencana
    for indeks in ("kantor_pega_opd_id_eeba35_idx", "kantor_pega_pgh_obj_1e5209_idx"):
        assert indeks in rencana
