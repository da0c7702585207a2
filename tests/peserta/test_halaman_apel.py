"""The pages of the apel: filled in by staff and operators, read as figures by all who may, by name by few."""

from __future__ import annotations

import datetime
import io
import json
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from python_calamine import CalamineWorkbook

from kantor.lingkup import Hak, boleh
from kantor.models import Berkas, Pekerjaan, Pengguna
from kantor.services.pegawai import ubah_pegawai
from peserta.models import Apel, Halangan
from peserta.services.apel import buka_apel, catat_apel
from peserta.services.halangan import catat_halangan
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


def sunting(client: Client, alamat: str, **ubah: str) -> dict[str, str]:
    """The sheet as a browser would send it, with some codes changed (by primary key of the pegawai)."""
    lembar = isi(client.get(alamat))
    awal = dict(re.findall(r'name="awal_(\d+)" value="(\w+)"', lembar))
    return {f"awal_{pk}": k for pk, k in awal.items()} | {
        f"kode_{pk}": ubah.get(pk, k) for pk, k in awal.items()
    }


def test_two_clerks_on_one_sheet_do_not_undo_each_other(pohon, panitia, hari):
    satu, dua, tiga = pegawai(3, pohon["a1"])
    apel = buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari)
    meja, kelurahan = masuk(panitia), masuk(buat.akun("operator", unit=pohon["a1"]))
    lama = sunting(meja, tautan(apel), **{str(dua.pk): "A"})
    bentrok = sunting(meja, tautan(apel), **{str(satu.pk): "A", str(tiga.pk): "I"})
    kelurahan.post(
        tautan(apel, "/apel/isi/"), sunting(kelurahan, tautan(apel, "/apel/isi/"), **{str(satu.pk): "S"})
    )
    assert "1 catatan berubah" in isi(meja.post(tautan(apel), lama, follow=True))
    assert kode(apel) == {satu.pk: "S", dua.pk: "A", tiga.pk: "H"}
    jawaban = isi(meja.post(tautan(apel), bentrok, follow=True))
    assert f"dicatat orang lain atau ada suratnya: {satu.nama}." in jawaban
    assert kode(apel) == {satu.pk: "S", dua.pk: "A", tiga.pk: "I"}
    assert f"{satu.nama}: Hadir → Sakit" in jawaban


def test_an_old_sheet_undoes_no_letter_and_is_not_lost_to_one(pohon, panitia, hari):
    satu, dua, tiga = pegawai(3, pohon["a1"])
    apel = buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari, semua_hadir=False)
    client = masuk(panitia)
    lama = sunting(client, tautan(apel), **{str(satu.pk): "H", str(dua.pk): "I", str(tiga.pk): "H"})
    for orang in (satu, dua):
        catat_halangan(oleh=panitia, pegawai=orang, jenis="C", mulai=hari, selesai=hari)
    jawaban = isi(client.post(tautan(apel), lama, follow=True))
    assert kode(apel) == {satu.pk: "C", dua.pk: "C", tiga.pk: "H"}
    assert satu.nama in jawaban.split("dicatat orang lain")[1].split("Periksa lagi")[0]


def test_a_roll_call_is_taken_back_on_its_sheet_and_a_stale_one_opens_none(pohon, panitia, hari):
    [satu] = pegawai(1, pohon["a1"])
    apel = buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari)
    client = masuk(panitia)
    lama = sunting(client, tautan(apel), **{str(satu.pk): "A"})
    assert "Apel dihapus: 1 catatan" in isi(client.post(tautan(apel), {"hapus": "ya"}, follow=True))
    assert "sudah dihapus" in isi(client.post(tautan(apel), lama, follow=True))
    assert not Apel.objects.exists()


def test_every_operator_of_an_opd_is_offered_both_ways_to_begin(pohon, panitia, hari):
    satu, dua = pegawai(2, pohon["a2"])
    pegawai(1, pohon["a1"])
    apel = buka_apel(oleh=buat.akun("operator", unit=pohon["a1"]), opd=pohon["a"], tanggal=hari)
    kedua = masuk(buat.akun("operator", unit=pohon["a2"]))
    alamat = tautan(apel, "/apel/isi/")
    lembar = isi(kedua.get(alamat))
    assert "Semua hadir, lalu ubah" in lembar
    assert "Ketuk yang hadir saja" in lembar
    kedua.post(alamat, {"buka": "hadir"})
    assert (kode(apel)[satu.pk], kode(apel)[dua.pk]) == ("H", "H")
    [tiga] = pegawai(1, pohon["a2"])
    assert "Tambahkan, hadir" in isi(kedua.get(alamat))
    kedua.post(alamat, {"buka": "hadir"})
    assert kode(apel)[tiga.pk] == "H"


def test_a_long_sheet_is_searched_and_counts_everybody_all_the_same(pohon, panitia, hari):
    satu, dua = pegawai(2, pohon["a1"])
    apel = buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari)
    lembar = isi(masuk(panitia).get(f"{tautan(apel)}&q={satu.nip[:12]}"))
    assert satu.nama in lembar
    assert dua.nama not in lembar
    assert "2 hadir" in lembar


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


def test_pimpinan_reads_no_figure_that_is_a_person(pohon, panitia, hari):
    pegawai(1, pohon["a1"])
    pegawai(6, pohon["a2"])
    pegawai(2, pohon["b1"])
    apel = buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari, semua_hadir=False)
    buka_apel(oleh=panitia, opd=pohon["b"], tanggal=hari, semua_hadir=False)
    pimpinan, opd = masuk(buat.akun("pimpinan")), f"?opd={pohon['a'].pk}"
    assert isi(pimpinan.get(f"/admin/apel/{opd}")).count("membuka angka yang demikian") == 2
    assert "membuka angka" not in isi(masuk(panitia).get(f"/admin/apel/{opd}"))
    baris = _baris_excel(pimpinan, f"/admin/apel/excel/{opd}")
    # The second one too: the OPD's total less its six would be the one.
    assert {b[1]: b[8:11] for b in baris} == {str(pohon[k]): ["", "", ""] for k in ("a1", "a2")}
    kecil = isi(pimpinan.get(f"/admin/apel/?opd={pohon['b'].pk}"))
    assert "tren__garis" not in kecil
    assert isi(pimpinan.get("/admin/apel/")).count("menunjuk orang") == 1
    assert apel.catatan.count() == 7


def test_the_recap_says_how_many_of_how_many_were_recorded(pohon, panitia, hari):
    pegawai(3, pohon["a1"])
    pegawai(9, pohon["a"])
    buka_apel(oleh=buat.akun("operator", unit=pohon["a1"]), opd=pohon["a"], tanggal=hari)
    halaman = " ".join(isi(masuk(panitia).get("/admin/apel/")).split())
    assert "3 dari 12" in halaman


def test_a_public_board_takes_whole_registers_only(pohon, panitia, hari):
    langkah.kantor()
    [lurah, *_] = pegawai(6, pohon["a1"])
    pegawai(9, pohon["a"])
    operator = buat.akun("operator", unit=pohon["a1"])
    for mundur in (0, 1):
        apel = buka_apel(oleh=operator, opd=pohon["a"], tanggal=hari - mundur * HARI)
        catat_apel(oleh=operator, apel=apel, catatan={lurah.pk: "A"})
    client = masuk(panitia)
    assert "Belum ada apel yang lengkap" in isi(client.post("/admin/apel/papan/", follow=True))
    assert not Pekerjaan.objects.exists()
    buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari)
    client.post("/admin/apel/papan/")
    kata = papan(Pekerjaan.objects.get())
    assert "1 kali" in kata
    assert "93,3%" in kata.replace(" %", "%")


def test_a_day_on_which_nearly_all_are_away_is_on_no_board(pohon, panitia, hari):
    langkah.kantor()
    orang = pegawai(6, pohon["a1"])
    for satu in orang[:4]:
        catat_halangan(oleh=panitia, pegawai=satu, jenis="DL", mulai=hari, selesai=hari)
    buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari)
    client = masuk(panitia)
    client.post("/admin/apel/papan/")
    assert not Pekerjaan.objects.exists()
    buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari - HARI)
    client.post("/admin/apel/papan/")
    assert "1 kali" in papan(Pekerjaan.objects.get())


def test_the_board_is_of_the_kind_that_was_chosen(pohon, panitia, hari):
    langkah.kantor()
    pegawai(6, pohon["a1"])
    buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari)
    buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari, jenis="sore", semua_hadir=False)
    masuk(panitia).post("/admin/apel/papan/?jenis=sore")
    kata = papan(Pekerjaan.objects.get())
    assert "Apel sore · 1 kali" in kata
    assert "0,0%" in kata.replace(" %", "%")


def test_two_roll_calls_on_a_day_are_told_and_offices_apart_are_added(pohon, panitia, hari):
    pegawai(5, pohon["a1"])
    pegawai(5, pohon["b1"])
    for opd, mundur, jenis in (("a", 0, "pagi"), ("a", 0, "sore"), ("b", 7, "pagi")):
        buka_apel(oleh=panitia, opd=pohon[opd], tanggal=hari - mundur * HARI, jenis=jenis)
    halaman = " ".join(isi(masuk(panitia).get("/admin/apel/")).split())
    assert "hadir rata-rata dari 10" in halaman
    baris = halaman.split("Angka per hari")[1].split("</tbody>")[0].split("<tr>")[2:]
    assert [re.findall(r'class="angka">([\d,]+)', b) for b in baris] == [
        ["1", "5", "5", "100,0"],
        ["2", "10", "10", "100,0"],
    ]
    assert halaman.count('class="tren__garis"') == 2  # nothing was recorded in between: the line is broken


def test_who_left_the_office_is_on_no_list_of_persons_and_an_operator_reads_no_new_unit(pohon, panitia, hari):
    pergi, pindah, tetap = pegawai(3, pohon["a1"])
    buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari)
    tujuan = buat.unit("13.71.01", jenis="kecamatan", kode_instansi="padang")
    ubah_pegawai(oleh=None, pegawai=pergi, unit=tujuan)
    ubah_pegawai(oleh=None, pegawai=pindah, unit=pohon["b1"])
    for client, awal in ((masuk(panitia), "/admin"), (masuk(buat.akun("operator", unit=pohon["a1"])), "")):
        halaman = isi(client.get(f"{awal}/apel/orang/"))
        assert pergi.nama not in halaman
        assert pindah.nama in halaman
        assert tetap.nama in halaman
        assert (str(pohon["b1"]) in halaman) == bool(awal)
        assert len(_baris_excel(client, f"{awal}/apel/orang/excel/")) == 2


def _baris_excel(client: Client, alamat: str) -> list[list[object]]:
    buku = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(client.get(alamat).streaming_content)))
    return [b for b in buku.get_sheet_by_index(0).to_python() if isinstance(b[0], float)]


def papan(pekerjaan: Pekerjaan) -> str:
    """The words of the printed board."""
    selesaikan(pekerjaan)
    pekerjaan.refresh_from_db()
    with Berkas.objects.get(pk=pekerjaan.hasil_id).isi.open("rb") as berkas:
        return " ".join(teks(berkas.read()).split())


def test_the_excel_says_what_the_page_says(pohon, panitia, hari):
    orang = pegawai(4, pohon["a1"]) + pegawai(2, pohon["b1"])
    for opd in ("a", "b"):
        apel = buka_apel(oleh=panitia, opd=pohon[opd], tanggal=hari - HARI)
    catat_apel(oleh=panitia, apel=apel, catatan={orang[5].pk: "A"})
    client = masuk(panitia)
    jawaban = client.get(f"/admin/apel/excel/?dari={hari - HARI:%d-%m-%Y}")
    buku = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(jawaban.streaming_content)))
    baris = [b for b in buku.get_sheet_by_index(0).to_python() if isinstance(b[0], float)]
    assert [(b[1], b[2], b[5], b[6], b[7]) for b in baris] == [
        (str(pohon["a"]), 4, 4, 4, 1),
        (str(pohon["b"]), 2, 2, 1, 0.5),
    ]
    per_hari = buku.get_sheet_by_index(1).to_python()
    assert per_hari[-1][1:5] == [1, 6, 5, pytest.approx(5 / 6)]
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


@pytest.mark.parametrize("pergi", [{"keadaan": "pensiun"}, {"unit": "b1"}])
def test_a_former_atasan_reads_nobody(pohon, panitia, hari, pergi):
    [lurah] = pegawai(1, pohon["a1"])
    [staf] = pegawai(1, pohon["a1"], atasan=lurah)
    baris = buka_apel(oleh=panitia, opd=pohon["a"], tanggal=hari).catatan.get(pegawai=staf)
    akun = buat.akun("mentor")
    akun.pegawai = lurah
    akun.save()
    assert boleh(akun, Hak.LIHAT, baris)
    ubah_pegawai(oleh=None, pegawai=lurah, **{k: pohon.get(v, v) for k, v in pergi.items()})
    akun = Pengguna.objects.get(pk=akun.pk)
    assert not boleh(akun, Hak.LIHAT, baris)
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
