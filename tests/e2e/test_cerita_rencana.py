"""One plan from the first word to the certificate: written, approved, scored, signed, agreed upon, counted.

The tests go through one gelombang in the order of the office. Whoever takes a seat has signed in without proving
anything lately, so that whoever signs is asked for the password.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.dokumen.cetak.bahan import teks
from tests.e2e.layar import MEJA, SANDI, TELEPON, Layar
from tests.penilaian.siap import makalah
from tests.peserta.lomba import Lapangan

pytestmark = [pytest.mark.lambat, pytest.mark.timeout(600)]

JUDUL = "Satu Loket Arsip"
MAKALAH = {"name": "Makalah.pdf", "mimeType": "application/pdf", "buffer": makalah(2)}
NILAI = {"penguji1": "80 90", "penguji2": "82 88", "penguji3": "85 91", "mentor": "90 90,5"}
# Penguji 84,00; 84,40; 87,40, mean 85,2667; mentor 90,20: 0,8 × 85,2667 + 0,2 × 90,20 = 86,2533.
NILAI_RENCANA, NILAI_AKHIR = "86,25", "86,95"  # 0,4 × 88 + 0,6 × 86,25
ISIAN = {
    "Judul": JUDUL, "Masalah": "Berkas dicari berjam-jam.", "Data awal": "40 berkas sehari, masing-masing dua jam.",
    "Gagasan": "Satu loket dengan daftar isi bernomor.", "Manfaat": "Berkas ditemukan dalam 5 menit.",
    "Sumber daya": "Dua arsiparis.", "Risiko dan cara mengatasinya": "Berkas tercecer: dihitung tiap Jumat.",
}  # fmt: skip
TAHAP = {"kegiatan": "Menata berkas", "hasil": "200 berkas", "mulai": "1-2-2027", "selesai": "1-3-2027"}
Duduk = Callable[..., Layar]
Cerita = dict[str, Any]


@pytest.fixture(scope="module")
def lapangan(buat_portal) -> Iterator[Lapangan]:
    satu = Lapangan(buat_portal(demo=False))
    yield satu
    satu.pulang()


@pytest.fixture(scope="module")
def cerita(lapangan: Lapangan) -> Cerita:
    return lapangan.dalam(f"siapkan_cerita({SANDI!r})")


@pytest.fixture
def duduk(peramban: Browser, lapangan: Lapangan, cerita: Cerita) -> Iterator[Duduk]:
    """`duduk("mentor", "/mentor/")`: somebody at a phone, Panitia at a desk before a page of the gelombang."""
    semua: list[Layar] = []

    def baru(siapa: str, alamat: str) -> Layar:
        layar = Layar(peramban, lapangan.portal.url, MEJA if siapa == "panitia" else TELEPON)
        nama, nilai = lapangan.dalam(f"masuk({cerita['akun'][siapa]})")
        layar.konteks.add_cookies([{"name": nama, "value": nilai, "url": layar.url}])
        semua.append(layar)
        layar.buka(cerita["alamat"] + alamat if siapa == "panitia" else alamat)
        return layar

    yield baru
    for satu in semua:
        satu.tutup()
    assert [t for satu in semua for t in satu.temuan if "net::ERR" not in t] == []  # the network was cut


def seminar(duduk: Duduk, bagian: str) -> Layar:
    """Panitia before that part of the seminar."""
    panitia = duduk("panitia", "seminar/")
    panitia.klik(panitia.page.locator(".seminar-kepala").get_by_role("link", name=bagian))
    return panitia


def lembar_penguji(duduk: Duduk, cerita: Cerita) -> Layar:
    """Panitia before the sheet of the first examiner."""
    panitia = seminar(duduk, "Susunan")
    panitia.klik(cerita["nama"])
    panitia.klik(panitia.page.locator("main").get_by_role("link", name="Lembar", exact=True).first)
    panitia.terbaca("Lembar nilai Penguji 1", "terkirim")
    return panitia


def buktikan(layar: Layar, tombol: str) -> None:
    """Press what only the own hand may press: the password is asked once more."""
    layar.tekan(tombol)
    assert layar.alamat.startswith("/akun/pastikan/")
    layar.page.get_by_label("Kata sandi").fill(SANDI)
    layar.tekan("Lanjutkan")


def keadaan(layar: Layar, kata: str = "Tersimpan pukul") -> None:
    expect(layar.page.locator("[data-keadaan]")).to_contain_text(kata, timeout=15_000)


def isi_nilai(layar: Layar, siapa: str) -> None:
    for label, angka in zip(("Kebaruan", "Kemanfaatan"), NILAI[siapa].split(), strict=True):
        layar.page.get_by_role("textbox", name=label).fill(angka)


def test_the_peserta_writes_on_a_phone_and_sends(duduk: Duduk, cerita: Cerita) -> None:
    hp = duduk("peserta", "/saya/")
    hp.klik(hp.page.locator("a[href$='/rencana/']").first)
    for label, kata in ISIAN.items():
        hp.page.get_by_label(label, exact=True).fill(kata)
    hp.page.get_by_label("Klaster").select_option("Kearsipan")
    for kolom, kata in TAHAP.items():
        hp.page.locator(f"[name=tahap-1-{kolom}]").fill(kata)
    keadaan(hp)
    unggah = hp.page.locator("form[action*='lampiran/makalah/']")
    unggah.locator("input[type=file]").set_input_files([MAKALAH])
    unggah.get_by_role("button", name="Unggah").click()
    expect(unggah).to_contain_text("Makalah.pdf")
    hp.tekan("Periksa dan kirim…")
    hp.tekan("Kirim sekarang")
    hp.terbaca("Terkirim sebagai versi 1", "menunggu jawaban Mentor A")


def test_the_mentor_approves_on_a_phone_by_the_own_password(duduk: Duduk, cerita: Cerita) -> None:
    hp = duduk("mentor", "/mentor/")
    hp.terbaca("1 hal menunggu Anda", JUDUL)
    hp.klik(re.compile("^Baca dan jawab"))
    hp.terbaca(ISIAN["Gagasan"], "Makalah.pdf")
    buktikan(hp, "Setujui")
    hp.terbaca(f"Rencana aksi {cerita['nama']} disetujui", "Tidak ada yang menunggu")
    hp = duduk("peserta", "/saya/")
    hp.klik(JUDUL)
    hp.terbaca("Disetujui oleh Mentor A")


def test_panitia_makes_the_seminar_and_begins_it(duduk: Duduk, cerita: Cerita) -> None:
    panitia = duduk("panitia", "seminar/")
    panitia.klik("Seminar baru")
    panitia.page.get_by_label("Rubrik").select_option(index=1)
    panitia.tekan("Simpan")
    panitia.klik("Tambah ruang")
    for pilihan in panitia.page.get_by_role("group", name="Tim penguji").get_by_role("checkbox").all():
        pilihan.check()
    panitia.page.get_by_label("Ketua tim").select_option(index=1)
    panitia.tekan("Simpan")
    panitia.klik("Susun urutan…")
    panitia.tekan("Susun urutan")
    panitia.terbaca("Urutan tersusun", cerita["nama"])
    panitia.klik("Mulai penilaian…")
    panitia.tekan("Mulai penilaian")
    panitia.terbaca("Penilaian dimulai", f"{JUDUL} · versi 1", "Mentor A (mentor)")


def test_an_examiner_scores_with_the_network_cut(duduk: Duduk, cerita: Cerita, lapangan: Lapangan) -> None:
    hp = duduk("penguji1", "/penguji/")
    hp.page.get_by_role("button", name="Siapkan luring").click()
    expect(hp.page.locator("[data-luring-kata]")).to_contain_text("Tersimpan di perangkat ini")
    hp.klik(cerita["nama"])
    expect(hp.page.locator("[data-simpan]")).to_be_hidden()  # the script is at work
    hp.konteks.set_offline(True)
    isi_nilai(hp, "penguji1")
    keadaan(hp, "Belum terkirim")
    hp.page.reload()
    expect(hp.page.get_by_role("textbox", name="Kemanfaatan")).to_have_value("90")
    hp.page.get_by_role("button", name="Kirim nilai").click()
    keadaan(hp, "Nilai ini belum terkirim")
    assert lapangan.portal.sql("SELECT id FROM penilaian_lembarnilai WHERE status = 'terkirim'") == []
    hp.konteks.set_offline(False)
    hp.terbaca("Nilai Anda terkirim", "84,00")


def test_the_others_score_blind_and_panitia_sees_the_value(duduk: Duduk, cerita: Cerita) -> None:
    for siapa in ("penguji2", "penguji3", "mentor"):
        hp = duduk(siapa, "/mentor/" if siapa == "mentor" else "/penguji/")
        hp.klik(re.compile("^Nilai ") if siapa == "mentor" else cerita["nama"])
        assert not {"Rata-rata", "84,00"} & set(re.findall(r"[\w,-]+", hp.page.content()))
        isi_nilai(hp, siapa)
        keadaan(hp)
        hp.tekan("Kirim nilai")
        hp.terbaca("Nilai Anda terkirim")
    hp.terbaca("Rata-rata 3 penguji: 85,27")
    panitia = seminar(duduk, "Nilai")
    panitia.klik(cerita["nama"])
    panitia.terbaca(NILAI_RENCANA, "85,27", "90,20")
    expect(lembar_penguji(duduk, cerita).page.get_by_role("button", name="Buka lembar")).to_be_visible()


def test_the_berita_acara_is_signed_by_all_three_and_locks_the_scores(duduk: Duduk, cerita: Cerita) -> None:
    panitia = seminar(duduk, "Berita acara")
    panitia.page.get_by_label("Pilih semua").check()
    panitia.page.get_by_label("Keputusan", exact=True).select_option("Diterima")
    panitia.tekan("Simpan keputusan")
    panitia.page.get_by_label("Pilih semua").check()
    panitia.tekan("Buat berita acara")
    panitia.terbaca("0 dari 3 tanda tangan")
    for siapa in ("penguji1", "penguji2", "penguji3"):
        hp = duduk(siapa, "/penguji/naskah/")
        hp.terbaca("1 dari 1 menunggu Anda", f"Diterima · nilai {NILAI_RENCANA}")
        buktikan(hp, "Setujui naskah yang menunggu")
        hp.terbaca("1 naskah Anda setujui", "semua sudah Anda tandatangani")
    panitia.buka(panitia.alamat)
    panitia.klik(re.compile("^3 dari 3 tanda tangan"))
    panitia.tunggu(lambda: panitia.page.get_by_role("link", name="Unduh PDF").count())
    panitia.terbaca("Ditandatangani lengkap")
    assert JUDUL in panitia.pdf("Unduh PDF")
    expect(lembar_penguji(duduk, cerita).page.get_by_role("button", name="Buka lembar")).to_have_count(0)


def test_peserta_mentor_and_examiners_agree(duduk: Duduk, cerita: Cerita) -> None:
    panitia = seminar(duduk, "Kesepakatan")
    panitia.tekan("Siapkan untuk 1 rencana aksi")
    panitia.terbaca("5 tanda tangan belum ada")
    hp = duduk("peserta", "/saya/")
    hp.klik("Baca dan setujui")
    hp.terbaca("Surat Kesepakatan Rencana Aksi", TAHAP["kegiatan"])
    buktikan(hp, "Setujui naskah ini")
    for siapa in ("mentor", "penguji1", "penguji2", "penguji3"):
        hp = duduk(siapa, "/mentor/naskah/" if siapa == "mentor" else "/penguji/naskah/")
        buktikan(hp, "Setujui naskah yang menunggu")
        hp.terbaca("semua sudah Anda tandatangani")
    panitia.buka(panitia.alamat)
    panitia.terbaca("Tidak ada tanda tangan yang kurang", "5 dari 5 tanda tangan", "Ditandatangani lengkap")


def test_the_peserta_passes_and_fetches_the_certificate(duduk: Duduk, cerita: Cerita) -> None:
    panitia = duduk("panitia", "hasil/nilai/")
    panitia.tekan("Ambil nilai seminar")
    panitia.terbaca(NILAI_RENCANA)
    panitia.page.get_by_label(re.compile("^Sikap, ")).fill("88")
    panitia.page.keyboard.press("Enter")
    keadaan(panitia)
    expect(panitia.page.locator("[data-akhir]")).to_have_text(NILAI_AKHIR)
    panitia.buka(f"{cerita['alamat']}hasil/rekap/")
    panitia.tekan("Tetapkan hasil")
    panitia.terbaca("Hasil ditetapkan dan terkunci", "Belum diumumkan")
    hp = duduk("peserta", f"/saya/{cerita['nomor']}/")
    expect(hp.page.locator("main")).not_to_contain_text("Nilai akhir")
    panitia.tekan("Umumkan hasil")
    panitia.terbaca("Hasil diumumkan")
    hp.buka(hp.alamat)
    hp.terbaca("Lulus", NILAI_AKHIR)
    panitia.buka(f"{cerita['alamat']}hasil/tutup/")
    panitia.tekan("Tutup gelombang")
    panitia.buka(f"{cerita['alamat']}sertifikat/")
    panitia.klik("Terbitkan 1 sertifikat…")
    panitia.tekan("Terbitkan 1 sertifikat")
    panitia.lihat(panitia.page.get_by_role("link", name="Umumkan…"))
    panitia.klik("Umumkan…")
    panitia.tekan("Umumkan")
    hp.buka("/saya/")
    hp.terbaca("Sertifikat kelulusan · Nomor")
    assert cerita["nama"] in " ".join(teks(hp.unduh(re.compile("^Unduh PDF"))).split())
