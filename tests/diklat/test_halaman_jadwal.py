"""The tab Jadwal and the pages of narasumber and rooms, as Panitia uses them."""

from __future__ import annotations

import datetime
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from diklat.models import Gelombang, Narasumber, NarasumberPribadi, PanitiaProgram, Program, Ruang, Sesi
from diklat.services.narasumber import lupakan_narasumber
from diklat.services.sesi import batalkan_sesi, ubah_sesi
from kantor.models import Surel
from kantor.services.pribadi import simpan_pribadi
from tests.diklat import jadwal
from tests.diklat.jadwal import baca
from tests.peserta import buat, langkah

pytestmark = pytest.mark.django_db


@pytest.fixture
def staf():
    return buat.akun("panitia")


@pytest.fixture
def klien(client: Client, staf) -> Client:
    client.force_login(staf)
    return client


@pytest.fixture
def g():
    return buat.gelombang()


def alamat(nama: str, *args: object) -> str:
    return reverse(f"diklat:{nama}", args=args)


def isian(g, **lain) -> dict[str, str]:
    return {
        "jenis": "klasikal",
        "judul": "Moto pelayanan",
        "hari": g.mulai.isoformat(),
        "jam_mulai": "08:00",
        "jam_selesai": "09:30",
        "berjp": "on",
    } | lain


def teks(jawaban) -> str:
    return " ".join(jawaban.content.decode().split())


# ---- the tab ------------------------------------------------------------------------------------------
def test_an_empty_tab_leads_to_the_proposal_and_the_proposal_fills_the_bar(klien, g):
    assert "Susun otomatis" in teks(klien.get(alamat("gelombang_jadwal", g.slug)))
    [modul] = g.kurikulum.modul.all()
    orang, aula = jadwal.narasumber("Sondang"), jadwal.ruang("Aula")
    isi = {
        "hari": [g.mulai.isoformat()],
        "jam_mulai": "07:00",
        "jam_selesai": "17:00",
        "ruang": aula.pk,
        f"metode_{modul.pk}": "coaching",
        f"narasumber_{modul.pk}_1": orang.pk,
    }
    jawaban = klien.post(alamat("jadwal_susun", g.slug), isi, follow=True)
    halaman = teks(jawaban)
    assert "disusun sebagai draf" in halaman
    assert "8 dari 8" in halaman
    assert "Jadwal ini masih draf" in halaman
    assert {(s.jenis, s.ruang) for s in g.sesi.filter(berjp=True)} == {("coaching", aula)}
    penuh = klien.post(alamat("jadwal_susun", g.slug), isi)
    assert penuh.status_code == 400
    assert "Semua JP kurikulum sudah ada di jadwal" in teks(penuh)
    tinggal = teks(klien.get(alamat("jadwal_susun", g.slug)))
    assert "Tidak ada lagi yang perlu disusun" in tinggal  # no form that could only be refused
    assert "Susun otomatis" not in teks(klien.get(alamat("gelombang_jadwal", g.slug)))


def test_what_is_left_is_asked_for_as_its_module_is_held_and_from_today_on(klien):
    g = buat.gelombang(mulai=-2)
    [modul] = g.kurikulum.modul.all()
    orang = jadwal.narasumber("Sondang")
    klien.post(alamat("sesi_baru", g.slug), isian(g, modul=modul.pk, jenis="seminar", narasumber_1=orang.pk))
    form = klien.get(alamat("jadwal_susun", g.slug)).context["form"]
    assert form[f"metode_{modul.pk}"].value() == "seminar"
    assert form[f"narasumber_{modul.pk}_1"].value() == orang.pk
    assert form["hari"].value()
    assert all(hari >= timezone.localdate().isoformat() for hari in form["hari"].value())


def test_a_title_left_to_the_module_follows_another_module(klien, g):
    [modul] = g.kurikulum.modul.all()
    lain = g.kurikulum.modul.create(nama="Etika Layanan", jp=2, urutan=9)
    klien.post(alamat("sesi_baru", g.slug), isian(g, judul="", modul=modul.pk))
    sesi = g.sesi.get()
    assert sesi.judul == modul.nama
    form = klien.get(alamat("sesi_ubah", g.slug, sesi.pk)).context["form"]
    assert form["judul"].value() == ""
    klien.post(alamat("sesi_ubah", g.slug, sesi.pk), isian(g, judul="", modul=lain.pk))
    assert g.sesi.get().judul == "Etika Layanan"


def test_a_proposal_that_cannot_be_made_says_which_module_lacks_time(klien, g):
    [modul] = g.kurikulum.modul.all()
    isi = {
        "hari": [g.mulai.isoformat()],
        "jam_mulai": "08:00",
        "jam_selesai": "10:00",
        f"metode_{modul.pk}": "klasikal",
    }
    jawaban = klien.post(alamat("jadwal_susun", g.slug), isi)
    assert jawaban.status_code == 400
    assert "Tidak ada jadwal yang mungkin: Seluruh mata pelatihan memerlukan 8 JP" in teks(jawaban)
    setengah = klien.post(alamat("jadwal_susun", g.slug), isi | {"istirahat_mulai": "12:00"})
    assert "kosongkan keduanya" in teks(setengah)


def test_a_session_is_added_changed_swapped_cancelled_and_deleted_by_form(klien, g, staf):
    orang = jadwal.narasumber()
    klien.post(alamat("sesi_baru", g.slug), isian(g, narasumber_1=orang.pk, judul=""))
    assert not g.sesi.exists()  # neither title nor module
    klien.post(alamat("sesi_baru", g.slug), isian(g, narasumber_1=orang.pk, narasumber_2=orang.pk))
    sesi = g.sesi.get()
    assert [p.narasumber for p in sesi.pengajar.all()] == [orang]
    ubah = alamat("sesi_ubah", g.slug, sesi.pk)
    assert 'value="08.00"' in klien.get(ubah).content.decode()
    klien.post(ubah, isian(g, judul="Apel", jenis="apel", jam_selesai="08:30"))
    sesi.refresh_from_db()
    assert (sesi.judul, sesi.berjp, sesi.pengajar.count()) == ("Apel", False, 0)
    lain = jadwal.sesi(staf, g, 13, 14)
    klien.post(alamat("sesi_tukar", g.slug, sesi.pk), {"dengan": lain.pk})
    sesi.refresh_from_db()
    assert sesi.mulai == jadwal.pukul(g, 13)
    klien.post(alamat("sesi_hapus", g.slug, lain.pk))
    assert not Sesi.objects.filter(pk=lain.pk).exists()
    jadwal.terbitkan(staf, g)
    assert "sudah pernah terbit" in teks(klien.post(alamat("sesi_hapus", g.slug, sesi.pk), follow=True))
    halaman = teks(klien.post(alamat("sesi_batal", g.slug, sesi.pk), follow=True))
    assert "Pembatalan belum terbit" in halaman


@pytest.mark.parametrize(
    ("ubahan", "kata"),
    [
        ({"jam_selesai": "07:00"}, "Sesi berakhir sebelum dimulai"),
        ({"jam_selesai": "08:00"}, "Sesi ini 0 menit"),
        ({"hari": "2001-01-01"}, "di luar tanggal gelombang"),
        ({"jam_mulai": "pagi"}, "jam_mulai"),
        ({"narasumber_1": "0"}, "narasumber_1"),
    ],
)
def test_a_faulty_session_is_refused_in_words(klien, g, ubahan, kata):
    jawaban = klien.post(alamat("sesi_baru", g.slug), isian(g, **ubahan))
    assert jawaban.status_code == 400
    assert kata in teks(jawaban)
    assert not g.sesi.exists()


def test_a_clash_names_the_other_session_at_its_field(klien, g, staf):
    orang = jadwal.narasumber("Bonar")
    jadwal.sesi(staf, buat.gelombang(), 8, 9, orang, judul="Pola pikir")
    jawaban = klien.post(alamat("sesi_baru", g.slug), isian(g, narasumber_1=orang.pk))
    assert jawaban.status_code == 400
    assert "Bonar mengisi “Pola pikir”" in str(jawaban.context["form"].errors["narasumber_1"])


def test_parallel_sessions_and_sessions_outside_the_dates_are_pointed_out(klien, g, staf):
    jadwal.sesi(staf, g, 8, 10)
    jadwal.sesi(staf, g, 9, 11)
    jadwal.sesi(staf, g, 8, 10, hari=4)
    type(g).objects.filter(pk=g.pk).update(selesai=g.mulai)
    halaman = klien.get(alamat("gelombang_jadwal", g.slug)).content.decode()
    assert halaman.count("Bersamaan dengan sesi lain") == 2
    assert halaman.count("Di luar tanggal gelombang") == 1


def test_a_session_the_dates_left_behind_is_not_moved_unless_somebody_moves_it(klien, g, staf):
    sesi = jadwal.sesi(staf, g, 8, 10, hari=4)
    type(g).objects.filter(pk=g.pk).update(selesai=g.mulai)
    ubah = alamat("sesi_ubah", g.slug, sesi.pk)
    hari = klien.get(ubah).context["form"]["hari"]
    assert hari.value() == (g.mulai + datetime.timedelta(days=4)).isoformat()
    assert "(di luar tanggal gelombang)" in str(hari)
    jawaban = klien.post(ubah, isian(g, hari=hari.value()))
    assert jawaban.status_code == 400
    assert "di luar tanggal gelombang" in str(jawaban.context["form"].errors)
    assert g.sesi.get().mulai == jadwal.pukul(g, 8, hari=4)
    assert klien.post(ubah, isian(g)).status_code == 302
    assert g.sesi.get().mulai == jadwal.pukul(g, 8)


def test_panitia_of_one_program_sees_only_that_a_room_or_somebody_is_taken_by_another(klien, g, staf):
    orang, aula = jadwal.narasumber(), jadwal.ruang()
    program = Program.objects.create(instansi=buat.instansi(), kode="tetangga", nama="Diklat Tetangga")
    kurikulum = program.kurikulum.create(versi="1")
    kurikulum.modul.create(urutan=1, nama="Pengantar", jp=1)
    lain = buat.gelombang(kurikulum=kurikulum, mulai=60)
    jadwal.sesi(staf, g, 8, 9, orang, ruang=aula, judul="Milik sendiri")
    jadwal.sesi(staf, lain, 8, 9, orang, ruang=aula, judul="Rahasia tetangga")
    jadwal.terbitkan(staf, g)
    jadwal.terbitkan(staf, lain)
    PanitiaProgram.objects.create(pengguna=staf, program=g.kurikulum.program)
    for jalan, kata in (("ruang_satu", "Dipakai"), ("narasumber_satu", "Mengisi sesi lain")):
        halaman = teks(klien.get(alamat(jalan, {"ruang_satu": aula, "narasumber_satu": orang}[jalan].pk)))
        assert "Milik sendiri" in halaman
        assert kata in halaman
        assert "Rahasia tetangga" not in halaman
        assert lain.slug not in halaman


@pytest.mark.parametrize("nama", ["narasumber", "ruang", "program"])
def test_an_empty_list_offers_a_new_row_only_to_who_may_add_one(client, nama):
    for jenis, boleh in (("panitia", True), ("pimpinan", False)):
        client.force_login(buat.akun(jenis))
        assert (alamat(f"{nama}_baru") in client.get(alamat(nama)).content.decode()) is boleh


def test_after_the_end_nothing_waits_to_be_published(klien, g, staf):
    jadwal.sesi(staf, g, 8, 10)
    halaman = alamat("gelombang_jadwal", g.slug)
    assert len(klien.get(halaman).context["perubahan"]) == 1
    type(g).objects.filter(pk=g.pk).update(status="dibatalkan")
    assert klien.get(halaman).context["perubahan"] == []


def test_drafts_are_deleted_after_one_question_and_a_timetable_is_copied(klien, g, staf):
    jadwal.sesi(staf, g, 8, 10)
    ke = buat.gelombang(mulai=90)
    assert klien.post(alamat("jadwal_salin", ke.slug), {"dari": g.pk}).status_code == 302
    assert ke.sesi.get().mulai == jadwal.pukul(ke, 8)
    assert "Hapus 1 draf sesi?" in teks(klien.get(alamat("jadwal_hapus_draf", ke.slug)))
    klien.post(alamat("jadwal_hapus_draf", ke.slug))
    assert not ke.sesi.exists()
    asing = buat.gelombang(kurikulum=buat.kurikulum("padang"))
    assert klien.post(alamat("jadwal_salin", ke.slug), {"dari": asing.pk}).status_code == 400


def test_the_preview_tells_what_changes_and_who_is_told_then_it_is_out(klien, g, staf):
    unit = buat.pohon()["a1"]
    buat.daftarkan(g, 1, unit)
    langkah.terpanggil(g, staf)
    orang = jadwal.narasumber("Sondang")
    jadwal.sesi(staf, g, 8, 10, orang)
    halaman = klien.get(reverse("peserta:jadwal_terbitkan", args=[g.slug])).content.decode()
    assert "1 peserta yang sudah dipanggil" in halaman
    assert "belum ada email" in halaman
    [dilihat] = re.findall(r'name="dilihat" value="(\w+)"', halaman)
    jadwal.sesi(staf, g, 10, 11)
    basi = klien.post(reverse("peserta:jadwal_terbitkan", args=[g.slug]), {"dilihat": dilihat}, follow=True)
    assert "baru saja diubah" in teks(basi)
    [dilihat] = re.findall(r'name="dilihat" value="(\w+)"', basi.content.decode())
    klien.post(reverse("peserta:jadwal_terbitkan", args=[g.slug]), {"dilihat": dilihat})
    assert g.sesi.filter(terbitan__isnull=False).count() == 2
    assert Surel.objects.filter(jenis="jadwal_terbit").count() == 1


def test_the_sheet_holds_every_session_with_jp_and_state(klien, g, staf):
    jadwal.sesi(staf, g, 8, 9.5, jadwal.narasumber("Sondang"), ruang=jadwal.ruang("Aula"))
    baris = baca(klien.get(alamat("gelombang_jadwal_excel", g.slug)))
    [isi] = [b for b in baris if "Sesi 8" in b]
    assert [str(satu) for satu in isi[1:]] == [
        "08.00 WIB", "09.30 WIB", "Sesi 8", "Klasikal", "2.0", "Aula", "Sondang", "Draf",
    ]  # fmt: skip


def _kueri(klien: Client, jalan: str) -> int:
    klien.get(jalan)
    with CaptureQueriesContext(connection) as kueri:
        assert klien.get(jalan).status_code == 200
    return len(kueri)


@pytest.mark.parametrize("terbit", [False, True])
def test_the_pages_cost_the_same_for_one_and_for_thirty_sessions(klien, g, staf, terbit):
    orang = [jadwal.narasumber() for _ in range(3)]
    aula = jadwal.ruang()
    halaman = [
        alamat("gelombang_jadwal", g.slug),
        reverse("peserta:jadwal_terbitkan", args=[g.slug]),
        reverse("peserta:jadwal_publik", args=[g.slug]),
        reverse("peserta:jadwal_ics", args=[g.slug]),
        alamat("narasumber_saya", orang[0].kode),
        alamat("narasumber_ics", orang[0].kode),
        alamat("narasumber_satu", orang[0].pk),
        alamat("ruang_satu", aula.pk),
        reverse("hari_ini"),
    ]
    jadwal.sesi(staf, g, 8, 8.5, *orang, ruang=aula)
    if terbit:
        jadwal.terbitkan(staf, g)
    satu = [_kueri(klien, jalan) for jalan in halaman]
    for n in range(1, 30):
        jadwal.sesi(staf, g, 8 + n % 6, 8.5 + n % 6, *orang, ruang=aula, hari=n // 6)
    if terbit:
        jadwal.terbitkan(staf, g)
    assert [_kueri(klien, jalan) for jalan in halaman] == satu
    assert max(satu[:-1]) <= 13


# ---- narasumber and rooms -----------------------------------------------------------------------------
def test_a_narasumber_is_kept_with_an_encrypted_contact_masked_in_lists(klien):
    isi = {"nama": "Sondang Maharani", "gelar_depan": "Dr.", "asal": "LAN", "aktif": "on"}
    kontak = {"email": "sondang@contoh.example", "ponsel": "0812 3456 7890"}
    klien.post(alamat("narasumber_baru"), isi | kontak)
    n = Narasumber.objects.get()
    assert b"sondang" not in bytes(NarasumberPribadi.objects.get().email)
    daftar = klien.get(alamat("narasumber")).content.decode()
    assert "Dr. Sondang Maharani" in daftar
    assert "0812••••7890" in daftar
    assert "sondang@contoh.example" not in daftar
    assert "0812••••7890" in str(baca(klien.get(alamat("narasumber_excel"))))
    satu = klien.get(alamat("narasumber_satu", n.pk)).content.decode()
    assert f"/narasumber/{n.kode}/" in satu
    assert "wa.me/6281234567890" in satu
    kembar = klien.post(alamat("narasumber_baru"), isi | {"nama": "SONDANG maharani"})
    assert "sudah ada" in teks(kembar)
    salah = klien.post(alamat("narasumber_ubah", n.pk), isi | {"ponsel": "12"})
    assert salah.status_code == 400
    klien.post(alamat("narasumber_ubah", n.pk), isi | {"jabatan": "Widyaiswara", "email": ""})
    halaman = teks(klien.get(alamat("narasumber_satu", n.pk)))
    assert "jabatan: kosong → Widyaiswara" in halaman
    assert "Kontak dicatat atau diubah" in halaman
    assert "sondang@contoh.example" not in halaman


def test_who_asks_for_it_is_forgotten_by_admin_and_the_old_link_is_dead(client, klien, g, staf):
    n = jadwal.narasumber("Sondang")
    simpan_pribadi(baris=NarasumberPribadi(narasumber=n), email="sondang@contoh.example")
    sesi = jadwal.sesi(staf, g, 8, 9, n)
    jadwal.terbitkan(staf, g)
    assert klien.post(alamat("narasumber_lupakan", n.pk)).status_code == 404  # Panitia
    client.force_login(buat.akun())
    satu = alamat("narasumber_satu", n.pk)
    assert "Hapus kontak…" in teks(client.get(satu))
    assert "isi surat" in teks(client.get(alamat("narasumber_lupakan", n.pk)))
    assert "Masih mengisi sesi mendatang" in teks(
        client.post(alamat("narasumber_lupakan", n.pk), follow=True)
    )
    batalkan_sesi(oleh=staf, sesi=sesi)
    [surat] = Surel.objects.filter(kepada="sondang@contoh.example")
    assert surat.status == "antre"
    halaman = teks(client.post(alamat("narasumber_lupakan", n.pk), follow=True))
    surat.refresh_from_db()
    assert (surat.status, surat.kepada, surat.isi) == (
        "dibatalkan",
        "",
        "",
    )  # never sent, and nothing of it is left
    assert "Kontak dihapus. Penghapusan" in halaman
    pribadi = NarasumberPribadi.objects.get()
    assert (pribadi.email, pribadi.kunci) == (None, None)
    assert not Surel.objects.filter(kepada="sondang@contoh.example").exists()
    assert Client().get(alamat("narasumber_saya", n.kode)).status_code == 404
    assert "Hapus kontak…" not in halaman
    assert "Tidak aktif" in halaman


def test_a_narasumber_who_was_forgotten_gets_no_letter_of_a_later_change(staf, g):
    n = jadwal.narasumber("Sondang")
    simpan_pribadi(baris=NarasumberPribadi(narasumber=n), email="sondang@contoh.example")
    sesi = jadwal.sesi(staf, g, 8, 9, n)
    jadwal.terbitkan(staf, g)
    batalkan_sesi(oleh=staf, sesi=sesi)
    lupakan_narasumber(oleh=buat.akun(), narasumber=n)
    jadwal.terbitkan(staf, g)
    assert not Surel.objects.filter(status="antre", jenis="jadwal_narasumber").exists()


def test_after_the_end_every_face_says_the_same_of_what_never_came_out(klien, g, staf):
    ubah, batal = (jadwal.sesi(staf, g, jam, jam + 1) for jam in (9, 10))
    jadwal.terbitkan(staf, g)
    draf = jadwal.sesi(staf, g, 8, 9)
    ubah_sesi(oleh=staf, sesi=ubah, judul="Judul lain")
    batalkan_sesi(oleh=staf, sesi=batal)
    kata = {draf.pk: "Draf", ubah.pk: "Perubahan belum terbit", batal.pk: "Pembatalan belum terbit"}
    for berakhir in (False, True):
        if berakhir:
            for status in ("ditutup", "berlangsung", "selesai"):
                Gelombang.objects.filter(pk=g.pk).update(status=status)
            kata = {
                draf.pk: "Tidak terbit",
                ubah.pk: "Perubahan tidak terbit",
                batal.pk: "Pembatalan tidak terbit",
            }
        papan = teks(klien.get(alamat("gelombang_jadwal", g.slug)))
        excel = {b[3]: b[-1] for b in baca(klien.get(alamat("gelombang_jadwal_excel", g.slug))) if len(b) > 3}
        for satu in g.sesi.all():
            chip = f'class="cip">{kata[satu.pk]}' if satu == draf else f">{kata[satu.pk]}<"
            assert chip in papan
            assert chip in teks(klien.get(alamat("sesi_ubah", g.slug, satu.pk)))
            assert excel[satu.judul] == kata[satu.pk]
    assert "belum terbit" not in papan


def test_a_new_link_closes_the_old_one(klien):
    n = jadwal.narasumber()
    lama = alamat("narasumber_saya", n.kode)
    assert Client().get(lama).status_code == 200
    assert Client().get(lama.lower().replace("0", "o")).status_code == 200  # as somebody types it
    klien.post(alamat("narasumber_tautan", n.pk))
    n.refresh_from_db()
    assert Client().get(lama).status_code == 404
    baru = Client().get(alamat("narasumber_saya", n.kode))
    assert baru["X-Robots-Tag"] == "noindex"
    assert "no-store" in baru["Cache-Control"]
    assert "tautan pribadi sejak" in teks(klien.get(alamat("narasumber_satu", n.pk)))


def test_lists_are_searched_and_another_office_is_out_of_sight(klien):
    jadwal.narasumber("Sondang", asal="LAN")
    jadwal.narasumber("Bonar")
    jadwal.narasumber("Orang Padang", kode="padang")
    for kata, ada in (("", "Sondang Bonar"), ("lan", "Sondang"), ("padang", "")):
        halaman = klien.get(alamat("narasumber"), {"q": kata}).content.decode()
        assert [n for n in ("Sondang", "Bonar", "Orang Padang") if n in halaman] == ada.split()


def test_a_room_is_kept_changed_and_no_longer_offered(klien, g):
    klien.post(alamat("ruang_baru"), {"nama": "Aula", "gedung": "BKPSDM", "kapasitas": "100", "aktif": "on"})
    aula = Ruang.objects.get()
    assert "Aula, BKPSDM" in klien.get(alamat("sesi_baru", g.slug)).content.decode()
    assert (
        klien.post(alamat("ruang_baru"), {"nama": "aula", "gedung": "bkpsdm", "aktif": "on"}).status_code
        == 400
    )
    assert klien.post(alamat("ruang_baru"), {"nama": "X", "kapasitas": "0"}).status_code == 400
    klien.post(alamat("ruang_ubah", aula.pk), {"nama": "Aula", "gedung": "BKPSDM", "kapasitas": "80"})
    assert f'value="{aula.pk}"' not in str(klien.get(alamat("sesi_baru", g.slug)).context["form"]["ruang"])
    assert "kapasitas: 100 → 80" in teks(klien.get(alamat("ruang_satu", aula.pk)))
    assert "80" in str(baca(klien.get(alamat("ruang_excel"))))
