"""Attendance as recorded and counted in the database."""

from __future__ import annotations

import datetime
from fractions import Fraction

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diklat.models import Gelombang, Sesi
from kantor.galat import KeadaanBerubah, TidakBerhak, TidakDitemukan, TidakValid
from peserta.models import Kehadiran
from peserta.queries.kehadiran import hadir_per_sesi, matriks_kehadiran, rekap_kehadiran
from peserta.services.kehadiran import Catatan, catat_banyak, catat_kehadiran, catat_semua_hadir
from tests.peserta import buat, langkah

pytestmark = pytest.mark.django_db


@pytest.fixture
def g():
    return buat.gelombang()


@pytest.fixture
def staf():
    return buat.akun("panitia")


@pytest.fixture
def orang(g):
    return langkah.rombongan(g, 3, buat.unit("12.71.09"))


def test_all_present_then_the_exceptions(g, staf, orang):
    [sesi] = langkah.sesi(g)
    catat_kehadiran(oleh=staf, sesi=sesi, pendaftaran=orang[0], kode="S", catatan="Surat dokter")
    assert catat_semua_hadir(oleh=staf, sesi=sesi) == 2
    assert catat_semua_hadir(oleh=staf, sesi=sesi) == 0
    catat_kehadiran(oleh=staf, sesi=sesi, pendaftaran=orang[1], kode="T", menit=20)
    assert matriks_kehadiran(g, [p.pk for p in orang]) == {
        (orang[0].pk, sesi.pk): "S",
        (orang[1].pk, sesi.pk): "T 20",
        (orang[2].pk, sesi.pk): "H",
    }


def test_only_what_changed_is_written(g, staf, orang):
    [sesi] = langkah.sesi(g)
    catat_semua_hadir(oleh=staf, sesi=sesi)
    isi = {p.pk: Catatan("H") for p in orang} | {orang[0].pk: Catatan("A")}
    assert catat_banyak(oleh=staf, sesi=sesi, catatan=isi) == 1
    assert catat_banyak(oleh=staf, sesi=sesi, catatan=isi) == 0


@pytest.mark.parametrize(
    "salah", [Catatan("X"), Catatan("T"), Catatan("T", 0), Catatan("T", 91), Catatan("H", catatan="x" * 201)]
)
def test_a_faulty_row_is_named_and_nothing_is_stored(g, staf, orang, salah):
    [sesi] = langkah.sesi(g)
    with pytest.raises(TidakValid) as galat:
        catat_banyak(oleh=staf, sesi=sesi, catatan={orang[0].pk: Catatan("H"), orang[1].pk: salah})
    assert list(galat.value.rincian) == [str(orang[1].pk)]
    assert not Kehadiran.objects.exists()


def test_nobody_is_late_by_more_than_the_session_lasts(g, staf, orang):
    [sesi] = langkah.sesi(g, menit=180)
    with pytest.raises(TidakValid) as galat:
        catat_kehadiran(oleh=staf, sesi=sesi, pendaftaran=orang[0], kode="T", menit=600)
    assert "1 sampai 180 menit" in galat.value.rincian[str(orang[0].pk)]
    assert (
        catat_kehadiran(oleh=staf, sesi=sesi, pendaftaran=orang[0], kode="T", menit=180).menit_terlambat
        == 180
    )


def test_who_is_not_seated_or_of_another_gelombang_has_no_attendance(g, staf, orang):
    [sesi] = langkah.sesi(g)
    terpanggil = buat.daftarkan(g, 1, buat.unit("12.71.07"))
    with pytest.raises(KeadaanBerubah):
        catat_kehadiran(oleh=staf, sesi=sesi, pendaftaran=terpanggil, kode="H")
    asing = buat.daftarkan(buat.gelombang(mulai=60), 2, terpanggil.unit)
    with pytest.raises(TidakDitemukan):
        catat_kehadiran(oleh=staf, sesi=sesi, pendaftaran=asing, kode="H")


def test_another_office_finds_no_such_session_and_a_reader_may_not_write(g, orang):
    [sesi] = langkah.sesi(g)
    with pytest.raises(TidakDitemukan):
        catat_semua_hadir(oleh=buat.akun("panitia", "padang"), sesi=sesi)
    with pytest.raises(TidakBerhak):
        catat_semua_hadir(oleh=buat.akun("pimpinan"), sesi=sesi)


def test_only_published_sessions_with_jp_count(g, staf, orang):
    [dihitung] = langkah.sesi(g)
    [draf] = langkah.sesi(g, terbit=False)
    langkah.sesi(g, berjp=False)
    [batal] = langkah.sesi(g, batal=True)
    for sesi, kode in ((dihitung, "H"), (draf, "A"), (batal, "A")):
        langkah.hadir(sesi, orang[0], kode)
    rekap = rekap_kehadiran(g)[orang[0].pk]
    assert (rekap.hitungan.sesi, rekap.jp_total, rekap.persen_cetak, rekap.memenuhi) == (
        1,
        2,
        "100,00 %",
        True,
    )


def test_without_a_session_nobody_meets_the_rule(g, orang):
    rekap = rekap_kehadiran(g)
    assert [r.persen_cetak for r in rekap.values()] == ["–"] * 3
    assert not any(r.memenuhi for r in rekap.values())


def test_the_whole_gelombang_is_counted_in_one_statement(g, orang, django_assert_num_queries):
    langkah.sesi(g, 5)
    g = Gelombang.objects.select_related("kurikulum").get(pk=g.pk)
    with django_assert_num_queries(1):
        rekap = rekap_kehadiran(g)
    assert list(rekap) == [p.pk for p in orang]


@pytest.mark.parametrize(
    ("kode", "menit", "penuh"),
    [
        ("H", None, True), ("DL", None, True), ("T", 1, True), ("T", 15, True), ("T", 16, False),
        ("I", None, False), ("S", None, False), ("A", None, False),
    ],
)  # fmt: skip
def test_h_dl_and_a_short_delay_count_in_full_and_nothing_else_counts(g, orang, kode, menit, penuh):
    [sesi] = langkah.sesi(g)
    langkah.hadir(sesi, orang[0], kode, menit)
    assert rekap_kehadiran(g)[orang[0].pk].persen == (100 if penuh else 0)
    assert hadir_per_sesi(g) == {sesi.pk: (int(penuh), 3)}


def test_the_recap_of_one_is_that_of_all(g, orang):
    satu, dua = langkah.sesi(g, 2)
    langkah.hadir(satu, orang[1], "H")
    langkah.hadir(dua, orang[1], "A")
    assert rekap_kehadiran(g, peserta=[orang[1].pk]) == {orang[1].pk: rekap_kehadiran(g)[orang[1].pk]}
    assert rekap_kehadiran(g, peserta=[]) == {}
    assert hadir_per_sesi(g) == {satu.pk: (1, 3), dua.pk: (0, 3)}


KODE = st.one_of(
    st.sampled_from([("H", None), ("DL", None), ("I", None), ("S", None), ("A", None)]),
    st.tuples(st.just("T"), st.integers(1, 40)),
    st.none(),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    isi=st.lists(st.tuples(st.integers(1, 240), KODE), min_size=1, max_size=8), toleransi=st.integers(0, 30)
)
def test_the_statement_agrees_with_fractions(g, isi, toleransi):
    with transaction.atomic():
        [p] = langkah.rombongan(g, 1, buat.unit("12.71.06"))
        g.kurikulum.toleransi_terlambat = toleransi
        for menit, kode in isi:
            [sesi] = langkah.sesi(g, menit=menit)
            if kode:
                langkah.hadir(sesi, p, *kode)
        h = rekap_kehadiran(g)[p.pk].hitungan
        transaction.set_rollback(True)
    penuh = {("H", None), ("DL", None), *(("T", menit) for menit in range(toleransi + 1))}
    hadir = sum(m for m, k in isi if k in penuh)
    assert h.persen == Fraction(hadir * 100, sum(m for m, _ in isi))
    assert h.sesi == len(isi)
    assert h.tanpa_keterangan == sum(k == ("A", None) for _, k in isi)
    assert h.belum_dicatat == sum(k is None for _, k in isi)


def test_a_draft_and_a_cancelled_session_take_no_attendance(g, staf, orang):
    for sesi in (*langkah.sesi(g, terbit=False), *langkah.sesi(g, batal=True)):
        with pytest.raises(KeadaanBerubah, match="belum terbit"):
            catat_semua_hadir(oleh=staf, sesi=sesi)
    assert not Kehadiran.objects.exists()


def test_what_counts_is_the_published_time_not_a_change_that_is_still_planned(g, staf, orang):
    [sesi] = langkah.sesi(g, menit=90)
    Sesi.objects.filter(pk=sesi.pk).update(selesai=sesi.selesai + datetime.timedelta(hours=2))
    langkah.hadir(sesi, orang[0], "H")
    assert rekap_kehadiran(g)[orang[0].pk].jp_total == 2
