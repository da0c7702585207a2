"""Registering a person: what is checked, where they land, what is written, and what it costs."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from diklat.services.gelombang import tutup_pendaftaran
from kantor.galat import (
    BentrokJadwal,
    KeadaanBerubah,
    KuotaPenuh,
    PendaftaranDitutup,
    SudahTerdaftar,
    TidakBerhak,
    TidakValid,
)
from kantor.models import Pegawai, Surel
from kantor.services.pribadi import baca_pribadi
from peserta.models import AksesPendaftaran, Pendaftaran
from peserta.services.akses import pendaftaran_dari_akses
from peserta.services.gelombang import atur_kuota_unit
from peserta.services.pendaftaran import daftar, pindah_gelombang, tarik
from tests.peserta import buat

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return buat.pohon()


def test_a_registration_takes_a_seat_and_keeps_the_snapshot(unit):
    g = buat.gelombang(kuota=1)
    p = buat.daftarkan(g, 1, unit["a1"], nama="Dra. RINA SIREGAR, M.Si")
    p.refresh_from_db()
    assert p.status == "diajukan"
    assert p.nama_lengkap == "Dra. Rina Siregar, M.Si."
    assert (p.golongan, p.status_kepegawaian, p.opd) == ("III/c", "pns", unit["a"])
    assert p.unit_nama == "Kelurahan Unit 12.71.01.1001, Kecamatan Unit 12.71.01"
    assert baca_pribadi(p.pribadi, "email") == "orang1@contoh.example"
    assert not p.pegawai.terverifikasi


def test_the_full_gelombang_puts_the_next_on_the_list_in_order_with_priority_first(unit):
    g = buat.gelombang(kuota=1)
    buat.daftarkan(g, 1, unit["a1"])
    dua, tiga = buat.daftarkan(g, 2, unit["a1"]), buat.daftarkan(g, 3, unit["a1"])
    empat = buat.daftarkan(g, 4, unit["a1"], prioritas=5)
    assert [p.status for p in (dua, tiga, empat)] == ["daftar_tunggu"] * 3
    assert [p.urutan_cadangan for p in (dua, tiga, empat)] == [1, 2, 3]
    assert [p.posisi for p in (dua, tiga, empat)] == [1, 2, 1]
    assert list(Pendaftaran.objects.filter(gelombang=g).cadangan()) == [empat, dua, tiga]


def test_without_a_list_the_full_gelombang_refuses(unit):
    g = buat.gelombang(kuota=1, pakai_cadangan=False)
    buat.daftarkan(g, 1, unit["a1"])
    with pytest.raises(KuotaPenuh):
        buat.daftarkan(g, 2, unit["a1"])
    with pytest.raises(SudahTerdaftar):
        buat.daftarkan(g, 1, unit["a1"])
    assert Pegawai.objects.count() == 1


def test_a_unit_cap_counts_everything_below_it(unit):
    g = buat.gelombang(kuota=10)
    atur_kuota_unit(oleh=None, gelombang=g, kuota={unit["a"]: 1})
    assert buat.daftarkan(g, 1, unit["a1"]).status == "diajukan"
    assert buat.daftarkan(g, 2, unit["a2"]).status == "daftar_tunggu"
    assert buat.daftarkan(g, 3, unit["b1"]).status == "diajukan"


def test_one_person_once_per_gelombang_and_never_in_two_at_a_time(unit):
    g, lain = buat.gelombang(), buat.gelombang(mulai=32)
    kelak = buat.gelombang(mulai=60)
    buat.daftarkan(g, 1, unit["a1"])
    with pytest.raises(SudahTerdaftar):
        buat.daftarkan(g, 1, unit["a1"])
    with pytest.raises(BentrokJadwal):
        buat.daftarkan(lain, 1, unit["a1"])
    assert buat.daftarkan(kelak, 1, unit["a1"]).status == "diajukan"


def test_the_door_is_shut_before_and_after_and_for_ways_not_offered(unit):
    besok = timezone.now() + datetime.timedelta(days=1)
    kemarin = timezone.now() - datetime.timedelta(days=1)
    g = buat.gelombang(jalur_usulan=False)
    with pytest.raises(PendaftaranDitutup):
        buat.daftarkan(g, 1, unit["a1"], jalur="usulan")
    type(g).objects.filter(pk=g.pk).update(buka_pada=besok)
    with pytest.raises(PendaftaranDitutup, match="baru dibuka"):
        buat.daftarkan(g, 1, unit["a1"])
    type(g).objects.filter(pk=g.pk).update(buka_pada=None, tutup_pada=kemarin)
    with pytest.raises(PendaftaranDitutup, match="sudah ditutup"):
        buat.daftarkan(g, 1, unit["a1"])
    # Staff enter late what was filed in time.
    assert buat.daftarkan(g, 1, unit["a1"], pada=kemarin - datetime.timedelta(hours=1)).status == "diajukan"
    tutup_pendaftaran(oleh=None, gelombang=g)
    with pytest.raises(PendaftaranDitutup):
        buat.daftarkan(g, 2, unit["a1"])


def test_only_units_the_gelombang_is_meant_for(unit):
    g = buat.gelombang(unit_sasaran=[unit["a"]])
    assert buat.daftarkan(g, 1, unit["a1"]).status == "diajukan"
    with pytest.raises(TidakValid) as galat:
        buat.daftarkan(g, 2, unit["b1"])
    assert "unit" in galat.value.rincian


@pytest.mark.parametrize(
    ("bidang", "isi"),
    [
        ("nip", "198609262015051000"),
        ("nip", "12345"),
        ("nip", "19860926201505100\x00"),
        ("nip", ""),
        ("nama", "x" * 500),
        ("nama", "Rina\x00"),
        ("nama", '<a href="http://contoh.example">Rina</a>'),
        ("nama", "=HYPERLINK(1)"),
        ("nama", ""),
        ("golongan", "V/f"),
        ("jabatan", "=1+1"),
        ("jabatan", "x" * 151),
        ("jabatan", "Kepala\x00Seksi"),
        ("jabatan", "<b>Kepala</b>"),
        ("surel", "bukan-email"),
        ("ponsel", "061-4512345"),
        ("status_kepegawaian", "raja"),
        ("persetujuan", False),
        ("unit", None),
    ],
)
def test_bad_input_names_its_field_and_stores_nothing(unit, bidang, isi):
    g = buat.gelombang()
    with pytest.raises(TidakValid) as galat:
        buat.daftarkan(g, 1, **({"unit": unit["a1"]} | {bidang: isi}))
    assert list(galat.value.rincian) == [bidang]
    assert Pendaftaran.objects.count() == Pegawai.objects.count() == Surel.objects.count() == 0


def test_all_bad_fields_are_named_at_once(unit):
    with pytest.raises(TidakValid) as galat:
        buat.daftarkan(buat.gelombang(), 1, None, nip="1", nama="", golongan="V/f", surel="x", ponsel="x")
    assert set(galat.value.rincian) == {"nip", "nama", "golongan", "surel", "ponsel", "unit"}


@pytest.mark.parametrize(
    ("nip", "golongan", "status", "hasil"),
    [
        ("198609262015051001", "III/c", None, "pns"),
        ("198609262023211001", "IX", None, "pppk"),
        ("198609262023211001", "", None, "pppk"),
        ("198609262015051001", "IX", None, "pppk"),
        ("198609262015051001", "III/a", "cpns", "cpns"),
        ("198609262023211001", "V", "pppk_paruh_waktu", "pppk_paruh_waktu"),
    ],
)
def test_the_form_decides_the_status_and_the_number_only_hints(unit, nip, golongan, status, hasil):
    p = buat.daftarkan(buat.gelombang(), 1, unit["a1"], nip=nip, golongan=golongan, status_kepegawaian=status)
    assert p.status_kepegawaian == hasil


def test_non_asn_get_an_internal_number_and_are_the_same_person_twice(unit):
    g = buat.gelombang()
    p = buat.daftarkan(g, 1, unit["a1"], nip="", golongan="", status_kepegawaian="non_asn")
    assert p.pegawai.nip is None
    assert p.pegawai.nomor_internal.startswith("NON-")
    with pytest.raises(SudahTerdaftar):
        buat.daftarkan(g, 1, unit["a1"], nip="", golongan="", status_kepegawaian="non_asn")


def test_a_known_person_is_never_changed_by_a_registration(unit):
    pegawai = Pegawai.objects.create(
        nip=buat.nip(1), nama="Nama Resmi", status_kepegawaian="pns", unit=unit["b1"], terverifikasi=True
    )
    p = buat.daftarkan(buat.gelombang(), 1, unit["a1"], nama="Nama Lain")
    pegawai.refresh_from_db()
    assert (pegawai.nama, pegawai.unit, pegawai.terverifikasi) == ("Nama Resmi", unit["b1"], True)
    assert not hasattr(pegawai, "pribadi")
    assert (p.pegawai, p.nama) == (pegawai, "Nama Lain")


def test_a_new_address_gets_a_key_that_opens_this_registration_only(unit):
    p = buat.daftarkan(buat.gelombang(), 1, unit["a1"])
    surat = Surel.objects.get()
    assert surat.kepada == "orang1@contoh.example"
    assert p.nomor in surat.isi
    token = surat.isi.split("/pendaftaran/")[1].split("/")[0]
    assert pendaftaran_dari_akses(token) == p
    assert pendaftaran_dari_akses(token + "x") is None
    assert not AksesPendaftaran.objects.filter(sidik=token).exists()
    AksesPendaftaran.objects.update(berlaku_sampai=timezone.now())
    assert pendaftaran_dari_akses(token) is None


def test_who_may_register_whom(unit):
    g = buat.gelombang()
    orang = buat.data(1, unit["a1"])
    with pytest.raises(TidakBerhak):
        daftar(oleh=buat.akun("admin", "padang"), gelombang=g, data=orang, jalur="api")
    with pytest.raises(TidakBerhak):
        daftar(oleh=buat.akun("operator", unit=unit["b"]), gelombang=g, data=orang, jalur="usulan")
    with pytest.raises(TidakBerhak):
        daftar(oleh=buat.akun("pimpinan"), gelombang=g, data=orang, jalur="api")
    operator = buat.akun("operator", unit=unit["a"])
    with pytest.raises(TidakBerhak):
        daftar(oleh=operator, gelombang=g, data=orang, jalur="usulan", prioritas=1)
    assert daftar(oleh=operator, gelombang=g, data=orang, jalur="usulan").dibuat_oleh == operator
    assert daftar(oleh=buat.akun("panitia"), gelombang=g, data=buat.data(2, unit["a1"]), jalur="api")


def test_who_withdraws_frees_the_seat_for_the_list(unit):
    g = buat.gelombang(kuota=1)
    p, menunggu = buat.daftarkan(g, 1, unit["a1"]), buat.daftarkan(g, 2, unit["a1"])
    tarik(oleh=None, pendaftaran=p, alasan="Tugas lain")
    menunggu.refresh_from_db()
    assert menunggu.status == "ditawari"
    with pytest.raises(KeadaanBerubah):
        tarik(oleh=None, pendaftaran=p)


def test_a_move_ends_the_old_registration_and_keeps_what_was_verified(unit):
    dari, ke = buat.gelombang(kuota=1), buat.gelombang(mulai=31, kuota=1)
    p, menunggu = buat.daftarkan(dari, 1, unit["a1"]), buat.daftarkan(dari, 2, unit["a1"])
    Pendaftaran.objects.filter(pk=p.pk).update(status="diverifikasi")
    baru = pindah_gelombang(oleh=None, pendaftaran=p, ke=ke)
    p.refresh_from_db()
    menunggu.refresh_from_db()
    assert (p.status, baru.status, menunggu.status) == ("dibatalkan", "diverifikasi", "ditawari")
    assert baca_pribadi(baru.pribadi, "email") == "orang1@contoh.example"
    assert baru.nomor != p.nomor
    with pytest.raises(KuotaPenuh):
        pindah_gelombang(oleh=None, pendaftaran=menunggu, ke=ke)
    menunggu.refresh_from_db()
    assert menunggu.status == "ditawari"


def test_one_registration_costs_at_most_fifteen_statements(unit):
    g = buat.gelombang()
    oleh = buat.akun("panitia")
    oleh.daftar_peran  # noqa: B018 - read by the face already
    with CaptureQueriesContext(connection) as hitung:
        daftar(oleh=oleh, gelombang=g, data=buat.data(1, unit["a1"]), jalur="api")
    assert len(hitung) <= 15, "\n".join(q["sql"][:120] for q in hitung)
    assert Surel.objects.count() == 1
