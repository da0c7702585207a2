"""Programs and curricula: kept by Panitia, frozen once used, all modul on one page."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from diklat.models import Kurikulum, Modul, PanitiaProgram, Program, Sesi
from diklat.services.program import (
    IsiModul,
    atur_kurikulum,
    atur_panitia,
    buat_kurikulum,
    buat_program,
    ubah_program,
)
from kantor.galat import KeadaanBerubah, TidakBerhak, TidakDitemukan, TidakValid
from tests.peserta import buat

pytestmark = pytest.mark.django_db
ATURAN = {"menit_per_jp": "45", "hadir_minimal": "90", "maks_tanpa_izin": "2", "toleransi_terlambat": "15"}


@pytest.fixture
def panitia():
    return buat.akun("panitia")


@pytest.fixture
def layar(panitia) -> Client:
    return masuk(panitia)


def masuk(akun) -> Client:
    klien = Client()
    klien.force_login(akun)
    return klien


def modul(*isi: tuple[str, str]) -> list[IsiModul]:
    return [IsiModul(nama, Decimal(jp)) for nama, jp in isi]


def test_a_program_gets_a_code_from_its_name(panitia):
    program = buat_program(oleh=panitia, instansi=buat.instansi(), nama="Diklat Pelayanan Prima!", jenis=3)
    assert program.kode == "diklat-pelayanan-prima"
    with pytest.raises(TidakValid) as galat:
        buat_program(oleh=panitia, instansi=buat.instansi(), nama="Diklat Pelayanan Prima", jenis=3)
    assert "kode" in galat.value.rincian


def test_another_office_and_who_only_looks_cannot_make_one(panitia):
    with pytest.raises(TidakDitemukan):
        buat_program(oleh=panitia, instansi=buat.instansi("padang"), nama="X", jenis=3)
    with pytest.raises(TidakBerhak):
        ubah_program(oleh=buat.akun("pimpinan"), program=buat.kurikulum().program, nama="X")


def test_the_second_version_is_a_copy_of_the_first(panitia):
    program = buat.kurikulum().program
    baru = buat_kurikulum(oleh=panitia, program=program, versi="2027")
    assert [m.nama for m in baru.modul.all()] == ["Konsep Pelayanan Prima"]
    with pytest.raises(TidakValid):
        buat_kurikulum(oleh=panitia, program=program, versi="2027")


def test_modul_are_set_in_the_given_order_and_those_left_out_go(panitia):
    k = buat.kurikulum()
    [lama] = k.modul.all()
    isi = [*modul(("Satu", "2"), ("Dua", "4.5")), IsiModul("Konsep baru", Decimal(8), lama.pk)]
    atur_kurikulum(oleh=panitia, kurikulum=k, modul=isi, hadir_minimal=Decimal(80))
    assert [(m.urutan, m.nama, m.jp) for m in k.modul.order_by("urutan")] == [
        (1, "Satu", Decimal(2)), (2, "Dua", Decimal("4.5")), (3, "Konsep baru", Decimal(8)),
    ]  # fmt: skip
    k.refresh_from_db()
    assert k.hadir_minimal == 80
    atur_kurikulum(oleh=panitia, kurikulum=k, modul=modul(("Saja", "1")))
    assert [m.nama for m in k.modul.all()] == ["Saja"]


def test_a_used_version_and_a_scheduled_modul_are_kept(panitia):
    k = buat.kurikulum()
    kini = timezone.now()
    g = buat.gelombang()
    Sesi.objects.create(
        gelombang=g, modul=k.modul.get(), judul="S", mulai=kini, selesai=kini + datetime.timedelta(hours=1)
    )
    with pytest.raises(KeadaanBerubah):
        atur_kurikulum(oleh=panitia, kurikulum=k, modul=[])
    assert k.modul.count() == 1
    Kurikulum.objects.filter(pk=k.pk).update(beku=True)
    with pytest.raises(KeadaanBerubah):
        atur_kurikulum(oleh=panitia, kurikulum=k, modul=modul(("X", "1")))


def test_a_modul_of_another_version_is_refused(panitia):
    lain = buat.kurikulum("padang").modul.get()
    with pytest.raises(TidakValid):
        atur_kurikulum(oleh=panitia, kurikulum=buat.kurikulum(), modul=[IsiModul("X", Decimal(1), lain.pk)])


def test_panitia_are_limited_to_a_program_by_who_manages(panitia):
    program = buat.kurikulum().program
    admin = buat.akun("admin")
    atur_panitia(oleh=admin, program=program, panitia=[panitia])
    assert PanitiaProgram.objects.get().pengguna == panitia
    with pytest.raises(TidakValid):
        atur_panitia(oleh=admin, program=program, panitia=[buat.akun("panitia", "padang")])
    atur_panitia(oleh=admin, program=program, panitia=[])
    assert not PanitiaProgram.objects.exists()
    with pytest.raises(TidakBerhak):
        atur_panitia(oleh=panitia, program=program, panitia=[])


# --- pages -------------------------------------------------------------------------------------------


def baris(*isi: tuple[object, str, str, str], awal: int = 0) -> dict[str, str]:
    data = {"modul-TOTAL_FORMS": str(len(isi)), "modul-INITIAL_FORMS": str(awal)}
    for n, (pk, urutan, nama, jp) in enumerate(isi):
        data |= {
            f"modul-{n}-pk": str(pk),
            f"modul-{n}-urutan": urutan,
            f"modul-{n}-nama": nama,
            f"modul-{n}-jp": jp,
        }
    return ATURAN | data


def test_a_program_its_version_and_modul_are_made_on_screen(layar):
    program = buat.kurikulum().program
    isi = {
        "instansi": program.instansi_id,
        "nama": "Diklat Kearsipan",
        "jenis": "3",
        "arah_sertifikat": "tegak",
    }
    jawaban = layar.post("/admin/program/baru/", isi)
    baru = Program.objects.get(nama="Diklat Kearsipan")
    assert jawaban.headers["Location"] == f"/admin/program/{baru.pk}/"
    jawaban = layar.post(f"/admin/program/{baru.pk}/", {"versi": "2027"})
    k = baru.kurikulum.get()
    alamat = f"/admin/program/kurikulum/{k.pk}/"
    assert jawaban.headers["Location"] == alamat
    data = baris(
        ("", "2", "Kedua", "4,5"), ("", "1", "Pertama", "3"), ("", "", "", ""), ("", "1,5", "Di tengah", "1")
    )
    assert layar.post(alamat, data).status_code == 302
    assert [(m.nama, m.jp) for m in k.modul.order_by("urutan")] == [
        ("Pertama", 3), ("Di tengah", 1), ("Kedua", Decimal("4.5")),
    ]  # fmt: skip
    assert "8,5 JP" in layar.get(alamat).content.decode()
    pertama = k.modul.get(nama="Pertama")
    sisa = {"modul-0-hapus": "on"} | baris((pertama.pk, "1", "Pertama", "3"), awal=1)
    layar.post(alamat, sisa)
    assert not Modul.objects.filter(kurikulum=k).exists()


def test_a_modul_without_jp_or_name_is_said(layar):
    k = buat.kurikulum()
    jawaban = layar.post(
        f"/admin/program/kurikulum/{k.pk}/", baris(("", "1", "Tanpa JP", ""), ("", "2", "", "3"))
    )
    isi = jawaban.content.decode()
    assert jawaban.status_code == 400
    assert "Isi jumlah JP." in isi
    assert "Tuliskan nama mata pelatihan." in isi
    assert k.modul.count() == 1


def test_a_used_version_shows_no_fields(layar):
    k = buat.kurikulum()
    Kurikulum.objects.filter(pk=k.pk).update(beku=True)
    isi = layar.get(f"/admin/program/kurikulum/{k.pk}/").content.decode()
    assert "sudah dipakai gelombang" in isi
    assert "modul-0-nama" not in isi
    assert layar.post(f"/admin/program/kurikulum/{k.pk}/", baris(("", "1", "X", "1"))).status_code == 400


def test_another_office_and_who_only_looks(layar):
    k = buat.kurikulum()
    asing = masuk(buat.akun("admin", "padang"))
    for alamat in (
        f"/admin/program/{k.program_id}/", f"/admin/program/{k.program_id}/ubah/", f"/admin/program/kurikulum/{k.pk}/",
        f"/admin/program/kurikulum/{k.pk}/excel/", f"/admin/program/{k.program_id}/panitia/",
    ):  # fmt: skip
        assert asing.get(alamat).status_code == 404
    pimpinan = masuk(buat.akun("pimpinan"))
    assert pimpinan.get(f"/admin/program/kurikulum/{k.pk}/").status_code == 200
    assert pimpinan.post(f"/admin/program/kurikulum/{k.pk}/", baris()).status_code == 404
    assert pimpinan.post(f"/admin/program/{k.program_id}/", {"versi": "9"}).status_code == 404
    assert pimpinan.get("/admin/program/baru/").status_code == 404


def test_the_lists_come_as_excel(layar):
    k = buat.kurikulum()
    for alamat in ("/admin/program/excel/", f"/admin/program/kurikulum/{k.pk}/excel/"):
        assert layar.get(alamat).headers["Content-Type"].endswith("sheet")


def test_the_pages_cost_the_same_for_one_and_thirty(layar, panitia):
    k = buat.kurikulum()
    halaman = ["/admin/program/", f"/admin/program/{k.program_id}/", f"/admin/program/kurikulum/{k.pk}/"]
    satu = [hitung(layar, h) for h in halaman]
    for n in range(30):
        buat_program(oleh=panitia, instansi=buat.instansi(), nama=f"Program {n}", jenis=3)
        Kurikulum.objects.create(program=k.program, versi=f"v{n}")
    Modul.objects.bulk_create(Modul(kurikulum=k, urutan=n + 2, nama=f"M{n}", jp=1) for n in range(30))
    assert [hitung(layar, h) for h in halaman] == satu
    assert max(satu) <= 12


def hitung(layar: Client, alamat: str) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as semua:
        assert layar.get(alamat).status_code == 200
    return len(semua)
