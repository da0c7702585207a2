"""An OPD proposes its people by Excel, under one letter, and nobody else's people."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse

from kantor.galat import PendaftaranDitutup, TidakDitemukan
from kantor.models import Impor, Surel, Unit
from kantor.services.impor import konfirmasi_impor
from kantor.services.unit import muat_wilayah
from peserta.models import Pendaftaran, Usulan
from peserta.services.impor_usulan import unggah_usulan
from tests.kantor import bantu
from tests.peserta import buat

pytestmark = pytest.mark.django_db
KEPALA = ["NO", "NAMA", "NIP", "GOL", "JABATAN", "UNIT KERJA", "NO. HP", "EMAIL"]


@pytest.fixture
def kecamatan() -> Unit:
    buat.instansi("medan")
    muat_wilayah(oleh=None)
    return Unit.objects.get(kode="12.71.01")


@pytest.fixture
def operator(kecamatan: Unit) -> Any:
    return buat.akun("operator", unit=kecamatan)


@pytest.fixture
def g(kecamatan: Unit) -> Any:
    return buat.gelombang(kuota=5)


def baris(n: int, unit: str = "Kelurahan Pusat Pasar", **lain: Any) -> list[Any]:
    isi = {
        "no": n, "nama": buat.NAMA[n % 6], "nip": buat.nip(n), "gol": "III/a", "jabatan": "Pelaksana", "unit": unit,
        "hp": f"0812{n:08d}", "email": f"orang{n}@contoh.example",
    }  # fmt: skip
    return list((isi | lain).values())


def unggah(operator: Any, g: Any, kecamatan: Unit, isi: list[list[Any]]) -> Impor:
    impor = unggah_usulan(
        oleh=operator, gelombang=g, unit=kecamatan, isi=bantu.excel(KEPALA, isi), nama="usulan.xlsx"
    )
    impor.refresh_from_db()
    return impor


def simpan(operator: Any, impor: Impor, **isian: Any) -> Impor:
    konfirmasi_impor(oleh=operator, impor=impor, isian=isian)
    impor.refresh_from_db()
    bantu.selesaikan(impor.pekerjaan)
    impor.refresh_from_db()
    return impor


def test_names_of_the_own_units_are_proposed_under_one_letter(operator: Any, g: Any, kecamatan: Unit) -> None:
    impor = unggah(
        operator, g, kecamatan, [baris(1), baris(2, unit=""), baris(3, unit="Kecamatan Medan Kota")]
    )
    assert impor.ringkasan["jumlah"] == {"baru": 3}
    assert not Usulan.objects.exists()
    simpan(operator, impor, nomor_surat="893/12/MK/2026")
    usulan = Usulan.objects.get()
    assert (usulan.unit, usulan.nomor_surat, usulan.dibuat_oleh) == (kecamatan, "893/12/MK/2026", operator)
    semua = Pendaftaran.objects.order_by("pegawai__nip")
    assert [(p.jalur, p.status, p.usulan) for p in semua] == [("usulan", "diajukan", usulan)] * 3
    assert sorted(p.unit.nama for p in semua) == ["Medan Kota", "Medan Kota", "Pusat Pasar"]


def test_nobody_is_written_to_unless_the_operator_ticks_it(operator: Any, g: Any, kecamatan: Unit) -> None:
    simpan(operator, unggah(operator, g, kecamatan, [baris(1)]), nomor_surat="893/1")
    assert not Surel.objects.exists()
    simpan(operator, unggah(operator, g, kecamatan, [baris(2)]), nomor_surat="893/1", kabari=True)
    assert [s.kepada for s in Surel.objects.all()] == ["orang2@contoh.example"]


def test_people_of_other_units_are_refused_row_by_row(operator: Any, g: Any, kecamatan: Unit) -> None:
    impor = unggah(operator, g, kecamatan, [baris(1), baris(2, unit="Kelurahan Mabar Kecamatan Medan Deli")])
    assert impor.ringkasan["jumlah"] == {"baru": 1, "galat": 1}
    galat = impor.baris.get(tindakan="galat").galat[0]
    assert (galat["alamat"], galat["alasan"]) == ("F3", "Bukan unit di bawah Kecamatan Medan Kota.")


def test_the_same_file_again_proposes_nobody_twice(operator: Any, g: Any, kecamatan: Unit) -> None:
    simpan(operator, unggah(operator, g, kecamatan, [baris(1), baris(2)]))
    assert unggah(operator, g, kecamatan, [baris(1), baris(2)]).ringkasan["jumlah"] == {"sama": 2}


def test_names_beyond_the_seats_become_cadangan_and_a_seat_taken_meanwhile_is_said(
    operator: Any, g: Any, kecamatan: Unit
) -> None:
    impor = unggah(operator, g, kecamatan, [baris(n) for n in range(1, 8)])
    buat.daftarkan(g, 7, kecamatan)
    impor = simpan(operator, impor)
    assert impor.baris.get(diterapkan=False).alasan == "NIP ini sudah terdaftar pada gelombang ini."
    assert g.pendaftaran.filter(status="daftar_tunggu").count() == 2


def test_only_the_own_unit_and_only_while_the_door_is_open(operator: Any, g: Any, kecamatan: Unit) -> None:
    with pytest.raises(TidakDitemukan):
        unggah(operator, g, Unit.objects.get(kode="12.71.02"), [baris(1)])
    with pytest.raises(PendaftaranDitutup):
        unggah(operator, buat.gelombang(dibuka=False), kecamatan, [baris(1)])


def test_the_operator_walks_from_the_file_to_the_result(operator: Any, g: Any, kecamatan: Unit) -> None:
    klien = Client()
    klien.force_login(operator)
    alamat = reverse("peserta:operator_impor", args=[g.slug])
    assert 'name="berkas"' in klien.get(alamat).content.decode()
    berkas = bantu.excel(KEPALA, [baris(1), baris(2)])
    jawaban = klien.post(alamat, {"unit": kecamatan.pk, "berkas": berkas})
    impor = Impor.objects.get()
    assert jawaban.url == f"/impor/{impor.pk}/"
    pratinjau = klien.get(jawaban.url).content.decode()
    assert "Nomor surat usulan" in pratinjau
    assert "Beri tahu peserta lewat email" in pratinjau
    assert "menu-staf" not in pratinjau
    assert klien.get(f"/admin/impor/berkas/{impor.pk}/").status_code == 302
    surat = io.BytesIO()
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(surat)
    surat.seek(0)
    surat.name = "surat.pdf"
    isian = {"nomor_surat": "893/1", "tanggal_surat": "2026-11-01", "surat": surat}
    assert klien.post(f"/impor/{impor.pk}/konfirmasi/", isian).status_code == 302
    impor.refresh_from_db()
    bantu.selesaikan(impor.pekerjaan)
    assert "Selesai." in klien.get(jawaban.url).content.decode()
    assert Usulan.objects.get().berkas.nama == "surat.pdf"
    assert klien.post(f"/impor/{impor.pk}/sebutan/").status_code == 404
