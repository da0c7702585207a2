"""Somebody asks the office to erase what is personal (UU 27/2022): Admin does it, with a reason, on record."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.test import Client

from diklat.services.gelombang import atur_syarat
from kantor.galat import KeadaanBerubah, TidakBerhak
from kantor.models import Berkas, Pegawai, PegawaiPribadi, PenghapusanPribadi, Surel
from kantor.services.berkas import simpan_berkas
from kantor.services.hapus_pribadi import hapus_data_pribadi
from kantor.services.pribadi import baca_pribadi, baca_semua
from peserta.models import BerkasPendaftaran, Kehadiran, Pendaftaran, PendaftaranPribadi
from peserta.services.akses import pendaftaran_dari_akses
from peserta.services.pendaftaran import tarik
from peserta.services.verifikasi import verifikasi
from tests.peserta import buat, langkah

pytestmark = pytest.mark.django_db
ALASAN = "Permintaan tertulis tanggal 3 Mei 2026."


def pdf() -> bytes:
    wadah, dokumen = io.BytesIO(), pikepdf.new()
    dokumen.add_blank_page()
    dokumen.save(wadah)
    return wadah.getvalue()


@pytest.fixture
def staf() -> Any:
    return buat.akun("admin")


@pytest.fixture
def p(staf: Any) -> Pendaftaran:
    """Verified, with contact on file, a letter that was sent and a file handed in."""
    g = buat.gelombang()
    syarat = atur_syarat(oleh=None, gelombang=g, nama="KTP", kapan="registrasi_ulang", wajib=False)
    p = buat.daftarkan(g, 1, buat.pohon()["a1"])
    verifikasi(oleh=staf, pendaftaran=p, keputusan="terima")
    berkas = simpan_berkas(oleh=None, instansi=g.instansi, isi=pdf(), nama="ktp.pdf")
    BerkasPendaftaran.objects.create(pendaftaran=p, syarat=syarat, berkas=berkas)
    Surel.objects.filter(status="antre").update(status="diambil")
    Surel.objects.filter(status="diambil").update(status="terkirim")
    return p


def masuk(akun: Any) -> Client:
    klien = Client()
    klien.force_login(akun)
    return klien


def test_the_page_asks_once_and_destroys_contact_files_and_letters(
    p: Pendaftaran, staf: Any, django_capture_on_commit_callbacks: Any
) -> None:
    token = Surel.objects.order_by("pk").first().isi.split("/pendaftaran/")[1].split("/")[0]
    nama_isi = Berkas.objects.get(nama="ktp.pdf").isi.name
    tarik(oleh=staf, pendaftaran=p, alasan="Permintaan sendiri")
    Surel.objects.filter(status="antre").update(status="diambil")
    Surel.objects.filter(status="diambil").update(status="terkirim")
    klien, alamat = masuk(staf), f"/admin/pegawai/{p.pegawai_id}/"
    assert f'href="{alamat}hapus-pribadi/"' in klien.get(alamat).content.decode()
    assert "tidak dapat dikembalikan" in klien.get(f"{alamat}hapus-pribadi/").content.decode()
    assert klien.post(f"{alamat}hapus-pribadi/", {"alasan": " "}).status_code == 400
    assert baca_semua(PegawaiPribadi.objects.get())
    with django_capture_on_commit_callbacks(execute=True):
        assert klien.post(f"{alamat}hapus-pribadi/", {"alasan": ALASAN}).status_code == 302
    assert baca_semua(PegawaiPribadi.objects.get()) == baca_semua(PendaftaranPribadi.objects.get()) == {}
    lama = apps.get_model("kantor", "PegawaiPribadiEvent").objects.order_by("pgh_id").first()
    terakhir = PegawaiPribadi.objects.get()
    terakhir.email = lama.email
    assert baca_pribadi(terakhir, "email") == "", "the history can be read no more"
    assert not Surel.objects.exclude(kepada="", isi="").exists()
    assert not Berkas.objects.exists()
    assert not default_storage.exists(nama_isi)
    assert pendaftaran_dari_akses(token) is None
    assert f"Data pribadi dihapus: {ALASAN}" in klien.get(alamat).content.decode()
    catatan = PenghapusanPribadi.objects.get()
    assert (catatan.oleh, catatan.pegawai_id) == (staf, p.pegawai_id)
    assert Pegawai.objects.get().nama == p.nama


def test_letters_behind_absences_are_destroyed_too(p: Pendaftaran, staf: Any) -> None:
    surat = simpan_berkas(oleh=None, instansi=p.gelombang.instansi, isi=pdf(), nama="surat-dokter.pdf")
    for sesi in langkah.sesi(p.gelombang, 2):
        langkah.hadir(sesi, p, "S")
    Kehadiran.objects.update(surat=surat)
    tarik(oleh=staf, pendaftaran=p, alasan="Permintaan sendiri")
    hapus_data_pribadi(oleh=staf, pegawai=p.pegawai, alasan=ALASAN)
    assert not Berkas.objects.filter(pk=surat.pk).exists()
    assert [k.kode for k in Kehadiran.objects.all()] == ["S", "S"]


def test_who_still_takes_part_is_named_and_nothing_is_erased(p: Pendaftaran, staf: Any) -> None:
    with pytest.raises(KeadaanBerubah, match="Masih terdaftar pada"):
        hapus_data_pribadi(oleh=staf, pegawai=p.pegawai, alasan=ALASAN)
    assert baca_semua(PegawaiPribadi.objects.get())
    isi = masuk(staf).post(f"/admin/pegawai/{p.pegawai_id}/hapus-pribadi/", {"alasan": ALASAN})
    assert "Masih terdaftar pada" in isi.content.decode()


def test_only_the_admin_of_that_office_erases(p: Pendaftaran) -> None:
    panitia = buat.akun("panitia")
    with pytest.raises(TidakBerhak):
        hapus_data_pribadi(oleh=panitia, pegawai=p.pegawai, alasan=ALASAN)
    alamat = f"/admin/pegawai/{p.pegawai_id}/"
    assert "hapus-pribadi" not in masuk(panitia).get(alamat).content.decode()
    for akun in (panitia, buat.akun("admin", "padang")):
        assert masuk(akun).post(f"{alamat}hapus-pribadi/", {"alasan": ALASAN}).status_code == 404
