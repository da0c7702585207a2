"""The tab Rencana aksi of a gelombang and the list of klaster, as Panitia and others see them."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from diklat.models import Kunjungan
from penilaian.models import AturanRencana, Klaster, Pendamping, RencanaAksi, StatusRencana
from penilaian.services.rencana import atur_rencana
from penilaian.services.tanggapan import setujui
from peserta.models import PesertaKunjungan
from peserta.services.akses import buat_akses
from tests.penilaian import rencana as buat_rencana
from tests.peserta import buat, langkah

pytestmark = pytest.mark.django_db


@pytest.fixture
def s():
    return buat_rencana.latar()


def masuk(jenis: str, kode: str = "medan") -> Client:
    klien = Client()
    klien.force_login(buat.akun(jenis, kode))
    return klien


def alamat(s, ekor: str = "") -> str:
    return f"/admin/gelombang/{s.g.slug}/rencana/{ekor}"


def test_plans_are_switched_on_changed_and_switched_off_again(s):
    AturanRencana.objects.all().delete()
    klien = masuk("panitia")
    assert "tidak memakai rencana aksi" in klien.get(alamat(s)).content.decode()
    klien.post(alamat(s, "aturan/"), {"batas_kirim": "18-08-2026 16.00", "wajib_makalah": "on"})
    aturan = AturanRencana.objects.get()
    assert (aturan.wajib_makalah, aturan.wajib_paparan) == (True, False)
    assert "18 Agustus 2026" in klien.get(alamat(s)).content.decode()
    klien.post(alamat(s, "aturan/"), {"tiadakan": "1"})
    assert not AturanRencana.objects.exists()


def test_once_somebody_writes_plans_stay_on(s):
    buat_rencana.tulis(s)
    masuk("panitia").post(alamat(s, "aturan/"), {"tiadakan": "1"})
    assert AturanRencana.objects.exists()


def test_the_list_tells_who_stands_where_and_can_be_narrowed():
    s = buat_rencana.latar(3)
    buat_rencana.mentor(s, s.orang[0], bersedia=False)
    buat_rencana.kirim(s, s.orang[0])
    buat_rencana.tulis(s, s.orang[1], judul="Naskah dua")
    klien = masuk("pimpinan")
    semua = klien.get(alamat(s)).content.decode()
    assert "Menunggu mentor" in semua
    assert "Naskah dua" in semua
    assert "Menunggu kesediaan" in semua

    def nama(tanya: str) -> set[int]:
        halaman = klien.get(alamat(s) + tanya).content.decode()
        return {p.ndh for p in s.orang if f"/rencana/{p.nomor}/" in halaman}

    assert nama("?status=diajukan") == {1}
    assert nama("?status=belum") == {3}
    assert nama("?status=tanpa_mentor") == {2, 3}
    assert nama("?status=kesediaan") == {1}
    assert nama(f"?klaster={s.klaster.pk}") == {1, 2}
    assert nama("?status=aneh&klaster=x") == {1, 2, 3}


def test_the_list_as_excel(s):
    buat_rencana.mentor(s)
    buat_rencana.kirim(s)
    isi = b"".join(masuk("panitia").get(alamat(s, "excel/")).streaming_content)
    sel = {
        str(x.value) for baris in openpyxl.load_workbook(io.BytesIO(isi)).active.iter_rows() for x in baris
    }
    assert {"Arsip Rapi", "Kearsipan", "Menunggu mentor", "Camat Contoh"} <= sel


def test_the_tab_costs_the_same_for_one_and_for_forty():
    def banyak(s) -> int:
        orang = buat_rencana.pegawai(0, s.unit["a"])
        for p in s.orang:
            buat_rencana.mentor(s, p, orang=orang)
            buat_rencana.kirim(s, p)
        klien = masuk("panitia")
        klien.get(alamat(s))
        with CaptureQueriesContext(connection) as kueri:
            assert klien.get(alamat(s)).status_code == 200
        return len(kueri)

    s = buat_rencana.latar()
    satu = banyak(s)
    tambahan = langkah.rombongan(s.g, 15, s.unit["a2"], awal=300, status="dipanggil")
    for p in tambahan:
        p.gelombang = s.g
    s.orang = tambahan
    Pendamping.objects.all().delete()
    s.g.refresh_from_db()
    orang = buat_rencana.pegawai(1, s.unit["a"])
    for p in tambahan:
        buat_rencana.mentor(s, p, orang=orang)
        buat_rencana.kirim(s, p)
    klien = masuk("panitia")
    klien.get(alamat(s))
    with CaptureQueriesContext(connection) as kueri:
        klien.get(alamat(s))
    assert len(kueri) == satu <= 12


def test_drafts_are_read_by_nobody_else(s):
    buat_rencana.kirim(s)
    from penilaian.services.rencana import tarik_kembali

    tarik_kembali(oleh=None, pendaftaran=s.orang[0])
    buat_rencana.tulis(s, masalah="Kalimat yang belum dikirim")
    halaman = masuk("panitia").get(alamat(s, f"{s.orang[0].nomor}/")).content.decode()
    assert "Isi masalah." in halaman
    assert "belum dikirim" not in halaman


def test_one_plan_with_versions_mentors_and_links(s):
    mentor = buat_rencana.mentor(s)
    buat_rencana.kirim(s)
    setujui(oleh=buat_rencana.akun(mentor.pegawai), pendaftaran=s.orang[0], versi=1, catatan="Lanjutkan")
    klien = masuk("panitia")
    halaman = klien.get(alamat(s, f"{s.orang[0].nomor}/")).content.decode()
    assert "Lanjutkan" in halaman
    assert "/mentor/" in halaman
    assert "/mentor/" not in masuk("pimpinan").get(alamat(s, f"{s.orang[0].nomor}/")).content.decode()
    klien.post(alamat(s, f"{s.orang[0].nomor}/buka/"), {"catatan": "Diminta seminar"})
    assert RencanaAksi.objects.get().status == StatusRencana.DIKEMBALIKAN


def test_a_mentor_is_named_by_nip_and_an_unknown_one_is_told(s):
    klien = masuk("panitia")
    tujuan = alamat(s, f"{s.orang[0].nomor}/pendamping/")
    asing = klien.post(tujuan, {"peran": "mentor", "nip": buat.nip(31000), "kapasitas": "definitif"})
    assert asing.status_code == 400
    assert "belum ada pada data pegawai" in asing.content.decode()
    orang = buat_rencana.pegawai(0, s.unit["a"])
    klien.post(tujuan, {"peran": "mentor", "nip": orang.nip, "kapasitas": "plh"})
    assert Pendamping.objects.get().jabatan_cetak == "Plh. Camat Contoh"


def test_bulk_handover_and_reminders_by_their_buttons(s):
    mentor = buat_rencana.mentor(s)
    baru = buat_rencana.pegawai(1, s.unit["a"])
    klien = masuk("panitia")
    klien.post(
        alamat(s, "alih/"),
        {"dari": mentor.pegawai.pk, "nip": baru.nip, "kapasitas": "definitif", "alasan": "Rotasi"},
    )
    assert Pendamping.objects.filter(pegawai=baru).exists()
    halaman = klien.post(alamat(s, "ingatkan/"), {"siapa": "mentor"}, follow=True).content.decode()
    assert "mentor" in halaman
    klien.post(alamat(s, "tunjuk/"), {"pilih": [s.orang[0].pk], "cara": "camat"})


def test_klaster_are_added_renamed_and_put_aside(s):
    klien = masuk("panitia")
    klien.post("/admin/klaster/", {"nama": "Layanan Langsung"})
    assert klien.post("/admin/klaster/", {"nama": "layanan langsung"}).status_code == 400
    baru = Klaster.objects.get(nama="Layanan Langsung")
    klien.post(f"/admin/klaster/{baru.pk}/", {"nama": "Layanan Warga", "urutan": "5"})
    baru.refresh_from_db()
    assert (baru.nama, baru.urutan, baru.aktif) == ("Layanan Warga", 5, False)
    assert masuk("admin", "padang").get(f"/admin/klaster/{baru.pk}/").status_code == 404
    assert "Layanan Warga" not in masuk("admin", "padang").get("/admin/klaster/").content.decode()
    penulis = Client()
    penulis.force_login(buat_rencana.akun(s.orang[0].pegawai))
    assert "Layanan Warga" not in penulis.get(f"/saya/{s.orang[0].nomor}/rencana/").content.decode()


def test_one_peserta_is_given_longer_on_the_page_of_the_plan(s):
    p = s.orang[0]
    klien = masuk("panitia")
    halaman = alamat(s, f"{p.nomor}/")
    assert "Perpanjang untuk peserta ini" not in klien.get(halaman).content.decode()
    atur_rencana(oleh=s.panitia, gelombang=s.g, batas_kirim=timezone.now(), wajib_makalah=False)
    jawaban = klien.post(f"{halaman}batas/", {"batas": "01-01-2099 16.00", "alasan": ""})
    assert jawaban.status_code == 400
    assert "Tulis alasan perpanjangan." in jawaban.content.decode()
    klien.post(f"{halaman}batas/", {"batas": "01-01-2099 16.00", "alasan": "Rawat inap"})
    teks = klien.get(halaman).content.decode()
    assert "Diperpanjang untuk peserta ini: Rawat inap" in teks
    assert "1 Januari 2099" in teks
    klien.post(f"{halaman}batas/", {"batas": "", "alasan": ""})
    assert "Rawat inap" not in klien.get(halaman).content.decode()


def test_lessons_of_a_visit_stand_beside_the_plan_for_all_who_read_it(s):
    p = s.orang[0]
    mentor = buat_rencana.mentor(s)
    buat_rencana.kirim(s)
    hari = {"mulai": s.g.mulai, "selesai": s.g.mulai}
    kunjungan = Kunjungan.objects.create(gelombang=s.g, locus="MPP Contoh", kota="Banyuwangi", **hari)
    PesertaKunjungan.objects.create(
        kunjungan=kunjungan, pendaftaran=p, rentang=kunjungan.rentang, dilihat="Antrean daring", versi=1,
        ditulis=timezone.now(),
    )  # fmt: skip
    klien = Client()
    klien.force_login(buat_rencana.akun(mentor.pegawai))
    halaman = [
        masuk("panitia").get(alamat(s, f"{p.nomor}/")),
        klien.get(f"/mentor/rencana/{p.nomor}/"),
        Client().get(f"/pendaftaran/{buat_akses(pendaftaran=p)}/rencana/"),
    ]
    for satu in halaman:
        assert "Pelajaran dari kunjungan benchmarking" in satu.content.decode()
        assert "Antrean daring" in satu.content.decode()
