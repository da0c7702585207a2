"""The own plan behind both doors: the form, its autosave, two tabs, files, versions, bimbingan."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from penilaian.lib.naskah import BAGIAN
from penilaian.models import Bimbingan, LampiranRencana, RencanaAksi, StatusRencana
from penilaian.services.rencana import tiadakan_rencana
from peserta.services.akses import buat_akses
from tests.penilaian import rencana as buat_rencana

pytestmark = pytest.mark.django_db


@pytest.fixture
def s():
    return buat_rencana.latar()


@pytest.fixture
def klien(s):
    klien = Client()
    klien.force_login(buat_rencana.akun(s.orang[0].pegawai))
    return klien


def alamat(s, ekor: str = "") -> str:
    return f"/saya/{s.orang[0].nomor}/rencana/{ekor}"


def isian(s, revisi: int = 0, **lain) -> dict[str, str]:
    penuh = {
        "revisi": str(revisi), "judul": "Arsip Rapi", "klaster": str(s.klaster.pk), "unit": s.unit["a1"].kode,
        "tahap-1-jangka": "pendek", "tahap-1-kegiatan": "Menata", "tahap-1-hasil": "200 berkas",
        "tahap-1-mulai": "5-1-2026", "tahap-1-selesai": "05-02-2026",
    }  # fmt: skip
    return penuh | {k: f"Isi {k}" for k in BAGIAN} | lain


def test_the_card_leads_to_the_form_and_the_form_to_the_check(klien, s):
    halaman = klien.get(f"/saya/{s.orang[0].nomor}/").content.decode()
    assert f"/saya/{s.orang[0].nomor}/rencana/" in halaman
    assert "Mulai menulis" in halaman
    assert klien.get(alamat(s)).status_code == 200
    assert not RencanaAksi.objects.exists()  # looking begins nothing
    jawaban = klien.post(alamat(s), isian(s, laku="kirim"))
    assert jawaban["Location"] == alamat(s, "kirim/")
    assert "Kirim sekarang" in klien.get(alamat(s, "kirim/")).content.decode()
    klien.post(alamat(s, "kirim/"), {"revisi": "1"})
    assert RencanaAksi.objects.get().status == StatusRencana.DIAJUKAN
    assert "Tarik kembali" in klien.get(alamat(s)).content.decode()
    klien.post(alamat(s, "tarik/"))
    assert RencanaAksi.objects.get().status == StatusRencana.DRAF


def test_the_same_behind_the_mailed_key(s):
    token = buat_akses(pendaftaran=s.orang[0])
    awal = f"/pendaftaran/{token}/rencana/"
    tamu = Client()
    assert awal in tamu.get(f"/pendaftaran/{token}/").content.decode()
    jawaban = tamu.post(f"{awal}simpan/", isian(s))
    assert jawaban.json()["revisi"] == 1
    assert "Arsip Rapi" in tamu.get(awal).content.decode()


def test_nobody_elses_plan_can_be_reached(s):
    lain = Client()
    lain.force_login(buat_rencana.akun(buat_rencana.pegawai(3, s.unit["b"])))
    for ekor in ("", "kirim/", "bimbingan/", "versi/1/"):
        assert lain.get(alamat(s, ekor)).status_code == 404
    assert lain.post(alamat(s, "simpan/"), isian(s)).status_code == 404
    assert Client().get(alamat(s)).status_code == 302


def test_where_no_plan_is_asked_for_there_is_no_such_page(klien, s):
    tiadakan_rencana(oleh=s.panitia, gelombang=s.g)
    assert klien.get(alamat(s)).status_code == 404
    assert "Rencana aksi" not in klien.get(f"/saya/{s.orang[0].nomor}/").content.decode()


def test_every_save_is_answered_with_the_time_and_the_state(klien, s):
    isi = klien.post(alamat(s, "simpan/"), isian(s)).json()
    assert isi["revisi"] == 1
    assert isi["kapan"].endswith("WIB")
    assert isi["peringatan"] == []
    assert klien.post(alamat(s, "simpan/"), isian(s, 1, judul="Lain")).json()["revisi"] == 2


def test_what_cannot_be_read_yet_is_told_and_all_else_is_stored(klien, s):
    isi = klien.post(
        alamat(s, "simpan/"), isian(s, **{"tahap-1-mulai": "31-1", "unit": "", "q": "tidak ada"})
    ).json()
    assert any("Tahap 1, tanggal mulai" in kata for kata in isi["peringatan"])
    assert any("Unit kerja" in kata for kata in isi["peringatan"])
    rencana = RencanaAksi.objects.get()
    assert (rencana.judul, rencana.tahap.get().kegiatan, rencana.tahap.get().mulai) == (
        "Arsip Rapi",
        "Menata",
        None,
    )


def test_two_tabs_see_both_texts_and_choose(klien, s):
    klien.post(alamat(s, "simpan/"), isian(s))
    klien.post(alamat(s, "simpan/"), isian(s, 1, gagasan="Dari tab satu"))
    bentrok = klien.post(alamat(s, "simpan/"), isian(s, 1, gagasan="Dari tab dua"))
    teks = bentrok.content.decode()
    assert bentrok.status_code == 409
    assert "Dari tab satu" in teks
    assert "Dari tab dua" in teks
    assert "<html" not in teks
    penuh = klien.post(alamat(s), isian(s, 1, gagasan="Dari tab dua"))
    assert penuh.status_code == 409
    assert (
        'name="gagasan" value="Dari tab dua"' in penuh.content.decode()
    )  # the whole page, for no JavaScript
    assert RencanaAksi.objects.get().gagasan == "Dari tab satu"
    klien.post(alamat(s), isian(s, 2, gagasan="Dari tab dua"))
    assert RencanaAksi.objects.get().gagasan == "Dari tab dua"


def test_steps_are_added_and_taken_away_without_javascript(klien, s):
    klien.post(alamat(s), isian(s, tambah_tahap="menengah"))
    assert list(RencanaAksi.objects.get().tahap.values_list("jangka", flat=True)) == ["pendek", "menengah"]
    klien.post(alamat(s), isian(s, 1, hapus_tahap="1"))
    assert not RencanaAksi.objects.get().tahap.exists()


def test_a_form_that_was_open_while_the_plan_was_sent_gets_its_text_back(klien, s):
    klien.post(alamat(s), isian(s))
    klien.post(alamat(s, "kirim/"), {"revisi": "1"})
    jawaban = klien.post(alamat(s), isian(s, 1, gagasan="Kalimat yang belum tersimpan"))
    assert jawaban.status_code == 409
    assert "Kalimat yang belum tersimpan" in jawaban.content.decode()
    skrip = klien.post(alamat(s, "simpan/"), isian(s, 1, gagasan="Kalimat lain"))
    assert skrip.status_code == 409
    assert "menunggu mentor" in skrip.json()["pesan"]


def test_a_text_that_changed_since_the_check_is_not_sent(klien, s):
    klien.post(alamat(s), isian(s))
    klien.post(alamat(s, "simpan/"), isian(s, 1, judul="Berubah"))
    assert klien.post(alamat(s, "kirim/"), {"revisi": "1"}).status_code == 409
    assert RencanaAksi.objects.get().status == StatusRencana.DRAF


def test_a_file_comes_in_is_read_and_taken_off(klien, s):
    berkas = SimpleUploadedFile("makalah.pdf", buat_rencana.pdf())
    assert klien.post(alamat(s, "lampiran/makalah/"), {"makalah-berkas": berkas}).status_code == 302
    satu = LampiranRencana.objects.get()
    dibuka = klien.get(alamat(s, f"berkas/{satu.berkas_id}/"))
    assert dibuka.status_code == 200
    assert dibuka["Content-Type"] == "application/pdf"
    salah = klien.post(alamat(s, "lampiran/makalah/"), {"makalah-berkas": SimpleUploadedFile("a.pdf", b"MZ")})
    assert salah.status_code == 400
    klien.post(alamat(s, "lampiran/makalah/"), {"lepas": "1"})
    assert not LampiranRencana.objects.filter(dilepas=None).exists()
    assert klien.post(alamat(s, "lampiran/lain/"), {}).status_code == 404


def test_versions_are_read_and_compared(klien, s):
    buat_rencana.kirim(s)
    klien.post(alamat(s, "tarik/"))
    buat_rencana.kirim(s, masalah="Antrean panjang sekali.")
    halaman = klien.get(alamat(s, "versi/2/") + "?banding=1").content.decode()
    assert "<ins>" in halaman
    assert "<del>" in halaman
    assert klien.get(alamat(s, "versi/3/")).status_code == 404
    assert klien.get(alamat(s, "versi/2/") + "?banding=9").status_code == 404


def test_meetings_are_written_down_and_wait_for_the_paraf(klien, s):
    kosong = klien.get(alamat(s, "bimbingan/")).content.decode()
    assert "belum ditunjuk" in kosong
    mentor = buat_rencana.mentor(s)
    isi = {
        "pendamping": mentor.pk,
        "tanggal": s.g.mulai.strftime("%d-%m-%Y"),
        "uraian": "Membahas data awal.",
    }
    klien.post(alamat(s, "bimbingan/"), isi)
    satu = Bimbingan.objects.get()
    assert "Menunggu paraf" in klien.get(alamat(s, "bimbingan/")).content.decode()
    assert klien.post(alamat(s, "bimbingan/"), isi | {"tanggal": "31-12-2099"}).status_code == 400
    klien.post(alamat(s, f"bimbingan/{satu.pk}/hapus/"))
    assert not Bimbingan.objects.exists()


def test_a_text_that_looks_like_markup_is_shown_as_text(klien, s):
    buat_rencana.kirim(s, masalah="<script>alert(1)</script>")
    halaman = klien.get(alamat(s)).content.decode()
    assert "<script>alert" not in halaman
    assert "&lt;script&gt;" in halaman


def test_an_address_of_the_form_names_the_gelombang(klien, s):
    assert reverse("penilaian:saya_rencana", args=[s.orang[0].nomor]) == alamat(s)
