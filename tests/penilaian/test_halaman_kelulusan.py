"""The pages of components, grid, import and recap, as Panitia and peserta see them, with and without JavaScript."""

from __future__ import annotations

import io
import json
import re
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from diklat.services.gelombang import mulai_gelombang, tutup_pendaftaran
from dokumen.services.sertifikat import terbitkan, umumkan
from kantor.lib.tanggal import tanggal
from kantor.models import Impor, Pekerjaan, Unit
from kantor.services.akun import akun_peserta
from penilaian.models import Hasil, Komponen, NilaiKomponen, RekapKelulusan
from penilaian.queries.kelulusan import aturan_kelulusan, sel_gelombang
from penilaian.services.aturan_kelulusan import IsiKomponen
from penilaian.services.nilai_komponen import Isian, simpan_nilai
from penilaian.services.penutupan import tutup_gelombang
from penilaian.services.rekap_kelulusan import buka_rekap, tetapkan_rekap
from peserta.models import Pendaftaran
from peserta.queries.riwayat_gelombang import riwayat_gelombang
from peserta.services.kehadiran import catat_semua_hadir
from tests.dokumen.cetak.bahan import teks
from tests.kantor.bantu import excel, selesaikan
from tests.penilaian import lulus
from tests.peserta import buat, langkah

pytestmark = pytest.mark.django_db
D = Decimal
JSON = {"headers": {"accept": "application/json"}}


@pytest.fixture
def s() -> lulus.Latar:
    return lulus.latar(3)


@pytest.fixture
def klien(client: Client, s: lulus.Latar) -> Client:
    client.force_login(s.panitia)
    return client


def alamat(s: lulus.Latar, nama: str, *lain: object) -> str:
    return reverse(f"penilaian:{nama}", args=[s.g.slug, *lain])


def isi(jawaban: Any, status: int = 200) -> str:
    assert jawaban.status_code == status
    return jawaban.content.decode()


def formulir(halaman: str) -> dict[str, str]:
    """Every cell of the grid with what was seen of it, as a browser would send it."""
    masukan = re.findall(r"<input\b[^>]*>", halaman)
    hasil = {}
    for satu in masukan:
        nama = re.search(r'name="([nr]-[^"]*)"', satu)
        nilai = re.search(r'value="([^"]*)"', satu)
        if nama:
            hasil[nama[1]] = nilai[1] if nilai else ""
    return hasil


def angka(s: lulus.Latar) -> dict[tuple[int, str], Decimal | None]:
    nama = {k.pk: k.nama for k in s.komponen}
    ndh = {p.pk: p.ndh for p in s.orang}
    return {(ndh[p] or 0, nama[k]): sel.angka for (p, k), sel in sel_gelombang(s.g).items()}


# --- components ---


def komponen_form(*baris: tuple[str, str, str], **lain: str) -> dict[str, str]:
    data = {
        "komponen-TOTAL_FORMS": str(len(baris)), "komponen-INITIAL_FORMS": "0", "nilai_lulus": "70,01",
        "di_bawah": "tidak_lulus", "sebutan": "80,01 Memuaskan\n0 Kurang",
    }  # fmt: skip
    for n, (nama, bobot, sumber) in enumerate(baris):
        data |= {f"komponen-{n}-nama": nama, f"komponen-{n}-bobot": bobot, f"komponen-{n}-sumber": sumber}
    return data | lain


def test_components_are_kept_on_the_page_of_a_version_until_it_is_used(klien, s):
    k = buat.kurikulum()
    halaman = reverse("penilaian:aturan_kelulusan", args=[k.pk])
    assert halaman in isi(klien.get(reverse("diklat:kurikulum", args=[k.pk])))
    salah = komponen_form(("Sikap", "40,5", "isian"), ("Akademik", "59", "isian"))
    assert "Bobot komponen berjumlah 99,5, seharusnya 100." in isi(klien.post(halaman, salah), 400)
    assert "paling bawah mulai dari nilai 0" in isi(
        klien.post(halaman, komponen_form(("A", "100", "isian"), sebutan="80 Baik")), 400
    )
    klien.post(
        halaman, komponen_form(("Sikap", "40,5", "isian"), ("Hadir", "59.5", "kehadiran"), ("", "", "isian"))
    )
    aturan = aturan_kelulusan(k.pk)
    assert aturan is not None
    assert [(b.nama, b.bobot, b.sumber) for b in aturan.bagian] == [
        ("Sikap", D("40.50"), "isian"), ("Hadir", D("59.50"), "kehadiran"),
    ]  # fmt: skip
    assert [(p.batas, p.sebutan) for p in aturan.sebutan] == [(D("80.01"), "Memuaskan"), (D(0), "Kurang")]

    dipakai = reverse("penilaian:aturan_kelulusan", args=[s.g.kurikulum_id])
    assert "sudah dipakai gelombang" in isi(klien.get(dipakai))
    klien.post(dipakai, komponen_form(("Lain", "100", "isian")))
    assert not Komponen.objects.filter(nama="Lain").exists()


# --- the grid ---


def test_a_program_without_components_knows_no_grid(klien):
    biasa = buat.gelombang(mulai=0, hari=1)
    for nama in ("kelulusan_nilai", "kelulusan_rekap", "kelulusan_excel"):
        isi(klien.get(reverse(f"penilaian:{nama}", args=[biasa.slug])), 404)
    assert "Bagian hasil" not in isi(klien.get(reverse("penilaian:gelombang_hasil", args=[biasa.slug])))


def test_without_javascript_the_grid_is_one_form(klien, s):
    data = formulir(isi(klien.get(alamat(s, "kelulusan_nilai"))))
    a, b, _ = s.komponen
    satu, dua, _ = s.orang
    data |= {f"n-{satu.pk}-{a.pk}": "80,5", f"n-{dua.pk}-{b.pk}": "90.25"}
    jawaban = klien.post(alamat(s, "kelulusan_nilai"), data, follow=True)
    assert "2 nilai tersimpan." in isi(jawaban)
    assert angka(s) == {(1, "Sikap"): D("80.5"), (2, "Akademik"): D("90.25")}


def test_a_wrong_cell_stores_nothing_and_is_named(klien, s):
    data = formulir(isi(klien.get(alamat(s, "kelulusan_nilai"))))
    a, b, _ = s.komponen
    data |= {f"n-{s.orang[0].pk}-{a.pk}": "80", f"n-{s.orang[1].pk}-{b.pk}": "1001"}
    halaman = isi(klien.post(alamat(s, "kelulusan_nilai"), data), 400)
    assert f"{s.orang[1].nama_lengkap}, Akademik: 1.001 di luar skala" in halaman
    assert 'value="1001"' in halaman
    assert 'value="80"' in halaman
    assert not NilaiKomponen.objects.exists()


def test_a_form_that_comes_late_overwrites_nothing_unseen(klien, s):
    data = formulir(isi(klien.get(alamat(s, "kelulusan_nilai"))))
    k = s.komponen[0]
    satu, dua, _ = s.orang
    rekan = buat.akun("panitia")
    lulus.isi(s, satu, "70", None, None, oleh=rekan)
    data |= {f"n-{satu.pk}-{k.pk}": "80", f"n-{dua.pk}-{k.pk}": "81"}
    halaman = isi(klien.post(alamat(s, "kelulusan_nilai"), data), 400)
    assert f"{satu.nama_lengkap}, Sikap: kini tersimpan 70, ditulis {rekan.sebutan}" in halaman
    assert (2, "Sikap") not in angka(s)
    # What was typed stands in the page, with the state it now overwrites knowingly.
    klien.post(alamat(s, "kelulusan_nilai"), formulir(halaman))
    assert angka(s)[1, "Sikap"] == D(80)
    assert angka(s)[2, "Sikap"] == D(81)


def test_a_cell_is_saved_at_once_and_tells_what_follows(klien, s):
    p = s.orang[0]
    for k, nilai in zip(s.komponen, ("88,5", "76", "90"), strict=True):
        jawaban = klien.post(
            alamat(s, "kelulusan_simpan"), {f"n-{p.pk}-{k.pk}": nilai, f"r-{p.pk}-{k.pk}": "0:"}
        ).json()
    assert jawaban["sel"] == {f"{p.pk}-{k.pk}": {"nilai": "90", "revisi": 1}}
    assert jawaban["akhir"] == {
        str(p.pk): {"nilai": "87,05", "sebutan": "Memuaskan", "lulus": True, "hasil": ""}
    }
    beda = klien.post(alamat(s, "kelulusan_simpan"), {f"n-{p.pk}-{k.pk}": "91", f"r-{p.pk}-{k.pk}": "0:"})
    assert beda.status_code == 409
    assert beda.json()["beda"][0] | {"pukul": ""} == {
        "sel": f"{p.pk}-{k.pk}", "nilai": "90", "revisi": 1, "oleh": s.panitia.sebutan, "pukul": "",
    }  # fmt: skip
    salah = klien.post(alamat(s, "kelulusan_simpan"), {f"n-{p.pk}-{k.pk}": "abc", f"r-{p.pk}-{k.pk}": "1:90"})
    assert (salah.status_code, list(salah.json()["rincian"])) == (400, [f"n-{p.pk}-{k.pk}"])


def test_a_block_from_excel_is_stored_whole_or_not_at_all(klien, s):
    blok = f"NIP\tSikap\tAkademik\n{s.orang[2].pegawai.nip}\t70\t71,5\n{s.orang[0].pegawai.nip}\t80\t101"
    salah = klien.post(alamat(s, "kelulusan_tempel"), {"teks": blok}, **JSON)
    assert salah.status_code == 400
    assert list(salah.json()["rincian"].values()) == [
        f"Baris 3 ({s.orang[0].nama_lengkap}), kolom Akademik: 101 di luar skala. Isi angka 0 sampai 100."
    ]
    assert "kolom Akademik: 101 di luar skala" in isi(
        klien.post(alamat(s, "kelulusan_tempel"), {"teks": blok}), 400
    )
    assert not NilaiKomponen.objects.exists()
    benar = klien.post(alamat(s, "kelulusan_tempel"), {"teks": blok.replace("101", "81")}, follow=True)
    assert "4 nilai dibaca dari yang ditempel dan tersimpan." in isi(benar)
    assert angka(s)[3, "Akademik"] == D("71.5")


def test_a_block_pasted_on_a_cell_begins_there_and_respects_what_others_wrote(klien, s):
    k = s.komponen[1]
    dua = s.orang[1]
    tempel = {"teks": "60\t61\n62\t63", "baris": "1", "kolom": "1"}
    assert klien.post(alamat(s, "kelulusan_tempel"), tempel | {"terlihat": "{}"}, **JSON).status_code == 200
    assert angka(s) == {(2, "Akademik"): 60, (2, "Laporan"): 61, (3, "Akademik"): 62, (3, "Laporan"): 63}
    lain = tempel | {"teks": "99", "terlihat": "{}"}
    assert klien.post(alamat(s, "kelulusan_tempel"), lain, **JSON).status_code == 409
    lain["terlihat"] = json.dumps({f"{dua.pk}-{k.pk}": 1})
    assert klien.post(alamat(s, "kelulusan_tempel"), lain, **JSON).status_code == 200
    assert angka(s)[2, "Akademik"] == 99


def test_pages_cost_the_same_for_one_and_for_forty(klien):
    def hitung(banyak: int, versi: str) -> dict[str, int]:
        s = lulus_latar(banyak, versi)
        isi(klien.get(alamat(s, "gelombang_hasil")))  # what an account asks once in a while is remembered
        hasil = {}
        for nama in ("gelombang_hasil", "kelulusan_nilai", "kelulusan_rekap"):
            with CaptureQueriesContext(connection) as kueri:
                isi(klien.get(alamat(s, nama)))
            hasil[nama] = len(kueri)
        tetapkan_rekap(oleh=s.panitia, gelombang=s.g)
        for nama in ("gelombang_hasil", "kelulusan_nilai", "kelulusan_rekap"):
            with CaptureQueriesContext(connection) as kueri:
                isi(klien.get(alamat(s, nama)))
            hasil[f"{nama} terkunci"] = len(kueri)
        return hasil

    satu, banyak = hitung(1, "satu"), hitung(40, "banyak")
    assert satu == banyak
    assert max(banyak.values()) <= 13, banyak


def lulus_latar(banyak: int, versi: str) -> lulus.Latar:
    """Another gelombang beside the first, of other people, everybody scored."""
    unit = Unit.objects.get(kode="12.71.01.1001")
    k = lulus.kurikulum(versi=versi)
    g = buat.gelombang(mulai=20 if versi == "satu" else 40, hari=1, kuota=60, kurikulum=k)
    langkah.rombongan(g, banyak, unit, awal=100 if versi == "satu" else 200)
    tutup_pendaftaran(oleh=None, gelombang=g)
    mulai_gelombang(oleh=None, gelombang=g)
    g.refresh_from_db()
    panitia = buat.akun("panitia")
    for sesi in langkah.sesi(g):
        catat_semua_hadir(oleh=panitia, sesi=sesi)
    orang = list(Pendaftaran.objects.filter(gelombang=g).order_by("ndh"))
    s = lulus.Latar(g, panitia, orang, list(Komponen.objects.filter(aturan=k.pk).order_by("urutan")), {})
    lulus.penuhi(s)
    return s


# --- import ---


def unggah(klien: Client, s: lulus.Latar, kepala: list[str], baris: list[list[Any]]) -> Impor:
    berkas = excel(kepala, baris, atas=["NILAI KOMPONEN", ""])
    jawaban = klien.post(alamat(s, "kelulusan_impor"), {"berkas": berkas})
    assert jawaban.status_code == 302, jawaban.content.decode()
    return Impor.objects.latest("dibuat")


def test_the_template_with_names_comes_back_as_an_import(klien, s):
    lulus.isi(s, s.orang[0], "70", None, None)
    berkas = klien.get(alamat(s, "kelulusan_excel"))
    lembar = openpyxl.load_workbook(io.BytesIO(b"".join(berkas.streaming_content))).active
    baris = [list(b) for b in lembar.iter_rows(values_only=True)]
    kepala = next(b for b in baris if b[0] == "NDH")
    assert kepala == ["NDH", "NIP", "NAMA", "Sikap", "Akademik", "Laporan"]
    data = baris[baris.index(kepala) + 1 :]
    assert [b[2] for b in data] == [p.nama_lengkap for p in s.orang]
    assert data[0][3] == 70

    data[0][4], data[1][3], data[1][5] = 81.5, "82,25", "tujuh"
    impor = unggah(klien, s, kepala, data)
    halaman = isi(klien.get(reverse("impor_staf", args=[impor.pk])))
    assert "Perlu diperbaiki" in halaman
    assert "F5 · Laporan" in halaman
    assert "Unit kerja" in halaman
    assert "Jabatan" not in halaman
    assert "pindah" not in halaman
    assert "nilai berubah" in halaman
    assert not NilaiKomponen.objects.filter(angka__gt=80).exists()
    klien.post(reverse("impor_konfirmasi", args=[impor.pk]))
    selesaikan(Impor.objects.get(pk=impor.pk).pekerjaan)
    assert angka(s)[1, "Akademik"] == D("81.5")
    assert (2, "Sikap") not in angka(s)  # a row with a mistake is stored not even in part

    ulang = unggah(klien, s, kepala, [data[0]])
    assert {b.tindakan for b in ulang.baris.all()} == {"sama"}


def test_an_import_shows_old_and_new_and_stores_nothing_that_changed_since(klien, s):
    lulus.isi(s, s.orang[0], "70", "70", "70")
    impor = unggah(
        klien, s, ["NDH", "Sikap", "Akademik"], [[1, 75, 70], [9, 80, 80], ["", 1, 1], [2, 101, 5], [1, 7, 7]]
    )
    halaman = isi(klien.get(reverse("impor_staf", args=[impor.pk])))
    assert "Sikap</strong>: 101 di luar skala. Isi angka 0 sampai 100." in halaman
    [ganda] = [g for b in impor.baris.all() for g in b.galat if "Sama dengan baris" in g["alasan"]]
    assert (ganda["kolom"], ganda["nilai"]) == ("NIP", s.orang[0].pegawai.nip)
    baik = impor.baris.get(tindakan="berubah")
    assert baik.perubahan == {"Sikap": ["70", "75"]}
    alasan = [g["alasan"] for b in impor.baris.filter(tindakan="galat").order_by("nomor") for g in b.galat]
    assert alasan[:2] == ["Bukan peserta gelombang ini.", "Isi NIP atau NDH."]
    lulus.isi(s, s.orang[0], "71", "70", "70")
    klien.post(reverse("impor_konfirmasi", args=[impor.pk]))
    selesaikan(Impor.objects.get(pk=impor.pk).pekerjaan)
    assert angka(s)[1, "Sikap"] == 71
    assert "diubah di tempat lain" in impor.baris.get(pk=baik.pk).alasan


# --- the recap ---


def test_the_recap_is_looked_at_locked_and_read_after_it_was_opened_again(klien, s):
    rekap = alamat(s, "kelulusan_rekap")
    halaman = isi(klien.get(rekap))
    assert "3 peserta belum dapat ditetapkan" in halaman
    assert 'name="sidik"' in halaman
    lulus.penuhi(s)
    halaman = isi(klien.get(rekap))
    sidik = re.search(r'name="sidik" value="(\w+)"', halaman)
    assert sidik
    assert "87,05" in halaman
    klien.post(rekap, {"sidik": "x"})
    assert not RekapKelulusan.objects.exists()
    klien.post(rekap, {"sidik": sidik[1]})
    assert Hasil.objects.filter(putusan="lulus", kualifikasi="Memuaskan").count() == 3
    halaman = isi(klien.get(rekap))
    assert "Hasil sudah ditetapkan" in halaman
    assert s.panitia.sebutan in halaman
    grid = isi(klien.get(alamat(s, "kelulusan_nilai")))
    assert "Nilai terkunci sejak" in grid
    assert '<input type="text"' not in grid
    assert "terkunci" in isi(klien.get(alamat(s, "gelombang_hasil")))

    assert klien.post(alamat(s, "kelulusan_buka"), {"alasan": ""}).status_code == 400
    klien.post(alamat(s, "kelulusan_buka"), {"alasan": "Nilai sikap keliru."})
    halaman = isi(klien.get(rekap))
    assert "Rekap sebelumnya" in halaman
    assert "Nilai sikap keliru." in halaman
    lama = isi(klien.get(alamat(s, "kelulusan_rekap_lama", 1)))
    assert "Tidak berlaku lagi" in lama
    assert "87,05" in lama
    assert "Yang berubah dari rekap ke-1" in halaman
    assert "Tidak ada nilai akhir atau hasil yang berubah." in halaman
    p = s.orang[1]
    lulus.isi(s, p, "88.50", "76", "40")
    tetapkan_rekap(oleh=s.panitia, gelombang=s.g)
    halaman = isi(klien.get(rekap))
    assert f"{p.nama_lengkap}: 87,05, Lulus, Memuaskan → 52,05, Tidak lulus" in halaman
    assert s.orang[0].nama_lengkap + ": " not in halaman
    assert "yang dibuka kembali dengan alasan: Nilai sikap keliru." in halaman


def test_an_outcome_the_value_has_left_is_told_on_list_grid_and_recap(klien, s):
    lulus.penuhi(s)
    p = s.orang[0]
    satu = alamat(s, "hasil_satu", p.nomor)
    halaman = isi(klien.get(satu))
    assert "Kualifikasi bila lulus" in halaman
    assert 'name="kualifikasi"' not in halaman
    klien.post(satu, {"putusan": "lulus"})
    assert Hasil.objects.get(pendaftaran=p).kualifikasi == "Memuaskan"
    kata = "Tidak sesuai lagi: menurut nilainya kini Tidak lulus. Rekap mengikuti nilai."
    assert kata not in isi(klien.get(alamat(s, "gelombang_hasil")))
    sel = f"{p.pk}-{s.komponen[2].pk}"
    jawaban = klien.post(alamat(s, "kelulusan_simpan"), {f"n-{sel}": "40", f"r-{sel}": "1:90"}).json()
    assert jawaban["akhir"][str(p.pk)]["hasil"] == f"Hasil Lulus: {kata}"
    for nama in ("gelombang_hasil", "kelulusan_nilai", "kelulusan_rekap"):
        assert kata in isi(klien.get(alamat(s, nama))), nama
    assert kata in isi(klien.get(satu))
    terpilih = isi(klien.get(alamat(s, "gelombang_hasil") + "?kelompok=beda"))
    assert p.nama_lengkap in terpilih
    assert s.orang[1].nama_lengkap not in terpilih


def test_more_than_ten_who_hold_the_recap_up_lead_to_the_list_of_them(klien):
    banyak = lulus_latar(13, "banyak")
    for p in banyak.orang:
        lulus.isi(banyak, p, "80", None, "80")
    halaman = isi(klien.get(alamat(banyak, "kelulusan_rekap")))
    assert "13 peserta belum dapat ditetapkan" in halaman
    daftar = alamat(banyak, "gelombang_hasil") + "?kelompok=kurang"
    assert re.search(rf'href="{re.escape(daftar)}">\s*dan 3 lainnya</a>', halaman)
    assert all(p.nama_lengkap in isi(klien.get(daftar)) for p in banyak.orang)


@pytest.mark.django_db(transaction=True)  # an act is what one transaction wrote
def test_history_tells_what_a_score_was_and_is(s):
    satu, dua = s.orang[:2]
    lulus.isi(s, satu, "80", None, None)
    lulus.isi(s, satu, "85.5", None, None)
    a, b, _ = s.komponen
    isian = [Isian(satu.pk, a.pk, D(90), 2), Isian(dua.pk, b.pk, D(70), 0)]
    simpan_nilai(oleh=s.panitia, gelombang=s.g, isian=isian)
    semua, _ = riwayat_gelombang(s.g, pembaca=s.panitia)
    nilai = [(r.kalimat, r.rincian) for r in semua if r.kalimat.startswith("Mengisi nilai")]
    dari_ke = sorted([f"{satu.nama}, Sikap: 85,50 → 90,00", f"{dua.nama}, Akademik: kosong → 70,00"])
    assert nilai == [
        ("Mengisi nilai Peserta Aa dan Peserta Ba", "; ".join(dari_ke)),
        (f"Mengisi nilai {satu.nama}", "Sikap: 80,00 → 85,50"),
        (f"Mengisi nilai {satu.nama}", "Sikap: kosong → 80,00"),
    ]
    lulus.penuhi(s)
    tetapkan_rekap(oleh=s.panitia, gelombang=s.g)
    buka_rekap(oleh=s.panitia, gelombang=s.g, alasan="Nilai keliru.")
    semua, _ = riwayat_gelombang(s.g, pembaca=s.panitia)
    assert (semua[0].kalimat, semua[0].rincian) == (
        "Membuka kembali rekap kelulusan", "Rekap ke-1: Nilai keliru.",
    )  # fmt: skip


def test_beranda_says_that_the_result_is_published_and_the_clerk_whether_letters_go_out(klien, s):
    lulus.penuhi(s)
    tetapkan_rekap(oleh=s.panitia, gelombang=s.g)
    p = s.orang[0]
    peserta = Client()
    peserta.force_login(akun_peserta(oleh=None, pegawai=p.pegawai))
    assert "Hasil Anda sudah diumumkan" not in isi(peserta.get("/saya/"))
    type(s.g).objects.filter(pk=s.g.pk).update(dicatat_kemudian=True)
    kata = isi(klien.post(alamat(s, "kelulusan_umumkan"), follow=True))
    assert "Surat pemberitahuan tidak dikirim, karena gelombang ini dicatat kemudian." in kata
    beranda = isi(peserta.get("/saya/"))
    assert "Hasil Anda sudah diumumkan" in beranda
    assert reverse("peserta:saya_satu", args=[p.nomor]) + "#judul-hasil" in beranda


def test_the_recap_on_paper_and_as_excel(klien, s):
    lulus.penuhi(s)
    isi(klien.post(alamat(s, "kelulusan_cetak"), follow=True))
    assert not Pekerjaan.objects.exists()  # nothing to print before it is locked
    tetapkan_rekap(oleh=s.panitia, gelombang=s.g)
    klien.post(alamat(s, "kelulusan_cetak"))
    proses = Pekerjaan.objects.get()
    selesaikan(proses)
    assert proses.hasil is not None
    with proses.hasil.isi.open("rb") as berkas:
        pdf = teks(berkas.read())
    assert "REKAP KELULUSAN" in pdf.upper()
    assert "87,05" in pdf
    assert s.orang[0].nama_lengkap in pdf
    assert "Akademik" in pdf
    assert "menggantikan" not in pdf
    buka_rekap(oleh=s.panitia, gelombang=s.g, alasan="Nilai sikap keliru.")
    tetapkan_rekap(oleh=s.panitia, gelombang=s.g)
    klien.post(alamat(s, "kelulusan_cetak"))
    proses = Pekerjaan.objects.exclude(pk=proses.pk).get()
    selesaikan(proses)
    with proses.hasil.isi.open("rb") as berkas:
        pdf = " ".join(teks(berkas.read()).split())
    hari = tanggal(timezone.localdate())
    assert f"Rekap ke-2, menggantikan rekap ke-1 tanggal {hari}, alasan: Nilai sikap keliru." in pdf
    lembar = openpyxl.load_workbook(
        io.BytesIO(b"".join(klien.get(alamat(s, "kelulusan_rekap_excel")).streaming_content))
    ).active
    semua = [sel for baris in lembar.iter_rows(values_only=True) for sel in baris]
    assert 87.05 in semua
    assert "Akademik (20 %)" in semua


def test_a_gelombang_whose_recap_is_open_does_not_close(klien, s):
    for p in s.orang:
        Hasil.objects.create(pendaftaran=p, putusan="mengikuti", ditetapkan=p.dibuat)
    halaman = isi(klien.get(alamat(s, "gelombang_tutup")))
    assert "Hasilnya belum ditetapkan dalam rekap kelulusan." in halaman


def test_peserta_see_their_scores_when_certificates_or_the_result_are_published(klien, s):
    lulus.penuhi(s)
    tetapkan_rekap(oleh=s.panitia, gelombang=s.g)
    p = s.orang[0]
    peserta = Client()
    peserta.force_login(akun_peserta(oleh=None, pegawai=p.pegawai))
    saya = reverse("peserta:saya_satu", args=[p.nomor])
    assert "87,05" not in isi(peserta.get(saya))
    tutup_gelombang(oleh=s.panitia, gelombang=s.g)
    assert "87,05" not in isi(peserta.get(saya))  # closed, not published
    terbitkan(oleh=s.panitia, gelombang=s.g)
    for proses in Pekerjaan.objects.all():
        selesaikan(proses)
    umumkan(oleh=s.panitia, gelombang=s.g)
    halaman = isi(peserta.get(saya))
    assert "87,05" in halaman
    assert "Memuaskan" in halaman
    assert s.orang[1].nama_lengkap not in halaman


def test_pimpinan_reads_and_writes_nothing(s):
    lulus.penuhi(s)
    klien = Client()
    klien.force_login(buat.akun("pimpinan"))
    assert '<input type="text"' not in isi(klien.get(alamat(s, "kelulusan_nilai")))
    assert "Tetapkan hasil</button>" not in isi(klien.get(alamat(s, "kelulusan_rekap")))
    for nama in (
        "kelulusan_nilai",
        "kelulusan_simpan",
        "kelulusan_tempel",
        "kelulusan_rekap",
        "kelulusan_buka",
    ):
        isi(klien.post(alamat(s, nama), {}), 404)


def test_a_plan_component_offers_to_take_the_scores_of_the_seminar(client):
    s = lulus.latar(1, (IsiKomponen("Akademik", D(50)), IsiKomponen("Rencana aksi", D(50), "rencana")))
    client.force_login(s.panitia)
    assert "Ambil nilai seminar" in isi(client.get(alamat(s, "kelulusan_nilai")))
    halaman = isi(client.post(alamat(s, "kelulusan_seminar"), follow=True))
    siapa = s.orang[0].nama
    assert (
        "1 peserta belum memiliki nilai seminar. 1 orang: rencana aksinya belum tampil di seminar "
        f"({siapa})." in halaman
    )
    for nama in ("gelombang_hasil", "kelulusan_rekap"):
        halaman = isi(client.get(alamat(s, nama)))
        assert "1 peserta belum memiliki nilai rencana aksi." in halaman
        assert alamat(s, "kelulusan_nilai") in halaman
