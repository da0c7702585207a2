"""Papers of a seminar on paper: printed in one run and each apart, signed with a pen, back in one bulk scan."""

from __future__ import annotations

import io
import zipfile

import pikepdf
import pytest
import zxingcpp
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kantor.galat import TidakBerhak, TidakValid
from kantor.models import HalamanPindaian, LembarCetak, Pekerjaan, Peran
from kantor.services.lembar_kertas import pilah_halaman, unggah_pindaian
from penilaian.models import LembarNilai, NaskahAcara, Seminar
from penilaian.queries.naskah_acara import LEMBAR_NASKAH, LEMBAR_NILAI
from penilaian.services.cetak_lembar_nilai import cetak_lembar_nilai
from penilaian.services.cetak_naskah import ZIP, cetak_naskah
from penilaian.services.naskah_acara import buat_berita_acara, buat_kesepakatan, catat_tinta, koreksi
from peserta.queries.daftar_hadir import perihal
from tests.dokumen.cetak.bahan import teks
from tests.kantor.bantu import selesaikan
from tests.penilaian import acara, siap
from tests.peserta import buat, fotokopi, langkah

pytestmark = pytest.mark.django_db


@pytest.fixture
def panitia():
    return buat.akun("panitia")


@pytest.fixture
def tim():
    return siap.penguji(3)


@pytest.fixture
def s(panitia, tim):
    return acara.selesai(panitia, tim)


def tercetak(pekerjaan: Pekerjaan) -> bytes:
    selesaikan(pekerjaan)
    assert pekerjaan.status == "selesai", pekerjaan.galat
    return fotokopi.isi(pekerjaan.hasil)


def unggah(s: Seminar, panitia, jenis: str, *gambar) -> None:
    unggah_pindaian(
        oleh=panitia,
        instansi=s.gelombang.instansi,
        jenis=jenis,
        perihal=perihal(s.gelombang),
        isi=fotokopi.jadi_pdf(*gambar),
        nama="pindaian.pdf",
    )
    pekerjaan = Pekerjaan.objects.filter(jenis="pilah_pindaian").latest("dibuat")
    selesaikan(pekerjaan)
    assert pekerjaan.status == "selesai", pekerjaan.galat


def keadaan() -> dict[str, int]:
    semua = list(HalamanPindaian.objects.values_list("keadaan", flat=True))
    return {k: semua.count(k) for k in set(semua)}


def test_one_run_is_one_pdf_in_the_order_asked_for_and_each_apart(s, panitia, tim):
    satu, dua = acara.berita_acara(panitia, s)
    isi = tercetak(cetak_naskah(oleh=panitia, seminar=s, naskah=[dua.pk, satu.pk]))
    kata = teks(isi)
    assert kata.index(dua.hal) < kata.index(satu.hal)
    for kalimat in (
        "BERITA ACARA SEMINAR RENCANA AKSI",
        "84,00",
        tim[0].nama,
        "Ketua Tim Penguji",
        satu.sidik[:8],
    ):
        assert kalimat.lower() in kata.lower()
    satu.refresh_from_db()
    assert satu.hal in teks(fotokopi.isi(satu.berkas))
    arsip = tercetak(cetak_naskah(oleh=panitia, seminar=s, naskah=[dua.pk, satu.pk], bentuk=ZIP))
    nama = zipfile.ZipFile(io.BytesIO(arsip)).namelist()
    assert [n[:4] for n in nama] == ["001_", "002_"]
    with pytest.raises(TidakValid):
        cetak_naskah(oleh=panitia, seminar=s, naskah=[])
    with pytest.raises(TidakBerhak):
        cetak_naskah(oleh=buat.akun("pimpinan"), seminar=s, naskah=[satu.pk])


def test_every_page_has_a_code_of_its_own_that_a_phone_reads(s, panitia):
    [n, _] = acara.berita_acara(panitia, s)
    halaman = fotokopi.halaman(tercetak(cetak_naskah(oleh=panitia, seminar=s, naskah=[n.pk])))
    terbaca = [zxingcpp.read_barcode(satu).text for satu in halaman]
    lembar = LembarCetak.objects.filter(jenis=LEMBAR_NASKAH, acuan=n.pk).order_by("halaman")
    assert [alamat.rstrip("/").rsplit("/", 1)[1] for alamat in terbaca] == [x.kode for x in lembar]


def test_the_whole_paper_is_printed_by_itself_with_time_and_kind_of_every_approval(s, panitia, tim):
    [n, _] = acara.berita_acara(panitia, s)
    for p in tim:
        acara.setuju(p, n)
    pekerjaan = Pekerjaan.objects.get(jenis="cetak_naskah_lengkap")
    kata = " ".join(teks(tercetak(pekerjaan)).split())
    assert kata.count("Disetujui secara elektronik internal") == 3
    assert f"mencocokkannya pada halaman naskah ini setelah masuk di {settings.PORTAL_URL}" in kata
    assert "bukan tanda tangan elektronik tersertifikasi" in kata
    assert not LembarCetak.objects.exists()  # nobody signs it with a pen any more


def test_every_page_says_whose_paper_it_is(s, panitia):
    [n, _] = acara.berita_acara(panitia, s)
    koreksi(oleh=panitia, naskah=n, alasan="Nilai keliru")
    [baru] = buat_berita_acara(oleh=panitia, seminar=s, giliran=[n.giliran_id]).dibuat
    pdf = tercetak(cetak_naskah(oleh=panitia, seminar=s, naskah=[baru.pk]))
    with pikepdf.open(io.BytesIO(pdf)) as dokumen:
        banyak = len(dokumen.pages)
    kata = " ".join(teks(pdf).split())
    for halaman in range(1, banyak + 1):
        assert f"Rencana Aksi · {n.hal} · Versi 2 · Halaman {halaman} dari {banyak}" in kata


def test_a_paper_that_was_replaced_says_so(s, panitia):
    [n, _] = acara.berita_acara(panitia, s)
    koreksi(oleh=panitia, naskah=n, alasan="Nilai keliru")
    assert "Tidak berlaku lagi. Nilai keliru" in teks(
        tercetak(cetak_naskah(oleh=panitia, seminar=s, naskah=[n.pk]))
    )


def test_wet_ink_comes_back_in_one_scan_and_is_recorded_once_its_sheets_are_all_there(s, panitia, tim):
    kesepakatan = buat_kesepakatan(oleh=panitia, seminar=s).dibuat
    berita = acara.berita_acara(panitia, s)
    naskah = [*berita, *kesepakatan]
    halaman = {}
    for n in naskah:
        pdf = tercetak(cetak_naskah(oleh=panitia, seminar=s, naskah=[n.pk]))
        halaman[n.pk] = fotokopi.halaman(pdf)
    acara.setuju(tim[0], berita[0])
    semua = [satu for n in reversed(naskah[1:]) for satu in halaman[n.pk]]
    kiriman = [fotokopi.salin(x, putar=180 if i % 2 else 1) for i, x in enumerate(semua)]
    unggah(s, panitia, LEMBAR_NASKAH, *kiriman, fotokopi.BELAKANG)
    assert keadaan() == {"terlampir": len(semua), "kosong": 1}
    hasil = catat_tinta(oleh=panitia, seminar=s, naskah=[n.pk for n in naskah])
    assert {n.pk for n in hasil.dibuat} == {n.pk for n in naskah[1:]}
    assert "belum lengkap" in hasil.dilewati[0]
    berita[1].refresh_from_db()
    assert berita[1].status == "lengkap"
    assert set(berita[1].pihak.values_list("cara", "oleh")) == {("tinta", panitia.pk)}
    assert not LembarNilai.objects.filter(penugasan__giliran=berita[1].giliran, terkunci=None).exists()
    # The last one cannot be read and is sorted by hand; whoever had approved in the portal stays so.
    unggah(
        s,
        panitia,
        LEMBAR_NASKAH,
        *[x.crop((0, 0, x.width, x.height * 2 // 3)) for x in halaman[berita[0].pk]],
    )
    for satu in HalamanPindaian.objects.filter(keadaan="belum").order_by("urutan"):
        pilah_halaman(oleh=panitia, halaman=satu, acuan=berita[0].pk, nomor=satu.urutan)
    catat_tinta(oleh=panitia, seminar=s, naskah=[berita[0].pk])
    berita[0].refresh_from_db()
    assert berita[0].status == "lengkap"
    assert sorted(berita[0].pihak.values_list("cara", flat=True)) == ["elektronik", "tinta", "tinta"]


def test_lembar_nilai_is_printed_for_who_has_not_sent_and_its_scan_lies_beside_what_is_keyed_in(panitia, tim):
    langkah.kantor()
    g = siap.gelombang()
    siap.rencana(g, 1, buat.pohon()["a1"])
    s = siap.berjalan(panitia, g, tim)
    siap.kirim(siap.tugas(s, tim[0]))
    pdf = tercetak(cetak_lembar_nilai(oleh=panitia, seminar=s))
    kata = teks(pdf)
    assert kata.count("LEMBAR NILAI") + kata.count("Lembar Nilai") >= 3
    assert tim[0].nama not in kata
    for kalimat in (tim[1].nama, "Kebaruan", "60%", "mulai 75: Baik", "abstain"):
        assert kalimat in kata
    tugas = siap.tugas(s, tim[1])
    gambar = fotokopi.halaman(pdf)
    unggah(s, panitia, LEMBAR_NILAI, *[fotokopi.salin(x, putar=180) for x in gambar])
    assert keadaan() == {"terlampir": len(gambar)}
    klien = Client()
    klien.force_login(panitia)
    lembar = reverse("penilaian:seminar_lembar", args=[g.slug, s.pk, tugas.pk])
    halaman = HalamanPindaian.objects.get(acuan=tugas.pk)
    assert f"/berkas/{halaman.gambar_id}/" in klien.get(lembar).content.decode()
    angka = {f"nilai-{k}": "80" for k in siap.kriteria(s)}
    klien.post(lembar, {"laku": "kertas", **angka})
    assert LembarNilai.objects.get(penugasan=tugas).pindaian == halaman.berkas


def test_whoever_still_scores_opens_no_scan_of_another_sheet(panitia, tim):
    langkah.kantor()
    g = siap.gelombang()
    siap.rencana(g, 1, buat.pohon()["a1"])
    rangkap = buat.akun("panitia")
    Peran.objects.create(pengguna=rangkap, jenis="penguji", instansi=g.instansi)
    s = siap.berjalan(panitia, g, [*tim, rangkap])
    pdf = tercetak(cetak_lembar_nilai(oleh=panitia, seminar=s, tugas=[siap.tugas(s, tim[1]).pk]))
    unggah(s, panitia, LEMBAR_NILAI, *fotokopi.halaman(pdf))
    halaman = HalamanPindaian.objects.get()
    klien, lain = Client(), Client()
    klien.force_login(rangkap)
    lain.force_login(panitia)
    for alamat in (
        reverse("peserta:pindaian_halaman", args=[g.slug, halaman.pk]),
        reverse("peserta:pindaian_satu", args=[g.slug, halaman.pindaian_id]),
        f"/berkas/{halaman.gambar_id}/",
        f"/berkas/{halaman.berkas_id}/",
    ):
        assert klien.get(alamat).status_code == 404, alamat
        assert lain.get(alamat).status_code == 200, alamat


def test_scans_are_handed_in_on_the_page_of_the_seminar_and_sorted_on_the_page_of_all_scans(s, panitia):
    [n, _] = acara.berita_acara(panitia, s)
    pdf = tercetak(cetak_naskah(oleh=panitia, seminar=s, naskah=[n.pk]))
    klien = Client()
    klien.force_login(panitia)
    alamat = reverse("penilaian:seminar_pindaian", args=[s.gelombang.slug])
    berkas = SimpleUploadedFile("scan.pdf", fotokopi.jadi_pdf(*fotokopi.halaman(pdf)), "application/pdf")
    assert klien.post(alamat, {"jenis": LEMBAR_NASKAH, "berkas": berkas}).status_code == 302
    selesaikan(Pekerjaan.objects.filter(jenis="pilah_pindaian").latest("dibuat"))
    halaman = klien.get(alamat).content.decode()
    assert "scan.pdf" in halaman
    satu = HalamanPindaian.objects.first()
    isi = klien.get(
        reverse("peserta:pindaian_satu", args=[s.gelombang.slug, satu.pindaian_id])
    ).content.decode()
    assert str(NaskahAcara.objects.get(pk=n.pk)) in isi
    assert alamat in isi
    dalam = klien.get(
        reverse("penilaian:seminar_naskah", args=[s.gelombang.slug, s.pk, n.pk])
    ).content.decode()
    assert f"/berkas/{satu.gambar_id}/" in dalam
