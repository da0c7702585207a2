"""Who the office knows is not typed again, and verifying somebody changes what is on file only when told to."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from diklat.services.gelombang import tutup_pendaftaran
from kantor.models import Pegawai
from peserta.models import Pendaftaran
from peserta.services.verifikasi import verifikasi, verifikasi_massal
from tests.peserta import buat

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return buat.pohon()


@pytest.fixture
def g(unit):
    return buat.gelombang()


@pytest.fixture
def staf(unit):
    return buat.akun("panitia")


@pytest.fixture
def klien(staf):
    return masuk(staf)


def masuk(akun) -> Client:
    klien = Client()
    klien.force_login(akun)
    return klien


def pegawai(n: int, unit, nama: str = "Rina Siregar", **lain) -> Pegawai:
    isi = {"golongan": "III/c", "jabatan": "Lurah", "unit": unit, "opd": unit.opd, "instansi": unit.instansi}
    return Pegawai.objects.create(
        nip=buat.nip(n), nama=nama, status_kepegawaian="pns", terverifikasi=True, **(isi | lain)
    )


def tanya(klien: Client, alamat: str, nip: str, **lain: str):
    """What the page asks while a number is typed."""
    return klien.post(alamat, {"isi": "1", "nip": nip, "nama": "", **lain}, headers={"HX-Request": "true"})


def langsung(g) -> str:
    return reverse("peserta:registrasi_langsung", args=[g.slug])


# ---- the number fills the rest -------------------------------------------------------------------


def test_a_known_number_fills_the_form_at_the_desk(klien, g, unit):
    pegawai(7, unit["b1"])
    isi = tanya(klien, langsung(g), buat.nip(7)).content.decode()
    assert "Rina Siregar" in isi
    assert "III/c" in isi
    assert f'value="{unit["b1"].kode}" checked' in isi


def test_without_a_script_a_number_without_a_name_comes_back_filled_and_seats_nobody(klien, g, unit):
    tutup_pendaftaran(oleh=None, gelombang=g)
    pegawai(7, unit["b1"])
    isi = klien.post(langsung(g), {"nip": buat.nip(7), "nama": "", "surat_tugas": "800/1"}).content.decode()
    assert "diambil dari data pegawai" in isi
    assert 'value="800/1"' in isi
    assert not Pendaftaran.objects.exists()


@pytest.mark.parametrize("nip", ["", "1988", buat.nip(99)])
def test_a_number_nobody_has_changes_nothing_on_the_page(klien, g, nip):
    assert tanya(klien, langsung(g), nip).status_code == 204


def test_another_number_takes_the_former_persons_data_off_the_form(klien, g, unit):
    isi = tanya(klien, langsung(g), buat.nip(99), terisi=buat.nip(7), jabatan="Lurah").content.decode()
    assert "Lurah" not in isi


def test_a_number_of_another_office_or_one_a_stranger_typed_tells_nothing(klien, g, unit):
    padang = buat.unit("13.71", jenis="kecamatan", kode_instansi="padang")
    pegawai(7, padang)
    Pegawai.objects.create(nip=buat.nip(8), nama="Diketik", status_kepegawaian="pns")
    assert tanya(klien, langsung(g), buat.nip(7)).status_code == 204
    assert tanya(klien, langsung(g), buat.nip(8)).status_code == 204


def test_a_replacement_takes_the_unit_of_the_master_not_of_the_replaced(klien, g, unit):
    p = buat.daftarkan(g, 1, unit["a1"])
    pegawai(7, unit["b1"])
    alamat = reverse("peserta:pendaftaran_ganti", args=[g.slug, p.nomor])
    assert f'value="{unit["a1"].kode}" checked' in klien.get(alamat).content.decode()
    assert f'value="{unit["b1"].kode}" checked' in tanya(klien, alamat, buat.nip(7)).content.decode()


def test_an_operator_is_told_of_the_own_units_only(g, unit):
    p = buat.daftarkan(g, 1, unit["a1"])
    klien = masuk(buat.akun("operator", unit=unit["a"]))
    pegawai(7, unit["a2"])
    pegawai(8, unit["b1"], "Togar Sitorus")
    alamat = reverse("peserta:operator_ganti", args=[g.slug, p.nomor])
    assert f'value="{unit["a2"].kode}" selected' in tanya(klien, alamat, buat.nip(7)).content.decode()
    assert tanya(klien, alamat, buat.nip(8)).status_code == 204


# ---- picking from the own people -----------------------------------------------------------------


@pytest.mark.parametrize("halaman", ["usul", "ganti"])
def test_an_operator_picks_from_the_own_pegawai_instead_of_knowing_the_number(g, unit, halaman):
    p = buat.daftarkan(g, 1, unit["a1"])
    klien = masuk(buat.akun("operator", unit=unit["a"]))
    sendiri, lain = pegawai(7, unit["a2"], "Sulastri"), pegawai(8, unit["b1"], "Sulastri Lain")
    argumen = [g.slug] if halaman == "usul" else [g.slug, p.nomor]
    alamat = reverse(f"peserta:operator_{halaman}", args=argumen)
    daftar = klien.get(alamat, {"q": "sulas"}).content.decode()
    assert f"?pegawai={sendiri.pk}" in daftar
    assert "Sulastri Lain" not in daftar
    isi = klien.get(alamat, {"pegawai": sendiri.pk}).content.decode()
    assert buat.nip(7) in isi
    assert f'value="{unit["a2"].kode}" selected' in isi
    assert klien.get(alamat, {"pegawai": lain.pk}).status_code == 404
    assert klien.get(alamat, {"pegawai": "x"}).status_code == 404


def test_who_is_in_the_gelombang_already_is_not_offered_again(g, unit):
    klien = masuk(buat.akun("operator", unit=unit["a"]))
    pegawai(7, unit["a1"], "Sulastri")
    alamat = reverse("peserta:operator_usul", args=[g.slug])
    assert "Sulastri" in klien.get(alamat).content.decode()
    buat.daftarkan(g, 7, unit["a1"])
    assert "Sulastri" not in klien.get(alamat).content.decode()


# ---- what is on file -----------------------------------------------------------------------------


def test_accepting_a_name_from_another_unit_moves_nobody_unless_told_to(g, unit, staf, klien):
    orang = pegawai(7, unit["a1"], jabatan="")
    p = buat.daftarkan(g, 7, unit["b1"], nama="Rina Siregar", jabatan="Kepala Seksi")
    alamat = reverse("peserta:tindakan_pendaftaran", args=[g.slug, p.nomor, "terima"])
    tanya = klien.post(alamat)
    assert tanya.status_code == 400
    assert "Perbarui data pegawai" in tanya.content.decode()
    assert str(unit["b1"].nama_lengkap) in tanya.content.decode()
    klien.post(alamat, {"perbarui_pegawai": "tidak"})
    orang.refresh_from_db()
    p.refresh_from_db()
    assert (p.status, p.unit, orang.unit) == ("diverifikasi", unit["b1"], unit["a1"])
    assert orang.jabatan == "Kepala Seksi"  # what was empty is filled in


def test_the_verifier_may_bring_the_file_up_to_date(g, unit, klien):
    orang = pegawai(7, unit["a1"])
    p = buat.daftarkan(g, 7, unit["b1"], nama="Rina Siregar, M.Si.", golongan="III/d")
    alamat = reverse("peserta:tindakan_pendaftaran", args=[g.slug, p.nomor, "terima"])
    klien.post(alamat, {"perbarui_pegawai": "ya"})
    orang.refresh_from_db()
    assert (orang.unit, orang.opd, orang.golongan, orang.nama_lengkap) == (
        unit["b1"], unit["b"], "III/d", "Rina Siregar, M.Si.",
    )  # fmt: skip


def test_who_agrees_with_the_file_is_accepted_without_a_question(g, unit, klien):
    pegawai(7, unit["a1"], jabatan="Kepala Seksi Pelayanan")
    p = buat.daftarkan(g, 7, unit["a1"], nama="Rina Siregar")
    klien.post(reverse("peserta:tindakan_pendaftaran", args=[g.slug, p.nomor, "terima"]))
    p.refresh_from_db()
    assert p.status == "diverifikasi"


def test_a_bulk_acceptance_leaves_the_file_as_it_is(g, unit, staf):
    orang = pegawai(7, unit["a1"])
    p = buat.daftarkan(g, 7, unit["b1"], nama="Rina Siregar Lubis")
    verifikasi_massal(oleh=staf, gelombang=g, pilihan=[p.pk], keputusan="terima")
    orang.refresh_from_db()
    assert (orang.unit, orang.nama) == (unit["a1"], "Rina Siregar")


def test_the_file_of_somebody_new_is_what_was_verified(g, unit, staf):
    p = buat.daftarkan(g, 7, unit["b1"])
    verifikasi(oleh=staf, pendaftaran=p, keputusan="terima")
    assert Pegawai.objects.get(pk=p.pegawai_id).unit == unit["b1"]
