"""The published timetable as peserta, narasumber and everybody see it, and the letters that tell of it."""

from __future__ import annotations

import datetime

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from diklat.models import Gelombang, NarasumberPribadi, TerbitanSesi
from diklat.services.gelombang import tutup_pendaftaran
from diklat.services.sesi import batalkan_sesi, ubah_sesi
from kantor.models import Surel
from kantor.services.akun import akun_peserta
from kantor.services.pribadi import simpan_pribadi
from kantor.views import umum
from peserta.queries.kehadiran import rekap_kehadiran
from peserta.services.gelombang import batalkan_gelombang
from peserta.services.jadwal import terbitkan_jadwal
from peserta.services.registrasi import registrasi_ulang_massal
from tests.diklat import jadwal
from tests.peserta import buat, langkah

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _segar():
    """What strangers see is kept two seconds per process."""
    umum._simpanan.clear()
    cache.clear()


@pytest.fixture
def staf():
    return buat.akun("panitia")


@pytest.fixture
def g(staf):
    g = buat.gelombang()
    buat.daftarkan(g, 1, buat.pohon()["a1"])
    langkah.terpanggil(g, staf)
    return g


@pytest.fixture
def orang():
    n = jadwal.narasumber("Sondang")
    simpan_pribadi(baris=NarasumberPribadi(narasumber=n), email="sondang@contoh.example")
    return n


def surat(jenis: str) -> list[Surel]:
    return list(Surel.objects.filter(jenis=jenis).order_by("pk"))


def umum_lihat(g: Gelombang) -> str:
    umum._simpanan.clear()
    return Client().get(f"/gelombang/{g.slug}/jadwal/").content.decode()


def acara(klien: Client, alamat: str) -> dict[str, dict]:
    umum._simpanan.clear()
    jawaban = klien.get(alamat)
    assert jawaban["Content-Type"] == "text/calendar; charset=utf-8"
    return {str(e["summary"]): e for e in Calendar.from_ical(jawaban.content).walk("VEVENT")}


# ---- letters ------------------------------------------------------------------------------------------
def test_the_first_publication_tells_the_called_and_who_teaches(staf, g, orang):
    buat.daftarkan(g, 2, buat.unit("12.71.08"))  # registered, not called: is not told
    jadwal.sesi(staf, g, 8, 10, orang, ruang=jadwal.ruang("Aula"))
    jadwal.terbitkan(staf, g)
    [peserta], [narasumber] = surat("jadwal_terbit"), surat("jadwal_narasumber")
    assert peserta.subjek == f"Jadwal terbit: {g}"
    assert f"/gelombang/{g.slug}/jadwal/" in peserta.isi
    assert "/saya/" in peserta.isi  # the own page, or the key to it of somebody without an account
    assert narasumber.kepada == "sondang@contoh.example"
    assert "08.00–10.00 WIB: Sesi 8 (Aula)" in narasumber.isi
    assert f"/narasumber/{orang.kode}/" in narasumber.isi


def test_a_change_tells_what_changed_and_only_those_it_concerns(staf, g, orang):
    lain = jadwal.narasumber("Bonar")
    simpan_pribadi(baris=NarasumberPribadi(narasumber=lain), email="bonar@contoh.example")
    jadwal.sesi(staf, g, 8, 10, orang)
    sesi = jadwal.sesi(staf, g, 10, 12, lain)
    jadwal.terbitkan(staf, g)
    Surel.objects.all().delete()
    ubah_sesi(oleh=staf, sesi=sesi, judul="Moto pelayanan")
    jadwal.terbitkan(staf, g)
    [peserta], [narasumber] = surat("jadwal_terbit"), surat("jadwal_narasumber")
    assert peserta.subjek == f"Jadwal berubah: {g}"
    assert "Judul semula “Sesi 10”, menjadi “Moto pelayanan”." in peserta.isi
    assert narasumber.kepada == "bonar@contoh.example"


def test_who_is_taken_off_or_cancelled_is_told_too(staf, g, orang):
    sesi = jadwal.sesi(staf, g, 8, 10, orang)
    jadwal.terbitkan(staf, g)
    ubah_sesi(oleh=staf, sesi=sesi, narasumber=())
    jadwal.terbitkan(staf, g)
    assert "tidak ada lagi sesi yang Anda isi" in surat("jadwal_narasumber")[-1].isi
    batalkan_sesi(oleh=staf, sesi=sesi)
    jadwal.terbitkan(staf, g)
    assert "Sesi dibatalkan." in surat("jadwal_terbit")[-1].isi


def test_late_entry_tells_nobody(staf, g, orang):
    jadwal.sesi(staf, g, 8, 10, orang)
    terbitkan_jadwal(oleh=staf, gelombang=g, pada=timezone.now())
    assert not surat("jadwal_terbit") + surat("jadwal_narasumber")


# ---- everybody ----------------------------------------------------------------------------------------
def test_drafts_are_not_public_changes_show_and_cancelled_sessions_are_struck(staf, g, orang):
    sesi = jadwal.sesi(staf, g, 8, 10, orang)
    assert "Jadwal belum terbit" in umum_lihat(g)
    jadwal.terbitkan(staf, g)
    ubah_sesi(oleh=staf, sesi=sesi, ruang=jadwal.ruang("Kelas 2"))
    assert "Kelas 2" not in umum_lihat(g)
    jadwal.terbitkan(staf, g)
    halaman = umum_lihat(g)
    assert "Ruang semula belum ditentukan, menjadi Kelas 2." in halaman
    assert "Sondang" in halaman
    assert "acara--batal" not in halaman
    batalkan_sesi(oleh=staf, sesi=sesi)
    jadwal.terbitkan(staf, g)
    assert "acara--batal" in umum_lihat(g)
    assert acara(Client(), f"/gelombang/{g.slug}/jadwal.ics")["Sesi 8"]["status"] == "CANCELLED"


def test_a_draft_gelombang_has_no_public_timetable_and_strangers_leave_no_trace(staf):
    g = buat.gelombang(dibuka=False)
    jadwal.sesi(staf, g, 8, 10)
    jadwal.terbitkan(staf, g)
    for akhir in ("jadwal/", "jadwal.ics"):
        assert Client().get(f"/gelombang/{g.slug}/{akhir}").status_code == 404
        jawaban = Client().get(f"/gelombang/{buat.gelombang().slug}/{akhir}")
        assert "public" in jawaban["Cache-Control"]
        assert not jawaban.cookies


def test_the_day_of_today_comes_first_and_what_is_over_last(staf):
    g = buat.gelombang(mulai=0, hari=3)
    for hari in range(3):
        jadwal.sesi(staf, g, 8, 10, hari=hari, judul=f"Hari {hari}")
    jadwal.terbitkan(staf, g)
    sehari = datetime.timedelta(days=1)
    for t in TerbitanSesi.objects.all():
        TerbitanSesi.objects.filter(pk=t.pk).update(mulai=t.mulai - sehari, selesai=t.selesai - sehari)
    halaman = umum_lihat(g)
    assert (
        halaman.index("Hari 1")
        < halaman.index("Hari 2")
        < halaman.index("Sudah lewat")
        < halaman.index("Hari 0")
    )
    assert halaman.index("Hari ini") < halaman.index("Hari 1")


def test_the_page_of_a_gelombang_links_its_timetable_once_there_is_one(staf, g):
    alamat = f"/gelombang/{g.slug}/jadwal/"
    assert alamat not in Client().get(f"/gelombang/{g.slug}/").content.decode()
    jadwal.sesi(staf, g, 8, 10)
    jadwal.terbitkan(staf, g)
    umum._simpanan.clear()
    assert alamat in Client().get(f"/gelombang/{g.slug}/").content.decode()


# ---- peserta and narasumber ---------------------------------------------------------------------------
def test_a_peserta_sees_the_changes_and_takes_all_own_gelombang_home(staf, g):
    p = g.pendaftaran.get()
    lain = buat.gelombang(mulai=90)
    buat.daftarkan(lain, 1, p.unit)
    sesi = jadwal.sesi(staf, g, 8, 10)
    jadwal.sesi(staf, lain, 8, 10, judul="Gelombang lain")
    jadwal.sesi(staf, buat.gelombang(mulai=120), 8, 10, judul="Bukan milik saya")
    for satu in (g, lain, *Gelombang.objects.exclude(pk__in=[g.pk, lain.pk])):
        jadwal.terbitkan(staf, satu)
    ubah_sesi(oleh=staf, sesi=sesi, ruang=jadwal.ruang("Kelas 2"))
    jadwal.terbitkan(staf, g)
    klien = Client()
    klien.force_login(akun_peserta(oleh=None, pegawai=p.pegawai))
    halaman = klien.get(f"/saya/{p.nomor}/").content.decode()
    assert "menjadi Kelas 2." in halaman
    assert set(acara(klien, "/saya/jadwal.ics")) == {"Sesi 8", "Gelombang lain"}
    assert Client().get("/saya/jadwal.ics").status_code == 302
    staf_saja = Client()
    staf_saja.force_login(staf)
    assert staf_saja.get("/saya/jadwal.ics").status_code == 404


def test_a_narasumber_sees_the_own_sessions_of_all_gelombang_without_an_account(staf, g, orang):
    lain = buat.gelombang(mulai=90)
    jadwal.sesi(staf, g, 8, 10, orang)
    jadwal.sesi(staf, g, 10, 12, jadwal.narasumber(), judul="Milik orang lain")
    jadwal.sesi(staf, lain, 8, 10, orang, judul="Di tempat lain")
    for satu in (g, lain):
        jadwal.terbitkan(staf, satu)
    halaman = Client().get(f"/narasumber/{orang.kode}/").content.decode()
    assert "Sesi 8" in halaman
    assert "Di tempat lain" in halaman
    assert "Milik orang lain" not in halaman
    assert set(acara(Client(), f"/narasumber/{orang.kode}/jadwal.ics")) == {"Sesi 8", "Di tempat lain"}
    assert Client().get("/narasumber/0000-0000-0000-0000/").status_code == 404
    assert Client().get("/narasumber/bukan-kode/").status_code == 404


def test_attendance_of_a_cancelled_session_is_kept_but_counts_no_more(staf, g):
    p = g.pendaftaran.get()
    tutup_pendaftaran(oleh=staf, gelombang=g)
    registrasi_ulang_massal(oleh=staf, gelombang=g)
    satu, dua = jadwal.sesi(staf, g, 8, 9.5), jadwal.sesi(staf, g, 9.5, 11)
    jadwal.terbitkan(staf, g)
    for sesi, kode in ((satu, "H"), (dua, "A")):
        langkah.hadir(sesi, p, kode)
    batalkan_sesi(oleh=staf, sesi=dua)
    assert rekap_kehadiran(g)[p.pk].jp_total == 4  # still counted: nobody knows of it yet
    jadwal.terbitkan(staf, g)
    rekap = rekap_kehadiran(g)[p.pk]
    assert (rekap.jp_total, rekap.jp_hadir) == (2, 2)
    assert p.kehadiran.count() == 2


def test_a_gelombang_called_off_frees_rooms_and_narasumber_and_tells_them_and_their_calendars(staf, g, orang):
    aula = jadwal.ruang("Aula")
    jadwal.sesi(staf, g, 8, 10, orang, ruang=aula)
    draf_kemudian = jadwal.terbitkan(staf, g) and jadwal.sesi(staf, g, 10, 11, orang, ruang=aula)
    batalkan_gelombang(oleh=staf, gelombang=g, alasan="Hotel tutup")
    lain = buat.gelombang()
    assert jadwal.sesi(staf, lain, 8, 11, orang, ruang=aula)
    terbit = TerbitanSesi.objects.get(sesi__gelombang=g)
    assert (terbit.batal, terbit.urutan) == (True, 1)
    assert not TerbitanSesi.objects.filter(sesi=draf_kemudian).exists()
    [satu] = acara(Client(), f"/narasumber/{orang.kode}/jadwal.ics").values()
    assert (satu["status"], satu["sequence"]) == ("CANCELLED", 1)
    kabar = surat("jadwal_narasumber")[-1]
    assert "Sesi dibatalkan." in kabar.isi
    assert "tidak ada lagi sesi yang Anda isi" in kabar.isi


def test_who_no_longer_teaches_or_attends_gets_the_entry_as_cancelled(staf, g, orang):
    sesi = jadwal.sesi(staf, g, 8, 10, orang)
    tetap = jadwal.sesi(staf, g, 10, 12, orang, judul="Tetap")
    jadwal.terbitkan(staf, g)
    p = g.pendaftaran.get()
    klien = Client()
    klien.force_login(akun_peserta(oleh=staf, pegawai=p.pegawai))
    assert acara(klien, reverse("peserta:saya_ics"))["Tetap"]["status"] == "CONFIRMED"
    ubah_sesi(oleh=staf, sesi=sesi, narasumber=())
    jadwal.terbitkan(staf, g)
    milik = acara(Client(), f"/narasumber/{orang.kode}/jadwal.ics")
    assert {judul: satu["status"] for judul, satu in milik.items()} == {
        "Sesi 8": "CANCELLED",
        "Tetap": "CONFIRMED",
    }
    assert milik["Sesi 8"]["sequence"] == 2
    type(p).objects.filter(pk=p.pk).update(status="mengundurkan_diri")
    keluar = acara(klien, reverse("peserta:saya_ics"))
    assert keluar["Tetap"]["uid"] == f"{type(tetap).objects.get(pk=tetap.pk).uid}@portal-diklat"
    assert {satu["status"] for satu in keluar.values()} == {"CANCELLED"}
