"""Results: values, spread, who is missing, ranks; as many statements for a thousand plans as for a few."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from penilaian.models import Giliran, LembarNilai, Nilai, Penugasan, VersiNilai
from penilaian.queries.dasbor import dasbor
from penilaian.queries.kesepakatan import kesepakatan
from penilaian.queries.nilai import keadaan_tim
from penilaian.queries.rubrik import isi_dipakai
from penilaian.services.lembar import abstain, buka_lembar, periksa_kertas, salin_kertas
from penilaian.services.penugasan import cabut_tugas
from tests.penilaian import siap
from tests.peserta import buat

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture
def panitia():
    return buat.akun("panitia")


@pytest.fixture
def tim():
    return siap.penguji(2)


@pytest.fixture
def rencana(g):
    return siap.rencana(g, 3, buat.pohon()["a1"], klaster=2, mentor_per=1)


@pytest.fixture
def g():
    return siap.gelombang()


@pytest.fixture
def s(panitia, g, rencana, tim):
    return siap.berjalan(panitia, g, tim)


def semua(giliran: Giliran) -> list[Penugasan]:
    tugas = giliran.penugasan.select_related("penilai", "giliran__seminar", "lembar")
    return list(tugas.order_by("-peran", "pk"))


def baris(s, panitia, rencana):
    return next(b for b in dasbor(panitia, s).baris if b.giliran.rencana_id == rencana.pk)


def nilai(s, rencana, *isi: tuple[str, str]) -> None:
    """Sends the sheets of a plan: examiners first, then the mentor."""
    for tugas, satu in zip(semua(Giliran.objects.get(seminar=s, rencana=rencana)), isi, strict=True):
        siap.kirim(tugas, *satu)


def test_a_value_is_role_weight_times_role_value_rounded_once(s, panitia, rencana):
    nilai(s, rencana[0], ("80", "90"), ("85,5".replace(",", "."), "70"), ("75", "75.01"))
    b = baris(s, panitia, rencana[0])
    # penguji: 0,6 × 82,75 + 0,4 × 80 = 81,65; mentor: 0,6 × 75 + 0,4 × 75,01 = 75,004; 0,8 × 81,65 + 0,2 × 75,004
    assert b.peran == {"penguji": D("81.65"), "mentor": D("75.00")}
    assert b.nilai == D("80.32")
    assert (b.n, b.rerata, b.rentang) == (2, D("81.65"), D("4.70"))
    [b] = dasbor(panitia, s, giliran=b.giliran.pk).baris
    assert b.kriteria == dict(zip(siap.kriteria(s), [D("82.75"), D("80.00")], strict=True))
    assert [x.selisih for x in b.lembar if x.peran == "penguji"] == [D("2.35"), D("-2.35")]


def test_who_is_missing_is_named_and_nothing_is_renormalised(s, panitia, rencana, tim):
    giliran = Giliran.objects.get(seminar=s, rencana=rencana[0])
    satu, dua, mentor = semua(giliran)
    siap.kirim(satu)
    siap.kirim(dua)
    b = baris(s, panitia, rencana[0])
    assert b.nilai is None
    assert b.kurang == [f"Menunggu {mentor.penilai} (mentor)."]
    abstain(oleh=mentor.penilai, tugas=mentor.pk, alasan="Keluarga")
    assert baris(s, panitia, rencana[0]).kurang == ["Semua mentor abstain."]
    cabut_tugas(oleh=panitia, penugasan=mentor, alasan="Mutasi")
    assert baris(s, panitia, rencana[0]).kurang == ["Belum ada mentor."]


def test_examiners_who_differ_by_more_than_the_limit_ask_for_a_word(s, panitia, rencana):
    nilai(s, rencana[0], ("90", "90"), ("75", "75"), ("80", "80"))
    nilai(s, rencana[1], ("90", "90"), ("74.99", "75"), ("80", "80"))
    assert not baris(s, panitia, rencana[0]).melebihi  # 15 is the limit itself
    b = baris(s, panitia, rencana[1])
    assert b.perlu_penjelasan
    assert dasbor(panitia, s).perlu_penjelasan == 1


def test_equal_values_share_a_rank_overall_and_in_their_klaster(s, panitia, rencana):
    for satu, angka in zip(rencana, ("80", "80", "90"), strict=True):
        nilai(s, satu, *[(angka, angka)] * 3)
    urut = {b.giliran.rencana_id: (b.peringkat, b.peringkat_klaster) for b in dasbor(panitia, s).baris}
    assert [urut[r.pk] for r in rencana] == [
        (2, 2),
        (2, 1),
        (1, 1),
    ]  # the first and the third share a klaster
    assert dasbor(panitia, s).baris[0].giliran.rencana == rencana[2]


def test_scores_of_an_examiner_taken_off_stay_and_are_marked(s, panitia, rencana, tim):
    nilai(s, rencana[0], ("90", "90"), ("80", "80"), ("80", "80"))
    tugas = siap.tugas(s, tim[0], rencana[0])
    cabut_tugas(oleh=panitia, penugasan=tugas, alasan="Berhalangan")
    b = baris(s, panitia, rencana[0])
    assert (b.n, b.nilai) == (2, D("84.00"))
    assert [x.nama for x in b.lembar if x.dicabut] == [tim[0].nama]


def test_a_sheet_opened_again_counts_no_more(s, panitia, rencana, tim):
    nilai(s, rencana[0], ("90", "90"), ("80", "80"), ("80", "80"))
    tugas = siap.tugas(s, tim[0], rencana[0])
    buka_lembar(oleh=panitia, lembar=tugas.lembar, alasan="Keliru")
    b = baris(s, panitia, rencana[0])
    assert (b.n, b.nilai) == (1, None)


def test_a_sheet_from_paper_counts_once_a_second_person_has_checked_it(s, panitia, rencana, tim):
    tugas = siap.tugas(s, tim[0], rencana[0])
    lembar = salin_kertas(oleh=panitia, lembar=tugas.lembar, nilai=siap.angka(s, "98", "98"))
    for lain in semua(tugas.giliran):
        if lain.pk != tugas.pk:
            siap.kirim(lain, "80", "80")
    b = baris(s, panitia, rencana[0])
    assert b.kurang == [f"Lembar kertas {tim[0].nama} belum dicocokkan orang kedua, jadi belum dihitung."]
    # Neither in the means nor in the spread, the number, or the agreement of the room.
    assert (b.n, b.rerata, b.rentang, b.melebihi, b.peran["penguji"]) == (1, D(80), D(0), False, D(80))
    [satu] = dasbor(panitia, s, giliran=b.giliran.pk).baris
    assert set(satu.kriteria.values()) == {D(80)}
    assert {x.nama: (x.nilai, x.selisih) for x in satu.lembar if x.peran == "penguji"} == {
        tim[0].nama: (None, None), tim[1].nama: (D(80), D(0)),
    }  # fmt: skip
    [ruang] = kesepakatan(dasbor(panitia, s).baris)
    assert [p.nama for p in ruang.penguji] == [tim[1].nama]
    isi_ = isi_dipakai(s)
    assert keadaan_tim(isi_, [b.giliran.pk]) == {b.giliran.pk: (1, D(80))}
    periksa_kertas(oleh=buat.akun("admin"), lembar=lembar)
    b = baris(s, panitia, rencana[0])
    assert (b.n, b.rentang, b.melebihi, b.peran["penguji"]) == (2, D(18), True, D(89))
    assert keadaan_tim(isi_, [b.giliran.pk]) == {b.giliran.pk: (2, D(89))}


def test_staff_who_score_see_the_row_closed(s, panitia, rencana, tim):
    nilai(s, rencana[0], ("90", "90"), ("80", "80"), ("80", "80"))
    siap.kirim(siap.tugas(s, tim[1], rencana[1]), "61.37", "61.37")
    tim[0].peran.create(jenis="panitia", instansi=buat.instansi())
    akun = type(tim[0]).objects.get(pk=tim[0].pk)
    tertutup = baris(s, akun, rencana[1])
    assert (tertutup.tertutup, tertutup.rerata, tertutup.peran) == (True, None, {})
    assert not any(x.angka or x.nilai for x in tertutup.lembar)
    assert baris(s, akun, rencana[0]).nilai == D("84.00")


def test_the_distance_of_each_examiner_is_told_per_room(s, panitia, rencana, tim):
    nilai(s, rencana[0], ("90", "90"), ("80", "80"), ("80", "80"))
    [ruang] = kesepakatan(dasbor(panitia, s).baris)
    assert ruang.ruang == "Ruang A"
    assert {(p.nama, p.jarak, p.banyak) for p in ruang.penguji} == {
        (tim[0].nama, D(5), 1),
        (tim[1].nama, D(-5), 1),
    }
    assert ruang.alfa is None  # one plan says nothing of a room


def test_agreement_is_that_of_the_sheets_of_a_room(s, panitia, rencana, client):
    nilai(s, rencana[0], ("90", "90"), ("90", "90"), ("80", "80"))
    nilai(s, rencana[1], ("70", "70"), ("70", "70"), ("80", "80"))
    [ruang] = kesepakatan(dasbor(panitia, s).baris)
    assert (ruang.alfa, ruang.kata, ruang.rencana) == (1.0, "Kuat", 2)
    client.force_login(panitia)
    isi = client.get(f"/admin/gelombang/{s.gelombang.slug}/seminar/{s.pk}/nilai/rincian/").content.decode()
    assert "<strong>1,00</strong>, kuat" in isi


def test_a_thousand_plans_take_as_many_statements_as_three(s, panitia, rencana):
    nilai(s, rencana[0], ("90", "90"), ("80", "80"), ("80", "80"))
    with CaptureQueriesContext(
        connection,
    ) as sedikit:
        dasbor(panitia, s)
    perbanyak(s, 1000)
    with CaptureQueriesContext(connection) as banyak:
        hasil = dasbor(panitia, s)
    assert len(hasil.baris) == 1000
    assert hasil.lengkap == 998
    assert len(banyak) == len(sedikit) <= 3


def perbanyak(s, banyak: int) -> None:
    """Talks up to `banyak`, each with the sheets of two examiners and a mentor, written at once."""
    from penilaian.models import RencanaAksi
    from tests.peserta import langkah

    contoh = Giliran.objects.filter(seminar=s).first()
    ruang, kini = contoh.ruang, timezone.now()
    unit = contoh.rencana.unit
    orang = langkah.rombongan(s.gelombang, banyak - 3, unit, awal=300_000, status="dipanggil")
    rencana = RencanaAksi.objects.bulk_create(
        RencanaAksi(pendaftaran=p, judul="x", klaster=contoh.rencana.klaster, unit=unit) for p in orang
    )
    jam = datetime.timedelta(minutes=1)
    awal = contoh.mulai + datetime.timedelta(days=1)
    giliran = Giliran.objects.bulk_create(
        Giliran(
            seminar=s,
            ruang=ruang,
            rencana=r,
            urutan=100 + n,
            mulai=awal + n * jam,
            selesai=awal + (n + 1) * jam,
        )
        for n, r in enumerate(rencana)
    )
    penilai = [(p.peran, p.penilai_id, p.pendamping_id) for p in semua(contoh)]
    tugas = Penugasan.objects.bulk_create(
        Penugasan(giliran=g, peran=peran, penilai_id=akun, pendamping_id=d, waktu=(g.mulai, g.selesai))
        for g in giliran
        for peran, akun, d in penilai
    )
    lembar = LembarNilai.objects.bulk_create(LembarNilai(penugasan=t) for t in tugas)
    Nilai.objects.bulk_create(
        Nilai(lembar=x, kriteria_id=k, angka=D(60 + (x.pk * k) % 40))
        for x in lembar
        for k in siap.kriteria(s)
    )
    LembarNilai.objects.filter(pk__in=[x.pk for x in lembar]).update(status="terkirim", dikirim=kini)
    VersiNilai.objects.bulk_create(VersiNilai(lembar=x, nomor=1, isi={}, dikirim=kini) for x in lembar)
