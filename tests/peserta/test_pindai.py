"""Scans: each kept as it was, one presence however often and in whatever order they come in."""

from __future__ import annotations

import datetime
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diklat.models import Gelombang, TerbitanSesi
from kantor.galat import KeadaanBerubah, TidakBerhak, TidakDitemukan, TidakValid
from peserta.models import HasilPindai, KartuPeserta, Kehadiran, PerangkatPindai, Pindaian
from peserta.services.catat_pindaian import susun_ulang
from peserta.services.kartu import ganti_kartu, siapkan_kartu
from peserta.services.kehadiran import catat_kehadiran, catat_semua_hadir, hapus_catatan
from peserta.services.perangkat_pindai import cabut_perangkat, tambah_perangkat
from peserta.services.pindai import PerangkatDitolak, PindaianMasuk
from tests.peserta import buat, langkah
from tests.peserta.pintu import MENIT, badan, hasil, kirim, kirim_http, kode, scan, sesi_lalu

pytestmark = pytest.mark.django_db

H = HasilPindai


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


def test_a_badge_read_before_the_session_begins_is_present(kunci, sesi, orang, staf):
    [jawaban] = kirim(kunci, scan(sesi, f"https://portal.example/kartu/{kode(orang[0])}/"))
    assert (jawaban.hasil, jawaban.nama) == (H.HADIR, orang[0].nama_lengkap)
    hadir = Kehadiran.objects.get()
    assert (hadir.kode, hadir.sumber, hadir.dicatat_oleh) == ("H", "pindai", staf)
    assert hadir.dipindai == sesi.mulai - 5 * MENIT


def test_whoever_comes_late_is_late_by_whole_minutes(kunci, sesi, orang):
    kirim(kunci, scan(sesi, kode(orang[0]), sesi.mulai + 59 * MENIT / 60))
    kirim(kunci, scan(sesi, kode(orang[1]), sesi.mulai + 7 * MENIT + MENIT / 2))
    assert list(Kehadiran.objects.order_by("pk").values_list("kode", "menit_terlambat")) == [
        ("H", None),
        ("T", 7),
    ]


def test_the_same_person_twice_is_one_presence_with_its_first_time(kunci, sesi, orang):
    awal = sesi.mulai - 20 * MENIT
    kirim(kunci, scan(sesi, kode(orang[0]), awal))
    [kedua] = kirim(kunci, scan(sesi, kode(orang[0]), awal + 10 * MENIT))
    assert (kedua.hasil, kedua.orang["dipindai"]) == (H.SUDAH, awal)
    assert Kehadiran.objects.get().dipindai == awal
    assert Pindaian.objects.count() == 2


def test_a_scan_sent_twice_is_stored_once_and_answered_the_same(kunci, sesi, orang):
    satu = scan(sesi, kode(orang[0]))
    assert hasil(kirim(kunci, satu, satu)) == [H.HADIR, H.HADIR]
    assert hasil(kirim(kunci, satu)) == [H.HADIR]
    assert Pindaian.objects.count() == 1


def test_an_earlier_scan_that_arrives_later_decides(kunci, sesi, orang, g, staf):
    _, lain = tambah_perangkat(oleh=staf, gelombang=g, nama="HP Pak Budi")
    kirim(kunci, scan(sesi, kode(orang[0]), sesi.mulai + 20 * MENIT))
    kirim(lain, scan(sesi, kode(orang[0]), sesi.mulai - 1 * MENIT))
    assert Kehadiran.objects.get().kode == "H"


def test_every_refusal_has_a_code_and_is_kept(kunci, sesi, orang, g, staf):
    asing = langkah.rombongan(buat.gelombang(mulai=60, dibuka=False), 1, orang[0].unit, awal=50)[0]
    siapkan_kartu(oleh=None, gelombang=asing.gelombang)
    hilang = kode(orang[1])
    ganti_kartu(oleh=staf, pendaftaran=orang[1], alasan="Hilang")
    KartuPeserta.objects.filter(kode=hilang).update(dicabut=sesi.mulai - 10 * MENIT)
    belum = langkah.rombongan(g, 1, orang[0].unit, status="dipanggil", awal=70)
    siapkan_kartu(oleh=None, gelombang=g)
    jawaban = kirim(
        kunci,
        scan(sesi, kode(asing)),
        scan(sesi, hilang),
        scan(sesi, "7K4M-XQ2P-9TRC-WDEH"),
        scan(sesi, "https://bukan.example/"),
        scan(sesi, kode(orang[0]), sesi.mulai - 61 * MENIT),
        scan(sesi, kode(orang[0]), sesi.selesai + MENIT),
        scan(sesi, kode(belum[0])),
        PindaianMasuk(uuid4(), uuid4(), kode(orang[0]), sesi.mulai),
    )
    assert hasil(jawaban) == [
        "bukan_gelombang_ini", "dicabut", "tidak_dikenal", "tidak_dikenal", "di_luar_waktu", "di_luar_waktu",
        "belum_registrasi", "sesi_tidak_berlaku",
    ]  # fmt: skip
    assert hasil(kirim(kunci, scan(sesi, kode(orang[1])))) == [H.HADIR]
    assert Pindaian.objects.exclude(hasil=H.HADIR).count() == 8
    lain = Pindaian.objects.get(hasil=H.BUKAN_GELOMBANG_INI)  # whose it is stays where it belongs
    assert (jawaban[0].nama, lain.pendaftaran, lain.kode) == ("", None, kode(asing))
    assert Kehadiran.objects.count() == 1


def test_a_typed_ndh_stands_for_the_badge_and_is_flagged(kunci, sesi, orang):
    [jawaban] = kirim(kunci, scan(sesi, " 2 "))
    assert jawaban.nama == orang[1].nama_lengkap
    assert Pindaian.objects.get().tanda == ["kode_diketik"]


def test_a_clock_two_hours_ahead_is_corrected_and_flagged(kunci, sesi, orang):
    maju = 120 * MENIT
    kini = timezone.now()
    kirim(kunci, scan(sesi, kode(orang[0]), sesi.mulai - 5 * MENIT + maju), jam=kini + maju)
    baris = Pindaian.objects.get()
    assert (baris.hasil, baris.tanda) == (H.HADIR, ["jam_meleset"])
    assert abs(baris.selisih - 7200) <= 2
    assert baris.waktu_perangkat == sesi.mulai - 5 * MENIT + maju
    assert abs(baris.waktu - (sesi.mulai - 5 * MENIT)) < datetime.timedelta(seconds=3)
    assert Kehadiran.objects.get().kode == "H"


def test_the_word_of_panitia_wins_over_scans_and_the_scan_leaves_its_trace(kunci, sesi, orang, staf):
    catat_kehadiran(oleh=staf, sesi=sesi, pendaftaran=orang[0], kode="S")
    [jawaban] = kirim(kunci, scan(sesi, kode(orang[0])))
    assert (jawaban.hasil, jawaban.tanda) == (H.SUDAH, ["catatan_berbeda"])
    hadir = Kehadiran.objects.get()
    assert (hadir.kode, hadir.sumber, hadir.dipindai) == ("S", "tangan", sesi.mulai - 5 * MENIT)
    kirim(kunci, scan(sesi, kode(orang[1]), sesi.mulai + 30 * MENIT))
    catat_kehadiran(oleh=staf, sesi=sesi, pendaftaran=orang[1], kode="H", catatan="Izin kepada Panitia")
    kirim(kunci, scan(sesi, kode(orang[1]), sesi.mulai + 10 * MENIT))
    assert Kehadiran.objects.get(pendaftaran=orang[1]).kode == "H"


def test_all_present_gives_way_to_a_scan_whichever_comes_first(kunci, sesi, orang, staf):
    kirim(kunci, scan(sesi, kode(orang[0]), sesi.mulai + 40 * MENIT))
    assert catat_semua_hadir(oleh=staf, sesi=sesi) == 2
    [jawaban] = kirim(kunci, scan(sesi, kode(orang[1]), sesi.mulai + 40 * MENIT))
    assert jawaban.hasil == H.HADIR
    assert list(Kehadiran.objects.order_by("pendaftaran").values_list("kode", flat=True)) == ["T", "T", "H"]


def test_a_scan_is_never_changed_or_deleted(kunci, sesi, orang):
    kirim(kunci, scan(sesi, kode(orang[0])))
    for tindakan in (
        lambda: Pindaian.objects.update(hasil="dicabut"),
        lambda: Pindaian.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            tindakan()


def test_a_revoked_device_and_an_unknown_key_are_refused(kunci, sesi, orang, staf):
    cabut_perangkat(oleh=staf, perangkat=PerangkatPindai.objects.get())
    for satu in (kunci, "pp_tidak-ada", ""):
        with pytest.raises(PerangkatDitolak):
            kirim(satu, scan(sesi, kode(orang[0])))
    assert not Pindaian.objects.exists()


def test_devices_and_badges_are_for_those_who_work_there(g, orang, kunci):
    perangkat = PerangkatPindai.objects.get()
    for siapa, galat in (
        (buat.akun("panitia", "padang"), TidakDitemukan),
        (buat.akun("pimpinan"), TidakBerhak),
    ):
        with pytest.raises(galat):
            tambah_perangkat(oleh=siapa, gelombang=g, nama="x")
        with pytest.raises(galat):
            cabut_perangkat(oleh=siapa, perangkat=perangkat)
        with pytest.raises(galat):
            ganti_kartu(oleh=siapa, pendaftaran=orang[0], alasan="Hilang")
    with pytest.raises(TidakValid):
        ganti_kartu(oleh=buat.akun("panitia"), pendaftaran=orang[0], alasan=" ")


def test_after_the_gelombang_has_ended_scans_are_kept_but_count_nothing(kunci, sesi, orang, g):
    for status in ("dibuka", "ditutup", "berlangsung", "selesai"):
        Gelombang.objects.filter(pk=g.pk).update(status=status)
    assert hasil(kirim(kunci, scan(sesi, kode(orang[0])))) == [H.GELOMBANG_BERAKHIR]
    assert not Kehadiran.objects.exists()


def test_a_session_published_at_another_time_counts_its_scans_from_there(kunci, sesi, orang, g):
    kirim(
        kunci,
        scan(sesi, kode(orang[0]), sesi.mulai + 20 * MENIT),
        scan(sesi, kode(orang[1]), sesi.mulai - 70 * MENIT),
    )
    TerbitanSesi.objects.filter(sesi=sesi).update(mulai=sesi.mulai - 30 * MENIT)
    assert susun_ulang(g) == 2
    baca = {k.pendaftaran_id: (k.kode, k.menit_terlambat) for k in Kehadiran.objects.all()}
    assert baca == {orang[0].pk: ("T", 50), orang[1].pk: ("H", None)}
    assert susun_ulang(g) == 0


def test_a_session_that_now_ends_before_the_scan_counts_no_longer_than_it_lasts(kunci, sesi, orang, g):
    kirim(kunci, scan(sesi, kode(orang[0]), sesi.mulai + 80 * MENIT))
    TerbitanSesi.objects.filter(sesi=sesi).update(selesai=sesi.mulai + 45 * MENIT)
    assert susun_ulang(g) == 1
    assert Kehadiran.objects.get().menit_terlambat == 45


def test_a_correction_taken_back_leaves_what_was_scanned_and_its_trace(kunci, sesi, orang, staf, g):
    kirim(kunci, scan(sesi, kode(orang[0]), sesi.mulai + 7 * MENIT))
    for p in orang[:2]:
        catat_kehadiran(oleh=staf, sesi=sesi, pendaftaran=p, kode="A", catatan="Salah orang")
    kini = hapus_catatan(oleh=staf, sesi=sesi, pendaftaran=orang[0])
    assert (kini.kode, kini.menit_terlambat, kini.sumber, kini.catatan) == ("T", 7, "pindai", "")
    assert hapus_catatan(oleh=staf, sesi=sesi, pendaftaran=orang[1]) is None
    assert list(Kehadiran.objects.all()) == [kini]
    jejak = apps.get_model("peserta", "KehadiranEvent").objects.filter(pgh_label="delete").order_by("pgh_id")
    assert [(j.kode, j.catatan, j.pgh_context["oleh"]) for j in jejak] == [("A", "Salah orang", staf.pk)] * 2
    for p in orang:  # a scan is no hand's word, and nothing is none either
        with pytest.raises(KeadaanBerubah):
            hapus_catatan(oleh=staf, sesi=sesi, pendaftaran=p)
    catat_kehadiran(oleh=staf, sesi=sesi, pendaftaran=orang[0], kode="S")
    for siapa, galat in (
        (buat.akun("panitia", "padang"), TidakDitemukan),
        (buat.akun("pimpinan"), TidakBerhak),
    ):
        with pytest.raises(galat):
            hapus_catatan(oleh=siapa, sesi=sesi, pendaftaran=orang[0])


def test_a_correction_taken_back_leaves_semua_hadir_where_it_was_said_and_a_scan_wins_over_it(
    client, kunci, sesi, orang, staf, g
):
    catat_kehadiran(
        oleh=staf, sesi=sesi, pendaftaran=orang[2], kode="S"
    )  # before: not among those it spoke of
    assert catat_semua_hadir(oleh=staf, sesi=sesi) == len(orang) - 1
    for p in orang[:2]:
        catat_kehadiran(oleh=staf, sesi=sesi, pendaftaran=p, kode="T", menit=30, catatan="Salah orang")
    kirim(kunci, scan(sesi, kode(orang[1]), sesi.mulai + 7 * MENIT))
    client.force_login(staf)
    hapus = f"/admin/gelombang/{g.slug}/presensi/{sesi.pk}/hapus/{orang[0].nomor}/"
    assert "kembali hadir menurut “Semua hadir”" in client.get(hapus).text
    assert "kini tercatat hadir dari “Semua hadir”" in client.post(hapus, follow=True).text
    kini = Kehadiran.objects.get(pendaftaran=orang[0])
    assert (kini.kode, kini.menit_terlambat, kini.sumber, kini.catatan) == ("H", None, "semua", "")
    kini = hapus_catatan(oleh=staf, sesi=sesi, pendaftaran=orang[1])
    assert (kini.kode, kini.menit_terlambat, kini.sumber) == ("T", 7, "pindai")
    assert hapus_catatan(oleh=staf, sesi=sesi, pendaftaran=orang[2]) is None


def test_a_scan_that_no_longer_counts_gives_way_to_semua_hadir(kunci, sesi, orang, staf, g):
    catat_semua_hadir(oleh=staf, sesi=sesi)
    kirim(kunci, scan(sesi, kode(orang[0]), sesi.mulai + 7 * MENIT))
    pindah = {"mulai": sesi.mulai + 24 * 60 * MENIT, "selesai": sesi.selesai + 24 * 60 * MENIT}
    TerbitanSesi.objects.filter(sesi=sesi).update(**pindah)
    assert susun_ulang(g) == 1
    kini = Kehadiran.objects.get(pendaftaran=orang[0])
    assert (kini.kode, kini.menit_terlambat, kini.sumber, kini.dipindai) == ("H", None, "semua", None)
    assert susun_ulang(g) == 0


def test_the_page_says_what_will_stand_before_a_correction_is_taken_back(client, kunci, sesi, orang, staf, g):
    client.force_login(staf)
    lembar = f"/admin/gelombang/{g.slug}/presensi/{sesi.pk}/"
    hapus = f"{lembar}hapus/{orang[0].nomor}/"
    kirim(kunci, scan(sesi, kode(orang[0]), sesi.mulai + 7 * MENIT))
    assert hapus not in client.get(lembar).text
    catat_kehadiran(oleh=staf, sesi=sesi, pendaftaran=orang[0], kode="T", menit=30)
    assert hapus in client.get(lembar).text
    halaman = client.get(hapus).text
    assert "tercatat terlambat 30 menit" in halaman
    assert "yang berlaku" in halaman
    assert Kehadiran.objects.get().menit_terlambat == 30
    assert "kini tercatat terlambat 7 menit dari pindaian" in client.post(hapus, follow=True).text
    assert "Tidak ada catatan Panitia" in client.post(hapus, follow=True).text


def test_one_scan_and_a_hundred_take_the_same_few_statements(
    kunci, sesi, orang, django_assert_max_num_queries
):
    kirim(kunci, scan(sesi, kode(orang[2])))
    satu = scan(sesi, kode(orang[0]))
    banyak = [scan(sesi, kode(orang[n % 3]), sesi.mulai + n * MENIT / 4) for n in range(100)]
    with django_assert_max_num_queries(6):  # the savepoint and its release among them
        kirim(kunci, satu)
    with django_assert_max_num_queries(7):
        kirim(kunci, *banyak)
    with pytest.raises(TidakValid):
        kirim(kunci, *(scan(sesi, "1") for _ in range(101)))


PINDAI = st.tuples(st.integers(0, 2), st.integers(-70, 100), st.integers(0, 1))


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(isi=st.lists(PINDAI, min_size=1, max_size=12), acak=st.randoms(use_true_random=False))
def test_any_order_of_arrival_ends_in_the_same_attendance(kunci, sesi, orang, g, staf, isi, acak):
    with transaction.atomic():
        _, lain = tambah_perangkat(oleh=staf, gelombang=g, nama="Kedua")
        semua = [
            (kunci if d else lain, scan(sesi, kode(orang[p]), sesi.mulai + m * MENIT)) for p, m, d in isi
        ]
        semua += acak.sample(semua, len(semua) // 2)
        acak.shuffle(semua)
        for satu_kunci, satu in semua:
            kirim(satu_kunci, satu)
        tercatat = _keadaan()
        sah = [(p, m) for p, m, _ in isi if -60 <= m <= 90]
        awal = {p: min(m for q, m in sah if q == p) for p, _ in sah}
        assert tercatat == {orang[p].pk: ("T", m) if m > 0 else ("H", None) for p, m in awal.items()}
        Kehadiran.objects.all().delete()
        susun_ulang(g)
        assert _keadaan() == tercatat
        transaction.set_rollback(True)


def _keadaan() -> dict[int, tuple[str, int | None]]:
    return {k.pendaftaran_id: (k.kode, k.menit_terlambat) for k in Kehadiran.objects.all()}


# --- What a device sends and gets ---


def test_the_device_reads_name_and_time_in_the_answer(client, kunci, sesi, orang):
    jawaban = kirim_http(client, kunci, badan(sesi, kode(orang[0]), kode(orang[0]), "x"))
    assert jawaban.status_code == 200
    hadir, sudah, asing = jawaban.json()["hasil"]
    assert hadir["nama"] == sudah["nama"] == orang[0].nama_lengkap
    assert hadir["pesan"].startswith("Tersimpan ")
    assert sudah["pesan"].startswith("Sudah hadir ")
    assert (asing["hasil"], asing["nama"]) == ("tidak_dikenal", "")
    assert "no-store" in jawaban["Cache-Control"]


@pytest.mark.parametrize(
    "rusak",
    [
        {},
        [],
        {"jam": "besok", "pindaian": []},
        {"jam": "2026-01-01T00:00:00", "pindaian": []},
        "nul",
        "nonce",
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(client, kunci, sesi, orang, rusak):
    if rusak == "nonce":
        rusak = badan(sesi, "1", nonce="x")
    if rusak == "nul":
        jawaban = kirim_http(client, kunci, badan(sesi, "a\0b"))
        assert jawaban.json()["hasil"][0]["hasil"] == "tidak_dikenal"
        return
    jawaban = kirim_http(client, kunci, rusak)
    assert (jawaban.status_code, jawaban.json()["kode"]) == (400, "tidak_valid")


def test_the_device_carries_names_and_hashes_but_no_code(client, kunci, sesi, orang):
    jawaban = client.get("/pindai/data/", headers={"X-Kunci-Perangkat": kunci})
    isi = jawaban.json()
    assert [k["nama"] for k in isi["kartu"]] == [p.nama_lengkap for p in orang]
    assert isi["sesi"][0]["uid"] == str(sesi.uid)
    assert not any(kode(p) in jawaban.text for p in orang)
    assert client.get("/pindai/data/").status_code == 401
