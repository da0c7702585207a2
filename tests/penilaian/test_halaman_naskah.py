"""Pages of papers: Panitia decides and makes them, signers approve, the projector says who is missing."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kantor.models import Pengguna, Surel
from penilaian.models import Giliran, NaskahAcara, Pendamping, PihakNaskah
from penilaian.services import surat_naskah
from penilaian.services.kartu import buat_kartu
from penilaian.services.naskah_acara import buat_berita_acara, buat_kesepakatan
from penilaian.services.penugasan import ganti_penguji
from peserta.services.akses import buat_akses
from tests.penilaian import acara, siap
from tests.peserta import buat, langkah

pytestmark = pytest.mark.django_db


@pytest.fixture
def panitia():
    return buat.akun("panitia")


@pytest.fixture
def tim():
    return siap.penguji(2)


@pytest.fixture
def s(panitia, tim):
    return acara.selesai(panitia, tim, 3)


def masuk(siapa: Pengguna, *, baru: bool = True) -> Client:
    klien = Client()
    klien.force_login(siapa)
    if baru:
        sesi = klien.session
        sesi["account_authentication_methods_user"] = str(siapa.pk)
        sesi["account_authentication_methods"] = [
            {"method": "password", "at": timezone.now().timestamp(), "reauthenticated": True}
        ]
        sesi.save()
    return klien


def alamat(nama: str, s, *lain) -> str:
    return reverse(f"penilaian:{nama}", args=[s.gelombang.slug, s.pk, *lain])


def isi(jawaban) -> str:
    assert jawaban.status_code == 200, jawaban.content.decode()[:1500]
    return jawaban.content.decode()


def kiriman(halaman: str) -> list[str]:
    return re.findall(r'name="naskah" value="([^"]+)"', halaman)


def test_panitia_decides_in_bulk_makes_the_papers_and_sees_who_is_missing(panitia, s, tim):
    Giliran.objects.update(keputusan="")
    klien, halaman = masuk(panitia), alamat("seminar_acara", s)
    assert "belum diputuskan" in isi(klien.get(halaman))
    satu, dua, tiga = acara.giliran(s)
    salah = klien.post(halaman, {"laku": "putuskan", "giliran": [satu, dua], "keputusan": "perbaikan"})
    assert "Isi sampai kapan" in salah.content.decode()
    batas = f"{s.tanggal:%d-%m-%Y}"
    kirim = {"laku": "putuskan", "giliran": [satu, dua], "keputusan": "perbaikan", "batas_perbaikan": batas}
    assert klien.post(halaman, kirim).status_code == 302
    klien.post(halaman, {"laku": "buat", "giliran": [satu, dua, tiga]})
    kini = isi(klien.get(halaman))
    assert "0 dari 2 tanda tangan" in kini
    assert f"belum: {tim[0].nama}" in kini
    assert "belum diputuskan" in kini
    assert NaskahAcara.objects.count() == 2
    assert isi(klien.get(f"{halaman}?kelompok=belum")).count('name="giliran"') == 1
    naskah = isi(klien.get(alamat("seminar_naskah", s, NaskahAcara.objects.first().pk)))
    assert "Berita Acara Seminar Rencana Aksi" in naskah
    assert "SHA-256" in naskah


def test_pimpinan_reads_and_changes_nothing_others_find_no_such_page(s, tim, panitia):
    [n, *_] = acara.berita_acara(panitia, s)
    pimpinan = masuk(buat.akun("pimpinan"))
    for nama, lain in (("seminar_acara", ()), ("seminar_kesepakatan", ()), ("seminar_naskah", (n.pk,))):
        assert pimpinan.get(alamat(nama, s, *lain)).status_code == 200
        assert pimpinan.post(alamat(nama, s, *lain), {"laku": "buat_semua"}).status_code == 404
        assert masuk(tim[0]).get(alamat(nama, s, *lain)).status_code == 404


def test_an_examiner_approves_all_of_the_day_after_proving_who_it_is(panitia, s, tim):
    naskah = acara.berita_acara(panitia, s)
    daftar = reverse("penilaian:penguji_naskah")
    lupa = masuk(tim[0], baru=False)
    halaman = isi(lupa.get(daftar))
    assert "3 dari 3 menunggu Anda" in halaman
    assert "tanda tangan elektronik" not in halaman.lower()
    jawaban = lupa.post(daftar, {"naskah": kiriman(halaman)})
    assert jawaban["Location"].startswith("/akun/pastikan/")
    assert not PihakNaskah.objects.exclude(cara="").exists()
    klien = masuk(tim[0])
    assert klien.post(daftar, {"naskah": kiriman(halaman)}, REMOTE_ADDR="10.9.8.7").status_code == 302
    tanda = PihakNaskah.objects.filter(pengguna=tim[0])
    assert {(p.cara, p.alamat, p.bukti) for p in tanda} == {("elektronik", "10.9.8.7", "sandi")}
    assert "semua sudah Anda tandatangani" in isi(klien.get(daftar))
    satu = isi(masuk(tim[1]).get(reverse("penilaian:penguji_naskah_satu", args=[naskah[0].pk])))
    assert naskah[0].sidik in satu
    assert "Setujui naskah ini" in satu
    asing = siap.penguji(1)[0]
    assert masuk(asing).get(reverse("penilaian:penguji_naskah_satu", args=[naskah[0].pk])).status_code == 404
    kirim = masuk(asing).post(daftar, {"naskah": kiriman(halaman)}, follow=True)
    assert "tidak ditemukan" in kirim.content.decode()


def test_a_guest_with_a_card_proves_it_by_the_pin(panitia, tim):
    langkah.kantor()
    g = siap.gelombang()
    siap.rencana(g, 1, buat.pohon()["a1"])
    s = siap.berjalan(panitia, g, tim)
    kartu = buat_kartu(oleh=panitia, seminar=s, nama="Tamu Penguji")
    tamu = kartu.kartu.penguji
    ganti_penguji(oleh=panitia, ruang=s.ruang.get(), lama=tim[1], baru=tamu, alasan="Sakit")
    acara.kirim_semua(s)
    Giliran.objects.update(keputusan="diterima")
    [n] = acara.berita_acara(panitia, s)
    klien, daftar = masuk(tamu, baru=False), reverse("penilaian:penguji_naskah")
    kirim = {"naskah": kiriman(isi(klien.get(daftar))), "pin": "000000" if kartu.pin != "000000" else "1"}
    assert "PIN tidak cocok" in klien.post(daftar, kirim, follow=True).content.decode()
    assert not n.pihak.exclude(cara="").exists()
    klien.post(daftar, kirim | {"pin": kartu.pin})
    assert n.pihak.get(pengguna=tamu).bukti == "kartu"


def test_three_parties_sign_each_in_their_own_room_and_the_projector_says_who_is_missing(panitia, s, tim):
    klien = masuk(panitia)
    klien.post(alamat("seminar_kesepakatan", s), {"laku": "buat_semua"})
    n = NaskahAcara.objects.order_by("giliran__urutan").first()
    p = n.giliran.rencana.pendaftaran
    layar = alamat("seminar_naskah_layar", s)
    semula = isi(klien.get(layar))
    assert semula.count(p.nama_lengkap) == 1  # the peserta signs too, and is not named twice
    assert "84,00" not in semula
    peserta = Pengguna.objects.create(username="peserta-x", nama="X", pegawai=p.pegawai)
    milik = reverse("penilaian:saya_kesepakatan", args=[p.nomor])
    masuk(peserta).post(milik, {"naskah": [f"{n.pk}:{n.sidik}"]})
    mentor = Pendamping.objects.get(pendaftaran=p).pegawai.akun
    halaman = isi(masuk(mentor).get(reverse("penilaian:mentor_naskah")))
    masuk(mentor).post(reverse("penilaian:mentor_naskah"), {"naskah": kiriman(halaman)})
    assert [x.cara for x in n.pihak.order_by("urutan")] == ["elektronik", "elektronik", "", ""]
    kini = isi(klien.get(layar))
    assert f"Mentor: {mentor.pegawai.nama_lengkap}" not in kini
    for satu in tim:
        acara.setuju(satu, n)
    n.refresh_from_db()
    assert n.status == "lengkap"
    assert "<strong>1</strong> dari 3 lengkap" in isi(klien.get(layar))
    orang_lain = masuk(mentor).get(milik)
    assert orang_lain.status_code == 404


def test_whoever_comes_with_the_key_reads_and_signs_in_to_approve(panitia, s):
    n = buat_kesepakatan(oleh=panitia, seminar=s).dibuat[0]
    kunci = buat_akses(pendaftaran=n.giliran.rencana.pendaftaran)
    pintu = reverse("penilaian:akses_kesepakatan", args=[kunci])
    halaman = isi(Client().get(pintu))
    assert "Masuk untuk menyetujui" in halaman
    assert not kiriman(halaman)
    jawaban = Client().post(pintu, {"naskah": [f"{n.pk}:{n.sidik}"]})
    assert jawaban["Location"].startswith("/masuk/")
    assert not n.pihak.exclude(cara="").exists()
    assert "Surat Kesepakatan" in isi(Client().get(reverse("peserta:akses", args=[kunci])))


def test_who_has_not_signed_gets_one_letter_not_two(panitia, s, tim):
    for p in tim:
        Pengguna.objects.filter(pk=p.pk).update(email=f"{p.username}@contoh.example")
    acara.berita_acara(panitia, s)
    acara.setuju(tim[0], *NaskahAcara.objects.all())
    klien = masuk(panitia)
    klien.post(alamat("seminar_acara", s), {"laku": "ingatkan"})
    surat = Surel.objects.filter(jenis="naskah_menunggu")
    assert [x.kepada for x in surat] == [f"{tim[1].username}@contoh.example"]
    klien.post(alamat("seminar_acara", s), {"laku": "ingatkan"})
    assert surat.count() == 1


def test_by_the_clock_a_letter_goes_a_day_later_and_then_every_third_day(panitia, s, tim, monkeypatch):
    Pengguna.objects.filter(pk=tim[0].pk).update(email="penguji@contoh.example")
    monkeypatch.setattr(surat_naskah, "JAM_KERJA", range(24))
    kini = timezone.now()
    buat_berita_acara(oleh=panitia, seminar=s, giliran=acara.giliran(s)[:1], pada=kini)
    assert surat_naskah.pengingat_berkala() == 0
    lama = kini - timedelta(days=2)
    buat_berita_acara(oleh=panitia, seminar=s, giliran=acara.giliran(s)[1:], pada=lama)
    assert surat_naskah.pengingat_berkala() == 1
    assert surat_naskah.pengingat_berkala() == 0
    Surel.objects.filter(jenis="naskah_menunggu").update(dibuat=kini - timedelta(days=4))
    assert surat_naskah.pengingat_berkala() == 1


def test_a_correction_from_the_page_keeps_both_versions_readable(panitia, s, tim):
    [n, *_] = acara.berita_acara(panitia, s)
    klien, halaman = masuk(panitia), alamat("seminar_naskah", s, n.pk)
    assert klien.post(halaman, {"laku": "koreksi"}).status_code == 400
    klien.post(halaman, {"laku": "koreksi", "alasan": "Keputusan keliru"})
    klien.post(alamat("seminar_acara", s), {"laku": "buat", "giliran": [n.giliran_id]})
    baru = NaskahAcara.objects.get(giliran=n.giliran, versi=2)
    assert "Keputusan keliru" in isi(klien.get(halaman))
    assert "Versi 1" in isi(klien.get(alamat("seminar_naskah", s, baru.pk)))


@pytest.mark.parametrize("nama", ["seminar_acara", "seminar_kesepakatan", "seminar_naskah_layar"])
def test_lists_ask_the_database_the_same_for_one_plan_and_for_many(panitia, tim, nama):
    langkah.kantor()
    hitung = []
    unit = buat.pohon()["a1"]
    for banyak in (1, 5):
        g = siap.gelombang(sebutan=f"G{banyak}")
        siap.rencana(g, banyak, unit)
        s = siap.berjalan(
            panitia, g, siap.penguji(2), nama=f"S{banyak}", rubrik_=siap.rubrik(panitia, nama=f"R{banyak}")
        )
        acara.kirim_semua(s)
        Giliran.objects.filter(seminar=s).update(keputusan="diterima")
        acara.berita_acara(panitia, s)
        buat_kesepakatan(oleh=panitia, seminar=s)
        klien = masuk(panitia)
        klien.get(alamat(nama, s))
        with CaptureQueriesContext(
            connection,
        ) as c:
            isi(klien.get(alamat(nama, s)))
        hitung.append(len(c))
    assert hitung[0] == hitung[1], hitung
