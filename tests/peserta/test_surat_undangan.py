"""Operators of an invited OPD are written to: once, of other dates, of the end; of a draft once it is announced."""

from __future__ import annotations

import datetime
from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations import RunSQL
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from diklat.services.gelombang import buka_pendaftaran
from kantor.models import Surel, Unit
from peserta.models.undangan import UndanganOpd
from peserta.services.gelombang import batalkan_gelombang, kembali_ke_draf, ubah_gelombang
from peserta.services.surat_undangan import teks_undangan, undangan_tertunda
from peserta.services.undangan import batalkan_undangan, nyatakan_tidak_hadir, undang_opd
from tests.peserta import buat
from tests.peserta.test_halaman_apel import isi, masuk

pytestmark = pytest.mark.django_db


@pytest.fixture
def pohon():
    return buat.pohon()


@pytest.fixture
def panitia():
    return buat.akun("panitia")


@pytest.fixture
def operator(pohon):
    """Two of the invited OPD, one of another, one without an address."""
    semua = [buat.akun("operator", unit=pohon[k]) for k in ("a", "a", "b", "a")]
    for n, satu in enumerate(semua[:3]):
        satu.email = f"operator{n}@contoh.example"
        satu.save()
    return semua


def surat(jenis: str) -> list[str]:
    return list(Surel.objects.filter(jenis=jenis).order_by("kepada").values_list("kepada", flat=True))


def test_each_operator_of_the_opd_is_told_once_who_when_where_and_until_when(pohon, panitia, operator):
    g = buat.gelombang()
    undang_opd(oleh=panitia, gelombang=g, unit=[pohon["a"]], nomor_surat="005/12")
    assert surat("undangan_opd") == ["operator0@contoh.example", "operator1@contoh.example"]
    satu = Surel.objects.filter(jenis="undangan_opd").first()
    undangan = UndanganOpd.objects.get()
    for kata in (str(g), "Balai Diklat", "005/12", "pukul 07.00", f"/operator/undangan/{undangan.pk}/"):
        assert kata in satu.isi
    undang_opd(oleh=panitia, gelombang=g, unit=[pohon["a"], pohon["b"]])
    undangan_tertunda()
    assert len(surat("undangan_opd")) == 3
    assert surat("undangan_opd")[-1] == "operator2@contoh.example"


def test_a_draft_is_told_once_it_is_announced(pohon, panitia, operator):
    g = buat.gelombang(dibuka=False)
    undang_opd(oleh=panitia, gelombang=g, unit=[pohon["a"]])
    assert undangan_tertunda() == 0
    assert surat("undangan_opd") == []
    ubah_gelombang(oleh=panitia, gelombang=g, mulai=g.mulai + datetime.timedelta(1))
    assert surat("undangan_opd_berubah") == []
    buka_pendaftaran(oleh=panitia, gelombang=g)
    assert (undangan_tertunda(), undangan_tertunda()) == (1, 0)
    assert len(surat("undangan_opd")) == 2


def test_other_dates_and_the_end_reach_them_too(pohon, panitia, operator):
    g = buat.gelombang()
    undang_opd(oleh=panitia, gelombang=g, unit=[pohon["a"], pohon["b"]])
    b = UndanganOpd.objects.get(unit=pohon["b"])
    batalkan_undangan(oleh=panitia, undangan=b)
    assert surat("undangan_opd_batal") == ["operator2@contoh.example"]
    ubah_gelombang(oleh=panitia, gelombang=g, mulai=g.mulai + datetime.timedelta(1))
    assert surat("undangan_opd_berubah") == ["operator0@contoh.example", "operator1@contoh.example"]
    ubah_gelombang(oleh=panitia, gelombang=g, kuota=40)
    assert len(surat("undangan_opd_berubah")) == 2
    nyatakan_tidak_hadir(oleh=operator[0], undangan=UndanganOpd.objects.get(), alasan="Rapat")
    batalkan_gelombang(oleh=panitia, gelombang=g, alasan="Ditunda.")
    assert surat("undangan_opd_batal")[:2] == ["operator0@contoh.example", "operator1@contoh.example"]
    assert "Ditunda." in Surel.objects.filter(jenis="undangan_opd_batal").order_by("-pk")[0].isi


def test_panitia_has_the_words_ready_for_whatsapp(pohon, panitia):
    g = buat.gelombang()
    undang_opd(oleh=panitia, gelombang=g, unit=[pohon["a"]])
    halaman = isi(masuk(panitia).get(f"/admin/gelombang/{g.slug}/undangan/{UndanganOpd.objects.get().pk}/"))
    assert "Mohon isi siapa yang hadir paling lambat" in halaman
    assert "https://wa.me/" in halaman


def test_back_in_draft_nobody_hears_of_it_until_it_is_announced_anew(pohon, panitia, operator):
    g = buat.gelombang()
    undang_opd(oleh=panitia, gelombang=g, unit=[pohon["a"]])
    g = kembali_ke_draf(oleh=panitia, gelombang=g)
    g = ubah_gelombang(oleh=panitia, gelombang=g, mulai=g.mulai + datetime.timedelta(1))
    assert (surat("undangan_opd_berubah"), undangan_tertunda()) == ([], 0)
    buka_pendaftaran(oleh=panitia, gelombang=g)
    assert undangan_tertunda() == 1
    assert len(surat("undangan_opd")) == 4


@pytest.mark.parametrize("mulai", [0, 9])  # the event has begun; or it moved on and the moment stayed behind
def test_no_letter_asks_for_an_answer_by_a_moment_gone_by(pohon, panitia, operator, mulai):
    g = buat.gelombang(mulai=mulai)
    g.batas_ganti = timezone.now() + datetime.timedelta(-1)
    g.save()
    undang_opd(oleh=panitia, gelombang=g, unit=[pohon["a"]])
    ubah_gelombang(oleh=panitia, gelombang=g, selesai=g.selesai + datetime.timedelta(1))
    for jenis in ("undangan_opd", "undangan_opd_berubah"):
        isi_surat = Surel.objects.filter(jenis=jenis).first().isi
        assert "pukul" not in isi_surat
        assert "hubungi panitia" in isi_surat
    assert "paling lambat" not in teks_undangan(UndanganOpd.objects.get())


def test_a_deadline_left_behind_the_event_gives_way_to_its_first_morning(pohon, panitia, operator):
    g = buat.gelombang(mulai=5)
    g.batas_ganti = timezone.now() + datetime.timedelta(60)
    g.save()
    undang_opd(oleh=panitia, gelombang=g, unit=[pohon["a"]])
    assert "pukul 07.00" in Surel.objects.filter(jenis="undangan_opd").first().isi


def test_more_offices_cost_only_their_letters(pohon, panitia, operator):
    def biaya(unit: list[Unit]) -> int:
        g = buat.gelombang(dibuka=False)
        undang_opd(oleh=panitia, gelombang=g, unit=unit)
        buka_pendaftaran(oleh=panitia, gelombang=g)
        dahulu = Surel.objects.count()
        with CaptureQueriesContext(
            connection,
        ) as tanya:
            assert undangan_tertunda() == len(unit)
        return len(tanya) - (Surel.objects.count() - dahulu)

    assert biaya([pohon["a"]]) == biaya([pohon["a"], pohon["b"]])


def test_the_upgrade_takes_nobody_of_a_draft_for_told(pohon, panitia, operator):
    terbuka, draf = buat.gelombang(), buat.gelombang(dibuka=False)
    for g in (terbuka, draf):
        undang_opd(oleh=panitia, gelombang=g, unit=[pohon["a"]])
    UndanganOpd.objects.update(disurati=None)
    migrasi = import_module("peserta.migrations.0012_upacara_dan_surat_undangan").Migration
    [langkah] = [satu for satu in migrasi.operations if isinstance(satu, RunSQL)]
    with connection.cursor() as kursor:
        kursor.execute(langkah.sql)
    assert UndanganOpd.objects.get(gelombang=terbuka).disurati is not None
    assert UndanganOpd.objects.get(gelombang=draf).disurati is None
