"""The API of gelombang and registrations, as another system meets it."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from diklat.models import Gelombang, PanitiaProgram, Program
from kantor.lingkup import Hak
from kantor.models import Pegawai, Unit
from kantor.services.kunci_api import buat_kunci
from peserta.models import Pendaftaran
from peserta.services.pintu import bekerja_pada
from tests.peserta import buat

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> dict[str, Unit]:
    return buat.pohon()


def klien(jenis: str = "admin", kode: str = "medan", **lain) -> APIClient:
    pemilik = buat.akun(jenis, kode, **lain)
    _, kunci = buat_kunci(oleh=None, instansi=buat.instansi(kode), pemilik=pemilik, nama="uji")
    asing = APIClient()
    asing.credentials(HTTP_AUTHORIZATION=f"Token {kunci}")
    return asing


def isi(n: int, **lain) -> dict:
    nilai = {
        "nip": buat.nip(n), "nama": "Rina Siregar, S.Sos.", "surel": f"orang{n}@contoh.example",
        "ponsel": "081234567890", "golongan": "III/c", "jabatan": "Lurah", "unit": "12.71.01.1001",
    }  # fmt: skip
    return nilai | lain


def daftar(klien: APIClient, g, n: int, **lain):
    kepala = lain.pop("kepala", {})
    alamat = f"/api/v1/gelombang/{g.slug}/pendaftaran/"
    return klien.post(alamat, json.dumps(isi(n, **lain)), content_type="application/json", headers=kepala)


def test_anybody_reads_the_gelombang_with_their_seats(unit, django_assert_num_queries):
    g = buat.gelombang(kuota=1)
    buat.gelombang(dibuka=False)
    for n in (1, 2, 3):
        buat.daftarkan(g, n, unit["a1"])
    with django_assert_num_queries(2):
        daftar_isi = APIClient().get("/api/v1/gelombang/").json()
    assert set(daftar_isi) == {"jumlah", "berikutnya", "sebelumnya", "hasil"}
    assert daftar_isi["jumlah"] == 1
    with django_assert_num_queries(1):
        jawaban = APIClient().get(f"/api/v1/gelombang/{g.slug}/")
    assert jawaban.json() == daftar_isi["hasil"][0]
    terbaca = {
        k: jawaban.json()[k] for k in ("slug", "nama", "status", "kuota", "sisa", "cadangan", "tempat")
    }
    assert terbaca == {
        "slug": g.slug, "nama": "Diklat Pelayanan Prima", "status": "dibuka", "kuota": 1, "sisa": 0, "cadangan": 2,
        "tempat": "Balai Diklat",
    }  # fmt: skip
    assert (jawaban.json()["mulai"], jawaban.json()["selesai"]) == (
        g.mulai.isoformat(),
        g.selesai.isoformat(),
    )
    assert "public" in jawaban["Cache-Control"]


def test_a_draft_is_for_its_own_office_only(unit):
    g = buat.gelombang(dibuka=False)
    alamat = f"/api/v1/gelombang/{g.slug}/"
    assert APIClient().get(alamat).status_code == klien(kode="padang").get(alamat).status_code == 404
    assert klien().get(alamat).json()["status"] == "draf"
    assert klien().get("/api/v1/gelombang/?status=draf").json()["jumlah"] == 1
    assert APIClient().get("/api/v1/gelombang/?status=draf").json()["jumlah"] == 0


def test_a_registration_answers_number_status_and_place(unit):
    g, staf = buat.gelombang(kuota=1), klien()
    satu, dua = daftar(staf, g, 1), daftar(staf, g, 2)
    assert satu.status_code == dua.status_code == 201
    duduk = Pendaftaran.objects.get(status="diajukan")
    assert satu.json() == {"nomor": duduk.nomor, "status": "diajukan", "posisi": None}
    assert (dua.json()["status"], dua.json()["posisi"]) == ("daftar_tunggu", 1)
    assert daftar(staf, g, 3, prioritas=3).json()["posisi"] == 1
    assert (duduk.jalur, duduk.gelar_belakang) == ("api", "S.Sos.")


def test_refusals_have_one_form_and_their_codes(unit):
    staf = klien()
    penuh = buat.gelombang(kuota=1, pakai_cadangan=False)
    lain = buat.gelombang(mulai=31)
    tertutup = buat.gelombang(dibuka=False)
    daftar(staf, penuh, 1)
    for g, n, kode in [
        (penuh, 1, "sudah_terdaftar"),
        (penuh, 2, "kuota_penuh"),
        (lain, 1, "bentrok_jadwal"),
        (tertutup, 2, "pendaftaran_ditutup"),
    ]:
        jawaban = daftar(staf, g, n)
        assert (jawaban.status_code, jawaban.json()["kode"]) == (409, kode)
        assert set(jawaban.json()) == {"kode", "pesan", "rincian"}


@pytest.mark.parametrize(
    ("bidang", "nilai"),
    [
        ("nip", "19860926201505100"),
        ("nip", "1986092620150510\x0011"),
        ("nip", ["198609262015051001"]),
        ("nip", ""),
        ("nama", "x" * 500),
        ("nama", "Rina\x00Siregar"),
        ("nama", "\ud800"),
        ("nama", "=cmd|' /C calc'!A0"),
        ("nama", '<a href="https://contoh.example">x</a>'),
        ("nama", {"a": 1}),
        ("nama", ""),
        ("surel", "a@b"),
        ("surel", "x" * 300 + "@contoh.example"),
        ("ponsel", "12"),
        ("golongan", "V/e"),
        ("jabatan", "+62<script>"),
        ("unit", "99.99"),
        ("unit", ""),
        ("unit", "\x00"),
        ("status_kepegawaian", "raja"),
        ("persetujuan", False),
        ("persetujuan", "mungkin"),
        ("prioritas", -1),
        ("prioritas", 10**30),
        ("prioritas", "banyak"),
    ],
)
def test_bad_input_is_400_with_the_field_and_stores_nothing(unit, bidang, nilai):
    g = buat.gelombang()
    jawaban = daftar(klien(), g, 1, **{bidang: nilai})
    assert (jawaban.status_code, jawaban.json()["kode"]) == (400, "tidak_valid")
    assert list(jawaban.json()["rincian"]) == [bidang]
    assert all(isinstance(pesan, str) for pesan in jawaban.json()["rincian"][bidang])
    assert not Pendaftaran.objects.exists()
    assert not Pegawai.objects.exists()


def test_an_empty_body_names_what_is_missing_and_no_json_is_said_so(unit):
    g, staf = buat.gelombang(), klien()
    alamat = f"/api/v1/gelombang/{g.slug}/pendaftaran/"
    kosong = staf.post(alamat, {}, format="json")
    assert kosong.status_code == 400
    assert {"nama", "unit"} <= set(kosong.json()["rincian"])
    for mentah in (b"{", b"[1]", b"null", b'"teks"', b"\xff"):
        jawaban = staf.post(alamat, mentah, content_type="application/json")
        assert (jawaban.status_code, jawaban.json()["kode"]) == (400, "tidak_valid"), mentah
    assert staf.post(alamat, "a=1", content_type="application/x-www-form-urlencoded").status_code == 415


def test_without_a_key_nobody_registers_and_another_office_finds_nothing(unit):
    g = buat.gelombang()
    jawaban = daftar(APIClient(), g, 1)
    assert (jawaban.status_code, jawaban.json()["kode"]) == (401, "tidak_berhak")
    p = buat.daftarkan(g, 5, unit["a1"])
    for luar in (klien(kode="padang"), klien("operator", unit=unit["a"])):
        assert daftar(luar, g, 1).status_code == 404
    padang = klien(kode="padang")
    assert padang.get(f"/api/v1/gelombang/{g.slug}/pendaftaran/").json()["kode"] == "tidak_ditemukan"
    putusan = {"keputusan": "terima"}
    assert (
        padang.post(f"/api/v1/pendaftaran/{p.nomor}/verifikasi/", putusan, format="json").status_code == 404
    )
    assert daftar(klien("pimpinan"), g, 1).status_code == 404


def test_the_list_of_registrations_is_filtered_and_ordered(unit, django_assert_num_queries):
    g, staf = buat.gelombang(kuota=2), klien()
    for n in range(5):
        daftar(staf, g, n)
    alamat = f"/api/v1/gelombang/{g.slug}/pendaftaran/"
    with django_assert_num_queries(4):  # key with roles, gelombang, count, rows
        menunggu = staf.get(alamat, {"status": "daftar_tunggu"}).json()
    assert [b["posisi"] for b in menunggu["hasil"]] == [1, 2, 3]
    assert staf.get(alamat).json()["jumlah"] == 5
    baris = menunggu["hasil"][0]
    assert (baris["nip"], baris["nama"], baris["unit"]) == (
        buat.nip(2),
        "Rina Siregar, S.Sos.",
        "12.71.01.1001",
    )
    assert not {"surel", "ponsel"} & set(baris)
    assert staf.get(alamat, {"status": "entah"}).json()["kode"] == "tidak_valid"
    assert staf.get(alamat, {"halaman": "9"}).status_code == 404


def test_a_decision_by_the_api(unit):
    g, staf = buat.gelombang(), klien()
    nomor = daftar(staf, g, 1).json()["nomor"]
    alamat = f"/api/v1/pendaftaran/{nomor}/verifikasi/"
    assert staf.post(alamat, {"keputusan": "entah"}, format="json").json()["rincian"].keys() == {"keputusan"}
    assert staf.post(alamat, {"keputusan": "tolak"}, format="json").json()["rincian"].keys() == {"alasan"}
    jawaban = staf.post(alamat, {"keputusan": "terima"}, format="json")
    assert jawaban.json() == {"nomor": nomor, "status": "diverifikasi", "posisi": None}
    assert staf.post(alamat.replace(nomor, "PD-X"), {"keputusan": "terima"}, format="json").status_code == 404


@pytest.mark.parametrize("perbarui", [False, True])
def test_what_is_on_file_of_a_pegawai_changes_only_when_the_decision_says_so(unit, perbarui):
    g, staf = buat.gelombang(), klien()
    nomor = daftar(staf, g, 1).json()["nomor"]
    p = Pendaftaran.objects.get(nomor=nomor)
    Pegawai.objects.filter(pk=p.pegawai_id).update(jabatan="Camat", terverifikasi=True, instansi=g.instansi)
    Pendaftaran.objects.filter(pk=p.pk).update(jabatan="Lurah")
    putusan = {"keputusan": "terima", "perbarui_pegawai": perbarui}
    jawaban = staf.post(f"/api/v1/pendaftaran/{nomor}/verifikasi/", putusan, format="json")
    assert jawaban.status_code == 200
    assert Pegawai.objects.get(pk=p.pegawai_id).jabatan == ("Lurah" if perbarui else "Camat")


def test_one_key_one_registration(unit):
    g, staf = buat.gelombang(), klien()
    kepala = {"Idempotency-Key": "pesanan-1"}
    satu, dua = daftar(staf, g, 1, kepala=kepala), daftar(staf, g, 1, kepala=kepala)
    assert satu.status_code == dua.status_code == 201
    assert satu.json() == dua.json()
    assert Pendaftaran.objects.count() == 1
    lain = daftar(staf, g, 2, kepala=kepala)
    assert (lain.status_code, lain.json()["kode"]) == (422, "kunci_dipakai_ulang")


def test_a_registration_by_key_costs_at_most_fifteen_statements(unit):
    g, staf = buat.gelombang(), klien()
    daftar(staf, g, 1)
    with CaptureQueriesContext(connection) as hitung:
        assert daftar(staf, g, 2).status_code == 201
    assert len(hitung) <= 15, "\n".join(q["sql"][:120] for q in hitung)


@pytest.mark.parametrize("jenis", ["admin", "panitia", "pimpinan", "penguji"])
@pytest.mark.parametrize("kode", ["medan", "padang"])
def test_daily_work_by_the_roles_at_hand_is_the_scope_of_the_database(unit, jenis, kode):
    g = buat.gelombang()
    oleh = buat.akun(jenis, kode)
    assert bekerja_pada(oleh, g) is Gelombang.objects.untuk(oleh, Hak.KERJA).filter(pk=g.pk).exists()


def test_a_panitia_of_other_programs_works_on_this_one_by_neither_account(unit):
    g = buat.gelombang()
    lain = Program.objects.create(instansi=buat.instansi(), kode="lain", nama="Lain")
    oleh = buat.akun("panitia")
    PanitiaProgram.objects.create(pengguna=oleh, program=lain)
    assert not bekerja_pada(oleh, g)
    assert not Gelombang.objects.untuk(oleh, Hak.KERJA).exists()


def test_unknown_addresses_and_methods_have_the_form_too(unit):
    assert APIClient().get("/api/v1/entah/").json()["kode"] == "tidak_ditemukan"
    assert APIClient().post("/api/v1/gelombang/a%00b/pendaftaran/").json()["kode"] == "tidak_ditemukan"
    assert klien().delete("/api/v1/gelombang/").status_code == 405


def test_the_schema_tells_every_field_and_error_and_the_page_shows_it(unit):
    skema = APIClient().get("/api/v1/schema/", headers={"Accept": "application/vnd.oai.openapi+json"}).json()
    post = skema["paths"]["/api/v1/gelombang/{slug}/pendaftaran/"]["post"]
    assert {"201", "400", "401", "404", "409", "422"} <= set(post["responses"])
    assert "Idempotency-Key" in [p["name"] for p in post["parameters"]]
    masuk = skema["components"]["schemas"]["PendaftaranMasuk"]
    assert set(masuk["properties"]) == {
        "nip", "nama", "surel", "ponsel", "golongan", "jabatan", "unit", "status_kepegawaian", "persetujuan",
        "prioritas",
    }  # fmt: skip
    halaman = APIClient().get("/api/v1/docs/")
    assert halaman.status_code == 200
    assert "script-src 'self'" in halaman["Content-Security-Policy"]
    assert "unsafe-inline" not in halaman["Content-Security-Policy"].split("script-src")[1].split(";")[0]
