"""What the history of a gelombang tells of a seminar: every act, whom it was about, and nothing that is blind."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from kantor.models import Pengguna
from penilaian.models import Giliran, Seminar
from penilaian.services.kartu import buat_kartu, cabut_kartu
from penilaian.services.lembar import buka_lembar, jelaskan_selisih, periksa_kertas, salin_kertas
from penilaian.services.penugasan import cabut_tugas, ganti_penguji, nyatakan_benturan, tetap_bertugas
from penilaian.services.seminar import akhiri_seminar, buka_lagi_seminar, panggil_giliran
from penilaian.services.urutan import pindah_giliran, tukar_giliran
from tests.penilaian import acara, siap
from tests.peserta import buat

pytestmark = pytest.mark.django_db(transaction=True)  # what one transaction writes is one act


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


def riwayat(siapa: Pengguna, s: Seminar) -> str:
    klien = Client()
    klien.force_login(siapa)
    jawaban = klien.get(reverse("peserta:gelombang_riwayat", args=[s.gelombang.slug]))
    assert jawaban.status_code == 200
    return jawaban.content.decode()


def test_the_order_the_team_and_the_cards_are_told_with_names(panitia, tim, s):
    satu, dua, tiga = Giliran.objects.filter(seminar=s).order_by("urutan").select_related("ruang")
    nama = {g.pk: g.rencana.pendaftaran.nama for g in (satu, dua, tiga)}
    pindah_giliran(oleh=panitia, giliran=satu, ruang=satu.ruang, urutan=3)
    tukar_giliran(oleh=panitia, satu=dua, dua=tiga)
    panggil_giliran(oleh=panitia, giliran=satu)
    [baru] = siap.penguji(1)
    ganti_penguji(oleh=panitia, ruang=s.ruang.get(), lama=tim[0], baru=baru, alasan="Sakit mendadak")
    tugas = siap.tugas(s, tim[1])
    nyatakan_benturan(oleh=tim[1], penugasan=tugas, uraian="Pernah satu tim")
    tetap_bertugas(oleh=panitia, penugasan=tugas, alasan="Tidak ada penguji lain")
    cabut_tugas(oleh=panitia, penugasan=siap.tugas(s, tim[1]), alasan="Berhalangan")
    kartu = buat_kartu(oleh=panitia, seminar=s, nama="Dr. Pengganti").kartu
    cabut_kartu(oleh=panitia, kartu=kartu)
    teks = riwayat(panitia, s)
    siapa = f"{tim[1].nama} untuk {nama[tugas.giliran_id]}"
    for kalimat in (
        f"Memindahkan paparan {nama[satu.pk]}",
        f"Menukar tempat paparan {nama[dua.pk]} dan {nama[tiga.pk]}",
        f"Memanggil paparan {nama[satu.pk]}",
        f"Mengganti penguji: {tim[0].nama} digantikan {baru.nama} di Ruang A",
        "Sakit mendadak",
        f"Pernyataan benturan kepentingan: {siapa}",
        f"Tetap menugaskan meskipun ada benturan kepentingan: {siapa}",
        f"Melepas tugas menilai: {siapa}",
        "Membuat kartu penguji satu hari: Dr. Pengganti",
        "Membatalkan kartu penguji Dr. Pengganti",
        "Menyusun urutan paparan: 3 paparan",
        "Mengatur ruang seminar: Ruang A",
        f"Memulai penilaian seminar: {s.nama}",
    ):
        assert kalimat in teks, kalimat


def test_sheets_that_panitia_touched_and_papers_are_told_with_names(panitia, tim, s):
    kedua = buat.akun("panitia")
    tugas = siap.tugas(s, tim[0])
    nama = tugas.giliran.rencana.pendaftaran.nama
    siap.kirim(tugas)
    buka_lembar(oleh=panitia, lembar=tugas.lembar, alasan="Salah baris")
    tugas.lembar.refresh_from_db()
    salin_kertas(oleh=panitia, lembar=tugas.lembar, nilai=siap.angka(s, "77", "78"))
    periksa_kertas(oleh=kedua, lembar=tugas.lembar)
    jelaskan_selisih(oleh=panitia, giliran=tugas.giliran, penjelasan="Sudah dibicarakan")
    acara.kirim_semua(s)
    acara.putuskan(oleh=panitia, seminar=s, giliran=[tugas.giliran_id], keputusan="diterima")
    [naskah] = acara.buat_berita_acara(oleh=panitia, seminar=s, giliran=[tugas.giliran_id]).dibuat
    acara.setuju(tim[0], naskah)
    akhiri_seminar(oleh=panitia, seminar=s)
    buka_lagi_seminar(oleh=panitia, seminar=s)
    teks = riwayat(panitia, s)
    for kalimat in (
        f"Membuka kembali lembar nilai {tim[0].nama} untuk {nama}",
        "Salah baris",
        f"Menyalin lembar nilai kertas {tim[0].nama} untuk {nama}",
        f"Mencocokkan lembar nilai kertas {tim[0].nama} untuk {nama}",
        f"Menjelaskan selisih nilai penguji: {nama}",
        f"Memutuskan rencana aksi: {nama}",
        f"Membuat berita acara: {naskah.hal}",
        f"Tanda tangan elektronik: {tim[0].nama}, {naskah.hal}",
        "Mengakhiri penilaian seminar",
        "Membuka lagi penilaian seminar",
    ):
        assert kalimat in teks, kalimat


def test_staff_who_score_a_plan_learn_of_its_sheets_when_all_are_in(panitia, tim, s):
    tugas = siap.tugas(s, tim[0])
    nama = tugas.giliran.rencana.pendaftaran.nama
    salin_kertas(oleh=panitia, lembar=tugas.lembar, nilai=siap.angka(s, "61.37", "61.37"))
    jelaskan_selisih(oleh=panitia, giliran=tugas.giliran, penjelasan="Sudah dibicarakan")
    tim[1].peran.create(jenis="panitia", instansi=buat.instansi())
    kalimat = (f"Menyalin lembar nilai kertas {tim[0].nama} untuk {nama}", "Menjelaskan selisih nilai")
    for siapa, tampak in ((panitia, True), (Pengguna.objects.get(pk=tim[1].pk), False)):
        teks = riwayat(siapa, s)
        assert [k in teks for k in kalimat] == [tampak, tampak]
        assert "61,37" not in teks
    acara.kirim_semua(s)
    for siapa in (panitia, Pengguna.objects.get(pk=tim[1].pk)):
        assert "1 paparan" not in riwayat(siapa, s), "who sent the last sheet is told nowhere"
    assert kalimat[0] in riwayat(Pengguna.objects.get(pk=tim[1].pk), s)
