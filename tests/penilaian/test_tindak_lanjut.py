"""Reports at 3, 6 and 12 months: when, by whom, with what evidence; the mentor's word; the figures of the office."""

from __future__ import annotations

import datetime
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from diklat.models import Gelombang
from kantor.galat import KeadaanBerubah, TidakDitemukan, TidakValid
from kantor.models import Surel
from penilaian.lib.tindak_lanjut import jatuh_tempo
from penilaian.models import LaporanInovasi
from penilaian.queries.tindak_lanjut import ringkas_tindak_lanjut
from penilaian.services.pendamping import jawab_kesediaan, serah_terima
from penilaian.services.rencana import mentor_kini
from penilaian.services.tindak_lanjut import (
    ingatkan_jatuh_tempo,
    kembalikan_laporan,
    konfirmasi_laporan,
)
from tests.penilaian import inovasi as buat_inovasi
from tests.penilaian import rencana as buat_rencana
from tests.peserta import buat, langkah

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("dasar", "bulan", "tempo"),
    [
        (date(2017, 8, 21), 3, date(2017, 11, 21)),
        (date(2017, 8, 21), 12, date(2018, 8, 21)),
        (date(2017, 11, 30), 3, date(2018, 2, 28)),
        (date(2019, 8, 31), 6, date(2020, 2, 29)),
    ],
)
def test_months_are_counted_by_the_calendar(dasar, bulan, tempo):
    assert jatuh_tempo(dasar, bulan) == tempo


def test_a_report_is_sent_with_evidence_confirmed_by_the_mentor_and_then_stays(client):
    s, mentor = buat_inovasi.latar_lama()
    [p] = s.orang
    laporan = buat_inovasi.lapor(p)
    akun = buat_rencana.akun(mentor)
    klien = Client()
    klien.force_login(akun)
    assert "Laporan inovasi untuk dikonfirmasi (1)" in klien.get("/mentor/").content.decode()
    alamat = f"/mentor/laporan/{p.nomor}/3/"
    halaman = klien.get(alamat).content.decode()
    assert "Berkas ditemukan dalam dua menit." in halaman
    assert "loket" in halaman
    [bukti] = laporan.bukti.all()
    assert klien.get(f"/berkas/{bukti.berkas_id}/").status_code == 200
    assert Client().get(f"/berkas/{bukti.berkas_id}/").status_code != 200
    assert klien.post(alamat, {"dikirim": laporan.dikirim.isoformat()}).status_code == 302
    laporan.refresh_from_db()
    assert (laporan.status, laporan.nama_penjawab) == ("dikonfirmasi", mentor.nama_lengkap)
    with pytest.raises(KeadaanBerubah, match="sudah dikonfirmasi"):
        buat_inovasi.lapor(p)
    with pytest.raises(DatabaseError), transaction.atomic():
        LaporanInovasi.objects.filter(pk=laporan.pk).update(keadaan="berhenti", sebab="lain")


def test_what_the_mentor_did_not_read_is_not_confirmed():
    s, mentor = buat_inovasi.latar_lama()
    [p] = s.orang
    dibaca = buat_inovasi.lapor(p).dikirim
    buat_inovasi.lapor(p, uraian="Diubah sesudah dibaca.", bukti=[])
    with pytest.raises(KeadaanBerubah, match="dikirim ulang"):
        konfirmasi_laporan(oleh=buat_rencana.akun(mentor), pendaftaran=p, bulan=3, dikirim=dibaca)


def test_a_report_sent_back_comes_again_and_keeps_its_evidence():
    s, mentor = buat_inovasi.latar_lama()
    [p] = s.orang
    laporan = buat_inovasi.lapor(p)
    oleh = buat_rencana.akun(mentor)
    with pytest.raises(TidakValid):
        kembalikan_laporan(oleh=oleh, pendaftaran=p, bulan=3, dikirim=laporan.dikirim, catatan=" ")
    kembalikan_laporan(oleh=oleh, pendaftaran=p, bulan=3, dikirim=laporan.dikirim, catatan="Sebut angkanya.")
    baru = buat_inovasi.lapor(p, uraian="200 berkas.", bukti=[])
    assert (baru.pk, baru.status, baru.bukti.count()) == (laporan.pk, "diajukan", 1)
    assert Surel.objects.filter(jenis="mentor_laporan").count() == 2


@pytest.mark.parametrize(
    ("isi", "medan"),
    [
        ({"keadaan": "berhenti", "bukti": []}, "sebab"),
        ({"keadaan": "mati", "bukti": []}, "keadaan"),
        ({"uraian": "  "}, "uraian"),
        ({"bukti": []}, "bukti"),
        ({"pengguna": -1}, "pengguna"),
    ],
)
def test_what_is_missing_is_named(isi, medan):
    s, _ = buat_inovasi.latar_lama()
    with pytest.raises(TidakValid) as galat:
        buat_inovasi.lapor(s.orang[0], **isi)
    assert medan in galat.value.rincian
    assert not LaporanInovasi.objects.exists()


def test_a_stopped_innovation_says_why_and_needs_no_picture():
    s, _ = buat_inovasi.latar_lama()
    laporan = buat_inovasi.lapor(s.orang[0], keadaan="berhenti", sebab="anggaran", bukti=[])
    assert laporan.get_sebab_display() == "Anggaran tidak tersedia"


def test_before_its_time_and_by_somebody_else_no_report_is_taken():
    s, mentor = buat_inovasi.latar_lama(hari=150)
    [p] = s.orang
    buat_inovasi.lapor(p, 3)
    with pytest.raises(KeadaanBerubah, match="bulan ke-12 dapat dikirim mulai"):
        buat_inovasi.lapor(p, 12)
    with pytest.raises(TidakDitemukan):
        buat_inovasi.lapor(p, 4)
    with pytest.raises(TidakDitemukan):
        buat_inovasi.lapor(p, 3, oleh=buat_rencana.akun(mentor))


def test_panitia_confirms_in_the_mentors_place_only_with_a_reason():
    s, _ = buat_inovasi.latar_lama()
    [p] = s.orang
    laporan = buat_inovasi.lapor(p)
    with pytest.raises(TidakValid):
        konfirmasi_laporan(oleh=s.panitia, pendaftaran=p, bulan=3, dikirim=laporan.dikirim)
    konfirmasi_laporan(
        oleh=s.panitia,
        pendaftaran=p,
        bulan=3,
        dikirim=laporan.dikirim,
        catatan="Mentor pensiun, dicek di tempat.",
    )
    laporan.refresh_from_db()
    assert (laporan.pendamping, laporan.jabatan_penjawab) == (None, "Panitia")
    kembalikan_laporan(
        oleh=s.panitia, pendaftaran=p, bulan=3, dikirim=laporan.dikirim, catatan="Angkanya salah ketik."
    )
    buat_inovasi.lapor(p, uraian="Angka yang benar.", bukti=[])


def test_another_camat_confirms_what_comes_after_the_handover():
    s, lama = buat_inovasi.latar_lama()
    [p] = s.orang
    langkah.selesai(s.g, s.panitia)
    dahulu = buat_inovasi.lapor(p, 3)
    konfirmasi_laporan(oleh=buat_rencana.akun(lama), pendaftaran=p, bulan=3, dikirim=dahulu.dikirim)
    baru = buat_rencana.pegawai(1, s.unit["a"])
    serah_terima(
        oleh=s.panitia,
        gelombang=s.g,
        dari=lama,
        ke=baru,
        kapasitas="plt",
        jabatan="Camat Contoh",
        alasan="Mutasi",
    )
    jawab_kesediaan(oleh=buat_rencana.akun(baru), pendamping=mentor_kini(p), bersedia=True)
    laporan = buat_inovasi.lapor(p, 6)
    with pytest.raises(TidakDitemukan):
        konfirmasi_laporan(oleh=buat_rencana.akun(lama), pendaftaran=p, bulan=6, dikirim=laporan.dikirim)
    konfirmasi_laporan(oleh=buat_rencana.akun(baru), pendaftaran=p, bulan=6, dikirim=laporan.dikirim)
    siapa = LaporanInovasi.objects.order_by("bulan").values_list("nama_penjawab", "jabatan_penjawab")
    assert list(siapa) == [(lama.nama_lengkap, "Camat Contoh"), (baru.nama_lengkap, "Plt. Camat Contoh")]


def test_the_peserta_fills_the_report_on_the_phone_and_sees_what_waits():
    s, _ = buat_inovasi.latar_lama(hari=100)
    [p] = s.orang
    akun = buat_rencana.akun(p.pegawai)
    klien = Client()
    klien.force_login(akun)
    assert "Kabar inovasi Anda" in klien.get("/saya/").content.decode()
    alamat = f"/saya/{p.nomor}/rencana/tindak-lanjut/"
    assert klien.get(f"{alamat}12/").status_code == 404
    jawab = klien.post(f"{alamat}3/", {"keadaan": "berjalan", "uraian": "Rapi."})
    assert jawab.status_code == 400
    assert "paling sedikit satu bukti" in jawab.content.decode()
    isi = {
        "keadaan": "berjalan",
        "uraian": "Rapi.",
        "pengguna": "1200",
        "bukti": [buat_inovasi.foto("a.png"), buat_inovasi.foto("b.png")],
    }
    assert klien.post(f"{alamat}3/", isi).status_code == 302
    halaman = klien.get(f"{alamat}3/").content.decode()
    assert "1.200 orang" in halaman
    assert "a.jpg" in halaman
    assert "b.jpg" in halaman
    laporan = LaporanInovasi.objects.get()
    buang = laporan.bukti.first()
    isi = {"keadaan": "sebagian", "sebab": "sepi", "uraian": "Rapi.", "lepas": [buang.pk]}
    assert klien.post(f"{alamat}3/", isi).status_code == 302
    assert [b.berkas.nama for b in laporan.bukti.all()] == ["b.jpg"]


def test_the_office_is_told_how_many_run_and_why_not():
    s, _ = buat_inovasi.latar_lama(4)
    satu, dua, tiga, _ = s.orang
    buat_inovasi.lapor(satu, 3)
    buat_inovasi.lapor(dua, 3)
    buat_inovasi.lapor(dua, 6, keadaan="sebagian", sebab="petugas")
    buat_inovasi.lapor(tiga, 12, keadaan="berhenti", sebab="petugas", bukti=[])
    ringkas = ringkas_tindak_lanjut(s.g)
    assert (ringkas.semua, dict(ringkas.terakhir), ringkas.belum) == (
        4,
        {"berjalan": 1, "sebagian": 1, "berhenti": 1},
        1,
    )
    assert ringkas.sebab == [("Penanggung jawab pindah tugas", 2)]
    assert ringkas.tabel == [(3, [2, 0, 0], 2), (6, [0, 1, 0], 3), (12, [0, 0, 1], 3)]
    klien = Client()
    klien.force_login(s.panitia)
    alamat = f"/admin/gelombang/{s.g.slug}/tindak-lanjut/"
    assert "Arsip Rapi 4" in klien.get(alamat).content.decode()
    assert "rencana aksi dari gelombang yang sudah ditutup" not in klien.get("/pimpinan/").content.decode()
    for status in ("ditutup", "berlangsung", "selesai"):
        Gelombang.objects.filter(pk=s.g.pk).update(status=status)
    pimpinan = " ".join(klien.get("/pimpinan/").content.decode().split())
    assert "Menurut laporan terakhir 4 rencana aksi dari gelombang yang sudah ditutup." in pimpinan
    assert "penanggung jawab pindah tugas (2)" in pimpinan
    terlambat = klien.get(f"{alamat}?keadaan=terlambat").content.decode()
    assert "Arsip Rapi 4" in terlambat
    assert "Terlambat" in terlambat
    berhenti = klien.get(f"{alamat}?keadaan=berhenti").content.decode()
    assert "Arsip Rapi 3" in berhenti
    assert "Arsip Rapi 1" not in berhenti
    assert klien.get(f"{alamat}excel/").status_code == 200


def test_the_dashboard_costs_the_same_for_one_and_for_ten():
    s, _ = buat_inovasi.latar_lama(10)
    klien = Client()
    klien.force_login(s.panitia)
    alamat = f"/admin/gelombang/{s.g.slug}/tindak-lanjut/"
    klien.get(alamat)
    buat_inovasi.lapor(s.orang[0])
    with CaptureQueriesContext(
        connection,
    ) as satu:
        klien.get(alamat)
    for p in s.orang[1:]:
        buat_inovasi.lapor(p)
    with CaptureQueriesContext(connection) as sepuluh:
        klien.get(alamat)
    assert len(sepuluh) == len(satu) <= 13


def test_who_has_not_reported_is_asked_each_week_for_four_weeks():
    s, _ = buat_inovasi.latar_lama(hari=100)
    [p] = s.orang
    akun = buat_rencana.akun(p.pegawai)
    tempo = jatuh_tempo(s.g.selesai, 3)
    minggu = datetime.timedelta(days=7)
    assert [ingatkan_jatuh_tempo(hari=tempo + n * minggu) for n in (-1, 0, 1, 4, 5)] == [0, 1, 1, 1, 0]
    assert ingatkan_jatuh_tempo(hari=tempo + datetime.timedelta(days=1)) == 0
    assert Surel.objects.filter(jenis="inovasi_jatuh_tempo", kepada=akun.email).count() == 3
    buat_inovasi.lapor(p)
    assert ingatkan_jatuh_tempo(hari=tempo) == 0


def test_an_operator_and_another_office_see_nothing(client):
    s, _ = buat_inovasi.latar_lama()
    [p] = s.orang
    laporan = buat_inovasi.lapor(p)
    bukti = laporan.bukti.get().berkas_id
    for akun in (buat.akun("panitia", "padang"), buat.akun("operator", unit=s.unit["a"])):
        klien = Client()
        klien.force_login(akun)
        assert klien.get(f"/admin/gelombang/{s.g.slug}/tindak-lanjut/{p.nomor}/").status_code == 404
        assert klien.get(f"/berkas/{bukti}/").status_code == 404
