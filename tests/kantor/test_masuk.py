"""Signing in: whoever knows the password or reads the letter gets in; whoever guesses does not, and learns nothing."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from django.urls import reverse

from kantor.models import PegawaiPribadi, Pengguna, Surel
from kantor.services import masuk as layanan
from kantor.services.akun import akun_peserta
from kantor.services.pribadi import simpan_pribadi

from . import bantu

pytestmark = pytest.mark.django_db
SANDI = "kata-sandi-rahasia-1"


@pytest.fixture(autouse=True)
def _tanpa_jeda(monkeypatch):
    """The clock of asking for a code is measured in a test of its own."""
    monkeypatch.setattr(layanan, "LAMA_MINTA_KODE", 0)


@pytest.fixture
def staf():
    akun = bantu.pengguna("panitia")
    akun.set_password(SANDI)
    akun.email = f"{akun.username}@contoh.example"
    akun.save()
    return akun


@pytest.fixture
def peserta():
    """A peserta with an address on file and no password, as verification makes them."""
    orang = bantu.pegawai(7, nama="Rina Siregar", instansi=bantu.instansi())
    simpan_pribadi(baris=PegawaiPribadi(pegawai=orang), email="rina@contoh.example")
    return akun_peserta(oleh=None, pegawai=orang)


def masuk(client, nama, sandi=SANDI, **lain):
    return client.post("/masuk/", {"masukan": nama, "sandi": sandi, **lain})


def kode_terakhir():
    return re.search(r"^ {4}(\d{4} \d{4})$", Surel.objects.latest("pk").isi, re.MULTILINE)[1]


def sudah_masuk(client):
    return "_auth_user_id" in client.session


def test_the_door_is_labelled_as_the_office_says_it(client):
    isi = client.get("/masuk/").content.decode()
    assert re.search(r"<label[^>]*>NIP, email, atau nama pengguna</label>", isi)
    assert re.search(r"<label[^>]*>Kata sandi</label>", isi)
    assert re.search(r'<button type="submit" class="tombol">Masuk</button>', isi)


def test_one_gets_in_by_user_name_by_nip_as_typed_and_by_an_unshared_address(staf):
    staf.pegawai = bantu.pegawai(3)
    staf.save()
    nip = staf.pegawai.nip
    for nama in (
        staf.username.upper(),
        nip,
        f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}",
        staf.email.upper(),
    ):
        client = Client()
        assert masuk(client, nama).status_code == 302, nama
        assert sudah_masuk(client), nama


def test_an_address_of_two_accounts_is_no_name_at_the_door(client, staf):
    lain = bantu.pengguna("panitia")
    lain.email = staf.email
    lain.set_password(SANDI)
    lain.save()
    assert masuk(client, staf.email).status_code == 200
    assert not sudah_masuk(client)
    assert masuk(client, lain.username).status_code == 302


def test_a_closed_account_gets_in_by_no_way_and_its_session_ends(client, staf):
    masuk(client, staf.username)
    Pengguna.objects.filter(pk=staf.pk).update(is_active=False)
    assert client.get("/akun/").status_code == 302
    lain = Client()
    assert masuk(lain, staf.username).status_code == 200
    lain.post("/masuk/kode/", {"masukan": staf.username})
    assert not Surel.objects.exists()


def test_unknown_name_and_wrong_password_are_answered_alike(staf):
    salah = masuk(Client(), staf.username, "bukan ini").content.decode()
    asing = masuk(Client(), "tidak-ada-orangnya", "bukan ini").content.decode()
    buang = re.compile(r'value="[^"]*"')
    assert "tidak cocok" in salah
    assert buang.sub("", salah) == buang.sub("", asing)


def test_from_the_eleventh_wrong_password_it_is_429_from_any_address_and_by_any_name(staf):
    for n in range(10):
        assert (
            masuk(Client(REMOTE_ADDR=f"10.0.0.{n}"), [staf.username, staf.email][n % 2], "salah").status_code
            == 200
        )
    jawaban = masuk(Client(REMOTE_ADDR="10.9.9.9"), staf.username, "salah")
    assert jawaban.status_code == 429
    assert jawaban["Retry-After"] == "60"
    assert "tunggu satu menit" in jawaban.content.decode().lower()
    assert masuk(Client(), staf.username).status_code == 429, "the right password would tell the guesser"


def test_a_program_reads_the_429_as_json(client):
    for _ in range(11):
        jawaban = client.post(
            "/masuk/", {"masukan": "tak.ada.di.sini", "sandi": "x"}, headers={"Accept": "application/json"}
        )
    assert jawaban.status_code == 429
    assert jawaban.json()["kode"] == "terlalu_sering"


def test_names_nobody_has_are_counted_too_and_however_a_nip_is_typed():
    nip = bantu.nip(4242)
    jawaban = [
        masuk(Client(), teks, "x").status_code for teks in (nip, f"{nip[:8]} {nip[8:]}") * 5 + (f"'{nip}",)
    ]
    assert jawaban == [200] * 10 + [429]


def test_while_others_guess_the_owner_enters_by_a_code(staf):
    penebak, pemilik = Client(), Client()
    for _ in range(11):
        masuk(penebak, staf.username, "salah")
    penebak.post("/masuk/kode/", {"masukan": staf.username})
    jawaban = [penebak.post("/masuk/kode/isi/", {"kode": f"{n:08d}"}).status_code for n in range(12)]
    assert jawaban == [200] * 10 + [429] * 2
    pemilik.post("/masuk/kode/", {"masukan": staf.username})
    assert pemilik.post("/masuk/kode/isi/", {"kode": kode_terakhir()}).status_code == 302
    assert sudah_masuk(pemilik)


def test_a_code_tried_ten_times_is_dead_even_for_the_right_one(staf):
    client = Client()
    client.post("/masuk/kode/", {"masukan": staf.username})
    kode = kode_terakhir()
    for n in range(10):
        client.post("/masuk/kode/isi/", {"kode": f"{n:08d}"})
    assert client.post("/masuk/kode/isi/", {"kode": kode}).status_code == 429
    assert not sudah_masuk(client)


def test_asking_for_codes_is_limited_per_account_and_address(staf):
    jawaban = [Client().post("/masuk/kode/", {"masukan": staf.username}).status_code for _ in range(16)]
    assert jawaban == [302] * 15 + [429]
    assert Client(REMOTE_ADDR="10.1.1.1").post("/masuk/kode/", {"masukan": staf.username}).status_code == 302


def test_forty_colleagues_behind_one_address_all_get_in():
    for n in range(40):
        akun = bantu.pengguna("operator", unit=None) if n < 0 else bantu.pengguna("panitia")
        akun.set_password(SANDI)
        akun.save()
        masuk(Client(), akun.username, "salah ketik")
        assert masuk(Client(), akun.username).status_code == 302
        assert Client().post("/masuk/kode/", {"masukan": akun.username}).status_code == 302


def test_a_nip_gets_its_code_at_the_address_on_file_and_the_letter_names_its_owner(client, peserta):
    nip = peserta.pegawai.nip
    client.post("/masuk/kode/", {"masukan": f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"})
    surat = Surel.objects.get()
    assert surat.kepada == "rina@contoh.example"
    assert "Rina Siregar" in surat.isi
    assert peserta.pegawai.nip_cetak in surat.isi
    assert surat.kode == "", "outside a demo the code stands in the letter only"
    assert client.post("/masuk/kode/isi/", {"kode": kode_terakhir()}).url == "/masuk/lanjut/"
    assert client.get("/masuk/lanjut/").url == "/saya/"


def test_asking_for_a_code_shows_the_same_for_known_unknown_and_addressless(peserta):
    tanpa = akun_peserta(oleh=None, pegawai=bantu.pegawai(8))
    halaman = set()
    for nip in (peserta.pegawai.nip, tanpa.pegawai.nip, bantu.nip(777)):
        client = Client()
        assert client.post("/masuk/kode/", {"masukan": nip}).url == "/masuk/kode/isi/"
        isi = client.get("/masuk/kode/isi/").content.decode().replace(nip, "NIP")
        halaman.add(re.sub(r'value="[^"]*"', "", isi))
        salah = client.post("/masuk/kode/isi/", {"kode": "12345678"}).content.decode().replace(nip, "NIP")
        halaman.add(re.sub(r'value="[^"]*"', "", salah))
    assert len(halaman) == 2
    assert not any("rina@" in satu or "r•••@" in satu for satu in halaman)
    assert Surel.objects.count() == 1


def test_a_shared_address_gets_no_code_but_each_nip_does(client):
    akun = []
    for n in (21, 22):
        orang = bantu.pegawai(n)
        simpan_pribadi(baris=PegawaiPribadi(pegawai=orang), email="kelurahan@contoh.example")
        akun.append(akun_peserta(oleh=None, pegawai=orang))
    client.post("/masuk/kode/", {"masukan": "kelurahan@contoh.example"})
    assert not Surel.objects.exists()
    client.post("/masuk/kode/", {"masukan": akun[1].pegawai.nip})
    assert akun[1].sebutan in Surel.objects.get().isi


def test_asking_takes_as_long_for_a_stranger_as_for_an_owner(monkeypatch, peserta):
    from time import monotonic

    monkeypatch.setattr(layanan, "LAMA_MINTA_KODE", 0.25)
    lama = []
    for nama in (peserta.pegawai.nip, bantu.nip(778)):
        mulai = monotonic()
        Client().post("/masuk/kode/", {"masukan": nama})
        lama.append(monotonic() - mulai)
    assert min(lama) >= 0.25
    assert abs(lama[0] - lama[1]) < 0.15


def test_a_code_works_only_where_it_was_asked_for_and_only_once(staf):
    peminta, lain = Client(), Client()
    peminta.post("/masuk/kode/", {"masukan": staf.username})
    kode = kode_terakhir()
    assert lain.post("/masuk/kode/isi/", {"kode": kode}).url == "/masuk/kode/"
    lain.post("/masuk/kode/", {"masukan": staf.username})
    assert lain.post("/masuk/kode/isi/", {"kode": kode}).status_code == 200
    assert peminta.post("/masuk/kode/isi/", {"kode": kode.replace(" ", "")}).status_code == 302
    assert peminta.get("/masuk/kode/isi/").url == "/masuk/kode/"


def test_the_code_does_not_stand_readable_in_the_session(client, staf):
    client.post("/masuk/kode/", {"masukan": staf.username})
    assert kode_terakhir().replace(" ", "") not in str(dict(client.session))


@pytest.mark.parametrize(
    "alamat", ["https://jahat.example/", "//jahat.example", "javascript:alert(1)", "/\\jahat.example"]
)
def test_no_road_leads_out_of_the_portal(client, staf, alamat):
    assert masuk(client, staf.username, next=alamat).url == "/masuk/lanjut/"
    assert client.get("/masuk/", {"next": alamat}).url == "/masuk/lanjut/"


def test_one_goes_on_where_one_wanted_to_go_also_by_code(client, staf):
    assert masuk(client, staf.username, next="/admin/?a=1").url == "/admin/?a=1"
    lain = Client()
    langkah = lain.post("/masuk/kode/?next=/admin/", {"masukan": staf.username})
    assert langkah.url == "/masuk/kode/isi/?next=%2Fadmin%2F"
    assert lain.post(langkah.url, {"kode": kode_terakhir()}).url == "/admin/"


def test_the_session_gets_a_new_name_at_the_door(client, staf):
    client.get("/masuk/kode/isi/")
    client.post("/masuk/kode/", {"masukan": staf.username})
    sebelum = client.session.session_key
    masuk(client, staf.username)
    assert client.session.session_key != sebelum


@pytest.mark.parametrize(
    ("jenis", "rumah"),
    [("admin", "/admin/"), ("panitia", "/admin/"), ("pimpinan", "/pimpinan/"), ("penguji", "/penguji/")],
)
def test_each_goes_home_to_the_own_room(client, jenis, rumah):
    client.force_login(bantu.pengguna(jenis))
    assert client.get("/masuk/lanjut/").url == rumah


def test_admin_has_the_same_door(client):
    assert client.get("/admin/login/?next=/admin/").url == "/masuk/?next=/admin/"


def test_leaving_takes_a_post(client, staf):
    client.force_login(staf)
    assert client.get("/keluar/").status_code == 200
    assert sudah_masuk(client)
    assert client.post("/keluar/").url == "/"
    assert not sudah_masuk(client)


@pytest.mark.parametrize("nama", ["\0", "x" * 300, "' OR 1=1 --", "a@b@c", "١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦٧٨", " "])
def test_odd_names_are_answered_politely(client, nama):
    assert masuk(client, nama).status_code == 200
    assert client.post("/masuk/kode/", {"masukan": nama}).status_code in (200, 302)


@pytest.mark.django_db(transaction=True)
def test_guesses_at_the_same_time_are_counted_one_by_one():
    akun = bantu.pengguna("panitia")

    def tebak(_):
        try:
            return masuk(Client(), akun.username, "salah").status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as kolam:
        jawaban = list(kolam.map(tebak, range(30)))
    assert sorted(jawaban) == [200] * 10 + [429] * 20


def test_guesses_are_counted_while_valkey_is_down(staf, monkeypatch):
    monkeypatch.setitem(settings.CACHES["default"], "LOCATION", "redis://127.0.0.1:1/1")
    jawaban = [masuk(Client(), staf.username, "salah").status_code for _ in range(11)]
    assert jawaban == [200] * 10 + [429]


def test_every_page_of_the_door_speaks_indonesian(client, staf):
    client.force_login(staf)
    asing = re.compile(r"\b(sign in|password|log ?out|submit|two-factor|required|invalid)\b", re.IGNORECASE)
    for nama in ("akun", "account_change_password", "account_logout", "mfa_index"):
        isi = re.sub(r"<[^>]*>", " ", client.get(reverse(nama)).content.decode())
        assert not asing.search(isi), (nama, asing.search(isi))
