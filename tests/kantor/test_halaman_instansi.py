"""The own office on screen: identity, colours, lambang, names with periods, signers."""

from __future__ import annotations

import datetime
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from kantor.models import Instansi, NamaLembaga, Pejabat, Pengguna
from kantor.services.instansi import warna_terbaca
from tests.kantor import bantu

pytestmark = pytest.mark.django_db
D = datetime.date
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>alert(1)</script><path d="M0 0h9v9z"/></svg>'


def masuk(akun: Pengguna) -> Client:
    klien = Client()
    klien.force_login(akun)
    return klien


@pytest.fixture
def kantor() -> Instansi:
    return bantu.instansi()


@pytest.fixture
def pengelola(kantor) -> Client:
    return masuk(bantu.pengguna("admin"))


def isian(kantor: Instansi, **lain: str) -> dict[str, str]:
    kolom = ("nama", "kota", "zona_waktu", "warna_utama", "warna_aksen", "motif", "kertas", "pola_nomor")
    return {k: getattr(kantor, k) for k in kolom} | lain


def test_all_staff_look_and_only_the_manager_changes(kantor):
    panitia = masuk(bantu.pengguna("panitia"))
    isi = panitia.get("/admin/instansi/").content.decode()
    assert "Pemerintah Kota Medan" in isi
    assert "Ubah data kantor" not in isi
    assert panitia.get("/admin/instansi/kota-medan/ubah/").status_code == 404
    assert panitia.post("/admin/instansi/kota-medan/lambang/", {"lepas": "1"}).status_code == 404


def test_another_office_is_404(kantor):
    asing = masuk(bantu.pengguna("admin", bantu.instansi("kota-padang", "Pemerintah Kota Padang")))
    for ekor in ("ubah/", "lembaga/baru/", "pejabat/baru/"):
        assert asing.get(f"/admin/instansi/kota-medan/{ekor}").status_code == 404
    assert asing.get("/admin/instansi/?instansi=kota-medan").status_code == 404


def test_identity_and_look_are_changed(pengelola, kantor):
    isi = isian(kantor, warna_utama="#7a2230", kertas="F4", telepon="(061) 123")
    assert pengelola.post("/admin/instansi/kota-medan/ubah/", isi).status_code == 302
    kantor.refresh_from_db()
    assert (kantor.warna_utama, kantor.kertas, kantor.telepon) == ("#7a2230", "F4", "(061) 123")


def test_a_colour_too_light_is_told_and_darkened(pengelola, kantor):
    jawaban = pengelola.post(
        "/admin/instansi/kota-medan/ubah/", isian(kantor, warna_utama="#ffe100"), follow=True
    )
    assert "terlalu terang untuk tulisan" in jawaban.content.decode()
    assert warna_terbaca("#0e5a43") == (True, "#0e5a43")
    terbaca, dipakai = warna_terbaca("#ffe100")
    assert not terbaca
    assert dipakai != "#ffe100"


@pytest.mark.parametrize(
    ("salah", "bidang"),
    [
        ({"warna_utama": "merah"}, "warna_utama"),
        ({"pola_nomor": "893.3/{romawi}"}, "pola_nomor"),
        ({"pola_nomor": "{urut}/{tahun}/{rahasia}"}, "pola_nomor"),
        ({"nama": ""}, "nama"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field(pengelola, kantor, salah, bidang):
    jawaban = pengelola.post("/admin/instansi/kota-medan/ubah/", isian(kantor) | salah)
    assert jawaban.status_code == 400
    assert bidang in jawaban.context["form"].errors


def pasang(pengelola: Client, isi: bytes, nama: str):
    return pengelola.post("/admin/instansi/kota-medan/lambang/", {"lambang": SimpleUploadedFile(nama, isi)})


def test_a_drawing_is_kept_without_its_script(pengelola, kantor, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    assert pasang(pengelola, SVG, "lambang.svg").status_code == 302
    kantor.refresh_from_db()
    with kantor.lambang.open() as berkas:
        isi = berkas.read()
    assert b"path" in isi
    assert b"script" not in isi
    jawaban = pengelola.get("/lambang/kota-medan/")
    assert jawaban.headers["Content-Type"] == "image/svg+xml"
    jawaban.close()


def test_a_picture_is_drawn_anew_and_taken_off_again(pengelola, kantor, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    wadah = io.BytesIO()
    Image.new("RGBA", (40, 40), (0, 90, 60, 0)).save(wadah, "PNG")
    pasang(pengelola, wadah.getvalue(), "lambang.png")
    kantor.refresh_from_db()
    assert kantor.lambang.name.endswith(".png")
    pengelola.post("/admin/instansi/kota-medan/lambang/", {"lepas": "1"})
    kantor.refresh_from_db()
    assert not kantor.lambang


@pytest.mark.parametrize(
    ("isi", "nama"),
    [(b"MZ" + b"\0" * 99, "lambang.png"), (b"<html></html>", "lambang.svg"), (b"<svg", "x.svg")],
)
def test_what_is_no_picture_is_refused(pengelola, kantor, isi, nama):
    assert pasang(pengelola, isi, nama).status_code == 400
    kantor.refresh_from_db()
    assert not kantor.lambang


def nama_lembaga(nama: str, mulai: D, sampai: D | None = None) -> NamaLembaga:
    return NamaLembaga.objects.create(
        instansi=bantu.instansi(), nama=nama, singkatan=nama[:3], berlaku_mulai=mulai, berlaku_sampai=sampai
    )


def test_a_new_name_ends_the_one_before_it(pengelola, kantor):
    lama = nama_lembaga("BKD", D(2009, 1, 1))
    isi = {"nama": "Badan Baru", "singkatan": "BB", "berlaku_mulai": "2017-08-01"}
    assert pengelola.post("/admin/instansi/kota-medan/lembaga/baru/", isi).status_code == 302
    lama.refresh_from_db()
    assert lama.berlaku_sampai == D(2017, 7, 31)
    assert kantor.lembaga_pada(D(2017, 8, 1)).singkatan == "BB"


def test_overlapping_periods_are_refused(pengelola, kantor):
    nama_lembaga("BKD", D(2009, 1, 1), D(2017, 7, 31))
    isi = {"nama": "Lain", "singkatan": "L", "berlaku_mulai": "2010-01-01", "berlaku_sampai": "2011-01-01"}
    jawaban = pengelola.post("/admin/instansi/kota-medan/lembaga/baru/", isi)
    assert jawaban.status_code == 400
    assert "bertumpukan" in jawaban.content.decode()


def pejabat(**lain: str) -> dict[str, str]:
    isi = {"nama": "Dra. Contoh, M.Si.", "jabatan": "Kepala Badan", "kapasitas": "definitif"}
    return isi | {"berlaku_mulai": "2020-01-01", "nip": "19700303 199503 2 002", "golongan": "IV.b"} | lain


def test_a_signer_is_added_corrected_and_deleted(pengelola, kantor):
    pengelola.post("/admin/instansi/kota-medan/pejabat/baru/", pejabat())
    satu = Pejabat.objects.get()
    assert (satu.nip, satu.golongan) == ("197003031995032002", "IV/b")
    pengelola.post(f"/admin/instansi/kota-medan/pejabat/{satu.pk}/", pejabat(berlaku_sampai="2021-01-01"))
    satu.refresh_from_db()
    assert satu.berlaku_sampai == D(2021, 1, 1)
    pengelola.post(f"/admin/instansi/kota-medan/pejabat/{satu.pk}/", {"hapus": "1"})
    assert not Pejabat.objects.exists()


@pytest.mark.parametrize(
    ("salah", "bidang"),
    [({"kapasitas": "an"}, "atas_nama"), ({"nip": "12"}, "nip"), ({"golongan": "X/y"}, "golongan")],
)
def test_a_signer_with_a_slip_is_said_at_its_field(pengelola, kantor, salah, bidang):
    jawaban = pengelola.post("/admin/instansi/kota-medan/pejabat/baru/", pejabat(**salah))
    assert jawaban.status_code == 400
    assert bidang in jawaban.context["form"].errors


def test_a_signer_of_another_office_is_404(pengelola, kantor):
    lain = bantu.instansi("kota-padang", "Pemerintah Kota Padang")
    asing = Pejabat.objects.create(instansi=lain, nama="X", jabatan="Y", berlaku_mulai=D(2020, 1, 1))
    assert pengelola.get(f"/admin/instansi/kota-medan/pejabat/{asing.pk}/").status_code == 404


def test_the_age_of_retirement_is_a_setting_with_a_date(pengelola, kantor):
    alamat = "/admin/instansi/kota-medan/usia-pensiun/baru/"
    for isi in (
        {"usia": "58", "berlaku_mulai": "2014-01-15"},
        {"usia": "60", "jabatan": "Ahli  Madya", "berlaku_mulai": "2017-04-07"},
        {"usia": "59", "berlaku_mulai": "2030-01-01"},
    ):
        assert pengelola.post(alamat, isi).status_code == 302
    assert [(u.jabatan, u.usia, u.berlaku_sampai) for u in kantor.usia_pensiun.all()] == [
        ("", 59, None),
        ("", 58, D(2029, 12, 31)),
        ("Ahli Madya", 60, None),
    ]
    halaman = pengelola.get("/admin/instansi/").content.decode()
    assert "Dapat diubah." in halaman
    assert "Jabatan yang memuat “Ahli Madya”" in halaman
    for salah in ({"usia": "20"}, {"usia": "60", "jabatan": "ahli madya", "berlaku_mulai": "2016-01-01"}):
        assert pengelola.post(alamat, {"berlaku_mulai": "2031-01-01"} | salah).status_code == 400
    satu = kantor.usia_pensiun.get(usia=60)
    assert (
        pengelola.post(f"/admin/instansi/kota-medan/usia-pensiun/{satu.pk}/", {"hapus": "1"}).status_code
        == 302
    )
    assert not kantor.usia_pensiun.filter(pk=satu.pk).exists()
    panitia = masuk(bantu.pengguna("panitia"))
    assert "usia-pensiun/baru" not in panitia.get("/admin/instansi/").content.decode()
    assert panitia.get(alamat).status_code == 404
