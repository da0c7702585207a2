"""An act before its day asks first, naming the day; a start by mistake is taken back."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from diklat.services.gelombang import mulai_gelombang, tutup_pendaftaran
from dokumen.models import Sertifikat
from dokumen.services.sertifikat import terbitkan, terbitkan_ulang
from kantor.galat import KeadaanBerubah
from kantor.lib.tanggal import panjang
from peserta.daftar import penghalang_batal_mulai
from peserta.services.batal_mulai import batal_mulai
from peserta.services.kehadiran import catat_semua_hadir
from tests.dokumen import terbit
from tests.peserta import buat, langkah

pytestmark = pytest.mark.django_db


@pytest.fixture
def staf():
    buat.pohon()
    return buat.akun("panitia")


@pytest.fixture
def klien(staf) -> Client:
    klien = Client()
    klien.force_login(staf)
    return klien


def tanya_lalu_ya(klien: Client, alamat: str, hari: datetime.date, **isi: str) -> None:
    """The page names the day, refuses without the tick and does it with."""
    assert panjang(hari) in klien.get(alamat).content.decode()
    ditolak = klien.post(alamat, isi)
    assert ditolak.status_code == 400
    assert panjang(hari) in ditolak.content.decode()
    assert klien.post(alamat, isi | {"pasti": "on"}).status_code == 302


def test_starting_weeks_before_the_first_day_asks(klien):
    g = tutup_pendaftaran(oleh=None, gelombang=buat.gelombang(mulai=20))
    tanya_lalu_ya(klien, reverse("peserta:gelombang_tindakan", args=[g.slug, "mulai"]), g.mulai)
    g.refresh_from_db()
    assert g.status == "berlangsung"


def test_starting_on_the_eve_asks_nothing(klien):
    g = tutup_pendaftaran(oleh=None, gelombang=buat.gelombang(mulai=1))
    klien.post(reverse("peserta:gelombang_tindakan", args=[g.slug, "mulai"]))
    g.refresh_from_db()
    assert g.status == "berlangsung"


def test_closing_and_issuing_before_the_last_day_ask(klien, staf):
    g = terbit.gelombang(staf, 1)
    alamat = reverse("dokumen:sertifikat_terbit", args=[g.slug])
    isi = {"tanggal": g.selesai.isoformat()}
    tanya_lalu_ya(klien, alamat, g.selesai, **isi)
    assert Sertifikat.objects.count() == 1
    lain = buat.gelombang(mulai=40)
    type(lain).objects.filter(pk=lain.pk).update(status="ditutup")
    type(lain).objects.filter(pk=lain.pk).update(status="berlangsung")
    tanya_lalu_ya(klien, reverse("penilaian:gelombang_tutup", args=[lain.slug]), lain.selesai)
    lain.refresh_from_db()
    assert lain.status == "selesai"


def test_a_certificate_issued_again_without_a_date_takes_the_last_day_if_that_is_to_come(staf):
    g = terbit.gelombang(staf, 1)
    terbitkan(oleh=staf, gelombang=g)
    baru = terbitkan_ulang(oleh=staf, sertifikat=Sertifikat.objects.get(), alasan="Gelar keliru.")
    assert baru.tanggal == g.selesai > timezone.localdate()


def test_an_empty_golongan_or_jabatan_is_seen_before_issuing(klien, staf):
    g = terbit.gelombang(staf, 1)
    g.pendaftaran.update(golongan="", jabatan="", nama_dikonfirmasi=timezone.now())
    halaman = klien.get(reverse("dokumen:sertifikat_terbit", args=[g.slug])).content.decode()
    assert "Golongan dan jabatan kosong" in halaman
    g.pendaftaran.update(golongan="", jabatan="Kepala Lingkungan", status_kepegawaian="non_asn")
    halaman = klien.get(reverse("dokumen:sertifikat_terbit", args=[g.slug])).content.decode()
    assert "kosong, sehingga tidak tercetak" not in halaman


def test_a_start_by_mistake_is_taken_back_and_the_kurikulum_may_change_again(klien, staf):
    g = tutup_pendaftaran(oleh=None, gelombang=buat.gelombang(mulai=0))
    mulai_gelombang(oleh=None, gelombang=g)
    assert "Batal mulai" in klien.get(reverse("peserta:gelombang", args=[g.slug])).content.decode()
    klien.post(reverse("peserta:gelombang_tindakan", args=[g.slug, "batal-mulai"]))
    g.refresh_from_db()
    g.kurikulum.refresh_from_db()
    assert (g.status, g.kurikulum.beku) == ("ditutup", False)


def test_a_kurikulum_another_gelombang_has_used_stays_fixed(staf):
    g, lain = (tutup_pendaftaran(oleh=None, gelombang=buat.gelombang(mulai=n)) for n in (0, 10))
    for satu in (g, lain):
        mulai_gelombang(oleh=None, gelombang=satu)
    g = batal_mulai(oleh=staf, gelombang=g)
    g.kurikulum.refresh_from_db()
    assert g.kurikulum.beku


def test_with_attendance_on_record_the_start_stands(staf):
    g = buat.gelombang(mulai=0)
    buat.daftarkan(g, 1, buat.unit("12.71.09", jenis="kecamatan"))
    langkah.duduk(g, staf)
    for sesi in langkah.sesi(g):
        catat_semua_hadir(oleh=staf, sesi=sesi)
    with pytest.raises(KeadaanBerubah, match="kehadiran"):
        batal_mulai(oleh=staf, gelombang=g)
    assert len(list(penghalang_batal_mulai)) == 2


def keadaan(klien: Client, g) -> dict[str, str]:
    halaman = klien.get(reverse("peserta:gelombang", args=[g.slug]))
    return {satu["label"]: satu["keadaan"] for satu in halaman.context["langkah"]}


def test_a_step_is_ticked_only_when_everybody_is_through_it(klien, staf):
    unit = buat.unit("12.71.09", jenis="kecamatan")
    g = buat.gelombang(mulai=0)
    for n in range(3):
        buat.daftarkan(g, n, unit)
    langkah.terpanggil(g, staf)
    buat.daftarkan(g, 9, unit)  # came in after the letter and waits
    tutup_pendaftaran(oleh=None, gelombang=g)
    mulai_gelombang(oleh=None, gelombang=g)
    g.pendaftaran.filter(pk=g.pendaftaran.order_by("pk").first().pk).update(status="hadir", ndh=1)
    ada = keadaan(klien, g)
    assert [ada[k] == "selesai" for k in ("Pendaftaran", "Verifikasi", "Pemanggilan", "Registrasi ulang")] == [
        True, False, False, False,
    ]  # fmt: skip
