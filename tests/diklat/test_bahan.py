"""Bahan tayang: who may bring, fetch and withdraw which file."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from diklat.models import BahanTayang
from diklat.services import bahan as layanan_bahan
from diklat.services.bahan import tambah_bahan, tarik_bahan
from diklat.services.sesi import batalkan_sesi
from kantor.galat import KeadaanBerubah, TidakBerhak, TidakDitemukan, TidakValid
from kantor.models import Berkas
from kantor.queries.riwayat import pelaku
from kantor.services.akun import akun_peserta
from kantor.services.berkas import boleh_buka
from peserta.services.akses import buat_akses
from tests.diklat import jadwal
from tests.peserta import buat, langkah
from tests.peserta.peramban import PDF

pytestmark = pytest.mark.django_db


@pytest.fixture
def staf():
    return buat.akun("panitia")


@pytest.fixture
def g():
    return buat.gelombang()


@pytest.fixture
def orang():
    return jadwal.narasumber()


@pytest.fixture
def sesi(staf, g, orang):
    baris = jadwal.sesi(staf, g, 8, 10, orang)
    jadwal.terbitkan(staf, g)
    baris.refresh_from_db()
    return baris


def pptx() -> bytes:
    wadah = io.BytesIO()
    with zipfile.ZipFile(wadah, "w") as arsip:
        for nama in ("[Content_Types].xml", "ppt/presentation.xml"):
            arsip.writestr(nama, "<x/>")
    return wadah.getvalue()


def isi(**lain):
    return {"judul": "Paparan", "isi": PDF, "nama": "paparan.pdf"} | lain


def test_a_narasumber_without_account_brings_slides_and_withdraws_the_own_only(staf, sesi, orang):
    milik = tambah_bahan(
        oleh=None, sesi=sesi, narasumber=orang, **isi(isi=pptx(), nama="Paparan.pptx", judul="")
    )
    assert (milik.judul, milik.berkas.akhiran, milik.narasumber) == ("Paparan", "pptx", orang)
    panitia = tambah_bahan(oleh=staf, sesi=sesi, **isi())
    with pytest.raises(TidakBerhak):
        tarik_bahan(oleh=None, bahan=panitia, narasumber=orang)
    tarik_bahan(oleh=None, bahan=milik, narasumber=orang)
    assert list(BahanTayang.objects.all()) == [panitia]
    assert list(Berkas.objects.all()) == [panitia.berkas]
    riwayat = apps.get_model("diklat", "BahanTayangEvent").objects.filter(pgh_obj_id=milik.pk)
    assert [pelaku(r.pgh_context) for r in riwayat.order_by("pgh_id")] == [orang.nama_lengkap] * 2


@pytest.mark.django_db(transaction=True)
def test_a_withdrawn_file_is_gone_from_the_disk(staf, sesi):
    milik = tambah_bahan(oleh=staf, sesi=sesi, **isi())
    nama = milik.berkas.isi.name
    assert default_storage.exists(nama)
    tarik_bahan(oleh=staf, bahan=milik)
    assert not default_storage.exists(nama)


def test_sessions_of_others_and_drafts_are_closed_to_a_narasumber(staf, g, sesi, orang):
    draf = jadwal.sesi(staf, g, 10, 11, orang)
    for satu in (draf, sesi):
        with pytest.raises(TidakDitemukan):
            tambah_bahan(
                oleh=None, sesi=satu, narasumber=jadwal.narasumber() if satu == sesi else orang, **isi()
            )
    with pytest.raises(TidakDitemukan):
        tambah_bahan(oleh=None, sesi=sesi, **isi())
    with pytest.raises(TidakBerhak):
        tambah_bahan(oleh=buat.akun("pimpinan"), sesi=sesi, **isi())


@pytest.mark.parametrize(
    "salah", [{"isi": b"MZ program"}, {"isi": b"<html><script>"}, {"isi": b""}, {"judul": "x" * 151}]
)
def test_what_is_no_slide_or_picture_is_refused_and_says_so(staf, sesi, salah):
    with pytest.raises(TidakValid):
        tambah_bahan(oleh=staf, sesi=sesi, **isi(**salah))
    assert not BahanTayang.objects.exists()


def test_more_than_twenty_megabytes_or_ten_files_are_refused(staf, sesi, monkeypatch):
    besar = PDF + b"%" * (layanan_bahan.UKURAN_MAKS - len(PDF) + 1)
    with pytest.raises(TidakValid, match="paling besar 20 MB"):
        tambah_bahan(oleh=staf, sesi=sesi, **isi(isi=besar))
    assert tambah_bahan(
        oleh=staf, sesi=sesi, **isi(isi=PDF + b"%" * 11 * 2**20)
    )  # above the limit of other uploads
    monkeypatch.setattr(layanan_bahan, "TERBANYAK", 1)
    with pytest.raises(KeadaanBerubah, match="paling banyak 1"):
        tambah_bahan(oleh=staf, sesi=sesi, **isi())


def test_the_called_of_this_gelombang_fetch_it_others_do_not(staf, g, sesi):
    unit = buat.pohon()["a1"]
    p, lain = buat.daftarkan(g, 1, unit), buat.daftarkan(buat.gelombang(mulai=90), 2, unit)
    langkah.terpanggil(g, staf)
    bahan = tambah_bahan(oleh=staf, sesi=sesi, **isi())
    akun = {satu: akun_peserta(oleh=None, pegawai=satu.pegawai) for satu in (p, lain)}
    boleh = [(staf, True), (akun[p], True), (akun[lain], False), (buat.akun("panitia", "padang"), False)]
    assert [boleh_buka(siapa, bahan.berkas) for siapa, _ in boleh] == [ya for _, ya in boleh]
    klien = Client()
    klien.force_login(akun[p])
    for pintu in (f"/saya/{p.nomor}/", f"/pendaftaran/{buat_akses(pendaftaran=p)}/"):
        halaman = klien.get(pintu).content.decode()
        alamat = f"{pintu}bahan/{bahan.berkas_id}/"
        assert alamat in halaman
        assert f"PDF, {len(PDF)}" in halaman
        assert b"".join(klien.get(alamat).streaming_content) == PDF
    assert (
        Client().get(f"/pendaftaran/{buat_akses(pendaftaran=lain)}/bahan/{bahan.berkas_id}/").status_code
        == 404
    )
    batalkan_sesi(oleh=staf, sesi=sesi)
    jadwal.terbitkan(staf, g)
    assert not boleh_buka(akun[p], bahan.berkas)


def test_the_private_page_takes_a_file_and_names_what_is_wrong_with_another(sesi, orang):
    klien, alamat = Client(), f"/narasumber/{orang.kode}/sesi/{sesi.uid}/"
    salah = klien.post(alamat, {"berkas": SimpleUploadedFile("a.exe", b"MZ\x90 program")})
    assert salah.status_code == 400
    assert "program" in salah.content.decode()
    assert klien.post(alamat, {"berkas": SimpleUploadedFile("paparan.pdf", PDF)}).status_code == 302
    bahan = BahanTayang.objects.get()
    halaman = klien.get(f"/narasumber/{orang.kode}/").content.decode()
    assert f"/narasumber/{orang.kode}/bahan/{bahan.berkas_id}/" in halaman
    assert b"".join(klien.get(f"/narasumber/{orang.kode}/bahan/{bahan.berkas_id}/").streaming_content) == PDF
    asing = jadwal.narasumber()
    assert klien.get(f"/narasumber/{asing.kode}/bahan/{bahan.berkas_id}/").status_code == 404
    assert klien.post(f"/narasumber/{orang.kode}/bahan/{bahan.berkas_id}/tarik/").status_code == 302
    assert not BahanTayang.objects.exists()
