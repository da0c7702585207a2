"""The pages of the apel: filled in by staff and operators, read as figures by all who may, by name by few."""

from __future__ import annotations

import datetime
import io
import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from python_calamine import CalamineWorkbook

from kantor.models import Berkas, Pekerjaan
from peserta.models import Apel, Halangan
from peserta.services.apel import buka_apel, catat_apel, catat_halangan
from tests.dokumen.cetak.bahan import teks
from tests.kantor.bantu import selesaikan
from tests.peserta import buat, langkah
from tests.peserta.test_apel import HARI, kode, pegawai

pytestmark = pytest.mark.django_db


@pytest.fixture
def pohon():
    return buat.pohon()


@pytest.fixture
def hari():
    return timezone.localdate()


@pytest.fixture
def panitia():
    return buat.akun("panitia")


def masuk(akun) -> Client:
    client = Client()
    client.force_login(akun)
    return client


def isi(jawaban) -> str:
    assert jawaban.status_code == 200
    return jawaban.content.decode()


def tautan(apel: Apel, awal: str = "/admin/apel/isi/") -> str:
    return f"{awal}?tanggal={apel.tanggal:%d-%m-%Y}&jenis={apel.jenis}&opd={apel.opd_id}"


def test_a_clerk_opens_todays_roll_call_and_marks_who_is_not_there(client, pohon, panitia, hari):
    satu, dua = pegawai(2, pohon["a1"])
    client = masuk(panitia)
    assert "Semua hadir, lalu ubah" in isi(client.get("/admin/apel/isi/"))
    assert client.post("/admin/apel/isi/", {"buka": "hadir"}).status_code == 302
    apel = Apel.objects.get(opd=pohon["a"], tanggal=hari, jenis="pagi")
    client.post(
        tautan(apel), {f"kode_{satu.pk}": "A", f"kode_{dua.pk}": "H", "kode_999999": "H", "kode_x": "H"}
    )
    assert kode(apel) == {satu.pk: "A", dua.pk: "H"}
    halaman = isi(client.get(tautan(apel)))
    assert "1 hadir" in halaman
    assert "1 tanpa keterangan" in halaman


def test_a_day_to_come_and_rubbish_are_refused_in_words(pohon, panitia, hari):
    pegawai(1, pohon["a"])
    client = masuk(panitia)
    besok = f"/admin/apel/isi/?tanggal={hari + 2 * HARI:%d-%m-%Y}"
    assert "belum berlangsung" in isi(client.post(besok, {"buka": "hadir"}, follow=True))
    assert not Apel.objects.exists()
    for salah in ("?tanggal=xx", "?tanggal=31-02-2026", "?opd=999", "?jenis=malam"):
        isi(client.get(f"/admin/apel/isi/{salah}"))
        isi(client.get(f"/admin/apel/{salah}&dari=01-01-1900&sampai=x"))


def test_an_operator_fills_in_and_reads_the_own_unit_only(pohon, panitia, hari):
    [milik], [lain] = pegawai(1, pohon["a1"]), pegawai(1, pohon["a"])
    operator = buat.akun("operator", unit=pohon["a1"])
    client = masuk(operator)
    client.post("/apel/isi/", {"buka": "kosong"})
    apel = Apel.objects.get()
    buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari)
    halaman = isi(client.get(tautan(apel, "/apel/isi/")))
    assert milik.nama in halaman
    assert lain.nama not in halaman
    client.post(tautan(apel, "/apel/isi/"), {f"kode_{milik.pk}": "S", f"kode_{lain.pk}": "A"})
    assert kode(apel) == {milik.pk: "S", lain.pk: "H"}
    nama = isi(client.get("/apel/orang/"))
    assert milik.nama in nama
    assert lain.nama not in nama
    assert client.get(f"/apel/keterangan/baru/{lain.pk}/").status_code == 404
    assert client.get("/admin/apel/").status_code == 404


def test_pimpinan_reads_figures_and_no_names(pohon, panitia, hari):
    [satu] = pegawai(1, pohon["a"])
    buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari)
    client = masuk(buat.akun("pimpinan"))
    halaman = isi(client.get("/admin/apel/"))
    assert pohon["a"].nama in halaman
    assert satu.nama not in halaman + isi(client.get(f"/admin/apel/?opd={pohon['a'].pk}"))
    tertutup = ("orang/", "orang/excel/", "isi/", "keterangan/", f"keterangan/baru/{satu.pk}/")
    assert {client.get(f"/admin/apel/{jalan}").status_code for jalan in tertutup} == {404}


def test_the_excel_says_what_the_page_says(pohon, panitia, hari):
    orang = pegawai(4, pohon["a1"]) + pegawai(2, pohon["b1"])
    for opd in ("a", "b"):
        apel = buka_apel(oleh=panitia, opd=pohon[opd], tanggal=hari - HARI)
    catat_apel(oleh=panitia, apel=apel, catatan={orang[5].pk: "A"})
    client = masuk(panitia)
    jawaban = client.get(f"/admin/apel/excel/?dari={hari - HARI:%d-%m-%Y}")
    buku = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(jawaban.streaming_content)))
    baris = [b for b in buku.get_sheet_by_index(0).to_python() if isinstance(b[0], float)]
    assert [(b[1], b[2], b[4], b[5], b[6]) for b in baris] == [
        (str(pohon["a"]), 4, 4, 4, 1),
        (str(pohon["b"]), 2, 2, 1, 0.5),
    ]
    per_hari = buku.get_sheet_by_index(1).to_python()
    assert per_hari[-1][1:4] == [6, 5, pytest.approx(5 / 6)]
    nama = client.get(f"/admin/apel/orang/excel/?opd={pohon['b'].pk}")
    lembar = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(nama.streaming_content))).get_sheet_by_index(
        0
    )
    assert [b[2] for b in lembar.to_python() if isinstance(b[0], float)] == [orang[4].nama, orang[5].nama]


def test_a_letter_is_found_recorded_and_taken_back_on_the_page(pohon, panitia, hari):
    [satu] = pegawai(1, pohon["a"])
    apel = buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari, semua_hadir=False)
    client = masuk(panitia)
    assert f"/admin/apel/keterangan/baru/{satu.pk}/" in isi(
        client.get(f"/admin/apel/keterangan/?q={satu.nip[:8]}")
    )
    kirim = {
        "jenis": "DL",
        "mulai": f"{hari:%d-%m-%Y}",
        "selesai": f"{hari - HARI:%d-%m-%Y}",
        "nomor_surat": "800/1",
    }
    salah = client.post(f"/admin/apel/keterangan/baru/{satu.pk}/", kirim)
    assert salah.status_code == 400
    assert "mendahului" in salah.content.decode()
    kirim["selesai"] = f"{hari + HARI:%d-%m-%Y}"
    assert client.post(f"/admin/apel/keterangan/baru/{satu.pk}/", kirim).status_code == 302
    assert kode(apel) == {satu.pk: "DL"}
    assert "800/1" in isi(client.get("/admin/apel/keterangan/"))
    client.post(f"/admin/apel/keterangan/{Halangan.objects.get().pk}/hapus/")
    assert kode(apel) == {satu.pk: "A"}


def test_the_board_has_the_figures_of_an_opd_and_nobodys_name(pohon, panitia, hari):
    langkah.kantor()
    orang, sedikit = pegawai(10, pohon["a1"]), pegawai(4, pohon["b1"])
    catat_halangan(oleh=panitia, pegawai=orang[0], jenis="C", mulai=hari, selesai=hari)
    for opd in ("a", "b"):
        apel = buka_apel(oleh=panitia, opd=pohon[opd], tanggal=hari)
    apel = Apel.objects.get(opd=pohon["a"])
    catat_apel(oleh=panitia, apel=apel, catatan={p.pk: "A" for p in orang[1:4]})
    pimpinan = masuk(buat.akun("pimpinan"))
    assert pimpinan.post("/admin/apel/papan/").status_code == 302
    selesaikan(Pekerjaan.objects.get(jenis="papan_apel"))
    with Berkas.objects.get(pk=Pekerjaan.objects.get().hasil_id).isi.open("rb") as berkas:
        pdf = berkas.read()
    kata = " ".join(teks(pdf).split())
    assert str(pohon["a"]) in kata
    assert "66,7%" in kata.replace(" %", "%")
    assert "dari 9 yang wajib hadir" in kata
    assert str(pohon["b"]) not in kata  # four people: a share would point at one of them
    assert not [p.nama for p in (*orang, *sedikit) if p.nama in kata]
    assert pimpinan.get(f"/berkas/{Pekerjaan.objects.get().hasil_id}/").status_code == 200
    assert (
        masuk(buat.akun("panitia", "padang")).get(f"/berkas/{Pekerjaan.objects.get().hasil_id}/").status_code
        == 404
    )


def test_an_operator_prints_the_board_of_the_own_opd_and_of_no_part_of_another(pohon, panitia, hari):
    langkah.kantor()
    pegawai(6, pohon["a1"])
    buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari)
    masuk(buat.akun("operator", unit=pohon["a1"])).post("/apel/papan/")
    assert not Pekerjaan.objects.exists()
    masuk(buat.akun("operator", unit=pohon["a"])).post("/apel/papan/")
    assert Pekerjaan.objects.get().parameter["opd"] == [pohon["a"].pk]


def test_the_atasan_langsung_sees_the_own_people_by_name(pohon, panitia, hari):
    [lurah] = pegawai(1, pohon["a1"])
    staf, lain = pegawai(2, pohon["a1"], atasan=lurah), pegawai(1, pohon["a1"])
    buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari)
    akun = buat.akun("mentor")
    akun.pegawai = lurah
    akun.save()
    client = masuk(akun)
    assert "/apel/bawahan/" in isi(client.get("/saya/"))
    halaman = isi(client.get("/apel/bawahan/"))
    assert all(p.nama in halaman for p in staf)
    assert lain[0].nama not in halaman
    akun.pegawai = lain[0]
    akun.save()
    assert masuk(akun).get("/apel/bawahan/").status_code == 404
    assert "/apel/bawahan/" not in isi(masuk(akun).get("/saya/"))


@pytest.mark.parametrize("jalan", ["", "orang/", "isi/", "keterangan/"])
def test_pages_ask_as_often_with_one_row_as_with_thirty(pohon, panitia, hari, jalan):
    def tanya() -> int:
        client = masuk(panitia)
        client.get(f"/admin/apel/{jalan}")
        with CaptureQueriesContext(connection) as sql:
            isi(client.get(f"/admin/apel/{jalan}"))
        return len(sql)

    def isikan(n: int, mulai: datetime.date) -> None:
        for p in pegawai(n, pohon["a1"]):
            catat_halangan(oleh=panitia, pegawai=p, jenis="DL", mulai=mulai, selesai=mulai)
        buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari)

    isikan(1, hari)
    satu = tanya()
    isikan(29, hari - HARI)
    assert tanya() == satu <= 14, json.dumps(satu)
