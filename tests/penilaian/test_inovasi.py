"""The Katalog Inovasi: written, published, found; voices of people without an account; the booklet."""

from __future__ import annotations

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from kantor.galat import KeadaanBerubah, TidakDitemukan, TidakValid
from kantor.models import Berkas
from penilaian.models import Inovasi, SuaraWarga
from penilaian.services.buku_inovasi import cetak_buku
from penilaian.services.inovasi import suarakan, tarik_inovasi, terbitkan_inovasi, tulis_inovasi
from tests.dokumen.cetak.bahan import teks
from tests.kantor.bantu import selesaikan
from tests.penilaian import inovasi as buat_inovasi
from tests.penilaian import rencana as buat_rencana
from tests.peserta import buat, fotokopi

pytestmark = pytest.mark.django_db


@pytest.fixture
def s():
    return buat_inovasi.latar_lama(2)[0]


def test_the_peserta_writes_panitia_publishes_everybody_reads(s):
    p = s.orang[0]
    klien = Client()
    klien.force_login(buat_rencana.akun(p.pegawai))
    alamat = f"/saya/{p.nomor}/rencana/tindak-lanjut/katalog/"
    assert "Isi gagasan." in klien.get(alamat).content.decode()  # the plan's own words to begin with
    isi = {
        "judul": "Arsip Kilat", "klaster": s.klaster.pk, "unit": s.unit["a1"].kode,
        "masalah": "Lama mencari.", "perubahan": "Dua menit.", "cara_memakai": "Loket 2.", "sejak": "01-09-2025",
    }  # fmt: skip
    assert klien.post(alamat, isi).status_code == 302
    assert "Arsip Kilat" not in Client().get("/inovasi/?q=arsip").content.decode()
    terbitkan_inovasi(oleh=s.panitia, pendaftaran=p)
    assert "Arsip Kilat" in Client().get("/inovasi/?q=arsip+menit").content.decode()
    halaman = Client().get("/inovasi/arsip-kilat/").content.decode()
    assert "Lama mencari." in halaman
    assert "1 September 2025" in halaman
    assert p.nama_lengkap not in halaman
    assert klien.post(alamat, isi | {"judul": "Lain"}).status_code == 400  # from now on Panitia changes it
    tarik_inovasi(oleh=s.panitia, pendaftaran=p)
    assert Client().get("/inovasi/arsip-kilat/?x=1").status_code == 404


def test_nothing_half_written_is_published(s):
    p = s.orang[0]
    tulis_inovasi(
        oleh=None, pendaftaran=p, judul="Arsip", klaster=s.klaster, unit=s.unit["a1"], masalah="Lama."
    )
    with pytest.raises(TidakValid) as galat:
        terbitkan_inovasi(oleh=s.panitia, pendaftaran=p)
    assert set(galat.value.rincian) == {"perubahan", "cara_memakai", "sejak"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Inovasi.objects.update(diterbitkan=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))
    with pytest.raises(TidakDitemukan):
        terbitkan_inovasi(oleh=buat.akun("panitia", "padang"), pendaftaran=p)


def test_two_innovations_of_one_title_have_two_addresses(s):
    satu = buat_inovasi.terbit(s, s.orang[0], judul="Loket Lansia")
    dua = buat_inovasi.terbit(s, s.orang[1], judul="Loket Lansia")
    assert satu.slug == "loket-lansia"
    assert dua.slug.startswith("loket-lansia-")


def test_the_catalogue_is_narrowed_by_klaster_and_kelurahan(s):
    buat_inovasi.terbit(s, s.orang[0], judul="Loket Lansia", unit=s.unit["a1"])
    buat_inovasi.terbit(s, s.orang[1], judul="Arsip Awan", unit=s.unit["a"])
    halaman = Client().get(f"/inovasi/?unit={s.unit['a'].kode}&klaster={s.klaster.nama}").content.decode()
    assert "Arsip Awan" in halaman
    assert "Loket Lansia" not in halaman
    assert "Tidak ada yang cocok" in Client().get("/inovasi/?q=zzz").content.decode()


def test_somebody_without_an_account_says_whether_it_runs_once_a_day(s):
    inovasi = buat_inovasi.terbit(s, s.orang[0])
    klien = Client(enforce_csrf_checks=True)
    alamat = f"/inovasi/{inovasi.slug}/suara/"
    jawab = klien.post(alamat, {"jawaban": "tidak", "catatan": "Loketnya tutup."})
    assert jawab.status_code == 302
    assert "terima=baru" in jawab["Location"]
    assert "terima=sudah" in klien.post(alamat, {"jawaban": "ya"})["Location"]
    assert "terima=baru" in Client().post(alamat, {"jawaban": "ya"})["Location"]
    assert sorted(SuaraWarga.objects.values_list("jawaban", flat=True)) == ["tidak", "ya"]
    assert klien.post(alamat, {"jawaban": "entah"}).status_code == 400
    halaman = Client().get(f"/inovasi/{inovasi.slug}/?x=1").content.decode()
    assert "Menurut 2 jawaban warga" in halaman
    assert "Loketnya tutup" not in halaman
    staf = Client()
    staf.force_login(s.panitia)
    satu = f"/admin/gelombang/{s.g.slug}/tindak-lanjut/{s.orang[0].nomor}/"
    assert "Loketnya tutup." in staf.get(satu).content.decode()


def test_a_report_the_people_deny_stands_out(s):
    p = s.orang[0]
    inovasi = buat_inovasi.terbit(s, p)
    buat_inovasi.lapor(p, 3)
    for n in range(3):
        suarakan(inovasi=inovasi, jawaban="tidak", tanda=f"hp-{n}", alamat="192.0.2.7")
    klien = Client()
    klien.force_login(s.panitia)
    alamat = f"/admin/gelombang/{s.g.slug}/tindak-lanjut/?keadaan=berbeda"
    halaman = klien.get(alamat).content.decode()
    assert "Warga berkata lain" in halaman
    assert inovasi.judul in halaman
    assert "Arsip Rapi 2" not in halaman


def test_voices_for_what_is_not_public_are_refused(s):
    inovasi = buat_inovasi.terbit(s, s.orang[0])
    tarik_inovasi(oleh=s.panitia, pendaftaran=s.orang[0])
    inovasi.refresh_from_db()
    with pytest.raises(TidakDitemukan):
        suarakan(inovasi=inovasi, jawaban="ya", tanda="x", alamat="192.0.2.7")
    assert Client().post(f"/inovasi/{inovasi.slug}/suara/", {"jawaban": "ya"}).status_code == 404


def test_the_booklet_holds_every_published_innovation(s):
    with pytest.raises(KeadaanBerubah, match="Belum ada inovasi"):
        cetak_buku(oleh=s.panitia, gelombang=s.g)
    buat_inovasi.terbit(s, s.orang[0], judul="Loket Lansia")
    buat_inovasi.terbit(s, s.orang[1], judul="Arsip Awan")
    selesaikan(cetak_buku(oleh=s.panitia, gelombang=s.g))
    isi = " ".join(teks(fotokopi.isi(Berkas.objects.order_by("-dibuat")[0])).split())
    assert isi.index("Daftar isi") < isi.index("Arsip Awan") < isi.index("Loket Lansia")
    assert "2 inovasi dalam 1 klaster" in isi
    assert "Datang ke loket 2." in isi
    assert s.orang[0].nama_lengkap in isi
