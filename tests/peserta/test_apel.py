"""Apel: the master is on the list, the exceptions are set, letters excuse, and recaps count in one statement."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kantor.galat import TidakBerhak, TidakDitemukan, TidakValid
from kantor.lib import nama as lib_nama
from kantor.lingkup import Hak, boleh
from kantor.models import Pegawai, Unit
from peserta.models import Apel, CatatanApel
from peserta.queries.apel import SaringanApel, orang_apel, rekap_apel, rekap_orang
from peserta.queries.wajib_apel import Belum, belum_masuk
from peserta.services.apel import buka_apel, catat_apel, catat_apel_serentak
from peserta.services.halangan import catat_halangan, hapus_halangan
from tests.peserta import buat

pytestmark = pytest.mark.django_db
HARI = datetime.timedelta(1)


def pegawai(n: int, unit: Unit, **lain: object) -> list[Pegawai]:
    """`n` people of this unit on the master."""
    awal = Pegawai.objects.count()
    isi = {"status_kepegawaian": "pns", "unit": unit, "opd": unit.opd, "instansi": unit.instansi}
    isi |= {"terverifikasi": True, **lain}
    return Pegawai.objects.bulk_create(
        Pegawai(
            nip=buat.nip(awal + i),
            nama=f"Orang {chr(65 + awal + i)}",
            nama_kunci=lib_nama.kunci(f"orang {awal + i:03}"),
            **isi,
        )
        for i in range(n)
    )


@pytest.fixture
def pohon():
    return buat.pohon()


@pytest.fixture
def panitia():
    return buat.akun("panitia")


@pytest.fixture
def hari():
    return timezone.localdate()


def saringan(hari: datetime.date, **lain: object) -> SaringanApel:
    return SaringanApel(buat.instansi().pk, hari - 60 * HARI, hari, **lain)


def kode(apel: Apel) -> dict[int, str]:
    return dict(apel.catatan.values_list("pegawai", "kode"))


def test_all_present_then_the_exceptions(pohon, panitia, hari):
    a, b = pegawai(1, pohon["a"])[0], pegawai(1, pohon["a1"])[0]
    [pensiun] = pegawai(1, pohon["a1"], keadaan="pensiun")
    apel = buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari)
    assert kode(apel) == {a.pk: "H", b.pk: "H"}
    assert pensiun.pk not in kode(apel)
    assert catat_apel(oleh=panitia, apel=apel, catatan={a.pk: "H", b.pk: "S"}).berubah == 1
    assert kode(apel)[b.pk] == "S"


def test_nobody_present_then_those_who_came_and_a_second_opening_changes_nothing(pohon, panitia, hari):
    satu, dua = pegawai(2, pohon["a"])
    apel = buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari, semua_hadir=False)
    catat_apel(oleh=panitia, apel=apel, catatan={satu.pk: "H"})
    [baru] = pegawai(1, pohon["a"])
    assert belum_masuk(apel) == Belum(1, 0)
    assert buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari) == apel
    assert kode(apel) == {satu.pk: "H", dua.pk: "A", baru.pk: "H"}


def test_cuti_and_dinas_luar_are_not_expected_but_sakit_is(pohon, panitia, hari):
    orang = pegawai(5, pohon["a"])
    for satu, jenis in zip(orang, ("C", "DL", "S"), strict=False):
        catat_halangan(oleh=panitia, pegawai=satu, jenis=jenis, mulai=hari - HARI, selesai=hari)
    apel = buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari)
    catat_apel(oleh=panitia, apel=apel, catatan={orang[3].pk: "A"})
    semua = rekap_apel(saringan(hari)).semua
    assert (semua.tercatat, semua.wajib, semua.hadir, semua.sakit, semua.alpa) == (5, 3, 1, 1, 1)
    assert round(semua.persen, 2) == Decimal("33.33")


def test_who_came_in_spite_of_a_letter_counts_on_both_sides(pohon, panitia, hari):
    [satu] = pegawai(1, pohon["a"])
    catat_halangan(oleh=panitia, pegawai=satu, jenis="DL", mulai=hari, selesai=hari)
    apel = buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari)
    catat_apel(oleh=panitia, apel=apel, catatan={satu.pk: "H"})
    semua = rekap_apel(saringan(hari)).semua
    assert (semua.wajib, semua.hadir) == (1, 1)
    assert catat_apel(oleh=panitia, apel=apel, catatan={satu.pk: "S"}).tertinggal == [satu.nama]


@pytest.mark.parametrize("salah", ["C", "DL"])
def test_nobody_is_left_out_of_the_count_without_a_letter(pohon, panitia, hari, salah):
    [satu] = pegawai(1, pohon["a"])
    apel = buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari)
    assert catat_apel(oleh=panitia, apel=apel, catatan={satu.pk: salah}).tertinggal == [satu.nama]
    with pytest.raises(TidakValid):
        catat_apel(oleh=panitia, apel=apel, catatan={satu.pk: "X"})
    with pytest.raises(IntegrityError), transaction.atomic():
        CatatanApel.objects.update(kode=salah)


def test_a_letter_that_comes_later_excuses_and_taken_back_no_longer_does(pohon, panitia, hari):
    satu, dua = pegawai(2, pohon["a"])
    apel = buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari, semua_hadir=False)
    catat_apel(oleh=panitia, apel=apel, catatan={dua.pk: "H"})
    surat = [
        catat_halangan(oleh=panitia, pegawai=p, jenis="C", mulai=hari - 3 * HARI, selesai=hari)
        for p in (satu, dua)
    ]
    assert kode(apel) == {satu.pk: "C", dua.pk: "H"}
    assert [hapus_halangan(oleh=panitia, halangan=s) for s in surat] == [1, 0]
    assert kode(apel) == {satu.pk: "A", dua.pk: "H"}


def test_two_letters_of_one_person_do_not_overlap_and_days_are_in_order(pohon, panitia, hari):
    [satu] = pegawai(1, pohon["a"])
    surat = {"oleh": panitia, "pegawai": satu, "jenis": "C"}
    catat_halangan(**surat, mulai=hari, selesai=hari + 4 * HARI)
    with pytest.raises(TidakValid, match="Sudah ada cuti"):
        catat_halangan(**surat, mulai=hari + 4 * HARI, selesai=hari + 9 * HARI)
    with pytest.raises(TidakValid, match="mendahului"):
        catat_halangan(**surat, mulai=hari - HARI, selesai=hari - 2 * HARI)
    with pytest.raises(TidakValid, match="tahunnya"):
        catat_halangan(**surat, mulai=hari + 9 * HARI, selesai=hari + 2000 * HARI)


def test_a_day_to_come_has_no_apel_and_a_day_has_one_of_a_kind(pohon, panitia, hari):
    pegawai(1, pohon["a"])
    with pytest.raises(TidakValid, match="belum berlangsung"):
        buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari + 2 * HARI)
    isi = {"instansi": buat.instansi(), "opd": pohon["a"]}
    with pytest.raises(IntegrityError), transaction.atomic():
        Apel.objects.create(**isi, tanggal=hari + 2 * HARI)
    Apel.objects.create(**isi, tanggal=hari)
    with pytest.raises(IntegrityError), transaction.atomic():
        Apel.objects.create(**isi, tanggal=hari)
    with pytest.raises(IntegrityError), transaction.atomic():
        Apel.objects.create(instansi=buat.instansi("padang"), opd=pohon["a"], tanggal=hari - HARI)


def test_an_operator_records_the_own_units_alone(pohon, panitia, hari):
    [lurah], [camat], [jauh] = (pegawai(1, pohon[u]) for u in ("a1", "a", "b"))
    operator = buat.akun("operator", unit=pohon["a1"])
    apel = buka_apel(oleh=operator, opd=pohon["a"], tanggal=hari)
    assert kode(apel) == {lurah.pk: "H"}
    buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari, semua_hadir=False)
    assert kode(apel) == {lurah.pk: "H", camat.pk: "A"}
    with pytest.raises(TidakDitemukan):
        catat_apel(oleh=operator, apel=apel, catatan={lurah.pk: "A", camat.pk: "H"})
    with pytest.raises(TidakDitemukan):
        buka_apel(oleh=operator, opd=pohon["b"], tanggal=hari)
    with pytest.raises(TidakDitemukan):
        catat_halangan(oleh=operator, pegawai=jauh, jenis="C", mulai=hari, selesai=hari)
    catat_halangan(oleh=operator, pegawai=lurah, jenis="C", mulai=hari, selesai=hari)
    with pytest.raises(TidakBerhak):
        catat_apel_serentak(oleh=buat.akun("pimpinan"), instansi=buat.instansi(), tanggal=hari, hadir=[])


def test_names_are_for_panitia_who_records_them_and_the_atasan_langsung(pohon, panitia, hari):
    [camat] = pegawai(1, pohon["a"])
    staf = pegawai(2, pohon["a1"], atasan=camat)
    apel = buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari)
    baris = apel.catatan.get(pegawai=staf[0])
    pimpinan, padang, lain = (
        buat.akun("pimpinan"),
        buat.akun("panitia", "padang"),
        buat.akun("operator", unit=pohon["b"]),
    )
    sendiri = buat.akun("operator", unit=pohon["a1"])
    atasan = buat.akun("mentor")
    atasan.pegawai = camat
    atasan.save()
    assert [boleh(p, Hak.LIHAT, baris) for p in (panitia, sendiri, atasan)] == [True] * 3
    assert [boleh(p, Hak.LIHAT, baris) for p in (pimpinan, padang, lain)] == [False] * 3
    assert boleh(pimpinan, Hak.LIHAT, apel)
    assert set(orang_apel(atasan, saringan(hari), bawahan=True)) == set(staf)
    assert set(orang_apel(panitia, saringan(hari))) == {camat, *staf}
    assert not orang_apel(pimpinan, saringan(hari)).exists()
    assert set(orang_apel(sendiri, saringan(hari), q="orang")) == set(staf)


def test_one_list_of_who_came_records_every_opd(pohon, panitia, hari):
    a, b = pegawai(3, pohon["a1"]), pegawai(2, pohon["b1"])
    catat_halangan(oleh=panitia, pegawai=b[1], jenis="DL", mulai=hari, selesai=hari)
    hadir = [a[0].pk, a[1].pk, b[0].pk]
    assert catat_apel_serentak(oleh=panitia, instansi=buat.instansi(), tanggal=hari, hadir=hadir) == 5
    assert catat_apel_serentak(oleh=panitia, instansi=buat.instansi(), tanggal=hari, hadir=[]) == 0
    rekap = rekap_apel(saringan(hari))
    assert {pk: (h.hadir, h.wajib) for pk, h in rekap.per_kelompok.items()} == {
        pohon["a"].pk: (2, 3),
        pohon["b"].pk: (1, 1),
    }
    assert rekap.semua.apel == 1


def test_recaps_per_unit_per_day_and_per_person_are_one_statement_each(pohon, panitia, hari):
    a1, a2 = pegawai(2, pohon["a1"]), pegawai(1, pohon["a2"])
    for mundur in range(3):
        apel = buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari - mundur * HARI)
        catat_apel(oleh=panitia, apel=apel, catatan={a1[0].pk: "A"})
    buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari, jenis="sore", semua_hadir=False)
    pagi, pagi_a = saringan(hari, jenis="pagi"), saringan(hari, jenis="pagi", opd=[pohon["a"].pk])
    with CaptureQueriesContext(connection) as sql:
        rekap, orang = rekap_apel(pagi_a, per_unit=True), rekap_orang(pagi)
    assert len(sql) == 2
    assert {pk: (h.hadir, h.wajib) for pk, h in rekap.per_kelompok.items()} == {
        pohon["a1"].pk: (3, 6),
        pohon["a2"].pk: (3, 3),
    }
    assert [(d, h.hadir, h.wajib) for d, h in rekap.per_tanggal] == [
        (hari - n * HARI, 2, 3) for n in (2, 1, 0)
    ]
    assert (orang[a1[0].pk].alpa, orang[a2[0].pk].hadir) == (3, 3)
    assert rekap_orang(saringan(hari), pegawai=[a2[0].pk]).keys() == {a2[0].pk}
    assert rekap_apel(saringan(hari - 90 * HARI)).semua.tercatat == 0


def test_the_running_application_writes_history_of_every_row_of_a_statement(pohon, panitia, hari, hak_app):
    from django.apps import apps

    satu, dua = pegawai(2, pohon["a"])
    with hak_app():
        apel = buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari)
        catat_apel(oleh=panitia, apel=apel, catatan={satu.pk: "A", dua.pk: "H"})
    kejadian = apps.get_model("peserta", "CatatanApelEvent").objects.filter(apel=apel).order_by("pgh_id")
    assert [(k.pegawai_id, k.kode, k.pgh_label) for k in kejadian] == [
        (satu.pk, "H", "insert"),
        (dua.pk, "H", "insert"),
        (satu.pk, "A", "update"),
    ]
    assert {k.pgh_context["oleh"] for k in kejadian} == {panitia.pk}
