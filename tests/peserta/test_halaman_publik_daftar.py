"""Registering without an account: small steps, nothing lost, nothing told about anybody's NIP."""

from __future__ import annotations

import io

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from diklat.services.gelombang import atur_syarat
from kantor.models import Berkas, Pegawai, Pengguna, Surel
from kantor.services.pribadi import baca_pribadi
from peserta.models import Pendaftaran
from tests.peserta import buat
from tests.peserta.peramban import alamat, data_diri, isi_langkah, kirim, nomor, pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return buat.pohon()


@pytest.fixture
def dengan_syarat(unit):
    g = buat.gelombang()
    surat = atur_syarat(oleh=None, gelombang=g, nama="Surat usulan", kapan="pendaftaran")
    sk = atur_syarat(oleh=None, gelombang=g, nama="SK terakhir", kapan="pendaftaran", wajib=False)
    return g, surat, sk


# ---- the way through ----------------------------------------------------------------------------------


def test_a_stranger_registers_step_by_step_and_gets_number_and_letter(client, unit):
    g = buat.gelombang()
    isi_langkah(
        client, g, unit["a1"], nama="dra. rina siregar, msi", nip=f"'{buat.nip(1)[:8]} {buat.nip(1)[8:]}"
    )
    periksa = client.get(alamat(g, "periksa")).content.decode()
    for kata in ("Dra. Rina Siregar, M.Si.", "Penata (III/c)", "Unit 12.71.01.1001", "081234567890", "pria"):
        assert kata in periksa, kata
    assert not Pendaftaran.objects.exists()
    selesai = kirim(client, g)
    assert selesai.redirect_chain == [(alamat(g, "selesai"), 302)]
    p = Pendaftaran.objects.get()
    assert nomor(selesai.content.decode()) == p.nomor
    assert (p.nama_lengkap, p.golongan, p.unit, p.jalur) == (
        "Dra. Rina Siregar, M.Si.",
        "III/c",
        unit["a1"],
        "mandiri",
    )
    assert baca_pribadi(p.pribadi, "ponsel") == "081234567890"
    assert p.nomor in Surel.objects.get(kepada="orang1@contoh.example").isi
    # The receipt can be looked at again; the answers are gone.
    assert p.nomor in client.get(alamat(g, "selesai")).content.decode()
    assert client.get(alamat(g, "periksa")).status_code == 302


def test_no_step_can_be_skipped_and_the_first_open_one_comes_first(client, unit):
    g = buat.gelombang()
    for langkah in ("unit", "kontak", "periksa"):
        assert client.get(alamat(g, langkah)).url == alamat(g)
    client.post(alamat(g), data_diri())
    assert client.get(alamat(g, "periksa")).url == alamat(g, "unit")
    assert client.get(alamat(g, "berkas")).status_code == 404
    assert client.get(alamat(g, "lain")).status_code == 404


def test_what_was_typed_stays_on_the_page_beside_what_is_wrong_with_it(client, unit):
    g = buat.gelombang()
    jawaban = client.post(alamat(g), data_diri(nip="19881312 201503 1 001", nama="Rina <b>", jabatan="=1+1"))
    isi = jawaban.content.decode()
    assert jawaban.status_code == 400
    for kata in ("19881312 201503 1 001", "Rina &lt;b&gt;", "=1+1", "bulan lahir 13", "ringkas-galat"):
        assert kata in isi, kata
    assert 'href="#id_nip"' in isi


def test_an_answer_is_still_there_when_one_comes_back_and_changing_it_leads_to_the_review(client, unit):
    g = buat.gelombang()
    isi_langkah(client, g, unit["a1"])
    lama = client.get(alamat(g)).content.decode()
    assert buat.nip(1) in lama
    assert "Rina Siregar, S.Sos." in lama
    jawaban = client.post(f"{alamat(g)}?ubah=1", data_diri(jabatan="Lurah"))
    assert jawaban.url == alamat(g, "periksa")
    assert "Lurah" in client.get(jawaban.url).content.decode()
    assert "Unit 12.71.01.1001" in client.get(alamat(g, "unit")).content.decode()


@pytest.mark.parametrize(
    ("langkah", "bidang", "nilai", "kata"),
    [
        ("", "nip", "", "Isi NIP"),
        ("", "nip", "19880512", "18 digit"),
        ("", "nip", "198805122015031\0001", ""),
        ("", "nama", "A" * 500, "150 huruf"),
        ("", "nama", "Rina\0Siregar", ""),
        ("", "nama", '<a href="x">Rina</a>', "tidak boleh memuat"),
        ("", "nama", "=HYPERLINK(1)", ""),
        ("", "jabatan", "J" * 500, "150 huruf"),
        ("", "golongan", "IX", "golongan PPPK"),
        ("", "golongan", "V/z", ""),
        ("", "status_kepegawaian", "non_asn", ""),
        ("unit", "q", "", "Pilih unit kerja"),
        ("unit", "unit", "99.99\0", "tidak ditemukan"),
        ("unit", "q", "tidak ada yang begini", "tidak ditemukan"),
        ("kontak", "ponsel", "0812", "terlalu pendek"),
        ("kontak", "ponsel", "", "Isi No. HP"),
        ("kontak", "surel", "rina@gmail.con", "gmail.com"),
        ("kontak", "surel", "a\0@b.example", ""),
    ],
)
def test_bad_input_is_answered_clearly_and_nothing_is_kept(client, unit, langkah, bidang, nilai, kata):
    g = buat.gelombang()
    isi_langkah(client, g, unit["a1"])
    isi = {"": data_diri(), "unit": {"unit": "", "q": ""}, "kontak": {"ponsel": "081234567890", "surel": ""}}[
        langkah
    ]
    jawaban = client.post(alamat(g, langkah), isi | {bidang: nilai})
    assert jawaban.status_code == 400
    assert kata in jawaban.content.decode()
    assert "081234567890" in client.get(alamat(g, "periksa")).content.decode()


def test_without_javascript_the_unit_is_looked_up_by_sending_the_form(client, unit):
    g = buat.gelombang()
    client.post(alamat(g), data_diri())
    jawaban = client.post(alamat(g, "unit"), {"q": "unit 12.71.01", "cari": "1"})
    isi = jawaban.content.decode()
    assert jawaban.status_code == 200
    assert "ringkas-galat" not in isi
    assert unit["a1"].kode in isi
    jawaban = client.post(alamat(g, "unit"), {"q": "zzzz", "cari": "1"})
    assert "tidak ditemukan" in jawaban.content.decode()


def test_a_unit_the_gelombang_is_not_meant_for_is_named_at_its_step(client, unit):
    g = buat.gelombang(unit_sasaran=[unit["a"]])
    client.post(alamat(g), data_diri())
    assert client.post(alamat(g, "unit"), {"unit": unit["b1"].kode, "q": ""}).status_code == 400
    assert client.post(alamat(g, "unit"), {"unit": unit["a1"].kode, "q": ""}).status_code == 302


def test_consent_is_asked_for(client, unit):
    g = buat.gelombang()
    isi_langkah(client, g, unit["a1"])
    jawaban = client.post(alamat(g, "periksa"), {})
    assert jawaban.status_code == 400
    assert "Beri tanda centang" in jawaban.content.decode()
    assert not Pendaftaran.objects.exists()


# ---- who learns what ----------------------------------------------------------------------------------


def test_the_page_reads_the_same_for_a_new_a_registered_and_an_owned_nip(unit):
    g = buat.gelombang()
    buat.daftarkan(g, 2, unit["a1"])
    orang = Pegawai.objects.create(
        nip=buat.nip(3), nama="Pemilik Sah", status_kepegawaian="pns", terverifikasi=True
    )
    Pengguna.objects.create(username="pemilik", email="pemilik@contoh.example", pegawai=orang)
    halaman = set()
    for n in (1, 2, 3):
        pengunjung = Client()
        isi_langkah(pengunjung, g, unit["b1"], n, surel="asing@contoh.example")
        periksa = pengunjung.get(alamat(g, "periksa")).content.decode()
        assert "Pemilik Sah" not in periksa
        isi = kirim(pengunjung, g).content.decode()
        halaman.add(isi.replace(nomor(isi), "NOMOR"))
    assert len(halaman) == 1
    orang.refresh_from_db()
    assert orang.nama == "Pemilik Sah"


def test_the_session_keeps_nothing_readable(client, unit):
    g = buat.gelombang()
    isi_langkah(client, g, unit["a1"])
    isi = str(Session.objects.get().get_decoded())
    for rahasia in (buat.nip(1), "Rina", "081234567890", "orang1"):
        assert rahasia not in isi


def test_on_a_shared_computer_the_answers_can_be_wiped(client, unit):
    g = buat.gelombang()
    isi_langkah(client, g, unit["a1"])
    client.post(alamat(g, "hapus"))
    assert buat.nip(1) not in client.get(alamat(g)).content.decode()


def test_a_hammered_nip_is_asked_to_wait_known_or_not(unit):
    g = buat.gelombang()
    buat.daftarkan(g, 2, unit["a1"])
    for n in (1, 2):
        status = []
        for _ in range(6):
            pengunjung = Client()
            isi_langkah(pengunjung, g, unit["b1"], n, surel="")
            status.append(kirim(pengunjung, g).status_code)
        assert status == [200] * 5 + [429]


def test_forty_colleagues_register_from_one_address_within_a_minute(unit):
    g = buat.gelombang(kuota=40)
    for n in range(40):
        rekan = Client()
        isi_langkah(rekan, g, unit["a1"], 100 + n, surel="kelurahan@contoh.example")
        assert kirim(rekan, g).status_code == 200
    assert Pendaftaran.objects.filter(gelombang=g).count() == 40


# ---- doors --------------------------------------------------------------------------------------------


def test_a_closed_door_and_a_full_room_say_so_before_anything_is_typed(client, unit):
    usulan, penuh = buat.gelombang(jalur_mandiri=False), buat.gelombang(kuota=1, pakai_cadangan=False)
    buat.daftarkan(penuh, 1, unit["a1"])
    for g, kata in ((usulan, "hanya menerima usulan"), (penuh, "Kuota sudah penuh")):
        jawaban = client.get(alamat(g))
        assert jawaban.status_code == 409
        assert kata in jawaban.content.decode()


def test_the_last_seat_taken_while_somebody_types_is_told_at_the_end_and_nothing_is_lost(client, unit):
    g = buat.gelombang(kuota=1)
    isi_langkah(client, g, unit["a1"])
    buat.daftarkan(g, 9, unit["b1"])
    isi = kirim(client, g).content.decode()
    assert "Peserta cadangan, urutan ke-1" in isi


def test_a_peserta_who_is_signed_in_begins_with_what_the_office_knows_and_ends_at_home(client, unit):
    orang = Pegawai.objects.create(
        nip=buat.nip(1), nama="Rina Siregar", gelar_belakang="S.Sos.", status_kepegawaian="pns", golongan="III/c",
        jabatan="Lurah", unit=unit["a1"], instansi=unit["a1"].instansi,
    )  # fmt: skip
    akun = Pengguna.objects.create(username="rina", pegawai=orang)
    client.force_login(akun)
    g = buat.gelombang()
    isi = client.get(alamat(g)).content.decode()
    assert buat.nip(1) in isi
    assert "Rina Siregar, S.Sos." in isi
    isi_langkah(client, g, unit["a1"])
    selesai = kirim(client, g)
    p = Pendaftaran.objects.get()
    assert p.dibuat_oleh == akun
    assert selesai.redirect_chain == [(f"/saya/{p.nomor}/", 302)]
    isi_langkah(client, g, unit["a1"])
    assert "sudah terdaftar" in kirim(client, g).content.decode()


# ---- files --------------------------------------------------------------------------------------------


def gambar(jenis: str = "JPEG") -> SimpleUploadedFile:
    isi = io.BytesIO()
    Image.new("RGB", (3000, 2000), (200, 180, 90)).save(isi, jenis)
    return SimpleUploadedFile(f"foto.{jenis.lower()}", isi.getvalue(), f"image/{jenis.lower()}")


def test_files_are_kept_private_until_they_are_sent_and_stand_with_the_registration(
    client, unit, dengan_syarat
):
    g, surat, sk = dengan_syarat
    isi_langkah(client, g, unit["a1"])
    assert client.get(alamat(g, "periksa")).url == alamat(g, "berkas")
    jawaban = client.post(
        alamat(g, "berkas"), {f"berkas_{surat.pk}": pdf("Surat Usulan.pdf"), f"berkas_{sk.pk}": gambar()}
    )
    assert jawaban.url == alamat(g, "periksa")
    assert "Surat Usulan.pdf" in client.get(jawaban.url).content.decode()
    lihat = f"{alamat(g, 'berkas')}{surat.pk}/"
    assert b"".join(client.get(lihat)).startswith(b"%PDF")
    assert Client().get(lihat).status_code == 404
    kirim(client, g)
    p = Pendaftaran.objects.get()
    assert {b.syarat_id for b in p.berkas.all()} == {surat.pk, sk.pk}
    foto = p.berkas.get(syarat=sk).berkas
    with foto.isi.open("rb") as isi, Image.open(isi) as kecil:
        assert max(kecil.size) == 2000
    assert client.get(lihat).status_code == 404


@pytest.mark.parametrize(
    ("isi", "nama", "kata"),
    [
        (b"MZ" + b"\0" * 500, "surat.pdf", "program"),
        (b"%PDF-1.4" + b"0" * (20 * 2**20), "besar.pdf", "20 MB"),
        (b"", "kosong.pdf", "kosong"),
        (b"<html><script>alert(1)</script>", "surat.pdf", "halaman web"),
        (b"PK\x03\x04rusak", "surat.docx", "rusak"),
    ],
)
def test_a_wrong_file_is_refused_with_the_reason_and_a_good_one_beside_it_stays(
    client, unit, dengan_syarat, isi, nama, kata
):
    g, surat, sk = dengan_syarat
    isi_langkah(client, g, unit["a1"])
    buruk = SimpleUploadedFile(nama, isi, "application/pdf")
    jawaban = client.post(
        alamat(g, "berkas"), {f"berkas_{surat.pk}": buruk, f"berkas_{sk.pk}": pdf("sk.pdf")}
    )
    assert jawaban.status_code == 400
    halaman = jawaban.content.decode()
    assert kata in halaman
    assert "sk.pdf" in halaman
    assert Berkas.objects.count() == 1


def test_a_required_file_cannot_be_forgotten_but_one_already_there_need_not_come_again(
    client, unit, dengan_syarat
):
    g, surat, _ = dengan_syarat
    isi_langkah(client, g, unit["a1"])
    assert "Unggah Surat usulan" in client.post(alamat(g, "berkas"), {}).content.decode()
    client.post(alamat(g, "berkas"), {f"berkas_{surat.pk}": pdf()})
    assert client.post(alamat(g, "berkas"), {}).url == alamat(g, "periksa")


def test_a_file_that_was_cleaned_away_meanwhile_is_asked_for_again(client, unit, dengan_syarat):
    g, surat, _ = dengan_syarat
    isi_langkah(client, g, unit["a1"])
    client.post(alamat(g, "berkas"), {f"berkas_{surat.pk}": pdf()})
    Berkas.objects.all().delete()
    jawaban = client.post(alamat(g, "periksa"), {"persetujuan": "on"})
    assert jawaban.url.startswith(alamat(g, "berkas"))
    assert "Unggah Surat usulan" in client.get(jawaban.url).content.decode()
    assert not Pendaftaran.objects.exists()


def test_what_staff_write_about_a_file_is_text_and_never_markup(client, unit):
    g = buat.gelombang()
    penjelasan = "Ukuran < 2 MB & <b>berwarna</b><script>alert(1)</script>"
    atur_syarat(oleh=None, gelombang=g, nama="Surat usulan", kapan="pendaftaran", penjelasan=penjelasan)
    isi_langkah(client, g, unit["a1"])
    isi = client.get(alamat(g, "berkas")).content.decode()
    assert "&lt;b&gt;berwarna&lt;/b&gt;&lt;script&gt;" in isi
    assert "<b>berwarna" not in isi


def test_a_file_that_takes_the_place_of_another_leaves_one(client, unit, dengan_syarat):
    g, surat, _ = dengan_syarat
    isi_langkah(client, g, unit["a1"])
    for nama in ("satu.pdf", "dua.pdf"):
        client.post(alamat(g, "berkas"), {f"berkas_{surat.pk}": pdf(nama)})
    assert [b.nama for b in Berkas.objects.all()] == ["dua.pdf"]
    kirim(client, g)
    client.post(alamat(g, "berkas"), {f"berkas_{surat.pk}": pdf("tiga.pdf")})
    assert Pendaftaran.objects.get().berkas.get().berkas.nama == "dua.pdf"


def test_a_browser_that_fills_the_disk_is_asked_to_wait_and_colleagues_are_not(
    client, unit, dengan_syarat, monkeypatch
):
    g, surat, _ = dengan_syarat
    monkeypatch.setattr("peserta.views.unggahan.MB_PER_PERAMBAN", 3)
    isi_langkah(client, g, unit["a1"])
    status = [
        client.post(alamat(g, "berkas"), {f"berkas_{surat.pk}": pdf(f"{n}.pdf")}).status_code
        for n in range(4)
    ]
    assert status == [302, 302, 302, 429]
    rekan = Client()
    isi_langkah(rekan, g, unit["a1"], 2)
    assert rekan.post(alamat(g, "berkas"), {f"berkas_{surat.pk}": pdf()}).status_code == 302
    monkeypatch.setattr("peserta.views.unggahan.MB_PER_ALAMAT", 4)
    assert rekan.post(alamat(g, "berkas"), {f"berkas_{surat.pk}": pdf()}).status_code == 429
