"""The nominatif of 2017 into two gelombang: 102 people, 51 + 51, and the same file again changes nothing."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from diklat.models import Gelombang
from kantor.models import Impor, Pegawai
from kantor.services.impor import atur_impor, konfirmasi_impor, unggah_impor
from kantor.services.pribadi import baca_semua
from kantor.services.unit import muat_wilayah
from peserta.models import Pendaftaran
from peserta.services.impor_nominatif import catatan, nomor_label
from peserta.services.pendaftaran import tarik
from tests.kantor import bantu
from tests.peserta import buat

pytestmark = pytest.mark.django_db
BERKAS = Path(__file__).parent.parent / "data" / "nominatif_pelayanan_prima.xlsx"


@pytest.fixture
def staf() -> Any:
    buat.instansi("medan")
    muat_wilayah(oleh=None)
    return buat.akun("panitia")


@pytest.fixture
def dua(staf: Any) -> tuple[Gelombang, Gelombang]:
    """The two gelombang of the list, beside others that must not be taken for them."""
    buat.gelombang(sebutan="Gelombang 1", dibuka=False)
    satu = buat.gelombang(sebutan="Gelombang I", kuota=51, mulai=30)
    return satu, buat.gelombang(sebutan="Gelombang II", kuota=51, mulai=40)


def berkas(ubah: Any = None, *, utuh: bool = False) -> io.BytesIO:
    """The first twelve names of the list (`utuh`: all of it), with `ubah(sheet)` done to it."""
    wadah = io.BytesIO(BERKAS.read_bytes())
    if not utuh:
        buku = openpyxl.load_workbook(wadah)
        buku.active.delete_rows(9 + 12, 102 - 12)
        if ubah:
            ubah(buku.active)
        wadah = io.BytesIO()
        buku.save(wadah)
    wadah.seek(0)
    return wadah


def unggah(staf: Any, isi: io.BytesIO | None = None, **pilihan: Any) -> Impor:
    impor = unggah_impor(
        oleh=staf,
        instansi=buat.instansi(),
        jenis="nominatif",
        isi=isi or berkas(),
        nama=BERKAS.name,
        pilihan=pilihan,
    )
    impor.refresh_from_db()
    return impor


def simpan(staf: Any, impor: Impor, **isian: Any) -> Impor:
    konfirmasi_impor(oleh=staf, impor=impor, isian=isian)
    impor.refresh_from_db()
    bantu.selesaikan(impor.pekerjaan)
    impor.refresh_from_db()
    return impor


def jumlah(impor: Impor) -> dict[str, int]:
    return impor.ringkasan["jumlah"]


def test_the_list_becomes_102_people_and_51_registrations_in_each_gelombang(staf: Any, dua: Any) -> None:
    impor = unggah(staf, berkas(utuh=True))
    assert (impor.status, jumlah(impor)) == ("siap", {"baru": 102})
    assert impor.pilihan["gelombang"] == {"1": dua[0].pk, "2": dua[1].pk}
    assert not Pegawai.objects.exists()
    assert simpan(staf, impor).pekerjaan.gagal == 0
    assert Pegawai.objects.filter(terverifikasi=True, instansi=buat.instansi()).count() == 102
    for g in dua:
        assert g.pendaftaran.filter(jalur="impor", status="diajukan").count() == 51
    assert jumlah(unggah(staf, berkas(utuh=True))) == {"sama": 102}


def test_a_person_is_stored_with_titles_unit_and_contact(staf: Any, dua: Any) -> None:
    simpan(staf, unggah(staf))
    maya = Pendaftaran.objects.get(pegawai__nip="198811252010082008")
    assert (maya.nama_lengkap, maya.golongan, maya.unit_nama) == (
        "Maya Bonar Batubara, S.Ag.",
        "III/c",
        "Kecamatan Medan Kota",
    )
    assert baca_semua(maya.pegawai.pribadi) == {
        "ponsel": "084362692241",
        "email": "peserta001@contoh.example",
    }


def test_a_checked_list_may_be_verified_at_once(staf: Any, dua: Any) -> None:
    simpan(staf, unggah(staf), langsung=True)
    assert {g.pendaftaran.filter(status="diverifikasi").count() for g in dua} == {6}


def test_faulty_cells_are_named_and_the_others_can_be_stored(staf: Any, dua: Any) -> None:
    def rusak(lembar: Any) -> None:
        lembar["C9"] = "19881125 201013 2 008x"
        lembar["F10"] = "Kelurahan Antah Berantah"
        lembar["I11"] = "bukan email"
        lembar["C13"] = 1.98216122006111e17

    impor = unggah(staf, berkas(rusak))
    assert jumlah(impor) == {"baru": 8, "galat": 4}
    galat = {
        b.nomor: (b.galat[0]["kolom"], b.galat[0]["alamat"]) for b in impor.baris.filter(tindakan="galat")
    }
    assert galat == {9: ("NIP", "C9"), 10: ("UNIT KERJA", "F10"), 11: ("E-MAIL", "I11"), 13: ("NIP", "C13")}
    hasil = simpan(staf, impor)
    assert Pendaftaran.objects.count() == 8
    assert hasil.pekerjaan.hasil.nama.startswith("Perlu diperbaiki")


def test_a_mistyped_phone_or_address_is_not_stored_readable(staf: Any, dua: Any) -> None:
    def rusak(lembar: Any) -> None:
        lembar["H9"] = "0812345678901234"
        lembar["I10"] = "rina.siregar@gmial.com"

    impor = unggah(staf, berkas(rusak))
    assert jumlah(impor)["galat"] == 2
    galat = str(list(impor.baris.filter(tindakan="galat").values_list("galat", flat=True)))
    assert "0812345678901234" not in galat
    assert "rina.siregar" not in galat
    assert "@gmail.com?" in galat


def test_a_corrected_list_shows_from_and_to_and_changes_the_registration(staf: Any, dua: Any) -> None:
    simpan(staf, unggah(staf))

    def ubah(lembar: Any) -> None:
        lembar["E9"] = "Lurah"
        lembar["D9"] = ""

    impor = unggah(staf, berkas(ubah))
    assert jumlah(impor) == {"sama": 11, "berubah": 1}
    assert impor.baris.get(tindakan="berubah").perubahan == {"Jabatan": ["Kasi Pelayanan Umum", "Lurah"]}
    simpan(staf, impor)
    maya = Pendaftaran.objects.get(pegawai__nip="198811252010082008")
    assert (maya.jabatan, maya.golongan) == ("Lurah", "III/c")


def test_who_stands_under_the_other_label_now_is_moved(staf: Any, dua: Any) -> None:
    simpan(staf, unggah(staf))
    impor = unggah(staf, berkas(lambda lembar: lembar.__setitem__("G9", 2)))
    assert jumlah(impor) == {"sama": 11, "pindah": 1}
    simpan(staf, impor)
    hidup = Pendaftaran.objects.hidup().filter(pegawai__nip="198811252010082008")
    assert [p.gelombang for p in hidup] == [dua[1]]


def test_a_registration_changed_since_the_preview_is_refused_and_the_others_are_stored(
    staf: Any, dua: Any
) -> None:
    """Withdrawn, corrected by hand, gone from the other gelombang: each says so on its row, nothing else fails."""
    simpan(staf, unggah(staf))

    def ubah(lembar: Any) -> None:
        lembar["E9"] = lembar["E10"] = lembar["E11"] = "Lurah"
        lembar["G12"] = 3 - int(lembar["G12"].value)

    impor = unggah(staf, berkas(ubah))
    assert jumlah(impor) == {"sama": 8, "berubah": 3, "pindah": 1}
    kunci = {b.nomor: b.kunci for b in impor.baris.exclude(tindakan="sama")}
    for nomor in (9, 12):
        tarik(oleh=staf, pendaftaran=Pendaftaran.objects.get(pegawai__nip=kunci[nomor]), alasan="Sakit")
    Pendaftaran.objects.filter(pegawai__nip=kunci[10]).update(jabatan="Camat")
    simpan(staf, impor)
    assert impor.status == "selesai"
    hasil = {
        b.nomor: (b.diterapkan, "berubah sejak" in b.alasan) for b in impor.baris.exclude(tindakan="sama")
    }
    assert hasil == {9: (False, True), 10: (False, True), 11: (True, False), 12: (False, True)}
    assert Pendaftaran.objects.get(pegawai__nip=kunci[10]).jabatan == "Camat"


def test_more_names_than_seats_are_announced_and_become_cadangan(staf: Any, dua: Any) -> None:
    Gelombang.objects.filter(pk=dua[0].pk).update(kuota=5)
    impor = unggah(staf)
    assert any("1 dari 6 nama baru akan menjadi peserta cadangan" in k for k in catatan(impor))
    simpan(staf, impor)
    assert dua[0].pendaftaran.filter(status="daftar_tunggu").count() == 1


def test_without_a_list_of_cadangan_the_row_too_many_says_why(staf: Any, dua: Any) -> None:
    Gelombang.objects.filter(pk=dua[0].pk).update(kuota=5, pakai_cadangan=False)
    impor = simpan(staf, unggah(staf))
    ditolak = impor.baris.get(diterapkan=False)
    assert "penuh" in ditolak.alasan
    assert (impor.pekerjaan.status, impor.pekerjaan.selesai, impor.pekerjaan.gagal) == ("selesai", 11, 1)


def test_a_label_without_gelombang_must_be_given_one_first(staf: Any) -> None:
    satu = buat.gelombang(sebutan="Angkatan Perdana", kuota=102)
    impor = unggah(staf)
    assert jumlah(impor) == {}
    assert len(catatan(impor)) == 2
    atur_impor(oleh=staf, impor=impor, pilihan={"gelombang": {"1": satu.pk, "2": satu.pk}})
    impor.refresh_from_db()
    assert jumlah(impor) == {"baru": 12}
    simpan(staf, impor)
    assert satu.pendaftaran.count() == 12


def test_somebody_with_a_seat_elsewhere_on_those_days_is_named(staf: Any, dua: Any) -> None:
    from kantor.models import Unit

    lain = buat.gelombang(sebutan="Lain", mulai=31)
    buat.daftarkan(lain, 1, Unit.objects.get(kode="12.71.01"), nip="198811252010082008")
    impor = unggah(staf)
    assert jumlah(impor) == {"baru": 11, "galat": 1}
    assert "bertumpukan" in impor.baris.get(tindakan="galat").galat[0]["alasan"]


def test_a_gelombang_of_another_office_cannot_be_chosen(staf: Any, dua: Any) -> None:
    padang = buat.gelombang(kurikulum=buat.kurikulum("padang"), sebutan="Gelombang 1")
    impor = unggah(staf)
    atur_impor(oleh=staf, impor=impor, pilihan={"gelombang": {"1": padang.pk, "2": dua[1].pk}})
    impor.refresh_from_db()
    assert jumlah(impor) == {"baru": 6}


def test_a_pegawai_of_another_office_is_registered_but_not_changed(staf: Any, dua: Any) -> None:
    padang = buat.instansi("padang")
    Pegawai.objects.create(
        nip="198811252010082008",
        nama="Maya Padang",
        status_kepegawaian="pns",
        instansi=padang,
        terverifikasi=True,
    )
    simpan(staf, unggah(staf))
    maya = Pendaftaran.objects.get(pegawai__nip="198811252010082008")
    assert (maya.nama, maya.pegawai.nama, maya.pegawai.instansi) == (
        "Maya Bonar Batubara",
        "Maya Padang",
        padang,
    )


@pytest.mark.parametrize(
    ("teks", "nomor"),
    [
        ("1", "1"),
        ("II", "2"),
        ("Gelombang III", "3"),
        ("GEL. 2", "2"),
        ("Angkatan IV Tahun", "4"),
        ("", ""),
    ],
)
def test_a_label_is_known_by_its_number(teks: str, nomor: str) -> None:
    assert nomor_label(teks) == nomor


# --- the pages ---------------------------------------------------------------------------------------


def masuk(pengguna: Any) -> Client:
    klien = Client()
    klien.force_login(pengguna)
    return klien


def test_panitia_walks_from_the_file_to_the_result(staf: Any, dua: Any) -> None:
    klien = masuk(staf)
    assert "Nominatif peserta" in klien.get("/admin/impor/").content.decode()
    assert klien.get("/impor/templat/nominatif/").status_code == 200
    halaman = klien.get("/admin/impor/nominatif/").content.decode()
    assert 'name="berkas"' in halaman
    jawaban = klien.post(
        "/admin/impor/nominatif/", {"instansi": buat.instansi().pk, "berkas": _bernama(berkas())}
    )
    assert jawaban.status_code == 302, jawaban.content.decode()
    pratinjau = klien.get(jawaban.url).content.decode()
    assert "Simpan 12 baris" in pratinjau
    assert "Maya Bonar Batubara" in pratinjau
    assert "GELOMBANG “1” di berkas (6 baris)" in pratinjau
    impor = Impor.objects.get()
    assert klien.post(f"/impor/{impor.pk}/konfirmasi/", {"langsung": "on"}).url == jawaban.url
    assert "Sedang disimpan" in klien.get(jawaban.url).content.decode()
    impor.refresh_from_db()
    bantu.selesaikan(impor.pekerjaan)
    assert klien.get(f"/impor/{impor.pk}/kemajuan/")["HX-Refresh"] == "true"
    selesai = klien.get(jawaban.url).content.decode()
    assert "Selesai." in selesai
    assert Pendaftaran.objects.filter(status="diverifikasi").count() == 12
    for g in dua:
        assert f'href="/admin/gelombang/{g.slug}/peserta/"' in selesai
    assert selesai.count("6 orang dari berkas ini tersimpan di sini.") == 2


def test_who_of_an_import_became_cadangan_is_named_when_it_is_done(staf: Any, dua: Any) -> None:
    Gelombang.objects.update(kuota=5)
    impor = unggah(staf)
    konfirmasi_impor(oleh=staf, impor=impor, isian={})
    impor.refresh_from_db()
    bantu.selesaikan(impor.pekerjaan)
    cadangan = Pendaftaran.objects.filter(status="daftar_tunggu")
    isi = masuk(staf).get(f"/admin/impor/berkas/{impor.pk}/").content.decode()
    assert cadangan.count() == 2
    assert isi.count("1 menjadi peserta cadangan") == 2
    assert all(p.nama_lengkap in isi for p in cadangan)


def test_coming_from_a_gelombang_its_program_is_proposed(staf: Any, dua: Any) -> None:
    lain = buat.kurikulum("medan")
    from diklat.models import Kurikulum, Modul, Program

    program = Program.objects.create(instansi=lain.program.instansi, kode="lain", nama="Diklat Lain")
    kurikulum = Kurikulum.objects.create(program=program, versi="1")
    Modul.objects.create(kurikulum=kurikulum, urutan=1, nama="Modul", jp=8)
    milik = [buat.gelombang(kurikulum=kurikulum, sebutan=f"Angkatan {n}", mulai=60 + 10 * n) for n in (1, 2)]
    isian = {"instansi": buat.instansi().pk, "berkas": _bernama(berkas())}
    masuk(staf).post(f"/admin/impor/nominatif/?gelombang={milik[0].slug}", isian)
    assert Impor.objects.get().pilihan["gelombang"] == {"1": milik[0].pk, "2": milik[1].pk}


def test_the_preview_costs_as_many_queries_for_twelve_rows_as_for_one(staf: Any, dua: Any) -> None:
    klien = masuk(staf)
    panjang = unggah(staf)
    pendek = unggah(staf, berkas(lambda lembar: lembar.delete_rows(10, 11)))
    assert (jumlah(pendek), jumlah(panjang)) == ({"baru": 1}, {"baru": 12})
    klien.get("/admin/impor/")
    banyak = []
    for impor in (pendek, panjang):
        with CaptureQueriesContext(connection) as kueri:
            klien.get(f"/admin/impor/berkas/{impor.pk}/")
        banyak.append(len(kueri))
    assert banyak[1] <= banyak[0] + 3  # the second label has a gelombang of its own
    assert banyak[1] <= 25


def test_a_wrong_file_is_explained_on_the_form(staf: Any, dua: Any) -> None:
    isi = io.BytesIO(b"MZ" + b"\0" * 100)
    jawaban = masuk(staf).post(
        "/admin/impor/nominatif/", {"instansi": buat.instansi().pk, "berkas": _bernama(isi)}
    )
    assert jawaban.status_code == 200
    assert "bukan Excel" in jawaban.content.decode()


def test_confirming_without_a_gelombang_is_refused_on_the_page(staf: Any) -> None:
    buat.gelombang(sebutan="Angkatan Perdana")
    impor = unggah(staf)
    atur_impor(oleh=staf, impor=impor, pilihan={"gelombang": {"1": Gelombang.objects.get().pk}})
    jawaban = masuk(staf).post(f"/impor/{impor.pk}/konfirmasi/", {})
    assert jawaban.status_code == 422
    assert "Pilih dahulu gelombang" in jawaban.content.decode()


def test_nobody_else_sees_an_import(staf: Any, dua: Any) -> None:
    impor = unggah(staf)
    alamat = [
        f"/admin/impor/berkas/{impor.pk}/",
        *(f"/impor/{impor.pk}/{e}" for e in ("", "kemajuan/", "bermasalah/")),
    ]
    tindakan = [f"/impor/{impor.pk}/{e}/" for e in ("pilihan", "konfirmasi", "batalkan", "sebutan")]
    for orang in (buat.akun("admin", "padang"), buat.akun("pimpinan"), buat.akun("penguji")):
        klien = masuk(orang)
        assert {klien.get(a).status_code for a in alamat} == {404}
        assert {klien.post(a).status_code for a in tindakan} == {404}
        assert klien.get(f"/berkas/{impor.berkas_id}/").status_code == 404
    assert {Client().get(a).status_code for a in alamat} == {302}
    impor.refresh_from_db()
    assert impor.status == "siap"


def _bernama(isi: io.BytesIO) -> io.BytesIO:
    isi.name = "nominatif.xlsx"
    return isi
