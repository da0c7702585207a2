"""Pages of papers: Panitia decides and makes them, signers approve, the projector says who is missing."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kantor.models import Pekerjaan, Pengguna, Surel
from penilaian.models import Giliran, NaskahAcara, Pendamping, PihakNaskah
from penilaian.services import surat_naskah
from penilaian.services.cetak_naskah import cetak_naskah
from penilaian.services.kartu import buat_kartu
from penilaian.services.naskah_acara import buat_berita_acara, buat_kesepakatan
from penilaian.services.penugasan import ganti_penguji
from peserta.services.akses import buat_akses
from tests.kantor.bantu import selesaikan
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


def test_each_tab_reminds_of_its_own_papers_and_says_before_and_after_whom(panitia, s, tim):
    for p in tim:
        Pengguna.objects.filter(pk=p.pk).update(email=f"{p.username}@contoh.example")
    acara.setuju(tim[0], *acara.berita_acara(panitia, s))
    buat_kesepakatan(oleh=panitia, seminar=s)
    klien, halaman = masuk(panitia), alamat("seminar_acara", s)
    awal = isi(klien.get(halaman))
    assert "Ingatkan 1 orang yang belum" in awal
    assert f"Satu surat tentang berita acara kepada: {tim[1].nama}<" in awal
    kata = klien.post(halaman, {"laku": "ingatkan"}, follow=True).content.decode()
    assert f"Pengingat dikirim kepada 1 orang: {tim[1].nama}" in kata
    assert "yang belum</button>" not in kata
    surat = Surel.objects.filter(jenis="naskah_menunggu")
    assert surat.get().kepada == f"{tim[1].username}@contoh.example"
    assert "Surat Kesepakatan" not in surat.get().isi
    lagi = klien.post(halaman, {"laku": "ingatkan"}, follow=True).content.decode()
    assert "1 orang tidak disurati lagi karena baru saja diingatkan" in lagi
    assert surat.count() == 1
    # The letter about the one kind does not stand in the way of the other; who has no address is named.
    lain = klien.post(alamat("seminar_kesepakatan", s), {"laku": "ingatkan"}, follow=True).content.decode()
    assert f"Pengingat dikirim kepada 2 orang: {tim[0].nama}, {tim[1].nama}" in lain
    assert "Tidak ada alamat email, ingatkan dengan cara lain: " in lain
    assert surat.count() == 3


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


def test_what_is_left_empty_keeps_the_note_and_the_day_of_the_decision_before(panitia, s):
    klien, halaman = masuk(panitia), alamat("seminar_acara", s)
    satu, dua, _ = acara.giliran(s)
    kirim = {"laku": "putuskan", "giliran": [satu], "keputusan": "perbaikan"}
    awal = {"batas_perbaikan": f"{s.tanggal:%d-%m-%Y}", "catatan": "Lengkapi data awal."}
    klien.post(halaman, kirim | awal)
    assert "Catatan: Lengkapi data awal." in isi(klien.get(halaman))
    klien.post(halaman, kirim)
    g = Giliran.objects.get(pk=satu)
    assert (g.batas_perbaikan, g.catatan_keputusan) == (s.tanggal, "Lengkapi data awal.")
    klien.post(halaman, kirim | {"keputusan": "diterima", "giliran": [satu, dua]})
    g.refresh_from_db()
    assert (g.keputusan, g.batas_perbaikan, g.catatan_keputusan) == ("diterima", None, "Lengkapi data awal.")
    klien.post(halaman, kirim | {"keputusan": "diterima", "hapus_catatan": "on"})
    g.refresh_from_db()
    assert g.catatan_keputusan == ""


def test_a_refused_act_says_what_to_do_and_keeps_what_was_ticked(panitia, s):
    klien, halaman = masuk(panitia), alamat("seminar_acara", s)
    _, dua, _ = acara.giliran(s)
    kosong = klien.post(halaman, {"laku": "buat"})
    assert "Centang dahulu rencana aksi" in kosong.content.decode()
    acara.berita_acara(panitia, s)
    tetap = klien.post(halaman, {"laku": "putuskan", "giliran": [dua], "keputusan": "ditolak"})
    assert tetap.status_code == 400
    assert "Berita acaranya sudah dibuat" in tetap.content.decode()
    assert re.findall(r'value="(\d+)"\s+checked', tetap.content.decode()) == [str(dua)]


def test_a_decision_before_the_scores_are_in_is_kept_with_a_warning(panitia, tim):
    langkah.kantor()
    g = siap.gelombang()
    siap.rencana(g, 1, buat.pohon()["a1"])
    s = siap.berjalan(panitia, g, tim)
    kirim = {"laku": "putuskan", "giliran": acara.giliran(s), "keputusan": "diterima"}
    kata = masuk(panitia).post(alamat("seminar_acara", s), kirim, follow=True).content.decode()
    assert "Keputusan 1 rencana aksi tersimpan." in kata
    assert f"Belum ada nilai akhir: {Giliran.objects.get().rencana.pendaftaran.nama_lengkap}" in kata


def test_a_printing_of_a_paper_taken_back_is_no_result_any_more(panitia, s):
    [n, *_] = acara.berita_acara(panitia, s)
    cetak_naskah(oleh=panitia, seminar=s, naskah=[n.pk])
    selesaikan(Pekerjaan.objects.get(jenis="cetak_naskah"))
    klien, halaman = masuk(panitia), alamat("seminar_acara", s)
    assert "Unduh hasil" in isi(klien.get(halaman))
    assert "Unduh hasil" not in isi(klien.get(alamat("seminar_kesepakatan", s)))
    klien.post(alamat("seminar_naskah", s, n.pk), {"laku": "koreksi", "alasan": "Keliru"})
    kini = isi(klien.get(halaman))
    assert "Unduh hasil" not in kini
    assert "Versi 1 ditarik untuk dikoreksi" in kini
    satu = isi(klien.get(alamat("seminar_naskah", s, n.pk)))
    assert "Ditarik untuk dikoreksi" in satu
    assert "Diganti versi lain" not in satu
    assert "halaman dipindai" not in satu
    klien.post(halaman, {"laku": "buat", "giliran": [n.giliran_id]})
    assert "Diganti versi lain" in isi(klien.get(alamat("seminar_naskah", s, n.pk)))


def test_whose_whole_letter_would_say_something_else_is_named(panitia, tim):
    langkah.kantor()
    g = siap.gelombang()
    siap.rencana(g, 3, buat.pohon()["a1"])
    s = siap.berjalan(panitia, g, tim)
    n = buat_kesepakatan(oleh=panitia, seminar=s).dibuat[0]
    p = n.giliran.rencana.pendaftaran
    peserta = Pengguna.objects.create(username="peserta-x", nama="X", pegawai=p.pegawai)
    for siapa in (peserta, Pendamping.objects.get(pendaftaran=p).pegawai.akun, *tim):
        acara.setuju(siapa, n)
    klien, halaman = masuk(panitia), alamat("seminar_kesepakatan", s)
    assert "penguji berganti" not in isi(klien.get(halaman))
    baru = siap.penguji(1)[0]
    ganti_penguji(oleh=panitia, ruang=s.ruang.get(), lama=tim[1], baru=baru, alasan="Sakit")
    assert isi(klien.get(halaman)).count("penguji berganti sejak naskah ini dibuat") == 3
    kata = klien.post(halaman, {"laku": "buat_semua"}, follow=True).content.decode()
    assert f"tarik untuk dikoreksi bila perlu: {n.hal}" in kata
    assert "2 Surat Kesepakatan tercatat." in kata
    assert isi(klien.get(halaman)).count("penguji berganti sejak naskah ini dibuat") == 1


def test_a_paper_signed_in_the_portal_asks_for_no_scan(panitia, s, tim):
    [n, *_] = acara.berita_acara(panitia, s)
    halaman = alamat("seminar_naskah", s, n.pk)
    cetak_naskah(oleh=panitia, seminar=s, naskah=[n.pk])
    selesaikan(Pekerjaan.objects.get(jenis="cetak_naskah"))
    klien = masuk(panitia)
    assert "halaman dipindai" in isi(klien.get(halaman))
    for siapa in tim:
        acara.setuju(siapa, n)
    kini = isi(klien.get(halaman))
    assert "halaman dipindai" not in kini
    assert "tidak ada lembar yang perlu dipindai" in kini


def test_the_page_that_asks_for_the_password_says_what_is_approved_and_leads_back(panitia, s, tim):
    tim[0].set_password("demo-diklat")
    tim[0].save()
    naskah = acara.berita_acara(panitia, s)
    daftar = reverse("penilaian:penguji_naskah")
    klien = masuk(tim[0], baru=False)
    halaman = isi(klien.get(daftar))
    assert "tidak diminta lagi selama 5 menit" in halaman
    tanya = isi(klien.post(daftar, {"naskah": kiriman(halaman)}, follow=True))
    assert "menyetujui 3 naskah" in tanya
    assert "pengaman akun" not in tanya
    assert f'href="{daftar}">Batal' in tanya
    satu = klien.post(daftar, {"naskah": [f"{naskah[0].pk}:{naskah[0].sidik}"]})
    assert f"menyetujui {naskah[0]}" in isi(klien.get(satu["Location"]))
    assert "pengaman akun" in isi(klien.get("/akun/pastikan/"))
    TOTP.activate(tim[0], "JBSWY3DPEHPK3PXP")
    aplikasi = isi(klien.get(f"{reverse('mfa_reauthenticate')}?{satu['Location'].partition('?')[2]}"))
    assert f"menyetujui {naskah[0]}" in aplikasi
    assert "pengaman akun" not in aplikasi
    assert f'href="{daftar}">Batal' in aplikasi
    klien.post(satu["Location"], {"password": "demo-diklat"})
    assert PihakNaskah.objects.exclude(cara="").count() == 1
    assert "tidak diminta lagi." in isi(klien.get(daftar))


def test_an_account_without_password_is_told_the_same_beside_the_code(panitia, s, tim):
    Pengguna.objects.filter(pk=tim[0].pk).update(password="!", email="penguji@contoh.example")
    tim[0].refresh_from_db()
    acara.berita_acara(panitia, s)
    daftar = reverse("penilaian:penguji_naskah")
    klien = masuk(tim[0], baru=False)
    tanya = isi(klien.post(daftar, {"naskah": kiriman(isi(klien.get(daftar)))}, follow=True))
    assert "menyetujui 3 naskah" in tanya
    assert "pengaman akun" not in tanya
    assert f'href="{daftar}">Batal' in tanya


def test_a_mentor_has_one_name_on_every_page_of_the_seminar(panitia, s):
    mentor = Pendamping.objects.first().pegawai
    mentor.gelar_depan = "Drs."
    mentor.save()
    Pengguna.objects.filter(pegawai=mentor).update(nama="Camat Contoh")
    klien = masuk(panitia)
    g = Pendamping.objects.first().pendaftaran.rencana.giliran.get()
    for nama, lain in (("seminar_satu", ()), ("seminar_nilai_satu", (g.pk,))):
        halaman = isi(klien.get(alamat(nama, s, *lain)))
        assert mentor.nama_lengkap in halaman
        assert "Camat Contoh" not in halaman


@pytest.mark.parametrize(
    ("nama", "paling"), [("seminar_acara", 17), ("seminar_kesepakatan", 14), ("seminar_naskah_layar", 13)]
)
def test_lists_ask_the_database_the_same_for_one_plan_and_for_many(panitia, tim, nama, paling):
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
    assert hitung[0] == hitung[1] <= paling, hitung


def test_the_first_page_of_panitia_counts_papers_and_people_that_wait(panitia, s, tim):
    klien = masuk(panitia)
    acara.berita_acara(panitia, s)
    acara.setuju(tim[0], *NaskahAcara.objects.all())
    halaman = isi(klien.get(reverse("hari_ini")))
    assert "Naskah seminar menunggu tanda tangan" in halaman
    assert f"1 orang belum · {s.nama}" in halaman
    assert f"{alamat('seminar_acara', s)}?kelompok=menunggu" in halaman
    # Both mentors, three peserta, both examiners.
    buat_kesepakatan(oleh=panitia, seminar=s)
    assert f"7 orang belum · {s.nama}" in isi(klien.get(reverse("hari_ini")))
    assert "menunggu tanda tangan" not in isi(masuk(buat.akun("pimpinan")).get(reverse("hari_ini")))
