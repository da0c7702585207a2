"""The rooms of a seminar as a clerk meets them: cards, conflicts, who is waited for, paper, moves, the next step."""

from __future__ import annotations

import datetime
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kantor.models import Pengguna, Peran, Surel
from penilaian.models import Giliran, KartuPenguji, LembarNilai, Penugasan, Seminar
from penilaian.services.penugasan import nyatakan_benturan
from penilaian.services.rencana import atur_rencana
from penilaian.services.seminar import ubah_seminar
from tests.penilaian import acara, siap
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


def masuk(siapa) -> Client:
    klien = Client()
    klien.force_login(siapa)
    return klien


def baris(halaman: str, siapa: Pengguna) -> str:
    """The room and the number beside an examiner who is waited for."""
    sel = re.split(
        "tabel__sub|<button", halaman.split(f'<th scope="row">{siapa.sebutan}</th>')[1], maxsplit=1
    )
    return " ".join(re.sub("<[^>]*>?", " ", sel[0]).split())


# ---- cards


def test_a_card_made_while_a_late_seminar_runs_opens_the_door_today(klien, panitia, g, rencana, tim):
    s = siap.seminar(panitia, g, tim, tanggal=timezone.localdate() - datetime.timedelta(days=3))
    Seminar.objects.filter(pk=s.pk).update(status="berlangsung")
    halaman = alamat("seminar_kartu", s)
    hari = f"{timezone.localdate():%d-%m-%Y}"
    assert hari in isi(klien.get(halaman))
    baru = isi(klien.post(halaman, {"nama": "Dr. Pengganti", "berlaku": hari}))
    assert s.gelombang.instansi.nama in baru.split("kartu-penguji__kepala")[1][:200]
    kode, pin = baru.split("penguji/kartu/")[1][:19], baru.split("kartu-penguji__pin")[1]
    pin = "".join(c for c in pin.split("</dd>")[0] if c.isdigit())
    assert Client().post(reverse("penilaian:penguji_kartu", args=[kode]), {"pin": pin}).status_code == 302


def test_a_card_for_a_day_that_is_over_is_refused_with_what_to_do(klien, panitia, g, rencana, tim):
    s = siap.seminar(panitia, g, tim, tanggal=timezone.localdate() - datetime.timedelta(days=3))
    kirim = {"nama": "Dr. Pengganti", "berlaku": f"{s.tanggal:%d-%m-%Y}"}
    jawaban = klien.post(alamat("seminar_kartu", s), kirim)
    assert jawaban.status_code == 400
    assert "Isi hari ini atau sesudahnya" in jawaban.content.decode()
    assert not KartuPenguji.objects.exists()


def test_a_card_of_another_day_stays_where_it_is_when_the_seminar_moves(klien, panitia, g, rencana, tim):
    s = siap.seminar(panitia, g, tim)
    besok = s.tanggal + datetime.timedelta(days=1)
    for hari in (s.tanggal, besok):
        klien.post(alamat("seminar_kartu", s), {"nama": "Dr. Tamu", "berlaku": f"{hari:%d-%m-%Y}"})
    tetap = {"nama": s.nama, "menit_paparan": 15, "istirahat_mulai": None, "istirahat_selesai": None}
    pindah = s.tanggal + datetime.timedelta(days=5)
    ubah_seminar(oleh=panitia, seminar=s, rubrik=s.rubrik, tanggal=pindah, **tetap)
    assert set(KartuPenguji.objects.values_list("berlaku", flat=True)) == {pindah, besok}


# ---- conflicts


def test_a_mentor_who_scores_as_mentor_has_no_conflict_and_may_declare_one(klien, s, rencana):
    mentor = Penugasan.objects.get(giliran__rencana=rencana[0], peran="mentor")
    halaman = alamat("seminar_giliran", s, mentor.giliran_id)
    teks = isi(klien.get(halaman))
    assert "mentor peserta ini" not in teks
    assert "Tetap bertugas" not in teks
    ditolak = isi(klien.post(halaman, {"laku": "tetap", "tugas": mentor.pk, "alasan": "x"}, follow=True))
    assert "Tidak ada benturan kepentingan" in ditolak
    nyatakan_benturan(oleh=mentor.penilai, penugasan=mentor, uraian="Adik kandung peserta")
    assert "Adik kandung peserta" in isi(klien.get(halaman))


# ---- who is waited for


def test_the_end_says_before_the_button_who_is_missing_and_where(klien, s, tim, rencana):
    tugas = siap.tugas(s, tim[0], rencana[0])
    siap.kirim(tugas)
    halaman = isi(klien.get(alamat("seminar_tindakan", s, "akhiri")))
    assert "3 dari 3 rencana aksi masih menunggu lembar nilai" in halaman
    assert baris(halaman, tim[0]) == "Ruang A 2 lembar belum"
    assert baris(halaman, tim[1]) == "Ruang A 3 lembar belum"
    assert alamat("seminar_lembar", s, siap.tugas(s, tim[1], rencana[0]).pk) in halaman
    assert alamat("seminar_lembar", s, tugas.pk) not in halaman
    assert 'class="konfirmasi' not in halaman
    acara.kirim_semua(s)
    halaman = isi(klien.get(alamat("seminar_tindakan", s, "akhiri")))
    assert "masih menunggu" not in halaman
    assert 'class="konfirmasi' in halaman


def test_examiners_are_reminded_once_from_the_page_of_results(klien, s, tim):
    for n, satu in enumerate(tim):
        satu.email = f"penguji{n}@contoh.example"
        satu.save()
    halaman = alamat("seminar_nilai", s)
    teks = isi(klien.get(halaman))
    assert baris(teks, tim[0]) == "Ruang A 3 lembar belum"
    assert "Menunggu 3 penilai." in teks
    assert "1 orang" in isi(klien.post(halaman, {"ingatkan": tim[0].pk}, follow=True))
    surat = Surel.objects.get(jenis="nilai_pengingat")
    assert surat.kepada == "penguji0@contoh.example"
    assert "sudah diingatkan" in isi(klien.post(halaman, {"ingatkan": tim[0].pk}, follow=True))
    klien.post(halaman, {"ingatkan": "semua"})
    assert Surel.objects.filter(jenis="nilai_pengingat", kepada="penguji1@contoh.example").count() == 1


def test_staff_who_score_are_not_told_who_has_sent(s, tim, rencana):
    siap.kirim(siap.tugas(s, tim[0], rencana[0]))
    tim[1].peran.create(jenis=Peran.Jenis.PANITIA, instansi=buat.instansi())
    klien = masuk(tim[1])
    for halaman in (alamat("seminar_nilai", s), alamat("seminar_tindakan", s, "akhiri")):
        assert tim[0].sebutan not in isi(klien.get(halaman))
    klien.post(alamat("seminar_nilai", s), {"ingatkan": tim[0].pk})
    assert not Surel.objects.exists()


# ---- paper


def pindaian() -> SimpleUploadedFile:
    return SimpleUploadedFile("lembar.pdf", siap.makalah(), "application/pdf")


def salin(klien: Client, s: Seminar, tugas: Penugasan, **lain: object):
    satu, dua = siap.kriteria(s)
    kirim = {"laku": "kertas", f"nilai-{satu}": "85,5", f"nilai-{dua}": "80", **lain}
    return klien.post(alamat("seminar_lembar", s, tugas.pk), kirim, follow=True)


def test_keying_in_shows_weights_and_takes_the_scan_later(klien, s, tim, rencana):
    tugas = siap.tugas(s, tim[0], rencana[0])
    halaman = alamat("seminar_lembar", s, tugas.pk)
    teks = isi(klien.get(halaman))
    assert "bobot 60, 0–100" in teks
    assert teks.count("(boleh kosong)") == 3
    isi(salin(klien, s, tugas))
    assert klien.post(halaman, {"laku": "pindaian"}).status_code == 400
    isi(klien.post(halaman, {"laku": "pindaian", "berkas": pindaian()}, follow=True))
    assert LembarNilai.objects.get(penugasan=tugas).pindaian is not None
    lain = masuk(buat.akun("panitia"))
    assert "Tambahkan pindaian" not in isi(lain.get(halaman))
    ditolak = lain.post(halaman, {"laku": "pindaian", "berkas": pindaian()}, follow=True)
    assert "dilampirkan oleh yang menyalin" in isi(ditolak)
    isi(lain.post(halaman, {"laku": "cocok"}, follow=True))
    terlambat = klien.post(halaman, {"laku": "pindaian", "berkas": pindaian()}, follow=True)
    assert "sebelum lembarnya dicocokkan" in isi(terlambat)


def test_the_second_person_finds_what_waits_compares_it_and_goes_on_to_the_next(klien, s, tim, rencana):
    satu, dua = (siap.tugas(s, p, rencana[0]) for p in tim)
    for tugas in (satu, dua):
        isi(salin(klien, s, tugas))
    nilai = alamat("seminar_nilai", s) + "?kelompok=kertas"
    assert "Lembar nilai kertas menunggu dicocokkan" not in isi(klien.get(reverse("hari_ini")))
    assert "Cocokkan lembar" not in isi(klien.get(nilai))
    lain = masuk(buat.akun("panitia"))
    assert "Lembar nilai kertas menunggu dicocokkan" in isi(lain.get(reverse("hari_ini")))
    assert isi(lain.get(nilai)).count("Cocokkan lembar") == 2
    teks = isi(lain.get(alamat("seminar_lembar", s, satu.pk)))
    kotak = teks.split('aria-labelledby="judul-cocok"')[1]
    assert kotak.index("85,5") < kotak.index("83,30") < kotak.index("Sudah cocok dengan kertas")
    sesudah = lain.post(alamat("seminar_lembar", s, satu.pk), {"laku": "cocok"}, follow=True)
    assert sesudah.request["PATH_INFO"] == alamat("seminar_lembar", s, dua.pk)
    assert "sudah dicocokkan dengan kertas. Yang tampil adalah lembar berikutnya." in isi(sesudah)
    akhir = lain.post(alamat("seminar_lembar", s, dua.pk), {"laku": "cocok"}, follow=True)
    assert "Tidak ada lagi yang menunggu Anda" in isi(akhir)
    assert "Lembar nilai kertas menunggu dicocokkan" not in isi(lain.get(reverse("hari_ini")))


def test_who_scores_a_plan_does_not_compare_its_paper(klien, s, tim, rencana):
    isi(salin(klien, s, siap.tugas(s, tim[0], rencana[0])))
    tim[1].peran.create(jenis=Peran.Jenis.PANITIA, instansi=buat.instansi())
    rekan = masuk(tim[1])
    assert "menunggu dicocokkan" not in isi(rekan.get(reverse("hari_ini")))
    assert "Cocokkan lembar" not in isi(rekan.get(alamat("seminar_nilai", s) + "?kelompok=kertas"))


# ---- what was done is said


def test_a_move_says_where_the_talk_stands_and_that_sheets_stay(klien, s, tim, rencana):
    satu = Giliran.objects.filter(seminar=s).order_by("urutan")[0]
    halaman = alamat("seminar_giliran", s, satu.pk)
    assert "sudah dikirim" not in isi(klien.get(halaman))
    siap.kirim(siap.tugas(s, tim[0], satu.rencana))
    assert "1 lembar nilai rencana aksi ini sudah dikirim" in isi(klien.get(halaman))
    kirim = {"laku": "pindah", "ruang": satu.ruang_id, "urutan": "3"}
    teks = isi(klien.post(halaman, kirim, follow=True))
    siapa = satu.rencana.pendaftaran.nama_lengkap
    assert f"{siapa} dipindahkan: Ruang A, urutan 3, pukul 08.30" in teks
    assert "1 lembar nilainya sudah dikirim dan tetap berlaku." in teks
    salah = klien.post(halaman, {"laku": "pindah", "ruang": satu.ruang_id, "urutan": "0"})
    assert salah.status_code == 400
    assert "medan__galat" in salah.content.decode()


def test_a_task_kept_or_taken_off_is_said_and_a_missing_reason_stands_at_its_field(klien, s, tim, rencana):
    tugas = siap.tugas(s, tim[0], rencana[0])
    nyatakan_benturan(oleh=tim[0], penugasan=tugas, uraian="Pernah satu tim")
    halaman = alamat("seminar_giliran", s, tugas.giliran_id)
    for laku in ("tetap", "cabut"):
        salah = klien.post(halaman, {"laku": laku, "tugas": tugas.pk, "alasan": ""})
        assert f'id="salah-{tugas.pk}">Tuliskan alasannya' in salah.content.decode()
    teks = isi(klien.post(halaman, {"laku": "tetap", "tugas": tugas.pk, "alasan": "Sepakat"}, follow=True))
    assert f"{tim[0].sebutan} tetap menilai" in teks
    teks = isi(klien.post(halaman, {"laku": "cabut", "tugas": tugas.pk, "alasan": "Sakit"}, follow=True))
    assert f"{tim[0].sebutan} tidak lagi menilai" in teks


def test_replacing_an_examiner_says_what_stays_and_offers_a_card(klien, s, tim, rencana):
    siap.kirim(siap.tugas(s, tim[0], rencana[0]))
    [baru] = siap.penguji(1)
    halaman = alamat("seminar_ganti", s, s.ruang.get().pk)
    assert alamat("seminar_kartu", s) in isi(klien.get(halaman)).split("Penggantinya belum berakun?")[1][:200]
    teks = isi(klien.post(halaman, {"lama": tim[0].pk, "baru": baru.pk, "alasan": "Sakit"}, follow=True))
    assert f"{tim[0].sebutan} diganti {baru.sebutan}; 2 paparan beralih kepadanya." in teks
    assert f"1 paparan yang sudah dinilai tetap atas nama {tim[0].sebutan}." in teks


def test_a_whole_room_is_given_to_an_examiner_at_once(klien, s, tim):
    [baru] = siap.penguji(1)
    halaman = alamat("seminar_tugas", s)
    assert "Semua paparan di" in isi(klien.get(halaman))
    kosong = klien.post(halaman, {"penguji": [baru.pk]})
    assert "Pilih ruangnya" in kosong.content.decode()
    isi(klien.post(halaman, {"penguji": [baru.pk], "ruang": [s.ruang.get().pk]}, follow=True))
    assert Penugasan.objects.filter(penilai=baru, dicabut=None).count() == 3


# ---- where the gelombang stands, and the hall


def test_the_seminar_is_a_step_before_the_outcomes(klien, s, tim):
    atur_rencana(oleh=None, gelombang=s.gelombang, wajib_makalah=False, wajib_paparan=False)
    ringkasan = reverse("peserta:gelombang", args=[s.gelombang.slug])
    halaman = klien.get(ringkasan)
    langkah = [x["label"] for x in halaman.context["langkah"]]
    assert langkah.index("Seminar") == langkah.index("Hasil") - 1
    assert "Seminar: berlangsung, 0 dari 3 rencana aksi selesai dinilai" in isi(halaman)
    acara.kirim_semua(s)
    assert "3 dari 3 rencana aksi selesai dinilai" in isi(klien.get(ringkasan))
    Seminar.objects.filter(pk=s.pk).update(status="selesai")
    keadaan = {x["label"]: x["keadaan"] for x in klien.get(ringkasan).context["langkah"]}
    assert keadaan["Seminar"] == "selesai"


def test_a_gelombang_without_a_seminar_has_no_such_step(klien):
    halaman = klien.get(reverse("peserta:gelombang", args=[buat.gelombang().slug]))
    assert "Seminar" not in [x["label"] for x in halaman.context["langkah"]]


def test_the_projector_leads_back_and_never_announces_who_was_called_or_scored(klien, s, tim):
    satu, dua, tiga = Giliran.objects.filter(seminar=s).order_by("urutan")
    for tugas in Penugasan.objects.filter(giliran=satu).select_related("penilai", "giliran__seminar"):
        siap.kirim(tugas)
    klien.post(alamat("seminar_giliran", s, tiga.pk), {"laku": "panggil"})
    halaman = klien.get(alamat("seminar_layar", s))
    [ruang] = halaman.context["ruang"]
    assert (ruang.kini, ruang.berikut) == (tiga, [dua])
    assert f'href="{alamat("seminar_satu", s)}"' in isi(halaman)


def test_an_examiner_sees_the_running_seminar_first_and_what_is_over_folded(s, panitia, g, tim):
    lama = siap.berjalan(
        panitia, g, [tim[0]], nama="Seminar lalu", rubrik_=s.rubrik,
        tanggal=s.tanggal + datetime.timedelta(days=1),
    )  # fmt: skip
    Seminar.objects.filter(pk=lama.pk).update(status="selesai")
    halaman = isi(masuk(tim[0]).get(reverse("penilaian:penguji")))
    berjalan, selesai = halaman.index(f"seminar-{s.pk}"), halaman.index(f"seminar-{lama.pk}")
    assert berjalan < selesai < halaman.index("3 rencana aksi yang sudah selesai dinilai")


def test_a_form_calls_empty_only_what_may_stay_empty(klien, s, panitia):
    rubrik = siap.rubrik(panitia, nama="Rubrik lain")
    label = re.findall(
        r"<label[^>]*>(.*?)</label>",
        isi(klien.get(reverse("penilaian:rubrik_satu", args=[rubrik.pk]))),
        re.DOTALL,
    )
    boleh = {re.sub("<.*", "", kata, flags=re.DOTALL).strip() for kata in label if "boleh kosong" in kata}
    assert boleh == {"Keterangan", "Yang dilihat", "Uraian tingkat"}
