"""Pages of accounts, keys and the outbox: for whom they are, and what they show."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kantor.models import KunciApi, Pengguna, Surel
from kantor.services.akun import akun_peserta
from kantor.services.kunci_api import kunci_berlaku
from kantor.services.surel import kirim_surel

from . import bantu

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return bantu.pengguna("admin")


@pytest.fixture
def client(admin):
    client = Client()
    client.force_login(admin)
    return client


def surat(n=0, milik=None, **lain):
    isi = {"jenis": "sandi_diubah", "konteks": {"pada": timezone.now()}, "nama": f"Orang {n}"}
    return kirim_surel(**isi, kepada=f"orang{n}@contoh.example", instansi=milik or bantu.instansi(), **lain)


def test_an_operator_is_added_gets_a_link_and_walks_in(client):
    camat = bantu.unit("12.71.01", "Medan Kota", "kecamatan")
    isi = {
        "nama": "Sari Dewi",
        "username": "operator.medan-kota",
        "email": "",
        "jenis": "operator",
        "instansi": bantu.instansi().pk,
        "unit": camat.pk,
    }
    assert client.post("/admin/pengguna/tambah/", isi).status_code == 302
    akun = Pengguna.objects.get(username="operator.medan-kota")
    assert akun.unit_dengan_usul() == {camat.pk}
    halaman = client.post(
        f"/masuk/tautan-untuk/{akun.username}/", {"alasan": "datang sendiri"}
    ).content.decode()
    alamat = re.search(r"http://127\.0\.0\.1:8000(/masuk/tautan/[^/]+/)", halaman)[1]
    assert "https://wa.me/?text=" in halaman
    assert Client().post(alamat).status_code == 302


def test_an_account_may_be_that_of_a_pegawai_of_the_office(client):
    orang = bantu.pegawai(8, instansi=bantu.instansi(), terverifikasi=True)
    luar = bantu.pegawai(9, instansi=bantu.instansi("kota-padang", "Padang"), terverifikasi=True)
    isi = {"nama": "Sari", "username": "sari", "jenis": "panitia", "instansi": bantu.instansi().pk}
    for nip in (luar.nip, "12"):
        jawaban = client.post("/admin/pengguna/tambah/", isi | {"nip": nip})
        assert "Tidak ada pegawai instansi Anda dengan NIP ini." in jawaban.content.decode()
    assert client.post("/admin/pengguna/tambah/", isi | {"nip": f" {orang.nip_cetak} "}).status_code == 302
    akun = Pengguna.objects.get(username="sari")
    assert akun.pegawai == orang
    assert 'name="nip"' not in client.get(f"/admin/pengguna/{akun.pk}/").content.decode()
    ulang = client.post("/admin/pengguna/tambah/", isi | {"username": "sari2", "nip": orang.nip})
    assert "sudah mempunyai akun (sari)" in ulang.content.decode()
    lain = bantu.pengguna("panitia")
    dua = bantu.pegawai(10, instansi=bantu.instansi(), terverifikasi=True)
    client.post(f"/admin/pengguna/{lain.pk}/", {"nama": lain.nama, "nip": dua.nip})
    assert Pengguna.objects.get(pk=lain.pk).pegawai == dua


def test_a_refused_account_leaves_nothing(client):
    isi = {"nama": "X", "username": "x", "jenis": "operator", "instansi": bantu.instansi().pk}
    jawaban = client.post("/admin/pengguna/tambah/", isi)
    assert "harus memiliki unit kerja" in jawaban.content.decode()
    assert not Pengguna.objects.filter(username="x").exists()


def test_roles_are_given_and_taken_accounts_closed_and_opened(client, admin):
    akun = bantu.pengguna("panitia")
    isi = {"jenis": "pimpinan", "instansi": bantu.instansi().pk}
    client.post(f"/admin/pengguna/{akun.pk}/peran/", isi)
    assert {p.jenis for p in Pengguna.objects.get(pk=akun.pk).daftar_peran} == {"panitia", "pimpinan"}
    peran = akun.peran.get(jenis="panitia")
    client.post(f"/admin/pengguna/{akun.pk}/peran/{peran.pk}/cabut/")
    client.post(f"/admin/pengguna/{akun.pk}/nonaktifkan/")
    assert not Pengguna.objects.get(pk=akun.pk).is_active
    client.post(f"/admin/pengguna/{akun.pk}/aktifkan/")
    client.post(f"/admin/pengguna/{akun.pk}/", {"nama": "Nama Baru", "email": "baru@contoh.example"})
    akun = Pengguna.objects.get(pk=akun.pk)
    assert (akun.nama, akun.email) == ("Nama Baru", "baru@contoh.example")
    assert [p.jenis for p in akun.daftar_peran] == ["pimpinan"]
    pesan = client.post(f"/admin/pengguna/{admin.pk}/nonaktifkan/", follow=True).content.decode()
    assert "tidak dapat dinonaktifkan" in pesan


def test_the_list_finds_by_name_number_and_role_and_comes_as_excel(client):
    akun_peserta(oleh=None, pegawai=bantu.pegawai(9, nama="Togar Sinaga", instansi=bantu.instansi()))
    bantu.pengguna("panitia", username="cari.saya")
    assert "cari.saya" in client.get("/admin/pengguna/?q=CARI").content.decode()
    assert "cari.saya" not in client.get("/admin/pengguna/?jenis=pimpinan").content.decode()
    assert "Togar" not in client.get("/admin/pengguna/").content.decode()
    nip = bantu.nip(9)
    assert "Togar" in client.get(f"/admin/pengguna/?jenis=peserta&q={nip[:8]} {nip[8:12]}").content.decode()
    jawaban = client.get("/admin/pengguna/?unduh=excel")
    assert b"".join(jawaban.streaming_content).startswith(b"PK")


def test_a_key_is_shown_once_and_ends_with_a_click(client):
    isi = {"nama": "SIMPEG", "instansi": bantu.instansi().pk, "hak": "lihat", "lama": "365"}
    teks = re.search(r'id="kunci-baru">([^<]+)<', client.post("/admin/kunci-api/", isi).content.decode())[1]
    assert kunci_berlaku(teks).hak == ["lihat"]
    assert teks not in client.get("/admin/kunci-api/").content.decode()
    client.post(f"/admin/kunci-api/{KunciApi.objects.get().pk}/cabut/")
    assert kunci_berlaku(teks) is None


def test_letters_are_masked_filtered_and_sent_again(client):
    surat(1)
    gagal = surat(2)
    Surel.objects.filter(pk=gagal.pk).update(status="diambil")
    Surel.objects.filter(pk=gagal.pk).update(status="gagal", galat="OSError: mati")
    isi = client.get("/admin/kotak-keluar/?status=bermasalah").content.decode()
    assert "o•••@contoh.example" in isi
    assert "orang2@" not in isi
    assert isi.count("tabel__buka") == 1
    assert "Kirim ulang" in client.get(f"/admin/kotak-keluar/{gagal.pk}/").content.decode()
    client.post(f"/admin/kotak-keluar/{gagal.pk}/ulangi/")
    gagal.refresh_from_db()
    assert gagal.status == "antre"
    assert b"".join(client.get("/admin/kotak-keluar/?unduh=excel").streaming_content).startswith(b"PK")


def test_nobody_reads_a_login_code_in_the_outbox(client):
    rahasia = kirim_surel(
        jenis="kode_masuk",
        kepada="a@contoh.example",
        instansi=bantu.instansi(),
        konteks={"kode_tampil": "1234 5678", "menit": 15, "sampai": timezone.now(), "nomor": ""},
    )
    isi = client.get(f"/admin/kotak-keluar/{rahasia.pk}/").content.decode()
    assert "1234" not in isi
    assert "hanya untuk penerimanya" in isi


def test_every_kind_of_letter_has_an_example_that_is_whole(client):
    from kantor.daftar import jenis_surel

    for nama in jenis_surel.nama():
        jawaban = client.get(f"/admin/kotak-keluar/contoh/{nama}/")
        assert jawaban.status_code == 200, nama
    assert client.get("/admin/kotak-keluar/contoh/tidak-ada/").status_code == 404


HALAMAN = (
    ("/admin/pengguna/", {"admin": 200, "panitia": 404, "pimpinan": 404, "operator": 404}),
    ("/admin/pengguna/tambah/", {"admin": 200, "panitia": 404, "pimpinan": 404, "operator": 404}),
    ("/admin/kunci-api/", {"admin": 200, "panitia": 404, "pimpinan": 404, "operator": 404}),
    ("/admin/kotak-keluar/", {"admin": 200, "panitia": 200, "pimpinan": 404, "operator": 404}),
)


@pytest.mark.parametrize(("alamat", "peran"), HALAMAN)
def test_each_page_opens_for_its_roles_only(alamat, peran):
    camat = bantu.unit("12.71.01", "Medan Kota", "kecamatan")
    assert Client().get(alamat).status_code == 302
    for jenis, status in peran.items():
        client = Client()
        client.force_login(bantu.pengguna(jenis, unit=camat if jenis == "operator" else None))
        assert client.get(alamat).status_code == status, jenis


def test_another_instansi_finds_nothing_here(client):
    padang = bantu.instansi("padang", "Kota Padang")
    akun, milik = bantu.pengguna("panitia", padang), surat(5, padang)
    kunci = KunciApi.objects.create(instansi=padang, pemilik=akun, nama="x", sidik="x", awalan="x")
    for alamat in (
        f"admin/pengguna/{akun.pk}",
        f"admin/kotak-keluar/{milik.pk}",
        f"masuk/tautan-untuk/{akun.username}",
    ):
        assert client.get(f"/{alamat}/").status_code == 404, alamat
    for alamat in (
        f"kunci-api/{kunci.pk}/cabut",
        f"pengguna/{akun.pk}/nonaktifkan",
        f"kotak-keluar/{milik.pk}/batalkan",
    ):
        assert client.post(f"/admin/{alamat}/").status_code == 404, alamat
    assert akun.username not in client.get("/admin/pengguna/").content.decode()
    assert "Orang 5" not in client.get("/admin/kotak-keluar/").content.decode()


@pytest.mark.parametrize("alamat", ["/admin/pengguna/", "/admin/kotak-keluar/", "/admin/kunci-api/"])
def test_a_list_asks_as_much_for_thirty_rows_as_for_one(client, admin, alamat):
    def isi(n):
        surat(n)
        bantu.pengguna("panitia")
        KunciApi.objects.create(instansi=bantu.instansi(), pemilik=admin, nama="x", sidik=f"{n}", awalan="x")

    isi(100)
    client.get(alamat)
    with CaptureQueriesContext(connection) as satu:
        client.get(alamat)
    for n in range(29):
        isi(n)
    with CaptureQueriesContext(connection) as banyak:
        client.get(alamat)
    assert len(satu) == len(banyak)
    assert len(satu) <= 12
