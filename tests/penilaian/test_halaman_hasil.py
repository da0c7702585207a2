"""The tab Hasil and the closing of a gelombang, as Panitia sees them."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from diklat.models import Gelombang
from diklat.services.gelombang import mulai_gelombang, tutup_pendaftaran
from penilaian.models import Hasil
from peserta.models.pendaftaran import Status
from peserta.services.kehadiran import catat_semua_hadir
from tests.peserta import buat, langkah

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return buat.pohon()


@pytest.fixture
def klien(client: Client) -> Client:
    client.force_login(buat.akun("panitia"))
    return client


@pytest.fixture
def g(unit) -> Gelombang:
    """Three people who came, one who did not; one session, recorded in full."""
    g = buat.gelombang(mulai=0, hari=1)
    langkah.rombongan(g, 1, unit["a1"], status=Status.DIPANGGIL, awal=50)
    g.pendaftaran.update(nama="Zulkarnain", nomor="ABSEN")
    langkah.rombongan(g, 3, unit["a1"])
    tutup_pendaftaran(oleh=None, gelombang=g)
    mulai_gelombang(oleh=None, gelombang=g)
    g.refresh_from_db()
    for sesi in langkah.sesi(g):
        catat_semua_hadir(oleh=buat.akun("admin"), sesi=sesi)
    return g


def alamat(nama: str, g: Gelombang, *lain: object) -> str:
    return reverse(f"penilaian:{nama}", args=[g.slug, *lain])


def masuk(jenis: str, kode: str = "medan") -> Client:
    klien = Client()
    klien.force_login(buat.akun(jenis, kode))
    return klien


def putusan(g: Gelombang) -> list[str]:
    return list(
        Hasil.objects.filter(pendaftaran__gelombang=g)
        .order_by("pendaftaran__ndh")
        .values_list("putusan", flat=True)
    )


def test_every_address_is_for_the_own_office_and_acts_for_panitia(g):
    nomor = g.pendaftaran.filter(status=Status.HADIR).first().nomor
    for nama, lain in (("gelombang_hasil", []), ("gelombang_hasil_excel", [])):
        assert masuk("admin", "padang").get(alamat(nama, g, *lain)).status_code == 404
        assert masuk("pimpinan").get(alamat(nama, g, *lain)).status_code == 200
    for nama, lain in (
        ("hasil_terapkan", []), ("hasil_massal", []), ("gelombang_tutup", []), ("hasil_satu", [nomor]),
        ("hasil_hapus", [nomor]),
    ):  # fmt: skip
        assert masuk("pimpinan").post(alamat(nama, g, *lain)).status_code == 404
        assert masuk("admin", "padang").post(alamat(nama, g, *lain)).status_code == 404


def test_the_suggestion_is_shown_with_its_reason_then_taken_over(klien, g):
    halaman = klien.get(alamat("gelombang_hasil", g)).content.decode()
    assert "4 peserta belum memiliki hasil" in halaman
    assert "Tidak hadir pada registrasi ulang." in halaman
    assert "nama dan gelar belum dikonfirmasi" in halaman
    assert "Terapkan usulan untuk 4 peserta?" in klien.get(alamat("hasil_terapkan", g)).content.decode()
    assert not Hasil.objects.exists()
    klien.post(alamat("hasil_terapkan", g), {"pasti": 1, "kualifikasi": "Memuaskan"})
    assert putusan(g) == ["lulus", "lulus", "lulus", "gugur"]
    assert Hasil.objects.filter(kualifikasi="Memuaskan").count() == 3


def test_one_outcome_needs_its_reason(klien, g):
    p = g.pendaftaran.get(ndh=1)
    kosong = klien.post(alamat("hasil_satu", g, p.nomor), {"putusan": "tidak_lulus"})
    assert kosong.status_code == 400
    assert "Tuliskan alasannya." in kosong.content.decode()
    klien.post(
        alamat("hasil_satu", g, p.nomor), {"putusan": "tidak_lulus", "alasan": "Tidak mengerjakan tugas."}
    )
    assert Hasil.objects.get(pendaftaran=p).alasan == "Tidak mengerjakan tugas."
    tanya = klien.get(alamat("hasil_hapus", g, p.nomor)).content.decode()
    assert "Hasilnya kini “Tidak lulus”" in tanya
    assert Hasil.objects.exists()
    klien.post(alamat("hasil_hapus", g, p.nomor))
    assert not Hasil.objects.exists()
    riwayat = klien.get(reverse("peserta:gelombang_riwayat", args=[g.slug])).content.decode()
    assert "Yang dihapus: Tidak lulus, Tidak mengerjakan tugas." in riwayat
    lagi = klien.get(alamat("hasil_hapus", g, p.nomor)).content.decode()
    assert "Peserta ini belum memiliki hasil." in lagi
    assert "Ya, hapus hasil" not in lagi


def test_the_same_outcome_for_many_goes_on_with_the_rest_and_shows_whom_it_does_not_fit(klien, g):
    absen, hadir = g.pendaftaran.get(nomor="ABSEN"), g.pendaftaran.get(ndh=1)
    isi = {"pilih": [absen.pk, hadir.pk]}
    assert "Hasil untuk 2 peserta" in klien.post(alamat("hasil_massal", g), isi).content.decode()
    sebagian = klien.post(alamat("hasil_massal", g), isi | {"pasti": 1, "putusan": "mengikuti"})
    halaman = sebagian.content.decode()
    assert sebagian.status_code == 400
    assert "Hasil 1 peserta ditetapkan." in halaman
    assert "Hasil 1 peserta berikut belum ditetapkan." in halaman
    assert f"{absen.nama_lengkap}: Peserta ini tidak registrasi ulang" in halaman
    assert re.findall(r'name="pilih" value="(\d+)"', halaman) == [str(absen.pk)]
    assert [h.pendaftaran_id for h in Hasil.objects.all()] == [hadir.pk]
    klien.post(alamat("hasil_massal", g), isi | {"pasti": 1, "putusan": "gugur", "alasan": "Sakit."})
    assert Hasil.objects.count() == 2


def test_a_gelombang_closes_only_when_everybody_has_an_outcome(klien, g):
    halaman = klien.get(alamat("gelombang_tutup", g)).content.decode()
    assert "4 peserta belum memiliki hasil" in halaman
    assert g.pendaftaran.get(ndh=1).nama_lengkap in halaman
    assert klien.post(alamat("gelombang_tutup", g)).status_code == 400
    klien.post(alamat("hasil_terapkan", g), {"pasti": 1})
    kurang = "Sesi yang tercatat baru 2 JP, sedangkan kurikulum dan sertifikat menyebut 8 JP."
    assert kurang in klien.get(alamat("gelombang_tutup", g)).content.decode()
    klien.post(alamat("gelombang_tutup", g))
    g.refresh_from_db()
    assert g.status == "selesai"
    assert klien.post(alamat("gelombang_tutup", g)).status_code == 400
    klien.post(alamat("gelombang_tutup", g), {"alasan": "Nilai keliru."})
    g.refresh_from_db()
    assert g.status == "berlangsung"


def test_the_tab_costs_the_same_for_one_and_for_thirty(klien, unit):
    def banyak(jumlah: int, awal: int) -> int:
        lain = buat.gelombang(mulai=0, kuota=60)
        langkah.sesi(lain)
        langkah.rombongan(lain, jumlah, unit["a1"], awal=awal)
        klien.get(alamat("gelombang_hasil", lain))
        with CaptureQueriesContext(connection) as kueri:
            assert klien.get(alamat("gelombang_hasil", lain)).status_code == 200
        lain.pendaftaran.all().delete()
        return len(kueri)

    satu = banyak(1, 0)
    assert banyak(30, 100) == satu <= 12


def test_excel_cuts_the_percentage_off_like_the_page(klien, unit):
    g = buat.gelombang(mulai=0, hari=1)
    [p] = langkah.rombongan(g, 1, unit["a1"])
    for n, sesi in enumerate(langkah.sesi(g, 3)):
        langkah.hadir(sesi, p, "H" if n else "A")
    isi = b"".join(klien.get(alamat("gelombang_hasil_excel", g)).streaming_content)
    lembar = openpyxl.load_workbook(io.BytesIO(isi)).active
    nilai = [s.value for baris in lembar.iter_rows() for s in baris if s.number_format == "0.00%" and s.value]
    assert nilai == [pytest.approx(0.6666, abs=1e-9)]  # two thirds, never 66,67
    assert "66,66 %" in klien.get(alamat("gelombang_hasil", g)).content.decode()
