"""Mentor and coach: invited, their one page, the private address, approval, handover, paraf."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kantor.galat import KeadaanBerubah, TidakDitemukan, TidakValid
from kantor.models import Peran, Surel
from penilaian.models import (
    Bimbingan,
    Pendamping,
    Penugasan,
    PintuMentor,
    RencanaAksi,
    StatusPendamping,
    StatusRencana,
    TanggapanRencana,
)
from penilaian.queries.pendamping import jumlah_menunggu, yang_menunggu
from penilaian.services.bimbingan import catat_bimbingan, catat_review, paraf
from penilaian.services.pendamping import (
    ganti_pintu,
    ingatkan_mentor,
    jawab_kesediaan,
    serah_terima,
    tunjuk_banyak,
    tunjuk_pendamping,
)
from penilaian.services.surat_rencana import pintu_mentor
from penilaian.services.tanggapan import setujui
from tests.penilaian import rencana as buat_rencana
from tests.penilaian import siap
from tests.peserta import buat, langkah

pytestmark = pytest.mark.django_db


@pytest.fixture
def s():
    return buat_rencana.latar()


def masuk(orang, *, baru: bool = True) -> Client:
    """A client of this mentor; `baru`: who has just proved who it is."""
    klien = Client()
    klien.force_login(buat_rencana.akun(orang))
    if baru:
        sesi = klien.session
        sesi["account_authentication_methods"] = [
            {"method": "password", "at": timezone.now().timestamp(), "reauthenticated": True}
        ]
        sesi.save()
    return klien


def test_an_invitation_makes_account_room_address_and_letter(s):
    orang = buat_rencana.pegawai(0, s.unit["a"])
    buat_rencana.akun(orang)
    tunjuk_pendamping(oleh=s.panitia, pendaftaran=s.orang[0], pegawai=orang, kapasitas="plt")
    baris = Pendamping.objects.get()
    assert (baris.status, baris.jabatan_cetak) == (StatusPendamping.DIUNDANG, "Plt. Camat Contoh")
    assert Peran.objects.filter(pengguna__pegawai=orang, jenis="mentor", aktif=True).exists()
    surat = Surel.objects.get(jenis="mentor_undangan")
    assert f"/mentor/{PintuMentor.objects.get().kode}/" in surat.isi


def test_whoever_declines_names_another_and_panitia_confirms(s):
    mentor = buat_rencana.mentor(s, bersedia=False)
    oleh = buat_rencana.akun(mentor.pegawai)
    with pytest.raises(TidakValid):
        jawab_kesediaan(oleh=oleh, pendamping=mentor, bersedia=False)
    jawab_kesediaan(
        oleh=oleh, pendamping=mentor, bersedia=False, alasan="Pindah tugas", usul_pengganti="Bu Ani"
    )
    with pytest.raises(KeadaanBerubah):
        jawab_kesediaan(oleh=oleh, pendamping=mentor, bersedia=True)
    with pytest.raises(TidakDitemukan):
        jawab_kesediaan(oleh=s.panitia, pendamping=mentor, bersedia=True)
    klien = Client()
    klien.force_login(s.panitia)
    halaman = klien.get(
        f"/admin/gelombang/{s.g.slug}/rencana/{s.orang[0].nomor}/pendamping/"
    ).content.decode()
    assert "Bu Ani" in halaman
    buat_rencana.mentor(s, orang=buat_rencana.pegawai(1, s.unit["a"]))
    assert "Bu Ani" in klien.get(f"/admin/gelombang/{s.g.slug}/rencana/{s.orang[0].nomor}/").content.decode()


def test_a_handover_keeps_old_approvals_and_moves_what_waits():
    s = buat_rencana.latar(2)
    lama = buat_rencana.pegawai(0, s.unit["a"])
    for p in s.orang:
        buat_rencana.mentor(s, p, orang=lama)
        buat_rencana.kirim(s, p)
    setujui(oleh=buat_rencana.akun(lama), pendaftaran=s.orang[0], versi=1)
    baru = buat_rencana.pegawai(1, s.unit["a"])
    with pytest.raises(TidakValid):
        serah_terima(oleh=s.panitia, gelombang=s.g, dari=lama, ke=baru, alasan=" ")
    assert (
        serah_terima(oleh=s.panitia, gelombang=s.g, dari=lama, ke=baru, kapasitas="plt", alasan="Rotasi") == 2
    )
    jawaban = TanggapanRencana.objects.get()
    assert (jawaban.nama, jawaban.jabatan, jawaban.pendamping.pegawai) == (
        lama.nama_lengkap,
        "Camat Contoh",
        lama,
    )
    with pytest.raises(TidakDitemukan):
        setujui(oleh=buat_rencana.akun(lama), pendaftaran=s.orang[1], versi=1)
    undangan = Pendamping.objects.get(pendaftaran=s.orang[1], pegawai=baru)
    jawab_kesediaan(oleh=buat_rencana.akun(baru), pendamping=undangan, bersedia=True)
    assert (
        setujui(oleh=buat_rencana.akun(baru), pendaftaran=s.orang[1], versi=1).jabatan == "Plt. Camat Contoh"
    )


def test_nobody_is_the_own_mentor_and_one_mentor_at_a_time(s):
    with pytest.raises(TidakValid):
        tunjuk_pendamping(oleh=s.panitia, pendaftaran=s.orang[0], pegawai=s.orang[0].pegawai)
    mentor = buat_rencana.mentor(s)
    with pytest.raises(KeadaanBerubah):
        tunjuk_pendamping(oleh=s.panitia, pendaftaran=s.orang[0], pegawai=mentor.pegawai)
    with pytest.raises(TidakValid):  # a handover without a reason
        tunjuk_pendamping(
            oleh=s.panitia, pendaftaran=s.orang[0], pegawai=buat_rencana.pegawai(1, s.unit["a"])
        )


def test_mentors_of_many_are_found_by_atasan_or_as_the_camat():
    s = buat_rencana.latar(3)
    camat = buat_rencana.pegawai(0, s.unit["a"], "Plt. Camat Medan Kota")
    buat_rencana.pegawai(1, s.unit["a"], "Camatan bukan jabatan")
    atasan = buat_rencana.pegawai(2, s.unit["a1"], "Lurah Pusat Pasar")
    s.orang[0].pegawai.atasan = atasan
    s.orang[0].pegawai.save()
    semua = [p.pk for p in s.orang]
    hasil = tunjuk_banyak(oleh=s.panitia, gelombang=s.g, pilihan=semua, cara="atasan")
    assert (hasil.ditunjuk, len(hasil.tanpa)) == (1, 2)
    assert tunjuk_banyak(oleh=s.panitia, gelombang=s.g, pilihan=semua, cara="camat").ditunjuk == 2
    baris = Pendamping.objects.filter(pegawai=camat).first()
    assert (baris.kapasitas, baris.jabatan) == ("plt", "Camat Medan Kota")


def test_one_page_shows_everything_that_waits_and_costs_the_same_for_seven(client):
    s = buat_rencana.latar(8)
    orang = buat_rencana.pegawai(0, s.unit["a"])
    buat_rencana.mentor(s, s.orang[0], orang=orang)
    buat_rencana.kirim(s, s.orang[0])
    klien = masuk(orang)
    halaman = klien.get("/mentor/").content.decode()
    assert "Persetujuan Mentor" in halaman
    assert "Arsip Rapi" in halaman
    klien.get("/mentor/")
    with CaptureQueriesContext(connection) as satu:
        klien.get("/mentor/")
    for p in s.orang[1:]:
        buat_rencana.mentor(s, p, orang=orang)
        buat_rencana.kirim(s, p)
    with CaptureQueriesContext(connection) as tujuh:
        klien.get("/mentor/")
    assert len(tujuh) <= len(satu) <= 16


def test_the_plan_is_read_in_place_and_approved_by_whoever_just_proved_who_it_is(s):
    mentor = buat_rencana.mentor(s)
    buat_rencana.kirim(s)
    alamat = f"/mentor/rencana/{s.orang[0].nomor}/"
    lupa = masuk(mentor.pegawai, baru=False)
    assert "Isi masalah." in lupa.get(alamat).content.decode()
    jawaban = lupa.post(f"{alamat}setujui/", {"versi": "1"})
    assert jawaban["Location"].startswith("/akun/pastikan/")
    assert RencanaAksi.objects.get().status == StatusRencana.DIAJUKAN
    # The password once more, and the approval that was on its way goes through.
    lupa.post(jawaban["Location"], {"password": "sandi-mentor-2026"}, follow=True)
    assert RencanaAksi.objects.get().status == StatusRencana.DISETUJUI


def test_sending_back_needs_a_note_and_keeps_the_page(s):
    mentor = buat_rencana.mentor(s)
    buat_rencana.kirim(s)
    klien = masuk(mentor.pegawai)
    alamat = f"/mentor/rencana/{s.orang[0].nomor}/kembalikan/"
    assert klien.post(alamat, {"versi": "1", "catatan": ""}).status_code == 400
    assert klien.post(alamat, {"versi": "1", "catatan": "Kurang data."}).status_code == 302
    assert RencanaAksi.objects.get().status == StatusRencana.DIKEMBALIKAN


def test_the_private_address_reads_and_decides_nothing(s):
    mentor = buat_rencana.mentor(s)
    buat_rencana.kirim(s)
    kode = PintuMentor.objects.get().kode
    tamu = Client()
    papan = tamu.get(f"/mentor/{kode}/")
    assert papan.status_code == 200
    assert "no-store" in papan["Cache-Control"]
    satu = tamu.get(f"/mentor/{kode}/rencana/{s.orang[0].nomor}/").content.decode()
    assert "Isi masalah." in satu
    assert "/masuk/kode/?next=" in satu
    assert "<form" not in satu.split("<main")[-1].split("</main")[0]
    assert tamu.post(f"/mentor/{kode}/").status_code == 405
    assert tamu.post(f"/mentor/rencana/{s.orang[0].nomor}/setujui/", {"versi": "1"}).status_code == 302
    assert RencanaAksi.objects.get().status == StatusRencana.DIAJUKAN
    ganti_pintu(oleh=s.panitia, instansi=s.g.instansi, pegawai=mentor.pegawai)
    assert tamu.get(f"/mentor/{kode}/").status_code == 404


def test_files_behind_the_private_address_are_those_that_were_sent(s):
    from penilaian.services.naskah import lampirkan
    from penilaian.services.rencana import ajukan

    buat_rencana.mentor(s)
    kode = PintuMentor.objects.get().kode
    buat_rencana.tulis(s)
    satu = lampirkan(oleh=None, pendaftaran=s.orang[0], jenis="makalah", isi=buat_rencana.pdf(), nama="m.pdf")
    alamat = f"/mentor/{kode}/berkas/{satu.berkas_id}/"
    assert Client().get(alamat).status_code == 404
    ajukan(oleh=None, pendaftaran=s.orang[0])
    assert Client().get(alamat).status_code == 200
    mentor = masuk(Pendamping.objects.get().pegawai)
    assert mentor.get(f"/berkas/{satu.berkas_id}/").status_code == 200
    asing = masuk(buat_rencana.pegawai(5, s.unit["b"]))
    assert asing.get(f"/berkas/{satu.berkas_id}/").status_code == 404


def test_a_mentor_relieved_reads_nothing_any_more(s):
    mentor = buat_rencana.mentor(s)
    buat_rencana.kirim(s)
    kode = PintuMentor.objects.get(pegawai=mentor.pegawai).kode
    serah_terima(
        oleh=s.panitia,
        gelombang=s.g,
        dari=mentor.pegawai,
        ke=buat_rencana.pegawai(1, s.unit["a"]),
        alasan="Rotasi",
    )
    klien = masuk(mentor.pegawai)
    assert klien.get(f"/mentor/rencana/{s.orang[0].nomor}/").status_code == 404
    assert "Arsip Rapi" not in klien.get("/mentor/").content.decode()
    assert "Arsip Rapi" not in Client().get(f"/mentor/{kode}/").content.decode()


def test_the_paraf_comes_by_one_click_and_all_at_once_and_stays(s):
    mentor = buat_rencana.mentor(s)
    for n in range(3):
        catat_bimbingan(
            oleh=None, pendaftaran=s.orang[0], pendamping=mentor, tanggal=s.g.mulai, uraian=f"Pertemuan {n}"
        )
    klien = masuk(mentor.pegawai)
    pertama, *lain = Bimbingan.objects.values_list("pk", flat=True)
    klien.post("/mentor/paraf/", {"bimbingan": pertama})
    assert Bimbingan.objects.exclude(paraf_pada=None).count() == 1
    klien.post("/mentor/paraf/", {"bimbingan": lain})
    assert Bimbingan.objects.filter(paraf_pada=None).count() == 0
    asing = buat_rencana.akun(buat_rencana.pegawai(4, s.unit["b"]))
    with pytest.raises(TidakDitemukan):
        paraf(oleh=asing, pilihan=[pertama])


def test_a_coach_without_account_signs_behind_the_own_address_alone(s):
    from diklat.models import Narasumber

    satu, dua = (Narasumber.objects.create(instansi=s.g.instansi, nama=nama) for nama in ("Sondang", "Bonar"))
    coach = tunjuk_pendamping(oleh=s.panitia, pendaftaran=s.orang[0], peran="coach", narasumber=satu)
    assert coach.status == StatusPendamping.BERSEDIA
    catat_bimbingan(oleh=None, pendaftaran=s.orang[0], pendamping=coach, tanggal=s.g.mulai, uraian="Metode")
    baris = Bimbingan.objects.get()
    tamu = Client()
    assert "Metode" in tamu.get(f"/mentor/coach/{satu.kode}/").content.decode()
    assert "Metode" not in tamu.get(f"/mentor/coach/{dua.kode}/").content.decode()
    tamu.post(f"/mentor/coach/{dua.kode}/", {"bimbingan": baris.pk})
    baris.refresh_from_db()
    assert baris.paraf_pada is None
    tamu.post(f"/mentor/coach/{satu.kode}/", {"bimbingan": baris.pk})
    baris.refresh_from_db()
    assert baris.paraf_pada is not None
    assert tamu.get("/mentor/coach/0000-0000-0000-0000/").status_code == 404


def test_all_invitations_are_accepted_at_once():
    s = buat_rencana.latar(2)
    orang = buat_rencana.pegawai(0, s.unit["a"])
    for p in s.orang:
        buat_rencana.mentor(s, p, orang=orang, bersedia=False)
    masuk(orang).post("/mentor/bersedia/")
    assert set(Pendamping.objects.values_list("status", flat=True)) == {StatusPendamping.BERSEDIA}


def test_one_reminder_names_all_that_waits(s):
    mentor = buat_rencana.mentor(s)
    buat_rencana.kirim(s)
    catat_bimbingan(oleh=None, pendaftaran=s.orang[0], pendamping=mentor, tanggal=s.g.mulai, uraian="Satu")
    assert ingatkan_mentor(oleh=s.panitia, gelombang=s.g) == 1
    assert ingatkan_mentor(oleh=s.panitia, gelombang=s.g) == 0
    isi = Surel.objects.get(jenis="mentor_pengingat").isi
    assert "1 rencana aksi" in isi
    assert "1 catatan bimbingan" in isi


def test_a_review_note_reaches_the_peserta(s):
    buat_rencana.tulis(s)
    [sesi] = langkah.sesi(s.g, jenis="review")
    catat_review(oleh=s.panitia, sesi=sesi, pendaftaran=s.orang[0], catatan="Perjelas ukuran manfaat.")
    klien = Client()
    klien.force_login(buat_rencana.akun(s.orang[0].pegawai))
    assert "Perjelas ukuran manfaat." in klien.get(f"/saya/{s.orang[0].nomor}/rencana/").content.decode()
    catat_review(oleh=s.panitia, sesi=sesi, pendaftaran=s.orang[0], catatan="")
    assert "Perjelas" not in klien.get(f"/saya/{s.orang[0].nomor}/rencana/").content.decode()
    with pytest.raises(TidakValid):
        catat_review(
            oleh=s.panitia,
            sesi=_klasikal(s),
            pendaftaran=s.orang[0],
            catatan="X",
        )


def _klasikal(s):
    from diklat.models import Sesi

    awal = timezone.now() + datetime.timedelta(days=1)
    return Sesi.objects.create(
        gelombang=s.g, judul="Klasikal", mulai=awal, selesai=awal + datetime.timedelta(hours=1)
    )


def test_sheets_that_wait_for_the_mentor_stand_on_the_same_page():
    panitia, g = buat.akun("panitia"), siap.gelombang()
    siap.rencana(g, 2, buat.pohon()["a1"])
    seminar = siap.berjalan(panitia, g, siap.penguji(1))
    satu, dua = Penugasan.objects.filter(giliran__seminar=seminar, peran="mentor").order_by("giliran__mulai")
    klien = Client()
    klien.force_login(satu.penilai)
    halaman = klien.get("/mentor/").content.decode()
    assert "Rencana aksi untuk dinilai (2)" in halaman
    assert f"/penguji/{satu.pk}/" in halaman
    assert jumlah_menunggu(satu.penilai) == 2
    siap.kirim(satu)
    halaman = klien.get("/mentor/").content.decode()
    assert f"/penguji/{satu.pk}/" not in halaman
    [(siapa, apa, banyak)] = list(yang_menunggu(g))
    assert (siapa, apa, banyak) == (satu.penilai.pegawai, "nilai", 1)
    pintu = pintu_mentor(g.instansi, satu.penilai.pegawai)
    terbuka = Client().get(f"/mentor/{pintu.kode}/").content.decode()
    assert dua.giliran.rencana.pendaftaran.nama_lengkap in terbuka
    assert "Rencana aksi untuk dinilai (1)" in terbuka
    assert f"/penguji/{dua.pk}/" not in terbuka
    assert "next=%2Fmentor%2F" in terbuka
