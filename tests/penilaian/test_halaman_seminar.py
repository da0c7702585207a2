"""The tab Seminar, results, sheets and cards as Panitia sees them."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kantor.models import Pengguna, Surel
from penilaian.models import Giliran, KartuPenguji, LembarNilai, Penugasan, Seminar
from penilaian.services.kartu import buat_kartu
from penilaian.services.lembar import abstain
from penilaian.services.penugasan import ganti_penguji
from tests.penilaian import siap
from tests.peserta import buat

pytestmark = pytest.mark.django_db


@pytest.fixture
def panitia():
    return buat.akun("panitia")


@pytest.fixture
def klien(client: Client, panitia) -> Client:
    client.force_login(panitia)
    return client


@pytest.fixture
def g():
    return siap.gelombang()


@pytest.fixture
def tim():
    return siap.penguji(2)


@pytest.fixture
def rencana(g):
    return siap.rencana(g, 3, buat.pohon()["a1"])


@pytest.fixture
def s(panitia, g, rencana, tim):
    return siap.berjalan(panitia, g, tim)


def alamat(nama: str, s: Seminar, *lain: object) -> str:
    return reverse(f"penilaian:{nama}", args=[s.gelombang.slug, s.pk, *lain])


def isi(jawaban) -> str:
    assert jawaban.status_code == 200, jawaban.content.decode()[:2000]
    return jawaban.content.decode()


def test_panitia_plans_a_seminar_from_nothing_to_open_sheets(klien, panitia, g, rencana, tim):
    rubrik = siap.rubrik(panitia)
    baru = reverse("penilaian:seminar_baru", args=[g.slug])
    klien.get(baru)
    kiriman = {
        "nama": "Ekspose",
        "tanggal": f"{g.mulai:%d-%m-%Y}",
        "rubrik": rubrik.pk,
        "menit_paparan": "20",
    }
    salah = klien.post(baru, kiriman | {"istirahat_mulai": "12.00"})
    assert "Isi keduanya" in salah.content.decode()
    klien.post(baru, kiriman | {"istirahat_mulai": "12.00", "istirahat_selesai": "13.00"})
    s = Seminar.objects.get()
    klien.get(alamat("seminar_ruang_baru", s))
    klien.post(
        alamat("seminar_ruang_baru", s),
        {"nama": "Ruang A", "mulai": "08.00", "tim": [p.pk for p in tim], "ketua": tim[1].pk},
    )
    assert "Susun urutan" in isi(klien.get(alamat("seminar_satu", s)))
    isi(klien.get(alamat("seminar_tindakan", s, "susun")))
    klien.post(alamat("seminar_tindakan", s, "susun"))
    assert rencana[0].judul in isi(klien.get(alamat("seminar_satu", s)))
    isi(klien.get(alamat("seminar_tindakan", s, "mulai")))
    halaman = isi(klien.post(alamat("seminar_tindakan", s, "mulai"), follow=True))
    assert "Penilaian dimulai." in halaman
    assert LembarNilai.objects.filter(penugasan__giliran__seminar=s).count() == 9


def test_what_holds_the_start_is_said_before_the_button(klien, panitia, g):
    siap.rencana(g, 2, buat.pohon()["a1"], belum_dikirim=1)
    s = siap.seminar(panitia, g, siap.penguji(1))
    klien.post(alamat("seminar_tindakan", s, "susun"))
    halaman = isi(klien.get(alamat("seminar_tindakan", s, "mulai")))
    assert "Belum pernah dikirim" in halaman
    assert "Belum dapat dilakukan sekarang" in halaman


def test_a_talk_is_moved_swapped_and_given_to_others_on_its_page(klien, panitia, g, rencana, tim):
    s = siap.seminar(panitia, g, tim)
    klien.post(alamat("seminar_tindakan", s, "susun"))
    satu, dua, tiga = Giliran.objects.filter(seminar=s).order_by("urutan")
    halaman = alamat("seminar_giliran", s, satu.pk)
    isi(klien.get(halaman))
    klien.post(halaman, {"laku": "pindah", "ruang": satu.ruang_id, "urutan": "3"})
    klien.post(halaman, {"laku": "tukar", "dengan": dua.pk})
    urut = list(Giliran.objects.filter(seminar=s).order_by("urutan").values_list("pk", flat=True))
    assert urut == [satu.pk, tiga.pk, dua.pk]
    tugas = Penugasan.objects.filter(giliran=satu, penilai=tim[0]).get()
    klien.post(halaman, {"laku": "cabut", "tugas": tugas.pk})
    assert not Penugasan.objects.filter(giliran=satu, penilai=tim[0]).exists()
    klien.post(halaman, {"laku": "tugaskan", "penguji": [tim[0].pk]})
    assert Penugasan.objects.filter(giliran=satu, penilai=tim[0]).exists()
    klien.post(halaman, {"laku": "keluarkan"})
    assert not Giliran.objects.filter(pk=satu.pk).exists()
    klien.post(alamat("seminar_satu", s), {"rencana": satu.rencana_id, "ruang": satu.ruang_id})
    assert Giliran.objects.filter(seminar=s).count() == 3
    klien.post(
        alamat("seminar_tugas", s),
        {"penguji": [p.pk for p in tim], "giliran": list(Giliran.objects.values_list("pk", flat=True))},
    )
    assert Penugasan.objects.filter(giliran__seminar=s).count() == 6


def test_an_examiner_is_replaced_on_a_form(klien, s, tim):
    [baru] = siap.penguji(1)
    halaman = alamat("seminar_ganti", s, s.ruang.get().pk)
    isi(klien.get(halaman))
    isi(klien.post(halaman, {"lama": tim[0].pk, "baru": baru.pk, "alasan": "Sakit"}, follow=True))
    assert Penugasan.objects.filter(penilai=baru, dicabut=None).count() == 3


def test_the_projector_shows_who_speaks_and_no_score(klien, s, tim):
    satu = Giliran.objects.filter(seminar=s).order_by("urutan").first()
    siap.kirim(siap.tugas(s, tim[0], satu.rencana), "61.37", "62.41")
    klien.post(alamat("seminar_giliran", s, satu.pk), {"laku": "panggil"})
    halaman = isi(klien.get(alamat("seminar_layar", s)))
    assert satu.rencana.judul in halaman
    assert "15 menit lagi" in halaman
    assert "61,37" not in halaman


def test_results_name_who_is_missing_then_the_value_and_ask_for_a_word(klien, s, tim, rencana):
    giliran = Giliran.objects.get(seminar=s, rencana=rencana[0])
    siap.kirim(siap.tugas(s, tim[0], rencana[0]), "95", "95")
    siap.kirim(siap.tugas(s, tim[1], rencana[0]), "77", "77")
    halaman = isi(klien.get(alamat("seminar_nilai", s)))
    assert "Mentor 0 (mentor)" in halaman
    assert "Perlu penjelasan" in halaman
    mentor = Penugasan.objects.select_related("penilai", "giliran__seminar").get(
        giliran=giliran, peran="mentor"
    )
    siap.kirim(mentor, "80", "80")
    assert "84,80" in isi(klien.get(alamat("seminar_nilai", s)))
    satu = alamat("seminar_nilai_satu", s, giliran.pk)
    assert "18,00" in isi(klien.get(satu))
    isi(klien.post(satu, {"penjelasan": "Sudah dibicarakan tim"}, follow=True))
    assert "Sudah dibicarakan tim" in isi(klien.get(satu))
    assert klien.get(alamat("seminar_nilai_excel", s)).status_code == 200
    for kelompok in ("lengkap", "kurang", "selisih"):
        isi(klien.get(alamat("seminar_nilai", s) + f"?kelompok={kelompok}"))


def test_a_sheet_is_opened_again_and_the_old_version_stays_readable(klien, s, tim, rencana):
    tugas = siap.tugas(s, tim[0], rencana[0])
    siap.kirim(tugas, "95", "95")
    halaman = alamat("seminar_lembar", s, tugas.pk)
    assert klien.post(halaman, {"laku": "buka", "alasan": ""}).status_code == 400
    terbuka = isi(klien.post(halaman, {"laku": "buka", "alasan": "Salah baris"}, follow=True))
    assert "Dibuka kembali: Salah baris" in terbuka
    assert ">95<" in terbuka


def test_paper_is_keyed_in_on_the_sheet_and_matched_by_a_colleague(klien, s, tim, rencana):
    tugas = siap.tugas(s, tim[0], rencana[0])
    halaman = alamat("seminar_lembar", s, tugas.pk)
    satu, dua = siap.kriteria(s)
    salah = klien.post(halaman, {"laku": "kertas", f"nilai-{satu}": "101", f"nilai-{dua}": "80"})
    assert "di luar skala" in salah.content.decode()
    isi(klien.post(halaman, {"laku": "kertas", f"nilai-{satu}": "85,5", f"nilai-{dua}": "80"}, follow=True))
    assert "Sudah cocok" not in isi(klien.get(halaman))
    lain = Client()
    lain.force_login(buat.akun("panitia"))
    assert "Sudah cocok" in isi(lain.get(halaman))
    lain.post(halaman, {"laku": "cocok"})
    assert LembarNilai.objects.get(penugasan=tugas).diperiksa is not None


def test_pimpinan_reads_and_another_office_finds_nothing(s, rencana, tim):
    giliran = Giliran.objects.filter(seminar=s).first()
    tugas = siap.tugas(s, tim[0])
    baca = ["seminar_satu", "seminar_nilai", "seminar_layar"]
    satu = [("seminar_giliran", giliran.pk), ("seminar_nilai_satu", giliran.pk), ("seminar_lembar", tugas.pk)]
    pimpinan, padang = Client(), Client()
    pimpinan.force_login(buat.akun("pimpinan"))
    padang.force_login(buat.akun("admin", "padang"))
    for nama, lain in [(n, ()) for n in baca] + [(n, (a,)) for n, a in satu]:
        assert pimpinan.get(alamat(nama, s, *lain)).status_code == 200, nama
        assert padang.get(alamat(nama, s, *lain)).status_code == 404, nama
    kerja = [
        ("seminar_giliran", (giliran.pk,)),
        ("seminar_lembar", (tugas.pk,)),
        ("seminar_tindakan", ("akhiri",)),
    ]
    for nama, lain in [*kerja, ("seminar_kartu", ()), ("seminar_tugas", ())]:
        assert pimpinan.post(alamat(nama, s, *lain)).status_code == 404, nama


@pytest.mark.parametrize("nama", ["seminar_satu", "seminar_nilai"])
def test_a_page_takes_as_many_statements_for_many_plans_as_for_few(klien, panitia, tim, nama):
    def hitung(banyak: int) -> int:
        g = siap.gelombang()
        siap.rencana(g, banyak, unit, mentor_per=1)
        s = siap.berjalan(panitia, g, siap.penguji(2), rubrik_=rubrik)
        klien.get(alamat(nama, s))
        with CaptureQueriesContext(connection) as kueri:
            isi(klien.get(alamat(nama, s)))
        return len(kueri)

    unit, rubrik = buat.pohon()["a1"], siap.rubrik(panitia)
    sedikit, banyak = hitung(2), hitung(12)
    assert sedikit == banyak


# ---- cards


def kartu(panitia, s: Seminar) -> tuple[str, str]:
    baru = buat_kartu(oleh=panitia, seminar=s, nama="Dr. Pengganti, M.A.")
    return reverse("penilaian:penguji_kartu", args=[baru.kode]), baru.pin


def test_a_card_signs_in_its_guest_for_that_seminar_alone(klien, panitia, s, tim):
    pintu, pin = kartu(panitia, s)
    tamu = Pengguna.objects.get(kartu_penguji__seminar=s)
    ganti_penguji(oleh=panitia, ruang=s.ruang.get(), lama=tim[0], baru=tamu, alasan="Sakit")
    orang = Client()
    assert orang.get(pintu).status_code == 200
    assert orang.post(pintu, {"pin": "000000" if pin != "000000" else "111111"}).status_code == 400
    halaman = isi(orang.post(pintu, {"pin": f"{pin[:3]} {pin[3:]}"}, follow=True))
    assert "Ruang Penguji" in halaman
    assert halaman.count("penguji/") > 3
    assert KartuPenguji.objects.get().dipakai is not None
    assert orang.get(alamat("seminar_satu", s)).status_code == 404


def test_a_guest_cannot_keep_the_account_of_a_card_open_by_a_password_or_an_address(klien, panitia, s):
    pintu, pin = kartu(panitia, s)
    orang = Client()
    orang.post(pintu, {"pin": pin})
    baru = "kuda-laut-47-menari"
    assert orang.post("/akun/sandi/", {"sandi": baru, "ulang": baru}).status_code == 409
    assert orang.post("/akun/email/", {"surel": "tamu@contoh.go.id"}).status_code == 409
    tamu = Pengguna.objects.get(kartu_penguji__seminar=s)
    assert not tamu.has_usable_password()
    assert not Surel.objects.filter(kepada="tamu@contoh.go.id").exists()
    assert "Akun saya" not in isi(orang.get("/penguji/"))


def test_a_card_is_good_on_its_day_and_until_it_is_revoked(klien, panitia, s):
    pintu, pin = kartu(panitia, s)
    baris = KartuPenguji.objects.filter(seminar=s)
    baris.update(berlaku=s.tanggal - datetime.timedelta(days=1))
    assert Client().post(pintu, {"pin": pin}).status_code == 400
    baris.update(berlaku=s.tanggal)
    orang = Client()
    assert orang.post(pintu, {"pin": pin}).status_code == 302
    isi(klien.post(alamat("seminar_kartu", s), {"cabut": baris.get().pk}, follow=True))
    assert orang.get(reverse("penilaian:penguji")).status_code == 302
    assert Client().post(pintu, {"pin": pin}).status_code == 400


def test_a_card_that_is_none_answers_the_same_and_guessing_ends(s, panitia):
    pintu, pin = kartu(panitia, s)
    palsu = reverse("penilaian:penguji_kartu", args=["0000-0000-0000-0000"])
    salah = "123456" if pin != "123456" else "654321"
    satu, dua = (Client().post(p, {"pin": salah}).content.decode() for p in (pintu, palsu))
    assert ("tidak cocok" in satu, "tidak cocok" in dua) == (True, True)
    for _ in range(10):
        Client().post(pintu, {"pin": salah})
    assert "Terlalu banyak" in Client().post(pintu, {"pin": pin}).content.decode()


def test_a_card_is_shown_once_and_its_guest_examines_in_no_other_seminar(klien, panitia, s, g):
    kirim = {"nama": "Dr. Pengganti", "berlaku": f"{s.tanggal:%d-%m-%Y}"}
    halaman = isi(klien.post(alamat("seminar_kartu", s), kirim))
    assert "data:image/svg+xml" in halaman
    assert "data:image" not in isi(klien.get(alamat("seminar_kartu", s)))
    lain = siap.seminar(panitia, g, nama="Lain", rubrik_=s.rubrik)
    assert "Dr. Pengganti" in isi(klien.get(alamat("seminar_tugas", s)))
    assert "Dr. Pengganti" not in isi(klien.get(alamat("seminar_tugas", lain)))


def test_wrong_pins_are_counted_while_valkey_is_away(s, panitia, settings, monkeypatch):
    monkeypatch.setitem(settings.CACHES["default"], "LOCATION", "redis://127.0.0.1:1/1")
    pintu, pin = kartu(panitia, s)
    salah = "123456" if pin != "123456" else "654321"
    for _ in range(10):
        Client().post(pintu, {"pin": salah})
    assert "Terlalu banyak" in Client().post(pintu, {"pin": pin}).content.decode()


def test_staff_who_score_a_plan_are_not_told_who_has_sent(s, tim, panitia):
    tugas, rekan = siap.tugas(s, tim[0]), siap.tugas(s, tim[1])
    abstain(oleh=tim[1], tugas=rekan.pk, alasan="Tidak mendengar paparannya")
    tim[0].peran.create(jenis="panitia", instansi=buat.instansi())
    tim[0].save()
    halaman = [
        alamat("seminar_giliran", s, tugas.giliran_id), alamat("seminar_nilai_satu", s, tugas.giliran_id)
    ]  # fmt: skip
    for siapa, tampak in ((panitia, True), (tim[0], False)):
        klien = Client()
        klien.force_login(siapa)
        teks = "".join(isi(klien.get(satu)) for satu in halaman)
        assert ("abstain" in teks.lower()) is tampak
        assert ("Tidak mendengar paparannya" in teks) is tampak


@pytest.mark.django_db(transaction=True)  # what one transaction writes is one act
def test_the_history_of_a_gelombang_tells_of_its_seminar_and_of_no_sheet(klien, s, tim):
    siap.kirim(siap.tugas(s, tim[0]))
    halaman = isi(klien.get(reverse("peserta:gelombang_riwayat", args=[s.gelombang.slug])))
    assert "Memulai penilaian seminar" in halaman
    assert tim[0].sebutan not in halaman
