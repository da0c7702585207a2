"""Signed daftar hadir come back from a bad copier: each page finds its session by its code, the rest by hand."""

from __future__ import annotations

import io
from datetime import timedelta

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, InternalError, transaction
from django.utils import timezone
from PIL import Image, ImageDraw

from diklat.models import TerbitanSesi
from kantor.galat import KeadaanBerubah, TidakBerhak, TidakDitemukan, TidakValid
from kantor.models import Berkas, HalamanPindaian, LembarCetak, Pekerjaan, PindaianKertas
from kantor.services import lembar_kertas
from kantor.services.lembar_kertas import buang_halaman, lepas_halaman, pilah_halaman, unggah_pindaian
from peserta.queries.daftar_hadir import JENIS_LEMBAR, lembar_sesi, perihal
from peserta.services.cetak_daftar_hadir import cetak_daftar_hadir
from tests.dokumen.cetak.bahan import teks
from tests.kantor.bantu import selesaikan
from tests.peserta import buat, fotokopi, langkah

pytestmark = pytest.mark.django_db


@pytest.fixture
def panitia():
    return buat.akun("panitia")


@pytest.fixture
def unit():
    return buat.pohon()


@pytest.fixture
def g(unit):
    langkah.kantor()
    g = buat.gelombang(mulai=0, dibuka=False)
    langkah.rombongan(g, 20, unit["a1"])
    return g


def cetak(g, panitia, sesi) -> list[Image.Image]:
    """The two sheets of a session, signed."""
    pekerjaan = cetak_daftar_hadir(oleh=panitia, gelombang=g, sesi=sesi.pk)
    selesaikan(pekerjaan)
    halaman = fotokopi.halaman(fotokopi.isi(pekerjaan.hasil))
    for satu in halaman:
        ImageDraw.Draw(satu).line((900, 700, 1050, 760, 1100, 690), fill=30, width=4)
    return halaman


def unggah(g, panitia, *gambar: Image.Image, nama: str = "pindaian.pdf") -> PindaianKertas:
    pindaian = unggah_pindaian(
        oleh=panitia,
        instansi=g.instansi,
        jenis=JENIS_LEMBAR,
        perihal=perihal(g),
        isi=fotokopi.jadi_pdf(*gambar),
        nama=nama,
    )
    pekerjaan = Pekerjaan.objects.latest("dibuat")
    selesaikan(pekerjaan)
    assert pekerjaan.status == "selesai", pekerjaan.galat
    return pindaian


def keadaan(pindaian) -> list[str]:
    return list(pindaian.halaman.order_by("urutan").values_list("keadaan", flat=True))


def test_a_shuffled_crooked_scan_is_split_and_every_page_says_what_became_of_it(g, panitia, unit):
    a, b = langkah.sesi(g, 2)
    a1, a2 = cetak(g, panitia, a)
    b1, b2 = cetak(g, panitia, b)
    lain = buat.gelombang(mulai=40, dibuka=False, sebutan="Gelombang Lain")
    langkah.rombongan(lain, 2, unit["b1"], awal=300)
    [asing] = cetak(lain, panitia, langkah.sesi(lain)[0])
    luar = Image.new("L", a1.size, 250)
    ImageDraw.Draw(luar).text((200, 200), "Kuitansi pembelian alat tulis kantor", fill=0, font_size=40)
    pindaian = unggah(
        g, panitia,
        fotokopi.salin(b2, putar=180), fotokopi.BELAKANG, fotokopi.salin(a1, putar=2.5), fotokopi.salin(asing),
        fotokopi.rusak(b1), luar, fotokopi.salin(a2, putar=-3), fotokopi.salin(b2, putar=90),
    )  # fmt: skip
    assert keadaan(pindaian) == [
        "diganti", "kosong", "terlampir", "asing", "belum", "belum", "terlampir", "terlampir",
    ]  # fmt: skip
    lembar, halaman = lembar_sesi(g, a.pk)
    assert (lembar.ada, lembar.dari, lembar.lengkap) == (2, 2, True)
    assert [h.urutan for h in halaman] == [3, 7]
    lembar, halaman = lembar_sesi(g, b.pk)
    assert (lembar.ada, lembar.dari, lembar.lengkap) == (1, 2, False)
    assert [h.urutan for h in halaman] == [8]


def test_a_page_scanned_upside_down_is_kept_upright(g, panitia):
    sesi = langkah.sesi(g)[0]
    satu, dua = cetak(g, panitia, sesi)
    pindaian = unggah(g, panitia, fotokopi.salin(satu, putar=180), fotokopi.salin(dua, putar=90))
    for halaman, asli in zip(pindaian.halaman.order_by("urutan"), (satu, dua), strict=True):
        with Image.open(io.BytesIO(fotokopi.isi(halaman.gambar))) as gambar:
            for tegak in (gambar.convert("L"), fotokopi.halaman(fotokopi.isi(halaman.berkas), 60)[0]):
                atas = tegak.resize((50, 70)).crop((35, 0, 50, 20))
                bawah = tegak.resize((50, 70)).crop((0, 50, 15, 70))
                assert min(atas.tobytes()) + 20 < min(bawah.tobytes())  # the code stands right above
                assert (tegak.height > tegak.width) == (asli.height > asli.width)


def test_the_sheet_scanned_later_replaces_the_earlier_which_stays_readable(g, panitia):
    sesi = langkah.sesi(g)[0]
    satu, dua = cetak(g, panitia, sesi)
    awal = unggah(g, panitia, fotokopi.salin(satu), fotokopi.salin(dua))
    kemudian = unggah(g, panitia, fotokopi.salin(satu, putar=1), nama="susulan.pdf")
    assert keadaan(awal) == ["diganti", "terlampir"]
    assert keadaan(kemudian) == ["terlampir"]
    assert [h.pindaian for h in lembar_sesi(g, sesi.pk)[1]] == [kemudian, awal]
    assert fotokopi.isi(awal.halaman.get(urutan=1).berkas).startswith(b"%PDF")


def test_whichever_worker_comes_first_the_later_scan_stands(g, panitia):
    sesi = langkah.sesi(g)[0]
    satu = cetak(g, panitia, sesi)[0]
    awal = unggah(g, panitia, fotokopi.salin(satu))
    HalamanPindaian.objects.filter(pindaian=awal).delete()
    unggah(g, panitia, fotokopi.salin(satu))
    pekerjaan = Pekerjaan.objects.filter(jenis=lembar_kertas.JENIS_PILAH).earliest("dibuat")
    lembar_kertas.kerjakan(pekerjaan, {"mulai": 0, "jumlah": 1})
    assert keadaan(awal) == ["diganti"]


def test_pages_that_cannot_be_shown_wait_for_a_hand_and_cost_their_neighbours_nothing(g, panitia):
    sesi = langkah.sesi(g)[0]
    satu, dua = cetak(g, panitia, sesi)
    with pikepdf.open(io.BytesIO(fotokopi.jadi_pdf(fotokopi.salin(satu), fotokopi.salin(dua)))) as pdf:
        pdf.add_blank_page(page_size=(3, 1200))
        pdf.add_blank_page(page_size=(300, 400))
        pdf.pages[3].obj["/Type"] = pikepdf.Name("/Lain")  # no reader of pictures takes this for a page
        wadah = io.BytesIO()
        pdf.save(wadah)
    pindaian = unggah_pindaian(
        oleh=panitia, instansi=g.instansi, jenis=JENIS_LEMBAR, perihal=perihal(g), isi=wadah.getvalue(),
        nama="aneh.pdf",
    )  # fmt: skip
    selesaikan(Pekerjaan.objects.latest("dibuat"))
    assert keadaan(pindaian)[:2] == ["terlampir", "terlampir"]
    sempit, tak_terlihat = pindaian.halaman.order_by("urutan")[2:]
    assert sempit.gambar.ukuran < 100_000
    assert (tak_terlihat.keadaan, tak_terlihat.gambar) == ("belum", None)
    assert fotokopi.isi(tak_terlihat.berkas).startswith(b"%PDF")


def test_a_page_taken_off_by_mistake_is_its_own_sheet_again_not_one_of_a_later_printing(g, panitia):
    sesi = langkah.sesi(g)[0]
    satu, dua = cetak(g, panitia, sesi)
    cetak(g, panitia, sesi)  # printed once more, never signed
    pindaian = unggah(g, panitia, fotokopi.salin(satu), fotokopi.salin(dua))
    kedua = pindaian.halaman.get(urutan=2)
    semula = kedua.lembar
    lepas_halaman(oleh=panitia, halaman=kedua)
    pilah_halaman(oleh=panitia, halaman=HalamanPindaian.objects.get(pk=kedua.pk), acuan=sesi.pk, nomor=2)
    kedua.refresh_from_db()
    assert kedua.lembar == semula
    assert lembar_sesi(g, sesi.pk)[0].lengkap


def test_a_piece_done_twice_leaves_the_same_rows(g, panitia):
    sesi = langkah.sesi(g)[0]
    satu, dua = cetak(g, panitia, sesi)
    pindaian = unggah(g, panitia, fotokopi.salin(satu), fotokopi.salin(dua), fotokopi.BELAKANG)
    semula, berkas = list(pindaian.halaman.values()), Berkas.objects.count()
    lembar_kertas.kerjakan(Pekerjaan.objects.latest("dibuat"), {"mulai": 0, "jumlah": 3})
    assert list(pindaian.halaman.values()) == semula
    assert Berkas.objects.count() == berkas


def test_a_sheet_of_an_older_printing_is_as_good_as_one_of_the_newest(g, panitia, unit):
    sesi = langkah.sesi(g)[0]
    lama = cetak(g, panitia, sesi)
    cetak(g, panitia, sesi)
    unggah(g, panitia, *map(fotokopi.salin, lama))
    assert lembar_sesi(g, sesi.pk)[0].lengkap


def test_a_torn_page_is_sorted_by_hand_and_can_be_taken_off_again(g, panitia):
    a, b = langkah.sesi(g, 2)
    satu, dua = cetak(g, panitia, a)
    pindaian = unggah(g, panitia, fotokopi.rusak(satu), fotokopi.salin(dua), fotokopi.rusak(dua))
    robek, _, kedua = pindaian.halaman.order_by("urutan")
    for salah in ({"acuan": 0}, {"acuan": a.pk, "nomor": 9}, {"acuan": b.pk, "nomor": 1}):
        with pytest.raises(TidakValid):
            pilah_halaman(oleh=panitia, halaman=robek, **salah)
    pilah_halaman(oleh=panitia, halaman=robek, acuan=a.pk, nomor=1)
    assert lembar_sesi(g, a.pk)[0].lengkap
    with pytest.raises(KeadaanBerubah):
        pilah_halaman(oleh=panitia, halaman=robek, acuan=a.pk, nomor=1)
    pilah_halaman(oleh=panitia, halaman=kedua, acuan=a.pk, nomor=2)
    assert keadaan(pindaian) == ["terlampir", "diganti", "terlampir"]
    lepas_halaman(oleh=panitia, halaman=kedua)
    assert keadaan(pindaian) == ["terlampir", "terlampir", "belum"]
    pilah_halaman(oleh=panitia, halaman=kedua, acuan=b.pk)  # a list that was written by hand
    lembar = lembar_sesi(g, b.pk)[0]
    assert (lembar.ada, lembar.dari, lembar.lepas) == (0, 0, 1)
    lepas_halaman(oleh=panitia, halaman=kedua)
    buang_halaman(oleh=panitia, halaman=kedua)
    assert keadaan(pindaian)[2] == "dibuang"


def test_the_database_keeps_one_page_per_sheet_and_no_state_without_its_parts(g, panitia):
    satu = cetak(g, panitia, langkah.sesi(g)[0])[0]
    halaman = unggah(g, panitia, fotokopi.salin(satu)).halaman.get()
    baris = {"pindaian": halaman.pindaian, "berkas": halaman.berkas, "gambar": halaman.gambar, "urutan": 9}
    for salah in (
        {"keadaan": "terlampir", "lembar": halaman.lembar, "acuan": halaman.acuan},
        {"keadaan": "terlampir"},
        {"keadaan": "belum", "acuan": halaman.acuan},
        {"keadaan": "asing"},
        {"keadaan": "belum", "urutan": 1},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            HalamanPindaian.objects.create(**(baris | salah))
    with pytest.raises(InternalError), transaction.atomic():
        HalamanPindaian.objects.filter(pk=halaman.pk).update(keadaan="kosong", acuan=None)
    with pytest.raises(InternalError), transaction.atomic():
        LembarCetak.objects.update(halaman=2)


def test_what_is_no_whole_open_pdf_is_refused_in_words_and_nothing_is_stored(g, panitia, client, monkeypatch):
    polos = fotokopi.jadi_pdf(fotokopi.BELAKANG, fotokopi.BELAKANG)
    terkunci = io.BytesIO()
    with pikepdf.open(io.BytesIO(polos)) as pdf:
        pdf.save(terkunci, encryption=pikepdf.Encryption(owner="a", user="b"))
    foto = io.BytesIO()
    fotokopi.BELAKANG.save(foto, "JPEG")
    client.force_login(panitia)
    alamat = f"/admin/gelombang/{g.slug}/kertas/pindaian/"
    monkeypatch.setattr(lembar_kertas, "HALAMAN_MAKS", 1)
    for isi, kalimat in (
        (terkunci.getvalue(), "dikunci dengan kata sandi"),
        (polos[: len(polos) // 3], "rusak atau tidak lengkap"),
        (foto.getvalue(), "Yang diterima: PDF"),
        (polos, "PDF ini 2 halaman; paling banyak 1"),
    ):
        jawaban = client.post(alamat, {"berkas": SimpleUploadedFile("pindaian.pdf", isi)})
        assert jawaban.status_code == 400
        assert kalimat in jawaban.text
    assert not PindaianKertas.objects.exists()
    assert not Berkas.objects.exists()
    assert not Pekerjaan.objects.exists()


def test_a_clerk_uploads_sorts_and_reads_it_beside_the_attendance(g, panitia, client):
    sesi = langkah.sesi(g)[0]
    satu, dua = cetak(g, panitia, sesi)
    client.force_login(panitia)
    TerbitanSesi.objects.update(
        mulai=timezone.now() + timedelta(hours=1), selesai=timezone.now() + timedelta(hours=2)
    )
    assert (
        "sesi masih kurang" not in client.get(f"/admin/gelombang/{g.slug}/kertas/").text
    )  # nobody has signed yet
    TerbitanSesi.objects.update(
        mulai=timezone.now() - timedelta(hours=2), selesai=timezone.now() - timedelta(hours=1)
    )
    awal = f"/admin/gelombang/{g.slug}/kertas/"
    pdf = fotokopi.jadi_pdf(fotokopi.salin(dua), fotokopi.rusak(satu), fotokopi.BELAKANG)
    jawaban = client.post(f"{awal}pindaian/", {"berkas": SimpleUploadedFile("hari-1.pdf", pdf)}, follow=True)
    assert "3 halaman diterima" in jawaban.text
    selesaikan(Pekerjaan.objects.latest("dibuat"))
    assert "1 sesi masih kurang" in client.get(f"{awal}pindaian/").text
    assert "1 dari 2 halaman" in client.get(awal).text
    pindaian = PindaianKertas.objects.get()
    berkas = pindaian.halaman.get(keadaan="belum")
    halaman = f"{awal}halaman/{berkas.pk}/"
    assert f'src="/berkas/{berkas.gambar_id}/?tampil=1"' in client.get(halaman).text
    assert client.get(f"/berkas/{berkas.gambar_id}/?tampil=1").status_code == 200
    salah = client.post(halaman, {"laku": "lampirkan", "acuan": sesi.pk, "nomor": 7})
    assert "Halaman itu tidak ada pada yang dicetak" in salah.text
    lanjut = client.post(halaman, {"laku": "lampirkan", "acuan": sesi.pk, "nomor": 1}, follow=True)
    assert "halaman 1 dari 2 (dipilah tangan)" in lanjut.text
    presensi = client.get(f"/admin/gelombang/{g.slug}/presensi/{sesi.pk}/").text
    assert "2 dari 2 halaman" in " ".join(presensi.split())
    assert f"/berkas/{berkas.gambar_id}/?tampil=1" in presensi
    unduhan = client.get(f"/admin/gelombang/{g.slug}/presensi/{sesi.pk}/lembar/")
    assert unduhan["Content-Type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(b"".join(unduhan.streaming_content))) as pdf:
        assert len(pdf.pages) == 2
    assert "Semua lembar dari sesi yang sudah berlangsung telah kembali" in client.get(awal).text


def test_a_sheet_of_another_gelombang_is_named_and_of_another_office_is_not(g, panitia, client, unit):
    lain = buat.gelombang(mulai=40, dibuka=False, sebutan="Gelombang Lain")
    langkah.rombongan(lain, 1, unit["b1"], awal=300)
    [asing] = cetak(lain, panitia, langkah.sesi(lain)[0])
    pindaian = unggah(g, panitia, fotokopi.salin(asing))
    client.force_login(panitia)
    alamat = f"/admin/gelombang/{g.slug}/kertas/pindaian/{pindaian.pk}/"
    assert "Lembar ini dari Diklat Pelayanan Prima Gelombang Lain" in client.get(alamat).text
    halaman = pindaian.halaman.get()
    padang = buat.instansi("padang")
    baru = LembarCetak.objects.create(
        instansi=padang, jenis=JENIS_LEMBAR, perihal="gelombang:0", perihal_nama="Diklat Rahasia", acuan=1,
        acuan_nama="Sesi", halaman=1, dari=1,
    )  # fmt: skip
    HalamanPindaian.objects.filter(pk=halaman.pk).update(lembar=baru)
    jawaban = client.get(alamat).text
    assert "Lembar ini dari gelombang lain" in jawaban
    assert "Rahasia" not in jawaban


def test_nobody_of_another_office_sees_or_sorts_a_page_and_a_reader_only_looks(g, panitia, client):
    satu = cetak(g, panitia, langkah.sesi(g)[0])[0]
    pindaian = unggah(g, panitia, fotokopi.rusak(satu))
    halaman = pindaian.halaman.get()
    lain, pimpinan = buat.akun("panitia", "padang"), buat.akun("pimpinan")
    alamat = [
        f"/admin/gelombang/{g.slug}/kertas/halaman/{halaman.pk}/",
        f"/admin/gelombang/{g.slug}/kertas/pindaian/{pindaian.pk}/",
        f"/berkas/{halaman.gambar_id}/",
        f"/berkas/{pindaian.berkas_id}/",
    ]
    for akun, status in ((lain, 404), (pimpinan, 200), (panitia, 200)):
        client.force_login(akun)
        assert [client.get(satu).status_code for satu in alamat] == [status] * 4
    client.force_login(pimpinan)
    assert client.post(alamat[0], {"laku": "buang"}).status_code == 404
    for akun, galat in ((lain, TidakDitemukan), (pimpinan, TidakBerhak)):
        for laku in (buang_halaman, lepas_halaman):
            with pytest.raises(galat):
                laku(oleh=akun, halaman=halaman)
        with pytest.raises(galat):
            pilah_halaman(oleh=akun, halaman=halaman, acuan=1)
        with pytest.raises(galat):
            unggah_pindaian(
                oleh=akun, instansi=g.instansi, jenis=JENIS_LEMBAR, perihal=perihal(g), isi=b"", nama="x.pdf"
            )
    asing = buat.gelombang(mulai=50)
    client.force_login(panitia)
    assert client.get(f"/admin/gelombang/{asing.slug}/kertas/halaman/{halaman.pk}/").status_code == 404


def test_a_camera_that_reads_a_sheet_learns_nothing(client):
    satu, lain = client.get("/lembar/7K4M-XQ2P-9TRC-WDEH/"), client.get("/lembar/x/")
    assert satu.status_code == lain.status_code == 200
    assert satu.content == lain.content


def test_the_pages_of_one_scan_do_not_carry_each_other(g, panitia):
    """Some copiers give all pages one list of pictures."""
    pdf = io.BytesIO()
    with pikepdf.open(io.BytesIO(fotokopi.jadi_pdf(fotokopi.BELAKANG, fotokopi.BELAKANG))) as asal:
        bersama = pikepdf.Dictionary()
        for n, halaman in enumerate(asal.pages):
            [nama] = halaman.Resources.XObject.keys()
            bersama[f"/Im{n}"] = halaman.Resources.XObject[nama]
            halaman.Contents = asal.make_stream(b"q 595 0 0 842 0 0 cm /Im%d Do Q" % n)
        for halaman in asal.pages:
            halaman.Resources = pikepdf.Dictionary(XObject=bersama)
        asal.save(pdf)
    pindaian = unggah_pindaian(
        oleh=panitia, instansi=g.instansi, jenis=JENIS_LEMBAR, perihal=perihal(g), isi=pdf, nama="a.pdf"
    )
    selesaikan(Pekerjaan.objects.latest("dibuat"))
    assert keadaan(pindaian) == ["kosong", "kosong"]
    for halaman in pindaian.halaman.all():
        assert halaman.berkas.ukuran < pindaian.berkas.ukuran * 0.7
    assert teks(fotokopi.isi(pindaian.halaman.first().berkas)).strip() == ""
