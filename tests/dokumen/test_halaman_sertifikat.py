"""The tabs Sertifikat and Laporan, as Panitia sees them."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from diklat.models import Gelombang
from dokumen.models import Laporan, Sertifikat
from dokumen.services.sertifikat import terbitkan
from kantor.models import Pejabat, Pekerjaan
from tests.dokumen import terbit
from tests.dokumen.cetak.bahan import teks
from tests.peserta import buat, langkah

pytestmark = pytest.mark.django_db


@pytest.fixture
def staf():
    return buat.akun("panitia")


@pytest.fixture
def klien(client: Client, staf) -> Client:
    client.force_login(staf)
    return client


def alamat(nama: str, g: Gelombang, *lain: object) -> str:
    return reverse(f"dokumen:{nama}", args=[g.slug, *lain])


def masuk(jenis: str, kode: str = "medan") -> Client:
    klien = Client()
    klien.force_login(buat.akun(jenis, kode))
    return klien


def test_every_address_is_for_the_own_office_and_acts_for_panitia(staf):
    g = terbit.gelombang(staf, 1)
    terbitkan(oleh=staf, gelombang=g)
    kode = Sertifikat.objects.get().kode
    nomor = g.pendaftaran.get().nomor
    for nama, lain in (
        ("gelombang_sertifikat", []), ("gelombang_sertifikat_excel", []), ("gelombang_laporan", []),
        ("sertifikat_pratinjau", [nomor]),
    ):  # fmt: skip
        assert masuk("admin", "padang").get(alamat(nama, g, *lain)).status_code == 404
        assert masuk("pimpinan").get(alamat(nama, g, *lain)).status_code == 200
    for nama, lain in (
        ("sertifikat_terbit", []), ("sertifikat_umumkan", []), ("sertifikat_cetak", []), ("gelombang_laporan", []),
        ("sertifikat_batalkan", [kode]), ("sertifikat_ulang", [kode]),
    ):  # fmt: skip
        assert masuk("pimpinan").post(alamat(nama, g, *lain)).status_code == 404
        assert masuk("admin", "padang").post(alamat(nama, g, *lain)).status_code == 404


def test_before_the_closing_it_says_who_will_get_one_and_what_is_missing(klien, staf):
    langkah.kantor()
    g = buat.gelombang(mulai=0)
    langkah.rombongan(g, 2, terbit.unit_uji())
    halaman = klien.get(alamat("gelombang_sertifikat", g)).content.decode()
    assert "Tidak menerima sertifikat" in halaman
    assert "Belum ada hasil." in halaman
    assert "Gelombang belum ditutup" in klien.get(alamat("sertifikat_terbit", g)).content.decode()
    assert klien.post(alamat("sertifikat_terbit", g), {"tanggal": g.selesai.isoformat()}).status_code == 400


def test_a_preview_carries_the_name_but_no_number(klien, staf):
    g = terbit.gelombang(staf, 1)
    p = g.pendaftaran.get()
    jawaban = klien.get(alamat("sertifikat_pratinjau", g, p.nomor))
    assert jawaban["Content-Type"] == "application/pdf"
    isi = teks(jawaban.content)
    assert "PRATINJAU" in isi
    assert p.nama in isi
    assert not Sertifikat.objects.exists()


def test_issuing_asks_once_with_numbers_then_prints_and_publishes(klien, staf):
    g = terbit.gelombang(staf, 2)
    tanya = klien.get(alamat("sertifikat_terbit", g)).content.decode()
    assert "Terbitkan 2 sertifikat?" in tanya
    assert "Pejabat Contoh" in tanya
    assert "belum dikonfirmasi" in tanya
    lama = klien.post(alamat("sertifikat_terbit", g), {"tanggal": "2001-01-01"})
    assert lama.status_code == 400
    assert not Sertifikat.objects.exists()
    klien.post(alamat("sertifikat_terbit", g), {"tanggal": g.selesai.isoformat(), "pasti": "on"})
    assert Sertifikat.objects.count() == 2
    terlalu_cepat = klien.post(alamat("sertifikat_umumkan", g), follow=True)
    assert "masih dicetak" in " ".join(str(m) for m in terlalu_cepat.context["messages"])
    terbit.anggap_tercetak(g)
    halaman = klien.get(alamat("gelombang_sertifikat", g)).content.decode()
    assert Sertifikat.objects.first().nomor in halaman
    assert "Umumkan…" in halaman
    klien.post(alamat("sertifikat_umumkan", g))
    assert Sertifikat.objects.filter(terbit__isnull=False).count() == 2
    assert "Semua sudah terbit" in klien.get(alamat("sertifikat_terbit", g)).content.decode()


def test_the_signer_is_chosen_among_those_in_office_on_the_certificates_date(klien, staf):
    g = terbit.gelombang(staf, 1)
    hari = g.selesai + datetime.timedelta(days=1)
    an = Pejabat.objects.create(
        instansi=g.instansi, nama="Wakil Contoh, S.E.", jabatan="Sekretaris", kapasitas="an",
        atas_nama="Kepala Badan", berlaku_mulai=hari,
    )  # fmt: skip
    url = alamat("sertifikat_terbit", g)
    assert an.nama not in klien.get(url).content.decode()
    assert "a.n. Kepala Badan Sekretaris" in klien.get(url, {"tanggal": hari.isoformat()}).content.decode()
    assert klien.post(url, {"tanggal": g.selesai.isoformat(), "penanda_tangan": an.pk}).status_code == 400
    assert not Sertifikat.objects.exists()
    klien.post(url, {"tanggal": hari.isoformat(), "penanda_tangan": an.pk, "pasti": "on"})
    lama = Sertifikat.objects.get()
    assert lama.data["penandatangan"]["atas_nama"] == "Kepala Badan"
    biasa = Pejabat.objects.exclude(pk=an.pk).get()
    Pejabat.objects.filter(pk=an.pk).update(nama="Nama Lain")
    isi = {"alasan": "Salah penanda tangan.", "tanggal": hari.isoformat(), "penanda_tangan": biasa.pk}
    klien.post(alamat("sertifikat_ulang", g, lama.kode), isi)
    lama.refresh_from_db()
    assert lama.data["penandatangan"]["nama"] == "Wakil Contoh, S.E."
    assert lama.pengganti.data["penandatangan"]["nama"] == biasa.nama


def test_the_page_reads_itself_anew_when_the_printing_ends(klien, staf):
    g = terbit.gelombang(staf, 1)
    terbitkan(oleh=staf, gelombang=g)
    cetak = Pekerjaan.objects.get()
    halaman = klien.get(alamat("gelombang_sertifikat", g)).content.decode()
    assert 'hx-trigger="prosesBerakhir from:body"' in halaman
    assert 'http-equiv="refresh"' in halaman
    assert "HX-Trigger" not in klien.get(reverse("proses_kemajuan", args=[cetak.pk]))
    terbit.cetak()
    assert klien.get(reverse("proses_kemajuan", args=[cetak.pk]))["HX-Trigger"] == "prosesBerakhir"
    assert 'http-equiv="refresh"' not in klien.get(alamat("gelombang_sertifikat", g)).content.decode()


def test_pimpinan_fetches_all_as_one_file_and_starts_nothing_else(staf):
    g = terbit.gelombang(staf, 1)
    terbitkan(oleh=staf, gelombang=g)
    cetak = Pekerjaan.objects.get()
    pimpinan = masuk("pimpinan")
    assert pimpinan.get(reverse("proses_batalkan", args=[cetak.pk])).status_code == 404
    terbit.anggap_tercetak(g)
    assert pimpinan.post(alamat("sertifikat_arsip", g, "zip")).status_code == 302
    terbit.cetak("sertifikat_zip")
    berkas = Pekerjaan.objects.get(jenis="sertifikat_zip").hasil
    assert pimpinan.get(reverse("berkas", args=[berkas.pk])).status_code == 200


def test_all_certificates_come_as_one_file(klien, staf):
    g = terbit.gelombang(staf, 2)
    terbitkan(oleh=staf, gelombang=g)
    terbit.anggap_tercetak(g)
    klien.post(alamat("sertifikat_arsip", g, "zip"))
    terbit.cetak("sertifikat_zip")
    berkas = Pekerjaan.objects.get(jenis="sertifikat_zip").hasil
    halaman = klien.get(alamat("gelombang_sertifikat", g)).content.decode()
    assert reverse("berkas", args=[berkas.pk]) in halaman
    assert klien.post(alamat("sertifikat_arsip", g, "exe")).status_code == 302
    assert Pekerjaan.objects.filter(jenis__startswith="sertifikat_").count() == 1


def test_one_is_issued_again_and_one_revoked_with_reasons(klien, staf):
    g = terbit.gelombang(staf, 2)
    terbitkan(oleh=staf, gelombang=g)
    terbit.anggap_tercetak(g)
    lama, lain = Sertifikat.objects.order_by("urut")
    assert klien.post(alamat("sertifikat_ulang", g, lama.kode), {}).status_code == 400
    klien.post(
        alamat("sertifikat_ulang", g, lama.kode),
        {"alasan": "Gelar keliru.", "tanggal": g.selesai.isoformat()},
    )
    klien.post(alamat("sertifikat_batalkan", g, lain.kode), {"alasan": "Data palsu."})
    halaman = klien.get(alamat("gelombang_sertifikat", g)).content.decode()
    lama.refresh_from_db()
    assert f"dengan nomor {lama.pengganti.nomor}" in halaman
    assert "Data palsu." in halaman


def test_a_report_is_asked_for_and_fetched(klien, staf):
    g = terbit.gelombang(staf, 1)
    klien.post(alamat("gelombang_laporan", g))
    assert "Menunggu giliran" in klien.get(alamat("gelombang_laporan", g)).content.decode()
    terbit.cetak("laporan_gelombang")
    laporan = Laporan.objects.get()
    halaman = klien.get(alamat("gelombang_laporan", g)).content.decode()
    for berkas in (laporan.pdf, laporan.excel):
        url = reverse("berkas", args=[berkas.pk])
        assert url in halaman
        assert klien.get(url).status_code == 200
        assert masuk("admin", "padang").get(url).status_code == 404


def test_the_tab_costs_the_same_for_one_and_for_thirty(klien, staf):
    def banyak(jumlah: int, awal: int, mulai: int) -> int:
        g = terbit.gelombang(staf, jumlah, awal=awal, mulai=mulai)
        terbitkan(oleh=staf, gelombang=g)
        klien.get(alamat("gelombang_sertifikat", g))
        with CaptureQueriesContext(connection) as kueri:
            assert klien.get(alamat("gelombang_sertifikat", g)).status_code == 200
        return len(kueri)

    satu = banyak(1, 0, 30)
    assert banyak(30, 100, 60) == satu
    assert satu <= 13
