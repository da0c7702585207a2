"""Master pegawai on screen: found, narrowed, corrected; the contact opened on record."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from kantor.galat import TidakValid
from kantor.models import Pegawai, PegawaiPribadi, PembukaanKontak, Pengguna
from kantor.queries.pegawai import pegawai_kantor, pegawai_mirip, riwayat_pegawai
from kantor.services.pegawai import ubah_pegawai
from kantor.services.pribadi import baca_pribadi, simpan_pribadi
from tests.kantor import bantu

pytestmark = pytest.mark.django_db


@pytest.fixture
def kota():
    return bantu.unit("12.71", "Kota Medan", "kota")


@pytest.fixture
def kecamatan(kota):
    return bantu.unit("12.71.01", "Medan Kota", "kecamatan", kota)


@pytest.fixture
def kelurahan(kecamatan):
    return bantu.unit("12.71.01.1001", "Pasar Baru", "kelurahan", kecamatan)


def orang(n: int, unit: Any, **lain: Any) -> Pegawai:
    isi = {"unit": unit, "opd_id": unit.opd_id, "instansi": unit.instansi, "terverifikasi": True}
    return bantu.pegawai(n, **(isi | lain))


def masuk(akun: Pengguna) -> Client:
    klien = Client()
    klien.force_login(akun)
    return klien


@pytest.fixture
def layar() -> Client:
    return masuk(bantu.pengguna("panitia"))


def padang() -> Any:
    return bantu.instansi("kota-padang", "Pemerintah Kota Padang")


def test_the_list_holds_the_own_office_only(layar, kelurahan):
    orang(1, kelurahan, nama="Rina Siregar")
    lain = bantu.unit("13.71", "Kota Padang", "kota", milik=padang())
    asing = orang(2, lain, nama="Yulianti Koto")
    isi = layar.get("/admin/pegawai/").content.decode()
    assert "Rina Siregar" in isi
    assert "Yulianti Koto" not in isi
    for ekor in ("", "ubah/"):
        assert layar.get(f"/admin/pegawai/{asing.pk}/{ekor}").status_code == 404
    assert layar.post(f"/admin/pegawai/{asing.pk}/kontak/").status_code == 404
    assert layar.get("/admin/pegawai/?instansi=kota-padang").status_code == 404


@pytest.mark.parametrize("jenis", ["operator", "penguji"])
def test_others_find_no_such_page(jenis, kelurahan):
    akun = bantu.pengguna(jenis, unit=kelurahan if jenis == "operator" else None)
    p = orang(1, kelurahan)
    for alamat in ("/admin/pegawai/", f"/admin/pegawai/{p.pk}/", "/admin/pegawai/excel/", "/admin/unit/"):
        assert masuk(akun).get(alamat).status_code == 404


def test_a_name_is_found_by_any_of_its_words_and_a_number_by_its_beginning(kelurahan):
    p = orang(1, kelurahan, nama="Rina Handayani Siregar")
    orang(2, kelurahan, nama="Togar Nasution")
    for q in ("siregar rina", "HANDAYANI", p.nip[:6], f"{p.nip[:8]} {p.nip[8:12]}"):
        assert list(pegawai_kantor(p.instansi, q=q)) == [p], q
    assert not pegawai_kantor(p.instansi, q="rina nasution")
    honorer = orang(3, kelurahan, nip=None, nomor_internal="NA-00000012", status_kepegawaian="non_asn")
    assert list(pegawai_kantor(p.instansi, q="na-00000012")) == [honorer]


def test_a_misspelled_name_is_offered(layar, kelurahan):
    orang(1, kelurahan, nama="Rina Handayani Siregar")
    isi = layar.get("/admin/pegawai/?q=handayanni").content.decode()
    assert "mungkin maksud Anda" in isi
    assert "Rina Handayani Siregar" in isi
    assert pegawai_mirip(bantu.instansi(), "zz") == []


def test_filters_narrow_by_unit_with_those_below_status_and_keadaan(layar, kecamatan, kelurahan):
    p = orang(1, kelurahan, nama="Dari Kelurahan")
    orang(2, kecamatan, nama="Dari Kecamatan", status_kepegawaian="pppk")
    orang(3, kelurahan, nama="Sudah Pensiun", keadaan="pensiun")
    semua = pegawai_kantor(p.instansi, unit=kecamatan)
    assert semua.count() == 3
    assert pegawai_kantor(p.instansi, unit=kelurahan).count() == 2
    assert [x.nama for x in pegawai_kantor(p.instansi, status="pppk")] == ["Dari Kecamatan"]
    isi = layar.get("/admin/pegawai/?keadaan=pensiun").content.decode()
    assert "Sudah Pensiun" in isi
    assert "Dari Kelurahan" not in isi


def test_rubbish_in_the_address_opens_the_list(layar):
    assert (
        layar.get("/admin/pegawai/?q=%00&unit=99999999999999999999&opd=x&hal=%00&status=%00").status_code
        == 200
    )


def test_excel_holds_what_the_list_was_narrowed_to(layar, kelurahan):
    orang(1, kelurahan, nama="Rina Siregar")
    orang(2, kelurahan, nama="Togar Nasution")
    isi = b"".join(layar.get("/admin/pegawai/excel/?q=rina").streaming_content)
    teks = str(CalamineWorkbook.from_filelike(io.BytesIO(isi)).get_sheet_by_index(0).to_python())
    assert "Rina Siregar" in teks
    assert "Togar" not in teks


def test_the_contact_is_shown_after_a_click_and_the_click_is_recorded(layar, kelurahan):
    p = orang(1, kelurahan)
    simpan_pribadi(baris=PegawaiPribadi(pegawai=p), ponsel="+6281234567890")
    alamat = f"/admin/pegawai/{p.pk}/"
    assert "81234567890" not in layar.get(alamat).content.decode()
    jawaban = layar.post(f"{alamat}kontak/")
    assert "81234567890" in jawaban.content.decode()
    assert jawaban.headers["Cache-Control"] == "no-store"
    assert PembukaanKontak.objects.get().pegawai == p
    assert "Kontak dibuka" in layar.get(alamat).content.decode()


def test_who_only_looks_cannot_open_a_contact(kelurahan):
    p = orang(1, kelurahan)
    pimpinan = masuk(bantu.pengguna("pimpinan"))
    assert "Tampilkan" not in pimpinan.get(f"/admin/pegawai/{p.pk}/").content.decode()
    assert pimpinan.post(f"/admin/pegawai/{p.pk}/kontak/").status_code == 404
    assert pimpinan.get(f"/admin/pegawai/{p.pk}/ubah/").status_code == 404
    assert not PembukaanKontak.objects.exists()


def isian(unit: Any, **lain: Any) -> dict[str, Any]:
    isi = {"nama": "Drs. Togar Nasution, M.Si.", "golongan": "III.d", "status_kepegawaian": "pns"}
    return isi | {"unit": unit.kode, "unit_teks": unit.nama} | lain


def test_somebody_is_added_with_contact(layar, kelurahan):
    jawaban = layar.post(
        "/admin/pegawai/tambah/", isian(kelurahan, nip=bantu.nip(5), ponsel="0812-3456-7890")
    )
    p = Pegawai.objects.get(nip=bantu.nip(5))
    assert jawaban.headers["Location"] == f"/admin/pegawai/{p.pk}/"
    assert (p.gelar_depan, p.nama, p.gelar_belakang, p.golongan) == (
        "Drs.",
        "Togar Nasution",
        "M.Si.",
        "III/d",
    )
    assert p.terverifikasi
    assert baca_pribadi(p.pribadi, "ponsel").endswith("81234567890")


def test_a_person_only_a_registration_knows_is_taken_over(layar, kelurahan):
    lama = bantu.pegawai(5, terverifikasi=False)
    layar.post("/admin/pegawai/tambah/", isian(kelurahan, nip=lama.nip))
    lama.refresh_from_db()
    assert (lama.nama, lama.unit, lama.terverifikasi) == ("Togar Nasution", kelurahan, True)


@pytest.mark.parametrize(
    ("salah", "pesan"),
    [
        ({"nip": "123"}, "18 digit"),
        ({"golongan": "V/z"}, "olongan"),
        ({"nama": "<b>"}, "tidak boleh memuat"),
        ({"ponsel": "12"}, "omor"),
        ({"nik": "12"}, "16 angka"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field_and_nothing_is_stored(layar, kelurahan, salah, pesan):
    jawaban = layar.post("/admin/pegawai/tambah/", isian(kelurahan, nip=bantu.nip(5)) | salah)
    assert jawaban.status_code == 400
    assert pesan in jawaban.content.decode()
    assert not Pegawai.objects.exists()


def test_a_nip_already_there_is_refused(layar, kelurahan):
    orang(5, kelurahan)
    jawaban = layar.post("/admin/pegawai/tambah/", isian(kelurahan, nip=bantu.nip(5)))
    assert "sudah ada pada data pegawai" in jawaban.content.decode()


def test_a_unit_of_another_office_cannot_be_chosen(layar, kelurahan):
    lain = bantu.unit("13.71.01", "Padang Barat", "kecamatan", milik=padang())
    assert layar.post("/admin/pegawai/tambah/", isian(lain, nip=bantu.nip(5))).status_code == 400
    assert not Pegawai.objects.exists()


def test_a_correction_keeps_what_the_contact_fields_leave_empty_and_is_told_in_the_history(layar, kelurahan):
    p = orang(1, kelurahan, nama="Rina Siregar")
    simpan_pribadi(baris=PegawaiPribadi(pegawai=p), ponsel="+6281234567890")
    isi = isian(kelurahan, nama="Rina Siregar, S.Sos.", keadaan="pindah")
    assert layar.post(f"/admin/pegawai/{p.pk}/ubah/", isi).status_code == 302
    p.refresh_from_db()
    assert (p.gelar_belakang, p.keadaan) == ("S.Sos.", "pindah")
    assert baca_pribadi(PegawaiPribadi.objects.get(pegawai=p), "ponsel")
    kalimat = " ".join(k.kalimat for k in riwayat_pegawai(p))
    assert "keadaan: Aktif → Pindah" in kalimat


def test_the_atasan_langsung_is_somebody_else_of_the_own_office(layar, kelurahan):
    p, lurah = orang(1, kelurahan, nama="Rina Siregar"), orang(2, kelurahan, nama="Ahmad Nasution")
    asing = orang(3, bantu.unit("13.71", "Kota Padang", "kota", milik=padang()))
    alamat = f"/admin/pegawai/{p.pk}/ubah/"
    kirim = isian(kelurahan, nip="", keadaan="aktif")
    for salah, pesan in ((asing.nip, "Tidak ada pegawai instansi ini"), (p.nip, "orang lain"), ("12x", "")):
        jawaban = layar.post(alamat, kirim | {"atasan": salah})
        assert jawaban.status_code == 400
        assert pesan in jawaban.content.decode()
    assert layar.post(alamat, kirim | {"atasan": f" {lurah.nip[:8]} {lurah.nip[8:]}"}).status_code == 302
    p.refresh_from_db()
    assert p.atasan == lurah
    assert lurah.nip in layar.get(alamat).content.decode()
    assert "atasan langsung: kosong → Ahmad Nasution" in " | ".join(k.kalimat for k in riwayat_pegawai(p))
    layar.post(alamat, kirim | {"atasan": ""})
    p.refresh_from_db()
    assert p.atasan is None


def test_an_atasan_without_nip_stays_when_the_form_is_saved(layar, kelurahan):
    p, kepala = orang(1, kelurahan), orang(2, kelurahan)
    Pegawai.objects.filter(pk=kepala.pk).update(
        nip=None, nomor_internal="NA-00000001", status_kepegawaian="non_asn"
    )
    kirim = isian(kelurahan, nip="", keadaan="aktif")
    alamat = f"/admin/pegawai/{p.pk}/ubah/"
    layar.post(alamat, kirim | {"atasan": "na-00000001"})
    p.refresh_from_db()
    assert p.atasan == kepala
    assert "NA-00000001" in layar.get(alamat).content.decode()


def test_who_moves_to_another_opd_leaves_the_atasan_and_the_people_they_led(layar, kelurahan):
    lain = bantu.unit("12.71.09", "Medan Lain", "kecamatan", kelurahan.parent.parent)
    camat, lurah, staf = (orang(n, kelurahan) for n in range(3))
    asing = orang(3, bantu.unit("13.71", "Kota Padang", "kota", milik=padang()))
    ubah_pegawai(oleh=None, pegawai=lurah, atasan=camat)
    ubah_pegawai(oleh=None, pegawai=staf, atasan=lurah)
    ubah_pegawai(oleh=None, pegawai=lurah, jabatan="Lurah")
    lurah.refresh_from_db()
    assert lurah.atasan == camat
    ubah_pegawai(oleh=None, pegawai=lurah, unit=lain)
    for satu in (lurah, staf):
        satu.refresh_from_db()
        assert satu.atasan is None
    for salah in (asing, staf):
        with pytest.raises(TidakValid):
            ubah_pegawai(oleh=None, pegawai=staf, atasan=salah)
    ubah_pegawai(oleh=None, pegawai=camat, keadaan="pensiun")
    camat.refresh_from_db()
    with pytest.raises(TidakValid):
        ubah_pegawai(oleh=None, pegawai=staf, atasan=camat)


def test_the_list_and_a_person_cost_the_same_for_one_and_thirty(layar, kelurahan):
    p = orang(0, kelurahan)
    bantu.unit("12.71.01.9000", "Unit 0", "bidang", kelurahan)
    halaman = ["/admin/pegawai/", f"/admin/pegawai/{p.pk}/", "/admin/unit/", f"/admin/unit/{kelurahan.pk}/"]
    satu = [hitung(layar, h) for h in halaman]
    for n in range(1, 31):
        orang(n, kelurahan)
        bantu.unit(f"12.71.01.9{n:03d}", f"Unit {n}", "bidang", kelurahan)
    assert [hitung(layar, h) for h in halaman] == satu
    assert satu[0] <= 12


def hitung(layar: Client, alamat: str) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as semua:
        assert layar.get(alamat).status_code == 200
    return len(semua)
