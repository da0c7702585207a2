"""What everybody sees: the front page, the list, one gelombang. Fresh, without cookies, without drafts."""

from __future__ import annotations

import datetime
import re
import time

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from diklat.models import Gelombang, SyaratBerkas
from diklat.services.gelombang import atur_syarat, mulai_gelombang, tutup_pendaftaran
from kantor.models import Pengguna
from kantor.queries import beranda
from kantor.views import umum
from peserta.queries.publik import Tayang
from peserta.services.gelombang import batalkan_gelombang
from tests.peserta import buat, langkah

pytestmark = pytest.mark.django_db
UMUM = ["/", "/gelombang/", "/diusulkan/"]


@pytest.fixture
def unit():
    return buat.pohon()


@pytest.fixture(autouse=True)
def tanpa_simpanan(monkeypatch):
    """Tests of one database share its kept pages: only the test about keeping keeps anything."""
    monkeypatch.setattr(umum, "SIMPAN_DETIK", 0)
    monkeypatch.setattr(beranda, "SIMPAN_DETIK", 0)
    cache.delete(f"angka-beranda:{connection.settings_dict['NAME']}")


def teks(client: Client, alamat: str) -> str:
    jawaban = client.get(alamat)
    assert jawaban.status_code == 200
    return jawaban.content.decode()


# ---- cookies and caches -------------------------------------------------------------------------------


def test_a_stranger_gets_no_cookie_and_a_page_that_may_be_kept_for_seconds(client, unit):
    g = buat.gelombang()
    for alamat in [*UMUM, f"/gelombang/{g.slug}/"]:
        jawaban = client.get(alamat)
        assert not jawaban.cookies, alamat
        assert jawaban["Cache-Control"] == "public, max-age=3"
        assert "Cookie" in jawaban["Vary"]
        sama = client.get(alamat, headers={"If-None-Match": jawaban["ETag"]})
        assert (sama.status_code, sama.content) == (304, b"")


def test_a_page_travels_compressed_to_whoever_can_unpack_it(client, unit):
    alamat = f"/gelombang/{buat.gelombang().slug}/"
    rapat = client.get(alamat, headers={"Accept-Encoding": "br, gzip"})
    assert rapat["Content-Encoding"] == "gzip"
    assert len(rapat.content) < len(client.get(alamat).content) / 2


def test_many_strangers_cost_one_look_and_seats_are_never_older_than_seconds(client, unit, monkeypatch):
    monkeypatch.setattr(umum, "SIMPAN_DETIK", 1)
    g = buat.gelombang(kuota=2)
    alamat = f"/gelombang/{g.slug}/"
    assert "0 dari 2 kursi" in teks(client, alamat)
    buat.daftarkan(g, 1, unit["a1"])
    with CaptureQueriesContext(connection) as hitung:
        client.get(alamat)
    assert len(hitung) == 0
    time.sleep(1.1)
    assert "1 dari 2 kursi" in teks(client, alamat)


def test_who_is_signed_in_gets_an_own_page_that_nobody_keeps(client, unit):
    g = buat.gelombang()
    p = buat.daftarkan(g, 1, unit["a1"])
    client.force_login(Pengguna.objects.create(username="rina", pegawai=p.pegawai))
    jawaban = client.get(f"/gelombang/{g.slug}/")
    assert jawaban["Cache-Control"] == "private, no-cache"
    assert f"/saya/{p.nomor}/" in jawaban.content.decode()
    assert "Beranda Peserta" in jawaban.content.decode()


# ---- one gelombang ------------------------------------------------------------------------------------


def test_a_page_tells_what_is_taught_where_when_and_what_to_bring(client, unit):
    g = buat.gelombang(kontak="Ibu Sekar, 081200000000", sasaran="Aparatur kelurahan")
    for nama, kapan in (("Surat usulan", "pendaftaran"), ("Surat tugas", "registrasi_ulang")):
        atur_syarat(oleh=None, gelombang=g, nama=nama, kapan=SyaratBerkas.Kapan(kapan))
    isi = teks(client, f"/gelombang/{g.slug}/")
    for kata in (
        "Diklat Pelayanan Prima", "Konsep Pelayanan Prima", "Balai Diklat", "Aparatur kelurahan", "Ibu Sekar",
        "30 tersisa", "Surat usulan", "Saat registrasi ulang", "Surat tugas", f"/gelombang/{g.slug}/daftar/",
    ):  # fmt: skip
        assert kata in isi, kata


def test_a_draft_is_not_there_and_a_cancelled_one_says_so(client, unit):
    draf, batal = buat.gelombang(dibuka=False), buat.gelombang()
    batalkan_gelombang(oleh=None, gelombang=batal, alasan="Tempat tidak dapat dipakai.")
    assert client.get(f"/gelombang/{draf.slug}/").status_code == 404
    assert client.get(f"/gelombang/{draf.slug}/daftar/").status_code == 404
    assert draf.sebutan not in teks(client, "/gelombang/")
    isi = teks(client, f"/gelombang/{batal.slug}/")
    assert "Gelombang ini dibatalkan" in isi
    assert f"/gelombang/{batal.slug}/daftar/" not in isi


def test_the_way_in_follows_the_seats_and_the_doors(client, unit):
    cadangan, penuh = buat.gelombang(kuota=1), buat.gelombang(kuota=1, pakai_cadangan=False)
    usulan = buat.gelombang(jalur_mandiri=False)
    for n, g in enumerate((cadangan, penuh), 1):
        buat.daftarkan(g, n, unit["a1"])
    isi = {g.pk: teks(client, f"/gelombang/{g.slug}/") for g in (cadangan, penuh, usulan)}
    assert "Daftar sebagai cadangan" in isi[cadangan.pk]
    assert "tidak membuka daftar cadangan" in isi[penuh.pk]
    assert "bagian kepegawaian" in isi[usulan.pk]
    for g in (penuh, usulan):
        assert f"/gelombang/{g.slug}/daftar/" not in isi[g.pk]


@pytest.mark.parametrize(
    ("jarak", "kata"),
    [
        ({"hours": 1}, "tutup hari ini"),
        ({"days": 1}, "tutup besok"),
        ({"days": 3}, "tutup 3 hari lagi"),
        ({"days": 40}, "Dibuka sampai 10 Februari 2017"),
        ({"hours": -1}, "Pendaftaran ditutup"),
    ],
)
def test_the_chip_counts_the_days_left_in_the_organisers_zone(unit, jarak, kata):
    # 20.00 in Jakarta, 13.00 in London: the day is the organiser's.
    kini = datetime.datetime(2017, 1, 1, 13, tzinfo=datetime.UTC)
    g = buat.gelombang()
    g.sisa, g.buka_pada, g.tutup_pada = 5, None, kini + datetime.timedelta(**jarak)
    assert kata in Tayang(g, kini).cip[0]


def test_a_door_not_yet_open_says_when_it_opens(client, unit):
    g = buat.gelombang()
    Gelombang.objects.filter(pk=g.pk).update(buka_pada=timezone.now() + datetime.timedelta(days=2))
    isi = teks(client, f"/gelombang/{g.slug}/")
    assert "Pendaftaran dibuka" in isi
    assert f"/gelombang/{g.slug}/daftar/" not in isi


# ---- the list -----------------------------------------------------------------------------------------


def test_the_list_is_narrowed_by_state_year_and_words(client, unit):
    terbuka, jalan = buat.gelombang(sebutan="Angkatan Alfa"), buat.gelombang(sebutan="Angkatan Beta")
    Gelombang.objects.filter(pk=jalan.pk).update(status="ditutup")
    Gelombang.objects.filter(pk=jalan.pk).update(status="berlangsung")
    tahun = terbuka.mulai.year

    def sebutan(tanya: str) -> set[str]:
        isi = teks(client, f"/gelombang/?{tanya}")
        return {s for s in ("Angkatan Alfa", "Angkatan Beta") if s in isi}

    assert sebutan("") == {"Angkatan Alfa", "Angkatan Beta"}
    assert sebutan("keadaan=dibuka") == {"Angkatan Alfa"}
    assert sebutan("keadaan=berlangsung") == {"Angkatan Beta"}
    assert sebutan("q=beta") == {"Angkatan Beta"}
    assert sebutan(f"tahun={tahun}&q=alfa") == {"Angkatan Alfa"}
    assert sebutan("tahun=1999") == {"Angkatan Alfa", "Angkatan Beta"}  # not a year of the list: ignored
    assert sebutan("q=zzz") == set()
    assert sebutan("keadaan=%00&hal=%00&q=%00") == {"Angkatan Alfa", "Angkatan Beta"}


def test_a_long_list_goes_on_where_the_page_ended_at_the_same_cost(client, unit):
    satu = buat.gelombang(sebutan="Kelas 00", mulai=10)
    with CaptureQueriesContext(connection) as sedikit:
        client.get("/gelombang/")
    semua = [satu, *(buat.gelombang(sebutan=f"Kelas {n:02d}", mulai=10 + n // 2) for n in range(1, 30))]
    with CaptureQueriesContext(connection) as banyak:
        pertama = teks(client, "/gelombang/")
    assert len(banyak) == len(sedikit) <= 8
    tanda = pertama.split("?hal=")[1].split('"')[0]
    kedua = teks(client, f"/gelombang/?hal={tanda}")
    letak = [[g.pk for g in semua if f"/gelombang/{g.slug}/" in isi] for isi in (pertama, kedua)]
    assert len(letak[0]) == 24
    assert sorted(letak[0] + letak[1]) == [g.pk for g in semua]


# ---- the front page -----------------------------------------------------------------------------------


def test_the_front_page_shows_figures_of_the_data_and_none_that_are_nought(client, unit):
    isi = teks(client, "/")
    assert "Belum ada pendaftaran yang dibuka" in isi
    assert "diklat</dt>" not in isi
    g = buat.gelombang(mulai=0)
    langkah.rombongan(g, 3, unit["a1"])
    tutup_pendaftaran(oleh=None, gelombang=g)
    mulai_gelombang(oleh=None, gelombang=g)
    isi = teks(client, "/")
    assert re.search(r"orang sedang mengikuti diklat</dt>\s*<dd>\s*3\s*</dd>", isi)
    assert "menyelesaikan" not in isi
    assert "gelombang terselenggara" not in isi


def test_the_front_page_begins_with_what_one_can_register_for(client, unit):
    penuh, lapang = buat.gelombang(kuota=1, mulai=5), buat.gelombang(mulai=60)
    buat.daftarkan(penuh, 1, unit["a1"])
    isi = teks(client, "/")
    assert isi.index(lapang.slug) < isi.index(penuh.slug)
    assert 'action="/verifikasi/"' in isi


def test_robots_stay_out_of_peoples_rooms(client):
    isi = teks(client, "/robots.txt")
    for jalan in ("/saya/", "/pendaftaran/", "/verifikasi/", "/admin/"):
        assert f"Disallow: {jalan}" in isi
