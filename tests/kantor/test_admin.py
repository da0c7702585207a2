"""Master data in the admin frame: in scope, on record, not there for others."""

import datetime
from io import BytesIO

import pytest
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from diklat.models import Kurikulum, Modul, Program
from kantor.admin.dasar import AdminInstansi, PaginatorTerbatas
from kantor.models import AliasUnit, Instansi, NamaLembaga, Pejabat, Unit

from . import bantu

pytestmark = pytest.mark.django_db
DAFTAR = (
    "kantor/instansi",
    "kantor/namalembaga",
    "kantor/pejabat",
    "kantor/unit",
    "diklat/program",
    "diklat/kurikulum",
)
RUANG = {"kantor", "diklat", "peserta", "penilaian", "dokumen"}


def masuk(jenis, milik=None, **lain):
    client = Client()
    client.force_login(bantu.pengguna(jenis, milik, **lain))
    return client


@pytest.fixture
def isi():
    """One row of everything in Medan and in Padang."""
    for kode, nama, kota in (
        ("kota-medan", "Pemerintah Kota Medan", "12.71"),
        ("kota-padang", "Pemerintah Kota Padang", "13.71"),
    ):
        milik = bantu.instansi(kode, nama)
        NamaLembaga.objects.create(
            instansi=milik, nama=f"BKPSDM {nama}", singkatan="BKPSDM", berlaku_mulai="2020-01-01"
        )
        Pejabat.objects.create(
            instansi=milik, nama=f"Pejabat {nama}", jabatan="Kepala", berlaku_mulai="2020-01-01"
        )
        bantu.unit(kota, nama, "kota", milik=milik)
        program = Program.objects.create(instansi=milik, kode="prima", nama=f"Prima {nama}")
        kurikulum = Kurikulum.objects.create(program=program, versi="1")
        Modul.objects.create(kurikulum=kurikulum, urutan=1, nama="Konsep", jp=4)


def satu(daftar, kode):
    model = admin.site._registry
    kelas = next(m for m in model if m._meta.label_lower.replace(".", "/") == daftar)
    jalan = {"kantor/instansi": "kode", "diklat/kurikulum": "program__instansi__kode"}.get(
        daftar, "instansi__kode"
    )
    return kelas.objects.get(**{jalan: kode}).pk


def test_every_admin_of_ours_stands_on_the_common_base():
    for model, kelas in admin.site._registry.items():
        if model._meta.app_label in RUANG:
            assert isinstance(kelas, AdminInstansi), model
            assert kelas.actions is None
            assert kelas.paginator is PaginatorTerbatas


@pytest.mark.parametrize("daftar", DAFTAR)
def test_lists_and_rows_open_for_those_who_work_there_and_are_not_there_for_others(isi, daftar):
    alamat, baris = f"/admin/{daftar}/", f"/admin/{daftar}/{satu(daftar, 'kota-medan')}/change/"
    camat = bantu.unit("12.71.01", "Medan Kota", "kecamatan")
    assert Client().get(alamat).url.startswith("/admin/login/")
    for jenis, status in (
        ("admin", 200),
        ("panitia", 200),
        ("pimpinan", 404),
        ("operator", 404),
        ("penguji", 404),
    ):
        client = masuk(jenis, unit=camat if jenis == "operator" else None)
        assert client.get(alamat).status_code == status, jenis
        assert client.get(baris).status_code == status, jenis
    padang = masuk("admin", bantu.instansi("kota-padang"))
    assert padang.get(baris).status_code == 404
    assert padang.post(baris, {}).status_code == 404
    assert padang.get(f"/admin/{daftar}/999999/change/").status_code == 404
    assert padang.get(f"/admin/{daftar}/abc/change/").status_code == 404
    assert "Kota Medan" not in padang.get(alamat).content.decode()


def test_panitia_reads_the_office_but_changes_only_programs(isi):
    panitia = masuk("panitia")
    pejabat = f"/admin/kantor/pejabat/{satu('kantor/pejabat', 'kota-medan')}/change/"
    assert panitia.post(pejabat, {"nama": "Lain"}).status_code == 404
    assert panitia.get("/admin/kantor/pejabat/add/").status_code == 404
    assert panitia.get("/admin/diklat/program/add/").status_code == 200


def test_choices_stay_within_the_own_instansi(isi):
    client = masuk("admin")
    for alamat in (
        "/admin/kantor/pejabat/add/",
        "/admin/diklat/program/add/",
        "/admin/diklat/kurikulum/add/",
    ):
        assert "Padang" not in client.get(alamat).content.decode(), alamat
    padang = bantu.instansi("kota-padang")
    data = {
        "instansi": padang.pk,
        "nama": "X",
        "jabatan": "Y",
        "kapasitas": "definitif",
        "berlaku_mulai": "01-01-2020",
    }
    assert client.post("/admin/kantor/pejabat/add/", data).status_code == 200
    assert not Pejabat.objects.filter(nama="X").exists()


def test_a_signer_is_typed_as_offices_type_and_is_on_record():
    client = masuk("admin")
    data = {
        "instansi": bantu.instansi().pk,
        "nama": "Drs. Budi",
        "nip": "19700101 199503 1 001",
        "golongan": "Pembina Tk. I",
        "jabatan": "Kepala BKPSDM",
        "kapasitas": "definitif",
        "berlaku_mulai": "2020-01-01",
    }
    assert client.post("/admin/kantor/pejabat/add/", data).status_code == 302
    pejabat = Pejabat.objects.get()
    assert (pejabat.nip, pejabat.golongan) == ("197001011995031001", "IV/b")
    catatan = Pejabat.pgh_event_models["insert"].objects.get(pgh_obj_id=pejabat.pk)
    assert catatan.pgh_context["tindakan"] == "simpan_pejabat"
    assert catatan.pgh_context["oleh"]
    data["golongan"] = "Z/9"
    assert "Z/9” tidak dikenal" in client.post("/admin/kantor/pejabat/add/", data).content.decode()


def test_what_a_service_refuses_stands_at_the_field_and_changes_nothing():
    client, milik = masuk("admin"), bantu.instansi()
    data = {
        "nama": milik.nama, "kota": "Medan", "zona_waktu": "Asia/Jakarta", "warna_utama": "#0e5a43",
        "warna_aksen": "#b3832a", "motif": "songket", "kertas": "A4", "pola_nomor": "893.3/{urut}",
    }  # fmt: skip
    jawaban = client.post(f"/admin/kantor/instansi/{milik.pk}/change/", data)
    assert "Pola harus memuat {urut} dan {tahun}" in jawaban.content.decode()
    assert "893.3/{urut}" in jawaban.content.decode()
    assert Instansi.objects.get(pk=milik.pk).pola_nomor == milik.pola_nomor
    pejabat = {
        "instansi": milik.pk, "nama": "Drs. Budi", "jabatan": "Kepala", "kapasitas": "an",
        "berlaku_mulai": "2020-01-01",
    }  # fmt: skip
    assert "Tuliskan atas nama siapa" in client.post("/admin/kantor/pejabat/add/", pejabat).content.decode()
    assert not Pejabat.objects.exists()


def test_a_new_name_of_the_office_ends_the_one_before_it():
    client, milik = masuk("admin"), bantu.instansi()
    NamaLembaga.objects.filter(instansi=milik).delete()
    for singkatan, mulai in (("BKD", "2010-01-01"), ("BKDPSDM", "2017-08-01")):
        data = {"instansi": milik.pk, "nama": singkatan, "singkatan": singkatan, "berlaku_mulai": mulai}
        assert client.post("/admin/kantor/namalembaga/add/", data).status_code == 302
    assert list(NamaLembaga.objects.order_by("berlaku_mulai").values_list("singkatan", "berlaku_sampai")) == [
        ("BKD", datetime.date(2017, 7, 31)), ("BKDPSDM", None),
    ]  # fmt: skip


def gambar(jenis="PNG"):
    wadah = BytesIO()
    Image.new("RGBA", (40, 40), "red").save(wadah, jenis)
    return wadah.getvalue()


@pytest.mark.parametrize(
    ("isi_berkas", "terima"),
    [(gambar(), True), (b"MZ\x90bukan gambar", False), (b"<svg onload='x'/>", False)],
)
def test_the_lambang_is_a_picture_by_content(isi_berkas, terima, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    milik = bantu.instansi()
    data = {
        "nama": milik.nama, "kota": "Medan", "zona_waktu": "Asia/Jakarta", "warna_utama": "#0e5a43",
        "warna_aksen": "#b3832a", "motif": "songket", "kertas": "A4", "pola_nomor": milik.pola_nomor,
        "nama_lembaga-TOTAL_FORMS": 0, "nama_lembaga-INITIAL_FORMS": 0,
        "lambang": SimpleUploadedFile("lambang.png", isi_berkas, "image/png"),
    }  # fmt: skip
    jawaban = masuk("admin").post(f"/admin/kantor/instansi/{milik.pk}/change/", data)
    assert (jawaban.status_code == 302) is terima
    assert bool(Instansi.objects.get(pk=milik.pk).lambang) is terima


def test_units_are_added_renamed_moved_and_keep_their_people_in_line():
    client = masuk("admin")
    milik = bantu.instansi()
    kota = bantu.unit("12.71", "Kota Medan", "kota")
    camat, lain = (
        bantu.unit("12.71.01", "Medan Kota", "kecamatan", kota),
        bantu.unit("12.71.02", "Medan Deli", "kecamatan", kota),
    )
    kosong = {"alias-TOTAL_FORMS": 0, "alias-INITIAL_FORMS": 0}
    data = {
        "kode": "12.71.01.1001",
        "nama": "Teladan",
        "jenis": "kelurahan",
        "parent": camat.pk,
        "instansi": milik.pk,
    }
    alias = {"alias-TOTAL_FORMS": 1, "alias-INITIAL_FORMS": 0, "alias-0-teks": "Kel. Teladan Barat"}
    assert client.post("/admin/kantor/unit/add/", data | alias).status_code == 302
    kelurahan = Unit.objects.get(kode="12.71.01.1001")
    assert kelurahan.opd == camat
    assert AliasUnit.objects.filter(unit=kelurahan, teks="Kel. Teladan Barat").exclude(kunci="").exists()
    orang = bantu.pegawai(3, unit=kelurahan, opd=camat)
    ubah = {"nama": "Teladan Timur", "parent": lain.pk} | kosong | {"alias-INITIAL_FORMS": 0}
    assert client.post(f"/admin/kantor/unit/{kelurahan.pk}/change/", ubah).status_code == 302
    kelurahan.refresh_from_db()
    orang.refresh_from_db()
    assert (kelurahan.nama, kelurahan.opd, orang.opd) == ("Teladan Timur", lain, lain)
    melingkar = client.post(
        f"/admin/kantor/unit/{lain.pk}/change/", {"nama": "Medan Deli", "parent": kelurahan.pk} | kosong
    )
    assert "di bawah dirinya sendiri" in melingkar.content.decode()


def modul(*baris, awal=0):
    data = {"modul-TOTAL_FORMS": len(baris), "modul-INITIAL_FORMS": awal}
    for n, (pk, urutan, nama, jp) in enumerate(baris):
        data |= {
            f"modul-{n}-id": pk,
            f"modul-{n}-urutan": urutan,
            f"modul-{n}-nama": nama,
            f"modul-{n}-jp": jp,
        }
    return data


def test_a_curriculum_takes_decimal_commas_and_traded_places(isi):
    client = masuk("panitia")
    program = Program.objects.get(instansi__kode="kota-medan")
    data = {
        "program": program.pk,
        "versi": "2026",
        "menit_per_jp": 45,
        "hadir_minimal": "87,5",
        "maks_tanpa_izin": 2,
        "toleransi_terlambat": 15,
    }
    jawaban = client.post(
        "/admin/diklat/kurikulum/add/", data | modul(("", 1, "A", "4,5"), ("", 1, "B", "3"))
    )
    assert jawaban.status_code == 302, [*(jawaban.context["errors"])]
    kurikulum = Kurikulum.objects.get(versi="2026")
    assert str(kurikulum.total_jp) == "7.50"
    a, b = kurikulum.modul.all()
    tukar = modul((a.pk, 2, "A", "4,5"), (b.pk, 1, "B", "3"), awal=2)
    assert client.post(f"/admin/diklat/kurikulum/{kurikulum.pk}/change/", data | tukar).status_code == 302
    assert [m.nama for m in kurikulum.modul.all()] == ["B", "A"]


def test_a_used_curriculum_is_frozen_and_its_copy_is_not(isi):
    client = masuk("panitia")
    kurikulum = Kurikulum.objects.get(program__instansi__kode="kota-medan")
    Kurikulum.objects.filter(pk=kurikulum.pk).update(beku=True)
    alamat = f"/admin/diklat/kurikulum/{kurikulum.pk}/change/"
    assert 'name="versi"' not in client.get(alamat).content.decode()
    assert client.post(alamat, {"versi": "2"}).status_code == 404
    salin = f"/admin/program/kurikulum/{kurikulum.pk}/salin/"
    assert salin in client.get("/admin/diklat/kurikulum/").content.decode()
    assert client.post(salin, {"versi": "1"}).status_code == 200
    assert client.post(salin, {"versi": "2"}).status_code == 302
    baru = Kurikulum.objects.get(versi="2")
    assert (baru.beku, [m.nama for m in baru.modul.all()]) == (False, ["Konsep"])
    assert masuk("panitia", bantu.instansi("kota-padang")).get(salin).status_code == 404


@pytest.mark.parametrize("daftar", DAFTAR[1:])
def test_a_list_asks_as_much_for_thirty_rows_as_for_one(isi, daftar):
    client = masuk("admin")
    client.get(f"/admin/{daftar}/")
    with CaptureQueriesContext(connection) as sedikit:
        client.get(f"/admin/{daftar}/")
    milik = bantu.instansi()
    program = Program.objects.get(instansi=milik)
    kota = Unit.objects.get(kode="12.71")
    for n in range(30):
        NamaLembaga.objects.create(
            instansi=milik,
            nama=f"N{n}",
            singkatan="N",
            berlaku_mulai=f"19{n + 10}-01-01",
            berlaku_sampai=f"19{n + 10}-12-31",
        )
        Pejabat.objects.create(instansi=milik, nama=f"P{n}", jabatan="J", berlaku_mulai="2020-01-01")
        bantu.unit(f"12.71.{n:02}", f"Kecamatan {n}", "kecamatan", kota)
        Program.objects.create(instansi=milik, kode=f"p{n}", nama=f"P{n}")
        Kurikulum.objects.create(program=program, versi=f"v{n}")
    with CaptureQueriesContext(connection) as banyak:
        client.get(f"/admin/{daftar}/")
    assert len(banyak) == len(sedikit)
    assert not any("COUNT(*)" in q["sql"] and "LIMIT" not in q["sql"] for q in banyak.captured_queries)


def test_only_unfolds_pages_loosen_the_policy(isi):
    client = masuk("admin")
    assert "'unsafe-eval'" in client.get("/admin/kantor/unit/")["Content-Security-Policy"]
    for alamat in ("/admin/", "/admin/pengguna/", "/masuk/"):
        assert "unsafe" not in client.get(alamat)["Content-Security-Policy"], alamat
