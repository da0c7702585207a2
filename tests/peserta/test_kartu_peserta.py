"""Badges: one code per person, printed eight to a page, read by a camera; a lost one is replaced."""

from __future__ import annotations

import datetime
import io
import math

import pikepdf
import pytest
import zxingcpp
from django.core.files.storage import default_storage

from kantor.galat import KeadaanBerubah
from kantor.models import Berkas, Pekerjaan
from peserta.cetak import kartu_peserta as cetak
from peserta.models import KartuPeserta
from peserta.services.cetak_kartu import alamat_kartu, cetak_kartu
from peserta.services.kartu import ganti_kartu, siapkan_kartu
from tests.dokumen.cetak.bahan import gambar, kata
from tests.kantor.bantu import selesaikan
from tests.peserta import buat, langkah

LEMBAR = cetak.LembarKartu(
    "Badan Kepegawaian Daerah", "Diklat Pelayanan Prima", "Gelombang I", datetime.date(2017, 7, 10),
    datetime.date(2017, 7, 14), "Hotel Grand Kanaya",
)  # fmt: skip
PANJANG = "Prof. Dr. Ir. Muhammad Abdurrahman Hasibuan Simanjuntak, S.T., M.Eng.Sc., Ph.D."
UNIT = "Dinas Pemberdayaan Perempuan, Perlindungan Anak, Pemberdayaan Masyarakat dan Pengendalian Penduduk"


def kartu(n: int) -> list[cetak.Kartu]:
    return [
        cetak.Kartu(
            PANJANG if i == 3 else f"Rina Siregar {i}, S.Sos.",
            UNIT if i == 5 else "Kelurahan Pusat Pasar",
            i + 1 if i != 6 else None,
            kode := f"7K4M-XQ2P-9TRC-{i:04d}",
            f"https://portal.example/kartu/{kode}/",
        )
        for i in range(n)
    ]


def test_102_badges_fill_thirteen_sheets_and_share_what_is_the_same():
    isi = cetak.cetak(LEMBAR, kartu(102))
    with pikepdf.open(io.BytesIO(isi)) as pdf:
        assert len(pdf.pages) == math.ceil(102 / 8)
        bentuk = {h.Resources.XObject.tetap0.objgen for h in pdf.pages}
        assert len(bentuk) == 1
    assert isi == cetak.cetak(LEMBAR, kartu(102))


def test_a_camera_reads_every_badge_of_a_printed_sheet(tmp_path):
    semua = kartu(10)
    halaman = gambar(cetak.cetak(LEMBAR, semua), tmp_path, "kartu", 150)
    terbaca = [kode.text for satu in halaman for kode in zxingcpp.read_barcodes(satu)]
    assert sorted(terbaca) == sorted(k.alamat for k in semua)


def test_every_badge_carries_the_code_that_is_printed_on_it_the_right_way_up(tmp_path):
    """Who is scanned with another's code is recorded as somebody else."""
    semua = kartu(10)
    isi = cetak.cetak(LEMBAR, semua)
    for nomor, satu in enumerate(gambar(isi, tmp_path, "kartu", 150), 1):
        tertulis = {
            _kartu(k.kiri, k.atas): k.isi for k in kata(isi, nomor) if k.isi in {o.kode for o in semua}
        }
        terbaca = {}
        for kode in zxingcpp.read_barcodes(satu):
            sudut = kode.position.top_left
            terbaca[_kartu(sudut.x * 72 / 150, sudut.y * 72 / 150)] = kode.text
            assert abs(kode.orientation) < 2
        assert terbaca == {k: f"https://portal.example/kartu/{teks}/" for k, teks in tertulis.items()}
        assert len(terbaca) == (8 if nomor == 1 else 2)


def _kartu(kiri: float, atas: float) -> tuple[int, int]:
    """On which card of the sheet a place (points from the left upper corner) lies."""
    mm = 72 / 25.4
    return int((kiri / mm - 15) // 90), int((atas / mm - 18.5) // 65)


def test_nothing_leaves_its_card_and_the_longest_name_is_whole():
    isi = cetak.cetak(LEMBAR, kartu(8))
    mm = 72 / 25.4
    for satu in kata(isi, 1):
        kolom, baris = (satu.kiri / mm - 15) / 90, (satu.atas / mm - 18.5) / 65
        assert 0 <= kolom < 2, satu
        assert 0 <= baris < 4, satu
        assert (satu.kanan / mm - 15) / 90 <= int(kolom) + 1, satu
    tulisan = " ".join(k.isi for k in kata(isi, 1))
    assert PANJANG in tulisan
    assert UNIT in tulisan


@pytest.mark.django_db
def test_everybody_called_gets_one_code_however_often_cards_are_prepared():
    g = buat.gelombang(mulai=0, dibuka=False)
    langkah.rombongan(g, 3, buat.pohon()["a1"])
    langkah.rombongan(g, 2, g.pendaftaran.first().unit, status="dipanggil", awal=20)
    langkah.rombongan(g, 2, g.pendaftaran.first().unit, status="diajukan", awal=40)
    assert siapkan_kartu(oleh=None, gelombang=g) == 5
    assert siapkan_kartu(oleh=None, gelombang=g) == 0
    kode = set(KartuPeserta.objects.values_list("kode", flat=True))
    assert len(kode) == 5
    assert all(len(k.replace("-", "")) * 5 >= 80 for k in kode)


@pytest.mark.django_db(transaction=True)
def test_the_worker_prints_all_badges_and_the_new_one_of_whoever_lost_theirs(tmp_path):
    staf = buat.akun("panitia")
    kosong = buat.gelombang(mulai=60, dibuka=False)
    with pytest.raises(KeadaanBerubah):
        cetak_kartu(oleh=staf, gelombang=kosong)
    g = buat.gelombang(mulai=0, dibuka=False)
    orang = langkah.rombongan(g, 3, buat.pohon()["a1"])
    langkah.kantor()
    selesaikan(cetak_kartu(oleh=staf, gelombang=g))
    assert _terbaca(tmp_path, "semua") == {alamat_kartu(k.kode) for k in KartuPeserta.objects.all()}
    baru = ganti_kartu(oleh=staf, pendaftaran=orang[0], alasan="Hilang")
    selesaikan(cetak_kartu(oleh=staf, gelombang=g, kartu=[baru]))
    assert _terbaca(tmp_path, "baru") == {alamat_kartu(baru.kode)}
    assert KartuPeserta.objects.get(pendaftaran=orang[0], dicabut=None) == baru


def _terbaca(folder, nama) -> set[str]:
    assert Pekerjaan.objects.latest("dibuat").status == "selesai"
    berkas = Berkas.objects.latest("dibuat")
    with default_storage.open(berkas.isi.name) as isi:
        halaman = gambar(isi.read(), folder, nama, 150)
    return {kode.text for satu in halaman for kode in zxingcpp.read_barcodes(satu)}


@pytest.mark.django_db
def test_panitia_replaces_a_lost_badge_on_the_page_and_a_reader_only_looks(client):
    g = buat.gelombang(mulai=0, dibuka=False)
    p = langkah.rombongan(g, 1, buat.pohon()["a1"])[0]
    siapkan_kartu(oleh=None, gelombang=g)
    lama = p.kartu.get()
    client.force_login(buat.akun("panitia"))
    alamat = f"/admin/gelombang/{g.slug}/kartu/"
    assert p.nama_lengkap in client.get(alamat).text
    ganti = f"/admin/gelombang/{g.slug}/peserta/{p.nomor}/kartu/ganti/"
    assert "tidak berlaku lagi" in client.post(ganti, {"alasan": "Hilang"}, follow=True).text
    lama.refresh_from_db()
    assert (lama.dicabut is not None, lama.alasan) == (True, "Hilang")
    client.force_login(buat.akun("pimpinan"))
    assert "Ganti kartu" not in client.get(alamat).text
    assert client.post(ganti, {"alasan": "x"}).status_code == 404
    assert client.post(alamat).status_code == 404


def test_whoever_reads_a_badge_with_a_camera_learns_nothing_of_its_owner(client, db):
    g = buat.gelombang(mulai=0, dibuka=False)
    p = langkah.rombongan(g, 1, buat.pohon()["a1"])[0]
    siapkan_kartu(oleh=None, gelombang=g)
    satu, lain = client.get(f"/kartu/{p.kartu.get().kode}/"), client.get("/kartu/bukan-kode/")
    assert satu.status_code == lain.status_code == 200
    assert satu.content == lain.content
    assert p.nama not in satu.text
