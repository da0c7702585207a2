"""Panitia plans a gelombang: errors at their fields, the next step as the strong button, what can be deleted."""

from __future__ import annotations

import datetime
import re

import pytest
from django.test import Client
from django.utils import timezone

from diklat.models import Gelombang, Program, SyaratBerkas
from diklat.services.gelombang import atur_syarat, tutup_pendaftaran
from kantor.models import Pejabat
from kantor.services.berkas import simpan_hasil
from peserta.models import BerkasPendaftaran
from peserta.services.pemanggilan import panggil, tetapkan
from peserta.services.verifikasi import verifikasi
from tests.peserta import buat, langkah

pytestmark = pytest.mark.django_db
HARI = datetime.timedelta(days=1)


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


def alamat(g: Gelombang, ekor: str = "") -> str:
    return f"/admin/gelombang/{g.slug}/{ekor}"


def utama(klien: Client, g: Gelombang) -> str:
    """The words of the one strong button on the page of a gelombang."""
    isi = klien.get(alamat(g)).content.decode()
    return re.sub(r"<[^>]+>", "", "".join(re.findall(r'<a class="tombol"[^>]*>.*?</a>', isi))).strip()


def pesan(jawaban) -> str:
    return " ".join(str(m) for m in jawaban.context["messages"])


def test_dates_that_contradict_each_other_are_named_on_top_and_at_the_field(klien):
    kini = timezone.localdate()
    isian = {
        "kurikulum": buat.kurikulum().pk,
        "sebutan": "Gelombang I",
        "mulai": kini + 30 * HARI,
        "selesai": kini + 34 * HARI,
        "tempat": "Aula",
        "kuota": 30,
        "jam_tawaran": 48,
        "jalur_usulan": "on",
        "buka_pada": f"{kini + 9 * HARI}T08:00",
        "tutup_pada": f"{kini + 8 * HARI}T16:00",
        "batas_usulan": f"{kini + 60 * HARI}T16:00",
    }
    jawaban = klien.post("/admin/gelombang/baru/", isian)
    isi = jawaban.content.decode()
    assert jawaban.status_code == 400
    assert "Pendaftaran ditutup pada: Pendaftaran ditutup sebelum dibuka." in isi
    assert ">Batas usulan OPD setelah kegiatan berakhir (" in isi
    assert 'href="#id_tutup_pada"' in isi
    assert not Gelombang.objects.exists()


def test_the_strong_button_is_the_next_step_of_the_path(klien, staf, unit):
    g = buat.gelombang(dibuka=False)
    assert utama(klien, g) == "Buka pendaftaran"
    mulai = datetime.date(2020, 1, 1)
    Pejabat.objects.create(instansi=buat.instansi(), nama="Rina", jabatan="Kepala", berlaku_mulai=mulai)
    g = buat.gelombang(mulai=0)
    p = buat.daftarkan(g, 1, unit["a1"])
    assert utama(klien, g) == "Tutup pendaftaran"
    tutup_pendaftaran(oleh=staf, gelombang=g)
    assert utama(klien, g) == "Periksa pendaftaran"
    verifikasi(oleh=staf, pendaftaran=p, keputusan="terima")
    assert utama(klien, g) == "Panggil peserta"
    tetapkan(oleh=staf, gelombang=g, pilihan=[p.pk])
    panggil(oleh=staf, gelombang=g, tanggal=timezone.localdate())
    assert utama(klien, g) == "Mulai gelombang"
    klien.post(alamat(g, "tindakan/mulai/"))
    assert utama(klien, g) == "Susun jadwal"
    langkah.sesi(g)
    assert utama(klien, g) == "Buka registrasi ulang"


def test_a_draft_nobody_registered_for_is_deleted_after_asking_once(klien, unit):
    g = buat.gelombang(dibuka=False)
    atur_syarat(oleh=None, gelombang=g, nama="Surat tugas", kapan="pendaftaran")
    assert "Ini tidak dapat dikembalikan" in klien.get(alamat(g, "tindakan/hapus/")).content.decode()
    assert klien.post(alamat(g, "tindakan/hapus/")).url == "/admin/gelombang/"
    assert not Gelombang.objects.exists()
    dibuka = buat.gelombang()
    klien.post(alamat(dibuka, "tindakan/hapus/"))
    assert Gelombang.objects.filter(pk=dibuka.pk).exists()


def test_a_program_without_gelombang_is_deleted_one_with_is_kept(klien, staf):
    kosong = Program.objects.create(instansi=buat.instansi(), kode="kosong", nama="Belum jadi")
    kosong.kurikulum.create(versi="1")
    assert klien.post(f"/admin/program/{kosong.pk}/hapus/").url == "/admin/program/"
    dipakai = buat.gelombang().kurikulum.program
    jawaban = klien.post(f"/admin/program/{dipakai.pk}/hapus/", follow=True)
    assert "sudah memiliki gelombang" in pesan(jawaban)
    assert list(Program.objects.all()) == [dipakai]
    assert "hapus/" not in klien.get(f"/admin/program/{dipakai.pk}/").content.decode()


def test_a_condition_is_renamed_and_deleted_until_somebody_has_met_it(klien, staf, unit):
    g = buat.gelombang()
    satu = atur_syarat(oleh=staf, gelombang=g, nama="Surat Tugsa", kapan="pendaftaran")
    lain = atur_syarat(oleh=staf, gelombang=g, nama="SK Pangkat", kapan="pendaftaran")
    isian = {"nama": "Surat tugas", "kapan": "registrasi_ulang", "penjelasan": ""}
    klien.post(alamat(g, f"syarat/{satu.pk}/"), isian)
    satu.refresh_from_db()
    assert (satu.nama, satu.kapan, satu.wajib) == ("Surat tugas", "registrasi_ulang", False)
    ganda = klien.post(alamat(g, f"syarat/{lain.pk}/"), isian)
    assert "Syarat dengan nama ini sudah ada." in ganda.content.decode()
    p = buat.daftarkan(g, 1, unit["a1"])
    isi = simpan_hasil(oleh=None, instansi=g.instansi, isi=b"%PDF-1.7", nama="surat.pdf", jenis="pdf")
    BerkasPendaftaran.objects.create(pendaftaran=p, syarat=satu, berkas=isi)
    assert "Sudah ada peserta" in pesan(klien.post(alamat(g, f"syarat/{satu.pk}/hapus/"), follow=True))
    assert "tidak diminta lagi" in pesan(klien.post(alamat(g, f"syarat/{lain.pk}/hapus/"), follow=True))
    assert list(SyaratBerkas.objects.all()) == [satu]


def test_all_rows_of_a_long_list_are_chosen_with_one_tick(klien, unit):
    g = buat.gelombang(kuota=60)
    for n in range(1, 53):
        buat.daftarkan(g, n, unit["a1"])
    isi = klien.get(alamat(g, "peserta/")).content.decode()
    assert re.sub(r"\s+", " ", isi).count("Pilih semua 52 pada daftar ini, juga di halaman lain") == 1
    pratinjau = klien.post(alamat(g, "peserta/massal/"), {"keputusan": "terima", "semua": "1"})
    assert "Terima 52 pendaftaran?" in pratinjau.content.decode()
