"""The pages and the API of jobs."""

from __future__ import annotations

import html
import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from kantor.models import Impor, Pekerjaan, Surel
from kantor.services.kunci_api import buat_kunci
from tests.kantor import bantu

pytestmark = pytest.mark.django_db


def buat(**lain: Any) -> Pekerjaan:
    nilai = {"jenis": "uji", "judul": "Membuat sertifikat", "instansi": bantu.instansi()} | lain
    return Pekerjaan.objects.create(**nilai)


def masuk(pengguna: Any) -> Client:
    klien = Client()
    klien.force_login(pengguna)
    return klien


@pytest.fixture
def panitia() -> Any:
    return bantu.pengguna("panitia")


def test_a_running_job_shows_how_far_it_is_and_asks_again(panitia: Any) -> None:
    proses = buat(status="berjalan", total=200, selesai=120)
    isi = masuk(panitia).get(f"/admin/proses/{proses.pk}/").content.decode()
    assert "120 dari 200" in isi
    assert f'hx-get="/proses/{proses.pk}/kemajuan/"' in isi
    assert "Batalkan proses" in isi


def test_a_finished_job_offers_its_result_and_stops_asking(panitia: Any) -> None:
    from kantor.services.berkas import simpan_hasil

    hasil = simpan_hasil(oleh=None, instansi=None, isi=b"PK", nama="hasil", jenis="zip")
    proses = buat(status="selesai", total=2, selesai=2, hasil=hasil)
    isi = masuk(panitia).get(f"/proses/{proses.pk}/kemajuan/").content.decode()
    assert f'href="/berkas/{hasil.pk}/"' in isi
    assert "hx-get" not in isi
    assert "Batalkan" not in isi


def test_cancelling_asks_once(panitia: Any) -> None:
    proses = buat()
    klien = masuk(panitia)
    assert "Ya, batalkan" in klien.get(f"/proses/{proses.pk}/batalkan/").content.decode()
    assert klien.post(f"/proses/{proses.pk}/batalkan/").status_code == 302
    proses.refresh_from_db()
    assert proses.status == "dibatalkan"


def test_a_failed_job_says_why_and_can_be_tried_again(panitia: Any) -> None:
    proses = buat(status="gagal", galat="Penanda tangan belum dipilih.")
    klien = masuk(panitia)
    isi = klien.get(f"/admin/proses/{proses.pk}/").content.decode()
    assert "Penanda tangan belum dipilih." in isi
    assert "Ulangi yang gagal" in isi
    klien.post(f"/proses/{proses.pk}/ulangi/")
    proses.refresh_from_db()
    assert proses.status == "antre"


def test_pimpinan_looks_but_does_not_cancel() -> None:
    proses = buat()
    klien = masuk(bantu.pengguna("pimpinan"))
    assert "Batalkan" not in klien.get(f"/admin/proses/{proses.pk}/").content.decode()
    assert klien.post(f"/proses/{proses.pk}/batalkan/").status_code == 404
    proses.refresh_from_db()
    assert proses.status == "antre"


def test_another_office_and_other_people_find_no_such_job(panitia: Any) -> None:
    proses = buat()
    padang = bantu.pengguna("admin", bantu.instansi("kota-padang", "Pemerintah Kota Padang"))
    alamat = [f"/proses/{proses.pk}/{ekor}" for ekor in ("", "kemajuan/", "batalkan/")]
    for klien in (masuk(padang), masuk(bantu.pengguna("penguji"))):
        assert {klien.get(a).status_code for a in [*alamat, f"/admin/proses/{proses.pk}/"]} == {404}
        assert klien.post(f"/proses/{proses.pk}/ulangi/").status_code == 404
    assert {Client().get(a).status_code for a in alamat} == {302}
    assert masuk(panitia).get(f"/proses/{uuid4()}/").status_code == 404


def test_an_operator_sees_the_own_job_outside_the_staff_frame() -> None:
    kecamatan = bantu.unit("12.71.01", "Medan Kota", "kecamatan")
    operator = bantu.pengguna("operator", unit=kecamatan)
    proses = buat(pemilik=operator)
    klien = masuk(operator)
    assert klien.get(f"/proses/{proses.pk}/").status_code == 200
    assert klien.get(f"/admin/proses/{proses.pk}/").status_code == 404
    assert klien.get("/admin/proses/").status_code == 404


def test_the_list_costs_as_many_queries_for_thirty_as_for_one(
    panitia: Any, django_assert_max_num_queries: Any
) -> None:
    klien = masuk(panitia)
    for banyak in (1, 30):
        for _ in range(banyak):
            buat(pemilik=panitia)
        klien.get("/admin/proses/")
        with django_assert_max_num_queries(8):
            isi = klien.get("/admin/proses/").content.decode()
    assert isi.count("Membuat sertifikat") == 31
    assert "Belum ada proses" in klien.get("/admin/proses/?status=gagal").content.decode()


@pytest.mark.parametrize("alamat", ["/admin/proses/", "/admin/impor/"])
def test_a_long_list_goes_on_to_its_next_page_and_back(panitia: Any, alamat: str) -> None:
    for n in range(60):
        buat(judul=f"Proses ke-{n:02d}.")
        Impor.objects.create(jenis="pegawai", nama_berkas=f"Berkas ke-{n:02d}.", instansi=bantu.instansi())
    klien = masuk(panitia)

    def isi(tautan: str) -> tuple[set[str], str]:
        teks = klien.get(alamat + html.unescape(tautan)).content.decode()
        return set(re.findall(r"ke-(\d\d)\.", teks)), teks

    satu, teks = isi("")
    dua, berikut = isi(re.search(r'rel="next"\s+href="(\?[^"]*)"', teks)[1])
    kembali, _ = isi(re.search(r'rel="prev"\s+href="(\?[^"]*)"', berikut)[1])
    assert len(satu) + len(dua) == len(satu | dua) > len(satu)
    assert kembali == satu


def test_the_api_tells_the_state_of_a_job_of_its_office() -> None:
    from django.conf import settings

    from kantor.services.berkas import simpan_hasil

    hasil = simpan_hasil(oleh=None, instansi=None, isi=b"PK", nama="hasil", jenis="zip")
    proses = buat(status="selesai", total=51, selesai=50, gagal=1, hasil=hasil)
    padang = bantu.instansi("kota-padang", "Pemerintah Kota Padang")
    kepala = {}
    for nama, instansi in (("medan", bantu.instansi()), ("padang", padang)):
        pemilik = bantu.pengguna("admin", instansi)
        _, kunci = buat_kunci(oleh=None, instansi=instansi, pemilik=pemilik, nama="SIMPEG")
        kepala[nama] = {"HTTP_AUTHORIZATION": f"Token {kunci}"}
    alamat = f"/api/v1/pekerjaan/{proses.pk}/"
    isi = Client().get(alamat, **kepala["medan"]).json()
    assert (isi["status"], isi["total"], isi["selesai"], isi["gagal"]) == ("selesai", 51, 50, 1)
    assert isi["hasil_url"] == f"{settings.PORTAL_URL}/berkas/{hasil.pk}/"
    assert Client().get(alamat, **kepala["padang"]).json()["kode"] == "tidak_ditemukan"
    assert Client().get("/api/v1/pekerjaan/bukan-nomor/", **kepala["medan"]).status_code == 404
    assert Client().get(alamat).status_code == 401


def test_today_counts_failed_jobs_and_letters_of_the_own_office(panitia: Any) -> None:
    for _ in range(2):
        buat(status="gagal")
    buat(status="gagal", instansi=bantu.instansi("kota-padang"))
    for status in ("gagal", "terkirim"):
        Surel.objects.create(
            jenis="kode_masuk", kepada="a@b.example", status=status, instansi=bantu.instansi()
        )
    tugas = masuk(panitia).get("/admin/").context["tugas"]
    assert [(t.teks, t.jumlah, t.alamat) for t in tugas] == [
        ("Surat perlu perhatian di Kotak Keluar", 1, "/admin/kotak-keluar/?status=bermasalah"),
        ("Proses gagal", 2, "/admin/proses/?status=gagal"),
    ]
