"""A stranger registers: the answer is the same for every NIP, and only the owner's letter tells."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from diklat.services.gelombang import atur_syarat
from kantor.galat import KuotaPenuh, PendaftaranDitutup, TidakValid
from kantor.models import Pegawai, PegawaiPribadi, Pengguna, Surel
from kantor.services.pribadi import baca_pribadi, simpan_pribadi
from peserta.models import AksesPendaftaran, Pendaftaran
from peserta.services.pendaftaran import daftar_mandiri
from tests.peserta import buat

pytestmark = pytest.mark.django_db
NOMOR = re.compile(r"^PD-([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]$")


@pytest.fixture
def unit():
    return buat.pohon()


def pegawai_berakun(n: int, email: str = "pemilik@contoh.example") -> Pegawai:
    orang = Pegawai.objects.create(
        nip=buat.nip(n), nama="Pemilik Sah", status_kepegawaian="pns", terverifikasi=True
    )
    Pengguna.objects.create(username=f"pemilik{n}", nama="Pemilik Sah", email=email, pegawai=orang)
    return orang


def bentuk(hasil) -> tuple:
    """Everything a page can show, but for the letters of the number."""
    return (bool(NOMOR.match(hasil.nomor)), len(hasil.nomor), hasil.status, hasil.posisi, hasil.surel)


def test_new_registered_clashing_and_owned_nip_get_answers_of_one_form(unit):
    g, lain = buat.gelombang(), buat.gelombang(mulai=31)
    buat.daftarkan(g, 2, unit["a1"])
    buat.daftarkan(lain, 3, unit["a1"])
    pegawai_berakun(4)
    typed = {"surel": "orang.asing@contoh.example", "ponsel": "081200000000"}
    hasil = [daftar_mandiri(gelombang=g, data=buat.data(n, unit["a1"], **typed)) for n in (1, 2, 3, 4)]
    assert len({bentuk(h) for h in hasil}) == 1
    assert len({h.nomor for h in hasil}) == 4
    # Only two of the four numbers exist.
    assert Pendaftaran.objects.filter(nomor__in=[h.nomor for h in hasil]).count() == 2


def test_who_is_registered_already_gets_the_letter_and_the_typist_nothing(unit):
    g = buat.gelombang()
    pertama = buat.daftarkan(g, 1, unit["a1"])
    Surel.objects.all().delete()
    hasil = daftar_mandiri(
        gelombang=g, data=buat.data(1, unit["b1"], nama="Orang Lain", surel="asing@contoh.example")
    )
    surat = Surel.objects.get()
    assert (surat.jenis, surat.kepada) == ("pendaftaran_ganda", "orang1@contoh.example")
    assert pertama.nomor in surat.isi
    assert hasil.nomor in surat.isi
    pertama.refresh_from_db()
    assert (pertama.nama, pertama.unit) == ("Ahmad Nasution", unit["a1"])
    assert baca_pribadi(pertama.pribadi, "email") == "orang1@contoh.example"
    assert Pendaftaran.objects.count() == 1


def test_a_clash_is_told_to_the_owner_of_the_seat_only(unit):
    lain, g = buat.gelombang(), buat.gelombang(mulai=31)
    duduk = buat.daftarkan(lain, 1, unit["a1"])
    Surel.objects.all().delete()
    daftar_mandiri(gelombang=g, data=buat.data(1, unit["a1"], surel="asing@contoh.example"))
    surat = Surel.objects.get()
    assert (surat.jenis, surat.kepada) == ("pendaftaran_bentrok", "orang1@contoh.example")
    assert duduk.nomor in surat.isi
    assert g.sebutan in surat.isi


def test_an_account_keeps_its_address_and_its_data(unit):
    orang = pegawai_berakun(1)
    simpan_pribadi(baris=PegawaiPribadi(pegawai=orang), ponsel="081311112222")
    sebelum = (
        list(Pegawai.objects.values()),
        list(Pengguna.objects.values()),
        list(PegawaiPribadi.objects.values()),
    )
    g = buat.gelombang()
    hasil = daftar_mandiri(gelombang=g, data=buat.data(1, unit["a1"], surel="asing@contoh.example"))
    surat = Surel.objects.get()
    assert surat.kepada == "pemilik@contoh.example"
    assert hasil.nomor in surat.isi
    assert "/saya/" in surat.isi
    assert not AksesPendaftaran.objects.exists()
    assert sebelum == (
        list(Pegawai.objects.values()), list(Pengguna.objects.values()), list(PegawaiPribadi.objects.values()),
    )  # fmt: skip
    assert baca_pribadi(Pendaftaran.objects.get().pribadi, "email") == "asing@contoh.example"


def test_an_account_without_an_address_sends_nothing_to_the_typist(unit):
    pegawai_berakun(1, email="")
    daftar_mandiri(gelombang=buat.gelombang(), data=buat.data(1, unit["a1"], surel="asing@contoh.example"))
    assert not Surel.objects.exists()


def test_a_full_gelombang_refuses_known_and_unknown_alike(unit):
    g = buat.gelombang(kuota=1, pakai_cadangan=False)
    buat.daftarkan(g, 1, unit["a1"])
    pesan = set()
    for n in (1, 2):
        with pytest.raises(KuotaPenuh) as galat:
            daftar_mandiri(gelombang=g, data=buat.data(n, unit["a1"]))
        pesan.add(galat.value.pesan)
    assert len(pesan) == 1


def test_on_the_list_both_read_the_same_place(unit):
    g = buat.gelombang(kuota=1)
    buat.daftarkan(g, 1, unit["a1"])
    buat.daftarkan(g, 2, unit["a1"])
    typed = {"surel": "asing@contoh.example"}
    lama = daftar_mandiri(gelombang=g, data=buat.data(2, unit["a1"], **typed))
    baru = daftar_mandiri(gelombang=g, data=buat.data(3, unit["a1"], **typed))
    assert bentuk(lama) == bentuk(baru)
    assert baru.status == "daftar_tunggu"


def test_a_missing_file_is_asked_of_known_and_unknown_alike(unit):
    g = buat.gelombang()
    syarat = atur_syarat(oleh=None, gelombang=g, nama="Surat tugas", kapan="pendaftaran")
    buat.daftarkan(g, 1, unit["a1"])
    for n in (1, 2):
        with pytest.raises(TidakValid) as galat:
            daftar_mandiri(gelombang=g, data=buat.data(n, unit["a1"]))
        assert list(galat.value.rincian) == [f"berkas_{syarat.pk}"]


@pytest.mark.parametrize("surel", ["a@b.c", "nama@contoh"])
def test_an_address_the_outbox_would_refuse_is_refused_for_known_and_unknown_alike(unit, surel):
    g = buat.gelombang()
    buat.daftarkan(g, 1, unit["a1"])
    for n in (1, 2):
        with pytest.raises(TidakValid) as galat:
            daftar_mandiri(gelombang=g, data=buat.data(n, unit["a1"], surel=surel))
        assert list(galat.value.rincian) == ["surel"]


def test_the_owner_is_greeted_by_the_name_on_file(unit):
    pegawai_berakun(1)
    daftar_mandiri(gelombang=buat.gelombang(), data=buat.data(1, unit["a1"], nama="Menangkan Hadiah"))
    surat = Surel.objects.get()
    assert "Pemilik Sah" in surat.isi
    assert "Hadiah" not in surat.isi


def test_a_stranger_needs_a_nip_and_an_open_door(unit):
    with pytest.raises(TidakValid) as galat:
        daftar_mandiri(
            gelombang=buat.gelombang(), data=buat.data(1, unit["a1"], nip="", status_kepegawaian="non_asn")
        )
    assert "nip" in galat.value.rincian
    with pytest.raises(PendaftaranDitutup, match="usulan"):
        daftar_mandiri(gelombang=buat.gelombang(jalur_mandiri=False), data=buat.data(1, unit["a1"]))


def test_a_known_nip_costs_about_as_much_as_a_new_one(unit):
    g = buat.gelombang()
    buat.daftarkan(g, 1, unit["a1"])
    biaya = []
    for n in (1, 2):
        with CaptureQueriesContext(connection) as hitung:
            daftar_mandiri(gelombang=g, data=buat.data(n, unit["a1"]))
        biaya.append(len(hitung))
    assert max(biaya) <= 15
    assert abs(biaya[0] - biaya[1]) <= 4, biaya
