"""Panitia's pages of one gelombang: what stands on them, who may open them, what they cost."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from diklat.models import Gelombang
from diklat.services.gelombang import tutup_pendaftaran
from kantor.models import Pegawai, PegawaiPribadi, Pengguna, Peran, Unit
from kantor.services.akun import beri_peran
from kantor.services.pribadi import simpan_pribadi
from peserta.models import Pendaftaran
from peserta.models.pendaftaran import Status
from peserta.queries.hari_ini import menunggu
from peserta.queries.usulan import tagihan_opd
from peserta.services.gelombang import atur_kuota_unit
from peserta.services.verifikasi import verifikasi_massal
from tests.kantor import bantu
from tests.peserta import buat, langkah

pytestmark = pytest.mark.django_db
TAB = [
    "gelombang_peserta", "gelombang_usulan", "gelombang_cadangan", "gelombang_pemanggilan", "gelombang_registrasi",
    "gelombang_presensi", "gelombang_riwayat",
]  # fmt: skip
EXCEL = [
    "gelombang_peserta_excel",
    "gelombang_usulan_excel",
    "gelombang_registrasi_excel",
    "gelombang_presensi_excel",
]
KIRIM = [
    ("massal", []), ("gelombang_kuota", []), ("cadangan_tawarkan", []), ("gelombang_tetapkan", []),
    ("gelombang_panggil", []), ("registrasi_langsung", []), ("registrasi_massal", []),
    ("jadwal_terbitkan", []),
]  # fmt: skip
PER_ORANG = ["pendaftaran_biodata", "pendaftaran_ganti", "pendaftaran_tautan", "registrasi_hadir"]


@pytest.fixture
def unit():
    return buat.pohon()


@pytest.fixture
def staf():
    return buat.akun("panitia")


@pytest.fixture
def klien(client: Client, staf) -> Client:
    client.force_login(staf)
    return client


def masuk(jenis: str, kode: str = "medan") -> Client:
    klien = Client()
    klien.force_login(buat.akun(jenis, kode))
    return klien


def alamat(nama: str, g: Gelombang, *lain: object) -> str:
    return reverse(f"peserta:{nama}", args=[g.slug, *lain])


def isi(klien: Client, nama: str, g: Gelombang, *lain: object, **cari: str) -> str:
    jawaban = klien.get(alamat(nama, g, *lain), cari)
    assert jawaban.status_code == 200
    return jawaban.content.decode()


def lembar(jawaban) -> list[list[object]]:
    buku = openpyxl.load_workbook(io.BytesIO(b"".join(jawaban.streaming_content)))
    return [[sel.value for sel in baris] for baris in buku.active.iter_rows()]


def banyak_kueri(klien: Client, url: str) -> int:
    klien.get(url)  # the first visit fills what is kept per account
    with CaptureQueriesContext(connection) as kueri:
        assert klien.get(url).status_code == 200
    return len(kueri)


# ---- who may enter -----------------------------------------------------------------------------------


@pytest.mark.parametrize("nama", TAB + EXCEL)
def test_every_page_is_for_the_own_office_alone(unit, nama):
    g = buat.gelombang()
    assert Client().get(alamat(nama, g)).status_code == 302
    assert masuk("admin", "padang").get(alamat(nama, g)).status_code == 404
    operator = Client()
    operator.force_login(buat.akun("operator", unit=unit["a"]))
    assert operator.get(alamat(nama, g)).status_code == 404
    assert masuk("pimpinan").get(alamat(nama, g)).status_code == 200


@pytest.mark.parametrize(("nama", "lain"), KIRIM)
def test_pimpinan_looks_but_does_not_act(unit, nama, lain):
    g = buat.gelombang()
    assert masuk("pimpinan").post(alamat(nama, g, *lain), {}).status_code == 404
    assert masuk("admin", "padang").post(alamat(nama, g, *lain), {}).status_code == 404


@pytest.mark.parametrize("nama", PER_ORANG)
def test_acts_on_a_person_are_for_panitia_of_that_gelombang(unit, nama):
    g = buat.gelombang()
    p = buat.daftarkan(g, 1, unit["a1"])
    assert masuk("pimpinan").post(alamat(nama, g, p.nomor)).status_code == 404
    assert masuk("admin", "padang").post(alamat(nama, g, p.nomor)).status_code == 404
    assert masuk("panitia").post(alamat(nama, buat.gelombang(mulai=60), p.nomor)).status_code == 404


def test_sessions_and_bulk_acts_are_changed_by_panitia_alone(unit, staf):
    g = buat.gelombang(mulai=0)
    p = buat.daftarkan(g, 1, unit["a1"])
    [sesi] = langkah.sesi(g)
    tindakan = verifikasi_massal(oleh=staf, gelombang=g, pilihan=[p.pk], keputusan="terima")
    lain = dict.fromkeys(("presensi_sesi", "presensi_semua"), sesi.pk)
    for nama, pk in (lain | {"massal_hasil": tindakan.pk}).items():
        for klien in (masuk("pimpinan"), masuk("admin", "padang")):
            assert klien.post(alamat(nama, g, pk), {"alasan": "Coba."}).status_code == 404, nama
        tetangga = buat.gelombang(mulai=60)
        assert masuk("panitia").post(alamat(nama, tetangga, pk), {"alasan": "Coba."}).status_code == 404, nama


def test_pimpinan_sees_no_buttons_and_masked_contacts(unit):
    g = buat.gelombang()
    p = buat.daftarkan(g, 1, unit["a1"])
    halaman = isi(masuk("pimpinan"), "gelombang_peserta", g)
    assert p.nama_lengkap in halaman
    assert 'name="pilih"' not in halaman
    orang = isi(masuk("pimpinan"), "gelombang_pendaftaran", g, p.nomor)
    assert "orang1@contoh.example" not in orang
    assert "Terima" not in orang


# ---- what stands there -------------------------------------------------------------------------------


def test_what_waits_for_verification_comes_first_and_a_search_finds_everybody(klien, unit):
    g = buat.gelombang()
    menunggu = buat.daftarkan(g, 1, unit["a1"])
    sudah = buat.daftarkan(g, 2, unit["b1"])
    Pendaftaran.objects.filter(pk=sudah.pk).update(status=Status.DIVERIFIKASI)
    awal = isi(klien, "gelombang_peserta", g)
    assert menunggu.nama_lengkap in awal
    assert sudah.nama_lengkap not in awal
    assert sudah.nama_lengkap in isi(klien, "gelombang_peserta", g, q=sudah.nama_lengkap.split()[0].lower())
    assert sudah.nama_lengkap in isi(klien, "gelombang_peserta", g, q=sudah.pegawai.nip[:12])
    assert sudah.nama_lengkap in isi(klien, "gelombang_peserta", g, q=sudah.nomor.lower())
    assert sudah.nama_lengkap in isi(klien, "gelombang_peserta", g, kelompok="semua", opd=str(unit["b"].pk))
    assert "Tidak ada yang cocok" in isi(
        klien, "gelombang_peserta", g, kelompok="semua", opd=str(unit["b"].pk), q="rina"
    )
    assert isi(klien, "gelombang_peserta", g, q="\0", hal="rusak", kelompok="tak ada")


def test_the_excel_holds_what_the_list_shows(klien, unit):
    g = buat.gelombang()
    for n in (1, 2):
        buat.daftarkan(g, n, unit["a1"])
    semua = lembar(klien.get(alamat("gelombang_peserta_excel", g), {"kelompok": "semua"}))
    satu = lembar(klien.get(alamat("gelombang_peserta_excel", g), {"kelompok": "semua", "q": "ahmad"}))
    nama = [baris for baris in semua if buat.NAMA[1] in baris or buat.NAMA[2] in baris]
    assert len(nama) == 2
    assert not any(buat.NAMA[2] in baris for baris in satu)


def test_the_page_of_a_person_tells_everything_panitia_needs(klien, unit):
    g = buat.gelombang()
    p = buat.daftarkan(g, 1, unit["a1"])
    p.pegawai.jabatan, p.pegawai.instansi = "Lurah", g.instansi  # somebody the office keeps
    p.pegawai.save()
    halaman = isi(klien, "gelombang_pendaftaran", g, p.nomor)
    assert "orang1@contoh.example" in halaman
    assert "Pendaftaran masuk: Menunggu verifikasi" in halaman
    assert "Berbeda dengan data pegawai" in halaman
    assert "Lurah" in halaman


def test_a_pegawai_of_another_office_shows_only_the_snapshot(klien, unit):
    padang = buat.unit("13.71", jenis="kecamatan", kode_instansi="padang")
    g = buat.gelombang()
    p = buat.daftarkan(g, 1, padang)
    p.pegawai.jabatan = "Rahasia Padang"
    p.pegawai.save()
    assert "Rahasia Padang" not in isi(klien, "gelombang_pendaftaran", g, p.nomor)


def test_usulan_says_who_owes_names_and_has_the_words_ready(klien, unit):
    g = buat.gelombang()
    atur_kuota_unit(oleh=None, gelombang=g, kuota={unit["a"]: 2, unit["b"]: 1})
    buat.daftarkan(g, 1, unit["b1"])
    halaman = isi(klien, "gelombang_usulan", g)
    assert "wa.me" in halaman
    teks = isi(klien, "gelombang_tagihan", g, unit["a"].pk)
    assert "2 orang" in teks
    assert "/operator/" in teks
    assert klien.get(alamat("gelombang_tagihan", g, unit["kota"].pk)).status_code == 404


def test_the_reminder_opens_the_chat_with_the_operator_whose_number_is_on_file(
    klien, unit, django_assert_num_queries
):
    g = buat.gelombang()
    atur_kuota_unit(oleh=None, gelombang=g, kuota={unit["a"]: 2, unit["b"]: 1})
    for nama, n, ponsel in (("a", 61, "081234567890"), ("b", 62, "")):
        orang = Pegawai.objects.create(
            nip=bantu.nip(n), nama="Operator", instansi=g.instansi, status_kepegawaian="pns"
        )
        simpan_pribadi(baris=PegawaiPribadi(pegawai=orang), ponsel=ponsel)
        akun = Pengguna.objects.create(username=f"op-{nama}", nama=f"Operator {nama}", pegawai=orang)
        beri_peran(oleh=None, pengguna=akun, jenis="operator", instansi=g.instansi, unit=unit[nama])
    halaman = isi(klien, "gelombang_usulan", g)
    assert halaman.count("https://wa.me/6281234567890?text=") == 1
    assert halaman.count("https://wa.me/?text=") == 1
    assert "0812••••7890" in halaman
    assert "081234567890" not in halaman
    assert "https://wa.me/6281234567890?text=" in isi(klien, "gelombang_tagihan", g, unit["a"].pk)
    with django_assert_num_queries(3):
        tagihan_opd(g, dengan_ponsel=True)
    pembaca = Client()
    pembaca.force_login(buat.akun("pimpinan"))
    assert "81234567890" not in isi(pembaca, "gelombang_usulan", g)
    lain = bantu.instansi("lain", "Kantor Lain")  # a quota may name the unit of another office
    Unit.objects.filter(pk=unit["a"].pk).update(instansi=lain)
    Peran.objects.filter(pengguna__username="op-a").update(instansi=lain)
    assert "81234567890" not in isi(klien, "gelombang_usulan", g)


def test_cadangan_stand_in_order_with_priority_first(klien, unit):
    g = buat.gelombang(kuota=1)
    buat.daftarkan(g, 1, unit["a1"])
    biasa, dahulu = buat.daftarkan(g, 2, unit["a1"]), buat.daftarkan(g, 3, unit["a1"], prioritas=3)
    halaman = isi(klien, "gelombang_cadangan", g)
    assert halaman.index(dahulu.nama_lengkap) < halaman.index(biasa.nama_lengkap)
    assert "Prioritas" in halaman


@pytest.mark.django_db(transaction=True)
def test_the_history_names_the_act_and_who_did_it(klien, staf, unit):
    g = buat.gelombang()
    p = buat.daftarkan(g, 1, unit["a1"])
    klien.post(alamat("tindakan_pendaftaran", g, p.nomor, "terima"))
    halaman = isi(klien, "gelombang_riwayat", g)
    assert f"Memutuskan pendaftaran {p.nama}" in halaman
    assert staf.nama in halaman
    assert "Membuka pendaftaran" in halaman


@pytest.mark.django_db(transaction=True)
def test_a_long_history_goes_on_on_the_next_page(klien, unit):
    g = buat.gelombang(kuota=60)
    for n in range(45):
        buat.daftarkan(g, n, unit["a1"])
    awal = klien.get(alamat("gelombang_riwayat", g))
    lanjut = klien.get(awal.request["PATH_INFO"] + f"?sebelum={awal.context['berikut']}")
    assert "Membuka pendaftaran" not in awal.content.decode()
    assert "Membuka pendaftaran" in lanjut.content.decode()
    assert klien.get(awal.request["PATH_INFO"] + "?sebelum=kemarin").status_code == 200


def test_today_shows_what_waits_and_leads_there(klien, unit):
    g = buat.gelombang()
    atur_kuota_unit(oleh=None, gelombang=g, kuota={unit["b"]: 1})
    buat.daftarkan(g, 1, unit["a1"])
    jauh = buat.gelombang(kurikulum=buat.kurikulum("padang"))
    buat.daftarkan(jauh, 2, unit["a1"])
    halaman = klien.get(reverse("hari_ini")).content.decode()
    assert "Pendaftaran menunggu verifikasi" in halaman
    assert alamat("gelombang_peserta", g) in halaman
    assert unit["b"].nama_lengkap in halaman
    assert jauh.sebutan not in halaman


def test_today_counts_each_question_per_gelombang(staf, unit):
    lewat, nanti = buat.gelombang(kuota=60, mulai=-1), buat.gelombang(kuota=60, mulai=90)
    tutup_pendaftaran(oleh=None, gelombang=lewat)
    langkah.sesi(lewat)
    langkah.sesi(nanti)
    for awal, g in ((0, lewat), (500, nanti)):
        pk = [p.pk for p in langkah.rombongan(g, 27, unit["a1"], status=Status.DIAJUKAN, awal=awal)]
        jalan = (("diverifikasi", 23), ("ditetapkan", 19), ("dipanggil", 14), ("berhalangan", 8))
        for status, sampai in jalan:
            Pendaftaran.objects.filter(pk__in=pk[:sampai]).update(status=status)
        Pendaftaran.objects.filter(pk=pk[0]).update(status=Status.DIKONFIRMASI)
        Pendaftaran.objects.filter(pk=pk[0]).update(status=Status.HADIR, ndh=1)
    Pendaftaran.objects.filter(pk=pk[-1]).update(dilengkapi=timezone.now())
    ada = {nama: [(m.slug, m.jumlah) for m in semua] for nama, semua in menunggu(staf).items()}
    assert ada == {
        "verifikasi": [(lewat.slug, 4), (nanti.slug, 3)], "perbaikan": [(nanti.slug, 1)], "tawaran": [],
        "tetapkan": [(lewat.slug, 4)], "panggil": [(lewat.slug, 5), (nanti.slug, 5)], "jawaban": [(lewat.slug, 6)],
        "pengganti": [(lewat.slug, 7), (nanti.slug, 7)], "sesi": [(lewat.slug, 1)],
        "jadwal": [], "perubahan": [], "kunjungan": [],
    }  # fmt: skip
    assert not any(menunggu(buat.akun("admin", "padang")).values())


def test_the_path_of_steps_moves_with_the_work(klien, staf, unit):
    g = buat.gelombang(mulai=0)
    buat.daftarkan(g, 1, unit["a1"])
    langkah_kini = lambda: next(  # noqa: E731
        satu["label"]
        for satu in klien.get(alamat("gelombang_peserta", g)).context["langkah"]
        if satu["keadaan"] == "kini"
    )
    assert langkah_kini() == "Pendaftaran"
    langkah.terpanggil(g, staf)
    Gelombang.objects.filter(pk=g.pk).update(status="ditutup")
    assert langkah_kini() == "Jadwal"
    langkah.sesi(g)
    assert langkah_kini() == "Registrasi ulang"


# ---- what they cost ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("nama", "status"),
    [
        ("gelombang_peserta", Status.DIAJUKAN),
        ("gelombang_pemanggilan", Status.DIPANGGIL),
        ("gelombang_registrasi", Status.DIPANGGIL),
        ("gelombang_presensi", Status.HADIR),
        ("gelombang_riwayat", Status.DIAJUKAN),
        ("gelombang_usulan", Status.DIAJUKAN),
    ],
)
def test_a_page_costs_the_same_for_one_and_for_thirty(klien, unit, nama, status):
    g = buat.gelombang(kuota=60, mulai=0)
    langkah.sesi(g, 2)
    atur_kuota_unit(oleh=None, gelombang=g, kuota={unit["a"]: 40})
    langkah.rombongan(g, 1, unit["a1"], status=status)
    satu = banyak_kueri(klien, alamat(nama, g))
    g.pendaftaran.all().delete()
    langkah.rombongan(g, 30, unit["a1"], status=status, awal=100)
    tiga_puluh = banyak_kueri(klien, alamat(nama, g))
    assert tiga_puluh == satu
    assert tiga_puluh <= 12


def test_the_list_of_cadangan_costs_the_same_for_one_and_for_thirty(klien, unit):
    g = buat.gelombang(kuota=1)
    for n in range(2):
        buat.daftarkan(g, n, unit["a1"])
    satu = banyak_kueri(klien, alamat("gelombang_cadangan", g))
    for n in range(2, 31):
        buat.daftarkan(g, n, unit["a1"])
    assert banyak_kueri(klien, alamat("gelombang_cadangan", g)) == satu <= 12


def test_a_long_list_is_paged_by_key(klien, unit):
    g = buat.gelombang(kuota=100)
    langkah.rombongan(g, 70, unit["a1"], status=Status.DIAJUKAN)
    awal = klien.get(alamat("gelombang_peserta", g))
    berikut = awal.context["halaman"].berikutnya
    lanjut = klien.get(alamat("gelombang_peserta", g), {"hal": berikut})
    pertama = {p.pk for p in awal.context["halaman"].baris}
    kedua = {p.pk for p in lanjut.context["halaman"].baris}
    assert len(pertama) == 50
    assert len(kedua) == 20
    assert not pertama & kedua


def test_today_costs_the_same_whatever_waits(klien, unit):
    g = buat.gelombang(kuota=60)
    langkah.rombongan(g, 1, unit["a1"], status=Status.DIAJUKAN)
    satu = banyak_kueri(klien, reverse("hari_ini"))
    for n in range(4):
        lain = buat.gelombang(kuota=60, mulai=60 + 10 * n)
        langkah.rombongan(lain, 8, unit["a1"], status=Status.DIAJUKAN, awal=100 * (n + 1))
    assert banyak_kueri(klien, reverse("hari_ini")) == satu <= 12
