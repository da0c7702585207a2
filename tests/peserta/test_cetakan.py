"""Papers of a gelombang: jadwal, daftar hadir to sign, papan nama meja; all made from one page."""

from __future__ import annotations

import datetime
import itertools
import math
import re

import pytest
import zxingcpp

from diklat.models import Narasumber, SesiNarasumber, TerbitanNarasumber
from diklat.services.cetak_jadwal import cetak_jadwal
from kantor.galat import KeadaanBerubah, TidakBerhak, TidakDitemukan, TidakValid
from kantor.models import Instansi, LembarCetak
from peserta.cetak import daftar_hadir as cetak
from peserta.cetak import papan_nama
from peserta.models import Upacara
from peserta.services.cetak_daftar_hadir import alamat_lembar, cetak_daftar_hadir
from peserta.services.cetak_papan_nama import cetak_papan_nama
from tests.dokumen.cetak.bahan import gambar, kata, teks
from tests.kantor.bantu import selesaikan
from tests.peserta import buat, langkah
from tests.peserta.fotokopi import isi

MM = 72 / 25.4


@pytest.fixture
def panitia():
    return buat.akun("panitia")


@pytest.fixture
def g(db):
    langkah.kantor()
    return buat.gelombang(mulai=0, dibuka=False)


@pytest.fixture
def orang(g):
    return langkah.rombongan(g, 23, buat.pohon()["a1"])


def tercetak(pekerjaan) -> bytes:
    selesaikan(pekerjaan)
    assert pekerjaan.status == "selesai", pekerjaan.galat
    return isi(pekerjaan.hasil)


def narasumber(sesi, nama: str, **lain) -> Narasumber:
    satu = Narasumber.objects.create(instansi=sesi.gelombang.instansi, nama=nama, **lain)
    waktu = type(sesi).objects.get(pk=sesi.pk).waktu
    SesiNarasumber.objects.create(sesi=sesi, narasumber=satu, waktu=waktu)
    if hasattr(sesi, "terbitan"):
        TerbitanNarasumber.objects.create(terbitan=sesi.terbitan, narasumber=satu)
    return satu


# --- jadwal -----------------------------------------------------------------------------------------


def test_an_unpublished_timetable_is_printed_as_a_draft_and_a_published_one_is_not(g, panitia):
    sesi = langkah.sesi(g, 2, terbit=False)
    narasumber(sesi[0], "Budi Santoso", gelar_depan="Dr.", gelar_belakang="M.Si.")
    draf = teks(tercetak(cetak_jadwal(oleh=panitia, gelombang=g)))
    assert "RANCANGAN" in draf
    for kata_ in (
        "Sesi 1",
        "08.00–09.30 WIB",
        "Dr. Budi Santoso, M.Si.",
        "Jumlah 4 JP",
        "Pejabat Contoh, S.H.",
    ):
        assert kata_ in draf
    langkah.sesi(g, 1)
    terbit = teks(tercetak(cetak_jadwal(oleh=panitia, gelombang=g)))
    assert "RANCANGAN" not in terbit
    assert "Sesi 2" not in terbit


def test_the_timetable_goes_by_the_paper_of_the_office_and_says_when_it_is_a_demo(g, panitia, tmp_path):
    Instansi.objects.update(contoh=True, kertas=Instansi.Kertas.F4)
    langkah.sesi(g)
    pdf = tercetak(cetak_jadwal(oleh=panitia, gelombang=g))
    assert "CONTOH – bukan dokumen resmi" in teks(pdf)
    [lembar] = gambar(pdf, tmp_path, "jadwal", 100)
    assert (round(lembar.width * 0.254), round(lembar.height * 0.254)) == (215, 330)


def test_without_sessions_there_is_no_timetable_to_print(g, panitia):
    with pytest.raises(TidakValid):
        cetak_jadwal(oleh=panitia, gelombang=g)
    with pytest.raises(TidakDitemukan):
        cetak_jadwal(oleh=buat.akun("panitia", "padang"), gelombang=g)


# --- daftar hadir -----------------------------------------------------------------------------------


def test_sheets_stand_in_order_of_ndh_with_head_and_page_number_on_each(g, orang, panitia):
    sesi = langkah.sesi(g)[0]
    narasumber(sesi, "Budi Santoso", gelar_depan="Dr.")
    langkah.rombongan(g, 1, orang[0].unit, status="dipanggil", awal=90)
    pdf = tercetak(cetak_daftar_hadir(oleh=panitia, gelombang=g, sesi=sesi.pk))
    satu, dua = teks(pdf, 1), teks(pdf, 2)
    for halaman, nomor in ((satu, 1), (dua, 2)):
        assert f"Halaman {nomor} dari 2" in halaman
        for kepala in ("NDH", "Nama / NIP / NI PPPK", "Jabatan", "Unit Kerja", "Tanda Tangan", "Sesi 1"):
            assert kepala in halaman
    ndh = [int(n) for n in re.findall(r"\b(\d{1,2})\.(?=\s|$)", satu + dua) if int(n) <= 23]
    assert sorted(set(ndh)) == list(range(1, 24))  # the one who was only called has no row
    assert "Peserta Aa, S.Sos." in satu
    assert "Narasumber," in dua
    assert "Dr. Budi Santoso" in dua
    assert "Panitia," in dua
    assert "Panitia," not in satu


def test_signature_boxes_go_zig_zag_and_are_11_mm_high(g, orang, panitia):
    sesi = langkah.sesi(g)[0]
    pdf = tercetak(cetak_daftar_hadir(oleh=panitia, gelombang=g, sesi=sesi.pk))
    kotak = [k for k in kata(pdf, 1) if re.fullmatch(r"\d{1,2}\.", k.isi) and k.kiri > 140 * MM]
    assert [k.isi for k in kotak] == [f"{n}." for n in range(1, len(kotak) + 1)]
    kiri, kanan = {round(k.kiri) for k in kotak[::2]}, {round(k.kiri) for k in kotak[1::2]}
    assert len(kiri) == len(kanan) == 1
    assert max(kiri) + 15 * MM < min(kanan)
    jarak = [(b.atas - a.atas) / MM for a, b in itertools.pairwise(kotak)]
    assert all(abs(satu - 11) < 0.1 for satu in jarak)


@pytest.mark.parametrize("banyak", [1, 3, 13, 14, 17, 18, 34, 37, 38, 40, 111])
@pytest.mark.parametrize("pengajar", [0, 2, 3, 7])
def test_signers_never_stand_alone_and_everybody_has_a_row(banyak, pengajar):
    from kantor.cetak.kop import Kop

    for kertas, awal, lanjut in (("A4", 17, 20), ("F4", 20, 23)):
        d = cetak.DaftarHadir(
            Kop("Pemda", "BKD"), "Diklat", "I", "Sesi", datetime.date(2017, 7, 10), "08.00", "Aula", "Medan",
            ("Nama",) * pengajar, (cetak.Orang(1, "A", None, "", ""),) * banyak, kertas=kertas,
        )  # fmt: skip
        bagian = cetak.bagi(d)
        assert sum(bagian) == banyak
        assert bagian[-1] >= min(banyak, 3)
        assert all(n <= (lanjut if i else awal) for i, n in enumerate(bagian))
        ruang = cetak.TINGGI[kertas] - (54 if len(bagian) > 1 else 90) - 16  # head and foot of the last page
        assert bagian[-1] * 11 + 8 + math.ceil((pengajar + 1) / 3) * 33 <= ruang


def test_the_last_row_and_the_signers_of_a_full_page_end_above_its_foot(g, panitia):
    langkah.rombongan(g, 13, buat.pohon()["a1"])
    sesi = langkah.sesi(g)[0]
    pdf = tercetak(cetak_daftar_hadir(oleh=panitia, gelombang=g, sesi=sesi.pk))
    assert "Halaman 1 dari 1" in teks(pdf)
    garis = next(k for k in kata(pdf, 1) if k.isi == "Panitia,")
    kaki = next(k for k in kata(pdf, 1) if k.isi == "Halaman")
    assert garis.bawah + 22 * MM < kaki.atas


def test_every_sheet_has_a_qr_of_its_own_large_enough_for_a_bad_scan(g, orang, panitia, tmp_path):
    langkah.sesi(g, 2)
    pdf = tercetak(cetak_daftar_hadir(oleh=panitia, gelombang=g))
    halaman = gambar(pdf, tmp_path, "hadir", 150)
    kode = [zxingcpp.read_barcodes(satu)[0] for satu in halaman]
    lembar = list(LembarCetak.objects.order_by("acuan", "halaman"))
    assert [k.text for k in kode] == [alamat_lembar(satu.kode) for satu in lembar]
    assert [(x.halaman, x.dari) for x in lembar] == [(1, 2), (2, 2)] * 2
    assert len({x.kode for x in lembar}) == 4
    for satu in kode:
        sudut = satu.position
        assert (sudut.top_right.x - sudut.top_left.x) * 25.4 / 150 >= 22
        assert satu.ec_level == "M"


def test_printing_again_makes_new_sheets_and_the_old_ones_stay(g, orang, panitia):
    sesi = langkah.sesi(g)[0]
    for _ in range(2):
        tercetak(cetak_daftar_hadir(oleh=panitia, gelombang=g, sesi=sesi.pk))
    assert LembarCetak.objects.count() == 4
    assert LembarCetak.objects.values("cetakan").distinct().count() == 2


def test_one_day_is_printed_alone_and_nothing_else_passes_for_a_day(g, orang, panitia):
    langkah.sesi(g, 2)
    tercetak(cetak_daftar_hadir(oleh=panitia, gelombang=g, hari=g.mulai))
    assert LembarCetak.objects.values("acuan").distinct().count() == 2
    for lain in ({"hari": g.mulai + datetime.timedelta(1)}, {"sesi": 0}):
        with pytest.raises(TidakValid):
            cetak_daftar_hadir(oleh=panitia, gelombang=g, **lain)


def test_nobody_seated_no_session_or_no_right_means_no_list(g, panitia):
    with pytest.raises(KeadaanBerubah):
        cetak_daftar_hadir(oleh=panitia, gelombang=g)
    langkah.rombongan(g, 1, buat.pohon()["a1"])
    with pytest.raises(TidakValid):
        cetak_daftar_hadir(oleh=panitia, gelombang=g)
    with pytest.raises(TidakBerhak):
        cetak_daftar_hadir(oleh=buat.akun("pimpinan"), gelombang=g)


# --- papan nama -------------------------------------------------------------------------------------


def test_a_card_reads_from_both_sides_and_its_name_fits_the_face(tmp_path):
    panjang = "Prof. Dr. Ir. Muhammad Abdurrahman Hasibuan Simanjuntak, S.T., M.Eng.Sc., Ph.D."
    lembar = papan_nama.LembarPapan("BKD", "Diklat", datetime.date(2017, 7, 10))
    pdf = papan_nama.cetak(lembar, [papan_nama.Papan(panjang, "Kelurahan Pusat Pasar", "NDH 3")])
    semua = kata(pdf, 1)
    assert sum(k.isi == "Simanjuntak," for k in semua) == 2
    assert all(k.kiri > 15 * MM and k.kanan < 282 * MM for k in semua if k.isi != "")
    atas, bawah = (sorted(k.atas for k in semua if k.isi == satu) for satu in ("Simanjuntak,", "Kelurahan"))
    assert atas[0] > bawah[0]  # the upper half is upside down: the unit stands above the name
    assert atas[1] < bawah[1]
    [satu] = gambar(pdf, tmp_path, "papan", 60)
    tengah = satu.crop((0, satu.height // 2, satu.width, satu.height))
    lipat = satu.crop((0, 0, satu.width, satu.height // 2)).rotate(180)
    beda = sum(
        abs(a - b) > 128
        for a, b in zip(lipat.convert("L").tobytes(), tengah.convert("L").tobytes(), strict=False)
    )
    assert beda < satu.width * satu.height * 0.02


def test_cards_are_printed_for_peserta_narasumber_and_who_opens(g, orang, panitia):
    narasumber(langkah.sesi(g)[0], "Budi Santoso", asal="KemenPANRB")
    awal = datetime.datetime.combine(g.mulai, datetime.time(8), datetime.UTC)
    for jenis in ("pembukaan", "penutupan"):
        Upacara.objects.create(
            gelombang=g, jenis=jenis, mulai=awal, tempat="Aula", pejabat="Wali Contoh", jabatan="Wali Kota"
        )
    untuk = ["peserta", "narasumber", "pejabat"]
    pdf = tercetak(cetak_papan_nama(oleh=panitia, gelombang=g, untuk=untuk))
    assert "Peserta Aa" in teks(pdf, 1)
    assert "NDH 1" in teks(pdf, 1)
    assert "Budi Santoso" in teks(pdf, 24)
    assert "Wali Contoh" in teks(pdf, 25)  # one card, though the same official closes as well
    assert teks(pdf).count("\f") == 25
    with pytest.raises(TidakValid):
        cetak_papan_nama(oleh=panitia, gelombang=g, untuk=["tamu"])
    with pytest.raises(KeadaanBerubah):
        cetak_papan_nama(oleh=panitia, gelombang=buat.gelombang(mulai=60), untuk=untuk)


# --- the page ---------------------------------------------------------------------------------------


def test_all_papers_are_made_from_one_page(client, g, orang, panitia):
    sesi = langkah.sesi(g)[0]
    client.force_login(panitia)
    alamat = f"/admin/gelombang/{g.slug}/kertas/"
    for nama, isian in (
        ("jadwal", {}),
        ("daftar-hadir", {"pilihan": f"{g.mulai:%Y-%m-%d}"}),
        ("daftar-hadir", {"pilihan": str(sesi.pk)}),
        ("papan-nama", {"untuk": ["peserta"]}),
    ):
        assert "Sedang dicetak" in client.post(f"{alamat}cetak/{nama}/", isian, follow=True).text
    assert (
        "Pilih sesi atau hari"
        in client.post(f"{alamat}cetak/daftar-hadir/", {"pilihan": "x"}, follow=True).text
    )
    assert client.post(f"{alamat}cetak/lain/").status_code == 404
    client.force_login(buat.akun("pimpinan"))
    assert "Cetak daftar hadir" not in client.get(alamat).text
    assert client.post(f"{alamat}cetak/daftar-hadir/", {"pilihan": "semua"}).status_code == 404
    assert client.post(f"{alamat}cetak/jadwal/").status_code == 302
