"""The Ruang Penguji: only what is mine, every change saved, nothing of the others until all are in."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from penilaian.models import BenturanKepentingan, Giliran, LembarNilai, Penugasan
from penilaian.services.lembar import abstain, buka_lembar
from tests.akses.tempat import semua_rute
from tests.penilaian import siap
from tests.peserta import buat

pytestmark = pytest.mark.django_db
D = Decimal
# Scores no page shows by accident.
LAIN = ("61.37", "62.41")
BUKAN_HALAMAN = ("sehat", "admin:logout", "account_logout", "gaya", "api:skema", "api:dokumentasi")
BEKAS = re.compile(r"61[.,]37|62[.,]41|61[.,]79|Rahasia penguji lain|penguji lain berkata")


@pytest.fixture
def panitia():
    return buat.akun("panitia")


@pytest.fixture
def tim():
    return siap.penguji(2)


@pytest.fixture
def s(panitia, tim):
    g = siap.gelombang()
    siap.rencana(g, 3, buat.pohon()["a1"])
    return siap.berjalan(panitia, g, tim)


@pytest.fixture
def klien(client: Client, tim) -> Client:
    client.force_login(tim[0])
    return client


@pytest.fixture
def tugas(s, tim):
    return siap.tugas(s, tim[0])


def alamat(nama: str, *lain: object) -> str:
    return reverse(f"penilaian:{nama}", args=lain)


def simpan(klien: Client, tugas: Penugasan, revisi: int, **isian: str):
    satu, dua = siap.kriteria(tugas.giliran.seminar)
    nama = {"satu": f"nilai-{satu}", "dua": f"nilai-{dua}"}
    kiriman = {nama.get(k, k): v for k, v in isian.items()} | {"revisi": str(revisi)}
    return klien.post(alamat("penguji_simpan", tugas.pk), kiriman)


def test_the_day_shows_the_own_talks_in_their_order(klien, s, tim):
    halaman = klien.get(alamat("penguji")).content.decode()
    letak = [halaman.index(g.rencana.judul) for g in Giliran.objects.filter(seminar=s).order_by("mulai")]
    assert letak == sorted(letak)
    assert "3 dari 3 belum dikirim" in halaman


def test_somebody_without_a_task_has_no_such_room(panitia, s):
    for siapa in (
        panitia,
        buat.akun("operator", unit=buat.unit("99", jenis="kecamatan")),
        buat.akun("pimpinan"),
    ):
        orang = Client()
        orang.force_login(siapa)
        assert orang.get(alamat("penguji")).status_code == 404
    assert Client().get(alamat("penguji")).status_code == 302


def test_a_mentor_scores_by_the_same_form(s):
    tugas = Penugasan.objects.filter(giliran__seminar=s, peran="mentor").select_related("penilai").first()
    orang = Client()
    orang.force_login(tugas.penilai)
    assert "sebagai mentor" in orang.get(alamat("penguji")).content.decode()
    assert orang.get(alamat("penguji_isi", tugas.pk)).status_code == 200


def test_a_change_is_stored_with_comma_or_dot(klien, tugas):
    jawaban = simpan(klien, tugas, 0, satu="85,5")
    assert jawaban.json()["revisi"] == 1
    assert re.fullmatch(r"\d\d\.\d\d WIB", jawaban.json()["pukul"])
    assert simpan(klien, tugas, 1, dua="70.25", catatan="Bagus").status_code == 200
    halaman = klien.get(alamat("penguji_isi", tugas.pk)).content.decode()
    for teks in ('value="85,5"', 'value="70,25"', ">Bagus<", ">79,40<", 'value="2"'):
        assert teks in halaman


@pytest.mark.parametrize("teks", ["101", "-1", "80,555", "delapan", "1e2", "٨٠"])
def test_what_is_no_score_is_refused_beside_its_field(klien, tugas, teks):
    jawaban = simpan(klien, tugas, 0, satu=teks)
    assert jawaban.status_code == 400
    assert list(jawaban.json()["rincian"]) == [f"nilai-{siap.kriteria(tugas.giliran.seminar)[0]}"]


def test_a_second_device_gets_both_values_and_changes_nothing(klien, tugas):
    simpan(klien, tugas, 0, satu="80", catatan="Pertama")
    jawaban = simpan(klien, tugas, 0, satu="60")
    assert jawaban.status_code == 409
    isi = jawaban.json()
    assert (isi["kode"], isi["revisi"]) == ("keadaan_berubah", 1)
    assert isi["tersimpan"][f"nilai-{siap.kriteria(tugas.giliran.seminar)[0]}"] == "80"
    assert isi["tersimpan"]["catatan"] == "Pertama"
    assert simpan(klien, tugas, 1, satu="60").status_code == 200


def test_a_save_takes_eight_statements_at_most(klien, tugas):
    simpan(klien, tugas, 0, satu="70")
    kiriman = {f"nilai-{siap.kriteria(tugas.giliran.seminar)[0]}": "80", "revisi": "1", "catatan": "Baru"}
    with CaptureQueriesContext(connection) as kueri:
        assert klien.post(alamat("penguji_simpan", tugas.pk), kiriman).status_code == 200
    isi = [k["sql"] for k in kueri if "SAVEPOINT" not in k["sql"]]
    assert len(isi) <= 8, "\n".join(isi)


def test_the_form_works_without_javascript_and_loses_nothing_on_a_refusal(klien, tugas):
    satu, dua = siap.kriteria(tugas.giliran.seminar)
    halaman = alamat("penguji_isi", tugas.pk)
    jawaban = klien.post(
        halaman, {"laku": "kirim", "revisi": "0", f"nilai-{satu}": "88,25", f"nilai-{dua}": ""}
    )
    assert jawaban.status_code == 400
    assert 'value="88,25"' in jawaban.content.decode()
    klien.post(halaman, {"laku": "simpan", "revisi": "0", f"nilai-{satu}": "88,25", f"nilai-{dua}": ""})
    klien.post(halaman, {"laku": "kirim", "revisi": "1", f"nilai-{dua}": "90", f"nilai-{satu}": "88,25"})
    assert LembarNilai.objects.get(penugasan=tugas).status == "terkirim"
    lagi = klien.post(halaman, {"laku": "kirim", "revisi": "2", f"nilai-{satu}": "10"}, follow=True)
    assert "sudah dikirim" in lagi.content.decode()
    assert simpan(klien, tugas, 2, satu="10").status_code == 409
    klien.post(halaman, {"laku": "tarik"})
    assert LembarNilai.objects.get(penugasan=tugas).status == "draf"


def test_abstaining_and_a_conflict_are_said_on_the_page(klien, tugas, tim):
    halaman = alamat("penguji_isi", tugas.pk)
    assert klien.post(halaman, {"laku": "abstain", "alasan": ""}).status_code == 400
    klien.post(halaman, {"laku": "benturan", "uraian": "Ipar peserta"})
    assert BenturanKepentingan.objects.get().penguji == tim[0]
    assert "Menunggu keputusan Panitia" in klien.get(halaman).content.decode()
    klien.post(halaman, {"laku": "abstain", "alasan": "Ipar peserta"})
    assert LembarNilai.objects.get(penugasan=tugas).alasan == "Ipar peserta"


def test_the_own_marks_stand_side_by_side(klien, s, tugas):
    simpan(klien, tugas, 0, satu="81", dua="82")
    halaman = klien.get(alamat("penguji_rekap", s.pk)).content.decode()
    assert ">81<" in halaman
    assert "81,40" in halaman
    assert klien.get(alamat("penguji_rekap", s.pk + 999)).status_code == 404


def test_the_day_takes_as_many_statements_for_many_talks_as_for_few(klien, panitia, tim, s):
    def hitung() -> int:
        with CaptureQueriesContext(connection) as kueri:
            klien.get(alamat("penguji"))
        return len(kueri)

    hitung()
    sedikit = hitung()
    g = siap.gelombang()
    siap.rencana(g, 9, buat.unit("77", jenis="kecamatan"))
    besok = s.tanggal + siap.datetime.timedelta(days=1)
    siap.berjalan(panitia, g, tim, rubrik_=s.rubrik, tanggal=besok)
    assert hitung() == sedikit


# ---- blind: every address of the room, searched for the scores of the others


def rahasia(s, tim, rencana) -> Penugasan:
    """The colleague has sent, with scores and words that stand nowhere else."""
    tugas = siap.tugas(s, tim[1], rencana)
    lembar = tugas.lembar
    lembar.catatan = "Rahasia penguji lain"
    lembar.save()
    siap.kirim(tugas, *LAIN)
    return tugas


def telusuri(klien: Client, s, rekan: Penugasan) -> list[str]:
    """Every address of the portal that takes only keys of this seminar, as this account; what leaks, and where."""
    bocor = []
    milik = klien.session.get("_auth_user_id")
    sendiri = Penugasan.objects.filter(giliran=rekan.giliran, penilai=milik).values_list("pk", flat=True)
    nilai = {
        "slug": [s.gelombang.slug], "pk": [s.pk], "tugas": [rekan.pk, *sendiri], "giliran": [rekan.giliran_id],
        "ruang": [s.ruang.get().pk], "seminar": [s.pk], "nama": ["akhiri"],
    }  # fmt: skip
    for rute in semua_rute():
        if not set(rute.argumen) <= set(nilai) or rute.nama.startswith(BUKAN_HALAMAN):
            continue
        for kunci in kombinasi(nilai, rute.argumen):
            try:
                tujuan = reverse(rute.nama, kwargs=kunci)
            except Exception:  # noqa: BLE001, S112 - a route without a name, or a key that does not fit
                continue
            jawaban = klien.get(tujuan)
            teks = b"".join(jawaban) if jawaban.streaming else jawaban.content
            if BEKAS.search(teks.decode(errors="ignore")):
                bocor.append(tujuan)
    return bocor


def kombinasi(nilai, nama):
    hasil = [{}]
    for satu in nama:
        hasil = [h | {satu: v} for h in hasil for v in nilai[satu]]
    return hasil


def test_no_address_shows_an_examiner_the_scores_of_another_before_all_are_in(klien, s, tim, tugas, panitia):
    rekan = rahasia(s, tim, tugas.giliran.rencana)
    assert telusuri(klien, s, rekan) == []
    # The sweep finds what is there: Panitia may read it.
    staf = Client()
    staf.force_login(panitia)
    assert alamat_nilai(s) in telusuri(staf, s, rekan)
    assert simpan(klien, tugas, 0, satu="80", dua="80").status_code == 200
    assert klien.get(alamat("penguji_isi", rekan.pk)).status_code == 404
    assert simpan(klien, rekan, 0, satu="80").status_code == 404


def alamat_nilai(s) -> str:
    return reverse("penilaian:seminar_nilai", args=[s.gelombang.slug, s.pk])


def test_peserta_mentor_and_operator_find_no_score_anywhere(s, tim, tugas):
    rekan = rahasia(s, tim, tugas.giliran.rencana)
    pegawai = tugas.giliran.rencana.pendaftaran.pegawai
    peserta = buat.akun("penguji", "padang")
    peserta.peran.all().delete()
    peserta.pegawai = pegawai
    peserta.save()
    mentor = Penugasan.objects.filter(giliran=tugas.giliran, peran="mentor").get().penilai
    operator = buat.akun("operator", unit=tugas.giliran.rencana.unit)
    for siapa in (peserta, mentor, operator, buat.akun("admin", "padang")):
        orang = Client()
        orang.force_login(siapa)
        assert telusuri(orang, s, rekan) == [], siapa


def test_staff_who_examine_are_as_blind_as_anybody(s, tim, tugas):
    rekan = rahasia(s, tim, tugas.giliran.rencana)
    tim[0].peran.create(jenis="panitia", instansi=buat.instansi())
    orang = Client()
    orang.force_login(tim[0])
    assert telusuri(orang, s, rekan) == []


def test_after_the_last_sheet_the_team_is_shown_and_a_reopened_one_closes_it_again(
    klien, s, tim, tugas, panitia
):
    rekan = rahasia(s, tim, tugas.giliran.rencana)
    siap.kirim(tugas, "80", "80")
    halaman = alamat("penguji_isi", tugas.pk)
    assert "Rata-rata 2 penguji" not in klien.get(halaman).content.decode()
    mentor = Penugasan.objects.select_related("penilai").get(giliran=tugas.giliran, peran="mentor")
    abstain(oleh=mentor.penilai, tugas=mentor.pk, alasan="Sakit")
    assert "Rata-rata 2 penguji: 70,89" in klien.get(halaman).content.decode()
    assert "70,89" in klien.get(alamat("penguji")).content.decode()
    buka_lembar(oleh=panitia, lembar=LembarNilai.objects.get(penugasan=rekan), alasan="Keliru")
    assert "Rata-rata" not in klien.get(halaman).content.decode()
